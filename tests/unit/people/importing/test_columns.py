"""An import understands the words that the program itself shows and writes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from app.content.vocabulary import VOCABULARY, Space
from app.people.importing.columns import Column, find_column, find_role, find_side, template_heading, template_words
from app.people.importing.fates import MISSING_ROLE
from app.people.importing.rows import NO_ROLE
from app.people.permissions import Role, Side

TRANSLATIONS = Path(__file__).parents[4] / "app" / "translations"
FOREIGN = ("ru", "pl", "el")
SHOWN = {
    "Operator": Role.OPERATOR,
    "Team leader": Role.TEAM_LEADER,
    "Supervisor": Role.SUPERVISOR,
    "Trainer": Role.TRAINER,
    "Manager": Role.MANAGER,
    "Auditor": Role.AUDITOR,
}
HEADED = {
    "Sign-in name": Column.SIGN_IN,
    "Client": Column.CLIENT,
    "Role": Column.ROLE,
    "Team": Column.TEAM,
    "Team leader": Column.TEAM_LEADER,
    "Class": Column.CLASS,
}


def page_words(language: str) -> dict[str, str]:
    """What the pages say for each of these messages."""
    with (TRANSLATIONS / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        catalogue = read_po(file, locale=language)
    return {text: str(catalogue[text].string) for text in (*SHOWN, *HEADED, NO_ROLE, MISSING_ROLE)}


def course_words() -> Iterator[tuple[str, Role]]:
    for row in VOCABULARY[Space.ROLE]:
        for spellings in row:
            for word in spellings.split(" | "):
                yield word, Role(row[0])


@pytest.mark.parametrize(("word", "role"), list(course_words()))
def test_the_words_of_courses_name_a_role(word: str, role: Role) -> None:
    assert find_role(word) is role


@pytest.mark.parametrize("language", FOREIGN)
def test_the_words_of_the_pages_name_a_role_and_a_column(language: str) -> None:
    words = page_words(language)
    assert {text: find_role(words[text]) for text in SHOWN} == SHOWN
    assert {text: find_column(words[text]) for text in HEADED} == HEADED


@pytest.mark.parametrize("language", FOREIGN)
def test_who_writes_no_role_is_told_the_words_of_the_pages(language: str) -> None:
    words = page_words(language)
    for message in (NO_ROLE, MISSING_ROLE):
        assert [role for role in SHOWN if words[role].lower() not in words[message]] == []


@pytest.mark.parametrize("language", FOREIGN)
def test_the_template_calls_columns_as_the_pages_do(language: str) -> None:
    words, headings = page_words(language), template_heading(language)
    assert {words[text].lower() for text in HEADED} <= set(headings)


@pytest.mark.parametrize("language", FOREIGN)
def test_the_template_calls_roles_as_the_pages_do_and_its_words_are_understood(language: str) -> None:
    words = page_words(language)
    called = {role: template_words(role, Side.CENTRE, language)[0] for role in Role}
    assert called == {role: words[shown].lower() for shown, role in SHOWN.items()}
    assert {find_side(template_words(Role.OPERATOR, side, language)[1]) for side in Side} == {*Side}


def test_a_client_orders_and_a_customer_calls() -> None:
    assert find_side("εντολέας") is Side.CLIENT
    assert find_side("πελάτης") is None
