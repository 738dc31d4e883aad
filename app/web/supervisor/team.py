"""Where each of a team stands, as rows with one state each: made of enrolments, certificates and the queue. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app.assessment.calls.queue_queries import Waiting
from app.certification.queries import CertificateFacts
from app.learning.queries import EnrolmentFacts
from app.people.queries import TeamFacts
from app.reports.deadlines import SOON

URGENCY = ("overdue", "expired", "waiting", "due", "expiring", "open", "in progress", "cleared")
"""The states of rows: what somebody must act on first comes first."""


@dataclass(frozen=True, slots=True)
class TeamRow:
    """A person and a course. `state` is a word that `_components/state.html` knows. What the state is about is either
    `due_at` or, with a certificate, the last day on which it holds. A person in no course has neither. `waits_since` is
    when somebody who waits for a call asked for it."""

    person_id: int
    course: str | None
    state: str
    due_at: datetime | None = None
    last_day: date | None = None
    waits_since: datetime | None = None


def count_states(rows: Iterable[TeamRow]) -> list[tuple[str, int]]:
    """Return how many rows stand in each state that somebody must act on, the most urgent first."""
    found = Counter(row.state for row in rows)
    return [(state, found[state]) for state in URGENCY[:5] if found[state]]


def members_of(teams: Iterable[TeamFacts]) -> frozenset[int]:
    """Return the people of all `teams`."""
    return frozenset(number for team in teams for number in team.members)


def team_rows(
    team: TeamFacts,
    enrolments: Sequence[EnrolmentFacts],
    certificates: Sequence[CertificateFacts],
    waiting: Sequence[Waiting],
    moment: datetime,
) -> list[TeamRow]:
    """Return a row for each member and course, the most urgent first; of those, who waits longest or is due first."""
    newest = {(one.person_id, one.course): one for one in certificates}
    queued = {(one.person_id, one.course): one.asked_at for one in waiting}
    rows = []
    for number in team.members:
        taken = [one for one in enrolments if one.person_id == number]
        rows += [
            _row(one, newest.get((number, one.course)), queued.get((number, one.course)), moment) for one in taken
        ] or [TeamRow(number, None, "open")]
    return sorted(rows, key=lambda row: _place(row, moment))


def _place(row: TeamRow, moment: datetime) -> tuple[int, datetime]:
    rank = URGENCY.index(row.state) if row.state in URGENCY else len(URGENCY)
    when = row.waits_since if row.state == "waiting" else row.due_at
    return rank, when or moment


def _row(
    enrolment: EnrolmentFacts, certificate: CertificateFacts | None, waits_since: datetime | None, moment: datetime
) -> TeamRow:
    if certificate is not None:
        state = certificate.standing(moment).value
        return TeamRow(enrolment.person_id, enrolment.course, state, last_day=certificate.last_day)
    if enrolment.due_at is not None and enrolment.due_at < moment:
        state = "overdue"
    elif waits_since is not None:
        state = "waiting"
    elif enrolment.due_at is not None and enrolment.due_at <= moment + SOON:
        state = "due"
    else:
        state = "in progress"
    return TeamRow(enrolment.person_id, enrolment.course, state, enrolment.due_at, waits_since=waits_since)
