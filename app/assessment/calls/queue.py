"""The queue of people who are ready for a live test call, or booked one: entering, leaving, taking the next."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, Select, select, tuple_

from app.assessment.calls import offers, ports
from app.assessment.calls.errors import NotReadyError
from app.assessment.calls.models import LiveCall, QueuePlace
from app.assessment.calls.places import (
    LEFT,
    ORDER,
    end_let_lie,
    lock_place,
    may_be_called,
    open_place,
    waiting,
    withdraw,
)
from app.assessment.calls.queries import FINISHED, states_of
from app.assessment.calls.queue_rules import Wanted, claim_ends, claim_has_run_out, least_had
from app.assessment.calls.rules import Pair, SeriesState, rule_for
from app.authoring import queries as authoring
from app.authoring.queries import CourseContent
from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.errors import InvalidError, RefusedError
from app.kernel.messages import N_
from app.kernel.races import look_again_if_beaten
from app.kernel.wall import WallSession
from app.kernel.work import Work, writing
from app.learning import queries as learning
from app.learning.events import EnrolmentChanged
from app.learning.ports import completed_courses
from app.people import service as people
from app.people.events import ClientLeft
from app.people.permissions import Permission


def ready_for_call(actor: Actor, course: str, channel: str, language: str) -> str:
    """Put the actor into the queue of a course and return the id of their place; already waiting so, that place.

    Who had booked a time is ready now instead, and waits from now on.

    Raises NotFoundError for an unknown course, InvalidError for a channel or language it does not have, NotReadyError
    naming what comes first, RefusedError if the series is met, lost without coaching, or they wait for another pair.
    """
    actor.check(Permission.LEARN)
    return look_again_if_beaten(lambda: _enter(actor, course, (channel, language)))


def _enter(actor: Actor, course: str, pair: Pair) -> str:
    with writing(actor) as work:
        place = own_place(work, course, pair)
        if place.booked_for is not None and claim_has_run_out(place.claim_until, clock.now()):
            end_let_lie(work, place)
            place.booked_for, place.asked_at = None, clock.now()
            work.record("queue.ready now", place.id)
        return place.id


def own_place(work: Work, course: str, pair: Pair) -> QueuePlace:
    """Return the actor's place in the queue of a course, locked; a new one if there is none yet.

    Raises as `ready_for_call` does.
    """
    actor = work.actor
    content = authoring.get_course(actor, course)
    _check_offered(content, pair)
    present = open_place(work.session, actor.number, course)
    if present is not None:
        if (present.channel, present.language) != pair:
            raise RefusedError(N_("You wait for a call already. Leave the queue first, then choose again."))
        return present
    people.hold_people(work, [actor.number])  # as whoever takes the enrolment back, or ends their access, does
    if not may_be_called(actor, actor.number, course):
        raise RefusedError(N_("You are not enrolled in this course. Ask your supervisor to enrol you."))
    missing = ports.gate().missing_before_calls(actor, actor.number, course)
    if missing:
        raise NotReadyError(missing)
    _check_series(states_of(actor, course, actor.number)[pair])
    place = QueuePlace(
        person_id=actor.number,
        course=course,
        channel=pair[0],
        language=pair[1],
        due_at=_due_at(actor, course),
        asked_at=clock.now(),
    )
    work.session.add(place)
    work.session.flush()
    work.record("queue.entered", place.id, course=course, channel=pair[0], language=pair[1])
    return place


def _check_offered(content: CourseContent, pair: Pair) -> None:
    first, _ = offers.series_rules(content.course)
    if first is None:
        raise RefusedError(N_("This course asks for no test calls."))
    if pair not in offers.pairs_of(content.course):
        raise InvalidError(N_("This course has no calls of this channel in this language."))
    if pair not in offers.pairs_offered(content):
        raise RefusedError(N_("There is no scenario for this channel yet. Your trainer can publish one."))


def _check_series(state: SeriesState) -> None:
    if state.met:
        raise RefusedError(N_("You have passed your test calls for this channel and language."))
    if state.lost:
        raise RefusedError(
            N_("Your last series is over. After coaching a new one begins; your supervisor arranges it.")
        )


def _due_at(actor: Actor, course: str) -> datetime | None:
    found = learning.enrolments(actor, people=[actor.number], course=course)
    return _still_due(actor, actor.number, course, found[0].due_at if found else None)


def _still_due(actor: Actor, person_id: int, course: str, due_at: datetime | None) -> datetime | None:
    """Return when a person's certificate is due; nothing is, of who holds it already and adds to it."""
    address = f"{actor.client_id}/{course}"
    return None if due_at is None or completed_courses(actor, person_id, [address]) else due_at


def leave_queue(actor: Actor, course: str) -> None:
    """Leave the queue of a course; who is not in it, is not.

    Raises NotFoundError for an unknown course, RefusedError while an assessor holds the place.
    """
    actor.check(Permission.LEARN)
    with writing(actor) as work:
        authoring.get_course(actor, course)
        place = open_place(work.session, actor.number, course)
        if place is None:
            return
        check_not_held(place)
        end_let_lie(work, place)
        place.ended_at, place.ended_by = clock.now(), LEFT
        work.record("queue.left", place.id)


def hear_enrolment(work: Work, news: EnrolmentChanged) -> None:
    """Let a place in the queue follow its enrolment: another due date counts at once, and none is left without one.

    Whoever an assessor has keeps the call; the place ends when it becomes free without a result. Passed over is a
    place that is being taken at this very moment, since whoever takes it waits for us: it is looked at then.
    """
    place = open_place(work.session, news.person_id, news.course, skip_locked=True)
    if place is None:
        return
    place.due_at = _still_due(work.actor, news.person_id, news.course, news.due_at)
    if news.taken_back and claim_has_run_out(place.claim_until, clock.now()):
        end_let_lie(work, place)
        withdraw(work, place)


def hear_leaving(work: Work, news: ClientLeft) -> None:
    """Let nobody who has left the client wait in its queue; whoever is being called just now as in `hear_enrolment`."""
    open_ones = select(QueuePlace).where(QueuePlace.person_id.in_(list(news.people)), QueuePlace.ended_at.is_(None))
    for place in work.session.scalars(open_ones.order_by(QueuePlace.id).with_for_update(skip_locked=True)):
        if claim_has_run_out(place.claim_until, clock.now()):
            end_let_lie(work, place)
            withdraw(work, place)


def check_not_held(place: QueuePlace) -> None:
    """Raise RefusedError while an assessor holds a place: it is neither left nor moved then."""
    if not claim_has_run_out(place.claim_until, clock.now()):
        raise RefusedError(
            N_("Somebody has just taken your call and will reach you now. Tell them if it does not suit.")
        )


def take_next(actor: Actor, wanted: Wanted | None = None) -> str | None:
    """Take the next person in the queue and return the id of the call, or None if nobody waits that the actor may take.

    Only of the calls `wanted`, and in a language that the actor speaks; a booking is passed over until its time. An
    assessor with an open call gets that one back. However many ask at once, each gets another person: PostgreSQL
    skips the rows that others are taking, SQLite lets one in at a time. Two clicks of one assessor wait for each other.
    """
    actor.check(Permission.ASSESS)
    return look_again_if_beaten(lambda: _take(actor, wanted or Wanted()))


def _take(actor: Actor, wanted: Wanted) -> str | None:
    with writing(actor) as work:
        work.hold_own_click()  # a second click would hold a place for nothing, and others would pass it over
        mine = _resume(work)
        if mine is not None:
            return mine
        while (place := work.session.scalar(_next_for(actor, wanted))) is not None:
            people.hold_people(work, [place.person_id])
            if work.session.scalar(_next_for(actor, wanted).where(QueuePlace.id == place.id)) is None:
                continue  # meanwhile somebody took this person in another course
            call_id = _begin_call(work, place)
            if call_id is not None:
                return call_id
        return None


def _resume(work: Work) -> str | None:
    """Return the assessor's own open call and hold its person anew; a second click at once changes nothing."""
    open_call = select(LiveCall).where(LiveCall.assessor_id == work.actor.number, LiveCall.ended_at.is_(None))
    call = work.session.scalar(open_call)
    if call is None:
        return None
    place = lock_place(work.session, call.place_id)
    call = work.session.scalar(open_call.execution_options(populate_existing=True))
    if call is None:
        return None
    until = claim_ends(clock.now(), started=call.started_at is not None)
    if place.claim_until is None or until - place.claim_until > clock.A_MOMENT:
        place.claim_until = until
        work.record("call.resumed", call.id)
    return call.id


def _next_for(actor: Actor, wanted: Wanted) -> Select[QueuePlace]:
    conditions: list[ColumnElement[bool]] = [*waiting(clock.now()), QueuePlace.person_id != actor.number]
    if actor.spoken:
        conditions.append(QueuePlace.language.in_(sorted(actor.spoken)))
    for column, value in (
        (QueuePlace.course, wanted.course),
        (QueuePlace.channel, wanted.channel),
        (QueuePlace.language, wanted.language),
    ):
        if value:
            conditions.append(column == value)
    assessable = ports.rights().assessable(actor)
    if assessable is not None:
        asked = tuple_(QueuePlace.course, QueuePlace.channel, QueuePlace.language)
        conditions.append(asked.in_(sorted(assessable)))
    return select(QueuePlace).where(*conditions).order_by(*ORDER).limit(1).with_for_update(skip_locked=True)


def _begin_call(work: Work, place: QueuePlace) -> str | None:
    """Hold the person for the assessor and return the id of their call.

    None if they have left, their enrolment was taken back, or the newest release has no scenario for them any more:
    their place ends then.
    """
    end_let_lie(work, place)
    if not may_be_called(work.actor, place.person_id, place.course):
        withdraw(work, place)
        return None
    content = authoring.newest_course(work.actor, place.course)
    first, further = offers.series_rules(content.course) if content else (None, None)
    scenarios = offers.scenarios_for(content, place.channel) if content else []
    scenario = least_had(scenarios, _had(work.session, place))
    if content is None or first is None or scenario is None:
        withdraw(work, place)
        return None
    pair = (place.channel, place.language)
    states = states_of(work.actor, place.course, place.person_id)
    call = _call(work.actor, place, content, scenario)
    call.series = states[pair].number if pair in states else 1
    rule = rule_for(pair, states, first, further)
    call.series_passed, call.series_calls, call.series_percent = rule.passed, rule.calls, rule.percent
    place.claim_until = claim_ends(call.taken_at, started=False)
    work.session.add(call)
    work.session.flush()
    work.record(
        "call.taken", call.id, person=place.person_id, place=place.id, scenario=scenario, release=call.release_id
    )
    return call.id


def _call(actor: Actor, place: QueuePlace, content: CourseContent, scenario: str) -> LiveCall:
    return LiveCall(
        person_id=place.person_id,
        assessor_id=actor.number,
        place_id=place.id,
        course=place.course,
        scenario=scenario,
        release_id=content.release.id,
        channel=place.channel,
        language=place.language,
        taken_at=clock.now(),
    )


def _had(session: WallSession, place: QueuePlace) -> list[str]:
    """Return the scenarios of the person's finished calls of this course, oldest first."""
    return list(
        session.scalars(
            select(LiveCall.scenario)
            .where(LiveCall.person_id == place.person_id, LiveCall.course == place.course, LiveCall.outcome == FINISHED)
            .order_by(LiveCall.ended_at, LiveCall.id)
        )
    )
