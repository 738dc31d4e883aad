"""What is overdue, due soon, expiring or expired: the cells of the matrix that somebody must act on."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from app.kernel.actor import Actor
from app.people import queries as people
from app.people.permissions import Permission
from app.reports.queries import Overview, overview, overview_of
from app.reports.roster import RosterPerson
from app.reports.standings import Cell
from app.reports.states import State

LISTED = (State.OVERDUE, State.DUE_SOON, State.EXPIRED, State.EXPIRING)
"""The states that stand in the list."""


@dataclass(frozen=True, slots=True)
class Due:
    """A person and a course, with the moment that counts: the due date, or when the certificate ends.

    `last_day` is the last day on which a certificate holds, in its holder's time zone.
    """

    person: RosterPerson
    course: str
    kind: State
    at: datetime
    last_day: date | None = None


def due_of(cell: Cell) -> Due | None:
    """Return why somebody must act on a cell, or None if nobody must. Pure."""
    held = cell.certificate
    at = held.expires_at if held else cell.due_at
    if cell.state not in LISTED or at is None:
        return None
    return Due(cell.person, cell.course, cell.state, at, held.last_day if held else None)


@dataclass(frozen=True, slots=True)
class WantedDue:
    """What the list shows: filters, each empty for all, and the sorting (`-` before the key for downwards)."""

    kind: str = ""
    course: str = ""
    team: str = ""
    group: str = ""
    sort: str = "when"


SORTS = ("when", "name", "team", "course", "kind")


def select_due(
    found: Iterable[Due], wanted: WantedDue, titles: Mapping[str, str], members: Collection[int] = ()
) -> list[Due]:
    """Return what the filters leave, sorted; an unknown key sorts by date. `members` are those of the wanted class."""
    left = [
        one
        for one in found
        if wanted.kind in ("", one.kind.value)
        and wanted.course in ("", one.course)
        and one.person.is_of_team(wanted.team)
        and (not wanted.group or one.person.id in members)
    ]
    left.sort(key=lambda one: (one.at, one.person.name.casefold(), one.person.id, one.course))
    downwards, key = wanted.sort.startswith("-"), wanted.sort.lstrip("-")
    if key in SORTS and key != "when":
        left.sort(key=lambda one: _sort_value(one, key, titles), reverse=downwards)
    elif downwards:
        left.reverse()
    return left


def _sort_value(one: Due, key: str, titles: Mapping[str, str]) -> str:
    values = {
        "name": one.person.name,
        "team": one.person.team,
        "course": titles.get(one.course, one.course),
        "kind": one.kind.value,
    }
    return values[key].casefold()


def due(actor: Actor, moment: datetime) -> tuple[Overview, list[Due]]:
    """Return all that is overdue, due soon, expired or expiring: of everybody, or of the teams that the actor leads.

    Raises ForbiddenError for those who see neither.
    """
    if actor.may(Permission.SEE_EVERYBODY):
        seen = overview(actor, moment)
    else:
        actor.check(Permission.SEE_TEAM)
        own = people.teams(actor, led_by=actor.number)
        seen = overview_of(actor, moment, {number for team in own for number in team.members})
    return seen, [one for cell in seen.cells if (one := due_of(cell)) is not None]
