"""A certificate of the centre completes courses of other clients: at once, and later if that could not be."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from app.certification import answers, other_clients, queries
from app.kernel.work import Work, reading
from app.people import service as people
from app.people.permissions import Role, Side
from app.trail import service as trail
from app.trail.models import TrailEntry
from tests.factories import CENTRE, FENWICK, NORDBANK, World
from tests.integration.certification import courses
from tests.integration.certification.courses import CARDS, CARDS_FILE

WITHOUT_CALLS = "".join(
    line
    for line in CARDS_FILE.splitlines(keepends=True)
    if not line.strip().startswith(("test calls", "further", "agreements", "sign-off"))
)


def await_the_induction(world: World, client_id: str) -> None:
    """Olga has done all of the client's course; only the induction, which comes before it, is missing."""
    courses.publish(world, client_id, CARDS, WITHOUT_CALLS)
    actor, olga = world.system(client_id), world.people["olga"]
    courses.enrol(actor, olga, CARDS)
    courses.complete_modules(actor, olga, CARDS)
    courses.pass_quiz(actor, olga, CARDS)


def certificates(world: World, client_id: str) -> int:
    return len(queries.certificates(world.system(client_id), [world.people["olga"]]))


def work_once(app: Flask) -> None:
    assert app.test_cli_runner().invoke(args=["worker", "--once"]).exit_code == 0


def test_what_a_killed_process_left_is_issued_by_the_worker_once(
    app: Flask, trained: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await_the_induction(trained, NORDBANK)
    with monkeypatch.context() as killed:
        killed.setattr(answers, "look_at_other_clients", lambda _person_id, _centre_id: None)
        courses.finish_induction(trained, "olga")
    assert certificates(trained, NORDBANK) == 0
    work_once(app)
    work_once(app)
    assert certificates(trained, NORDBANK) == 1
    with reading(trained.system()) as session:
        issued = select(TrailEntry.person_id).where(TrailEntry.action == "certificate.issued")
        assert session.scalars(issued).all() == [None]
    assert trail.verify(trained.system()) is None


def test_a_client_that_fails_takes_nothing_from_the_others_and_is_served_later(
    app: Flask, trained: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    people.add_membership(trained.system(FENWICK), trained.people["olga"], Role.OPERATOR, Side.CENTRE)
    for client_id in (FENWICK, NORDBANK):
        await_the_induction(trained, client_id)
    with monkeypatch.context() as broken:
        broken.setattr(other_clients, "issue_if_met", failing_at(FENWICK, other_clients.issue_if_met))
        courses.finish_induction(trained, "olga")
    assert [certificates(trained, client_id) for client_id in (CENTRE, FENWICK, NORDBANK)] == [1, 0, 1]
    assert [record.__dict__["client"] for record in caplog.records if record.exc_info] == [FENWICK]
    work_once(app)
    assert certificates(trained, FENWICK) == 1


def failing_at(client_id: str, issue: Callable[[Work, int, str], str | None]) -> Callable[..., str | None]:
    def fail_or_issue(work: Work, person_id: int, course: str) -> str | None:
        if work.actor.client_id == client_id:
            raise ValueError("the content of this client cannot be read")
        return issue(work, person_id, course)

    return fail_or_issue
