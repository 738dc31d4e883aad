"""Booking a call for a time, on both databases: coming up, being passed over, moved, cancelled, not there."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from app.assessment.calls import service
from app.assessment.calls.models import QueuePlace
from app.assessment.calls.queue_queries import next_in_queue, queue
from app.assessment.calls.queue_rules import TIME_BEFORE_BOOKING, TIME_TO_START, Wanted
from app.kernel import clock
from app.kernel.errors import ForbiddenError, InvalidError, RefusedError
from app.kernel.work import writing
from app.people.models import Person
from app.people.permissions import Role
from app.trail import service as trail
from tests.factories import World
from tests.integration.assessment.calls.courses import COURSE
from tests.integration.assessment.calls.test_queue import at_once, new_person, position, ready, standing, take

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
AT_TEN = NOW + timedelta(hours=1)


def book(world: World, name: str, at: datetime = AT_TEN, channel: str = "phone") -> str:
    return service.book_call(world.actor(name), COURSE, channel, "en", at)


def test_a_booking_is_passed_over_until_shortly_before_its_time_and_then_comes_first(course: World) -> None:
    with clock.at(NOW):
        ready(course, "omar")
        book(course, "olga")
        sven = course.actor("sven")
        assert [(one.person_id, one.has_come) for one in queue(sven)] == [
            (course.people["omar"], True),
            (course.people["olga"], False),
        ]
        following = next_in_queue(sven, queue(sven))
        assert following is not None
        assert following.person_id == course.people["omar"]
        assert (position(course, "omar"), position(course, "olga")) == (1, None)
    with clock.at(AT_TEN - TIME_BEFORE_BOOKING):
        assert (position(course, "omar"), position(course, "olga")) == (2, 1)
        assert take(course).person_id == course.people["olga"]
        assert take(course, "sara").person_id == course.people["omar"]


def test_alone_in_the_queue_a_booking_still_waits_for_its_time(course: World) -> None:
    with clock.at(NOW):
        book(course, "olga")
        assert service.take_next(course.actor("sven")) is None


def test_booked_twice_is_one_place_and_another_time_moves_it(course: World) -> None:
    with clock.at(NOW):
        assert book(course, "olga") == book(course, "olga") == book(course, "olga", AT_TEN + timedelta(hours=2))
        place = standing(course, "olga").place
        assert place is not None
        assert place.booked_for == AT_TEN + timedelta(hours=2)
        assert len(queue(course.actor("sven"))) == 1


def test_who_was_ready_now_can_book_instead_and_the_other_way_round(course: World) -> None:
    with clock.at(NOW):
        ready(course, "olga")
        book(course, "olga")
        assert service.take_next(course.actor("sven")) is None
    with clock.at(NOW + timedelta(minutes=10)):
        ready(course, "olga")
        (one,) = queue(course.actor("sven"))
        assert (one.booked_for, one.asked_at) == (None, NOW + timedelta(minutes=10))


def test_a_cancelled_booking_is_gone(course: World) -> None:
    with clock.at(NOW):
        book(course, "olga")
        service.leave_queue(course.actor("olga"), COURSE)
        assert queue(course.actor("sven")) == []


@pytest.mark.parametrize(("at", "words"), [(NOW, "has passed"), (NOW + timedelta(days=15), "at most 14 days")])
def test_a_time_that_has_passed_or_is_too_far_is_refused(course: World, at: datetime, words: str) -> None:
    with clock.at(NOW):
        with pytest.raises(InvalidError, match=words):
            book(course, "olga", at)
        assert queue(course.actor("sven")) == []


def test_what_an_assessor_holds_is_not_moved(course: World) -> None:
    with clock.at(NOW):
        ready(course, "olga")
        take(course)
        with pytest.raises(RefusedError, match="just taken"):
            book(course, "olga")


def test_for_another_channel_one_cancels_first(course: World) -> None:
    with clock.at(NOW):
        book(course, "olga")
        with pytest.raises(RefusedError, match="Leave the queue first"):
            book(course, "olga", channel="chat")


def test_who_is_not_there_at_the_time_may_book_again(course: World) -> None:
    with clock.at(NOW):
        book(course, "olga")
    with clock.at(AT_TEN):
        service.no_show(course.actor("sven"), take(course).id)
        assert standing(course, "olga").not_there is not None
        assert queue(course.actor("sven")) == []
        book(course, "olga", AT_TEN + timedelta(hours=1))


def test_a_booking_that_an_assessor_lets_lie_comes_back_first(course: World) -> None:
    with clock.at(NOW):
        ready(course, "omar")
        book(course, "olga")
    with clock.at(AT_TEN):
        take(course)
    with clock.at(AT_TEN + TIME_TO_START):
        assert take(course, "sara").person_id == course.people["olga"]


def test_whose_call_broke_off_comes_first_with_the_old_time(course: World) -> None:
    with clock.at(NOW):
        ready(course, "olga")
    with clock.at(NOW + timedelta(minutes=1)):
        call = take(course)
        ready(course, "omar")
        with writing(course.system()) as work:
            omars = select(QueuePlace).where(QueuePlace.person_id == course.people["omar"])
            work.session.scalars(omars).one().due_at = NOW
            work.record("test.due", "now")
        service.break_off(course.actor("sven"), call.id, "The line dropped")
        (first, second) = queue(course.actor("sara"))
        assert (first.person_id, first.broke_off, first.asked_at) == (course.people["olga"], True, NOW)
        assert second.person_id == course.people["omar"]
        assert take(course, "sara").person_id == course.people["olga"]


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        (Wanted(channel="chat"), "omar"),
        (Wanted(COURSE, "phone", "en"), "olga"),
        (Wanted(language="pl"), None),
        (Wanted("no-such-course"), None),
    ],
)
def test_only_the_calls_that_the_filters_leave_are_taken(course: World, wanted: Wanted, name: str | None) -> None:
    ready(course, "olga")
    ready(course, "omar", "chat")
    sven = course.actor("sven")
    following = next_in_queue(sven, queue(sven), wanted)
    assert (following.person_id if following else None) == (course.people[name] if name else None)
    call = service.take_next(sven, wanted)
    assert (call is None) is (name is None)


def test_an_assessor_takes_calls_in_languages_they_speak(course: World) -> None:
    with clock.at(NOW):
        ready(course, "olga", language="pl")
    with clock.at(NOW + timedelta(minutes=1)):
        ready(course, "omar", language="en")
    with writing(course.system()) as work:
        work.session.get_one(Person, course.people["sven"]).spoken = ["en"]
        work.record("person.changed", course.people["sven"])
    sven = course.actor("sven")
    following = next_in_queue(sven, queue(sven))
    assert following is not None
    assert following.person_id == take(course).person_id == course.people["omar"]
    assert take(course, "sara").person_id == course.people["olga"]


def test_an_auditor_books_nothing(course: World) -> None:
    with pytest.raises(ForbiddenError):
        book(course, "ada")


def test_twenty_assessors_at_one_queue_with_bookings_take_those_whose_time_has_come(course: World) -> None:
    operators = [new_person(number, Role.OPERATOR) for number in range(25)]
    assessors = [new_person(number, Role.SUPERVISOR) for number in range(20)]
    soon, later = clock.now() + timedelta(minutes=2), clock.now() + timedelta(hours=2)
    for number, operator in enumerate(operators):
        if number < 10:
            service.ready_for_call(operator, COURSE, "phone", "en")
        else:
            service.book_call(operator, COURSE, "phone", "en", soon if number < 20 else later)
    calls = at_once(20, lambda number: service.take_next(assessors[number]))
    assert None not in calls
    assert len(set(calls)) == 20
    left = queue(assessors[0])
    assert {one.person_id for one in left if not one.held} == {one.number for one in operators[20:]}
    assert trail.verify(course.system()) is None
