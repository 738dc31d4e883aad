"""Ids are written; nothing else changes."""

from __future__ import annotations

import pytest

from app.content.formatter import format_text
from app.content.parser import parse
from tests.unit.content.samples import ALL

PATH = "nordbank/card-line/exam.md"
FRONT = "---\nquiz: Q\n---\n"


@pytest.mark.parametrize("kind", ALL)
def test_a_text_in_which_nothing_is_missing_stays_as_it_is(kind: str) -> None:
    assert format_text(PATH, ALL[kind]) == ALL[kind]


@pytest.mark.parametrize(
    ("text", "formatted"),
    [
        ("### Q\n- (x) a\n", "### Q\nid: exam-b36cb6\n- (x) a\n"),
        ("### Q\n\n- (x) a\n", "### Q\nid: exam-b36cb6\n\n- (x) a\n"),
        ("### Q\npoints: 2\n- (x) a\n", "### Q\nid: exam-b36cb6 | points: 2\n- (x) a\n"),
        ("### Q\nWhy?\n\n- (x) a\n", "### Q\nid: exam-b36cb6\n\nWhy?\n\n- (x) a\n"),
        (
            "### Q\n- (x) a\n\n### Q\n- (x) b\n",
            "### Q\nid: exam-b36cb6\n- (x) a\n\n### Q\nid: exam-b36cb6-1\n- (x) b\n",
        ),
        ("### Q", "### Q\nid: exam-b36cb6"),
    ],
)
def test_a_missing_id_is_written_where_it_belongs(text: str, formatted: str) -> None:
    once = format_text(PATH, FRONT + text)
    assert once == FRONT + formatted.replace("b36cb6", once.partition("id: exam-")[2][:6])
    assert format_text(PATH, once) == once


def test_the_id_is_the_one_by_which_the_question_was_known_before() -> None:
    text = FRONT + "### Q\n- (x) a\n- ( ) b\n"
    before, after = parse(PATH, text).document, parse(PATH, format_text(PATH, text)).document
    assert before.questions[0].id == after.questions[0].id  # type: ignore[union-attr]


def test_byte_order_mark_and_line_ends_stay() -> None:
    text = "\ufeff" + (FRONT + "### Q\n- (x) a\n").replace("\n", "\r\n")
    once = format_text(PATH, text)
    assert once.startswith("\ufeff---\r\n")
    assert once.count("\r\n") == once.count("\n") == text.count("\n") + 1
