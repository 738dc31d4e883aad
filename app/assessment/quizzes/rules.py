"""Pure decisions about quizzes: what is drawn, who may begin, until when, with what result, who sees the answers."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from fractions import Fraction

from app.assessment.quizzes.waiting import moment_after
from app.content.documents import CourseDocument, Question, QuizDocument
from app.content.kinds import ShowAnswers

GRACE = timedelta(seconds=10)
"""How much later than the closing time an answer may arrive: it was given in time, and the network was slow."""

_LARGEST_DENOMINATOR = 10_000
"""Points are sums of shares such as 50% or 2/3; no share of a real question needs more than this."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A drawn question as it is shown: the numbers of its choices as written, from 1, in the order shown."""

    question_id: str
    choices: tuple[int, ...] = ()


def draw(quiz: QuizDocument, seed: int) -> tuple[Shown, ...]:
    """Draw the questions of one attempt: as many from each pool as it says.

    The same seed always draws the same, on every version of Python: what decides is a digest of seed and question,
    not a random generator. Only `shuffle` changes an order; without it questions and choices stand as written.
    """
    drawn = [question for pool in quiz.pools for question in _drawn_from(pool.questions, pool.draw, seed)]
    if quiz.shuffle:
        drawn.sort(key=lambda question: _lot(seed, "order", question.id))
    return tuple(Shown(question.id, _choices(question, seed if quiz.shuffle else None)) for question in drawn)


def _drawn_from(questions: Sequence[Question], count: int, seed: int) -> list[Question]:
    taken = {question.id for question in sorted(questions, key=lambda one: _lot(seed, "draw", one.id))[:count]}
    return [question for question in questions if question.id in taken]


def _choices(question: Question, seed: int | None) -> tuple[int, ...]:
    numbers = range(1, len(question.choices) + 1)
    if seed is None:
        return tuple(numbers)
    return tuple(sorted(numbers, key=lambda number: _lot(seed, "choice", f"{question.id}/{number}")))


def _lot(seed: int, purpose: str, what: str) -> bytes:
    return hashlib.sha256(f"{seed}/{purpose}/{what}".encode()).digest()


@dataclass(frozen=True, slots=True)
class Earlier:
    """An attempt that has its result. `elsewhere`: it was sat in another language of the course."""

    number: int
    handed_in_at: datetime
    passed: bool
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class Extra:
    """What a person was allowed beyond the rules of a quiz: more attempts, and more minutes for each."""

    attempts: int = 0
    minutes: int = 0


NO_EXTRA = Extra()


class StartState(StrEnum):
    """Whether a new attempt may begin, or what stands against it."""

    OPEN = "open"
    PASSED = "passed"
    USED_UP = "used up"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class Start:
    """The answer of `may_start`. `left` None: any number of attempts; `opens_at` is set while waiting."""

    state: StartState
    left: int | None
    opens_at: datetime | None = None


def may_start(
    quiz: QuizDocument, earlier: Sequence[Earlier], moment: datetime, time_zone: str, extra: Extra = NO_EXTRA
) -> Start:
    """Tell whether a person may begin another attempt at `moment`.

    A quiz once passed is not sat again: a later, worse result would say nothing about what was earned, and repeating
    would only teach the questions. The wait counts from the last hand-in, in the person's `time_zone` (an IANA name).
    `earlier` are the attempts that count: voided ones are not among them. In another language the same is asked, so
    what failed there uses attempts up and has to be waited for; what was passed there is passed there alone.
    """
    earlier = [attempt for attempt in earlier if not (attempt.elsewhere and attempt.passed)]
    left = None if quiz.attempts is None else max(0, quiz.attempts + extra.attempts - len(earlier))
    if any(attempt.passed for attempt in earlier):
        return Start(StartState.PASSED, left)
    if left == 0:
        return Start(StartState.USED_UP, left)
    if earlier and quiz.wait:
        opens_at = moment_after(max(attempt.handed_in_at for attempt in earlier), quiz.wait, time_zone)
        if moment < opens_at:
            return Start(StartState.WAITING, left, opens_at)
    return Start(StartState.OPEN, left)


def closing_time(quiz: QuizDocument, started_at: datetime, extra: Extra = NO_EXTRA) -> datetime | None:
    """Return when an attempt begun at `started_at` closes by the server's clock, or None where there is no clock."""
    return None if quiz.minutes is None else started_at + timedelta(minutes=quiz.minutes + extra.minutes)


def is_over(closes_at: datetime | None, moment: datetime) -> bool:
    """Tell whether answers that arrive at `moment` come too late, the grace for the network included."""
    return closes_at is not None and moment > closes_at + GRACE


@dataclass(frozen=True, slots=True)
class OpenAttempt:
    """An attempt that is not handed in, though its time may be over. `closes_at` None: it has no clock.

    `client_id` is the client, or the centre, whose quiz it is.
    """

    client_id: str
    id: str
    quiz: str
    release_id: str
    closes_at: datetime | None


def first_to_close(attempts: Iterable[OpenAttempt], moment: datetime) -> OpenAttempt | None:
    """Return the attempt whose clock ends first; those without a clock come last.

    One whose time is over is not among them, whether or not anybody came by to hand it in.
    """
    left = [one for one in attempts if not is_over(one.closes_at, moment)]
    return min(left, key=lambda one: (one.closes_at is None, one.closes_at or moment), default=None)


def pass_mark(course: CourseDocument, quiz: QuizDocument) -> int:
    """Return the per cent to reach: the quiz's own, or the certificate's where that asks for more.

    One mark for both, so that nobody is told 'passed' and then held back by the certificate, unable to repeat.
    """
    asked = (
        [rule.percent for rule in course.certificate.quizzes if rule.quiz == quiz.name] if course.certificate else []
    )
    return max([quiz.pass_percent, *asked])


@dataclass(frozen=True, slots=True)
class Result:
    """What an attempt earned. `percent` is of all points drawn, rounded down, so that 79.9 never reads as 80."""

    points: float
    max_points: float
    percent: int
    passed: bool


def result(scores: Mapping[str, float], drawn: Sequence[Question], percent_to_pass: int) -> Result:
    """Return the result of an attempt from the points of each drawn question; one without a score earned 0.

    Compared exactly, as fractions: three thirds are one, and no rounding passes or fails anybody.
    """
    earned = sum((_exact(scores.get(question.id, 0.0)) for question in drawn), Fraction(0))
    most = Fraction(sum(question.points for question in drawn))
    share = earned / most if most else Fraction(0)
    return Result(float(earned), float(most), int(share * 100), most > 0 and share * 100 >= percent_to_pass)


def _exact(points: float) -> Fraction:
    return Fraction(points).limit_denominator(_LARGEST_DENOMINATOR)


@dataclass(frozen=True, slots=True)
class Reader:
    """Who looks at an attempt. `own`: it is theirs; `may_still_sit`: they take this course and have not passed yet."""

    own: bool
    may_still_sit: bool


def may_see_answers(show: ShowAnswers, reader: Reader, *, handed_in: bool, passed: bool) -> bool:
    """Tell whether right answers, points by question and feedback may go to this reader; `passed`: of that quiz.

    Points by question go together with the answers, because full points say that what was chosen is right. Before the
    hand-in nobody gets them. The person gets what the quiz says (`at once` means right after handing in). Others read
    an attempt as evidence: an auditor cannot judge a score without knowing what was right, whatever learners are
    shown; but somebody who may still sit the quiz is not helped by a colleague's attempt.
    """
    if not handed_in:
        return False
    if not reader.own:
        return not reader.may_still_sit
    return show is ShowAnswers.AT_ONCE or (show is ShowAnswers.AFTER_PASSING and passed)
