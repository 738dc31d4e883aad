"""The list of people as its page shows it: filters, sorting and the page all from the address."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flask_babel import gettext as _

from app.kernel.actor import Actor
from app.people import groups
from app.people.arrivals import Arrival, arrivals
from app.people.directory import LEFT, NO_TEAM, NOT_YET, SORTS, Entry, Wanted, list_people
from app.people.groups import ClassFacts
from app.people.permissions import Permission, Role
from app.web.cutting import Cut, cut
from app.web.filters import in_force
from app.web.people.words import role_words

MOST_CLASSES = 12
"""How many classes there are to choose from, the latest; each class's own page leads to the lists of its people."""


def latest_classes(classes: Iterable[tuple[str, str]], chosen: str) -> list[tuple[str, str]]:
    """Return the classes to choose from, as (id, title), out of all, the latest first; with the one in force."""
    return [one for place, one in enumerate(classes) if place < MOST_CLASSES or one[0] == chosen]


MOST_TEAMS = 12
"""How many teams there may be to choose from; where there are more, the field for words finds them by their names."""

MOST_TO_MOVE_TO = 40
"""How many teams there may be to move those ticked to; of more, only the one that the list is narrowed to."""


@dataclass(frozen=True, slots=True)
class ListPage:
    """What the page shows. `roles`, `teams` and `groups` are (value, words) to narrow by; `filters` those in force.

    `into` are the teams that those ticked can be moved to; `fills` is the class that the list was opened to fill.
    `arrivals` say how far people have come with signing in, on the list of those who have not yet.
    """

    rows: list[Entry]
    cut: Cut
    wanted: Wanted
    roles: list[tuple[str, str]]
    teams: list[tuple[str, str]]
    into: list[tuple[str, str]]
    groups: list[tuple[str, str]]
    filters: list[dict[str, str]]
    fills: ClassFacts | None
    arrivals: Mapping[int, Arrival]


def list_page(actor: Actor, given: Mapping[str, str]) -> ListPage:
    """Return the page that the arguments of an address ask for.

    Raises NotFoundError for a class to fill that is not the client's, ForbiddenError for who may fill none.
    """
    wanted = _wanted(given)
    teams = groups.team_titles(actor)
    classes = groups.class_titles(actor) if actor.may(Permission.ARRANGE_CLASSES) else []
    fills = _class_to_fill(actor, given.get("into", ""))
    found = list_people(actor, wanted)
    if fills:
        found.sort(key=lambda entry: entry.id in fills.members)  # those still to be put into it come first
    shown = cut(len(found), given.get("page"))
    rows = found[shown.first - 1 : shown.last]
    return ListPage(
        rows,
        shown,
        wanted,
        [(role.value, role_words(role.value)) for role in Role],
        _teams(teams, MOST_TEAMS, wanted.team),
        _teams(teams, MOST_TO_MOVE_TO, wanted.team),
        latest_classes(classes, wanted.group),
        _filters(wanted, dict(teams), dict(classes)),
        fills,
        arrivals(actor, [row.id for row in rows]) if wanted.state == NOT_YET else {},
    )


def _class_to_fill(actor: Actor, class_id: str) -> ClassFacts | None:
    if not class_id:
        return None
    actor.check(Permission.ARRANGE_CLASSES)
    return groups.get_class(actor, class_id)


def _teams(teams: list[tuple[str, str]], most: int, chosen: str) -> list[tuple[str, str]]:
    return teams if len(teams) <= most else [one for one in teams if one[0] == chosen]


def _wanted(given: Mapping[str, str]) -> Wanted:
    sort = given.get("sort", "name")
    return Wanted(
        words=given.get("q", "").strip()[:200],
        role=given.get("role", ""),
        team=given.get("team", ""),
        group=given.get("group", ""),
        state=given.get("state", ""),
        sort=sort if sort.removeprefix("-") in SORTS else "name",
    )


def _filters(wanted: Wanted, teams: Mapping[str, str], classes: Mapping[str, str]) -> list[dict[str, str]]:
    """Return the filters in force as `filter_chips` reads them."""
    roles = {role.value: role_words(role.value) for role in Role}
    return in_force(
        [
            ("q", wanted.words, _("Contains"), {wanted.words: wanted.words}),
            ("role", wanted.role, _("Role"), roles),
            ("team", wanted.team, _("Team"), {**teams, NO_TEAM: _("in no team")}),
            ("group", wanted.group, _("Class"), classes),
            ("state", wanted.state, _("Who"), {NOT_YET: _("Not signed in yet"), LEFT: _("Have left")}),
        ]
    )
