"""`flask worker`: what is to be done beside the server. Sends letters, hands in quizzes whose time is over, issues
certificates that a certificate of the centre completed when the server could not.

Any number may run at once. Claims of assessors need no worker: one that ran out is free for the next who asks, and its
assessor, back before that, goes on where the line dropped.
"""

from __future__ import annotations

import logging
import signal
import time
from collections.abc import Callable
from functools import partial
from threading import Event
from types import FrameType

import click
from flask import current_app
from flask.cli import with_appcontext
from flask_babel import gettext as _

from app.assessment.quizzes import service as quizzes
from app.certification import other_clients
from app.config import Settings
from app.people import queries as people
from app.post.delivery import deliver
from app.post.mail import MailServer, Postman

logger = logging.getLogger(__name__)

PAUSE = 5.0
"""Seconds between two looks into the outbox."""
CHORES_EVERY = 60.0
"""Seconds between two rounds of chores."""


@click.command("worker", help="Beside the server: send letters, hand in quizzes whose time is over, until stopped.")
@click.option("--once", is_flag=True, help="Do what is due now, and end.")
@with_appcontext
def worker_command(once: bool) -> None:
    """Work until SIGTERM or SIGINT; the letter in hand is finished first."""
    settings: Settings = current_app.extensions["readyline.settings"]
    stop = Event()
    if once:
        _send(settings, stop)
        _do_chores()
        return

    def on_signal(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, on_signal)
    signal.signal(signal.SIGINT, on_signal)
    click.echo(_("The worker is at work (stop with Ctrl+C)."))
    if not settings.mail_server:
        click.echo(_("No letters are sent: READYLINE_MAIL_SERVER is not set."))
    _work(settings, stop)


def _work(settings: Settings, stop: Event) -> None:
    next_chores = time.monotonic()
    while not stop.is_set():
        _surviving(lambda: _send(settings, stop))
        if time.monotonic() >= next_chores and not stop.is_set():
            next_chores = time.monotonic() + CHORES_EVERY
            _surviving(_do_chores)
        stop.wait(PAUSE)


def _surviving(task: Callable[[], None]) -> None:
    """Do a task; what breaks it (a database that restarts) is told, and the task tried again in the next round."""
    try:
        task()
    except Exception:
        logger.exception("a round of the worker failed")


def _send(settings: Settings, stop: Event) -> None:
    if not settings.mail_server:
        return
    with Postman(mail_server(settings)) as postman:
        sent = deliver(postman.send, go_on=lambda: not stop.is_set())
    if sent:
        logger.info("letters were sent", extra={"letters": sent})


def _do_chores() -> None:
    """Hand in what ran out of time, issue what was left; a client whose content fails keeps no other waiting."""
    for client in people.all_clients():
        _surviving(partial(_hand_in, client.id))
        _surviving(partial(_issue, client.id))


def _hand_in(client_id: str) -> None:
    handed_in = quizzes.hand_in_overdue(people.system_actor(client_id))
    if handed_in:
        logger.info("quizzes were handed in", extra={"client": client_id, "quizzes": handed_in})


def _issue(client_id: str) -> None:
    issued = other_clients.look_again(people.system_actor(client_id))
    if issued:
        logger.info("certificates were issued", extra={"client": client_id, "certificates": issued})


def mail_server(settings: Settings) -> MailServer:
    """Return where letters are handed in, as the settings say."""
    return MailServer(
        host=settings.mail_server,
        port=settings.mail_port,
        security=settings.mail_security,
        sender=settings.mail_from,
        user=settings.mail_user,
        password=settings.mail_password,
    )
