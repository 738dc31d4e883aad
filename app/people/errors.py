"""What people services refuse, beyond the kernel's general errors."""

from __future__ import annotations

from app.kernel.errors import RefusedError, ThrottledError
from app.kernel.messages import N_


class WrongSignInError(RefusedError):
    """Name or password do not fit; which of the two is not said."""

    status = 403

    def __init__(self) -> None:
        super().__init__(N_("This name and password do not belong together. Check both and try again."))


class LinkOverError(RefusedError):
    """A one-time link that was used, ended or ran out, or never was: the answer is one."""

    status = 410

    def __init__(self) -> None:
        super().__init__(N_("This link is used or out of date. Ask for a new one."))


class TooManySignInsError(ThrottledError):
    """Too many wrong passwords; the same answer whether the name exists or not."""

    def __init__(self, seconds: int) -> None:
        super().__init__(N_("Too many tries. Wait %(seconds)d s, then try again."), seconds=seconds)
