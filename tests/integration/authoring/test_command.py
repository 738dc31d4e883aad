"""`flask courses publish` at the terminal: what it prints, and how it ends."""

from __future__ import annotations

from pathlib import Path

from flask import Flask

from app.people import queries as people
from tests.folders import edit, write_client


def test_publishing_says_what_became_of_each_part(app: Flask, tmp_path: Path) -> None:
    folder = write_client(tmp_path / "courses", "lindholm")
    run = app.test_cli_runner().invoke
    result = run(args=["courses", "publish", str(folder)])
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines() == ["lindholm/shared 1.0 published", "lindholm/card-line 1.0 published"]
    edit(folder / "card-line/course.md", "Welcome", "Hello")
    result = run(args=["courses", "publish", str(folder / "card-line"), "--major"])
    assert result.stdout.splitlines() == ["lindholm/card-line 2.0 published"]
    result = run(args=["courses", "publish", str(folder.parent)])
    assert result.stdout.splitlines() == ["lindholm/shared unchanged (1.0)", "lindholm/card-line unchanged (2.0)"]


def test_a_client_or_a_course_may_lie_apart_from_the_centre_that_was_published(app: Flask, tmp_path: Path) -> None:
    run = app.test_cli_runner().invoke
    centre = write_client(tmp_path / "ours", "hub", centre=True)
    assert run(args=["courses", "publish", str(centre)]).exit_code == 0
    folder = write_client(tmp_path / "elsewhere", "lindholm", after="hub/card-line")
    result = run(args=["courses", "publish", str(folder)])
    assert result.exit_code == 0, result.output
    edit(folder / "card-line/course.md", "Welcome", "Hello")
    result = run(args=["courses", "publish", str(folder / "card-line")])
    assert result.stdout.splitlines() == ["lindholm/card-line 1.1 published"], result.output
    edit(folder / "card-line/course.md", "hub/card-line", "hub/card-lime")
    result = run(args=["courses", "publish", str(folder)])
    assert result.exit_code == 1
    assert "there is no course “hub/card-lime”; the nearest is “hub/card-line”" in result.stderr


def test_problems_go_to_stderr_and_nothing_is_published(app: Flask, tmp_path: Path) -> None:
    folder = write_client(tmp_path / "courses", "lindholm", training="client")
    result = app.test_cli_runner().invoke(args=["courses", "publish", str(folder)])
    assert (result.exit_code, result.stdout) == (1, "")
    assert "lindholm/client.md:6:11: error: training “client” cannot be used yet" in result.stderr
    assert people.find_client("lindholm") is None


def test_a_folder_that_holds_nothing_of_ours(app: Flask, tmp_path: Path) -> None:
    result = app.test_cli_runner().invoke(args=["courses", "publish", str(tmp_path)])
    assert result.exit_code == 1
    assert "error:" in result.stderr
