"""Voiding the result of a test call that was a mistake."""

from __future__ import annotations

from app.assessment.calls.models import LiveCall
from app.assessment.calls.queries import FINISHED
from app.assessment.voiding import void
from app.kernel.actor import Actor
from app.kernel.errors import NotFoundError, RefusedError
from app.kernel.messages import N_
from app.kernel.work import writing
from app.people.permissions import Permission


def void_call(actor: Actor, call_id: str, reason: str) -> None:
    """Void a finished call: it stays visible and counts for nothing in its series. Said twice, the first reason stands.

    A series that only this call lost goes on. Raises NotFoundError, ForbiddenError, InvalidError for no reason,
    RefusedError for a call without a result or one that a certificate rests on.
    """
    actor.check(Permission.VOID)
    with writing(actor) as work:
        call = work.session.get(LiveCall, (actor.client_id, call_id), with_for_update=True)
        if call is None:
            raise NotFoundError()
        if call.outcome != FINISHED:
            raise RefusedError(N_("This call has no result, so there is nothing to void."))
        void(work, call, call.course, reason, "call.voided")
