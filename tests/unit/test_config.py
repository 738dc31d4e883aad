"""Settings: what the program starts with, and what it refuses."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from app.config import Settings, UnsafeSettingError

ROOT = Path(__file__).parent.parent.parent
PUBLIC = {"READYLINE_TLS": "1", "READYLINE_HOSTS": "learn.example,.b.example"}
MAIL = {**PUBLIC, "READYLINE_URL": "https://learn.example", "READYLINE_MAIL_SERVER": "mail.example"}


def settings(tmp_path: Path, **given: str) -> Settings:
    return Settings.from_environment({"READYLINE_INSTANCE": str(tmp_path), **given})


def test_nothing_given_is_sqlite_on_loopback_with_a_kept_secret(tmp_path: Path) -> None:
    first, second = settings(tmp_path), settings(tmp_path)
    assert first.database_url.startswith("sqlite:///")
    assert first.on_loopback
    assert first.secret_key == second.secret_key
    assert (tmp_path / "secret").stat().st_mode & 0o077 == 0


def test_a_time_zone_that_is_kept_counts_until_another_is_given(tmp_path: Path) -> None:
    settings(tmp_path).keep_time_zone("Europe/Minsk")
    assert settings(tmp_path).time_zone == "Europe/Minsk"
    assert settings(tmp_path, READYLINE_TIME_ZONE="Europe/Warsaw").time_zone == "Europe/Warsaw"


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_every_way_to_write_postgresql_names_our_driver(tmp_path: Path, scheme: str) -> None:
    assert settings(tmp_path, DATABASE_URL=f"{scheme}://u@h/d").database_url == "postgresql+psycopg://u@h/d"


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"READYLINE_SECRET": "short"}, "READYLINE_SECRET"),
        ({"READYLINE_SECRET": "x" * 40}, "can be guessed"),
        ({"HOST": "0.0.0.0"}, "READYLINE_TLS"),
        ({"PORT": "http"}, "PORT"),
        ({"PORT": "65536"}, "from 1 to 65535"),
        ({"PORT": "\u0663"}, "PORT"),
        ({"READYLINE_PROXIES": "-1"}, "READYLINE_PROXIES"),
        ({"READYLINE_TLS": "1"}, "READYLINE_HOSTS"),
        ({"READYLINE_HOSTS": "https://learn.example"}, "without https"),
        ({"READYLINE_HOSTS": "*"}, "READYLINE_HOSTS"),
        ({"DATABASE_URL": "readyline"}, "DATABASE_URL"),
        ({"DATABASE_URL": "mysql://u@h/d"}, "DATABASE_URL"),
        ({"DATABASE_URL": "postgresql://u@h:port/d"}, "DATABASE_URL"),
        ({"READYLINE_HOSTS": "learn.example"}, "READYLINE_TLS"),
        ({**PUBLIC, "FLASK_DEBUG": "1"}, "FLASK_DEBUG"),
        ({**PUBLIC, "READYLINE_URL": "http://learn.example"}, "not https"),
        ({**PUBLIC, "READYLINE_URL": "https://other.example"}, "not among READYLINE_HOSTS"),
        ({"READYLINE_URL": "https://learn.example"}, "READYLINE_TLS is not 1"),
        ({"READYLINE_URL": "learn.example"}, "READYLINE_URL"),
        ({"READYLINE_URL": "http://localhost/readyline"}, "READYLINE_URL"),
        ({"READYLINE_URL": "http://[localhost"}, "READYLINE_URL"),
        ({"READYLINE_MAIL_SERVER": "mail.example"}, "READYLINE_URL"),
        ({**MAIL, "READYLINE_MAIL_SERVER": "mail.example:port"}, "READYLINE_MAIL_SERVER"),
        ({**MAIL, "READYLINE_MAIL_SERVER": "smtp://mail.example"}, "READYLINE_MAIL_SERVER"),
        ({**MAIL, "READYLINE_MAIL_SECURITY": "ssl"}, "starttls, tls, none"),
        ({**MAIL, "READYLINE_MAIL_SECURITY": "none"}, "in the clear"),
        ({**MAIL, "READYLINE_MAIL_FROM": "Readyline"}, "READYLINE_MAIL_FROM"),
        ({"READYLINE_LOG": "xml"}, "text, json"),
        ({"READYLINE_TIME_ZONE": "Warsaw"}, "Europe/Warsaw"),
    ],
)
def test_unsafe_settings_refuse_and_say_how_to_mend_them(tmp_path: Path, given: dict[str, str], says: str) -> None:
    with pytest.raises(UnsafeSettingError, match=says):
        settings(tmp_path, **given)


@pytest.mark.parametrize(
    ("given", "hosts"),
    [
        ({}, {"localhost", "127.0.0.1"}),
        (
            {"READYLINE_TLS": "1", "READYLINE_HOSTS": "Learn.example, .b.example"},
            {"learn.example", ".b.example", "localhost", "127.0.0.1"},
        ),
        ({"HOST": "0.0.0.0", "READYLINE_TLS": "1", "READYLINE_HOSTS": "learn.example"}, {"learn.example"}),
    ],
)
def test_the_names_it_answers_to(tmp_path: Path, given: dict[str, str], hosts: set[str]) -> None:
    assert set(settings(tmp_path, **given).hosts) == hosts


@pytest.mark.parametrize(
    ("given", "server"),
    [
        ({}, ("mail.example", 587, "readyline@learn.example")),
        ({"READYLINE_MAIL_SECURITY": "tls"}, ("mail.example", 465, "readyline@learn.example")),
        ({"READYLINE_MAIL_SERVER": "mail.example:2525"}, ("mail.example", 2525, "readyline@learn.example")),
        ({"READYLINE_MAIL_SERVER": "[::1]", "READYLINE_MAIL_SECURITY": "none"}, ("::1", 25, "readyline@learn.example")),
        (
            {"READYLINE_URL": "https://a.b.example", "READYLINE_MAIL_FROM": "us@b.example"},
            ("mail.example", 587, "us@b.example"),
        ),
    ],
)
def test_what_letters_are_sent_through(tmp_path: Path, given: dict[str, str], server: tuple[str, int, str]) -> None:
    found = settings(tmp_path, **{**MAIL, **given})
    assert (found.mail_server, found.mail_port, found.mail_from) == server


def test_demonstration_people_do_not_meet_the_public(tmp_path: Path) -> None:
    (tmp_path / "demonstration-password").write_text("everybody knows it")
    assert not settings(tmp_path).is_public
    with pytest.raises(UnsafeSettingError, match="demonstration people"):
        settings(tmp_path, **PUBLIC)


def test_a_secret_that_others_can_read_is_refused(tmp_path: Path) -> None:
    settings(tmp_path)
    (tmp_path / "secret").chmod(0o644)
    with pytest.raises(UnsafeSettingError, match="chmod 600"):
        settings(tmp_path)


def test_no_setting_shows_the_password_of_the_mail_server(tmp_path: Path) -> None:
    assert "hush" not in repr(settings(tmp_path, READYLINE_MAIL_PASSWORD="hush"))


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UnsafeSettingError, match="READYLINE_INSTANCE"):
        settings(tmp_path / "file")


def test_an_unsafe_setting_is_one_line_and_no_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("READYLINE_INSTANCE", str(tmp_path))
    monkeypatch.setenv("READYLINE_SECRET", "short")
    with pytest.raises(SystemExit) as end:
        runpy.run_path(str(ROOT / "wsgi.py"))
    assert end.value.code == 4
    out, told = capsys.readouterr()
    assert out == ""
    assert told.startswith("Readyline does not start: READYLINE_SECRET has 5 characters")
    assert told.count("\n") == 1
