"""An installation that is being served, and its commands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from flask import Flask

from app import create_app
from app.config import Settings

Run = Callable[..., str]
"""Runs a command of the program, as in `run("people", "create", ...)`, and returns what it printed."""


def commands_of(app: Flask) -> Run:
    """Return what runs the commands of a program; each must succeed."""

    def run(*words: str) -> str:
        done = app.test_cli_runner().invoke(args=list(words), catch_exceptions=False)
        assert done.exit_code == 0, f"flask {' '.join(words)}: {done.output}"
        return done.output

    return run


@dataclass(frozen=True, slots=True)
class Site:
    """One installation, served at `address`."""

    address: str
    settings: Settings

    @contextmanager
    def commands(self) -> Iterator[Run]:
        """Give what runs a command. The program lives in this process for as long as the block does."""
        app = create_app(self.settings)
        yield commands_of(app)
        app.extensions["readyline.house"].engine.dispose()
