"""Where each of a team stands, as rows in the order in which somebody must act on them. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from app.people.queries import TeamFacts
from app.reports.classroom import Progress
from app.reports.states import TO_ACT_ON, State

ORDER = (*TO_ACT_ON, State.NOT_ENROLLED, State.NOT_BEGUN, State.IN_PROGRESS, State.CLEARED)


def count_states(found: Iterable[State], states: Iterable[State] = TO_ACT_ON) -> list[tuple[State, int]]:
    """Return how often each of `states` was found, in their order; by default those that somebody must act on."""
    counted = Counter(found)
    return [(state, counted[state]) for state in states if counted[state]]


def members_of(teams: Iterable[TeamFacts]) -> frozenset[int]:
    """Return the people of all `teams`."""
    return frozenset(number for team in teams for number in team.members)


def team_rows(team: TeamFacts, found: Iterable[Progress], moment: datetime) -> list[Progress]:
    """Return the rows of the team's members, the most urgent first.

    Of those, who has not signed in yet, then who waits longest or is due first.
    """
    members = frozenset(team.members)
    return sorted((row for row in found if row.person_id in members), key=lambda row: _place(row, moment))


def _place(row: Progress, moment: datetime) -> tuple[int, bool, datetime]:
    when = row.waits_since if row.state is State.WAITING else row.due_at
    return ORDER.index(row.state), not row.not_yet, when or moment
