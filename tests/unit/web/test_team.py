"""The rows of a team: one state for each person and course."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from app.assessment.calls.queue_queries import Waiting
from app.certification.queries import CertificateFacts
from app.learning.queries import EnrolmentFacts
from app.people.queries import TeamFacts
from app.web.supervisor.team import TeamRow, count_states, members_of, team_rows

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
TEAM = TeamFacts("t", "Early shift", 1, None, (11, 12, 13, 14))


def enrolment(person_id: int, due_in_days: int | None) -> EnrolmentFacts:
    due_at = None if due_in_days is None else NOW + timedelta(days=due_in_days)
    return EnrolmentFacts("e", person_id, "card-line", "r", NOW, due_at)


def test_what_somebody_must_act_on_comes_first() -> None:
    longer = NOW - timedelta(hours=2)
    waiting = [
        Waiting("p", number, "card-line", "phone", "en", None, asked, held=False)
        for number, asked in ((11, NOW), (12, NOW), (13, longer))
    ]
    given = [(11, -1), (12, 3), (13, 9), (14, 3), (15, None)]
    team = TeamFacts("t", "Early shift", 1, None, (11, 12, 13, 14, 15, 16))
    rows = team_rows(team, [enrolment(number, days) for number, days in given], [], waiting, NOW)
    assert [(row.person_id, row.state) for row in rows] == [
        (11, "overdue"),
        (13, "waiting"),
        (12, "waiting"),
        (14, "due"),
        (16, "open"),
        (15, "in progress"),
    ]
    assert rows[1].waits_since == longer
    assert count_states(rows) == [("overdue", 1), ("waiting", 2), ("due", 1)]


def test_a_certificate_is_shown_with_the_last_day_on_which_it_holds() -> None:
    """It ends at midnight in the holder's zone, which is another day already; the certificate names the day before."""
    midnight = datetime(2027, 3, 1, 23, 0, tzinfo=UTC)
    certificate = CertificateFacts(
        id="c",
        client_id="nordbank",
        person_id=11,
        course="card-line",
        translates="",
        release_id="r",
        release_number="1.0",
        number="NB-1",
        code="x",
        title="Certified",
        course_title="Card line",
        line="cards",
        line_title="Cards",
        issued_at=NOW,
        expires_at=midnight,
        last_day=date(2027, 3, 1),
        evidence={},
        covers=(),
    )
    rows = team_rows(TEAM, [enrolment(11, 3)], [certificate], [], NOW)
    assert rows[-1] == TeamRow(11, "card-line", "cleared", last_day=date(2027, 3, 1))


def test_the_members_of_all_teams() -> None:
    other = TeamFacts("u", "Late shift", 1, None, (14, 15))
    assert members_of([TEAM, other]) == {11, 12, 13, 14, 15}
