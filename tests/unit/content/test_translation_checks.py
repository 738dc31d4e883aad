"""Translations of agreements and of a client's introduction: what they are, and what is wrong with them."""

from __future__ import annotations

import pytest

from app.content.formatter import format_text
from app.content.library import load
from tests.unit.content.samples import CLIENT

AGREEMENT = "---\nagreement: Confidentiality\nlanguage: en\n---\nIt stays here.\n"
AGREEMENT_PL = "---\numowa: Poufność\njęzyk: pl\ntłumaczenie: confidentiality.md\n---\nTo zostaje tutaj.\n"
CLIENT_EN = f"{CLIENT}A bank.\n"
CLIENT_PL = "---\nzleceniodawca: Nordbank\njęzyk: pl\ntłumaczenie: client.md\n---\nBank detaliczny.\n"
FILES: dict[str, bytes | str] = {
    "nordbank/client.md": CLIENT_EN,
    "nordbank/client-pl.md": CLIENT_PL,
    "nordbank/confidentiality.md": AGREEMENT,
    "nordbank/confidentiality-pl.md": AGREEMENT_PL,
}


def test_a_translation_is_no_agreement_and_no_client_of_its_own() -> None:
    library = load(FILES)
    client = library.clients["nordbank"]
    assert not library.problems
    assert list(client.agreements) == ["confidentiality"]
    assert [each.language for each in client.translated_agreements] == ["pl"]
    assert [each.body.strip() for each in client.translated_introductions] == ["Bank detaliczny."]
    assert client.document is not None
    assert (client.document.mark, client.document.language) == ("NB", "en")


@pytest.mark.parametrize("path", FILES)
def test_the_formatter_leaves_translations_as_they_are(path: str) -> None:
    assert format_text(path, str(FILES[path])) == FILES[path]


ANOTHER = AGREEMENT_PL.replace("pl\n", "{language}\n").replace("confidentiality.md", "{original}")
# (name, file, its text, position, words)
MISTAKES = [
    (
        "no original",
        "a.md",
        ANOTHER.format(language="ru", original="secrecy.md"),
        "4:14: error",
        "no other agreement's",
    ),
    ("itself", "a.md", ANOTHER.format(language="ru", original="a.md"), "4:14: error", "no other agreement's"),
    (
        "of a translation",
        "a.md",
        ANOTHER.format(language="ru", original="confidentiality-pl.md"),
        "4:14: error",
        "is a translation itself",
    ),
    ("the same language", "d.md", ANOTHER.format(language="pl", original="confidentiality.md"), "3:8: error", "-pl.md"),
    ("the original's", "d.md", ANOTHER.format(language="en", original="confidentiality.md"), "3:8: error", "ity.md"),
    (
        "no language",
        "confidentiality-pl.md",
        AGREEMENT_PL.replace("język: pl\n", ""),
        "2:1: error",
        "“język” is missing",
    ),
    ("another client.md", "client-pl.md", CLIENT_PL.replace("client.md", "x.md"), "4:14: error", "write “client.md”"),
    ("client.md itself", "client.md", CLIENT_PL, "4:14: error", "client.md is the original"),
    ("two introductions", "d.md", CLIENT_PL, "3:8: error", "client-pl.md already"),
    ("more than a body", "client-pl.md", CLIENT_PL.replace("język", "znak: NB\njęzyk"), "3:1: error", "not known here"),
    ("no body", "client-pl.md", CLIENT_PL.replace("Bank detaliczny.\n", ""), "5:1: error", "has no text"),
    ("a second client", "second.md", CLIENT, "1:1: error", "here belongs: agreement"),
    (
        "asked for by itself",
        "client.md",
        CLIENT_EN.replace("[conf", "[confidentiality-pl, conf"),
        "7:13: error",
        "ty-pl”",
    ),
    ("a language missing", "client.md", CLIENT_EN.replace("pl]", "pl, ru]"), "5:12: warning", "not written in: ru"),
]


@pytest.mark.parametrize(("name", "text", "position", "words"), [m[1:] for m in MISTAKES], ids=[m[0] for m in MISTAKES])
def test_a_mistaken_translation_is_named_at_its_place(name: str, text: str, position: str, words: str) -> None:
    found = [str(problem) for problem in load({**FILES, f"nordbank/{name}": text}).problems]
    assert any(line.startswith(f"nordbank/{name}:{position}: ") and words in line for line in found), "\n".join(found)


def test_a_missing_translation_is_a_warning_for_each_text() -> None:
    files = {path: text for path, text in FILES.items() if "-pl" not in path}
    found = load(files).problems
    assert len(found) == 2
    assert not any(problem.is_error for problem in found)
    assert load({**files, "nordbank/client.md": CLIENT}).is_sound
