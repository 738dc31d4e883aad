"""Which answers are taken as data."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.content.answers import LONGEST_TEXT, clean
from app.content.documents import Question
from app.content.kinds import QuestionKind
from app.kernel.errors import InvalidError
from tests.unit.content.samples import question_of

SINGLE = question_of("### Q\nid: s\n- (x) a\n- ( ) b\n- ( ) c\n")
MULTIPLE = question_of("### Q\nid: m\n- [x] a\n- [ ] b\n- [x] c\n- [ ] d\n")
TEXT = question_of("### Q\nid: t\n- = refund\n")
NUMBER = question_of("### Q\nid: n\n- = 14\n")


@pytest.mark.parametrize(
    ("question", "answer", "kept"),
    [
        (SINGLE, 1, 1),
        (SINGLE, 3, 3),
        (SINGLE, None, None),
        (MULTIPLE, [3, 1], [1, 3]),
        (MULTIPLE, [2, 2], [2]),
        (MULTIPLE, [], None),
        (TEXT, " Refund ", " Refund "),
        (TEXT, "  \n", None),
        (TEXT, "x" * LONGEST_TEXT, "x" * LONGEST_TEXT),
        (TEXT, "=HYPERLINK(1)", "=HYPERLINK(1)"),
        (NUMBER, "14,5", "14,5"),
        (NUMBER, "fourteen", "fourteen"),
    ],
)
def test_what_is_kept(question: Question, answer: object, kept: object) -> None:
    assert clean(question, answer) == kept


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (SINGLE, 0),
        (SINGLE, 4),
        (SINGLE, "1"),
        (SINGLE, True),
        (SINGLE, 1.0),
        (SINGLE, [1]),
        (MULTIPLE, 1),
        (MULTIPLE, [5]),
        (MULTIPLE, [None]),
        (MULTIPLE, "1,2"),
        (TEXT, 7),
        (TEXT, ["refund"]),
        (TEXT, "x" * (LONGEST_TEXT + 1)),
        (TEXT, "re\0fund"),
        (TEXT, "re\ud800fund"),
        (NUMBER, 14),
        (replace(TEXT, kind=QuestionKind.CLOZE), "x"),
    ],
)
def test_what_is_refused(question: Question, answer: object) -> None:
    with pytest.raises(InvalidError):
        clean(question, answer)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@given(st.sampled_from([SINGLE, MULTIPLE, TEXT, NUMBER]), json_values)
def test_whatever_comes_is_kept_or_refused_and_kept_answers_stay_the_same(question: Question, answer: object) -> None:
    try:
        kept = clean(question, answer)
    except InvalidError:
        return
    assert clean(question, kept) == kept
