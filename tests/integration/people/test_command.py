"""`flask people`."""

from __future__ import annotations

import pytest
from flask import Flask

pytestmark = pytest.mark.usefixtures("world")


def test_enrolling_in_a_course_that_was_never_published_is_said(app: Flask) -> None:
    words = ["people", "enrol", "olga@example.test", "--client", "nordbank", "--course", "card-lin"]
    result = app.test_cli_runner().invoke(args=words)
    assert result.exit_code == 2
    assert "No course “card-lin” has been published for nordbank." in result.output


def test_who_signs_in_as_nobody_is_said(app: Flask) -> None:
    words = ["people", "grant", "nobody", "--client", "nordbank", "--role", "operator"]
    result = app.test_cli_runner().invoke(args=words)
    assert result.exit_code == 2
    assert "Nobody signs in as “nobody”." in result.output


def test_a_role_on_the_other_side_is_refused_in_words(app: Flask) -> None:
    words = ["people", "grant", "olga@example.test", "--client", "nordbank", "--role", "auditor", "--side", "client"]
    result = app.test_cli_runner().invoke(args=words)
    assert result.exit_code == 1
    assert "Nobody stands on both sides of a client." in result.output


@pytest.mark.parametrize(
    ("name", "code", "words"),
    [
        ("olga", 0, "olga@example.test no longer works for nordbank."),
        ("otto", 1, "otto@example.test holds no role for nordbank."),
    ],
)
def test_who_leaves_is_told_from_who_was_never_there(app: Flask, name: str, code: int, words: str) -> None:
    result = app.test_cli_runner().invoke(args=["people", "leave", f"{name}@example.test", "--client", "nordbank"])
    assert (result.exit_code, words in result.output) == (code, True)
