"""Enrolments on pages: what comes before a course is told; a due date is changed and an enrolment taken back."""

from __future__ import annotations

from datetime import timedelta

from app.kernel import clock
from app.learning import queries
from app.learning.enrolling import enrol_by
from app.people import classes
from tests.factories import World
from tests.integration.certification import courses
from tests.web.conftest import SignedIn

LINE = "card-line"


def test_a_class_gets_another_due_date_and_is_taken_back(signed_in: SignedIn, trained: World, world: World) -> None:
    tara, olga, omar = world.actor("tara"), world.people["olga"], world.people["omar"]
    friday = clock.now().date() + timedelta(days=12)
    group = classes.make_class(tara, "Monday", tara.number, clock.now())
    classes.join(tara, group, [olga, omar])
    enrol_by(tara, [olga, omar], LINE, None)
    browser, page = signed_in("tara"), f"/c/nordbank/enrol/{LINE}?group={group}"
    assert f"/c/nordbank/enrol/{LINE}?group={group}" in browser.get(f"/c/nordbank/classes/{group}").text

    form = {"person": [olga, omar], "reason": "A week later", "act": "due", "due": str(friday)}
    for wrong in ({"reason": " "}, {"due": ""}, {"due": "soon"}, {"due": "2020-01-01"}, {"act": ""}, {"person": []}):
        answer = browser.post(page, data=form | wrong)
        assert answer.status_code == 422, wrong
        assert "A week later" in answer.text or wrong == {"reason": " "}
    answer = browser.post(page, data=form)
    assert answer.location == f"/c/nordbank/classes/{group}"
    assert "2 people have a new due date." in browser.get(answer.location).text
    assert "have this due date already" in browser.post(page, data=form, follow_redirects=True).text

    taken = browser.post(
        page, data={"person": [omar], "reason": "Wrong language", "act": "back"}, follow_redirects=True
    )
    assert "1 enrolment was taken back." in taken.text
    assert [one.person_id for one in queries.enrolments(tara, [olga, omar], LINE)] == [olga]
    again = browser.post(page, data={"person": [omar], "reason": "Wrong language", "act": "back"})
    assert again.status_code == 409
    assert "Nobody of them is enrolled" in again.text
    dossier = browser.get(f"/c/nordbank/people/{omar}").text
    assert "Enrolment taken back: " in dossier
    assert "Reason: Wrong language" in dossier
    assert "New due date for " in dossier


def test_who_is_of_another_client_or_team_is_not_there(signed_in: SignedIn, trained: World, world: World) -> None:
    olga, otto = world.people["olga"], world.people["otto"]
    enrol_by(world.actor("tara"), [olga], LINE, None)
    form = {"person": [olga, otto], "reason": "x", "act": "back"}
    tara = signed_in("tara")
    assert tara.get(f"/c/nordbank/enrol/{LINE}?person={otto}").status_code == 200, "nobody of them is enrolled"
    assert tara.post(f"/c/nordbank/enrol/{LINE}?person={otto}", data=form).status_code == 422
    assert tara.get(f"/c/nordbank/enrol/no-course?person={olga}").status_code == 404
    assert signed_in("sven").post(f"/c/nordbank/enrol/{LINE}?person={olga}", data=form).status_code == 404
    assert signed_in("olga").post(f"/c/nordbank/enrol/{LINE}?person={olga}", data=form).status_code == 403
    assert len(queries.enrolments(world.system(), [olga])) == 1


def test_what_comes_before_is_told_and_who_is_in_it_already(signed_in: SignedIn, trained: World, world: World) -> None:
    olga, omar, browser = world.people["olga"], world.people["omar"], signed_in("tara")
    enrol_by(world.actor("tara"), [olga], LINE, None)
    both, alone = f"/c/nordbank/enrol?person={olga}&person={omar}", f"/c/nordbank/enrol?person={olga}"
    before = "Comes after “Customer service foundations”, which "
    assert f"1 is in it already. {before}2 have not completed yet" in browser.get(both).text
    assert f"{before}they have not completed yet" in browser.get(alone).text
    courses.finish_induction(world, "olga")
    assert f"{before}1 has not completed yet" in browser.get(both).text
    assert f"{before}everybody here has completed." in browser.get(alone).text


def test_when_it_is_due_by_its_own_rule_is_told(signed_in: SignedIn, trained: World, world: World) -> None:
    page = signed_in("tara").get(f"/c/nordbank/enrol?person={world.people['olga']}").text
    assert "It has no due date of its own." in page or "Due by its own rule: " in page
    assert "Allow time for both in the due date." in page
