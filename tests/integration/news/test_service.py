"""News are written, changed, withdrawn and read; what once was shown stays."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from threading import Barrier

import pytest

from app.kernel import clock
from app.kernel.errors import ForbiddenError, InvalidError, NotFoundError, RefusedError
from app.news import queries, service
from app.news.rules import Draft
from app.trail import service as trail
from tests.factories import FENWICK, World

PLAIN = Draft("Closed on Sunday", "Nobody answers.")
ASKING = Draft("Codes", "Never ask.", "May you ask?", ("Yes", "No"), 2, "Never.")
TOKEN = "t" * 20


def write(world: World, draft: Draft = PLAIN, token: str = TOKEN) -> str:
    return service.write(world.actor("tara"), draft, token)


def to_read(world: World, name: str) -> list[str]:
    return [one.title for one in queries.unread(world.actor(name), 9)[0]]


def test_news_wait_for_everybody_but_their_writer_and_the_auditor_until_read(world: World) -> None:
    news = write(world)
    assert [to_read(world, name) for name in ("olga", "sven", "mira")] == [[PLAIN.title]] * 3
    assert to_read(world, "tara") == to_read(world, "ada") == []
    service.read(world.actor("olga"), news, 1)
    assert to_read(world, "olga") == []
    assert [one.title for one in queries.page_of_news(world.actor("ada"), 0, 9)[0]] == [PLAIN.title]


def test_the_first_answer_counts_and_a_second_click_changes_nothing(world: World) -> None:
    news = write(world, ASKING)
    olga, tara = world.actor("olga"), world.actor("tara")
    with pytest.raises(InvalidError):
        service.read(olga, news, 1)
    service.read(olga, news, 1, 1)
    before = trail.head(tara)
    service.read(olga, news, 1, 2)
    assert trail.head(tara) == before
    mine = queries.get_news(olga, news).mine
    assert mine is not None
    assert mine.choice == 1


def test_the_writer_sees_who_has_read_it_when_and_with_which_answer(world: World) -> None:
    news = write(world, ASKING)
    service.read(world.actor("olga"), news, 1, 1)
    service.read(world.actor("omar"), news, 1, 2)
    tara = world.actor("tara")
    found = {one.name: one for one in queries.reader_list(tara, queries.versions(tara, news))}
    assert found.keys() == {f"{name} Test" for name in ("Olga", "Omar", "Sven", "Sara", "Mira")}
    olga, omar, sven = (found[f"{name} Test"] for name in ("Olga", "Omar", "Sven"))
    assert (olga.answer, olga.was_right, omar.answer, omar.was_right) == ("Yes", False, "No", True)
    assert olga.read_at
    assert sven.read_at is None
    assert queries.readers(tara, [queries.get_news(tara, news)]) == {news: 2}
    with pytest.raises(ForbiddenError):
        queries.versions(world.actor("olga"), news)


def test_a_change_is_a_new_version_and_the_past_stays(world: World) -> None:
    news, tara, olga = write(world), world.actor("tara"), world.actor("olga")
    service.read(olga, news, 1)
    service.change(tara, news, replace(PLAIN, words="Nobody answers, really."), 1, again=False)
    assert to_read(world, "olga") == []
    service.change(tara, news, replace(PLAIN, words="Somebody answers."), 2, again=True)
    assert to_read(world, "olga") == [PLAIN.title]
    service.read(olga, news, 3)
    assert to_read(world, "olga") == []
    said = [one.words for one in queries.versions(tara, news)]
    assert said == ["Somebody answers.", "Nobody answers, really.", "Nobody answers."]


def test_a_question_that_comes_later_is_asked_of_those_who_have_read(world: World) -> None:
    news = write(world)
    service.read(world.actor("olga"), news, 1)
    service.change(world.actor("tara"), news, ASKING, 1, again=False)
    assert to_read(world, "olga") == [ASKING.title]


def test_the_second_click_on_a_change_does_nothing_and_a_slower_colleague_is_told(world: World) -> None:
    news, tara, mira = write(world), world.actor("tara"), world.actor("mira")
    mended = replace(PLAIN, words="Mended.")
    for _click in range(2):
        service.change(tara, news, mended, 1, again=True)
    assert queries.get_news(tara, news).number == 2
    with pytest.raises(RefusedError):
        service.change(mira, news, replace(PLAIN, words="Otherwise."), 1, again=False)


def test_withdrawn_news_are_seen_by_writers_alone(world: World) -> None:
    news, tara, olga = write(world), world.actor("tara"), world.actor("olga")
    for _click in range(2):
        service.withdraw(tara, news)
    assert to_read(world, "olga") == []
    assert queries.page_of_news(olga, 0, 9) == ([], False)
    with pytest.raises(NotFoundError):
        queries.get_news(olga, news)
    with pytest.raises(RefusedError):
        service.read(olga, news, 1)
    with pytest.raises(RefusedError):
        service.change(tara, news, ASKING, 1, again=False)
    assert queries.get_news(tara, news).withdrawn_at


def test_news_are_over_after_their_last_day(world: World) -> None:
    with clock.at(datetime(2026, 11, 20, 12, tzinfo=UTC)):
        write(world, replace(PLAIN, last_day=date(2026, 11, 20)))
        assert to_read(world, "olga") == [PLAIN.title]
        with pytest.raises(InvalidError):
            write(world, replace(PLAIN, last_day=date(2026, 11, 19)), "u" * 20)
    with clock.at(datetime(2026, 11, 20, 12, tzinfo=UTC) + timedelta(days=1)):
        assert to_read(world, "olga") == []


@pytest.mark.parametrize("name", ["olga", "sven", "ada"])
def test_only_trainers_and_managers_write(world: World, name: str) -> None:
    actor = world.actor(name)
    for act in (
        lambda: service.write(actor, PLAIN, TOKEN),
        lambda: service.change(actor, "x", PLAIN, 1, again=False),
        lambda: service.withdraw(actor, "x"),
    ):
        with pytest.raises(ForbiddenError):
            act()


def test_an_auditor_confirms_nothing_and_another_client_finds_nothing(world: World) -> None:
    news = write(world)
    with pytest.raises(ForbiddenError):
        service.read(world.actor("ada"), news, 1)
    with pytest.raises(NotFoundError):
        service.read(world.actor("otto", FENWICK), news, 1)
    with pytest.raises(NotFoundError):
        queries.get_news(world.actor("otto", FENWICK), news)


def test_two_clicks_at_once_publish_and_read_once(world: World) -> None:
    gate = Barrier(2)
    tara, olga = world.actor("tara"), world.actor("olga")

    def click(_number: int) -> str:
        gate.wait()
        news = service.write(tara, ASKING, TOKEN)
        gate.wait()
        service.read(olga, news, 1, 2)
        return news

    with ThreadPoolExecutor(2) as pool:
        assert len(set(pool.map(click, range(2)))) == 1
    assert len(queries.page_of_news(tara, 0, 9)[0]) == 1
