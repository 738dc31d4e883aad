"""The server is killed at random moments of a busy day: nothing that it acknowledged is lost, and nothing is doubled.

A real gunicorn, spoken to over HTTP by several people at once. What kills it is SIGKILL: it finishes nothing. People
whose answer does not come send the same form again, so that much is sent twice and must be done once.
"""

from __future__ import annotations

import os
import random
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, suppress
from itertools import count
from threading import Event

import pytest
from flask import Flask

from app.authoring.media import MediaStore
from app.config import Settings
from tests.browser.server import ROOT, environment, wait_for
from tests.factories import World
from tests.integration import busy_day
from tests.integration.acts import Act, NobodyLeftError, check_trail
from tests.integration.visitor import PATIENCE, DayOverError

KILLS = 6
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="gunicorn and SIGKILL are not for Windows")


class Server:
    """The program as it runs in production, but for this: it is loaded before it forks, and so is back in no time.

    Whoever asks meanwhile waits at a socket that stays open until the end.
    """

    def __init__(self, settings: Settings, listening: socket.socket) -> None:
        self.listening = listening
        self.port: int = listening.getsockname()[1]
        self.log = settings.instance / "server.txt"
        bind = ["--bind", f"fd://{listening.fileno()}", "--threads", "4", "--preload", "--no-control-socket"]
        with self.log.open("w") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "gunicorn", *bind, "--log-level", "info", "wsgi:app"],
                cwd=ROOT,
                env=os.environ | environment(settings, self.port),
                pass_fds=[listening.fileno()],
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def wait(self) -> None:
        """Wait until it answers."""
        wait_for(f"http://127.0.0.1:{self.port}/health", self.process, self.log)

    def workers(self) -> list[int]:
        """Return every process that has served, in order."""
        return [int(number) for number in re.findall(r"Booting worker with pid: (\d+)", self.log.read_text())]

    def kill(self) -> None:
        """Kill the process that serves, and wait until there is another."""
        before = self.workers()
        os.kill(before[-1], signal.SIGKILL)
        until = time.monotonic() + PATIENCE
        while self.workers() == before:
            assert time.monotonic() < until, self.log.read_text()
            time.sleep(0.01)

    def kill_for_good(self) -> None:
        """Kill everything at once, as a power cut would, and hang up on those who wait."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.listening.close()


@pytest.fixture
def newcomers(examined: World, settings: Settings) -> list[int]:
    """A database on which a busy day can begin, and the numbers of the newcomers in it."""
    return busy_day.begin(examined, MediaStore(settings.media))


@pytest.fixture
def server(newcomers: list[int], settings: Settings) -> Iterator[Server]:
    """The program on that database."""
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        started = Server(settings, listening)
        try:
            started.wait()
            yield started
        finally:
            started.kill_for_good()


def walk(lane: Sequence[Act]) -> None:
    """Do the acts of a lane until the day is over, or nobody is left who could do them."""
    with suppress(DayOverError, NobodyLeftError):
        for number in count(1):
            for act in lane:
                act.do(number)
                act.done = number


def test_whenever_the_server_is_killed_what_it_acknowledged_is_there_once(
    server: Server, newcomers: list[int], app: Flask, world: World
) -> None:
    seed = random.randrange(10**6)
    print(f"The kills of this day: {seed}")
    moments = random.Random(seed)
    over = Event()
    lanes = busy_day.lanes_of_a_day(server.port, over, world, newcomers)
    day = [act for lane in lanes for act in lane]
    with ThreadPoolExecutor(len(lanes)) as people:
        walks = [people.submit(walk, lane) for lane in lanes]
        try:
            for _kill in range(KILLS):
                goal = sum(act.done for act in day) + moments.randint(1, 8)
                wait_until(lambda goal=goal: sum(act.done for act in day) >= goal, walks)
                time.sleep(moments.uniform(0, 0.05))
                server.kill()
            wait_until(lambda: all(act.done for act in day), walks)
        finally:
            over.set()
            server.kill_for_good()
    for each in walks:
        each.result()
    for act in day:
        acknowledged = list(range(1, act.done + 1))
        on_its_way = act.done + 1
        assert act.kept(world.system()) in (acknowledged, [*acknowledged, on_its_way]), type(act).__name__
    check_trail(app)


def wait_until(happened: Callable[[], bool], walks: Sequence[Future[None]]) -> None:
    """Wait for something to happen while people walk. Raises what one of them met instead."""
    until = time.monotonic() + PATIENCE
    while not happened():
        for each in walks:
            if each.done():
                each.result()
        assert time.monotonic() < until, "too little was done"
        time.sleep(0.005)
