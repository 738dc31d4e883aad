"""Two clicks at once: the database lets one row in, and the loser looks again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy.exc import IntegrityError

T = TypeVar("T")


def look_again_if_beaten(act: Callable[[], T]) -> T:
    """Do `act`, a whole unit of work; if a row that only one may have was made meanwhile, do it once more.

    The second time `act` finds that row and joins it. A second failure is no race and is raised.
    """
    try:
        return act()
    except IntegrityError:
        return act()
