"""Front matter: the value of a key is the rest of its line as it stands."""

from __future__ import annotations

import pytest

from app.content.frontmatter import read_front_matter
from app.content.problems import Problems
from app.content.source import SourceText


@pytest.mark.parametrize(
    "value",
    [
        "#4471",
        "no",
        "Marek: father",
        '"quoted" and more',
        "11.02.1991",
        "a # b",
        "[x",
        "it's",
        "0x1F",
        "~",
        "| pipe",
        "*a",
    ],
)
def test_nothing_turns_into_anything_by_itself(value: str) -> None:
    problems = Problems("a.md")
    front = read_front_matter(SourceText.read(f"---\ncaller:   {value}  \n---\nBody\n"), problems)
    (entry,) = front.entries
    assert (entry.key, entry.value, entry.line, entry.value_column) == ("caller", value, 2, 11)
    assert front.body_line == 3
    assert problems.found == ()


def test_one_nested_level_and_comments_are_read() -> None:
    text = "---\n# who\ncertificate:\n  # what\n  title: T: 1\n\n  valid: 12 months\nline: cards\n---\n"
    problems = Problems("a.md")
    first, second = read_front_matter(SourceText.read(text), problems).entries
    assert [(child.key, child.value) for child in first.children] == [("title", "T: 1"), ("valid", "12 months")]
    assert (second.key, second.value) == ("line", "cards")
    assert problems.found == ()


@pytest.mark.parametrize("indent", [" ", "   ", "\t", "    "])
def test_another_indentation_is_an_error(indent: str) -> None:
    problems = Problems("a.md")
    read_front_matter(SourceText.read(f"---\ncertificate:\n{indent}title: T\n---\n"), problems)
    (problem,) = problems.found
    assert (problem.line, problem.column) == (3, 1)
    assert "not indented by two blanks" in problem.text()
