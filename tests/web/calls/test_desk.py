"""The pages of test calls: the queue from both sides, the desk, results and coaching, hostile forms among them."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from app.assessment.calls import queries, service
from app.assessment.calls.ports import MissingPart
from app.people import service as people_service
from tests.factories import World
from tests.integration.assessment.calls.courses import COURSE, FULL, POOR, Gate
from tests.web.calls.steps import READY, SCORED, START, outcome, score, taken
from tests.web.conftest import SignedIn


def test_saying_ready_shows_the_place_and_what_is_left(olga: FlaskClient) -> None:
    assert "Phone, Polish" in olga.get(READY).text
    for _ in range(2):
        assert olga.post(READY, data={"pair": "phone|pl"}).location == READY
    page = olga.get(READY).text
    assert "You are next; 3 calls left in this series" in page
    olga.post(f"{READY}/leave")
    assert "I am ready for a call" in olga.get(READY).text


def test_what_comes_first_is_listed_when_somebody_says_ready_too_early(olga: FlaskClient, gate: Gate) -> None:
    gate.missing = [MissingPart("quiz", "Final exam")]
    answer = olga.post(READY, data={"pair": "phone|en"})
    assert answer.status_code == 409
    assert "Final exam" in answer.text
    assert "I am ready for a call" not in answer.text


def test_a_channel_nobody_offers_is_refused_with_the_page(olga: FlaskClient) -> None:
    for pair in ("", "phone", "smoke|en", "phone|xx", "|", "phone|en|x", "x" * 9999, "\x00|\x00"):
        answer = olga.post(READY, data={"pair": pair})
        assert answer.status_code == 422, pair
        assert "Please check this" in answer.text


def test_the_supervisor_sees_who_waits_and_takes_the_next(world: World, olga: FlaskClient, sven: FlaskClient) -> None:
    assert "Nobody waits" in sven.get(START).text
    olga.post(READY, data={"pair": "phone|en"})
    page = sven.get(START).text
    assert "Take the next call: waiting 0 min" in page
    assert "Olga Test" in page
    first, second = (sven.post(f"{START}/take").location for _ in range(2))
    assert first == second
    assert "Go on with the call" in sven.get(START).text
    assert "An assessor has you now" in olga.get(READY).text


def test_taking_from_an_empty_queue_says_so(sven: FlaskClient) -> None:
    assert "Nobody waits for a call that you can take" in sven.post(f"{START}/take", follow_redirects=True).text


def test_my_team_stands_as_rows(world: World, sven: FlaskClient) -> None:
    team = people_service.create_team(world.system(), "Team Sven", world.people["sven"])
    people_service.join_team(world.system(), team, world.people["omar"])
    page = sven.get(START).text
    assert "Team Sven" in page
    assert "Omar Test" in page


def test_the_desk_shows_the_callers_part_and_the_scorecard(world: World, sven: FlaskClient) -> None:
    page = sven.get(taken(world)).text
    for words in (
        "customer TEST-4471",
        "Say only if asked",
        "My card was refused",
        "two factors asked",
        "Leak",
        "Finish",
    ):
        assert words in page, words


def test_the_operator_sees_neither_the_callers_part_nor_the_draft(
    world: World, sven: FlaskClient, olga: FlaskClient
) -> None:
    desk = taken(world)
    sven.post(f"{desk}/draft", data=SCORED)
    assert olga.get(desk).status_code == 403
    page = olga.get(f"{desk}/result").text
    for words in ("TEST-4471", "Asked for two factors", "two factors asked"):
        assert words not in page, words


def test_the_operator_learns_the_scenario_by_hearing_it(
    world: World, sven: FlaskClient, olga: FlaskClient, signed_in: SignedIn
) -> None:
    desk = taken(world)
    assert "Card blocked" not in olga.get(f"{desk}/result").text
    assert "Card blocked" in signed_in("ada").get(f"{desk}/result").text
    sven.post(f"{desk}/give-back", data={"reason": "No time"})
    assert "Card blocked" not in olga.get(f"{desk}/result").text
    desk = f"/c/nordbank/calls/{service.take_next(world.actor('sven'))}"
    sven.post(f"{desk}/finish", data=SCORED)
    assert "Card blocked" in olga.get(f"{desk}/result").text


def test_a_draft_is_saved_with_and_without_a_script(world: World, sven: FlaskClient) -> None:
    desk = taken(world)
    by_script = sven.post(f"{desk}/draft", data=SCORED, headers={"X-Requested-With": "XMLHttpRequest"})
    assert set(by_script.json or {}) == {"time"}
    assert sven.post(f"{desk}/draft", data=SCORED).location == f"{desk}#scorecard"
    page = sven.get(desk).text
    assert "Named the reason." in page
    assert page.count("checked") == 4


def test_finishing_gives_the_result_once(world: World, sven: FlaskClient, olga: FlaskClient) -> None:
    desk = taken(world)
    for _ in range(2):
        assert sven.post(f"{desk}/finish", data=SCORED).location == f"{desk}/result"
    assert len(queries.live_calls(world.actor("sven"))) == 1
    page = olga.get(f"{desk}/result").text
    for words in (
        "Passed",
        "100% of the points",
        "90% were needed",
        "Asked for two factors.",
        "Sven Test",
        "does not apply",
    ):
        assert words in page, words
    assert sven.get(desk).location == f"{desk}/result"
    assert "Passed, 100%" in sven.get(f"{START}/calls").text


def test_an_ending_that_fails_a_call_is_marked_at_the_desk_and_named_in_the_result(
    world: World, sven: FlaskClient, olga: FlaskClient
) -> None:
    desk = taken(world)
    assert sven.get(desk).text.count("fails the call") == 1 + 1, "of two endings one, beside the critical errors"
    page = sven.post(f"{desk}/finish", data={**SCORED, "ending": "unresolved"}, follow_redirects=True).text
    assert "The call is scored: not passed." in page
    for browser in (sven, olga):
        said = browser.get(f"{desk}/result").text
        assert "100% of the points" in said
        assert "The call ended “unresolved”. It passes only if it ends: resolved." in said


def test_another_score_for_a_finished_call_is_not_taken_and_that_is_said(world: World, sven: FlaskClient) -> None:
    desk = taken(world)
    sven.post(f"{desk}/finish", data=SCORED)
    page = sven.post(f"{desk}/finish", data={**SCORED, "points-0": "0"}, follow_redirects=True).text
    assert "was scored already" in page
    assert "100% of the points" in page


def test_unscored_criteria_are_asked_for_and_may_be_confirmed_as_zero(world: World, sven: FlaskClient) -> None:
    desk = taken(world)
    given = {"points-0": "30", "ending": "resolved", "evidence": "Words that must not be lost"}
    answer = sven.post(f"{desk}/finish", data=given)
    assert answer.status_code == 422
    for words in ("Solution has no points yet", "Empathy has no points yet", "Words that must not be lost"):
        assert words in answer.text, words
    assert outcome(world, desk) is None
    sven.post(f"{desk}/finish", data={**given, "zero": "yes"})
    assert queries.live_calls(world.actor("sven"))[0].points == {"Identity": 30, "Solution": 0, "Empathy": 0}


HOSTILE: tuple[dict[str, str], ...] = (
    {"points-0": "31"},
    {"points-0": "-1"},
    {"points-0": "3.5"},
    {"points-0": "many"},
    {"points-0": "\u0663"},
    {"points-0": "9" * 5000},
    {"points-0": "n/a"},
    {"points-99": "1"},
    {"points-99999999999": "1", "points-0": ""},
    {"points-\u0661": "3"},
    {"points-01": "3"},
    {"remarks": "Kept nowhere"},
    {"critical": "Murder"},
    {"ending": "in tears"},
    {"ending": ""},
    {"evidence": "Named the reason. " + "x" * 20_000},
)


def test_a_hostile_form_is_refused_and_the_notes_stay(world: World, sven: FlaskClient) -> None:
    desk = taken(world)
    for hostile in HOSTILE:
        answer = sven.post(f"{desk}/finish", data={**SCORED, **hostile})
        assert answer.status_code == 422, hostile
        assert "Named the reason." in answer.text
    assert outcome(world, desk) is None


def test_the_desk_has_words_for_a_draft_that_is_too_long(world: World, sven: FlaskClient) -> None:
    assert 'data-too-long="Not saved: this is longer than can be kept.' in sven.get(taken(world)).text


def test_a_draft_that_cannot_be_saved_says_why(world: World, sven: FlaskClient) -> None:
    desk = taken(world)
    data = {**SCORED, "points-0": "31"}
    by_script = sven.post(f"{desk}/draft", data=data, headers={"X-Requested-With": "XMLHttpRequest"})
    assert by_script.status_code == 422
    assert "from 0 to 30" in (by_script.json or {})["message"]
    assert "Named the reason." in sven.post(f"{desk}/draft", data=data).text


@pytest.mark.parametrize("sent", [{}, {"evidence": ""}, {**SCORED, "points-1": ""}, {**SCORED, "ending": ""}])
def test_a_form_without_what_was_saved_does_not_replace_it(
    world: World, sven: FlaskClient, sent: dict[str, str]
) -> None:
    desk = taken(world)
    sven.post(f"{desk}/draft", data=SCORED)
    answer = sven.post(f"{desk}/draft", data=sent, headers={"X-Requested-With": "XMLHttpRequest"})
    assert answer.status_code == 422
    assert (answer.json or {})["message"].endswith("eload the page.")
    kept = queries.live_call(world.actor("sven"), desk.rsplit("/", 1)[1]).draft
    assert (len(kept.points), kept.ending) == (3, "resolved")


def test_notes_for_a_call_that_is_over_are_given_back(world: World, sven: FlaskClient) -> None:
    desk = taken(world)
    service.give_back(world.actor("sven"), desk.rsplit("/", 1)[1], "No Polish")
    answer = sven.post(f"{desk}/finish", data=SCORED)
    assert answer.status_code == 409
    assert "Named the reason." in answer.text


def test_nobody_else_scores_at_a_desk(world: World, sven: FlaskClient, signed_in: SignedIn) -> None:
    desk = taken(world)
    for name in ("sara", "omar", "ada"):
        other = signed_in(name)
        for action in ("", "/start", "/draft", "/finish", "/break-off", "/give-back", "/no-show", "/scenario"):
            answer = other.post(desk + action, data=SCORED) if action else other.get(desk)
            assert answer.status_code in {403, 404}, (name, action)
            assert "TEST-4471" not in answer.text
    assert outcome(world, desk) is None


def test_a_forged_call_is_not_found(sven: FlaskClient) -> None:
    for call in ("0" * 20, "x", "a" * 3000):
        assert sven.get(f"/c/nordbank/calls/{call}").status_code == 404
        assert sven.get(f"/c/nordbank/calls/{call}/result").status_code == 404
        assert sven.post(f"/c/nordbank/calls/{call}/finish", data=SCORED).status_code == 404


@pytest.mark.parametrize("action", ["break-off", "give-back"])
def test_ending_without_a_result_needs_a_reason(world: World, sven: FlaskClient, action: str) -> None:
    desk = taken(world)
    assert sven.post(f"{desk}/{action}").status_code == 422
    assert sven.post(f"{desk}/{action}", data={"reason": "The line dropped"}).location == START
    assert "The line dropped" in sven.get(f"{desk}/result").text


def test_whoever_scores_the_last_call_of_a_lost_series_is_told(world: World, sven: FlaskClient) -> None:
    score(world, POOR)
    answer = sven.post(f"{taken(world)}/finish", data={**SCORED, "points-0": "0"}, follow_redirects=True)
    assert "The series is over" in answer.text


def test_nobody_answered(world: World, sven: FlaskClient, olga: FlaskClient) -> None:
    desk = taken(world)
    assert sven.post(f"{desk}/no-show").location == START
    page = olga.get(READY).text
    assert "You could not be reached" in page
    assert "I am ready for a call" in page


def test_the_call_begins_and_its_scenario_may_be_changed_before(world: World, sven: FlaskClient) -> None:
    desk = taken(world)
    assert sven.post(f"{desk}/scenario", data={"scenario": "card-lost"}).status_code == 302
    assert "My card was refused in Card lost" in sven.get(desk).text
    assert sven.post(f"{desk}/scenario", data={"scenario": "no-such"}).status_code == 422
    sven.post(f"{desk}/start")
    assert "The call begins now" not in sven.get(desk).text
    assert sven.post(f"{desk}/scenario", data={"scenario": "card-blocked"}).status_code == 409


def test_who_reads_a_result(world: World, gate: Gate, signed_in: SignedIn) -> None:
    desk = score(world, FULL)
    for name in ("olga", "sara", "tara", "mira", "ada"):
        assert signed_in(name).get(f"{desk}/result").status_code == 200, name
    for name in ("omar", "otto"):
        assert signed_in(name).get(f"{desk}/result").status_code == 404, name


def test_coaching_opens_a_new_series_and_its_words_are_not_for_auditors(
    world: World, sven: FlaskClient, signed_in: SignedIn
) -> None:
    score(world, POOR)
    desk = score(world, POOR)
    page = f"/c/nordbank/courses/{COURSE}/coaching/{world.people['olga']}"
    assert "Series 1 is over" in sven.get(page).text
    assert page in sven.get(f"{START}/calls").text
    assert page in sven.get(f"{desk}/result").text
    assert "Coaching first" in signed_in("olga").get(READY).text
    data = {"channel": "phone", "language": "en", "words": ""}
    assert sven.post(page, data=data).status_code == 422
    wrong = sven.post(page, data={**data, "channel": "smoke", "words": "Breathe, then ask."})
    assert wrong.status_code == 422
    assert "Breathe, then ask." in wrong.text
    assert sven.post(page, data={**data, "words": "Breathe, then ask."}).location == page
    assert "Breathe, then ask." in sven.get(page).text
    assert "Breathe, then ask." in signed_in("mira").get(f"{desk}/result").text
    assert "Breathe, then ask." not in signed_in("ada").get(f"{desk}/result").text
    assert signed_in("ada").get(page).status_code == 403


def test_coaching_for_nobody_is_not_found(sven: FlaskClient) -> None:
    data = {"channel": "phone", "language": "en", "words": "Breathe."}
    for person in (0, 10**11, 10**30):
        page = f"/c/nordbank/courses/{COURSE}/coaching/{person}"
        assert sven.get(page).status_code == 404
        assert sven.post(page, data=data).status_code == 404
