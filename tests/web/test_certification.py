"""The start page, sign-offs and certificates, as a browser without JavaScript sees them."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.certification import queries, service
from app.kernel import clock
from app.people import service as people
from tests.factories import World
from tests.integration.certification import courses
from tests.integration.certification.courses import CARDS
from tests.web.conftest import SignedIn

HOME = "/c/nordbank/"


def sign_off_page(world: World) -> str:
    return f"/c/nordbank/sign-offs/{world.people['olga']}/{CARDS}"


def certificate_page(world: World) -> str:
    [certificate] = queries.certificates(world.system(), [world.people["olga"]])
    return f"/c/nordbank/certificates/{certificate.id}"


def test_who_is_in_no_course_is_told_why_the_page_is_empty(trained: World, signed_in: SignedIn) -> None:
    courses.accept(trained, "olga")
    assert "You are in no course yet" in signed_in("olga").get(HOME).text


def test_the_start_page_counts_the_steps_left_and_names_the_next(trained: World, signed_in: SignedIn) -> None:
    courses.finish_induction(trained, "olga")
    courses.accept(trained, "olga")
    courses.enrol(trained.system(), trained.people["olga"], CARDS)
    courses.complete_modules(trained.system(), trained.people["olga"], CARDS, courses.MODULES[0])
    page = signed_in("olga").get(HOME).text
    assert "You may not take Nordbank calls yet: 4 steps left" in page
    assert "Module 2 of 2: Blocked cards" in page
    assert "Continue: Blocked cards" in page
    assert 'href="/c/nordbank/courses/card-line/continue"' in page
    assert "1 of 2" in page
    assert "Opens when everything above is done." in page


def test_waiting_for_a_sign_off_asks_nothing_of_the_operator(ready_to_sign: World, signed_in: SignedIn) -> None:
    page = signed_in("olga").get(HOME).text
    assert "You may not take Nordbank calls yet: 1 step left" in page
    assert "Waits for the sign-off." in page


def test_the_class_and_the_team_say_who_waits_for_a_sign_off(ready_to_sign: World, signed_in: SignedIn) -> None:
    system, olga = ready_to_sign.system(), ready_to_sign.people["olga"]
    people.create_class(system, "Autumn class", ready_to_sign.people["tara"], clock.now(), [olga])
    people.join_team(system, people.create_team(system, "Blue", ready_to_sign.people["sven"]), olga)
    courses.accept(ready_to_sign, "sven")
    for name, page in (("tara", "author"), ("sven", "supervise")):
        assert "Waits for sign-off by a supervisor" in signed_in(name).get(f"/c/nordbank/{page}").text
    assert "1 person of your team waits for a sign-off" in signed_in("sven").get("/c/nordbank/supervise").text


@pytest.mark.parametrize("page", ["/c/centre/", f"/c/centre/courses/{courses.INDUCTION}"])
def test_from_the_finished_induction_links_lead_on_to_ones_own_clients(
    trained: World, signed_in: SignedIn, page: str
) -> None:
    browser = signed_in("olga")
    courses.enrol(trained.system("centre"), trained.people["olga"], courses.INDUCTION)
    assert "Go on with" not in browser.get(page).text
    courses.complete_modules(trained.system("centre"), trained.people["olga"], courses.INDUCTION)
    courses.pass_quiz(trained.system("centre"), trained.people["olga"], courses.INDUCTION)
    text = browser.get(page).text
    assert '<a href="/c/nordbank/">Go on with Nordbank</a>' in text
    assert text.count("Go on with") == 1


def test_titles_of_courses_are_marked_with_their_language(ready_to_sign: World, signed_in: SignedIn) -> None:
    service.sign_off(ready_to_sign.actor("sven"), ready_to_sign.people["olga"], CARDS)
    browser = signed_in("olga")
    assert '<span lang="en">Certified card-line operator</span>' in browser.get(HOME).text
    assert '<h1 id="certificate-title" lang="en">' in browser.get(certificate_page(ready_to_sign)).text


def test_who_is_cleared_reads_so_first(ready_to_sign: World, signed_in: SignedIn) -> None:
    service.sign_off(ready_to_sign.actor("sven"), ready_to_sign.people["olga"], CARDS)
    page = signed_in("olga").get(HOME).text
    assert "You may take Nordbank calls" in page
    assert "Phone: English" in page
    assert "See the certificate" in page


@pytest.mark.parametrize(("name", "leads_to"), [("sven", "/supervise"), ("ada", "/audit"), ("mira", "/manage")])
def test_every_role_starts_on_its_own_page(
    trained: World, signed_in: SignedIn, app: Flask, name: str, leads_to: str
) -> None:
    for one in ("sven", "mira"):
        courses.accept(trained, one)
    answer = signed_in(name).get(HOME)
    assert answer.status_code == 302
    assert answer.location.endswith(leads_to)


def test_a_supervisor_sees_who_waits_with_the_evidence(ready_to_sign: World, signed_in: SignedIn) -> None:
    courses.accept(ready_to_sign, "sven")
    browser = signed_in("sven")
    listed = browser.get("/c/nordbank/sign-offs").text
    assert "Olga Test" in listed
    assert "Tara Test" in listed
    page = browser.get(sign_off_page(ready_to_sign)).text
    assert "Passed, 95%" in page
    assert "best result 100%" in page


def test_signing_off_issues_the_certificate_and_empties_the_list(ready_to_sign: World, signed_in: SignedIn) -> None:
    courses.accept(ready_to_sign, "sven")
    browser = signed_in("sven")
    answer = browser.post(sign_off_page(ready_to_sign), follow_redirects=True)
    assert "You signed Olga Test off. The certificate is issued." in answer.text
    assert "Nobody waits for a sign-off" in answer.text
    twice = browser.post(sign_off_page(ready_to_sign), follow_redirects=True)
    assert "You signed Olga Test off. The certificate is issued." in twice.text
    with clock.at(clock.now() + clock.A_MOMENT):
        later = browser.post(sign_off_page(ready_to_sign))
    assert later.status_code == 409
    assert "There is nothing left to sign off here" in later.text


def test_the_only_scorer_reads_why_somebody_else_must_sign(trained: World, signed_in: SignedIn) -> None:
    courses.learn_cards(trained, "olga")
    courses.pass_calls(trained, "olga", scorer="sven")
    courses.accept(trained, "sven")
    browser = signed_in("sven")
    assert "Nobody certifies alone" in browser.get("/c/nordbank/sign-offs").text
    page = browser.get(sign_off_page(trained)).text
    assert "You scored every passed call of this person." in page
    assert 'method="post" action="/c/nordbank/sign-offs' not in page
    assert browser.post(sign_off_page(trained)).status_code == 409


def test_an_operator_finds_no_sign_offs(ready_to_sign: World, signed_in: SignedIn) -> None:
    browser = signed_in("olga")
    assert browser.get("/c/nordbank/sign-offs").status_code == 403
    assert browser.post(sign_off_page(ready_to_sign)).status_code == 403


@pytest.fixture
def certified(ready_to_sign: World) -> World:
    service.sign_off(ready_to_sign.actor("sven"), ready_to_sign.people["olga"], CARDS)
    return ready_to_sign


def test_the_certificate_is_a_page_and_a_pdf(certified: World, signed_in: SignedIn) -> None:
    browser: FlaskClient = signed_in("olga")
    page = browser.get(certificate_page(certified))
    for words in ("Certified card-line operator", "Olga Test", "Phone: English", "Download as PDF", "version 1.0"):
        assert words in page.text
    pdf = browser.get(f"{certificate_page(certified)}.pdf")
    assert pdf.mimetype == "application/pdf"
    assert pdf.data.startswith(b"%PDF-")


def test_a_certificate_is_for_its_person_and_for_those_who_see_everybody(certified: World, signed_in: SignedIn) -> None:
    courses.accept(certified, "omar")
    for name, status in (("ada", 200), ("omar", 404), ("audrey", 404)):
        for ending in ("", ".pdf"):
            assert signed_in(name).get(certificate_page(certified) + ending).status_code == status, name
