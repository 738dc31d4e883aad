"""A team leader's day: where the team stands, what is due in it, and their own way to calls."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser import steps
from tests.browser.school import CLIENT, COURSE, HOME
from tests.browser.site import Site
from tests.browser.walking import PHONE, Walk, Walker
from tests.factories import PASSWORD

pytestmark = pytest.mark.journeys

HERE = f"/c/{CLIENT}"
FOR_OTHERS = ("supervise", "sign-offs", "members", "members/new", "teams", "people", "reports", "record", "author")
"""Pages of supervisors, trainers, managers and auditors."""


@pytest.fixture(scope="module")
def site(school_site: Site) -> Site:
    with school_site.commands() as run:
        for name, full_name, role in (("lea", "Lea Test", "team leader"), ("nils", "Nils Test", "operator")):
            run("people", "create", name, "--name", full_name, "--password", PASSWORD)
            run("people", "grant", name, "--client", CLIENT, "--role", role, "--side", "centre")
        run("people", "team", "Night", "--client", CLIENT, "--leader", "lea", "nils")
        run("people", "enrol", "lea", "nils", "--client", CLIENT, "--course", COURSE)
    return school_site


def test_a_team_leader_answers_for_a_team_and_takes_calls_like_it(site: Site, walk: Walker) -> None:
    lea = walk("lea")
    steps.accept_agreements(lea.page)
    dossier = she_sees_where_her_team_stands(lea)
    nobody_elses_people_or_pages_are_hers(lea)

    nils = walk("nils", viewport=PHONE, has_touch=True)
    steps.accept_agreements(nils.page)
    he_asks_about_a_paragraph(nils)
    lea.open(dossier)
    expect(lea.page.get_by_text("Accepted the agreement")).to_be_visible()

    she_learns(lea)
    she_passes_the_quiz(lea)
    steps.ask_for_a_call(lea)
    sven = walk("sven")
    steps.accept_agreements(sven.page)
    he_scores_her(sven)
    lea.open(f"{HOME}/ready")
    expect(lea.page.get_by_text("Passed, 87%")).to_be_visible()
    lea.look_over()


def she_sees_where_her_team_stands(lea: Walk) -> str:
    """Read the team, what is due in it, as a file too, and one person's time line; return its address."""
    page = lea.page
    steps.follow(page, "Team")
    expect(page.get_by_role("heading", name="Night")).to_be_visible()
    expect(page.get_by_role("row", name="Nils Test")).to_contain_text("Leak line")
    expect(page.get_by_text("Olga Test")).to_have_count(0)
    lea.look_over()
    steps.follow(page, "Nils Test")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Nils Test")
    lea.look_over()
    dossier = page.url
    lea.open(f"{HERE}/due")
    lea.look_over()
    exported = page.request.get(f"{HERE}/due.csv")
    assert exported.ok
    assert "Olga Test" not in exported.text()
    return dossier


def nobody_elses_people_or_pages_are_hers(lea: Walk) -> None:
    """What others do is not on her rail, and refused at its address."""
    lea.open(HERE)
    rail = lea.page.get_by_role("navigation").first
    for place in ("Calls", "Sign-offs", "People", "Record", "My courses"):
        expect(rail.get_by_role("link", name=place, exact=True)).to_have_count(0)
    for page in FOR_OTHERS:
        lea.open(f"{HERE}/{page}", status=403)


def he_asks_about_a_paragraph(nils: Walk) -> None:
    steps.follow(nils.page, "Continue: Stop the water")
    steps.follow(nils.page, "Ask about this section")
    nils.look_over()


def she_learns(lea: Walk) -> None:
    page = lea.open(HERE)
    steps.follow(page, "Continue: Stop the water")
    steps.answer_check(page, "What do you ask about first?", "The stopcock")
    expect(page.get_by_text("Right: every minute counts.")).to_be_visible()
    steps.follow(page, "Next: Send somebody")
    steps.answer_check(page, "Within how many minutes", "90")
    steps.answer_check(page, "Which leaks are ours?", "A burst main", "A leaking meter")
    steps.follow(page, "Back to the course")
    expect(page.get_by_text("2 of 2").first).to_be_visible()


def she_passes_the_quiz(lea: Walk) -> None:
    page = lea.open(f"{HOME}/quizzes/final-exam")
    steps.press(page, "Start the attempt")
    for place, answers in steps.questions(page):
        steps.answer_question(place, answers)
        expect(place.locator("[data-state=done]")).to_be_visible()
    steps.press(page, "Look over and hand in")
    steps.press(page, "Hand in")
    expect(page.get_by_role("heading", level=1)).to_contain_text("100%")


def he_scores_her(sven: Walk) -> None:
    page = sven.open(f"{HERE}/supervise")
    steps.take_the_next(page)
    steps.fill_in(page, "helped", "Named the crew.", First_help=50, Dispatch=20, Empathy="Does not apply")
    steps.finish(page)
    expect(page.get_by_text("87% of the points that apply; 80% were needed.")).to_be_visible()
