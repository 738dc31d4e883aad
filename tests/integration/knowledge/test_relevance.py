"""How often the right section comes first, measured on the shipped courses and on articles in three languages."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from app.content.anchors import heading_anchor
from app.kernel.actor import Actor
from app.knowledge import queries
from app.people import service as people
from tests.factories import World, client_document
from tests.integration.knowledge.conftest import CLIENT_FILE, Publish
from tests.integration.knowledge.relevance import GREEK, POLISH, RUSSIAN
from tests.integration.knowledge.shipped import ENGLISH

COURSES = Path(__file__).parents[3] / "courses"
CORPUS = Path(__file__).parent / "corpus"
LETTERS = {"ru": "абвгдеиклмнопрст", "pl": "abcdefghijklmnop", "el": "αβγδεικλμνοπρστ", "en": "abcdefghijklmnop"}

FIRST, AMONG_FIVE, MISTYPED_AMONG_FIVE = 85, 97, 90
"""How many of a hundred questions must have the right section first, among five, and among five with a letter wrong."""

Table = list[tuple[Actor, str, str, set[str]]]


@pytest.fixture
def table(world: World, publish: Publish) -> Table:
    """Publish everything and return (actor, language, question, right addresses)."""
    rows: Table = []
    for client in sorted({client for client, _, _ in ENGLISH}):
        people.save_client(
            world.system(client), client, client_document(client, client.title(), centre=client == "centre")
        )
        for part, files in _parts(client).items():
            publish(world.system(client), part, files)
    for client, question, right in ENGLISH:
        rows.append((world.system(client), "en", question, {f"{client}/{address}" for address in right}))
    other = "languages"
    people.save_client(world.system(other), other, client_document(other, "Languages"))
    files = {f"{other}/client.md": CLIENT_FILE}
    for language in ("ru", "pl", "el"):
        files[f"{other}/kb/{language}.md"] = (CORPUS / f"{language}.md").read_text("utf-8")
    publish(world.system(other), "shared", files)
    for language, questions in (("ru", RUSSIAN), ("pl", POLISH), ("el", GREEK)):
        for question, heading in questions:
            address = f"{other}/kb/{language}#{heading_anchor(heading)}"
            rows.append((world.system(other), language, question, {address}))
    return rows


def _parts(client: str) -> dict[str, dict[str, str]]:
    """Return the files of a shipped client, by part."""
    parts: dict[str, dict[str, str]] = {}
    for path in sorted((COURSES / client).rglob("*.md")):
        folder = path.relative_to(COURSES / client).parts[0]
        part = folder if (COURSES / client / folder / "course.md").exists() else "shared"
        parts.setdefault(part, {})[path.relative_to(COURSES).as_posix()] = path.read_text("utf-8")
    return parts


def mistyped(question: str, language: str, chance: random.Random) -> str:
    """Return the question with a letter of one word of four letters or more wrong, missing or swapped."""
    words = question.split()
    long = [place for place, word in enumerate(words) if len(word) >= 4 and word.isalpha()]
    if not long:
        return question
    place = chance.choice(long)
    word = words[place]
    at = chance.randrange(len(word) - 1)
    words[place] = chance.choice(
        [
            word[:at] + chance.choice(LETTERS[language]) + word[at + 1 :],
            word[:at] + word[at + 1 :],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        ]
    )
    return " ".join(words)


def found(actor: Actor, language: str, question: str) -> list[str]:
    return [hit.address for hit in queries.search(actor, question, language)]


def test_the_right_section_is_found(table: Table) -> None:
    missed_first, missed_five = [], []
    for actor, language, question, right in table:
        addresses = found(actor, language, question)
        if not right & set(addresses[:1]):
            missed_first.append((question, addresses[:1]))
        if not right & set(addresses[:5]):
            missed_five.append((question, addresses[:5]))
    assert 100 * (1 - len(missed_first) / len(table)) >= FIRST, missed_first
    assert 100 * (1 - len(missed_five) / len(table)) >= AMONG_FIVE, missed_five


@pytest.mark.parametrize("language", ["en", "ru", "pl", "el"])
def test_a_typing_error_does_not_hide_it(table: Table, language: str) -> None:
    chance = random.Random(4471)
    tried, missed = 0, []
    for actor, asked_in, question, right in table:
        if asked_in == language:
            typed = mistyped(question, language, chance)
            tried += 1
            if not right & set(found(actor, language, typed)[:5]):
                missed.append(typed)
    assert 100 * (1 - len(missed) / tried) >= MISTYPED_AMONG_FIVE, missed
