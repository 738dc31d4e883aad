"""Calls booked for a time, filters of the queue, and series told in words."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from app.assessment.calls import queries, service
from app.kernel import clock
from app.kernel.work import writing
from app.people.models import Person
from tests.factories import World
from tests.integration.assessment.calls.courses import COURSE, FULL, Gate
from tests.web.calls.steps import READY, START, score, taken


def tomorrow(hour: str = "14:30") -> dict[str, str]:
    return {"pair": "phone|en", "day": (clock.now() + timedelta(days=1)).date().isoformat(), "time": hour}


def test_a_call_is_booked_on_ones_own_clock_moved_and_cancelled(
    world: World, olga: FlaskClient, sven: FlaskClient
) -> None:
    page = olga.get(READY).text
    assert "Book a time instead" in page
    for _ in range(2):
        assert olga.post(f"{READY}/book", data=tomorrow()).location == READY
    page = olga.get(READY).text
    for words in ("Your call is booked", "14:30", "Cancel the booking", 'value="14:30"'):
        assert words in page, words
    seen = sven.get(START).text
    assert "Booked calls, the next first" in seen
    assert "14:30" in seen
    assert "Take the next call" not in seen
    assert sven.post(f"{START}/take").location == START
    olga.post(f"{READY}/book", data=tomorrow("16:00"))
    assert "16:00" in olga.get(READY).text
    olga.post(f"{READY}/leave")
    assert "Your call is booked" not in olga.get(READY).text
    assert "Booked calls" not in sven.get(START).text


def test_one_time_is_two_moments_for_people_of_two_zones(world: World, olga: FlaskClient, sven: FlaskClient) -> None:
    with writing(world.system()) as work:
        work.session.get_one(Person, world.people["olga"]).time_zone = "Asia/Almaty"
        work.record("person.changed", world.people["olga"])
    olga.post(f"{READY}/book", data=tomorrow("14:30"))
    assert "14:30" in olga.get(READY).text
    assert "09:30" in sven.get(START).text


@pytest.mark.parametrize(
    "wrong",
    [
        {"day": ""},
        {"time": ""},
        {"day": "soon"},
        {"time": "25:00"},
        {"time": "14:30+02:00"},
        {"day": "9999-12-31"},
        {"day": "0001-01-01"},
        {"day": "2020-01-01"},
        {"day": "2\u066026-01-01"},
        {"pair": ""},
        {"pair": "smoke|en"},
    ],
)
def test_a_booking_that_cannot_be_is_refused_and_what_was_typed_stays(
    olga: FlaskClient, sven: FlaskClient, wrong: dict[str, str]
) -> None:
    answer = olga.post(f"{READY}/book", data=tomorrow() | wrong)
    assert answer.status_code == 422
    assert "Please check this" in answer.text
    if "time" not in wrong:
        assert 'value="14:30"' in answer.text
    assert "Nobody waits" in sven.get(START).text


def test_the_queue_is_filtered_in_the_address_and_take_honours_it(world: World, sven: FlaskClient, gate: Gate) -> None:
    service.ready_for_call(world.actor("olga"), COURSE, "phone", "en")
    service.ready_for_call(world.actor("omar"), COURSE, "chat", "en")
    everybody = sven.get(START).text
    assert "?channel=chat" in everybody
    assert "?language=" not in everybody, "all wait for the same language"
    page = sven.get(f"{START}?channel=chat").text
    assert "Omar Test" in page
    assert "Olga Test" not in page
    assert 'name="channel" value="chat"' in page
    assert "Nobody whom these filters leave waits" in sven.get(f"{START}?language=pl").text
    assert sven.post(f"{START}/take", data={"language": "pl"}).location == f"{START}?language=pl"
    desk = sven.post(f"{START}/take", data={"channel": "chat"}).location
    assert queries.live_call(world.actor("sven"), desk.rsplit("/", 1)[1]).person_id == world.people["omar"]
    for strange in ("%00", "x" * 5000, "<b>", "%E2%80%AE"):
        assert sven.get(f"{START}?channel={strange}").status_code in {200, 422}


def test_whose_call_broke_off_is_said_to_come_first(world: World, sven: FlaskClient) -> None:
    desk = taken(world)
    sven.post(f"{desk}/break-off", data={"reason": "The line dropped"})
    assert "Broke off: comes first" in sven.get(START).text


def test_a_series_is_told_in_words(world: World, olga: FlaskClient) -> None:
    assert "3 calls left; 2 of them must be passed." in olga.get(READY).text
    score(world, FULL)
    assert "2 calls left; 1 of them must be passed." in olga.get(READY).text
    score(world, FULL)
    page = olga.get(READY).text
    assert "Met: 2 calls passed." in page
    assert "2 calls left; 1 of them must be passed." in page, "a further channel takes a shorter series"
