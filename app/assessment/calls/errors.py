"""What calls refuse, beyond the kernel's general errors."""

from __future__ import annotations

from collections.abc import Iterable

from app.assessment.calls.ports import MissingPart
from app.kernel.errors import InvalidError, RefusedError
from app.kernel.messages import N_


class NotReadyError(RefusedError):
    """There is something to do before a call; `missing` says what."""

    def __init__(self, missing: Iterable[MissingPart]) -> None:
        self.missing = tuple(missing)
        names = ", ".join(part.title for part in self.missing)
        super().__init__(N_("Before a test call these come first: %(names)s."), names=names)


class UnscoredError(InvalidError):
    """A call cannot be finished while criteria have no points; `criteria` names them."""

    def __init__(self, criteria: Iterable[str]) -> None:
        self.criteria = tuple(criteria)
        super().__init__(N_("Not scored yet: %(names)s."), names=", ".join(self.criteria))


class CallEndedError(RefusedError):
    """The call is over, so nothing can be added to it; `outcome` says how it ended."""

    def __init__(self, outcome: str) -> None:
        self.outcome = outcome
        messages = {
            "finished": N_("This call is finished; its result stands."),
            "broken off": N_("This call was broken off and has no result."),
            "no show": N_("This call was ended because nobody answered."),
            "given back": N_("This call lay for so long, or was given back, that the person is in the queue again."),
        }
        super().__init__(messages[outcome])
