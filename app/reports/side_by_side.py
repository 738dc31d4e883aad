"""Clients side by side, for those who see several: one card each, all of them read together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.kernel.actor import Actor
from app.people.arrivals import not_yet_of_each
from app.people.permissions import Permission
from app.people.rules import team_size_is_sound
from app.reports.queries import Overview, overview_of_each
from app.reports.roster import teams_of
from app.reports.standings import Cell, ClearedCount
from app.reports.states import UNDER_WAY, State
from app.reports.steps import StepKind, steps_of_each


@dataclass(frozen=True, slots=True)
class ClientCard:
    """How one client stands: people cleared of all who take calls, and people (not courses) in each other state.

    `cleared` is None where no course clears for calls; `under_way` are all who are enrolled and not late, begun or not.

    `waiting` are those who wait for a call, `odd_teams` the teams outside 10 to 15 of `teams` in all,
    `not_yet` the people who have never signed in.
    """

    cleared: ClearedCount | None
    under_way: int
    overdue: int
    expiring: int
    waiting: int
    odd_teams: int
    teams: int
    not_yet: int


def people_by_state(cells: Iterable[Cell]) -> Counter[State]:
    """Count people by state; who is in two states, on two courses, counts in both. Pure."""
    return Counter(state for _person, state in {(cell.person.id, cell.state) for cell in cells})


def client_cards(actors: Sequence[Actor], moment: datetime) -> dict[str, ClientCard]:
    """Return how each client of one person stands, in five statements whatever their number.

    `actors` are the person in the scope of each client; for those who see everybody there.
    """
    seen = overview_of_each(actors, moment) if actors else {}
    not_yet = not_yet_of_each(actors)
    return {client_id: _card(one, not_yet.get(client_id, 0)) for client_id, one in seen.items()}


def _card(seen: Overview, not_yet: int) -> ClientCard:
    sizes = [len(team.members) for team in teams_of(seen.people.values())]
    states = people_by_state(seen.cells)
    return ClientCard(
        seen.count if seen.is_for_calls else None,
        len({cell.person.id for cell in seen.cells if cell.state in UNDER_WAY}),
        states[State.OVERDUE],
        states[State.EXPIRING],
        len({step.person_id for step in seen.waiting}),
        sum(not team_size_is_sound(size) for size in sizes),
        len(sizes),
        not_yet,
    )


def waiting_of_each(actors: Sequence[Actor]) -> dict[str, int]:
    """Return how many people wait for a call at each client of one person, in one statement for all of them.

    For those who assess there.
    """
    for actor in actors:
        actor.check(Permission.ASSESS)
    found = steps_of_each(actors, [StepKind.QUEUE])
    return {client_id: len({step.person_id for step in waiting}) for client_id, waiting in found.items()}
