"""Folders on the disk: what is read, what is refused, what lies around."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.content.folder import check_folder
from tests.unit.content.test_library import FILES


@pytest.fixture
def clients(tmp_path: Path) -> Path:
    root = tmp_path / "courses"
    for path, text in FILES.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return root


@pytest.mark.parametrize(
    ("within", "documents"), [("", 9), ("nordbank", 7), ("nordbank/card-line", 4), ("centre/induction", 1)]
)
def test_a_folder_of_clients_a_client_or_a_course_is_checked(clients: Path, within: str, documents: int) -> None:
    library, problems = check_folder(clients / within)
    assert [str(problem) for problem in problems if problem.is_error] == []
    assert len(library.documents) == documents


def test_paths_are_those_from_the_folder_of_clients(clients: Path) -> None:
    (clients / "nordbank/card-line/course.md").write_text("---\ncourse: C\nafter: [x/y]\n---\n")
    _, problems = check_folder(clients / "nordbank/card-line")
    assert str(problems[-1]).startswith("nordbank/card-line/course.md:3:8: error: there is no course “x/y”")


def test_a_folder_of_nothing_is_a_problem(tmp_path: Path) -> None:
    library, problems = check_folder(tmp_path)
    assert not library.documents
    assert "no client.md and no course.md here" in problems[0].text()


def test_links_to_elsewhere_are_not_followed(clients: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text("secret")
    (clients / "nordbank/kb/link.md").symlink_to(secret)
    (clients / "nordbank/loop").symlink_to(clients)
    library, problems = check_folder(clients)
    found = [str(problem) for problem in problems if problem.is_error]
    assert [line.partition(":")[0] for line in found] == ["nordbank/kb/link.md", "nordbank/loop"]
    assert "nordbank/kb/link.md" not in library.parsed


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\xff\xfea\x00", "not UTF-8"),
        (b"a" * 1_000_000, "too large"),
        (b"a\n\n" * 100_000, "longer than"),
        (b"a" * 100_000, "without a blank line"),
    ],
)
def test_files_that_cannot_be_read_are_problems(clients: Path, content: bytes, words: str) -> None:
    (clients / "nordbank/kb/bad.md").write_bytes(content)
    _, problems = check_folder(clients)
    assert [p.path for p in problems if words in p.text()] == ["nordbank/kb/bad.md"]


def test_hidden_files_are_passed_over_and_deep_folders_named(clients: Path) -> None:
    (clients / "nordbank/.git").mkdir()
    (clients / "nordbank/.git/a.md").write_text("x")
    (clients / "nordbank/a/b/c/d/e/f/g").mkdir(parents=True)
    library, problems = check_folder(clients)
    assert not any(".git" in path for path in library.parsed)
    assert any("no content lies so deep" in problem.text() for problem in problems)
