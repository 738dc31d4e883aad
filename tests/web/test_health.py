"""What machines ask: /health and /ready, without cookies and without secrets."""

from __future__ import annotations

from pathlib import Path

from flask import Flask
from sqlalchemy import create_engine, text

from app.config import Settings
from app.kernel.counting import begin_counting, statements


def test_health_asks_no_database(app: Flask) -> None:
    begin_counting()
    answer = app.test_client().get("/health")
    assert (answer.status_code, answer.json, statements()) == (200, {"status": "ok"}, 0)
    assert "Set-Cookie" not in answer.headers


def test_ready_once_the_database_is_as_new_as_the_program(app: Flask, settings: Settings) -> None:
    browser = app.test_client()
    answer = browser.get("/ready")
    assert (answer.status_code, answer.json) == (200, {"status": "ready"})
    assert "Set-Cookie" not in answer.headers
    engine = create_engine(settings.database_url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    engine.dispose()
    answer = browser.get("/ready")
    assert answer.status_code == 503
    assert answer.json == {"status": "not ready", "reason": "the database is not at the program's migration"}


def test_not_ready_while_the_database_does_not_answer(app: Flask, tmp_path: Path) -> None:
    house = app.extensions["readyline.house"]
    house.engine.dispose()
    house.engine = create_engine(f"sqlite:///{tmp_path}/no/such/folder.sqlite3")
    answer = app.test_client().get("/ready")
    assert answer.status_code == 503
    assert answer.json == {"status": "not ready", "reason": "the database does not answer"}
    assert str(tmp_path) not in answer.text
