"""What people have done, in one read: every step of learning, testing and certifying, with who stands behind it.

Steps come from the rows of many rooms as one statement, whatever the number of people, so that a page about ten
thousand costs as many reads as a page about one. Rehearsals and coaching words are not steps.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import CompoundSelect, bindparam, union_all

from app.kernel.actor import Actor
from app.kernel.wall import WITH_CENTRE
from app.kernel.work import reading, reading_side_by_side
from app.reports.step_rows import CHANGED, COLUMNS, DONE, LANGUAGE_CHANGED, LEGS, NOT_BEGUN, TAKEN_BACK, StepKind

__all__ = [
    "CHANGED",
    "DONE",
    "LANGUAGE_CHANGED",
    "TAKEN_BACK",
    "Step",
    "StepKind",
    "by_person",
    "enrolled_at",
    "steps",
    "steps_of_each",
]


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened about a person. `name` is the agreement, module, quiz or scenario. `id` is the row.

    One with `voided_at` was voided then by `voided_by`: it stays, and counts for nothing.

    `percent` and `passed` stand on attempts and calls with a result, `by` on what another person did. `series` and
    `rule` (passed, calls, percent) stand on calls. `due_at` is an enrolment's, or the moment at which an open attempt's
    time is over or a certificate ends, with the `last_day` on which it holds; a certificate's `at` is the one from
    which it counts, and it `translates` the course of that folder, or none. `covers` are a sign-off's pairs, `role` the
    role it was given in. Coaching says which series it closed, and nothing of its words.

    Of an enrolment each change is a step: the latest says how it stands. `change` is empty for the first, else one of
    CHANGED and TAKEN_BACK, with its `reason`, or LANGUAGE_CHANGED, with the course that it `goes_on_in`; `not_begun`
    says whether the person had done nothing of the course by a moment; None where no moment was asked for. `client_id`
    is the client, or the centre, in whose record it stands.
    """

    kind: StepKind
    person_id: int
    course: str
    name: str
    id: str
    release_id: str
    at: datetime
    by: int | None = None
    percent: int | None = None
    passed: bool | None = None
    channel: str = ""
    language: str = ""
    series: int = 0
    rule: tuple[int, int, int] = (0, 0, 0)
    due_at: datetime | None = None
    last_day: date | None = None
    covers: tuple[tuple[str, str], ...] = ()
    role: str = ""
    voided_at: datetime | None = None
    voided_by: int | None = None
    void_reason: str = ""
    change: str = ""
    reason: str = ""
    client_id: str = ""
    translates: str = ""
    goes_on_in: str = ""
    not_begun: bool | None = None

    @property
    def expires_at(self) -> datetime | None:
        """The moment at which a certificate ends; None for one that never does."""
        return self.due_at

    @property
    def ends_enrolment(self) -> bool:
        """Whether the person is not enrolled any more since this change of an enrolment."""
        return self.change in (TAKEN_BACK, LANGUAGE_CHANGED)


BEGUN_AT_CENTRE = (StepKind.AGREEMENT, StepKind.OPEN_ATTEMPT)
"""What a client is told of its people's doings at the centre to lead them back into what they began."""
FIRST_AT_CENTRE = (StepKind.ENROLMENT, StepKind.MODULE, StepKind.ATTEMPT, StepKind.CERTIFICATE)
"""What it is told to see how far they are in the courses that come before its own."""


_ORDER = {kind: place for place, kind in enumerate(StepKind)}
"""What comes first of what happened in the same moment."""


MOST_NAMED = 500
"""More people than these are not named in the statement, which takes a bounded number of values: all are read."""


def steps(
    actor: Actor,
    people: Collection[int] | None = None,
    course: str | None = None,
    kinds: Collection[StepKind] = DONE,
    *,
    at_centre: Collection[StepKind] = (),
    until: datetime | None = None,
) -> list[Step]:
    """Return the steps of these people (None: all of the client), oldest first; of one course if given.

    Agreements belong to no course and are always among them. `at_centre` are those of the `kinds` of which the steps of
    the same people at the centre are wanted too, and nothing else of theirs there. With `until` an enrolment says
    whether anything was done of its course by then. Whoever calls has made sure that the actor may see these people.
    """
    named = None if people is None or len(people) > MOST_NAMED else people
    with reading(actor) as session:
        asked = _asked(
            frozenset(kinds),
            frozenset(at_centre),
            with_people=named is not None,
            with_course=course is not None,
            with_begun=until is not None,
        )
        values = {"people": list(named or ()), "course": course, "own": actor.client_id, "moment": until}
        rows = session.execute(asked.statement, values, execution_options=WITH_CENTRE if at_centre else {}).all()
    wanted = None if people is None else frozenset(people)
    return _in_order(asked.step(row) for row in rows if wanted is None or row.person_id in wanted)


def by_person(done: Iterable[Step]) -> dict[int, list[Step]]:
    """Return steps by person, each person's in the order given. Pure."""
    found: dict[int, list[Step]] = {}
    for step in done:
        found.setdefault(step.person_id, []).append(step)
    return found


def steps_of_each(actors: Sequence[Actor], kinds: Collection[StepKind]) -> dict[str, list[Step]]:
    """Return the steps of everybody at each client of one person, oldest first, in one read of them all.

    Whoever calls has made sure that the actors may see everybody.
    """
    found: dict[str, list[Step]] = {actor.client_id: [] for actor in actors}
    asked = _asked(frozenset(kinds))
    with reading_side_by_side(actors) as session:
        for row in session.execute(asked.statement):
            found[row.client_id].append(asked.step(row))
    return {client_id: _in_order(done) for client_id, done in found.items()}


def enrolled_at(enrolments: Iterable[Step], moment: datetime) -> dict[tuple[int, str], Step]:
    """Return who was enrolled in what at a moment, with the step that says until when. Pure.

    `enrolments` are steps of that kind, oldest first.
    """
    found = {(one.person_id, one.course): one for one in enrolments if one.at <= moment}
    return {key: one for key, one in found.items() if not one.ends_enrolment}


def _in_order(done: Iterable[Step]) -> list[Step]:
    return sorted(done, key=lambda step: (step.at, _ORDER[step.kind], step.id))


@dataclass(frozen=True, slots=True)
class _Asked:
    """A statement with the names of its columns, those that any of its rooms has something to say in."""

    statement: CompoundSelect[Any]
    names: tuple[str, ...]

    def step(self, row: Sequence[Any]) -> Step:
        """Return what a row says; what it does not say is as in a step that says nothing of it."""
        said = _UNSAID | {name: value for name, value in zip(self.names, row, strict=True) if value is not None}
        said["kind"] = StepKind(said["kind"])
        if "rule_calls" in said:
            said["rule"] = tuple(said.pop(name) for name in _RULE)
        if "covers" in said:
            said["covers"] = tuple((channel, language) for channel, language in json.loads(said["covers"]))
        return Step(**said)


_UNSAID: dict[str, Any] = {"course": "", "name": "", "id": "", "release_id": ""}
_RULE = ("rule_passed", "rule_calls", "rule_percent")


@lru_cache(maxsize=64)
def _asked(
    kinds: frozenset[StepKind],
    at_centre: frozenset[StepKind] = frozenset(),
    *,
    with_people: bool = False,
    with_course: bool = False,
    with_begun: bool = False,
) -> _Asked:
    """Put the statement together once for each form it takes: that takes longer than asking."""
    legs = [LEGS[kind] for kind in StepKind if kind in kinds]
    given = {name for leg in legs for name in leg.given} - (set() if with_begun else {NOT_BEGUN})
    names = [name for name in COLUMNS if name in given]
    wanted = []
    for leg in legs:
        rows = leg.rows(names)
        if with_people:
            rows = rows.where(leg.entity.person_id.in_(bindparam("people", expanding=True)))
        if with_course and leg.course is not None:
            rows = rows.where(leg.course == bindparam("course"))
        if at_centre and leg.kind not in at_centre:
            rows = rows.where(leg.entity.client_id == bindparam("own"))
        wanted.append(rows)
    return _Asked(union_all(*wanted), ("kind", *names))
