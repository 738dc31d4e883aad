"""How many statements were sent to the database in the present context, for the log and for budgets."""

from __future__ import annotations

from contextvars import ContextVar

from sqlalchemy import Engine, event

_sent: ContextVar[int] = ContextVar("statements sent", default=0)


def begin_counting() -> None:
    """Count from nought."""
    _sent.set(0)


def statements() -> int:
    """Return how many statements were sent since `begin_counting`."""
    return _sent.get()


def count(engine: Engine) -> None:
    """Count what this engine sends."""
    event.listen(engine, "before_cursor_execute", _count)


def _count(*_details: object) -> None:
    _sent.set(_sent.get() + 1)
