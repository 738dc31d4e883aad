"""One person's page: what is known, and what its reader may do about it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from app.authoring import queries as authoring
from app.kernel.actor import Actor
from app.learning import queries as learning
from app.learning.queries import EnrolmentFacts
from app.people import groups, memberships
from app.people.cards import Card, HeldRole
from app.people.permissions import Permission
from app.people.power import Held
from app.people.rights import Rights, rights_about
from app.web.people.forms import GrantForm
from app.web.people.words import held_words, leaver_words


@dataclass(frozen=True, slots=True)
class PersonPage:
    """What the page shows. Whatever the reader may not do is empty or False."""

    card: Card
    left: str
    """What a leaver can still open, in words; empty for who is here."""
    roles: list[tuple[HeldRole, str, bool]]
    """(role, in words, whether the reader may end it)."""
    give: GrantForm | None
    """None where the reader may give no further role."""
    teams: list[tuple[str, str]]
    enrolments: list[tuple[EnrolmentFacts, str]]
    can_change: bool
    can_set_contact: bool
    can_leave: bool
    can_make_link: bool
    can_enrol: bool


def person_page(actor: Actor, card: Card, client: str) -> PersonPage:
    """Return the page of a person for this reader; `client` is the title of the actor's client."""
    is_other = actor.person_id != card.id
    present = bool(card.held)
    makes = actor.may(Permission.MAKE_PEOPLE) and is_other
    ends = [makes and memberships.can_give(actor, Held(role.role, role.side)) for role in card.held]
    held = {Held(role.role, role.side) for role in card.held}
    sides = {role.side for role in card.held}
    grants = [one for one in memberships.grants(actor) if one not in held and (not sides or one.side in sides)]
    led = not actor.may(Permission.SEE_EVERYBODY)  # get_card has seen to it
    rights = rights_about(actor, card.id, led=led) if present else Rights(change=False, renew=False)
    arranges = present and actor.may(Permission.ARRANGE_TEAMS)
    return PersonPage(
        card=card,
        left="" if present else leaver_words(actor, card.id, client),
        roles=[
            (role, held_words(role.role, role.side), role.is_present and makes and _may_end(actor, role))
            for role in card.roles
        ],
        give=_give_form(grants) if makes and grants else None,
        teams=groups.team_titles(actor) if arranges else [],
        enrolments=_enrolments(actor, card),
        can_change=rights.change,
        can_set_contact=rights.renew or rights.change,
        can_leave=present and all(ends) and makes,
        can_make_link=rights.renew,
        can_enrol=present and actor.may(Permission.ENROL),
    )


def _give_form(grants: Collection[Held]) -> GrantForm:
    form = GrantForm(formdata=None)
    form.role.offer(grants)
    return form


def _may_end(actor: Actor, role: HeldRole) -> bool:
    return memberships.can_give(actor, Held(role.role, role.side))


def _enrolments(actor: Actor, card: Card) -> list[tuple[EnrolmentFacts, str]]:
    """Return the person's enrolments with the titles of their courses."""
    found = learning.enrolments(actor, people=[card.id])
    addresses = {one.id: f"{actor.client_id}/{one.course}" for one in found}
    titles = authoring.course_titles(actor, addresses.values())
    return [(one, titles.get(addresses[one.id], one.course)) for one in found]
