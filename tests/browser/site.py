"""An installation that is being served, and its commands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from app import create_app
from app.config import Settings


@dataclass(frozen=True, slots=True)
class Site:
    """One installation, served at `address`."""

    address: str
    settings: Settings

    @contextmanager
    def commands(self) -> Iterator[Callable[..., str]]:
        """Give what runs a command of the program, as in `run("people", "create", ...)`, and returns what it printed.

        Each command must succeed. The program lives in this process for as long as the block does.
        """
        app = create_app(self.settings)

        def run(*words: str) -> str:
            done = app.test_cli_runner().invoke(args=list(words))
            assert done.exit_code == 0, f"flask {' '.join(words)}: {done.output}"
            return done.output

        yield run
        app.extensions["readyline.house"].engine.dispose()
