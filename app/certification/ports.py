"""What certification must ask of a higher room: everything that people have done, in one read.

Learning, quizzes, calls and agreements each keep their own rows. To decide about one person, and to show the standing
of thousands, certification needs all of them together; `app.reports` may read them all and answers.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from app.assessment.quizzes.queries import OpenAttempt
from app.authoring.queries import CourseContent
from app.certification.rules import Series, Signature
from app.kernel.actor import Actor
from app.people.queries import ClientFacts


@dataclass(frozen=True, slots=True)
class ScoredCall:
    """A live test call with its result."""

    id: str
    at: datetime
    scenario: str
    channel: str
    language: str
    percent: int
    passed: bool
    assessor_id: int


@dataclass(frozen=True, slots=True)
class Record:
    """What one person has done on one course.

    `agreements` are names; `modules` lead to the release each was completed on; `quizzes` to the best passed result in
    per cent and its attempt; `calls` are all that were scored, oldest first; `due_at` is the enrolment's;
    `not_begun` says whether somebody enrolled has done nothing of the course, not even read a section: it decides
    nothing and costs more than the rest, so only reads for pages that show it ask, and in all others it is None.
    """

    agreements: frozenset[str] = frozenset()
    modules: Mapping[str, str] = field(default_factory=dict)
    quizzes: Mapping[str, tuple[int, str]] = field(default_factory=dict)
    calls: tuple[ScoredCall, ...] = ()
    series: tuple[Series, ...] = ()
    signatures: tuple[Signature, ...] = ()
    waits_for_call: bool = False
    enrolled: bool = False
    due_at: datetime | None = None
    not_begun: bool | None = None


@dataclass(frozen=True, slots=True)
class OpenTo:
    """Whose open attempts are asked for, those at the `centre` too if it is given: it shows them nothing of its own,
    attempts among it, before its agreements are accepted."""

    person_id: int
    centre: ClientFacts | None


class Records(Protocol):
    """Knows what people have done."""

    def read(
        self, actor: Actor, contents: Sequence[CourseContent], people: Collection[int]
    ) -> Mapping[tuple[int, str], Record]:
        """Return the record of each of `people` on each course, by number and course, in a fixed number of reads."""
        ...

    def read_with_open_attempts(
        self, actor: Actor, contents: Sequence[CourseContent], people: Collection[int], open_to: OpenTo
    ) -> tuple[Mapping[tuple[int, str], Record], list[OpenAttempt]]:
        """Return the same with `not_begun`, and the open attempts of one of these people, in as many reads."""
        ...

    def near_sign_off(self, actor: Actor, contents: Sequence[CourseContent]) -> frozenset[tuple[int, str]]:
        """Return all people and courses of whom a sign-off may be what is missing, and others with them, in one read.

        Of those who are enrolled and belong to the client. Who holds the certificate waits for nothing but what it
        does not cover.
        """
        ...


_answerers: list[Records] = []


def answer_records(answerer: Records) -> None:
    """Hand over the one who knows; the factory calls it once."""
    _answerers[:] = [answerer]


def records() -> Records:
    """Return the one who knows. Without an answerer nothing could be decided: a mistake of the factory."""
    if not _answerers:
        raise RuntimeError("nobody answers for records; app/wiring.py hands it over with answer_records()")
    return _answerers[0]
