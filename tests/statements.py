"""What is sent to a database, for tests and benchmarks of how little that is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask
from sqlalchemy import event


@contextmanager
def sent_by(app: Flask) -> Iterator[list[str]]:
    """Collect the statements that are sent until the end of the block, the beginnings of transactions among them."""
    engine = app.extensions["readyline.house"].engine
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        sent.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)


def questions(sent: list[str]) -> list[str]:
    """Leave out what begins a transaction on either database."""
    return [one for one in sent if "set_config" not in one and not one.startswith("BEGIN")]
