"""What a service raises when it will not do a thing. Each says what happened and what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar

from app.kernel.messages import N_, filled


class ReadylineError(Exception):
    """The parent of every refusal.

    `message` is an English template with `%(name)s` places, filled from `params`; pages translate the template
    first. `status` is the HTTP status a page answers with.
    """

    status: ClassVar[int] = 400

    def __init__(self, message: str, **params: object) -> None:
        super().__init__(filled(message, params, str))
        self.message = message
        self.params: Mapping[str, object] = params

    def text(self, translate: Callable[[str], str]) -> str:
        """Return the sentence in the language of `translate`."""
        return filled(self.message, self.params, translate)


class NotFoundError(ReadylineError):
    """There is no such thing, or not for this actor: the two are one answer."""

    status = 404

    def __init__(self, message: str = N_("There is nothing at this address."), **params: object) -> None:
        super().__init__(message, **params)


class DeclinedError(ReadylineError):
    """The parent of what the page says on which somebody asked: the thing is there, and was left as it was.

    Views catch this one. NotFoundError is none of them: it passes by to the page that answers for every address.
    """


class ForbiddenError(DeclinedError):
    """The actor belongs here and may not do this."""

    status = 403

    def __init__(self, message: str = N_("Your role does not include this."), **params: object) -> None:
        super().__init__(message, **params)


class RefusedError(DeclinedError):
    """The rules or the present state do not allow this now; nothing was changed."""

    status = 409


class InvalidError(DeclinedError):
    """What was given cannot be used as it is; nothing was changed."""

    status = 422


class ThrottledError(DeclinedError):
    """Too many tries; `seconds` says how long to wait."""

    status = 429

    def __init__(self, message: str, *, seconds: int, **params: object) -> None:
        super().__init__(message, seconds=seconds, **params)
        self.seconds = seconds


class WallBreachError(RuntimeError):
    """A programmer's mistake that would have reached through the wall between clients. Never shown to people."""


class UnrecordedWriteError(RuntimeError):
    """A programmer's mistake: a unit of work changed rows and said nothing to the trail."""
