"""Every setting: its default and its meaning. `Settings.from_environment` refuses to start on an unsafe one."""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from app.kernel.clock import is_time_zone

MINIMUM_SECRET = 32
FEWEST_CHARACTERS = 10
"""So many different characters has every random secret; one typed on one key, or a word again and again, has not."""
DEMONSTRATION_PASSWORD = "demonstration-password"  # noqa: S105 - a file's name
"""The file in the instance folder that says: here are people whose password everybody may read."""
TIME_ZONE_FILE = "time-zone"
"""The file in the instance folder that keeps the time zone of new people."""
MAIL_PORTS = {"starttls": 587, "tls": 465, "none": 25}
LOG_FORMATS = ("text", "json")
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
    """`READYLINE_MAIL_SERVER`: what letters are sent through, as in `mail.example.com` or `mail.example.com:2525`;
    without it one-time links are shown and not mailed."""
    mail_port: int = 0
    """The port of `READYLINE_MAIL_SERVER`: the usual one of `mail_security` unless it names another."""
    mail_security: str = "starttls"
    """`READYLINE_MAIL_SECURITY`: `starttls`, `tls`, or `none` for a mail server on this machine."""
    mail_user: str = ""
    """`READYLINE_MAIL_USER`: whom the mail server knows us as; empty where it asks nobody."""
    mail_password: str = field(default="", repr=False)
    """`READYLINE_MAIL_PASSWORD`."""
    mail_from: str = ""
    """`READYLINE_MAIL_FROM`: the sender of letters; `readyline@` and the host of `READYLINE_URL` if unset."""
    public_url: str = ""
    """`READYLINE_URL`: the address under which people reach the program, for links in letters: https://learn.example."""
    log_format: str = "text"
    """`READYLINE_LOG`: `text` tells a terminal of warnings and errors; `json` also writes a line for each request."""
    time_zone: str = ""
    """`READYLINE_TIME_ZONE`: the time zone of new people where nothing says another, an IANA name; else what `flask
    init` was told and keeps under `instance`; where neither is, each gets the time zone of whoever makes them."""
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

    @property
    def is_public(self) -> bool:
        """Tell whether others than this machine are meant to reach the program, directly or through a proxy."""
        return not self.on_loopback or self.behind_tls or bool(set(self.hosts).difference(LOOPBACK_NAMES))

    def keep_time_zone(self, name: str) -> None:
        """Keep a time zone for new people, for every later start that is told no other."""
        (self.instance / TIME_ZONE_FILE).write_text(f"{name}\n", encoding="utf-8")

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """Read the environment. Raises UnsafeSettingError for what would endanger people."""
        given = os.environ if environment is None else environment
        root = Path(__file__).resolve().parent.parent
        instance = Path(given.get("READYLINE_INSTANCE", root / "instance"))
        _make_folder(instance)
        host = given.get("HOST", "127.0.0.1")
        security = _one_of(given, "READYLINE_MAIL_SECURITY", "starttls", tuple(MAIL_PORTS))
        mail_server, mail_port = _mail_server(given.get("READYLINE_MAIL_SERVER", ""), security)
        public_url = _public_url(given.get("READYLINE_URL", ""))
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
            mail_server=mail_server,
            mail_port=mail_port,
            mail_security=security,
            mail_user=given.get("READYLINE_MAIL_USER", ""),
            mail_password=given.get("READYLINE_MAIL_PASSWORD", ""),
            mail_from=given.get("READYLINE_MAIL_FROM", "")
            or f"readyline@{urlsplit(public_url).hostname or 'localhost'}",
            public_url=public_url,
            time_zone=_time_zone(given.get("READYLINE_TIME_ZONE", ""), instance),
            log_format=_one_of(given, "READYLINE_LOG", "text", LOG_FORMATS),
        )
        settings._refuse_unsafe()
        settings._refuse_public_danger(debug=given.get("FLASK_DEBUG", ""))
        settings._refuse_mail()
        return settings

    def _refuse_unsafe(self) -> None:
        if len(self.secret_key) < MINIMUM_SECRET:
            raise UnsafeSettingError(
                f"READYLINE_SECRET has {len(self.secret_key)} characters; use {MINIMUM_SECRET} random ones or more, "
                "or leave it unset and one is generated."
            )
        if len(set(self.secret_key)) < FEWEST_CHARACTERS:
            raise UnsafeSettingError(
                "READYLINE_SECRET repeats a few characters and can be guessed; use random ones, or leave it unset and "
                "one is generated."
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

    def _refuse_public_danger(self, *, debug: str) -> None:
        """Refuse what would do on one's own machine, and not where others come."""
        if not self.is_public:
            if self.public_url and not _is_loopback(urlsplit(self.public_url).hostname or ""):
                raise UnsafeSettingError(
                    f"READYLINE_URL={self.public_url} is reached from outside, and READYLINE_TLS is not 1: set "
                    "READYLINE_TLS=1 and READYLINE_HOSTS to the host of that address."
                )
            return
        if not self.behind_tls:
            raise UnsafeSettingError(
                "READYLINE_HOSTS names a host that others open, and READYLINE_TLS is not 1: passwords would travel in "
                "the clear. Put a TLS proxy in front and set READYLINE_TLS=1 and READYLINE_PROXIES=1."
            )
        if debug.lower() not in {"", "0", "false", "no"}:
            raise UnsafeSettingError(
                "FLASK_DEBUG is set where others come: whoever makes an error could run code here. Unset it."
            )
        if (self.instance / DEMONSTRATION_PASSWORD).exists():
            raise UnsafeSettingError(
                f"{self.instance} holds demonstration people, whose password is shown to everybody, and others can "
                "reach this address. Name an empty folder in READYLINE_INSTANCE, another database, and run flask init."
            )
        self._refuse_public_url()

    def _refuse_public_url(self) -> None:
        if not self.public_url:
            return
        parts = urlsplit(self.public_url)
        if parts.scheme != "https":
            raise UnsafeSettingError(
                f"READYLINE_URL={self.public_url} is not https: one-time links would travel in the clear. Write "
                "https://, as people open it."
            )
        name = parts.hostname or ""
        if not any(name == host or (host.startswith(".") and name.endswith(host)) for host in self.hosts):
            raise UnsafeSettingError(
                f"READYLINE_URL names {name}, which is not among READYLINE_HOSTS: nobody could open a link in a "
                "letter. Add it there."
            )

    def _refuse_mail(self) -> None:
        if not self.mail_server:
            return
        if not self.public_url:
            raise UnsafeSettingError(
                "READYLINE_MAIL_SERVER is set and READYLINE_URL is not: letters need an address for their links, as in "
                "READYLINE_URL=https://readyline.example.com."
            )
        if self.mail_security == "none" and not _is_loopback(self.mail_server):
            raise UnsafeSettingError(
                f"READYLINE_MAIL_SECURITY=none would send one-time links to {self.mail_server} in the clear; use "
                "starttls or tls."
            )
        if any(letter in self.mail_from for letter in "\r\n") or not self.mail_from.partition("@")[2]:
            raise UnsafeSettingError(
                "READYLINE_MAIL_FROM is no address; write one, as in READYLINE_MAIL_FROM=readyline@example.com."
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


def _one_of(given: Mapping[str, str], name: str, default: str, known: tuple[str, ...]) -> str:
    written = given.get(name) or default
    if written not in known:
        raise UnsafeSettingError(f"{name}={written!r} is not known; write one of {', '.join(known)}.")
    return written


def _mail_server(given: str, security: str) -> tuple[str, int]:
    """Return host and port of `mail.example.com`, `mail.example.com:2525` or `[::1]:25`."""
    if not given:
        return "", 0
    try:
        parts = urlsplit(f"//{given}")
        host, port = parts.hostname or "", parts.port
    except ValueError:
        host, port = "", None
    if not host or port == 0 or "/" in given or "@" in given:
        raise UnsafeSettingError(
            f"READYLINE_MAIL_SERVER={given!r} is no server; write it as in READYLINE_MAIL_SERVER=mail.example.com or "
            "mail.example.com:2525."
        )
    return host, port or MAIL_PORTS[security]


def _public_url(given: str) -> str:
    url = given.rstrip("/")
    try:
        parts = urlsplit(url)
        fits = (
            parts.scheme in {"http", "https"} and parts.hostname and not (parts.path or parts.query or parts.username)
        )
    except ValueError:
        fits = False
    if url and not fits:
        raise UnsafeSettingError(
            f"READYLINE_URL={given!r} is no address people open; write it as in READYLINE_URL=https://readyline.example.com."
        )
    return url


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


def _time_zone(given: str, instance: Path) -> str:
    path = instance / TIME_ZONE_FILE
    source, name = "READYLINE_TIME_ZONE", given.strip()
    if not name and path.exists():
        source, name = str(path), path.read_text(encoding="utf-8").strip()
    if name and not is_time_zone(name):
        raise UnsafeSettingError(f"{source} names {name!r}, which is no time zone; write one, as in Europe/Warsaw.")
    return name


def _kept_secret(instance: Path) -> str:
    """Return the secret kept in the instance folder, made on the first call and readable by its owner only.

    It is written whole under another name first: of two processes that start at once, both read the same.
    """
    path = instance / "secret"
    if not path.exists():
        unfinished = instance / f"secret.{secrets.token_hex(8)}"
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(secrets.token_urlsafe(48))
        with suppress(FileExistsError):
            os.link(unfinished, path)
        unfinished.unlink()
    if os.name == "posix" and path.stat().st_mode & 0o077:
        raise UnsafeSettingError(
            f"{path} can be read by others than its owner, and signs every cookie: chmod 600 {path}."
        )
    return path.read_text(encoding="utf-8").strip()
