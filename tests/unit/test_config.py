"""Settings: what the program starts with, and what it refuses."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from app.config import Settings, UnsafeSettingError

ROOT = Path(__file__).parent.parent.parent


def settings(tmp_path: Path, **given: str) -> Settings:
    return Settings.from_environment({"READYLINE_INSTANCE": str(tmp_path), **given})


def test_nothing_given_is_sqlite_on_loopback_with_a_kept_secret(tmp_path: Path) -> None:
    first, second = settings(tmp_path), settings(tmp_path)
    assert first.database_url.startswith("sqlite:///")
    assert first.on_loopback
    assert first.secret_key == second.secret_key
    assert (tmp_path / "secret").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_every_way_to_write_postgresql_names_our_driver(tmp_path: Path, scheme: str) -> None:
    assert settings(tmp_path, DATABASE_URL=f"{scheme}://u@h/d").database_url == "postgresql+psycopg://u@h/d"


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"READYLINE_SECRET": "short"}, "READYLINE_SECRET"),
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
    ],
)
def test_unsafe_settings_refuse_and_say_how_to_mend_them(tmp_path: Path, given: dict[str, str], says: str) -> None:
    with pytest.raises(UnsafeSettingError, match=says):
        settings(tmp_path, **given)


@pytest.mark.parametrize(
    ("given", "hosts"),
    [
        ({}, {"localhost", "127.0.0.1"}),
        ({"READYLINE_HOSTS": "Learn.example, .b.example"}, {"learn.example", ".b.example", "localhost", "127.0.0.1"}),
        ({"HOST": "0.0.0.0", "READYLINE_TLS": "1", "READYLINE_HOSTS": "learn.example"}, {"learn.example"}),
    ],
)
def test_the_names_it_answers_to(tmp_path: Path, given: dict[str, str], hosts: set[str]) -> None:
    assert set(settings(tmp_path, **given).hosts) == hosts


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
