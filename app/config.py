"""Every setting: its default and its meaning. `Settings.from_environment` refuses to start on an unsafe one."""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

MINIMUM_SECRET = 32
LOOPBACK_NAMES = ("localhost", "127.0.0.1")
"""What a browser on this machine calls it. Werkzeug's list takes no IPv6 address: there it is `localhost` as well."""
_HOST_NAME = re.compile(r"\.?[\w-]+(\.[\w-]+)*")


class UnsafeSettingError(RuntimeError):
    """A setting the program will not start with; the message says how to mend it."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What an installation can be told through its environment."""

    instance: Path
    """`READYLINE_INSTANCE`: the folder for the database, media and the generated secret."""
    courses: Path
    """`READYLINE_COURSES`: the folder of clients that `make run` publishes."""
    database_url: str
    """`DATABASE_URL`: SQLite under the instance folder unless set to a PostgreSQL address."""
    secret_key: str
    """`READYLINE_SECRET`: signs session cookies, 32 characters or more; made and kept under `instance` if unset."""
    host: str = "127.0.0.1"
    """`HOST`: the address to listen on. Demonstration people are only ever made for a loopback address."""
    port: int = 8000
    """`PORT`."""
    behind_tls: bool = False
    """`READYLINE_TLS=1`: pages are served through https; cookies become `Secure` and browsers are told to stay."""
    hosts: tuple[str, ...] = LOOPBACK_NAMES
    """`READYLINE_HOSTS`: the names that people open it by, with commas between; one that begins with a point stands for
    all below it. Requests for any other name are refused. Where only this machine can reach it, its own are among them.
    """
    proxies: int = 0
    """`READYLINE_PROXIES`: how many proxies stand in front, whose forwarded address is believed."""
    mail_server: str = ""
    """`READYLINE_MAIL_SERVER`: what letters are sent through; without it one-time links are shown and not mailed."""
    public_url: str = ""
    """`READYLINE_URL`: the address under which people reach the program, for links in letters: https://learn.example."""
    login_length: timedelta = timedelta(hours=14)
    """How long a sign-in lasts: a long shift and its handover."""
    upload_limit: int = 2 * 1024 * 1024
    """The largest request body, in bytes."""

    @property
    def media(self) -> Path:
        """The folder of every client's pictures and recordings."""
        return self.instance / "media"

    @property
    def on_loopback(self) -> bool:
        """Tell whether only this machine can reach the program."""
        return _is_loopback(self.host)

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """Read the environment. Raises UnsafeSettingError for what would endanger people."""
        given = os.environ if environment is None else environment
        root = Path(__file__).resolve().parent.parent
        instance = Path(given.get("READYLINE_INSTANCE", root / "instance"))
        _make_folder(instance)
        host = given.get("HOST", "127.0.0.1")
        settings = cls(
            instance=instance,
            courses=Path(given.get("READYLINE_COURSES", root / "courses")),
            database_url=_database_url(given.get("DATABASE_URL"), instance),
            secret_key=given.get("READYLINE_SECRET") or _kept_secret(instance),
            host=host,
            port=_number(given, "PORT", 8000, range(1, 65536)),
            behind_tls=given.get("READYLINE_TLS") == "1",
            hosts=_hosts(given.get("READYLINE_HOSTS", ""), host),
            proxies=_number(given, "READYLINE_PROXIES", 0, range(10)),
            mail_server=given.get("READYLINE_MAIL_SERVER", ""),
            public_url=given.get("READYLINE_URL", "").rstrip("/"),
        )
        settings._refuse_unsafe()
        return settings

    def _refuse_unsafe(self) -> None:
        if len(self.secret_key) < MINIMUM_SECRET:
            raise UnsafeSettingError(
                f"READYLINE_SECRET has {len(self.secret_key)} characters; use {MINIMUM_SECRET} random ones or more, "
                "or leave it unset and one is generated."
            )
        if not self.on_loopback and not self.behind_tls:
            raise UnsafeSettingError(
                f"HOST={self.host} can be reached from outside, and READYLINE_TLS is not 1: passwords would travel in "
                "the clear. Put a TLS proxy in front and set READYLINE_TLS=1 and READYLINE_PROXIES=1."
            )
        if self.behind_tls and not set(self.hosts).difference(LOOPBACK_NAMES):
            raise UnsafeSettingError(
                "READYLINE_TLS=1 is set and READYLINE_HOSTS is not: name the host that people open, as in "
                "READYLINE_HOSTS=readyline.example.com."
            )


def _make_folder(instance: Path) -> None:
    try:
        instance.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise UnsafeSettingError(
            f"READYLINE_INSTANCE={instance} cannot be a folder ({problem.strerror}); name one that may be written to."
        ) from None


def _is_loopback(host: str) -> bool:
    return host in {*LOOPBACK_NAMES, "::1"}


def _hosts(given: str, host: str) -> tuple[str, ...]:
    names = [name.strip().casefold() for name in given.split(",") if name.strip()]
    for name in names:
        if not _HOST_NAME.fullmatch(name):
            raise UnsafeSettingError(
                f"READYLINE_HOSTS holds {name!r}, which is no host's name; write names alone, without https:// and "
                "port, as in READYLINE_HOSTS=readyline.example.com."
            )
    return (*names, *LOOPBACK_NAMES) if _is_loopback(host) else tuple(names)


def _number(given: Mapping[str, str], name: str, default: int, allowed: range) -> int:
    written = given.get(name, str(default))
    if not (written.isascii() and written.isdecimal() and len(written) < 10 and int(written) in allowed):
        raise UnsafeSettingError(
            f"{name}={written!r} is not a whole number from {allowed[0]} to {allowed[-1]}; write one, as in "
            f"{name}={default}, or leave it unset."
        )
    return int(written)


def _database_url(given: str | None, instance: Path) -> str:
    """Name the driver we ship for PostgreSQL, whichever way the address was written."""
    if not given:
        return f"sqlite:///{(instance / 'readyline.sqlite3').resolve()}"
    scheme, separator, rest = given.partition("://")
    url = f"postgresql+psycopg{separator}{rest}" if scheme in {"postgres", "postgresql"} else given
    try:
        known = make_url(url).drivername in {"sqlite", "postgresql+psycopg"}
    except (ArgumentError, ValueError):
        known = False
    if not known:
        raise UnsafeSettingError(
            "DATABASE_URL is no address of PostgreSQL or SQLite; write it as in "
            "DATABASE_URL=postgresql://name:password@host/readyline, or leave it unset."
        )
    return url


def _kept_secret(instance: Path) -> str:
    """Return the secret kept in the instance folder, made on the first call and readable by its owner only."""
    path = instance / "secret"
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="utf-8").strip()
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(secrets.token_urlsafe(48))
    return path.read_text(encoding="utf-8").strip()
