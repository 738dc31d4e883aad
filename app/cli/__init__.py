"""Commands for people at a terminal."""

from __future__ import annotations

from flask import Flask


def register(app: Flask) -> None:
    """Add every group of commands to `flask`."""
    from app.cli.trail import trail_group

    for group in (trail_group,):
        app.cli.add_command(group)
