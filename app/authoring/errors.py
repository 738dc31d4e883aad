"""What authoring refuses, beyond the kernel's general errors."""

from __future__ import annotations

from collections.abc import Iterable

from app.content.problems import Problem
from app.kernel.errors import InvalidError, RefusedError
from app.kernel.messages import N_


class BrokenContentError(InvalidError):
    """Content with errors was to be published; nothing was. `problems` lists them all, warnings too."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        errors = sum(problem.is_error for problem in self.problems)
        super().__init__(
            N_("Nothing was published: %(errors)d errors are to be mended first."),
            errors=errors,
        )


class AlreadyPublishedError(RefusedError):
    """A client was to be published for the first time, and is there already; nothing was changed."""

    def __init__(self, client_id: str) -> None:
        super().__init__(
            N_("“%(folder)s” is published already. From now on its own trainers check and publish it."),
            folder=client_id,
        )
