"""Who may take calls: the query and `flask clearance`."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime

import pytest
from click.testing import Result
from flask import Flask

from app.authoring import queries as authoring
from app.certification import queries
from app.certification.clearance import Clearance, clearances, missing_for
from app.certification.queries import PathOf
from app.certification.rules import Cover
from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.errors import ForbiddenError, NotFoundError
from app.people import memberships
from app.people import service as people
from app.people.permissions import EVERYTHING, Role, Side
from app.trail import service as trail
from tests.factories import NORDBANK, World
from tests.integration.certification import courses
from tests.integration.certification.courses import CARDS, CARDS_FILE

IN_FORCE = datetime(2025, 12, 1, tzinfo=UTC)


def ask(app: Flask, *words: str) -> Result:
    with clock.at(IN_FORCE):
        return app.test_cli_runner().invoke(args=["clearance", *words])


def of(found: list[Clearance], name: str, channel: str = "phone", language: str = "en") -> Clearance:
    return next(one for one in found if (one.name, one.channel, one.language) == (f"{name} Test", channel, language))


def test_everybody_who_takes_calls_is_answered_for_in_each_channel_and_language(certified_in_2025: World) -> None:
    with clock.at(datetime(2025, 12, 1, tzinfo=UTC)):
        found = clearances(certified_in_2025.system())
    assert {one.name for one in found} == {"Olga Test", "Omar Test"}
    assert len(found) == 2 * 4
    yes = of(found, "Olga")
    assert yes.allowed
    assert str(yes.last_day) == "2026-11-22"
    assert not of(found, "Olga", "chat").allowed
    assert [str(words) for words in of(found, "Olga", "chat").missing] == [
        "test calls in chat, en: 0 of 1",
        "sign-off for chat, en",
    ]
    assert [str(words) for words in of(found, "Omar").missing] == [
        "agreements: Confidentiality",
        "course: Customer service foundations",
        "modules 0 of 2",
        "Final exam: 80% needed",
        "test calls 0 of 2",
        "sign-off",
    ]


def test_before_the_sign_off_each_channel_and_language_names_its_own_calls(trained: World) -> None:
    courses.learn_cards(trained, "olga")
    courses.pass_calls(trained, "olga")
    found = clearances(trained.system())
    assert [str(words) for words in of(found, "Olga", "phone").missing] == ["sign-off for phone, en"]
    assert [str(words) for words in of(found, "Olga", "chat").missing] == [
        "test calls in chat, en: 0 of 1",
        "sign-off for chat, en",
    ]


def test_a_certificate_that_has_ended_clears_nobody_and_says_so(certified_in_2025: World) -> None:
    with clock.at(datetime(2026, 11, 23, tzinfo=UTC)):
        answer = of(clearances(certified_in_2025.system()), "Olga")
    assert not answer.allowed
    assert [str(words) for words in answer.missing] == ["certificate expired, its last day was 2026-11-22"]


def test_a_course_without_calls_that_serves_another_language_clears_for_it_at_once(trained: World) -> None:
    page = without(CARDS_FILE, "test calls", "further channel", "agreements", "sign-off").replace("[en, pl]", "[en]")
    courses.publish(trained, NORDBANK, CARDS, page)
    courses.learn_cards(trained, "olga")
    courses.enrol(trained.system(), trained.people["omar"], CARDS)
    assert of(clearances(trained.system()), "Olga").allowed
    courses.publish(trained, NORDBANK, CARDS, page.replace("[en]", "[en, pl]"))
    found = clearances(trained.system())
    assert of(found, "Olga", "phone", "pl").allowed
    assert not any("calls" in str(words) for words in of(found, "Omar", "phone", "pl").missing)
    assert trail.verify(trained.system()) is None


def test_a_rule_that_asks_for_less_certifies_those_who_met_the_rest(trained: World) -> None:
    courses.learn_cards(trained, "olga")
    assert not of(clearances(trained.system()), "Olga").allowed
    courses.publish(trained, NORDBANK, CARDS, without(CARDS_FILE, "test calls", "further channel", "sign-off"))
    assert of(clearances(trained.system()), "Olga").allowed


def test_what_a_course_without_calls_does_not_cover_yet_asks_for_no_call(trained: World) -> None:
    courses.publish(trained, NORDBANK, CARDS, without(CARDS_FILE, "test calls", "further channel", "sign-off"))
    courses.learn_cards(trained, "olga")
    path = next(iter(paths_of(trained, "olga")))
    assert [str(words) for words in missing_for(path, Cover("chat", "el"))] == ["certificate for chat, el"]


def without(page: str, *conditions: str) -> str:
    """Return a course's page without these conditions of its certificate."""
    return "".join(line for line in page.splitlines(keepends=True) if not line.strip().startswith(conditions))


def paths_of(world: World, name: str) -> list[PathOf]:
    """Return one person's paths at Nordbank."""
    contents, shared = authoring.courses_and_shared(world.system())
    return list(queries.paths(world.system(), contents, shared, [world.people[name]]).values())


def test_who_left_is_not_listed(certified_in_2025: World) -> None:
    memberships.leave(certified_in_2025.system(), certified_in_2025.people["olga"])
    assert {one.name for one in clearances(certified_in_2025.system())} == {"Omar Test"}


def test_the_question_is_for_those_who_see_everybody(certified_in_2025: World) -> None:
    assert clearances(certified_in_2025.actor("ada"))
    with pytest.raises(ForbiddenError):
        clearances(certified_in_2025.actor("olga"))
    with pytest.raises(NotFoundError):
        clearances(certified_in_2025.actor("ada"), "disputes")


def test_the_command_prints_a_table(app: Flask, certified_in_2025: World) -> None:
    result = ask(app, "--client", NORDBANK, "--line", "cards")
    assert result.exit_code == 0, result.output
    lines = result.output.splitlines()
    assert lines[0].split() == ["name", "line", "channel", "language", "may", "take", "calls"]
    assert any("Olga Test" in line and "yes, until the end of 2026-11-22" in line for line in lines)
    assert any("Omar Test" in line and "modules 0 of 2" in line for line in lines)


def test_the_command_prints_json(app: Flask, certified_in_2025: World) -> None:
    result = ask(app, "--client", NORDBANK, "--format", "json")
    found = json.loads(result.output)
    assert {one["allowed"] for one in found} == {True, False}
    assert all(one["missing"] for one in found if not one["allowed"])


def test_no_cell_of_the_csv_is_a_formula(app: Flask, certified_in_2025: World) -> None:
    nobody = Actor(person_id=None, scope=None, permissions=EVERYTHING)
    number = people.create_person(nobody, name='=HYPERLINK("http://evil")', sign_in_name="evil@example.test")
    people.add_membership(certified_in_2025.system(), number, Role.OPERATOR, Side.CENTRE)
    result = ask(app, "--client", NORDBANK, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(result.output)))
    assert len(rows) == 3 * 4
    assert '\'=HYPERLINK("http://evil")' in {row["name"] for row in rows}
    assert {row["may take calls"] for row in rows} == {"yes", "no"}


@pytest.mark.parametrize("arguments", [["--client", "nobody"], ["--client", NORDBANK, "--line", "disputes"]])
def test_an_unknown_client_or_line_is_said_and_exits_2(
    app: Flask, certified_in_2025: World, arguments: list[str]
) -> None:
    result = ask(app, *arguments)
    assert result.exit_code == 2
    assert "There is no client" in result.output or "has no line" in result.output
