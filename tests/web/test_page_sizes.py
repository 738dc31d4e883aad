"""A page keeps its size where a client is large, everything has a long Greek name and is read in Greek: the longest."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from app.authoring import queries as authoring
from app.kernel import clock
from app.kernel.work import writing
from app.learning.models import Enrolment
from app.people.models import ClassMember, Membership, Person, Team, TeamMember, TrainingClass
from app.people.permissions import Role, Side
from app.web.people.lists import MOST_TO_MOVE_TO
from tests.factories import NORDBANK, World
from tests.integration.certification import courses
from tests.integration.certification.courses import CARDS
from tests.web.conftest import SignedIn
from tests.web.test_budget import BYTES

NOW = datetime(2030, 11, 22, 12, tzinfo=UTC)
NAME = "Παναγιώτης-Κωνσταντίνος Παπαχριστοδουλόπουλος {}"
TITLE = "Εξυπηρέτηση πελατών, πρωινή βάρδια Θεσσαλονίκης {}"
MANY = 101
"""People and classes: more than any page lists at once. However many more there are, a page stays the same."""
TEAMS = MOST_TO_MOVE_TO
"""So many can be chosen from at once, which costs most."""
IN_THE_FIRST = 25
"""People in the latest class, and in a team that Sven leads."""

PAGES = {
    "mira": (
        "manage",
        "people",
        "due",
        "members",
        "members?state=not-yet",
        "teams",
        "classes",
        "reports/completion?by=class",
        "reports/time-to-clearance",
    ),
    "tara": ("author",),
    "sven": ("supervise",),
}


@pytest.fixture
def large(trained: World) -> World:
    """Everybody is enrolled, and late."""
    release = authoring.newest(trained.system(), CARDS)
    assert release is not None
    trainer, leader = trained.people["tara"], trained.people["sven"]
    with clock.at(NOW - timedelta(days=40)), writing(trained.system()) as work:
        people = [
            Person(name=NAME.format(n), sign_in_name=f"p{n}@example.test", contact=f"+30 2310 000 {n}")
            for n in range(MANY)
        ]
        groups = [TrainingClass(title=TITLE.format(n), trainer_id=trainer, starts_at=clock.now()) for n in range(MANY)]
        teams = [Team(title=TITLE.format(n), leader_id=leader) for n in range(TEAMS)]
        work.session.add_all([*people, *groups, *teams])
        work.session.flush()
        for n, person in enumerate(people):
            place = 0 if n < IN_THE_FIRST else n
            work.session.add_all(
                [
                    Membership(client_id=NORDBANK, person_id=person.id, role=Role.OPERATOR, side=Side.CENTRE),
                    ClassMember(class_id=groups[place].id, person_id=person.id),
                    TeamMember(team_id=teams[place % TEAMS].id, person_id=person.id),
                    Enrolment(person_id=person.id, course=CARDS, release_id=release.id, due_at=NOW - timedelta(days=1)),
                ]
            )
        for name in PAGES:
            work.session.get_one(Person, trained.people[name]).language = "el"
        work.record("class.created", groups[0].id)
    for name in PAGES:
        courses.accept(trained, name)
    return trained


def test_every_list_keeps_its_size(large: World, signed_in: SignedIn) -> None:
    over = []
    with clock.at(NOW):
        for name, pages in PAGES.items():
            browser = signed_in(name)
            for page in pages:
                answer = browser.get(f"/c/nordbank/{page}")
                assert answer.status_code == 200, page
                assert '<html lang="el"' in answer.text
                if len(answer.data) >= BYTES:
                    over.append(f"{page}: {len(answer.data)} bytes")
    assert not over, "\n".join(over)
