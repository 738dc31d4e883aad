"""The program as people meet it: gunicorn in a process of its own, on a free port of this machine."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from app.config import Settings

ROOT = Path(__file__).parent.parent.parent
PATIENCE = 120
"""Seconds to wait for the first answer; on a busy machine the program takes long to load."""


@contextmanager
def serving(settings: Settings, *, crashes: bool = False) -> Iterator[str]:
    """Serve an installation and give its address, such as `http://127.0.0.1:40211`.

    The port is taken here and handed over open, so that nobody else can take it in between.
    Raises RuntimeError with what the server said if it does not answer, or if a request crashed meanwhile and that was
    not what was wanted (`crashes`).
    """
    told = settings.instance / "server.txt"
    with socket.create_server(("127.0.0.1", 0)) as listening, told.open("w") as output:
        port = listening.getsockname()[1]
        command = [sys.executable, "-m", "gunicorn", "--bind", f"fd://{listening.fileno()}", "--threads", "4"]
        command += ["--no-control-socket", "--log-level", "warning", "wsgi:app"]
        with subprocess.Popen(
            command,
            cwd=ROOT,
            env=os.environ | environment(settings, port),
            pass_fds=[listening.fileno()],
            stdout=output,
            stderr=subprocess.STDOUT,
        ) as process:
            try:
                wait_for(f"http://127.0.0.1:{port}/health", process, told)
                yield f"http://127.0.0.1:{port}"
            finally:
                process.terminate()
    if not crashes and "a request failed" in told.read_text():
        raise RuntimeError(told.read_text())


def environment(settings: Settings, port: int) -> dict[str, str]:
    """Return the settings as variables of the environment, for a process that serves at `port`."""
    return {
        "DATABASE_URL": settings.database_url,
        "READYLINE_INSTANCE": str(settings.instance),
        "READYLINE_COURSES": str(settings.courses),
        "READYLINE_SECRET": settings.secret_key,
        "HOST": settings.host,
        "PORT": str(port),
        "READYLINE_TLS": "",
        "READYLINE_PROXIES": "0",
    }


def wait_for(address: str, process: subprocess.Popen[bytes], told: Path) -> None:
    """Wait until an address answers. Raises RuntimeError with what the process told instead."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        try:
            with urlopen(address, timeout=1):
                return
        except (URLError, TimeoutError, ConnectionError):
            time.sleep(0.1)
    raise RuntimeError(f"the server does not answer at {address}:\n{told.read_text()}")
