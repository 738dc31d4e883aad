"""Commands for people at a terminal."""

from __future__ import annotations

from flask import Flask


def register(app: Flask) -> None:
    """Add every group of commands to `flask`."""
    from app.cli.clearance import clearance_command
    from app.cli.content import questions_group
    from app.cli.publish import courses_group
    from app.cli.trail import trail_group

    app.cli.add_command(clearance_command)
    for group in (courses_group, questions_group, trail_group):
        app.cli.add_command(group)
