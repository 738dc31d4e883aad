"""Whom a page about enrolments is for: the address names some people, a team or a class."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from flask import request, url_for
from flask_babel import ngettext

from app.kernel.actor import Actor
from app.people import directory, groups, queries
from app.people.permissions import Permission
from app.people.queries import PersonFacts
from app.web.numbers import number as kept_number


@dataclass(frozen=True, slots=True)
class Chosen:
    """Those who are here now by number, with name and language; what they are called together, where the page came
    from, its arguments."""

    people: dict[int, str]
    languages: dict[int, str]
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
        return _of(queries.people(actor, only=team.members), team.title, back, {"team": team.id})
    if class_id := given.get("group"):
        actor.check(Permission.ARRANGE_CLASSES)
        group = groups.get_class(actor, class_id)
        back = url_for("classes.show", client=client, group=group.id)
        return _of(queries.people(actor, only=group.members), group.title, back, {"group": group.id})
    numbers = given.getlist("person", type=kept_number)
    directory.check_reach(actor, numbers)
    people = queries.people(actor, only=numbers)
    if len(people) == 1:
        back = url_for("person.show", client=client, person=people[0].id)
        return _of(people, people[0].name, back, {"person": people[0].id})
    title = ngettext("%(num)d person", "%(num)d people", len(people))
    return _of(people, title, url_for("members.index", client=client), {"person": [one.id for one in people]})


def _of(people: Collection[PersonFacts], title: str, back: str, named_by: dict[str, Any]) -> Chosen:
    names = {person.id: person.name for person in people}
    return Chosen(names, {person.id: person.language for person in people}, title, back, named_by)
