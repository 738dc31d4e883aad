"""The one table of words: nothing ambiguous, everything written, the page of it up to date."""

from __future__ import annotations

from collections import defaultdict
from enum import StrEnum
from pathlib import Path

import pytest

from app.content.kinds import Channel, CriticalClass, Kind, ShowAnswers, Training, Unit
from app.content.vocabulary import GAP, LANGUAGES, VOCABULARY, Space
from app.content.word_table import word_table
from app.content.words import (
    SPELLINGS,
    Label,
    Reserved,
    SetupKey,
    filled,
    key_name,
    language_of,
    meaning,
    nearest_spelling,
    nearest_word,
    plain,
    spelled,
)

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("space", Space)
def test_no_word_has_two_meanings_in_one_place_even_without_case_and_accents(space: Space) -> None:
    meanings = defaultdict(set)
    for spelling in SPELLINGS[space]:
        meanings[spelling.plain].add(spelling.meaning)
    assert {word: found for word, found in meanings.items() if len(found) > 1} == {}


@pytest.mark.parametrize("space", Space)
def test_every_meaning_is_written_once_in_every_language(space: Space) -> None:
    for row in VOCABULARY[space]:
        for cell in row:
            words = cell.split(" | ")
            assert all(words)
            assert len(words) == len(set(words))
            assert all(word == " ".join(word.split()) for word in words)
    assert len({row[0] for row in VOCABULARY[space]}) == len(VOCABULARY[space])


@pytest.mark.parametrize("space", Space)
def test_every_spelling_is_understood(space: Space) -> None:
    for spelling in SPELLINGS[space]:
        assert meaning(space, spelling.word) == spelling.meaning
        if spelling.language != "en":
            assert meaning(space, spelling.word.upper()) == spelling.meaning
            assert meaning(space, spelling.plain) == spelling.meaning


@pytest.mark.parametrize("phrase", VOCABULARY[Space.PHRASE], ids=lambda row: row[0])
def test_a_phrase_has_the_same_gaps_in_every_language(phrase: tuple[str, ...]) -> None:
    assert len({word.count(GAP) for cell in phrase for word in cell.split(" | ")}) == 1


@pytest.mark.parametrize(
    ("space", "words"),
    [
        (Space.KEY, Kind),
        (Space.TRAINING, Training),
        (Space.CHANNEL, Channel),
        (Space.SHOW_ANSWERS, ShowAnswers),
        (Space.UNIT, Unit),
        (Space.HEADING, Reserved),
        (Space.LABEL, Label),
        (Space.SETUP, SetupKey),
        (Space.CRITICAL, CriticalClass),
    ],
)
def test_the_table_and_the_documents_use_the_same_names(space: Space, words: type[StrEnum]) -> None:
    names = {spelling.meaning for spelling in SPELLINGS[space]}
    assert {word.value for word in words} <= names
    assert space is Space.KEY or {word.value for word in words} == names


@pytest.mark.parametrize(
    ("phrase", "text", "gaps"),
    [
        ("every …", "co 6 miesięcy", ("6 miesięcy",)),
        ("every …", "РАЗ В 6 месяцев", ("6 месяцев",)),
        ("every …", "every", None),
        ("every …", "Every 6 months", None),
        ("from … before", "за 30 дней до конца", ("30 дней",)),
        ("from … before", "за 30 дней до", ("30 дней",)),
        ("from … before", "από 30 ημέρες πριν τη λήξη", ("30 ημέρες",)),
        ("from … before", "from before", None),
        ("… of … at …", "4 из 5 на 85%", ("4", "5", "85%")),
        ("… of … at …", "4 of at 85%", None),
        ("… of … at …", "4 of 5 at", None),
        ("… of … at …", "4 z 5 at 85%", None),
        ("ending …", "zakończenie sprawa załatwiona", ("sprawa załatwiona",)),
    ],
)
def test_what_stands_in_the_gaps_of_a_phrase(phrase: str, text: str, gaps: tuple[str, ...] | None) -> None:
    assert filled(phrase, text) == gaps


@pytest.mark.parametrize(
    ("space", "written", "word", "language"),
    [
        (Space.KEY, "modle", "module", "en"),
        (Space.KEY, "модул", "модуль", "ru"),
        (Space.KEY, "dzwoniąca", "dzwoniący", "pl"),
        (Space.KEY, "jezyk_", "język", "pl"),
        (Space.KEY, "ενοτητ", "ενότητα", "el"),
        (Space.LABEL, "Обратная свзь", "Обратная связь", "ru"),
        (Space.LABEL, "Zapamiętać", "Zapamiętaj", "pl"),
        (Space.LABEL, "Scor", "Score", "en"),
        (Space.CHANNEL, "телфон", "телефон", "ru"),
    ],
)
def test_the_nearest_word_is_in_the_language_of_the_word_typed(
    space: Space, written: str, word: str, language: str
) -> None:
    found = nearest_spelling(space, written)
    assert found is not None
    assert (found.word, found.language) == (word, language)


@pytest.mark.parametrize(
    ("written", "nested", "name"),
    [
        ("quiz final-exam", True, "quiz final-exam"),
        ("test  final-exam", True, "quiz final-exam"),
        ("Тест final-exam", True, "quiz final-exam"),
        ("test final-exam", False, "test final-exam"),
        ("test calls", True, "test calls"),
        ("test cals", True, "test cals"),
        ("quiz", True, "quiz"),
        ("Moduł", False, "module"),
        ("Module", False, "Module"),
    ],
)
def test_the_name_of_a_key(written: str, nested: bool, name: str) -> None:
    assert key_name(written, nested=nested) == name


def test_nothing_is_near_when_nothing_is_alike_enough() -> None:
    assert nearest_word(Space.SETUP, "Комментарий", cutoff=0.85) == ""


@pytest.mark.parametrize(
    ("words", "language"),
    [
        (["quiz"], "en"),
        (["test"], "pl"),
        (["quiz", "próby"], "pl"),
        (["тест", "минуты", "pass"], "ru"),
        (["κουίζ"], "el"),
        (["?"], "en"),
        ([], "en"),
    ],
)
def test_the_language_of_a_file_is_the_one_of_most_of_its_keys(words: list[str], language: str) -> None:
    assert language_of(Space.KEY, words) == language


def test_accents_typed_as_characters_of_their_own_are_understood() -> None:
    assert meaning(Space.KEY, "mie\u0301sto") is None
    assert meaning(Space.SETUP, "kolejnos\u0301c\u0301") == "order"
    assert meaning(Space.ROLE, "тренер") == "trainer"
    assert meaning(Space.LABEL, "\u0395\u03c0\u03b1") is None
    assert plain("РУКОВОДИТЕЛЬ  группы") == "руководитель группы"


def test_a_text_longer_than_any_word_is_not_even_compared() -> None:
    assert meaning(Space.KEY, "a" * 1_000_000) is None


def test_the_client_is_never_the_word_for_the_caller() -> None:
    assert spelled(Space.KEY, "client", "pl") == "zleceniodawca"
    assert spelled(Space.KEY, "client", "ru") == "заказчик"
    for language in LANGUAGES[1:]:
        client = spelled(Space.KEY, "client", language)
        others = {s.word for s in SPELLINGS[Space.KEY] if s.meaning == "caller"}
        assert client not in others | {spelled(Space.CRITICAL, "customer", language)}


def test_the_page_of_words_is_the_table() -> None:
    """Mend with `flask courses words > docs/course-words.md`."""
    assert (ROOT / "docs/course-words.md").read_text(encoding="utf-8") == word_table()


def test_a_page_may_show_one_language_beside_english() -> None:
    page = word_table(("en", "el"))
    assert "| `module` | `ενότητα` |" in page
    assert "модуль" not in page
