"""Letters: each is sent, none twice that was acknowledged, none at once by two workers, none lost to a kill."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import Barrier, Thread

import pytest
from flask import Flask
from sqlalchemy import select

from app.assessment.quizzes import service as quizzes
from app.assessment.quizzes.models import Attempt
from app.config import Settings
from app.kernel import clock
from app.kernel.work import reading, writing
from app.people.sign_in import INSTALLATION
from app.post import mail
from app.post.delivery import claim, deliver
from app.post.mail import MailServer as Server
from app.post.mail import Postman
from app.post.models import Outbox
from app.post.rules import CLAIM, MOST_TRIES
from app.post.service import Letter, post
from app.trail import service as trail
from tests.factories import World
from tests.integration.assessment import quiz_course
from tests.integration.post.smtp import MailServer, listening

ROOT = Path(__file__).parents[3]
pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def server() -> Iterator[MailServer]:
    with listening() as started:
        yield started


def write(*readers: str, subject: str = "A place for you") -> None:
    with writing(INSTALLATION) as work:
        for reader in readers:
            post(work, reader, Letter(subject, "Здравствуйте.\n\n.\nYours"))
        work.record("test.posted", "letters")


def postman(server: MailServer) -> Postman:
    return Postman(Server("127.0.0.1", server.port, "none", "readyline@learn.example"))


def send_all(server: MailServer) -> int:
    with postman(server) as carrier:
        return deliver(carrier.send)


def rows() -> list[Outbox]:
    with reading(INSTALLATION) as session:
        return list(session.scalars(select(Outbox).order_by(Outbox.to)))


def test_letters_arrive_as_they_were_written_over_one_connection(server: MailServer) -> None:
    write("a@example.test", "b@example.test")
    assert send_all(server) == 2
    assert sorted(server.readers) == ["a@example.test", "b@example.test"]
    first = server.letters[0]
    assert first["Subject"] == "A place for you"
    assert first["From"] == "readyline@learn.example"
    assert first.get_content().replace("\r\n", "\n") == "Здравствуйте.\n\n.\nYours\n"
    assert server.conversations == 1
    assert send_all(server) == 0


LONG_SUBJECT = "Νέος κωδικός πρόσβασης για το Readyline"


@pytest.mark.parametrize(
    "subject", [LONG_SUBJECT, f"{LONG_SUBJECT}, {LONG_SUBJECT}", "Новый пароль", "a word " * 20 + "x"]
)
def test_a_long_subject_keeps_its_blanks(server: MailServer, subject: str) -> None:
    write("a@example.test", subject=subject)
    assert send_all(server) == 1
    assert server.letters[0]["Subject"] == subject


def test_what_was_sent_is_marked_and_its_words_are_forgotten(server: MailServer) -> None:
    write("a@example.test")
    send_all(server)
    assert [(row.sent_at is not None, row.body, row.attempts) for row in rows()] == [(True, "", 1)]
    assert trail.verify(INSTALLATION) is None


def test_a_letter_that_was_rolled_back_is_never_sent(server: MailServer) -> None:
    with pytest.raises(RuntimeError), writing(INSTALLATION) as work:
        post(work, "a@example.test", Letter("s", "b"))
        raise RuntimeError
    assert send_all(server) == 0


@pytest.mark.parametrize(
    ("answers", "given_up", "says"),
    [
        ({"RCPT": "450 greylisted"}, False, "450 greylisted"),
        ({"RCPT": "550 nobody here"}, True, "550 nobody here"),
        ({"DATA": "554 not this"}, True, "554 not this"),
        ({"MAIL": "530 sign in first"}, False, "530 sign in first"),
    ],
)
def test_a_refusal_is_kept_with_its_reason(
    server: MailServer, answers: dict[str, str], given_up: bool, says: str
) -> None:
    write("a@example.test")
    server.answers = answers
    assert send_all(server) == 0
    (row,) = rows()
    assert (row.failed_at is not None, row.last_error) == (given_up, says)
    server.answers = {}
    with clock.at(clock.now() + timedelta(minutes=2)):
        assert send_all(server) == (0 if given_up else 1)


def test_one_that_cannot_be_sent_holds_no_other_up_and_is_given_up_in_the_end(server: MailServer) -> None:
    write("a@example.test")
    moment = clock.now()
    closed = Postman(Server("127.0.0.1", 1, "none", "readyline@learn.example"))
    for _ in range(MOST_TRIES):
        moment += timedelta(days=2)
        with clock.at(moment):
            assert deliver(closed.send) == 0
    (row,) = rows()
    assert (row.attempts, row.failed_at, row.body) == (MOST_TRIES, moment, "")
    assert "refused" in row.last_error
    write("b@example.test")
    assert send_all(server) == 1


def test_a_server_that_knows_no_tls_gets_no_letter(server: MailServer) -> None:
    write("a@example.test")
    with Postman(Server("127.0.0.1", server.port, "starttls", "readyline@learn.example")) as carrier:
        assert deliver(carrier.send) == 0
    assert "STARTTLS" in rows()[0].last_error
    assert not server.letters


def test_a_server_that_says_nothing_is_not_waited_for_for_ever(
    server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mail, "TIMEOUT", 0.05)
    write("a@example.test")
    with Postman(Server("127.0.0.1", server.port, "tls", "readyline@learn.example")) as carrier:
        assert deliver(carrier.send) == 0  # it waits for us to begin, and we for its certificate
    assert rows()[0].last_error


def test_a_claim_that_was_let_lie_runs_out(server: MailServer) -> None:
    """As when a worker is killed between claiming and sending."""
    write("a@example.test")
    assert claim()
    assert claim() is None
    assert send_all(server) == 0
    with clock.at(clock.now() + CLAIM):
        assert send_all(server) == 1
    with clock.at(clock.now() + 3 * CLAIM):
        assert send_all(server) == 0
    assert server.readers == ["a@example.test"]


def test_two_workers_never_send_the_same_letter(app: Flask, server: MailServer) -> None:
    write(*(f"{number}@example.test" for number in range(12)))
    together = Barrier(3)
    sent: list[int] = []

    def work() -> None:
        together.wait()
        sent.append(send_all(server))

    workers = [Thread(target=work) for _ in range(3)]
    for each in workers:
        each.start()
    for each in workers:
        each.join()
    assert sum(sent) == 12
    assert sorted(server.readers) == sorted(f"{number}@example.test" for number in range(12))


def test_a_worker_killed_before_its_mark_loses_nothing_and_sends_twice_at_most(
    settings: Settings, server: MailServer
) -> None:
    write("a@example.test", "b@example.test")
    worker = start_worker(settings, server)
    server.on_letter = lambda: os.kill(worker.pid, signal.SIGKILL)
    assert worker.wait(30) == -signal.SIGKILL
    server.on_letter = lambda: None
    assert [row.sent_at for row in rows()] == [None, None]
    with clock.at(clock.now() + CLAIM):
        assert send_all(server) == 2
    assert sorted(server.readers) == ["a@example.test", "a@example.test", "b@example.test"]


def start_worker(settings: Settings, server: MailServer) -> subprocess.Popen[bytes]:
    environment = os.environ | {
        "DATABASE_URL": settings.database_url,
        "READYLINE_INSTANCE": str(settings.instance),
        "READYLINE_SECRET": settings.secret_key,
        "READYLINE_URL": "http://localhost:8000",
        "READYLINE_MAIL_SERVER": f"127.0.0.1:{server.port}",
        "READYLINE_MAIL_SECURITY": "none",
    }
    return subprocess.Popen([sys.executable, "-m", "flask", "worker"], cwd=ROOT, env=environment)


@pytest.fixture
def mailed(app: Flask, settings: Settings, server: MailServer) -> Flask:
    """The application with this mail server in its settings."""
    app.extensions["readyline.settings"] = replace(
        settings, mail_server="127.0.0.1", mail_port=server.port, mail_security="none", mail_from="r@learn.example"
    )
    return app


def test_a_worker_that_is_asked_to_stop_finishes_the_letter_in_hand(mailed: Flask, server: MailServer) -> None:
    write("a@example.test", "b@example.test")
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    server.on_letter = lambda: os.kill(os.getpid(), signal.SIGTERM)
    try:
        result = mailed.test_cli_runner().invoke(args=["worker"])
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    assert result.exit_code == 0, result.output
    assert [row.sent_at is not None for row in rows()] == [True, False]


def test_once_sends_what_is_due_and_ends(mailed: Flask, server: MailServer) -> None:
    write("a@example.test")
    result = mailed.test_cli_runner().invoke(args=["worker", "--once"])
    assert result.exit_code == 0, result.output
    assert server.readers == ["a@example.test"]


def test_a_worker_without_a_mail_server_hands_in_all_the_same(app: Flask, examined: World) -> None:
    attempt = quizzes.start(examined.actor("olga"), quiz_course.COURSE, quiz_course.QUIZ)
    with clock.at(clock.now() + timedelta(days=1)):
        result = app.test_cli_runner().invoke(args=["worker", "--once"])
    assert result.exit_code == 0, result.output
    with reading(examined.system()) as session:
        assert session.scalars(select(Attempt.time_ran_out)).all() == [True]
    assert attempt
