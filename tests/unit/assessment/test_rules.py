"""The rules of quizzes: drawing, beginning, time, result, and who sees the answers."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.assessment.quizzes import rules
from app.assessment.quizzes.rules import Earlier, OpenAttempt, Reader, StartState
from app.content.documents import CertificateRule, CourseDocument, Duration, QuizRule
from app.content.kinds import Kind, ShowAnswers, Unit
from tests.unit.assessment.quizzes_examples import quiz, single

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
DAY = Duration(24, Unit.HOURS)

pools = st.lists(
    st.integers(1, 6).flatmap(lambda count: st.tuples(st.integers(1, count), st.just(count))), min_size=1, max_size=4
)
seeds = st.integers(0, 2**62)


@given(pools, seeds, st.booleans())
def test_each_pool_gives_as_many_different_questions_as_it_says(
    sizes: list[tuple[int, int]], seed: int, shuffle: bool
) -> None:
    drawn = rules.draw(quiz(*sizes, shuffle=shuffle), seed)
    per_pool = Counter(shown.question_id.partition("-")[0] for shown in drawn)
    assert per_pool == {f"p{index}": draw for index, (draw, _) in enumerate(sizes)}
    assert len({shown.question_id for shown in drawn}) == len(drawn)


@given(pools, seeds, st.booleans())
def test_one_seed_draws_one_attempt(sizes: list[tuple[int, int]], seed: int, shuffle: bool) -> None:
    document = quiz(*sizes, shuffle=shuffle)
    assert rules.draw(document, seed) == rules.draw(document, seed)


@given(pools, seeds)
def test_without_shuffle_everything_stands_as_written(sizes: list[tuple[int, int]], seed: int) -> None:
    document = quiz(*sizes)
    drawn = rules.draw(document, seed)
    written = [question.id for question in document.questions]
    positions = [written.index(shown.question_id) for shown in drawn]
    assert positions == sorted(positions)
    assert {shown.choices for shown in drawn} == {(1, 2, 3)}


@given(pools, seeds)
def test_shuffled_choices_are_all_there(sizes: list[tuple[int, int]], seed: int) -> None:
    for shown in rules.draw(quiz(*sizes, shuffle=True), seed):
        assert sorted(shown.choices) == [1, 2, 3]


def test_over_many_seeds_every_question_and_every_place_comes_up_about_as_often() -> None:
    document = quiz((2, 4), shuffle=True)
    attempts = [rules.draw(document, seed) for seed in range(1200)]
    times = Counter(shown.question_id for attempt in attempts for shown in attempt)
    place_of_the_right_one = Counter(shown.choices.index(1) for attempt in attempts for shown in attempt)
    assert all(500 < times[question.id] < 700 for question in document.questions)
    assert all(680 < place_of_the_right_one[place] < 920 for place in range(3))


def test_the_draw_of_a_seed_never_changes() -> None:
    # Kept attempts say their seed; a new version of Python or of this program must draw the same from it.
    drawn = rules.draw(quiz((2, 4), (1, 3), shuffle=True), 20261122)
    assert [(shown.question_id, shown.choices) for shown in drawn] == FROZEN


FROZEN = [("p0-3", (2, 3, 1)), ("p1-0", (2, 3, 1)), ("p0-2", (3, 1, 2))]


def handed_in(number: int, hours_ago: float, *, passed: bool = False, elsewhere: bool = False) -> Earlier:
    return Earlier(number, NOON - timedelta(hours=hours_ago), passed, elsewhere)


@pytest.mark.parametrize(
    ("attempts", "wait", "earlier", "state", "left", "opens_in_hours"),
    [
        (3, DAY, [], StartState.OPEN, 3, None),
        (3, DAY, [handed_in(1, 1)], StartState.WAITING, 2, 23),
        (3, DAY, [handed_in(1, 23.99)], StartState.WAITING, 2, 0.01),
        (3, DAY, [handed_in(1, 24)], StartState.OPEN, 2, None),
        (3, DAY, [handed_in(1, 80), handed_in(2, 2)], StartState.WAITING, 1, 22),
        (3, DAY, [handed_in(1, 90), handed_in(2, 60), handed_in(3, 30)], StartState.USED_UP, 0, None),
        (2, DAY, [handed_in(1, 90), handed_in(2, 60), handed_in(3, 30)], StartState.USED_UP, 0, None),
        (3, DAY, [handed_in(1, 1, passed=True)], StartState.PASSED, 2, None),
        (2, None, [handed_in(1, 9), handed_in(2, 1, passed=True)], StartState.PASSED, 0, None),
        (3, None, [handed_in(1, 0)], StartState.OPEN, 2, None),
        (None, None, [handed_in(number, 0) for number in range(1, 30)], StartState.OPEN, None, None),
        (None, DAY, [handed_in(1, 12)], StartState.WAITING, None, 12),
        (3, DAY, [handed_in(1, 1, elsewhere=True)], StartState.WAITING, 2, 23),
        (2, DAY, [handed_in(1, 60, elsewhere=True), handed_in(1, 30)], StartState.USED_UP, 0, None),
        (3, DAY, [handed_in(1, 1, passed=True, elsewhere=True)], StartState.OPEN, 3, None),
    ],
)
def test_who_may_begin_another_attempt(
    attempts: int | None,
    wait: Duration | None,
    earlier: list[Earlier],
    state: StartState,
    left: int | None,
    opens_in_hours: float | None,
) -> None:
    decision = rules.may_start(quiz((1, 1), attempts=attempts, wait=wait), earlier, NOON, "UTC")
    assert (decision.state, decision.left) == (state, left)
    if opens_in_hours is None:
        assert decision.opens_at is None
    else:
        assert decision.opens_at == NOON + timedelta(hours=opens_in_hours)


@pytest.mark.parametrize(
    ("seconds_after_closing", "over"), [(-1, False), (0, False), (1, False), (10, False), (10.1, True), (3600, True)]
)
def test_an_answer_given_in_time_may_arrive_a_little_late(seconds_after_closing: float, over: bool) -> None:
    closes_at = rules.closing_time(quiz((1, 1), minutes=25), NOON)
    assert closes_at == NOON + timedelta(minutes=25)
    assert rules.is_over(closes_at, closes_at + timedelta(seconds=seconds_after_closing)) is over


def test_without_a_clock_an_attempt_stays_open() -> None:
    assert rules.closing_time(quiz((1, 1)), NOON) is None
    assert not rules.is_over(None, NOON + timedelta(days=9000))


@pytest.mark.parametrize(
    ("minutes_left", "first"),
    [
        ([], "nothing"),
        ([30, 10, 20], "10"),
        ([None, 20], "20"),
        ([None], "None"),
        ([-1, 0, 15], "0"),
        ([-1], "nothing"),
    ],
)
def test_the_open_attempt_whose_clock_ends_first(minutes_left: list[int | None], first: str) -> None:
    attempts = [
        OpenAttempt("nordbank", str(left), "exam", "r", None if left is None else NOON + timedelta(minutes=left))
        for left in minutes_left
    ]
    found = rules.first_to_close(attempts, NOON)
    assert (found.id if found else "nothing") == first


@pytest.mark.parametrize(
    ("scores", "points", "to_pass", "percent", "passed"),
    [
        ([1, 1, 1, 1, 1], [1, 1, 1, 1, 1], 80, 100, True),
        ([1, 1, 1, 1, 0], [1, 1, 1, 1, 1], 80, 80, True),
        ([7.99], [10], 80, 79, False),
        ([79.99], [100], 80, 79, False),
        ([0.1, 0.2], [1, 2], 10, 10, True),
        ([1 / 3, 1 / 3, 1 / 3], [1, 1, 1], 33, 33, True),
        ([1 / 3, 1 / 3, 1 / 3], [1, 1, 1], 34, 33, False),
        ([1 / 3, 2 / 3, 2], [1, 1, 2], 75, 75, True),
        ([0.7, 0.1], [1, 0], 80, 80, True),
        ([0, 0], [1, 3], 80, 0, False),
        ([0], [1], 0, 0, True),
        ([], [], 0, 0, False),
    ],
)
def test_the_result_is_exact(scores: list[float], points: list[int], to_pass: int, percent: int, passed: bool) -> None:
    drawn = [single(f"q{index}", points=most) for index, most in enumerate(points)]
    outcome = rules.result({f"q{index}": float(score) for index, score in enumerate(scores)}, drawn, to_pass)
    assert (outcome.percent, outcome.passed) == (percent, passed)


def test_a_question_without_a_score_earned_nothing() -> None:
    assert rules.result({"q0": 1.0}, [single("q0"), single("q1")], 50).points == 1.0


@given(st.lists(st.tuples(st.integers(1, 20), st.integers(0, 6), st.integers(1, 6)), min_size=1), st.integers(0, 100))
def test_the_shown_percent_never_promises_more_than_was_earned(
    questions: list[tuple[int, int, int]], to_pass: int
) -> None:
    drawn = [single(f"q{index}", points=points) for index, (points, _, _) in enumerate(questions)]
    shares = [Fraction(min(part, whole), whole) for _, part, whole in questions]
    scores = {one.id: float(one.points * share) for one, share in zip(drawn, shares, strict=True)}
    exact = sum(one.points * share for one, share in zip(drawn, shares, strict=True)) / sum(one.points for one in drawn)
    outcome = rules.result(scores, drawn, to_pass)
    assert outcome.percent <= exact * 100 < outcome.percent + 1
    assert outcome.passed is (exact * 100 >= to_pass)
    assert outcome.passed is (outcome.percent >= to_pass)


@pytest.mark.parametrize(("own", "certificate", "mark"), [(80, 85, 85), (80, 80, 80), (85, 80, 85), (80, None, 80)])
def test_the_higher_of_two_marks_is_the_one_to_reach(own: int, certificate: int | None, mark: int) -> None:
    rule = CertificateRule("Operator", quizzes=(QuizRule("final-exam", certificate), QuizRule("other", 99)))
    course = CourseDocument(
        "nordbank/card-line/course.md", "course", Kind.COURSE, "Cards", certificate=rule if certificate else None
    )
    assert rules.pass_mark(course, quiz((1, 1), pass_percent=own)) == mark


ME, AUDITOR, RIVAL = Reader(True, True), Reader(False, False), Reader(False, True)


@pytest.mark.parametrize(
    ("show", "reader", "handed_in", "passed", "seen"),
    [
        (ShowAnswers.AT_ONCE, ME, False, False, False),
        (ShowAnswers.AT_ONCE, ME, True, False, True),
        (ShowAnswers.AT_ONCE, ME, True, True, True),
        (ShowAnswers.AFTER_PASSING, ME, False, True, False),
        (ShowAnswers.AFTER_PASSING, ME, True, False, False),
        (ShowAnswers.AFTER_PASSING, ME, True, True, True),
        (ShowAnswers.NEVER, ME, True, True, False),
        (ShowAnswers.NEVER, AUDITOR, True, False, True),
        (ShowAnswers.AFTER_PASSING, AUDITOR, True, False, True),
        (ShowAnswers.AT_ONCE, AUDITOR, False, False, False),
        (ShowAnswers.AT_ONCE, RIVAL, True, True, False),
        (ShowAnswers.AFTER_PASSING, RIVAL, True, True, False),
    ],
)
def test_who_sees_right_answers(show: ShowAnswers, reader: Reader, handed_in: bool, passed: bool, seen: bool) -> None:
    assert rules.may_see_answers(show, reader, handed_in=handed_in, passed=passed) is seen


@pytest.mark.parametrize(
    ("attempts", "extra", "used", "left"),
    [(3, 0, 3, 0), (3, 1, 3, 1), (3, 2, 4, 1), (1, 0, 0, 1), (None, 2, 9, None)],
)
def test_more_attempts_add_to_those_of_the_quiz(attempts: int | None, extra: int, used: int, left: int | None) -> None:
    before = [handed_in(number, 100) for number in range(1, used + 1)]
    decision = rules.may_start(quiz((1, 1), attempts=attempts), before, NOON, "UTC", rules.Extra(attempts=extra))
    assert decision.left == left
    assert (decision.state is rules.StartState.OPEN) is (left != 0)


@pytest.mark.parametrize(("minutes", "extra", "length"), [(25, 0, 25), (25, 10, 35), (None, 10, None)])
def test_more_minutes_add_to_the_time_of_an_attempt(minutes: int | None, extra: int, length: int | None) -> None:
    closes_at = rules.closing_time(quiz((1, 1), minutes=minutes), NOON, rules.Extra(minutes=extra))
    assert closes_at == (None if length is None else NOON + timedelta(minutes=length))
