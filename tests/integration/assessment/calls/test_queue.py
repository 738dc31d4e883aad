"""The queue: entering, leaving, being taken, on both databases."""

from __future__ import annotations

from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy import select

from app.assessment.calls import ports, queries, service
from app.assessment.calls.errors import CallEndedError, NotReadyError
from app.assessment.calls.models import QueuePlace
from app.assessment.calls.places import ORDER, turn_of
from app.assessment.calls.ports import MissingPart
from app.assessment.calls.queries import Draft
from app.assessment.calls.queue_queries import Readiness, next_in_queue, open_call, queue, readiness
from app.assessment.calls.queue_rules import TIME_TO_SCORE, TIME_TO_START, queue_key
from app.authoring import queries as authoring
from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.errors import ForbiddenError, InvalidError, NotFoundError, RefusedError
from app.kernel.work import reading, writing
from app.learning.changing import change_due, take_back
from app.learning.enrolling import enrol_by
from app.people import memberships
from app.people import queries as people
from app.people import service as people_service
from app.people.models import Membership
from app.people.permissions import Role, Side
from app.trail import service as trail
from tests.factories import CENTRE, FENWICK, NORDBANK, World
from tests.integration.assessment.calls.courses import COURSE, FULL, Gate, Rights, publish_course

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def ready(world: World, name: str, channel: str = "phone", language: str = "en") -> str:
    return service.ready_for_call(world.actor(name), COURSE, channel, language)


def take(world: World, name: str = "sven") -> queries.LiveCallFacts:
    call_id = service.take_next(world.actor(name))
    assert call_id is not None
    return queries.live_call(world.actor(name), call_id)


def standing(world: World, name: str, course: str = COURSE) -> Readiness:
    actor = world.actor(name)
    return readiness(actor, authoring.get_course(actor, course), queries.live_calls(actor, [actor.number], course))


def position(world: World, name: str) -> int | None:
    place = standing(world, name).place
    assert place is not None
    return place.position


def new_person(number: int, role: Role) -> Actor:
    nobody = Actor(person_id=None, scope=None)
    person_id = people_service.create_person(
        nobody, name=f"Person {number}", sign_in_name=f"{role}{number}@example.test"
    )
    people_service.add_membership(people.system_actor(NORDBANK), person_id, role, Side.CENTRE)
    found = people.find_actor(person_id, NORDBANK)
    assert found
    return found[0]


def test_saying_ready_twice_is_one_place(course: World) -> None:
    assert ready(course, "olga") == ready(course, "olga")
    assert len(queue(course.actor("sven"))) == 1


def test_for_another_channel_one_leaves_the_queue_first(course: World) -> None:
    ready(course, "olga")
    with pytest.raises(RefusedError, match="Leave the queue first"):
        ready(course, "olga", "chat")
    service.leave_queue(course.actor("olga"), COURSE)
    ready(course, "olga", "chat")
    assert [one.channel for one in queue(course.actor("sven"))] == ["chat"]


def test_leaving_twice_is_leaving(course: World) -> None:
    ready(course, "olga")
    service.leave_queue(course.actor("olga"), COURSE)
    service.leave_queue(course.actor("olga"), COURSE)
    assert queue(course.actor("sven")) == []


def test_what_comes_first_is_named(course: World, gate: Gate) -> None:
    gate.missing = [MissingPart("module", "Blocked cards"), MissingPart("quiz", "Final exam")]
    with pytest.raises(NotReadyError, match="Blocked cards, Final exam"):
        ready(course, "olga")
    assert queue(course.actor("sven")) == []


def test_a_call_nobody_can_give_is_refused(course: World) -> None:
    for course_name, channel, language, error in (
        ("no-such-course", "phone", "en", NotFoundError),
        (COURSE, "smoke", "en", InvalidError),
        (COURSE, "phone", "xx", InvalidError),
        (COURSE, "email", "en", RefusedError),
    ):
        with pytest.raises(error):
            service.ready_for_call(course.actor("olga"), course_name, channel, language)


def test_an_auditor_neither_queues_nor_takes(course: World) -> None:
    with pytest.raises(ForbiddenError):
        ready(course, "ada")
    with pytest.raises(ForbiddenError):
        service.take_next(course.actor("ada"))
    with pytest.raises(ForbiddenError):
        queue(course.actor("olga"))


def test_the_longest_wait_comes_first_and_positions_count_from_one(course: World) -> None:
    with clock.at(NOW):
        ready(course, "omar")
    with clock.at(NOW + timedelta(minutes=5)):
        ready(course, "olga")
        assert position(course, "omar") == 1
        assert position(course, "olga") == 2
        assert take(course).person_id == course.people["omar"]
        assert position(course, "omar") is None
        assert position(course, "olga") == 1


def test_the_database_orders_the_queue_as_the_rule_does(course: World) -> None:
    soon, late, early = NOW + timedelta(days=2), NOW + timedelta(hours=2), NOW + timedelta(hours=1)
    facts: list[dict[str, datetime | None]] = [
        {},
        {"due_at": soon},
        {"due_at": NOW - timedelta(days=1)},
        {"booked_for": late, "due_at": NOW},
        {"booked_for": early},
        {"broke_off_at": NOW},
        {},
        {"due_at": soon},
        {},
    ]
    with writing(course.system()) as work:
        for number, (person_id, fact) in enumerate(zip(course.people.values(), facts, strict=False)):
            asked_at = NOW - timedelta(minutes=number % 3)
            place = {"person_id": person_id, "course": COURSE, "channel": "phone", "language": "en"}
            work.session.add(QueuePlace(id=f"{number:020}", **place, asked_at=asked_at, **fact))
        work.record("queue.entered", "nine")
    with reading(course.system()) as session:
        found = list(session.scalars(select(QueuePlace).order_by(*ORDER)))
    assert len(found) == len(facts)
    assert [turn_of(place) for place in found] == sorted((turn_of(place) for place in found), key=queue_key)
    assert found[0].broke_off_at
    assert [place.booked_for for place in found[1:3]] == [early, late]


def test_an_empty_queue_gives_nobody(course: World) -> None:
    assert service.take_next(course.actor("sven")) is None


def test_an_assessor_gets_the_open_call_back(course: World) -> None:
    ready(course, "olga")
    ready(course, "omar")
    assert take(course).id == take(course).id
    sven = course.actor("sven")
    mine = open_call(sven, queue(sven))
    assert mine is not None
    assert mine.call_id == take(course).id
    assert open_call(course.actor("sara"), queue(sven)) is None
    assert len([one for one in queue(course.actor("sara")) if not one.held]) == 1


def test_nobody_takes_their_own_call(course: World) -> None:
    ready(course, "sven")
    assert service.take_next(course.actor("sven")) is None
    assert next_in_queue(course.actor("sven"), queue(course.actor("sven"))) is None
    assert take(course, "sara").person_id == course.people["sven"]


def test_only_what_the_assessor_may_assess_is_given(course: World) -> None:
    with clock.at(NOW):
        ready(course, "olga", "phone", "pl")
        ready(course, "omar", "chat", "en")
        ports.answer_rights(Rights(frozenset()))
        assert service.take_next(course.actor("sven")) is None
        ports.answer_rights(Rights(frozenset({(COURSE, "chat", "en")})))
        assert take(course).person_id == course.people["omar"]


def test_whom_an_assessor_has_cannot_leave(course: World) -> None:
    ready(course, "olga")
    take(course)
    with pytest.raises(RefusedError, match="just taken"):
        service.leave_queue(course.actor("olga"), COURSE)


def test_an_assessor_who_lets_it_lie_gives_the_person_back(course: World) -> None:
    with clock.at(NOW):
        ready(course, "olga")
        lying = take(course)
    with clock.at(NOW + TIME_TO_START - timedelta(seconds=1)):
        assert service.take_next(course.actor("sara")) is None
    with clock.at(NOW + TIME_TO_START):
        assert [one.held for one in queue(course.actor("sara"))] == [False]
        taken = take(course, "sara")
    assert taken.person_id == course.people["olga"]
    assert queries.live_call(course.actor("sven"), lying.id).outcome == "given back"
    with pytest.raises(CallEndedError):
        service.save_draft(course.actor("sven"), lying.id, Draft({}))


def test_whoever_saves_keeps_the_person(course: World) -> None:
    with clock.at(NOW):
        ready(course, "olga")
        call = take(course)
    with clock.at(NOW + timedelta(minutes=10)):
        service.save_draft(course.actor("sven"), call.id, Draft({"Identity": 30}))
    with clock.at(NOW + TIME_TO_START + timedelta(minutes=10)):
        assert service.take_next(course.actor("sara")) is None
    with clock.at(NOW + timedelta(minutes=10) + TIME_TO_SCORE):
        assert take(course, "sara").person_id == course.people["olga"]


def test_a_lying_call_that_nobody_wanted_is_gone_on_with(course: World) -> None:
    with clock.at(NOW):
        ready(course, "olga")
        call = take(course)
    with clock.at(NOW + TIME_TO_START * 2):
        assert take(course).id == call.id
        assert service.take_next(course.actor("sara")) is None


def test_who_left_while_the_call_lay_is_not_called(course: World) -> None:
    with clock.at(NOW):
        ready(course, "olga")
        call = take(course)
    with clock.at(NOW + TIME_TO_START):
        service.leave_queue(course.actor("olga"), COURSE)
        assert service.take_next(course.actor("sven")) is None
    with pytest.raises(CallEndedError):
        service.start_call(course.actor("sven"), call.id)


def test_a_place_follows_its_enrolment(course: World) -> None:
    mira, olga, omar = course.actor("mira"), course.people["olga"], course.people["omar"]
    soon = clock.now().date() + timedelta(days=1)
    enrol_by(mira, [olga, omar], COURSE, soon + timedelta(days=9))
    for name in ("olga", "omar"):
        ready(course, name)
    change_due(mira, [omar], COURSE, soon, "Wanted sooner")
    assert [one.person_id for one in queue(course.actor("sven"))] == [omar, olga], "the nearest due date comes first"
    take_back(mira, [olga], COURSE, "By mistake")
    assert standing(course, "olga").place is None
    with pytest.raises(RefusedError):
        ready(course, "olga")


@pytest.mark.parametrize("free", ["given back", "let lie"])
def test_whom_an_assessor_has_keeps_the_call_but_not_the_place(course: World, free: str) -> None:
    mira, olga = course.actor("mira"), course.people["olga"]
    enrol_by(mira, [olga], COURSE, None)
    ready(course, "olga")
    call = take(course)
    take_back(mira, [olga], COURSE, "By mistake")
    assert standing(course, "olga").place is not None
    if free == "given back":
        service.give_back(course.actor("sven"), call.id, "They are not enrolled")
        assert standing(course, "olga").place is None
    with clock.at(clock.now() + TIME_TO_START + timedelta(minutes=1)):
        assert service.take_next(course.actor("sara")) is None
        assert standing(course, "olga").place is None


def test_whoever_leaves_the_client_leaves_its_queue(course: World) -> None:
    ready(course, "olga")
    ready(course, "omar")
    memberships.leave(course.system(), course.people["olga"])
    assert [one.person_id for one in queue(course.actor("sven"))] == [course.people["omar"]]
    assert take(course).person_id == course.people["omar"]


def test_so_does_who_loses_their_only_role(course: World) -> None:
    ready(course, "olga")
    olga = course.actor("olga")  # as a page knows her that was on its way already
    role = select(Membership.id).where(Membership.client_id == NORDBANK, Membership.person_id == course.people["olga"])
    with reading(course.system()) as session:
        held = session.scalars(role).one()
    memberships.end(course.actor("mira"), olga.number, held)
    assert queue(course.actor("sven")) == []
    with pytest.raises(RefusedError):
        service.ready_for_call(olga, COURSE, "phone", "en")


@pytest.mark.parametrize("free", ["given back", "let lie", "scored"])
def test_who_leaves_while_being_called_is_not_called_again(course: World, free: str) -> None:
    ready(course, "olga")
    call = take(course)
    memberships.leave(course.system(), course.people["olga"])
    if free == "given back":
        service.give_back(course.actor("sven"), call.id, "They have left")
        assert queue(course.actor("sven")) == []
    if free == "scored":
        service.start_call(course.actor("sven"), call.id)
        service.finish(course.actor("sven"), call.id, FULL, [], "resolved", "Heard it")
    with clock.at(clock.now() + TIME_TO_START + timedelta(minutes=1)):
        assert service.take_next(course.actor("sara")) is None
        assert queue(course.actor("sven")) == []


class Completed:
    """Knows who completed every course, in a test."""

    def __init__(self, people: set[int]) -> None:
        self.people = people

    def completed(self, actor: Actor, person_id: int, courses: Collection[str]) -> frozenset[str]:
        assert set(courses) == {f"{actor.client_id}/{COURSE}"}
        return frozenset(courses if person_id in self.people else ())


def test_what_was_due_counts_for_nothing_once_it_is_met(course: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever holds the certificate and adds a language to it waits like anybody else."""
    olga, omar = course.people["olga"], course.people["omar"]
    with clock.at(NOW):
        enrol_by(course.actor("mira"), [olga], COURSE, date(2026, 3, 2))
        enrol_by(course.actor("mira"), [omar], COURSE, date(2026, 3, 20))
        monkeypatch.setattr("app.learning.ports._answerers", [Completed({olga})])
        for name in ("olga", "omar"):
            ready(course, name)
        change_due(course.actor("mira"), [olga], COURSE, date(2026, 3, 3), "Wanted sooner")
        assert [(one.person_id, one.due_at is None) for one in queue(course.actor("sven"))] == [
            (omar, False),
            (olga, True),
        ]


def test_given_back_the_person_has_their_old_place(course: World) -> None:
    with clock.at(NOW):
        ready(course, "olga")
    with clock.at(NOW + timedelta(minutes=1)):
        ready(course, "omar")
        call = take(course)
        service.give_back(course.actor("sven"), call.id, "I speak no Polish")
        service.give_back(course.actor("sven"), call.id, "I speak no Polish")
        assert position(course, "olga") == 1
        assert take(course, "sara").person_id == course.people["olga"]


def test_giving_back_needs_a_reason(course: World) -> None:
    ready(course, "olga")
    with pytest.raises(InvalidError):
        service.give_back(course.actor("sven"), take(course).id, "   ")


def test_who_does_not_answer_gives_the_place_free_without_a_result(course: World) -> None:
    ready(course, "olga")
    call = take(course)
    service.no_show(course.actor("sven"), call.id)
    there = standing(course, "olga")
    assert there.place is None
    assert there.not_there is not None
    assert queries.live_calls(course.actor("sven")) == []
    ready(course, "olga")
    assert position(course, "olga") == 1


def test_a_course_without_a_scenario_for_them_any_more_withdraws_the_place(course: World, tmp_path: Path) -> None:
    with clock.at(NOW):
        ready(course, "olga", "chat")
    with clock.at(NOW + timedelta(minutes=1)):
        ready(course, "omar", "phone")
        publish_course(course, tmp_path, {"card-blocked": "phone"})
        assert take(course).person_id == course.people["omar"]
    assert [one.person_id for one in queue(course.actor("sara"))] == [course.people["omar"]]


def test_the_scenario_had_least_is_offered(course: World) -> None:
    offered = []
    for _ in range(2):
        ready(course, "olga")
        call = take(course)
        offered.append(call.scenario)
        service.finish(course.actor("sven"), call.id, FULL, [], "resolved", "Heard it all")
    assert offered == ["card-blocked", "card-lost"]


def test_another_client_sees_nothing_of_it(course: World) -> None:
    ready(course, "olga")
    call = take(course)
    with pytest.raises(NotFoundError):
        queries.live_call(course.actor("otto", FENWICK), call.id)
    with pytest.raises(NotFoundError):
        queries.live_call(course.actor("olga", CENTRE), call.id)


def at_once(count: int, act: Callable[[int], str | None]) -> list[str | None]:
    """Do `act` in `count` threads that begin at one moment."""
    barrier = Barrier(count)

    def run(number: int) -> str | None:
        barrier.wait()
        return act(number)

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(run, range(count)))


def test_twenty_assessors_at_once_who_click_twice_take_the_first_twenty_people(course: World) -> None:
    operators = [new_person(number, Role.OPERATOR) for number in range(24)]
    assessors = [new_person(number, Role.SUPERVISOR) for number in range(20)]
    for operator in operators:
        service.ready_for_call(operator, COURSE, "phone", "en")
    calls = at_once(40, lambda number: service.take_next(assessors[number // 2]))
    assert calls[::2] == calls[1::2]
    taken = [queries.live_call(assessors[0], call_id).person_id for call_id in calls[::2] if call_id]
    assert sorted(taken) == sorted(operator.number for operator in operators[:20])
    assert trail.verify(course.system()) is None


def test_whom_an_assessor_has_in_one_course_is_not_offered_in_another(course: World, tmp_path: Path) -> None:
    publish_course(course, tmp_path, name="disputes")
    olga, sara = course.actor("olga"), course.actor("sara")
    with clock.at(NOW):
        for name in (COURSE, "disputes"):
            service.ready_for_call(olga, name, "phone", "en")
        take(course)
        assert service.take_next(sara) is None
        assert [one.held for one in queue(sara)] == [True, True]
        assert next_in_queue(sara, queue(sara)) is None
    with clock.at(NOW + TIME_TO_START):
        assert service.take_next(sara) is not None


def test_whom_an_assessor_has_in_one_course_is_held_in_the_other_and_passed_over(course: World, tmp_path: Path) -> None:
    publish_course(course, tmp_path, name="disputes")
    with clock.at(NOW):
        for name in (COURSE, "disputes"):
            service.ready_for_call(course.actor("olga"), name, "phone", "en")
    with clock.at(NOW + timedelta(minutes=1)):
        service.ready_for_call(course.actor("omar"), "disputes", "phone", "en")
        take(course)
        places = [standing(course, name, "disputes").place for name in ("olga", "omar")]
    assert [(place.position, place.held) for place in places if place] == [(None, True), (1, False)]


def test_two_assessors_at_once_do_not_take_one_person_in_two_courses(course: World, tmp_path: Path) -> None:
    publish_course(course, tmp_path, name="disputes")
    for name in (COURSE, "disputes"):
        service.ready_for_call(course.actor("olga"), name, "phone", "en")
    assessors = [course.actor("sven"), course.actor("sara")]
    calls = at_once(2, lambda number: service.take_next(assessors[number]))
    assert len([call for call in calls if call]) == 1


def test_one_assessor_clicking_in_five_tabs_takes_one_person(course: World) -> None:
    for number in range(5):
        service.ready_for_call(new_person(number, Role.OPERATOR), COURSE, "phone", "en")
    sven = course.actor("sven")
    lines, _hash = trail.head(sven)
    assert len(set(at_once(5, lambda _: service.take_next(sven)))) == 1
    assert sum(one.held for one in queue(sven)) == 1
    assert trail.head(sven)[0] == lines + 1


def test_who_comes_back_to_an_open_call_goes_on_with_it_and_keeps_its_person(course: World) -> None:
    sven = course.actor("sven")
    with clock.at(NOW):
        ready(course, "olga")
        call = take(course)
    lines, _hash = trail.head(sven)
    with clock.at(NOW + timedelta(minutes=5)):
        assert service.take_next(sven) == call.id
    with clock.at(NOW + TIME_TO_START + timedelta(minutes=4)):
        assert service.take_next(course.actor("sara")) is None
    assert trail.head(sven)[0] == lines + 1


def test_five_tabs_saying_ready_are_one_place(course: World) -> None:
    olga = course.actor("olga")
    assert len(set(at_once(5, lambda _: service.ready_for_call(olga, COURSE, "phone", "en")))) == 1
