"""Searches that found nothing are counted without who searched, within bounds, and dealt with once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from app.kernel import clock
from app.kernel.errors import ForbiddenError
from app.kernel.work import reading
from app.knowledge import gap_rules, gaps
from app.knowledge.gaps import Gap
from app.trail.models import TrailEntry
from tests.factories import World

NOW = datetime(2030, 11, 22, 12, tzinfo=UTC)


def on_record(world: World) -> list[TrailEntry]:
    with reading(world.system()) as session:
        lines = select(TrailEntry).where(TrailEntry.action.startswith("search.")).order_by(TrailEntry.sequence)
        return list(session.scalars(lines))


def test_a_question_is_counted_and_nobody_stands_beside_it(world: World) -> None:
    with clock.at(NOW - timedelta(days=1)):
        gaps.keep(world.actor("olga"), "Chargeback abroad")
    with clock.at(NOW):
        gaps.keep(world.actor("omar"), "chargeback ABROAD")
        gaps.keep(world.actor("omar"), "lost umbrella")
        gaps.keep(world.actor("omar"), "4929 1234 5678 9012")
        gaps.keep(world.actor("tara"), "does it find chargeback now")
        found = gaps.gaps(world.actor("tara"))
    today = NOW.date()
    assert found == [Gap("chargeback abroad", "en", 2, today), Gap("lost umbrella", "en", 1, today)]
    lines = on_record(world)
    assert [line.person_id for line in lines] == [None, None, None]
    assert not any("chargeback" in line.data + line.subject for line in lines)


def test_a_question_is_listed_in_the_language_that_its_alphabet_tells(world: World) -> None:
    with clock.at(NOW):
        gaps.keep(world.actor("olga"), "Потеряли зонт")
        gaps.keep(world.actor("olga"), "lost umbrella")
        found = gaps.gaps(world.actor("tara"))
        assert {(one.question, one.language) for one in found} == {("потеряли зонт", "ru"), ("lost umbrella", "en")}
        assert gaps.deal_with(world.actor("tara"), "потеряли зонт", "ru")


def test_a_gap_is_dealt_with_once_and_comes_back_when_it_is_met_again(world: World) -> None:
    tara = world.actor("tara")
    with clock.at(NOW):
        gaps.keep(world.actor("olga"), "lost umbrella")
        assert gaps.deal_with(tara, "lost umbrella", "en")
        assert not gaps.deal_with(tara, "lost umbrella", "en")
        assert gaps.gaps(tara) == []
        gaps.keep(world.actor("olga"), "lost umbrella")
        assert [one.times for one in gaps.gaps(tara)] == [1]
    assert [line.person_id for line in on_record(world)] == [None, world.people["tara"], None]


def test_a_day_takes_only_so_many_and_old_days_go(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gaps, "MOST_A_DAY", 2)
    tara, olga = world.actor("tara"), world.actor("olga")
    with clock.at(NOW):
        for _ in range(3):
            gaps.keep(olga, "lost umbrella")
        assert [one.times for one in gaps.gaps(tara)] == [2]
    with clock.at(NOW + gap_rules.KEPT_FOR + timedelta(days=1)):
        assert gaps.gaps(tara) == []
        gaps.keep(olga, "another thing")
    with clock.at(NOW):
        assert [one.question for one in gaps.gaps(tara)] == ["another thing"]


def test_a_database_that_cannot_take_it_is_said_in_the_log_without_the_question(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_given: object) -> None:
        raise OperationalError("INSERT", {"question": "lost umbrella"}, Exception("locked"))

    monkeypatch.setattr(gaps, "_count", fail)
    gaps.keep(world.actor("olga"), "lost umbrella")
    assert "was not counted: OperationalError" in caplog.text
    assert "umbrella" not in caplog.text


def test_only_those_who_publish_see_and_deal_with_them(world: World) -> None:
    with pytest.raises(ForbiddenError):
        gaps.gaps(world.actor("mira"))
    with pytest.raises(ForbiddenError):
        gaps.deal_with(world.actor("ada"), "lost umbrella", "en")
