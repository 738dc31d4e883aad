"""What commands make of a database that is new, gone, or of another version."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from app import create_app
from app.config import Settings
from tests.conftest import SECRET
from tests.stages import ROOT


def clearance(folder: Path, url: str, *, revision: str = "") -> str:
    """Ask for the clearance of a client that is not there, and return what is printed."""
    app = create_app(Settings(instance=folder, courses=ROOT / "courses", database_url=url, secret_key=SECRET))
    engine = app.extensions["readyline.house"].engine
    if revision:
        with engine.begin() as connection:
            connection.execute(text("CREATE TABLE alembic_version (version_num TEXT)"))
            connection.execute(text("INSERT INTO alembic_version VALUES (:revision)"), {"revision": revision})
    done = app.test_cli_runner().invoke(args=["clearance", "--client", "nobody"])
    engine.dispose()
    assert done.exit_code
    return done.output


@pytest.mark.parametrize(
    ("url", "revision", "said"),
    [
        ("sqlite:///{folder}/new.sqlite3", "", "There is no client"),
        ("sqlite:///{folder}/old.sqlite3", "0001", "Run flask db upgrade first"),
        ("postgresql+psycopg://nobody@127.0.0.1:1/nothing", "", "The database does not answer"),
    ],
)
def test_a_new_database_gets_its_tables_and_others_are_told_apart(
    tmp_path: Path, url: str, revision: str, said: str
) -> None:
    assert said in clearance(tmp_path, url.format(folder=tmp_path), revision=revision)
