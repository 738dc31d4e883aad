"""Answers `app.certification.ports.Records`: the steps of people, put together by course."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import groupby

from app.assessment.calls.offers import pairs_of, series_rules
from app.assessment.calls.rules import Pair, SeriesCall, standings
from app.assessment.quizzes.queries import OpenAttempt
from app.authoring.queries import CourseContent
from app.certification.ports import OpenTo, Record, ScoredCall
from app.certification.rules import Cover, Series, Signature
from app.content.documents import SeriesRule
from app.kernel import clock
from app.kernel.actor import Actor
from app.reports.begun import open_attempts_of
from app.reports.near import near_sign_off
from app.reports.steps import BEGUN_AT_CENTRE, DONE, Step, StepKind, steps


class StepRecords:
    """Reads the records of people from their steps, in one statement."""

    def read(
        self, actor: Actor, contents: Sequence[CourseContent], people: Collection[int]
    ) -> Mapping[tuple[int, str], Record]:
        """Return the record of each of `people` who did anything, on each course."""
        course = contents[0].release.part if len(contents) == 1 else None
        return _records_of(contents, steps(actor, people, course))

    def read_with_open_attempts(
        self, actor: Actor, contents: Sequence[CourseContent], people: Collection[int], open_to: OpenTo
    ) -> tuple[Mapping[tuple[int, str], Record], list[OpenAttempt]]:
        """Return the same, and the open attempts of one of these people."""
        kinds = (*DONE, StepKind.OPEN_ATTEMPT)
        at_centre = BEGUN_AT_CENTRE if open_to.centre else ()
        found = steps(actor, people, kinds=kinds, at_centre=at_centre, until=clock.now())
        here = [step for step in found if step.client_id == actor.client_id]
        own = [step for step in found if step.person_id == open_to.person_id]
        return _records_of(contents, here), open_attempts_of(own, open_to.centre)

    def near_sign_off(self, actor: Actor, contents: Sequence[CourseContent]) -> frozenset[tuple[int, str]]:
        """Return whom it is worth reading the record of, to see whether a sign-off is missing."""
        return near_sign_off(actor, contents)


def _records_of(contents: Sequence[CourseContent], found: Iterable[Step]) -> dict[tuple[int, str], Record]:
    by_person = sorted(found, key=lambda step: step.person_id)
    return {
        (person_id, content.release.part): record_of(content, of_person)
        for person_id, group in groupby(by_person, key=lambda step: step.person_id)
        for of_person in [list(group)]
        for content in contents
    }


def record_of(content: CourseContent, of_person: Iterable[Step]) -> Record:
    """Put one person's steps on a course together. Pure. `of_person` come oldest first, other courses' among them.

    What was voided counts for nothing.
    """
    course = content.release.part
    by_kind: defaultdict[StepKind, list[Step]] = defaultdict(list)
    for step in of_person:
        if step.course in ("", course) and step.voided_at is None:
            by_kind[step.kind].append(step)
    enrolment = by_kind[StepKind.ENROLMENT][-1] if by_kind[StepKind.ENROLMENT] else None
    enrolled = enrolment is not None and not enrolment.ends_enrolment
    passed = [step for step in by_kind[StepKind.ATTEMPT] if step.passed and step.percent is not None]
    best = sorted(passed, key=lambda step: (step.percent or 0, -step.at.timestamp()))
    return Record(
        agreements=frozenset(step.name for step in by_kind[StepKind.AGREEMENT]),
        modules={step.name: step.release_id for step in reversed(by_kind[StepKind.MODULE])},
        quizzes={step.name: (step.percent or 0, step.id) for step in best},
        calls=tuple(_scored(step) for step in by_kind[StepKind.CALL]),
        series=_series(content, by_kind[StepKind.CALL], by_kind[StepKind.COACHING]),
        signatures=tuple(
            Signature(step.by, step.role, frozenset(Cover(*pair) for pair in step.covers), step.id)
            for step in by_kind[StepKind.SIGN_OFF]
            if step.by is not None
        ),
        waits_for_call=bool(by_kind[StepKind.QUEUE]),
        enrolled=enrolled,
        due_at=enrolment.due_at if enrolment and enrolled else None,
        not_begun=enrolment.not_begun if enrolment and enrolled else None,
    )


def _scored(call: Step) -> ScoredCall:
    return ScoredCall(
        call.id,
        call.at,
        call.name,
        call.channel,
        call.language,
        call.percent or 0,
        bool(call.passed),
        call.by or 0,
    )


def _series(content: CourseContent, calls: list[Step], coachings: list[Step]) -> tuple[Series, ...]:
    first, further = series_rules(content.course)
    if first is None:
        return ()
    if not calls and not coachings:
        return _before_any_call(tuple(pairs_of(content.course)), first, further)
    by_pair: dict[Pair, list[Step]] = {}
    for call in calls:
        by_pair.setdefault((call.channel, call.language), []).append(call)
    coached: dict[Pair, set[int]] = {}
    for coaching in coachings:
        coached.setdefault((coaching.channel, coaching.language), set()).add(coaching.series)
    scored = {
        pair: [SeriesCall(call.series, bool(call.passed), SeriesRule(*call.rule)) for call in of_pair]
        for pair, of_pair in by_pair.items()
    }
    found = []
    for pair, state in standings(pairs_of(content.course), scored, coached, first, further).items():
        counted = [call for call in by_pair.get(pair, []) if call.passed and call.series == state.number]
        found.append(
            Series(
                Cover(*pair),
                state.passed,
                state.needed,
                met=state.met,
                lost=state.lost,
                scorers=frozenset(call.by for call in counted if call.by is not None),
                calls=tuple(call.id for call in counted),
            )
        )
    return tuple(found)


@lru_cache(maxsize=64)
def _before_any_call(pairs: tuple[Pair, ...], first: SeriesRule, further: SeriesRule | None) -> tuple[Series, ...]:
    """Return the series of whoever had no call yet: most of a large class, and the same of each."""
    states = standings(pairs, {}, {}, first, further)
    return tuple(Series(Cover(*pair), state.passed, state.needed, met=state.met) for pair, state in states.items())
