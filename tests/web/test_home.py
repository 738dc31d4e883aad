"""The front door of those who work for several clients: each is shown with what tells them where to go first."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from app.assessment.calls.models import QueuePlace
from app.authoring import queries as authoring
from app.kernel import clock
from app.kernel.work import writing
from app.learning.models import Enrolment
from app.people import service as people
from app.people.permissions import Role, Side
from tests.factories import CENTRE, FENWICK, NORDBANK, World
from tests.integration.certification import courses
from tests.statements import questions, sent_by
from tests.web.conftest import SignedIn


@pytest.fixture
def busy(trained: World) -> World:
    """Olga waits for a call of Nordbank; Omar is late there. Fenwick Lane has nothing to do."""
    courses.learn_cards(trained, "olga")
    with writing(trained.system()) as work:
        work.session.add(
            QueuePlace(person_id=trained.people["olga"], course=courses.CARDS, channel="phone", language="en")
        )
        release_id = authoring.get_course(trained.system(), courses.CARDS).release.id
        due_at = clock.now() - timedelta(days=1)
        work.session.add(
            Enrolment(person_id=trained.people["omar"], course=courses.CARDS, release_id=release_id, due_at=due_at)
        )
        work.record("enrolment.started", courses.CARDS)
    return trained


def line_of(page: str, client_id: str) -> str:
    """Return what the page says of a client."""
    return page[page.rindex(f'href="/c/{client_id}/"') :].partition("</a>")[0]


@pytest.mark.parametrize(
    ("role", "said", "unsaid"),
    [
        (Role.TRAINER, ("0 of 2 cleared", "1 is overdue", "1 person waits for a call"), ()),
        (Role.SUPERVISOR, ("1 person waits for a call",), ("cleared", "overdue")),
        (Role.AUDITOR, ("0 of 2 cleared",), ("overdue", "waits")),
        (Role.OPERATOR, (), ("cleared", "overdue", "waits")),
    ],
)
def test_each_client_says_where_to_go_first(
    app: Flask, busy: World, signed_in: SignedIn, role: Role, said: tuple[str, ...], unsaid: tuple[str, ...]
) -> None:
    number = busy.people["root"]
    for client_id in (NORDBANK, FENWICK, CENTRE):
        people.add_membership(busy.system(client_id), number, role, Side.CENTRE)
    root = signed_in("root")
    root.get("/")
    with sent_by(app) as sent:
        page = root.get("/").text
    assert len(questions(sent)) <= 8
    line = line_of(page, NORDBANK)
    for words in said:
        assert words in line
    for words in unsaid:
        assert words not in line
