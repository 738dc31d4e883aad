"""How often the right section comes first, measured on the shipped courses and on articles in three languages."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from app.content.anchors import heading_anchor
from app.kernel.actor import Actor
from app.knowledge import queries
from app.people import service as people
from tests.factories import World, client_document
from tests.integration.knowledge import unseen_articles
from tests.integration.knowledge.conftest import CLIENT_FILE, Publish
from tests.integration.knowledge.relevance import GREEK, POLISH, RUSSIAN
from tests.integration.knowledge.shipped import ENGLISH
from tests.integration.knowledge.unseen_shipped import UNSEEN_ENGLISH

COURSES = Path(__file__).parents[3] / "courses"
CORPUS = Path(__file__).parent / "corpus"
LETTERS = {"ru": "абвгдеиклмнопрст", "pl": "abcdefghijklmnop", "el": "αβγδεικλμνοπρστ", "en": "abcdefghijklmnop"}

FIRST, AMONG_FIVE, MISTYPED_AMONG_FIVE = 85, 97, 90
"""How many of a hundred questions must have the right section first, among five, and among five with a letter wrong."""

LANGUAGES = ["en", "ru", "pl", "el"]

Table = list[tuple[Actor, str, str, set[str]]]


@pytest.fixture
def table(world: World, publish: Publish) -> Table:
    """Publish everything and return (actor, language, question, right addresses)."""
    rows: Table = []
    english = ENGLISH + UNSEEN_ENGLISH
    for client in sorted({client for client, _, _ in english}):
        people.save_client(
            world.system(client), client, client_document(client, client.title(), centre=client == "centre")
        )
        for part, files in _parts(client).items():
            publish(world.system(client), part, files)
    for client, question, right in english:
        rows.append((world.system(client), "en", question, {f"{client}/{address}" for address in right}))
    rows += _articles(world, publish, "languages", CORPUS, {"ru": RUSSIAN, "pl": POLISH, "el": GREEK})
    questions = {"ru": unseen_articles.RUSSIAN, "pl": unseen_articles.POLISH, "el": unseen_articles.GREEK}
    rows += _articles(world, publish, "second", CORPUS / "second", questions)
    return rows


def _articles(
    world: World, publish: Publish, client: str, folder: Path, questions: Mapping[str, Sequence[tuple[str, list[str]]]]
) -> Table:
    """Publish the articles of a folder, whose names begin with their language, and return the questions on them."""
    people.save_client(world.system(client), client, client_document(client, client.title()))
    paths = sorted(folder.glob("*.md"))
    files = {f"{client}/kb/{path.name}": path.read_text("utf-8") for path in paths}
    publish(world.system(client), "shared", {f"{client}/client.md": CLIENT_FILE, **files})
    return [
        (
            world.system(client),
            language,
            question,
            {
                f"{client}/kb/{path.stem}#{heading_anchor(heading)}"
                for path in paths
                for heading in headings
                if path.name.startswith(language)
            },
        )
        for language, rows in questions.items()
        for question, headings in rows
    ]


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
    for language in LANGUAGES:
        rows = [(actor, question, right) for actor, asked_in, question, right in table if asked_in == language]
        answers = [(question, right, found(actor, language, question)) for actor, question, right in rows]
        missed_first = [(question, hits[:1]) for question, right, hits in answers if not right & set(hits[:1])]
        missed_five = [(question, hits[:5]) for question, right, hits in answers if not right & set(hits[:5])]
        assert 100 * (1 - len(missed_first) / len(rows)) >= FIRST, (language, missed_first)
        assert 100 * (1 - len(missed_five) / len(rows)) >= AMONG_FIVE, (language, missed_five)


def test_a_typing_error_does_not_hide_it(table: Table) -> None:
    for language in LANGUAGES:
        chance = random.Random(4471)
        tried, missed = 0, []
        for actor, asked_in, question, right in table:
            if asked_in == language:
                typed = mistyped(question, language, chance)
                tried += 1
                if not right & set(found(actor, language, typed)[:5]):
                    missed.append(typed)
        assert 100 * (1 - len(missed) / tried) >= MISTYPED_AMONG_FIVE, (language, missed)
