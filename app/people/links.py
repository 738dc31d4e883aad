"""Ending one-time links with what they rested on: the right of who made them, the name and roles of whose they are."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import or_, select

from app.kernel import clock
from app.kernel.work import Work
from app.people.models import OneTimeLink


def end_links(work: Work, *, of: Collection[int] = (), by: Collection[int] = ()) -> None:
    """End every living link of the people `of`, and every one that the people `by` have made.

    The caller records what ended them: a role given or ended, another sign-in name, a new password.
    """
    statement = (
        select(OneTimeLink)
        .where(
            or_(OneTimeLink.person_id.in_(list(of)), OneTimeLink.made_by.in_(list(by))), OneTimeLink.ended_at.is_(None)
        )
        .order_by(OneTimeLink.token_hash)
        .with_for_update()
    )
    for link in work.session.scalars(statement):
        link.ended_at = clock.now()
