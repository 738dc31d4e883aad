"""A client with ten thousand people: lists open with as few statements and as little to load as those of a small one.

What a page costs is measured against the smallest page there is, in the same minute; the bound is several times what
it takes, so that only what grows with the people goes past it.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from app.assessment.calls.models import QueuePlace
from app.authoring import queries as authoring
from app.kernel import clock
from app.kernel.work import writing
from app.learning.models import Enrolment, ModuleCompletion
from app.people.models import Membership, Person, Team, TeamMember
from app.people.permissions import Role, Side
from benchmarks.school import bare_flask
from tests.factories import NORDBANK, World
from tests.integration.certification import courses
from tests.integration.certification.courses import CARDS
from tests.web.conftest import SignedIn
from tests.web.test_budget import STATEMENTS, ask

NOW = datetime(2030, 11, 22, 12, tzinfo=UTC)
PEOPLE, TEAMS, IN_THE_QUEUE = 10_000, 800, 100
FIRST = 100_000_000_001
BYTES = 64_000
BARE_PAGES, MEASURED = 12_000, 200
"""A list takes as long as so many bare pages at most, some 2 s; so many of those are measured."""

PAGES = {
    "mira": ("manage", "people", "due", "members", "teams"),
    "sven": ("supervise", "sign-offs", f"team?team=team{0:016}"),
}


@pytest.fixture
def crowd(trained: World) -> World:
    """Everybody is enrolled and late, one in two has read something, some wait for a call; sven leads 400 teams."""
    release = authoring.newest(trained.system(), CARDS)
    assert release is not None
    sven, sara = trained.people["sven"], trained.people["sara"]
    numbers = range(FIRST, FIRST + PEOPLE)
    teams = [f"team{n:016}" for n in range(TEAMS)]
    then = {"course": CARDS, "release_id": release.id}
    with clock.at(NOW - timedelta(days=40)), writing(trained.system()) as work:
        insert = work.session.insert_rows
        insert(Person, [{"id": n, "name": f"Person {n}", "sign_in_name": f"{n}@example.test"} for n in numbers])
        place = {"client_id": NORDBANK, "role": Role.OPERATOR, "side": Side.CENTRE}
        insert(Membership, [place | {"person_id": n} for n in numbers])
        insert(
            Team,
            [{"id": one, "title": f"Team {n}", "leader_id": (sven, sara)[n % 2]} for n, one in enumerate(teams)],
        )
        insert(TeamMember, [{"team_id": teams[n % TEAMS], "person_id": n} for n in numbers])
        insert(Enrolment, [then | {"person_id": n, "due_at": NOW - timedelta(days=1)} for n in numbers])
        insert(ModuleCompletion, [then | {"person_id": n, "module": "calls"} for n in numbers[::2]])
        asked = {"course": CARDS, "channel": "phone", "language": "en"}
        insert(QueuePlace, [asked | {"person_id": n} for n in numbers[:IN_THE_QUEUE]])
        work.record("class.created", "a crowd")
    for name in PAGES:
        courses.accept(trained, name)
    return trained


def test_lists_of_ten_thousand_people_keep_their_budget(app: Flask, crowd: World, signed_in: SignedIn) -> None:
    bare = bare_flask()
    before = time.process_time()
    for _ in range(MEASURED):
        bare.get("/")
    most = BARE_PAGES * (time.process_time() - before) / MEASURED
    over = []
    with clock.at(NOW):
        for name, pages in PAGES.items():
            browser = signed_in(name)
            browser.get(f"/c/{NORDBANK}/kb")  # the first page reads what is published, whoever opens it
            for page in pages:
                before = time.process_time()
                answer, statements = ask(app, browser, f"/c/{NORDBANK}/{page}")
                seconds = time.process_time() - before
                assert answer.status_code == 200, page
                if statements > STATEMENTS or len(answer.data) >= BYTES or seconds > most:
                    over.append(f"{page}: {statements} statements, {len(answer.data)} bytes, {seconds:.2f} s")
    assert not over, "\n".join([f"at most {most:.2f} s", *over])
