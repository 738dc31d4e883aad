"""News of the day on pages: written, read on the start page, answered, withdrawn."""

from __future__ import annotations

import pytest

from app.news import queries, service
from app.news.rules import Draft
from tests.factories import World
from tests.web.conftest import SignedIn

ASKING = Draft("Codes", "Never **ask**. <script>alert(1)</script>", "May you ask?", ("Yes", "No"), 2, "Never, ever.")
PLAIN = Draft("Closed on Sunday", "See [cards](blocked-cards.md), [them](../../pellwick/kb/x.md).")
TOKEN = "t" * 20
FORM = {
    "token": TOKEN,
    "title": "Codes",
    "words": "Never ask.",
    "question": "May you ask?",
    "choice_1": "Yes",
    "choice_2": "",
    "choice_3": "No",
    "right": "3",
    "explanation": "Never.",
}


def test_a_trainer_writes_news_once_however_often_they_click(signed_in: SignedIn, world: World) -> None:
    tara = signed_in("tara")
    first, second = (tara.post("/c/nordbank/news/new", data=FORM) for _click in range(2))
    assert first.status_code == 302
    assert first.location == second.location
    (news,), _more = queries.page_of_news(world.actor("tara"), 0, 9)
    assert (news.choices, news.right_choice) == (("Yes", "No"), 2)
    assert "Codes" in tara.get("/c/nordbank/news").text


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"title": ""}, "Give the news a title."),
        ({"words": "x" * 2001}, "Field cannot be longer"),
        ({"right": ""}, "Say which answer is right."),
        ({"right": "²"}, "Not a valid choice"),
        ({"question": ""}, "but no question"),
        ({"last_day": "2020-01-01"}, "The last day is over already."),
        ({"last_day": "soon"}, "Not a valid date value."),
        ({"last_day": "9999-12-31"}, "Only days from 2000-01-01 to 2100-12-31 are taken."),
        ({"last_day": "0001-01-01"}, "Only days from 2000-01-01 to 2100-12-31 are taken."),
    ],
)
def test_what_cannot_be_published_is_shown_again_with_the_reason(
    signed_in: SignedIn, change: dict[str, str], reason: str
) -> None:
    answer = signed_in("mira").post("/c/nordbank/news/new", data=FORM | change)
    assert answer.status_code == 422
    assert reason in answer.text
    assert "Never." in answer.text


def test_news_stand_on_the_start_page_until_read(signed_in: SignedIn, world: World) -> None:
    news = service.write(world.actor("tara"), PLAIN, TOKEN)
    olga = signed_in("olga")
    page = olga.get("/c/nordbank/").text
    assert 'href="/c/nordbank/kb/blocked-cards"' in page
    assert "pellwick" not in page
    for _click in range(2):
        answer = olga.post(f"/c/nordbank/news/{news}/read", data={"number": "1"}, follow_redirects=True)
        assert "Noted: you have read" in answer.text
    assert "I have read it" not in olga.get("/c/nordbank/").text


def test_a_wrong_answer_is_told_why_and_stays(signed_in: SignedIn, world: World) -> None:
    news = service.write(world.actor("tara"), ASKING, TOKEN)
    olga = signed_in("olga")
    start = olga.get("/c/nordbank/").text
    assert "<script>alert" not in start
    assert "Never, ever." not in start
    nothing = olga.post(f"/c/nordbank/news/{news}/read", data={"number": "1"})
    assert (nothing.status_code, "Choose an answer first." in nothing.text) == (422, True)
    for choice in ("1", "2"):
        answer = olga.post(f"/c/nordbank/news/{news}/read", data={"number": "1", "choice": choice})
        assert answer.location == f"/c/nordbank/news/{news}#question"
    page = olga.get(f"/c/nordbank/news/{news}").text
    for words in ("Not right", "You answered: Yes", "Right is: No", "Never, ever."):
        assert words in page


def test_the_writer_sees_who_has_read_it_and_what_it_said_before(signed_in: SignedIn, world: World) -> None:
    news = service.write(world.actor("tara"), ASKING, TOKEN)
    service.read(world.actor("olga"), news, 1, 1)
    tara = signed_in("tara")
    sent = FORM | {"seen": "1", "words": "Never ask, never."}
    for _click in range(2):
        assert tara.post(f"/c/nordbank/news/{news}/change", data=sent).status_code == 302
    page = tara.get(f"/c/nordbank/news/{news}/readers").text
    for words in ("1 of 5 have read it.", "Olga Test", "Omar Test", "Not yet", "What it said before", "Version 1"):
        assert words in page
    assert signed_in("olga").get(f"/c/nordbank/news/{news}/readers").status_code == 403


def test_a_slower_colleague_keeps_what_they_typed(signed_in: SignedIn, world: World) -> None:
    news = service.write(world.actor("tara"), ASKING, TOKEN)
    service.change(world.actor("tara"), news, PLAIN, 1, again=False)
    mira = signed_in("mira")
    answer = mira.post(f"/c/nordbank/news/{news}/change", data=FORM | {"seen": "1", "words": "My own words."})
    assert answer.status_code == 409
    assert "My own words." in answer.text
    assert 'name="seen" type="hidden" value="2"' in answer.text


def test_withdrawn_news_are_for_writers_alone(signed_in: SignedIn, world: World) -> None:
    news = service.write(world.actor("tara"), PLAIN, TOKEN)
    tara, olga = signed_in("tara"), signed_in("olga")
    assert olga.get(f"/c/nordbank/news/{news}").status_code == 200
    assert tara.post(f"/c/nordbank/news/{news}/withdraw").status_code == 302
    assert "Withdrawn" in tara.get("/c/nordbank/news").text
    assert olga.get(f"/c/nordbank/news/{news}").status_code == 404
    assert PLAIN.title not in olga.get("/c/nordbank/news").text


def test_an_auditor_reads_news_and_confirms_none(signed_in: SignedIn, world: World) -> None:
    news = service.write(world.actor("tara"), PLAIN, TOKEN)
    ada = signed_in("ada")
    assert PLAIN.title in ada.get(f"/c/nordbank/news/{news}").text
    assert ada.post(f"/c/nordbank/news/{news}/read", data={"number": "1"}).status_code == 403
