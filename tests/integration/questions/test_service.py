"""Questions at a paragraph: asked, answered, seen; who learns what about them."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Barrier

import pytest
from flask import Flask

from app.authoring.drafts import read_drafts
from app.authoring.media import MediaStore
from app.authoring.service import publish
from app.content.paragraphs import mark_of
from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.errors import ForbiddenError, InvalidError, NotFoundError, RefusedError
from app.people import memberships
from app.people.permissions import EVERYTHING, Role
from app.questions import queries, service
from app.reports.changes import latest_changes
from app.reports.queries import overview
from tests.factories import CENTRE, FENWICK, NORDBANK, World
from tests.folders import edit, write_client
from tests.statements import questions, sent_by

TOKEN = "t" * 20
TRIED = mark_of("They tried three times.")
PLACE = ("card-line", "blocked")


def ask(world: World, name: str = "olga", mark: str = TRIED, token: str = TOKEN) -> str:
    return service.ask(world.actor(name), "card-line/blocked", "why", mark, "What if four times?", token)


def seen_by(world: World, name: str) -> list[queries.QuestionFacts]:
    return queries.about(world.actor(name), *PLACE)


def test_a_question_waits_for_the_trainers_and_its_answer_stays_for_everybody(small_nordbank: World) -> None:
    world = small_nordbank
    question, tara = ask(world), world.actor("tara")
    assert queries.waiting(tara) == 1
    assert [one.quote for one in seen_by(world, "olga")] == ["They tried three times."]
    assert seen_by(world, "omar") == []
    service.answer(tara, question, "Then it is **blocked** too.", 0, private=False)
    assert queries.waiting(tara) == 0
    (found,) = seen_by(world, "omar")
    assert found.answer is not None
    assert found.answer.words == "Then it is **blocked** too."


def test_whoever_asks_and_answers_is_told_both_in_one_statement(app: Flask, small_nordbank: World) -> None:
    world = small_nordbank
    question, olga = ask(world), replace(world.actor("olga"), permissions=EVERYTHING)
    ask(world, "omar", token="o" * 20)
    assert queries.answered_and_waiting(olga, 3) == ([], 2)
    service.answer(world.actor("tara"), question, "Yes.", 0, private=False)
    with sent_by(app) as sent:
        assert queries.answered_and_waiting(olga, 3) == (queries.newly_answered(olga, 3), 1)
    assert [one.id for one in queries.answered_and_waiting(olga, 3)[0]] == [question]
    assert len(questions(sent)) == 2  # one of them is asked alone


def test_the_asker_is_told_at_once_until_they_have_seen_it(small_nordbank: World) -> None:
    world = small_nordbank
    question, olga = ask(world), world.actor("olga")
    service.answer(world.actor("tara"), question, "Yes.", 0, private=False)
    assert [one.id for one in queries.newly_answered(olga, 3)] == [question]
    assert queries.newly_answered(world.actor("omar"), 3) == []
    for _click in range(2):
        service.see(olga, question, 1)
    assert queries.newly_answered(olga, 3) == []
    service.answer(world.actor("tara"), question, "Yes, and no.", 1, private=False)
    assert [one.id for one in queries.newly_answered(olga, 3)] == [question]


def test_a_private_answer_is_for_the_asker_alone(small_nordbank: World) -> None:
    world = small_nordbank
    question = ask(world)
    service.answer(world.actor("tara"), question, "Between us.", 0, private=True)
    assert seen_by(world, "omar") == seen_by(world, "ada") == []
    assert [one.id for one in seen_by(world, "olga")] == [question]


def test_who_asked_is_told_to_those_who_answer_and_to_nobody_else(small_nordbank: World) -> None:
    world = small_nordbank
    question, olga = ask(world), world.people["olga"]
    service.answer(world.actor("tara"), question, "Yes.", 0, private=False)
    told = {name: seen_by(world, name)[0].person_id for name in ("tara", "olga", "omar", "sven", "mira", "ada")}
    assert told == {"tara": olga, "olga": olga, "omar": None, "sven": None, "mira": olga, "ada": None}
    for name, number in (("tara", 2), ("mira", 2), ("ada", 0)):
        lines = [one for one in latest_changes(world.actor(name), 50, all_lines=True) if "question" in one.action]
        assert len(lines) == number


def test_one_sees_ones_own_questions_and_trainers_see_all_waiting_first(small_nordbank: World) -> None:
    world = small_nordbank
    first, second = ask(world), ask(world, "omar", mark="", token="u" * 20)
    service.answer(world.actor("tara"), first, "Yes.", 0, private=False)
    listed = {
        name: [one.id for one in queries.page_of_questions(world.actor(name), 0, 9)[0]] for name in ("tara", "olga")
    }
    assert listed == {"tara": [second, first], "olga": [first]}
    with pytest.raises(NotFoundError):
        queries.get_question(world.actor("omar"), first)
    with pytest.raises(ForbiddenError):
        queries.page_of_questions(world.actor("ada"), 0, 9)


def test_a_mended_answer_keeps_the_one_before_it(small_nordbank: World) -> None:
    world = small_nordbank
    question, tara = ask(world), world.actor("tara")
    for _click in range(2):
        service.answer(tara, question, "Yes.", 0, private=False)
    with pytest.raises(RefusedError):
        service.answer(tara, question, "Otherwise.", 0, private=False)
    service.answer(tara, question, "No.", 1, private=False)
    facts = queries.get_question(tara, question)
    assert [one.words for one in queries.earlier_answers(tara, facts)] == ["Yes."]


def test_an_article_can_be_asked_about_and_outlives_its_wording(small_nordbank: World, tmp_path: Path) -> None:
    world = small_nordbank
    asked = mark_of("Three wrong PINs.")
    olga = world.actor("olga")
    question = service.ask(olga, "blocked-cards", "why-a-card-blocks-itself", asked, "Only PINs?", TOKEN)
    folder = write_client(tmp_path / "courses", NORDBANK)
    edit(folder / "kb/blocked-cards.md", "Three wrong PINs.", "Four wrong PINs.")
    publish(Actor(None, None, EVERYTHING), read_drafts(folder), MediaStore(tmp_path / "stored"))
    (found,) = queries.about(olga, "shared", "blocked-cards")
    assert (found.id, found.quote, found.mark) == (question, "Three wrong PINs.", asked)
    with pytest.raises(InvalidError):
        service.ask(olga, "blocked-cards", "why-a-card-blocks-itself", asked, "Only PINs?", "u" * 20)


@pytest.mark.parametrize(
    ("address", "anchor", "error"),
    [
        ("card-line/nothing", "why", NotFoundError),
        ("nothing", "why", NotFoundError),
        ("other/blocked", "why", NotFoundError),
        ("card-line/a b", "why", NotFoundError),
        ("card-line/blocked", "gone", RefusedError),
        ("card-line/verify", "check-yourself", RefusedError),
    ],
)
def test_what_cannot_be_asked_about(small_nordbank: World, address: str, anchor: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        service.ask(small_nordbank.actor("olga"), address, anchor, "", "Why?", TOKEN)


def test_who_may_not_ask_or_answer_and_another_client(small_nordbank: World) -> None:
    world = small_nordbank
    question = ask(world)
    for name in ("ada", "tara", "mira"):
        with pytest.raises(ForbiddenError):
            ask(world, name)
    for name in ("olga", "sven", "ada"):
        with pytest.raises(ForbiddenError):
            service.answer(world.actor(name), question, "Yes.", 0, private=False)
    with pytest.raises(NotFoundError):
        service.see(world.actor("omar"), question, 1)
    with pytest.raises(NotFoundError):
        service.see(world.actor("otto", FENWICK), question, 1)


def test_how_many_wait_is_told_beside_an_overview_to_those_who_answer(app: Flask, small_nordbank: World) -> None:
    world = small_nordbank
    ask(world)
    answered = ask(world, "omar", token="o" * 20)
    service.answer(world.actor("mira"), answered, "Yes.", 0, private=False)

    def seen(name: str, *, asked: bool = True, client: str = NORDBANK) -> int:
        return overview(world.actor(name, client), clock.now(), with_counts=asked).questions

    assert [seen("tara"), seen("mira"), seen("ada"), seen("mira", asked=False)] == [1, 1, 0, 0]
    assert seen("mira", client=CENTRE) == 0
    with sent_by(app) as without:
        seen("mira", asked=False)
    with sent_by(app) as sent:
        seen("mira")
    assert len(questions(sent)) == len(questions(without))


def test_who_answers_is_named_by_roles_of_others(small_nordbank: World) -> None:
    world = small_nordbank
    assert queries.who_answers(world.actor("olga")) == {Role.TRAINER, Role.MANAGER}
    assert queries.who_answers(world.actor("mira")) == {Role.TRAINER}
    assert queries.who_answers(world.actor("otto", FENWICK)) == set()
    memberships.leave(world.system(), world.people["tara"])
    assert queries.who_answers(world.actor("olga")) == {Role.MANAGER}


def test_two_clicks_at_once_ask_and_answer_once(small_nordbank: World) -> None:
    world, gate = small_nordbank, Barrier(2)
    tara = world.actor("tara")

    def click(_number: int) -> str:
        gate.wait()
        question = ask(world)
        gate.wait()
        service.answer(tara, question, "Yes.", 0, private=False)
        return question

    with ThreadPoolExecutor(2) as pool:
        (question,) = set(pool.map(click, range(2)))
    answer = queries.get_question(tara, question).answer
    assert answer is not None
    assert answer.number == 1
