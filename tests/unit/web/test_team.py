"""The rows of a team: one state for each person and course."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from app.people.queries import TeamFacts
from app.reports.classroom import Progress
from app.reports.states import State
from app.web.supervisor.team import count_states, members_of, team_rows

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)
TEAM = TeamFacts("t", "Early shift", 1, None, (11, 12, 13, 14, 15, 16, 17))


def row(person_id: int, state: State, *, due_at: datetime | None = None, since: datetime | None = None) -> Progress:
    return Progress(person_id, "Somebody", "card-line", state, due_at=due_at, waits_since=since)


def test_what_somebody_must_act_on_comes_first() -> None:
    found = [
        row(17, State.NOT_BEGUN),
        row(15, State.IN_PROGRESS),
        row(16, State.NOT_ENROLLED),
        row(14, State.DUE_SOON, due_at=NOW + DAY),
        row(12, State.WAITING, since=NOW),
        row(13, State.WAITING, since=NOW - DAY),
        row(11, State.OVERDUE, due_at=NOW - DAY),
        row(99, State.OVERDUE, due_at=NOW - DAY),
    ]
    rows = team_rows(TEAM, found, NOW)
    assert [one.person_id for one in rows] == [11, 14, 13, 12, 16, 17, 15]
    assert count_states(one.state for one in rows) == [(State.OVERDUE, 1), (State.DUE_SOON, 1), (State.WAITING, 2)]


def test_the_members_of_all_teams() -> None:
    other = TeamFacts("u", "Late shift", 1, None, (17, 18))
    assert members_of([TEAM, other]) == {11, 12, 13, 14, 15, 16, 17, 18}
