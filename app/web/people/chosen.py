"""Whom a page about enrolments is for: the address names some people, a team or a class."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask import request, url_for
from flask_babel import ngettext

from app.kernel.actor import Actor
from app.people import directory, groups, queries
from app.people.permissions import Permission
from app.web.numbers import number as kept_number


@dataclass(frozen=True, slots=True)
class Chosen:
    """Those who are here now, number to name; how they are called together, where the page came from, its arguments."""

    people: dict[int, str]
    title: str
    back: str
    named_by: dict[str, Any]


def chosen(actor: Actor, client: str) -> Chosen:
    """Return whom the address names: `team`, `group`, or `person` (several).

    Raises NotFoundError for those whom the actor does not answer for, ForbiddenError for a class that is not theirs to
    arrange.
    """
    given = request.args
    if team_id := given.get("team"):
        team = groups.get_team(actor, team_id)
        back = url_for("teams.show", client=client, team=team.id)
        return Chosen(_present(actor, team.members), team.title, back, {"team": team.id})
    if class_id := given.get("group"):
        actor.check(Permission.ARRANGE_CLASSES)
        group = groups.get_class(actor, class_id)
        back = url_for("classes.show", client=client, group=group.id)
        return Chosen(_present(actor, group.members), group.title, back, {"group": group.id})
    numbers = given.getlist("person", type=kept_number)
    directory.check_reach(actor, numbers)
    people = _present(actor, numbers)
    if len(people) == 1:
        number, name = next(iter(people.items()))
        return Chosen(people, name, url_for("person.show", client=client, person=number), {"person": number})
    title = ngettext("%(num)d person", "%(num)d people", len(people))
    return Chosen(people, title, url_for("members.index", client=client), {"person": list(people)})


def _present(actor: Actor, numbers: Iterable[int]) -> dict[int, str]:
    return {person.id: person.name for person in queries.people(actor, only=numbers)}
