"""Processor time of requests, taken in turns so that a noisy moment of the machine is shared by all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from statistics import median
from time import process_time

from sqlalchemy import Engine, event


def in_turns(acts: Mapping[str, Callable[[], object]], rounds: int, warm: int = 3) -> dict[str, float]:
    """Do each act `rounds` times, one after the other in turns, and return its median in milliseconds of CPU.

    `warm` rounds before are not counted: they fill the caches of what never changes.
    """
    spent: dict[str, list[float]] = {name: [] for name in acts}
    for turn in range(warm + rounds):
        for name, act in acts.items():
            begun = process_time()
            act()
            if turn >= warm:
                spent[name].append(process_time() - begun)
    return {name: median(times) * 1000 for name, times in spent.items()}


@contextmanager
def statements(engine: Engine) -> Iterator[list[str]]:
    """Collect the questions put to the database; what begins a transaction is none."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith("BEGIN"):
            sent.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)
