"""Where each of a team stands, as rows with one state each: made of enrolments, certificates and the queue. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app.assessment.calls.queue_queries import Waiting
from app.certification.queries import CertificateFacts
from app.learning.queries import EnrolmentFacts
from app.people.queries import TeamFacts


@dataclass(frozen=True, slots=True)
class TeamRow:
    """A person and a course. `state` is a word that `_components/state.html` knows. What the state is about is either
    `due_at` or, with a certificate, the last day on which it holds. A person in no course has neither."""

    person_id: int
    course: str | None
    state: str
    due_at: datetime | None = None
    last_day: date | None = None


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
    """Return a row for each member and course, in the order of the members."""
    newest = {(one.person_id, one.course): one for one in certificates}
    queued = {(one.person_id, one.course) for one in waiting}
    rows = []
    for number in team.members:
        taken = [one for one in enrolments if one.person_id == number]
        rows += [
            _row(one, newest.get((number, one.course)), (number, one.course) in queued, moment) for one in taken
        ] or [TeamRow(number, None, "open")]
    return rows


def _row(enrolment: EnrolmentFacts, certificate: CertificateFacts | None, waits: bool, moment: datetime) -> TeamRow:
    if certificate is not None:
        state = certificate.standing(moment).value
        return TeamRow(enrolment.person_id, enrolment.course, state, last_day=certificate.last_day)
    overdue = enrolment.due_at is not None and enrolment.due_at < moment
    state = "overdue" if overdue else "waiting" if waits else "in progress"
    return TeamRow(enrolment.person_id, enrolment.course, state, enrolment.due_at)
