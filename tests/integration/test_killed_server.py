"""The server is killed while answers arrive: none that was acknowledged is lost.

A real gunicorn on a free port of this machine, spoken to over HTTP as a browser does, and killed with SIGKILL.
"""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPException
from http.cookiejar import CookieJar
from pathlib import Path
from threading import Thread
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

import pytest

from app.config import Settings
from app.trail import service as trail
from tests.factories import PASSWORD, World
from tests.integration.assessment import quiz_course
from tests.integration.assessment.quiz_course import COURSE, QUIZ

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 30
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="gunicorn and SIGKILL are not for Windows")


class Server:
    """The program as it runs in production, on a port that stays its own through restarts."""

    def __init__(self, settings: Settings) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.environment = os.environ | {
            "DATABASE_URL": settings.database_url,
            "READYLINE_INSTANCE": str(settings.instance),
            "READYLINE_SECRET": settings.secret_key,
        }

    def start(self) -> None:
        """Start it, in a process group of its own, and wait until it listens."""
        bind = ["--bind", f"127.0.0.1:{self.port}", "--workers", "1", "--threads", "4", "--no-control-socket"]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", *bind, "--log-level", "warning", "wsgi:app"],
            cwd=ROOT,
            env=self.environment,
            start_new_session=True,
        )
        until = time.monotonic() + PATIENCE
        while not self._listens():
            assert time.monotonic() < until, "the server did not start"
            time.sleep(0.05)

    def _listens(self) -> bool:
        try:
            socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
        except OSError:
            return False
        return True

    def kill(self) -> None:
        """Kill master and workers at once, as a power cut would, and wait until the last of them is gone."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        while self._listens():
            time.sleep(0.01)


class Browser:
    """Just enough of one: cookies, forms with their token, and the script's own requests."""

    def __init__(self, port: int) -> None:
        self.origin = f"http://127.0.0.1:{port}"
        self.opener = build_opener(HTTPCookieProcessor(CookieJar()))
        self.token = ""

    def get(self, path: str) -> str:
        """Fetch a page and remember its token."""
        with self.opener.open(self.origin + path, timeout=PATIENCE) as answer:
            page: str = answer.read().decode()
        found = re.search(r'name="csrf-token"\s+content="([^"]+)"|name="csrf_token"[^>]*value="([^"]+)"', page)
        self.token = next(filter(None, found.groups())) if found else self.token
        return page

    def post(self, path: str, **fields: object) -> str:
        """Send a form, follow where it leads, and return the address arrived at."""
        with self.opener.open(self._request(path, fields), timeout=PATIENCE) as answer:
            answer.read()
            address: str = answer.url
        return address.removeprefix(self.origin)

    def save(self, attempt: str, number: int, answer: str) -> str:
        """Save one answer as the page's script does; return the time that the server said."""
        fields = {"shown": number, f"q{number}": answer}
        with self.opener.open(self._request(f"{attempt}/questions/{number}", fields), timeout=PATIENCE) as reply:
            said: str = json.load(reply)["time"]
        return said

    def _request(self, path: str, fields: dict[str, object]) -> Request:
        data = urlencode({"csrf_token": self.token, **fields}, doseq=True).encode()
        return Request(self.origin + path, data, {"Referer": self.origin})


@contextmanager
def running(settings: Settings) -> Iterator[Server]:
    server = Server(settings)
    server.start()
    try:
        yield server
    finally:
        server.kill()


@pytest.fixture
def server(settings: Settings, world: World) -> Iterator[Server]:
    """The program on this test's database; Olga may sit the quiz."""
    quiz_course.publish(world, "pass: 75%")
    quiz_course.admit(world.system(), [world.people["olga"]])
    with running(settings) as started:
        yield started


def begin(server: Server) -> tuple[Browser, str]:
    """Sign Olga in and start an attempt; return her browser and the address of the attempt."""
    browser = Browser(server.port)
    browser.get("/sign-in")
    browser.post("/sign-in", name="olga@example.test", password=PASSWORD)
    browser.get(f"/c/nordbank/courses/{COURSE}/quizzes/{QUIZ}")
    attempt = browser.post(f"/c/nordbank/courses/{COURSE}/quizzes/{QUIZ}/start")
    browser.get(attempt)
    return browser, attempt


def type_until_gone(browser: Browser, attempt: str, acknowledged: list[int]) -> None:
    """Save ever new texts for question 3, until the server is gone, perhaps in the middle of its reply."""
    for count in range(100_000):
        try:
            browser.save(attempt, 3, f"answer {count}")
        except (OSError, HTTPException, ValueError):
            return
        acknowledged.append(count)


def test_a_kill_loses_no_answer_that_was_acknowledged_and_the_attempt_goes_on(server: Server, world: World) -> None:
    browser, attempt = begin(server)
    assert browser.save(attempt, 1, "1")
    acknowledged: list[int] = []
    typing = Thread(target=type_until_gone, args=(browser, attempt, acknowledged))
    typing.start()
    until = time.monotonic() + PATIENCE
    while len(acknowledged) < 5 and time.monotonic() < until:
        time.sleep(0.01)
    server.kill()
    typing.join()
    with pytest.raises(OSError, match="refused"):
        browser.get(attempt)
    server.start()
    page = browser.get(attempt)
    assert "2 of 4 answered" in page
    kept = re.search(r'value="answer (\d+)"', page)
    assert kept
    assert int(kept[1]) in (acknowledged[-1], acknowledged[-1] + 1), "the last acknowledged, or the one on its way"
    browser.save(attempt, 3, "refund")
    browser.save(attempt, 4, "6")
    assert browser.post(f"{attempt}/hand-in") == attempt
    assert "75%" in browser.get(attempt)
    assert trail.verify(world.system()) is None
