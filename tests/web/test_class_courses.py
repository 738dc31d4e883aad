"""Who joins a class after it was enrolled is let in with one button, on the day of the others or another."""

from __future__ import annotations

from datetime import timedelta

from app.kernel import clock
from app.learning import queries
from app.learning.enrolling import enrol_by
from app.people import classes
from tests.factories import World
from tests.web.conftest import SignedIn

LINE = "card-line"


def test_those_who_are_not_yet_in_it_are_enrolled_with_one_button(
    signed_in: SignedIn, trained: World, world: World
) -> None:
    tara, olga, omar = world.actor("tara"), world.people["olga"], world.people["omar"]
    friday = clock.now().date() + timedelta(days=12)
    group = classes.make_class(tara, "Monday", tara.number, clock.now())
    page, browser = f"/c/nordbank/classes/{group}", signed_in("tara")
    classes.join(tara, group, [olga])
    assert "not yet" not in browser.get(page).text, "a class in no course has no latecomers"
    enrol_by(tara, [olga], LINE, friday)
    classes.join(tara, group, [omar])
    shown = browser.get(page).text
    assert "Enrol the 1 who is not yet" in shown
    assert f'value="{friday}"' in shown

    over = browser.post(f"{page}/enrol", data={"course": LINE, "due": "2020-01-01"})
    assert over.status_code == 422
    assert 'value="2020-01-01"' in over.text
    assert 'value="Monday"' in over.text, "the other form of the page stays as it was"
    for _twice in range(2):
        assert browser.post(f"{page}/enrol", data={"course": LINE, "due": str(friday)}).location == page
    (omars,) = queries.enrolments(tara, [omar])
    (olgas,) = queries.enrolments(tara, [olga])
    assert omars.due_at == olgas.due_at
    assert "not yet" not in browser.get(page).text
