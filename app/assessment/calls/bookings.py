"""Booking a test call for a time; a booking is a place in the queue that comes up shortly before its time."""

from __future__ import annotations

from datetime import datetime

from app.assessment.calls.places import end_let_lie
from app.assessment.calls.queue import check_not_held, own_place
from app.assessment.calls.queue_rules import check_booking
from app.assessment.calls.rules import Pair
from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.races import look_again_if_beaten
from app.kernel.work import writing
from app.people.permissions import Permission


def book_call(actor: Actor, course: str, channel: str, language: str, booked_for: datetime) -> str:
    """Book a test call for a time, or move what is booked, and return the id of the place in the queue.

    Who was ready now is passed over until then; leaving the queue cancels it. Raises InvalidError for a time that has
    passed or lies too far ahead, RefusedError while an assessor holds the place, and what `ready_for_call` raises.
    """
    actor.check(Permission.LEARN)
    return look_again_if_beaten(lambda: _book(actor, course, (channel, language), booked_for))


def _book(actor: Actor, course: str, pair: Pair, booked_for: datetime) -> str:
    with writing(actor) as work:
        place = own_place(work, course, pair)
        if place.booked_for == booked_for:
            return place.id
        check_booking(booked_for, clock.now())
        check_not_held(place)
        end_let_lie(work, place)
        place.booked_for, place.broke_off_at = booked_for, None
        work.record("queue.booked", place.id, course=course, time=booked_for.isoformat())
        return place.id
