"""Live test calls: drafts, results, ends without a result, series, coaching, and who may read them."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from flask import Flask

from app.assessment.calls import queries, service
from app.assessment.calls.errors import CallEndedError, UnscoredError
from app.assessment.calls.events import CallScored
from app.assessment.calls.queries import Draft, LostSeries
from app.assessment.calls.rules import SeriesState
from app.kernel.errors import ForbiddenError, InvalidError, NotFoundError, RefusedError
from app.kernel.work import House
from app.people import service as people_service
from tests.factories import World
from tests.integration.assessment.calls import courses
from tests.integration.assessment.calls.courses import COURSE, FULL, POOR
from tests.statements import questions, sent_by


def taken(world: World, name: str = "olga", channel: str = "phone", by: str = "sven") -> str:
    service.ready_for_call(world.actor(name), COURSE, channel, "en")
    call_id = service.take_next(world.actor(by))
    assert call_id is not None
    return call_id


def scored(world: World, points: dict[str, int], name: str = "olga", channel: str = "phone", by: str = "sven") -> bool:
    call_id = taken(world, name, channel, by)
    return bool(service.finish(world.actor(by), call_id, points, [], "resolved", "Asked for two factors").passed)


def state(world: World, name: str = "olga", channel: str = "phone") -> SeriesState:
    return queries.states_of(world.actor("sara"), COURSE, world.people[name])[channel, "en"]


@pytest.fixture
def heard(app: Flask) -> Iterator[list[CallScored]]:
    """What was published about calls."""
    news: list[CallScored] = []
    house: House = app.extensions["readyline.house"]
    house.on(CallScored, lambda work, event: news.append(event))
    return news


def test_a_draft_is_kept_as_it_is_given(course: World) -> None:
    sven = course.actor("sven")
    call_id = taken(course)
    service.save_draft(sven, call_id, Draft({"Identity": 30, "Empathy": None}, ("Leak",), "", "Asked for"))
    call = queries.live_call(sven, call_id)
    assert call.draft == Draft({"Identity": 30, "Empathy": None}, ("Leak",), "", "Asked for")
    assert call.started_at is not None
    assert call.outcome is None


def test_the_draft_is_for_the_assessor_only(course: World) -> None:
    call_id = taken(course)
    service.save_draft(course.actor("sven"), call_id, Draft({"Identity": 30}, evidence="hm"))
    for name in ("olga", "sara", "ada"):
        assert queries.live_call(course.actor(name), call_id).draft == Draft({})


UNKNOWN_TO_THE_SCORECARD = (
    Draft({"Charm": 3}),
    Draft({"Identity": 31}),
    Draft({"Identity": -1}),
    Draft({"Identity": None}),
    Draft({}, ("Murder",)),
    Draft({}, (), "in tears"),
    Draft({}, evidence="x" * 20_001),
    Draft({}, evidence="a\0b"),
)


def test_a_draft_the_scorecard_does_not_know_is_refused(course: World) -> None:
    call_id = taken(course)
    sven = course.actor("sven")
    for draft in UNKNOWN_TO_THE_SCORECARD:
        with pytest.raises(InvalidError):
            service.save_draft(sven, call_id, draft)
        with pytest.raises(InvalidError):
            service.finish(sven, call_id, {**FULL, **draft.points}, draft.critical, draft.ending, draft.evidence)
    assert queries.live_call(sven, call_id).outcome is None


def test_the_result_names_what_it_was_made_of(course: World) -> None:
    call_id = taken(course)
    points = {"Identity": 30, "Solution": 50, "Empathy": None}
    call = service.finish(course.actor("sven"), call_id, points, ["Leak"], "resolved", " Heard it ")
    assert (call.percent, call.passed, call.outcome) == (100, False, "finished")
    assert (call.points, call.critical, call.ending, call.evidence) == (points, ("Leak",), "resolved", "Heard it")
    assert [each.id for each in queries.live_calls(course.actor("sven"), course=COURSE)] == [call_id]


def test_the_mark_is_the_courses_where_that_asks_more_than_the_scenario(course: World) -> None:
    """The scenario passes with 80 per cent, the course wants calls at 90."""
    assert not scored(course, {"Identity": 30, "Solution": 50, "Empathy": 9})
    assert scored(course, {"Identity": 30, "Solution": 50, "Empathy": 10})


def test_unscored_criteria_are_named(course: World) -> None:
    call_id = taken(course)
    with pytest.raises(UnscoredError, match="Solution, Empathy") as refused:
        service.finish(course.actor("sven"), call_id, {"Identity": 30}, [], "resolved", "Heard it")
    assert refused.value.criteria == ("Solution", "Empathy")


def test_a_result_needs_an_ending_and_evidence(course: World) -> None:
    call_id = taken(course)
    with pytest.raises(InvalidError, match="ended"):
        service.finish(course.actor("sven"), call_id, FULL, [], "", "Heard it")
    with pytest.raises(InvalidError, match="evidence"):
        service.finish(course.actor("sven"), call_id, FULL, [], "resolved", "  ")


def test_finished_twice_the_first_result_stands(course: World, heard: list[CallScored]) -> None:
    call_id = taken(course)
    sven = course.actor("sven")
    first = service.finish(sven, call_id, FULL, [], "resolved", "Heard it")
    second = service.finish(sven, call_id, POOR, [], "unresolved", "Another tab")
    assert second == first
    assert heard == [CallScored(course.people["olga"], COURSE, "phone", "en", True)]
    with pytest.raises(CallEndedError):
        service.save_draft(sven, call_id, Draft({}))


def test_finished_in_five_tabs_at_once_there_is_one_result(course: World, heard: list[CallScored]) -> None:
    call_id = taken(course)
    sven = course.actor("sven")
    with ThreadPoolExecutor(5) as pool:
        results = list(
            pool.map(lambda _: service.finish(sven, call_id, FULL, [], "resolved", "Heard it").ended_at, range(5))
        )
    assert len(set(results)) == 1
    assert len(heard) == 1


def test_only_the_assessor_scores(course: World) -> None:
    call_id = taken(course)
    for name in ("sara", "olga", "ada"):
        with pytest.raises(ForbiddenError):
            service.finish(course.actor(name), call_id, FULL, [], "resolved", "Heard it")
    with pytest.raises(NotFoundError):
        service.finish(course.actor("sven"), "0" * 20, FULL, [], "resolved", "Heard it")


def test_broken_off_there_is_no_result_and_the_person_waits_again(course: World, heard: list[CallScored]) -> None:
    sven = course.actor("sven")
    call_id = taken(course)
    service.break_off(sven, call_id, "The line dropped")
    service.break_off(sven, call_id, "The line dropped")
    assert queries.live_call(sven, call_id).reason == "The line dropped"
    seen = {name: queries.live_call(course.actor(name), call_id).reason for name in ("sara", "mira", "olga", "ada")}
    assert seen == {"sara": "The line dropped", "mira": "The line dropped", "olga": "The line dropped", "ada": ""}
    assert (queries.live_calls(sven), heard, state(course).scored) == ([], [], 0)
    with pytest.raises(CallEndedError):
        service.finish(sven, call_id, FULL, [], "resolved", "Heard it")
    assert service.take_next(course.actor("sara")) is not None


def test_another_scenario_may_be_chosen_until_the_call_begins(course: World) -> None:
    sven = course.actor("sven")
    call_id = taken(course)
    service.change_scenario(sven, call_id, "card-lost")
    assert queries.live_call(sven, call_id).scenario == "card-lost"
    with pytest.raises(InvalidError):
        service.change_scenario(sven, call_id, "card-chat")
    service.start_call(sven, call_id)
    with pytest.raises(RefusedError, match="begun"):
        service.change_scenario(sven, call_id, "card-blocked")


def test_a_series_is_met_and_the_next_channel_has_the_shorter_rule(course: World) -> None:
    assert [scored(course, FULL), scored(course, POOR), scored(course, FULL, by="sara")] == [True, False, True]
    assert state(course) == SeriesState(1, 2, 3, 2, 3, met=True, lost=False)
    with pytest.raises(RefusedError, match="have passed"):
        service.ready_for_call(course.actor("olga"), COURSE, "phone", "en")
    assert (state(course, channel="chat").needed, state(course, channel="chat").of) == (1, 2)
    assert scored(course, {"Identity": 30, "Solution": 50, "Empathy": 0}, channel="chat")
    assert state(course, channel="chat").met


def test_a_lost_series_needs_coaching_before_the_next(course: World) -> None:
    scored(course, POOR)
    assert queries.lost_series(course.actor("sara")) == []
    scored(course, POOR)
    assert state(course).lost
    waiting = queries.lost_series(course.actor("sara"))
    assert [(one.person_id, one.channel, one.series) for one in waiting] == [(course.people["olga"], "phone", 1)]
    assert queries.lost_series(course.actor("omar")) == []
    with pytest.raises(RefusedError, match="coaching"):
        service.ready_for_call(course.actor("olga"), COURSE, "phone", "en")
    sven, olga = course.actor("sven"), course.people["olga"]
    first = service.record_coaching(sven, olga, COURSE, "phone", "en", "Ask before you open the account.")
    again = service.record_coaching(sven, olga, COURSE, "phone", "en", "Ask before you open the account. ")
    assert first == again
    assert (state(course).number, state(course).scored) == (2, 0)
    assert queries.lost_series(course.actor("sara")) == []
    scored(course, FULL)
    assert (state(course).number, state(course).passed) == (2, 1)


def test_a_series_that_a_new_rule_lost_waits_for_coaching_too(
    course: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sven, sara, olga = course.actor("sven"), course.actor("sara"), course.people["olga"]
    scored(course, POOR)
    scored(course, FULL, "omar")
    assert queries.lost_series(sara) == []
    monkeypatch.setattr(courses, "PAGE", courses.PAGE.replace("2 of 3", "2 of 2"))
    courses.publish_course(course, tmp_path)
    with pytest.raises(RefusedError, match="coaching"):
        service.ready_for_call(course.actor("olga"), COURSE, "phone", "en")
    (call,) = queries.live_calls(sara, [olga])
    assert call.ended_at is not None
    assert queries.lost_series(sara) == [LostSeries(olga, COURSE, "phone", "en", 1, call.ended_at, call.release_id)]
    service.record_coaching(sven, olga, COURSE, "phone", "en", "Ask before you open the account.")
    assert queries.lost_series(sara) == []
    scored(course, FULL)
    assert (state(course).number, state(course).passed) == (2, 1)


def test_the_list_of_lost_series_costs_three_statements(course: World, app: Flask) -> None:
    for name in ("olga", "omar"):
        scored(course, POOR, name)
        scored(course, POOR, name)
    sara = course.actor("sara")
    with sent_by(app) as statements:
        assert [one.person_id for one in queries.lost_series(sara)] == [
            course.people[name] for name in ("olga", "omar")
        ]
    assert len(questions(statements)) == 3


def test_coaching_that_cannot_be_recorded(course: World) -> None:
    for by, person, channel, words, error in (
        ("sven", "olga", "phone", "Practise.", RefusedError),
        ("sven", "olga", "smoke", "Practise.", InvalidError),
        ("sven", "olga", "phone", "  ", InvalidError),
        ("sven", "sven", "phone", "Practise.", ForbiddenError),
        ("ada", "olga", "phone", "Practise.", ForbiddenError),
    ):
        with pytest.raises(error):
            service.record_coaching(course.actor(by), course.people[person], COURSE, channel, "en", words)


def test_coaching_words_are_not_for_auditors(course: World) -> None:
    scored(course, POOR)
    scored(course, POOR)
    service.record_coaching(course.actor("sven"), course.people["olga"], COURSE, "phone", "en", "Breathe.")
    assert [one.words for one in queries.coachings(course.actor("mira"))] == ["Breathe."]
    assert queries.coachings(course.actor("ada")) == []
    assert queries.coachings(course.actor("olga")) == []


def test_who_may_read_a_result(course: World) -> None:
    people_service.create_team(course.system(), "Team Sven", course.people["sven"])
    scored(course, FULL)
    for name in ("olga", "sven", "sara", "tara", "mira", "ada"):
        assert len(queries.live_calls(course.actor(name))) == 1, name
    call_id = queries.live_calls(course.actor("sven"))[0].id
    assert queries.live_calls(course.actor("omar")) == []
    assert queries.series_of(course.actor("omar"), COURSE, [course.people["olga"]]) == {}
    with pytest.raises(NotFoundError):
        queries.live_call(course.actor("omar"), call_id)


def test_the_assessors_own_calls_stand_with_the_open_one_first(course: World) -> None:
    scored(course, FULL)
    call_id = taken(course, "omar")
    calls = queries.calls_taken(course.actor("sven"))
    assert [(call.id == call_id, call.outcome) for call in calls] == [(True, None), (False, "finished")]
