"""Voiding an attempt that was a mistake."""

from __future__ import annotations

from app.assessment.quizzes.models import Attempt
from app.assessment.voiding import void
from app.kernel.actor import Actor
from app.kernel.errors import NotFoundError, RefusedError
from app.kernel.messages import N_
from app.kernel.work import writing
from app.people.permissions import Permission


def void_attempt(actor: Actor, attempt_id: str, reason: str) -> None:
    """Void an attempt that was handed in: it stays visible, uses up none of the attempts and passes nothing.

    Said twice, the first reason stands. Raises NotFoundError, ForbiddenError, InvalidError for no reason, RefusedError
    for an attempt that is still open or one that a certificate rests on.
    """
    actor.check(Permission.VOID)
    with writing(actor) as work:
        attempt = work.session.get(Attempt, (actor.client_id, attempt_id), with_for_update=True)
        if attempt is None:
            raise NotFoundError()
        if attempt.handed_in_at is None:
            raise RefusedError(N_("This attempt is still open. It can be voided once it is handed in."))
        void(work, attempt, attempt.course, reason, "attempt.voided")
