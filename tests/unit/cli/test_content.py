"""`flask courses` and `flask questions`, without a database."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from flask_babel import Babel

from app.cli.content import courses_group, questions_group
from tests.unit.content.samples import QUIZ, SCENARIO, changed
from tests.unit.content.test_library import FILES


@pytest.fixture
def clients(tmp_path: Path) -> Path:
    root = tmp_path / "courses"
    for path, text in FILES.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return root


def run(*args: object) -> Result:
    """Run `flask` with these arguments in an application that has no database."""
    app = Flask(__name__)
    Babel(app)
    app.cli.add_command(courses_group)
    app.cli.add_command(questions_group)
    return app.test_cli_runner().invoke(args=[str(arg) for arg in args])


def test_check_lists_problems_and_counts_them(clients: Path) -> None:
    result = run("courses", "check", clients)
    assert result.exit_code == 0
    *listed, count = result.stdout.splitlines()
    assert [line.split(": ")[:2] for line in listed] == [
        ["nordbank/card-line/01-verify-the-caller.md:16:3", "warning"],
        ["nordbank/client.md:5:12", "warning"],
    ]
    assert count == "9 files: 0 errors, 2 warnings."


def test_check_exits_with_1_where_there_are_errors(clients: Path) -> None:
    (clients / "nordbank/card-line/final-exam.md").write_text(changed(QUIZ, "- (x) The lost one", "- (y) The lost one"))
    result = run("courses", "check", clients / "nordbank")
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert any(line.startswith("nordbank/card-line/final-exam.md:14:3: error: the marker “(y)”") for line in lines)
    assert lines[:-1] == sorted(lines[:-1], key=lambda line: line.split(":")[0])


def test_words_shows_the_words_of_one_language_beside_english() -> None:
    result = run("courses", "words", "--language", "ru")
    assert result.exit_code == 0
    assert "| `Only if not` | `Только если не` |" in result.stdout
    assert "zleceniodawca" not in result.stdout


@pytest.mark.parametrize("args", [("courses", "check"), ("courses", "format"), ("courses", "paths")])
def test_a_path_that_is_not_there_is_said_so(args: tuple[str, str]) -> None:
    result = run(*args, "/nowhere")
    assert result.exit_code == 2
    assert "does not exist" in result.stderr


def test_format_writes_ids_and_says_where(clients: Path) -> None:
    quiz = clients / "nordbank/card-line/final-exam.md"
    quiz.write_text(changed(QUIZ, "id: card-01\n", ""))
    result = run("courses", "format", clients)
    assert result.exit_code == 0
    assert result.stdout == f"changed: {quiz}\n1 of 9 files changed.\n"
    assert "id: final-exam-" in quiz.read_text()
    assert run("courses", "format", quiz).stdout == "0 of 1 files changed.\n"


def test_paths_prints_each_path(clients: Path) -> None:
    result = run("courses", "paths", clients / "nordbank/card-line/card-blocked-abroad.md")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[-1] == "14 paths, 2 pass."


def test_paths_as_json_is_an_array_of_objects(clients: Path) -> None:
    result = run("courses", "paths", clients / "nordbank/card-line/card-blocked-abroad.md", "--json")
    found = json.loads(result.stdout)
    assert len(found) == 14
    assert found[0] == {
        "replies": [
            "How stressful. Two security questions and I can act at once.",
            "Then it was not you. I am passing you to the fraud desk.",
            "Pay by app; the desk calls within 30 minutes. I am noting it.",
        ],
        "ending": "resolved",
        "points": {"Identity": 30, "Solution": 40, "Empathy": 15, "Closing": 15},
        "critical": [],
        "passed": True,
    }
    limited = run("courses", "paths", clients / "nordbank/card-line/card-blocked-abroad.md", "--json", "--limit", 3)
    assert json.loads(limited.stdout) == found[:3]


def test_paths_of_a_broken_scenario_are_not_walked(tmp_path: Path) -> None:
    scenario = tmp_path / "three" / "folders" / "deep" / "s.md"  # no folder of clients is looked for beyond
    scenario.parent.mkdir(parents=True)
    scenario.write_text(changed(SCENARIO, "→ Escalation", "→ Nowhere"))
    result = run("courses", "paths", scenario)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("s.md:39:64: error: there is no step “Nowhere”")


def test_grade_prints_points_by_question(tmp_path: Path) -> None:
    quiz, answers = tmp_path / "q.md", tmp_path / "a.json"
    quiz.write_text(QUIZ)
    answers.write_text('\ufeff{"card-01": 1, "balance-02": [1], "factors-01": "two", "other": 1}')
    result = run("questions", "grade", quiz, answers)
    assert result.exit_code == 0
    assert json.loads(result.stdout) == {"card-01": 1, "factors-01": 0, "balance-02": 1.5}
    assert '"card-01": 1,' in result.stdout
    assert "factors-01: the answer is not a number; it earns 0" in result.stderr
    assert "other: there is no such question" in result.stderr


@pytest.mark.parametrize("text", ["", "{", "[1]", "[" * 100_000, '"a"', '{"a": 1, "a": 2}', "\udcff"])
def test_answers_that_are_no_json_object_are_said_so(tmp_path: Path, text: str) -> None:
    quiz, answers = tmp_path / "q.md", tmp_path / "a.json"
    quiz.write_text(QUIZ)
    answers.write_bytes(text.encode("utf-8", "surrogateescape"))
    result = run("questions", "grade", quiz, answers)
    assert result.exit_code == 2
    assert "Error: " in result.stderr


@pytest.mark.parametrize("command", [("courses", "paths"), ("questions", "grade")])
def test_a_file_of_another_kind_is_said_so(clients: Path, command: tuple[str, str]) -> None:
    course = clients / "nordbank/card-line/course.md"
    assert run(*command, course, *([course] if command[1] == "grade" else [])).exit_code == 2


def test_formatting_names_a_file_it_cannot_read_and_goes_on(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes("---\nquiz: Zażółć\n---\n".encode("cp1250"))
    (tmp_path / "b.md").write_text("---\nquiz: Q\n---\n### One?\n- (x) Yes\n- ( ) No\n", encoding="utf-8")
    result = run("courses", "format", tmp_path)
    assert result.exit_code == 1
    assert "a.md is not UTF-8" in result.stderr
    assert "1 of 2 files changed." in result.stdout
