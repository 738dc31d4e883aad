"""An installation that is being served, and its commands."""

from __future__ import annotations

from dataclasses import dataclass

from app import create_app
from app.config import Settings


@dataclass(frozen=True, slots=True)
class Site:
    """One installation, served at `address`."""

    address: str
    settings: Settings

    def run(self, *words: str) -> str:
        """Run a command, as in `flask people create ...`, and return what it printed; it must succeed."""
        app = create_app(self.settings)
        done = app.test_cli_runner().invoke(args=list(words))
        app.extensions["readyline.house"].engine.dispose()
        assert done.exit_code == 0, f"flask {' '.join(words)}: {done.output}"
        return done.output
