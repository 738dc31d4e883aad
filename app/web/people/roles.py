"""Roles where one is chosen: by side, the usual one first, each with what it is for. The one table of these words."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectField

from app.people.permissions import Role, Side
from app.people.power import Held
from app.web.people.words import held_words, pair_of

WHAT_FOR: Mapping[Held, str] = {
    Held(Role.OPERATOR, Side.CENTRE): _l("The usual one: learns, is tested and takes calls."),
    Held(Role.TEAM_LEADER, Side.CENTRE): _l("Takes calls too, and sees how the own team stands."),
    Held(Role.SUPERVISOR, Side.CENTRE): _l(
        "Has test calls with people, coaches them and signs them off; leads a team."
    ),
    Held(Role.TRAINER, Side.CENTRE): _l("Writes and publishes courses, teaches classes, has test calls with people."),
    Held(Role.MANAGER, Side.CENTRE): _l("Adds people, arranges teams and classes, sees how everybody stands."),
    Held(Role.AUDITOR, Side.CENTRE): _l(
        "Seldom right: a colleague who reads results and changes nothing. The client's auditor is of the client."
    ),
    Held(Role.AUDITOR, Side.CLIENT): _l(
        "The usual one: the client's eye, reads results and evidence, changes nothing."
    ),
    Held(Role.TRAINER, Side.CLIENT): _l("Writes and publishes courses, where the client does that itself."),
    Held(Role.SUPERVISOR, Side.CLIENT): _l(
        "Has test calls with people and signs them off, where the client certifies."
    ),
    Held(Role.MANAGER, Side.CLIENT): _l("Adds the client's own people, sees how everybody stands."),
    Held(Role.TEAM_LEADER, Side.CLIENT): _l(
        "Seldom right: takes calls at the client itself and sees the own team there."
    ),
    Held(Role.OPERATOR, Side.CLIENT): _l(
        "Seldom right: takes calls at the client itself. Operators are of the centre."
    ),
}
"""What each role is for, in the order in which roles are offered."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A role that can be chosen: its value in a form, what it is called, what it is for."""

    pair: str
    words: str
    what_for: str


@dataclass(frozen=True, slots=True)
class OfferedSide:
    """The roles of one side; `note` says what else comes with any of them."""

    words: str
    note: str
    roles: tuple[Offered, ...]


def offered(grants: Collection[Held]) -> list[OfferedSide]:
    """Return those of these roles that can be chosen, by side."""
    sides = {
        Side.CENTRE: (
            _("Of the centre"),
            _("Whoever works for a client on this side is an operator of the centre as well, for its own courses."),
        ),
        Side.CLIENT: (_("Of the client"), ""),
    }
    return [
        OfferedSide(words, note, roles)
        for side, (words, note) in sides.items()
        if (roles := tuple(_offered(held) for held in WHAT_FOR if held.side is side and held in grants))
    ]


def _offered(held: Held) -> Offered:
    return Offered(pair_of(held), held_words(held.role, held.side), str(WHAT_FOR[held]))


class RoleField(SelectField):
    """A role to be chosen; `sides` are what is offered, which the macro `role_field` explains."""

    def __init__(self, label: str, **options: Any) -> None:
        super().__init__(label, **options)
        self.sides: list[OfferedSide] = []

    def offer(self, grants: Collection[Held]) -> None:
        """Offer roles; those of both sides under the name of each."""
        self.sides = offered(grants)
        choices = {side.words: [(one.pair, one.words) for one in side.roles] for side in self.sides}
        self.choices = choices if len(choices) > 1 else [one for roles in choices.values() for one in roles]
