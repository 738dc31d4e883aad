"""The rows of a team: one state for each person and course."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from app.assessment.calls.queue_queries import Waiting
from app.certification.queries import CertificateFacts
from app.learning.queries import EnrolmentFacts
from app.people.queries import TeamFacts
from app.web.supervisor.team import TeamRow, members_of, team_rows

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
TEAM = TeamFacts("t", "Early shift", 1, None, (11, 12, 13, 14))


def enrolment(person_id: int, due_in_days: int | None) -> EnrolmentFacts:
    due_at = None if due_in_days is None else NOW + timedelta(days=due_in_days)
    return EnrolmentFacts("e", person_id, "card-line", "r", NOW, due_at)


def test_overdue_comes_before_waiting_and_waiting_before_in_progress() -> None:
    waiting = [Waiting("p", number, "card-line", "phone", "en", None, NOW, held=False) for number in (11, 12)]
    rows = team_rows(TEAM, [enrolment(11, -1), enrolment(12, 3), enrolment(13, None)], [], waiting, NOW)
    assert rows == [
        TeamRow(11, "card-line", "overdue", NOW - timedelta(days=1)),
        TeamRow(12, "card-line", "waiting", NOW + timedelta(days=3)),
        TeamRow(13, "card-line", "in progress"),
        TeamRow(14, None, "open"),
    ]


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
    assert rows[0] == TeamRow(11, "card-line", "cleared", last_day=date(2027, 3, 1))


def test_the_members_of_all_teams() -> None:
    other = TeamFacts("u", "Late shift", 1, None, (14, 15))
    assert members_of([TEAM, other]) == {11, 12, 13, 14, 15}
