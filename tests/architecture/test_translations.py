"""Nothing that people read is left in English: every message of the program stands in every catalogue."""

from __future__ import annotations

import re
import string
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from app.web.locales import LOCALES

APP = Path(__file__).parent.parent.parent / "app"
FOREIGN = [language for language in LOCALES if language != "en"]
KEYWORDS = {"_": None, "_l": None, "N_": None, "NN_": (1, 2), "gettext": None, "lazy_gettext": None, "ngettext": (1, 2)}
HOLE = re.compile(r"%\(\w+\)[sd]")
SAME_EVERYWHERE = frozenset(["CSV", "XLSX", "PDF", "Markdown", "Readyline", "Excel", "JSON", "UTF"])
"""Words that no language translates."""
SAME_IN: dict[str, frozenset[str]] = {
    "ru": frozenset(),
    "pl": frozenset(
        {"Administrator", "Coaching", "mail", "Operator", "operator", "Start", "Supervisor", "supervisor", "min"}
    ),
    "el": frozenset(),
}
"""Words that a language shares with English."""


def folder(language: str) -> Path:
    return APP / "translations" / language / "LC_MESSAGES"


@cache
def catalogue(language: str) -> Catalog:
    with (folder(language) / "messages.po").open("rb") as file:
        return read_po(file, locale=language)


@cache
def written() -> frozenset[str]:
    """Every message that stands in the code and the templates; of plurals, the singular."""
    methods = [("**.py", "python"), ("**/templates/**.html", "jinja2")]
    found = extract_from_dir(APP, methods, keywords=KEYWORDS, directory_filter=lambda _folder: True)
    return frozenset(message if isinstance(message, str) else message[0] for _, _, message, _, _ in found)


def texts(message: Message) -> tuple[str, ...]:
    return tuple(message.string) if isinstance(message.string, list | tuple) else (message.string,)


def sources(message: Message) -> tuple[str, ...]:
    return tuple(message.id) if isinstance(message.id, list | tuple) else (message.id,)


def test_every_message_of_the_program_is_translated() -> None:
    for language in FOREIGN:
        known = {sources(message)[0]: message for message in catalogue(language) if message.id}
        missing = sorted(text for text in written() if text not in known or not all(texts(known[text])))
        assert not missing, f"{len(missing)} messages; run `make messages` and translate them in {folder(language)}"
        unsure = [message.id for message in catalogue(language) if message.id and message.fuzzy]
        assert not unsure, "look at these and take the mark `fuzzy` away"


@pytest.mark.parametrize("language", FOREIGN)
def test_no_message_is_left_in_english(language: str) -> None:
    def says_something(text: str) -> bool:
        words = re.findall(r"[A-Za-z]{3,}", HOLE.sub("", text))
        return any(word not in SAME_EVERYWHERE | SAME_IN[language] for word in words)

    left = [
        message.id
        for message in catalogue(language)
        if message.id and says_something(sources(message)[0]) and sources(message)[0] in texts(message)
    ]
    assert not left


@pytest.mark.parametrize("language", FOREIGN)
def test_translations_name_what_the_message_names(language: str) -> None:
    for message in catalogue(language):
        holes = {hole for source in sources(message) for hole in HOLE.findall(source)}
        needed = set() if len(sources(message)) > 1 else holes
        for text in texts(message):
            assert not message.id or needed <= set(HOLE.findall(text)) <= holes, (message.id, text)


@pytest.mark.parametrize("language", FOREIGN)
def test_what_is_compiled_is_what_was_translated(language: str) -> None:
    compiled = BytesIO()
    write_mo(compiled, catalogue(language))
    assert (folder(language) / "messages.mo").read_bytes() == compiled.getvalue(), "run `make messages`"


def test_the_alphabet_of_a_language_shows_in_most_of_its_words() -> None:
    for language in ("ru", "el"):
        words = [text for message in catalogue(language) for text in texts(message) if message.id]
        latin = sum(len(re.findall(f"[{string.ascii_letters}]", HOLE.sub("", text))) for text in words)
        assert latin < 0.2 * sum(len(text) for text in words), language
