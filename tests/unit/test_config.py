"""Settings: what the program starts with, and what it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.config import Settings, UnsafeSettingError


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
    ],
)
def test_unsafe_settings_refuse_and_say_how_to_mend_them(tmp_path: Path, given: dict[str, str], says: str) -> None:
    with pytest.raises(UnsafeSettingError, match=says):
        settings(tmp_path, **given)
