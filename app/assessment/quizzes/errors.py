"""What quizzes refuse, beyond the kernel's general errors."""

from __future__ import annotations

from app.kernel.errors import RefusedError
from app.kernel.messages import N_


class AttemptOverError(RefusedError):
    """An answer or a mark came after the attempt was handed in or after its time; what was saved before counts."""

    def __init__(self, *, time_ran_out: bool) -> None:
        super().__init__(
            N_("Time was up before this arrived. Everything saved until then counts.")
            if time_ran_out
            else N_("This attempt is already handed in. Everything saved until then counts.")
        )
        self.time_ran_out = time_ran_out


class NotEnrolledError(RefusedError):
    """Only who is enrolled in a course sits its quizzes."""

    def __init__(self) -> None:
        super().__init__(N_("You are not enrolled in this course. Ask your supervisor to enrol you."))


class ModulesFirstError(RefusedError):
    """A quiz opens once every module of its course is complete."""

    def __init__(self, missing: int) -> None:
        super().__init__(N_("First complete the modules of this course; %(missing)d still to go."), missing=missing)


class AlreadyPassedError(RefusedError):
    """A quiz that was passed is not sat again."""

    def __init__(self) -> None:
        super().__init__(N_("You have passed this quiz. There is nothing to repeat."))


class NoAttemptsLeftError(RefusedError):
    """Every attempt the quiz allows is used."""

    def __init__(self) -> None:
        super().__init__(N_("All attempts are used. Talk to your supervisor or trainer about another one."))


class WaitFirstError(RefusedError):
    """The wait between two attempts is not over."""

    def __init__(self) -> None:
        super().__init__(N_("The next attempt is not open yet. The page of the quiz says when it opens."))
