"""Files of the code pages in which people save them are read as they were written; what was misread shows in names."""

from __future__ import annotations

import pytest

from app.kernel.errors import InvalidError
from app.people.importing.encodings import other_encodings, read_text
from app.people.importing.names import find_odd

RUSSIAN = ("Имя;Логин\nИван Петров;ivan\n", "name\nЮлия Щукина\n", "name\nИЛЬЯ ЩЕРБАК – 2\n", "name\nЯна Ёж\n")
POLISH = ("Imię;Login\nŁukasz Żak;luk\n", "name\nStanisław Śliwa\n", "name\nŹRÓDŁO GĘŚLĄ\n", "name\nJoanna Wąs\n")
GREEK = ("Όνομα;Σύνδεση\nΓιώργος Νίκου;g\n", "name\nΆννα Ψύχα\n", "name\nΧΡΗΣΤΟΣ ΞΕΝΟΣ\n", "name\nΘεός\n")
NEAR_UTF_8 = (
    ("name\nПётр Фёдоров\n", "Windows-1251"),
    ("name\nАлёна Королёва\n", "KOI8-R"),
    ("name\nRÓŻA KRÓL\n", "Windows-1250"),
    ("name\nΝΊΚΟΣ ΜΌΣΧΟΣ\n", "Windows-1253"),
)
"""Some neighbours among these letters are, byte by byte, a letter of UTF-8."""
WRITTEN = [
    *((text, page) for page in ("Windows-1251", "KOI8-R") for text in RUSSIAN),
    *((text, page) for page in ("Windows-1250", "ISO-8859-2") for text in POLISH),
    *((text, page) for page in ("Windows-1253", "ISO-8859-7") for text in GREEK),
    *NEAR_UTF_8,
]
DAMAGED = [
    ("Имя;Логин\nИван Петров;ivan\n".encode().replace("в".encode(), b"\xd0", 1), "Имя;Логин\nИ\ufffdан Петров;ivan\n"),
    ("name\nИван\n".encode().replace("а".encode(), b"\xb0"), "name\nИв\ufffdн\n"),
    ("Imię\nŁukasz Żak\n".encode().replace("ę".encode(), b"\xff\x99"), "Imi\ufffd\ufffd\nŁukasz Żak\n"),
    ("name\nŻółć\n".encode() + "Łódź\n".encode("cp1250"), "name\nŻółć\n\ufffd\ufffdd\ufffd\n"),
    ("Όνομα\nΝίκος\n".encode()[:-2], "Όνομα\nΝίκο\ufffd"),
    ("name\nИван\n".encode() + "Пётр\n".encode("cp1251"), "name\nИван\nϸ\ufffd\ufffd\n"),
]


@pytest.mark.parametrize(("text", "page"), WRITTEN)
def test_a_file_of_any_code_page_is_read_as_it_was_written(text: str, page: str) -> None:
    written = text if page != "KOI8-R" else text.replace("–", "-")
    found, read_as, guessed = read_text(written.encode(page))
    assert (found, guessed) == (written, True)
    assert page in {read_as, *other_encodings(written.encode(page), read_as)}


@pytest.mark.parametrize(("data", "text"), DAMAGED)
def test_a_few_broken_bytes_make_no_other_encoding_of_utf_8(data: bytes, text: str) -> None:
    assert read_text(data) == (text, "UTF-8", True)
    assert other_encodings(data, "UTF-8") == ()
    assert read_text(b"\xef\xbb\xbf" + data) == (text, "UTF-8", False)


def test_a_file_can_be_read_as_another_code_page_or_is_refused() -> None:
    data = "name\nИван\n".encode("koi8-r")
    assert read_text(data, "Windows-1251") == ("name\nйЧБО\n", "Windows-1251", True)
    assert other_encodings("Иван".encode(), "UTF-8") == ()
    for wanted, written in (("UTF-7", b"a"), ("Windows-1250", b"\x81"), ("KOI8-R", b"\0")):
        with pytest.raises(InvalidError, match=f"cannot be read as {wanted}"):
            read_text(written, wanted)


@pytest.mark.parametrize(
    ("name", "odd"),
    [
        ("йЧБО рЕФТПЧ", "йЧБО"),
        ("Anna ¶liwa", "¶"),
        ("Jan ¤", "¤"),
        ("JÃ³zef", "³"),
        ("Ivan\xad", "\xad"),
        ("Wуjcik", "Wуjcik"),
        ("Пeтров", "Пeтров"),
        ("лАЯъА", "лАЯъА"),
        *(
            (sound, "")
            for sound in ("Łukasz Żak", "O’Brien", "McDonald", "DeVito", "МакГрегор", "Ναταλία-Άννα", "ИВАНОВ", "José",
                          "Д’Артаньян", "Nguyễn Văn", "山田太郎", "Operator #5 (night)", "Оператор №5", "И. И. Иванов")
        ),
    ],
)  # fmt: skip
def test_what_no_name_holds_is_found(name: str, odd: str) -> None:
    assert find_odd(name) == odd
