"""The job with JavaScript switched off: by an operator to the queue, by a supervisor to the score."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser import steps
from tests.browser.school import CLIENT, HOME
from tests.browser.site import Site
from tests.browser.walking import Walk, Walker

pytestmark = pytest.mark.journeys


@pytest.fixture(scope="module")
def site(school_site: Site) -> Site:
    return school_site


def test_an_operator_and_a_supervisor_do_their_work_without_javascript(walk: Walker) -> None:
    olga = walk("olga", java_script_enabled=False)
    steps.accept_agreements(olga.page)
    she_learns(olga)
    she_passes_the_quiz(olga)
    she_rehearses(olga)
    steps.ask_for_a_call(olga)

    sven = walk("sven", java_script_enabled=False)
    steps.accept_agreements(sven.page)
    he_scores_her(sven)
    page = olga.open(f"{HOME}/ready")
    expect(page.get_by_text("Passed, 87%")).to_be_visible()


def she_learns(olga: Walk) -> None:
    page = olga.page
    steps.follow(page, "Continue: Stop the water")
    steps.answer_check(page, "What do you ask about first?", "The insurance")
    expect(page.get_by_text("That is a question for tomorrow.")).to_be_visible()
    steps.answer_check(page, "What do you ask about first?", "The stopcock")
    expect(page.get_by_text("Right: every minute counts.")).to_be_visible()
    steps.follow(page, "Next: Send somebody")
    with olga.expecting(422):
        steps.answer_check(page, "Within how many minutes", "ninety")
        expect(page.get_by_role("alert")).to_contain_text("not a number")
    steps.answer_check(page, "Within how many minutes", "90")
    steps.answer_check(page, "Which leaks are ours?", "A burst main", "A leaking meter")
    steps.follow(page, "Back to the course")
    expect(page.get_by_text("2 of 2").first).to_be_visible()


def she_passes_the_quiz(olga: Walk) -> None:
    """Save one answer by its own button, leave the page, find it again, and hand all of them in."""
    page = olga.open(f"{HOME}/quizzes/final-exam")
    steps.press(page, "Start the attempt")
    place, answers = steps.questions(page)[0]
    address = page.url
    steps.answer_question(place, answers)
    place.get_by_role("button", name="Save answer").click()
    olga.open(f"{HOME}/quizzes/final-exam")
    steps.follow(page, "Continue the attempt")
    expect(page).to_have_url(f"{address}#question-2")
    expect(page.locator("#question-2")).to_be_focused()
    expect(page.get_by_text("1 of 4 answered")).to_have_count(1)
    for place, answers in steps.questions(page):
        steps.answer_question(place, answers)
    steps.press(page, "Look over and hand in")
    expect(page.get_by_text("Every question is answered.")).to_be_visible()
    steps.press(page, "Hand in")
    expect(page.get_by_role("heading", level=1)).to_contain_text("100%")


def she_rehearses(olga: Walk) -> None:
    """Choose badly, and read afterwards what it cost."""
    page = olga.open(f"{HOME}/scenarios/water-in-the-cellar")
    steps.press(page, "Take the call")
    for reply in ("That is a fright.", "Wade over", "A crew is with you"):
        page.get_by_role("button", name=reply).click()
    expect(page.get_by_text("Would not pass")).to_be_visible()
    expect(page.get_by_text("Critical: Danger")).to_be_visible()
    expect(page.get_by_text("Water near a socket is a danger to life.")).to_be_visible()


def he_scores_her(sven: Walk) -> None:
    """Save a draft, finish too early, be told what is missing, finish."""
    page = sven.open(f"/c/{CLIENT}/supervise")
    steps.take_the_next(page)
    steps.give_points(page, First_help=50)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("group", name="First help").get_by_role("radio", name="50", exact=True)).to_be_checked()
    with sven.expecting(400, 409, 422):
        steps.finish(page)
    expect(page.get_by_role("alert")).to_contain_text("Dispatch has no points yet")
    steps.fill_in(page, "helped", "Named the crew, not the time.", Dispatch=20, Empathy="Does not apply")
    steps.finish(page)
    expect(page.get_by_text("87% of the points that apply; 80% were needed.")).to_be_visible()
