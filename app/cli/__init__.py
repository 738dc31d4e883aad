"""Commands for people at a terminal."""

from __future__ import annotations

from flask import Flask


def register(app: Flask) -> None:
    """Add every command and group of commands to `flask`."""
    from app.cli.backup import backup_command, restore_command
    from app.cli.clearance import clearance_command
    from app.cli.content import questions_group
    from app.cli.init import init_command
    from app.cli.knowledge import knowledge_group
    from app.cli.people import people_group
    from app.cli.publish import courses_group
    from app.cli.start import start_command
    from app.cli.trail import trail_group
    from app.cli.worker import worker_command

    commands = (
        backup_command,
        clearance_command,
        courses_group,
        init_command,
        knowledge_group,
        people_group,
        questions_group,
        restore_command,
        start_command,
        trail_group,
        worker_command,
    )
    for command in commands:
        app.cli.add_command(command)
