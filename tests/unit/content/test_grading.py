"""What each answer earns."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.content.grading import feedback_for, grade, unreadable
from tests.unit.content.samples import question_of

SINGLE = "### Q\nid: a | points: 4\n- (x) a\n  > Right.\n- (50%) b\n- ( ) c\n  > No.\n- ( ) d\n"
EXACT = "### Q\nid: a | points: 4\n- [x] a\n- [x] b\n- [ ] c\n- [ ] d\n"
PARTIAL = EXACT.replace("points: 4", "points: 4 | scoring: partial")
TEXT = (
    "### Q\nid: a | points: 2\n- = refund\n- = zażółć\n- = 50% refnd\n- = ελλάδα\n- = ёж\n"
    "- != cashback\n  > Not that.\n"
)
QUOTED = '### Q\nid: a\n- = " Refund Żółw"\n'
NUMBER = "### Q\nid: a | points: 2\n- = 14 +- 1\n- = 50% 10..20\n- = -3,5\n- != 100\n  > Far off.\n"
LONG_NUMBER = f"### Q\nid: a | points: 2\n- = {'1' * 30} +- 1\n"
NUMBER_AS_TEXT = '### Q\nid: a\n- = "14"\n'


@pytest.mark.parametrize(
    ("question", "answer", "points"),
    [
        (SINGLE, 1, 4),
        (SINGLE, 2, 2),
        (SINGLE, 3, 0),
        (SINGLE, None, 0),
        (EXACT, [1, 2], 4),
        (EXACT, [2, 1], 4),
        (EXACT, [1], 0),
        (EXACT, [1, 2, 3], 0),
        (EXACT, [], 0),
        (PARTIAL, [1], 2),
        (PARTIAL, [1, 2], 4),
        (PARTIAL, [1, 2, 3], 2),
        (PARTIAL, [1, 3], 0),
        (PARTIAL, [3, 4], 0),
        (TEXT, "refund", 2),
        (TEXT, "  REFUND\t", 2),
        (TEXT, "zazolc", 2),
        (TEXT, "ZAŻÓŁĆ", 2),
        (TEXT, "refnd", 1),
        (TEXT, "ΕΛΛΑΔΑ", 2),
        (TEXT, "еж", 2),
        (TEXT, "cashback", 0),
        (TEXT, "re fund", 0),
        (TEXT, "", 0),
        (QUOTED, " Refund Żółw", 1),
        (QUOTED, " Refund Zolw", 1),
        (QUOTED, "Refund Żółw", 0),
        (QUOTED, " refund Żółw", 0),
        (NUMBER, "14", 2),
        (NUMBER, "13", 2),
        (NUMBER, "15,0", 2),
        (NUMBER, "15.01", 1),
        (NUMBER, "10", 1),
        (NUMBER, "20", 1),
        (NUMBER, "20,1", 0),
        (NUMBER, " -3.50 ", 2),
        (NUMBER, "\u22123,5", 2),
        (NUMBER, "+14", 2),
        (NUMBER, 14, 2),
        (NUMBER, "100", 0),
        (LONG_NUMBER, "1" * 30, 2),
        (LONG_NUMBER, "1" * 29 + "2", 2),
        (LONG_NUMBER, "1" * 29 + "3", 0),
        (NUMBER_AS_TEXT, "14", 1),
        (NUMBER_AS_TEXT, "14.0", 0),
    ],
)
def test_points(question: str, answer: object, points: float) -> None:
    assert grade(question_of(question), answer) == points
    assert unreadable(question_of(question), answer) == ""


UNREADABLE: dict[str, list[object]] = {
    SINGLE: [0, 5, -1, "1", 1.0, True, [1], {}, 10**30],
    EXACT: [1, "1", [0], [5], [True], [1, 1], ["1"], [[1]], {"1": 2}, [1.5]],
    TEXT: [1, ["refund"], {}, True, "a" * 20_000],
    NUMBER: ["fourteen", "14 days", "1e3", "1,000.5", "nan", True, [14], "9" * 400],
}


@pytest.mark.parametrize(
    ("question", "answer"), [(question, answer) for question, answers in UNREADABLE.items() for answer in answers]
)
def test_an_answer_that_cannot_be_read_earns_nothing_and_says_why(question: str, answer: object) -> None:
    assert grade(question_of(question), answer) == 0
    assert unreadable(question_of(question), answer)


def test_a_number_too_long_to_print_cannot_be_read() -> None:
    assert unreadable(question_of(NUMBER), 10**5_000)


@pytest.mark.parametrize(
    ("question", "answer", "feedback"),
    [
        (SINGLE, 1, ("Right.",)),
        (SINGLE, 3, ("No.",)),
        (SINGLE, 4, ()),
        (TEXT, "Cashback", ("Not that.",)),
        (NUMBER, "100,0", ("Far off.",)),
        (NUMBER, "x", ()),
        (EXACT.replace("- [ ] c", "- [ ] c\n  > Not c."), [1, 3], ("Not c.",)),
    ],
)
def test_feedback_answers_what_was_given(question: str, answer: object, feedback: tuple[str, ...]) -> None:
    assert feedback_for(question_of(question), answer) == feedback


def test_й_is_a_letter_of_its_own() -> None:
    assert grade(question_of("### Q\nid: a\n- = мой\n"), "мои") == 0


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)


@given(st.sampled_from([SINGLE, EXACT, PARTIAL, TEXT, QUOTED, NUMBER]), JSON)
def test_no_answer_raises_or_earns_more_than_the_points(question: str, answer: object) -> None:
    asked = question_of(question)
    assert 0 <= grade(asked, answer) <= asked.points
