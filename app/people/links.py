"""Ending one-time links with what they rested on: the right of who made them, the name and roles of whose they are."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Select, or_, select

from app.kernel import clock
from app.kernel.work import Work
from app.people import queries
from app.people.cards import standings_in
from app.people.models import OneTimeLink
from app.people.power import may_renew_somewhere
from app.people.rights import led_by_each


def end_links(work: Work, *, of: Collection[int] = (), by: Collection[int] = ()) -> None:
    """End every living link of the people `of`, and every one that the people `by` have made.

    The caller records what ended them: a role ended, another sign-in name, a new password.
    """
    whose = or_(OneTimeLink.person_id.in_(list(of)), OneTimeLink.made_by.in_(list(by)))
    for link in work.session.scalars(_LIVING.where(whose)):
        link.ended_at = clock.now()


def end_outgrown_links(work: Work, people: Collection[int]) -> bool:
    """End the links of people who were given a role in `work` whose makers could not make them any more; tell whether
    there were any.

    The caller has flushed the role, and whatever else changes with it (an import moves people between teams too), and
    records it. Links of administrators stay, and what people asked for themselves. No door depends on this: whether
    its maker still may is asked again, by the same rule, whenever a link is used (`rights.may_still_renew`). But a link
    that opens nothing is to count for none on any page, and to stay over when the role ends again.
    """
    moment = clock.now()
    made = _LIVING.where(
        OneTimeLink.person_id.in_(list(people)), OneTimeLink.made_by.is_not(None), OneTimeLink.expires_at > moment
    )
    links = [(link, link.made_by) for link in work.session.scalars(made) if link.made_by is not None]
    if not links:
        return False
    makers = {maker for _link, maker in links}
    who = standings_in(work.session, makers | {link.person_id for link, _maker in links})
    led = led_by_each([who[maker] for maker in makers])
    centre = queries.centre_id()
    outgrown = [
        link for link, maker in links if not may_renew_somewhere(who[maker], who[link.person_id], centre, led[maker])
    ]
    for link in outgrown:
        link.ended_at = moment
    return bool(outgrown)


_LIVING: Select[OneTimeLink] = (
    select(OneTimeLink).where(OneTimeLink.ended_at.is_(None)).order_by(OneTimeLink.token_hash).with_for_update()
)
