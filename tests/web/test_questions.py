"""Asking at a paragraph and answering there, through pages and without JavaScript."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from app.authoring import queries as authoring
from app.content.paragraphs import mark_of
from app.people import memberships
from app.people import service as people
from app.people.permissions import Role, Side
from app.questions import queries, service
from tests.factories import CENTRE, FENWICK, World
from tests.integration.certification import courses
from tests.web.conftest import SignedIn

TRIED = mark_of("They tried three times.")
MODULE = "/c/nordbank/courses/card-line/modules/blocked"
ASK = "/c/nordbank/ask/card-line/blocked"
SENT = {"token": "t" * 20, "section": "why", "paragraph": TRIED, "words": "What if four times?"}


@pytest.fixture
def ready(small_nordbank: World) -> World:
    """Nordbank's folder published, and its agreement accepted by everybody of the centre."""
    shared = authoring.newest(small_nordbank.system(), authoring.SHARED_PART)
    assert shared
    for name in ("olga", "omar", "tara", "sven", "mira"):
        people.accept_agreement(small_nordbank.actor(name), "confidentiality", shared.id, "en")
    return small_nordbank


def ask(browser: FlaskClient, **changes: str) -> str:
    """Ask as a browser does; return the question's id."""
    answer = browser.post(ASK, data=SENT | changes)
    assert answer.location == f"{MODULE}#why"
    return browser.get("/c/nordbank/questions").text.partition("/c/nordbank/questions/")[2][:20]


def test_every_section_leads_to_a_form_that_quotes_its_paragraphs(signed_in: SignedIn, ready: World) -> None:
    olga = signed_in("olga")
    assert f'href="{ASK}?section=why"' in olga.get(MODULE).text
    assert (
        'href="/c/nordbank/ask/blocked-cards?section=why-a-card-blocks-itself"'
        in olga.get("/c/nordbank/kb/blocked-cards").text
    )
    form = olga.get(f"{ASK}?section=why&paragraph={TRIED}").text
    assert "They tried three times." in form
    assert f'checked class="form-check-input" id="paragraph-1" name="paragraph" type="radio" value="{TRIED}"' in form
    assert "?section=check-yourself" not in olga.get("/c/nordbank/courses/card-line/modules/verify").text


def test_asked_twice_by_a_double_click_it_is_one_question(signed_in: SignedIn, ready: World) -> None:
    olga = signed_in("olga")
    assert ask(olga) == ask(olga)
    assert len(queries.page_of_questions(ready.actor("tara"), 0, 9)[0]) == 1
    assert "You asked this. It waits for an answer." in olga.get(MODULE).text


@pytest.mark.parametrize(
    ("changes", "status", "reason"),
    [
        ({"words": " "}, 422, "Write your question first."),
        ({"words": "x" * 1001}, 422, "Field cannot be longer"),
        ({"paragraph": "0" * 16}, 422, "This paragraph reads otherwise now."),
        ({"section": "gone"}, 409, "This section is not in the text any more."),
    ],
)
def test_what_cannot_be_asked_is_shown_again(
    signed_in: SignedIn, ready: World, changes: dict[str, str], status: int, reason: str
) -> None:
    answer = signed_in("olga").post(ASK, data=SENT | changes)
    assert answer.status_code == status
    assert reason in answer.text
    assert changes.get("words", SENT["words"]).strip() in answer.text


def test_a_trainer_answers_and_the_answer_stands_at_the_paragraph(signed_in: SignedIn, ready: World) -> None:
    olga, tara = signed_in("olga"), signed_in("tara")
    question = ask(olga)
    assert "1 question waits for your answer" in tara.get("/c/nordbank/author").text
    page = tara.get(f"/c/nordbank/questions/{question}").text
    assert "They tried three times." in page
    assert "Olga Test" in page
    for _click in range(2):
        sent = {"seen": "0", "words": "Then **too**."}
        assert tara.post(f"/c/nordbank/questions/{question}/answer", data=sent).status_code == 302
    assert "<strong>too</strong>" in olga.get("/c/nordbank/").text
    others = signed_in("omar").get(MODULE.replace("courses/", "kb/").replace("modules/", "")).text
    before, fold, behind = others.partition("Asked before: 1 question")
    assert fold
    assert "They tried three times." in before
    assert "<strong>too</strong>" in behind
    assert "Olga" not in others
    olga.post(f"/c/nordbank/questions/{question}/seen", data={"number": "1"})
    assert "Your question is answered" not in olga.get("/c/nordbank/").text


def test_a_manager_sees_that_a_question_waits_and_answers_it(signed_in: SignedIn, ready: World) -> None:
    olga, mira = signed_in("olga"), signed_in("mira")
    start = mira.get("/c/nordbank/manage").text
    assert 'href="/c/nordbank/questions"' in start.partition('<nav class="rail"')[2]
    assert "waits for an answer" not in start
    question = ask(olga)
    assert "1 question waits for an answer" in mira.get("/c/nordbank/manage").text
    assert "Olga Test" in mira.get("/c/nordbank/questions").text
    sent = {"seen": "0", "words": "Then **too**."}
    assert mira.post(f"/c/nordbank/questions/{question}/answer", data=sent).status_code == 302
    assert "<strong>too</strong>" in olga.get("/c/nordbank/").text
    assert "waits for an answer" not in mira.get("/c/nordbank/manage").text


def test_a_manager_of_another_client_sees_nothing_of_it(signed_in: SignedIn, ready: World) -> None:
    people.add_membership(ready.system(FENWICK), ready.people["otto"], Role.MANAGER, Side.CENTRE)
    question = ask(signed_in("olga"))
    otto = signed_in("otto")
    for where in ("questions", f"questions/{question}", "manage"):
        assert otto.get(f"/c/nordbank/{where}").status_code == 404
    assert otto.get(f"/c/fenwick-lane/questions/{question}").status_code == 404
    assert "What if four times?" not in otto.get("/c/fenwick-lane/questions").text
    assert "waits for an answer" not in otto.get("/c/fenwick-lane/manage").text


@pytest.mark.parametrize(
    ("gone", "says", "afterwards"),
    [
        ((), "Who reads it, with your name: trainers, managers.", "Who answers it: trainers, managers."),
        (("tara",), "Who reads it, with your name: managers.", "Who answers it: managers."),
        (
            ("tara", "mira"),
            "Who answers questions: trainers, managers. Nordbank has none of them at present.",
            "Your question is kept until somebody is here who answers.",
        ),
    ],
)
def test_the_page_says_beforehand_who_will_read_it(
    signed_in: SignedIn, ready: World, gone: tuple[str, ...], says: str, afterwards: str
) -> None:
    for name in gone:
        memberships.leave(ready.system(), ready.people[name])
    olga = signed_in("olga")
    assert says in olga.get(f"{ASK}?section=why").text
    answer = olga.post(ASK, data=SENT, follow_redirects=True).text
    assert afterwards in answer
    assert ("The answer comes to your start page." in answer) is (len(gone) < 2)


def test_who_would_have_to_answer_themselves_is_told_that_nobody_else_does(signed_in: SignedIn, ready: World) -> None:
    memberships.leave(ready.system(), ready.people["tara"])
    memberships.leave(ready.system(), ready.people["mira"])
    people.add_membership(ready.system(), ready.people["olga"], Role.TRAINER, Side.CENTRE)
    olga = signed_in("olga")
    assert "Nobody but you answers questions here" in olga.get(f"{ASK}?section=why").text
    assert "Nobody but you answers questions here." in olga.post(ASK, data=SENT, follow_redirects=True).text
    assert "Who reads it, with your name: trainers." in signed_in("omar").get(f"{ASK}?section=why").text


def test_a_private_answer_is_for_the_asker(signed_in: SignedIn, ready: World) -> None:
    olga = signed_in("olga")
    question = ask(olga)
    service.answer(ready.actor("tara"), question, "Between us.", 0, private=True)
    assert "Between us." in olga.get(MODULE).text
    for name in ("omar", "ada"):
        assert "Between us." not in signed_in(name).get("/c/nordbank/kb/card-line/blocked").text
        assert "Between us." not in signed_in(name).get("/c/nordbank/asked/card-line/blocked").text


def test_a_slower_colleague_keeps_what_they_typed(signed_in: SignedIn, ready: World) -> None:
    question = ask(signed_in("olga"))
    service.answer(ready.actor("tara"), question, "Yes.", 0, private=False)
    sent = {"seen": "0", "words": "My own words."}
    answer = signed_in("tara").post(f"/c/nordbank/questions/{question}/answer", data=sent)
    assert answer.status_code == 409
    assert "My own words." in answer.text


def test_an_auditor_reads_answers_and_learns_no_names(signed_in: SignedIn, ready: World) -> None:
    question = ask(signed_in("olga"))
    service.answer(ready.actor("tara"), question, "Then too.", 0, private=False)
    ada = signed_in("ada")
    page = ada.get("/c/nordbank/asked/card-line/blocked").text
    assert "Then too." in page
    assert "Olga" not in page
    assert "asked a question" not in ada.get("/c/nordbank/record?all=1").text
    for where in (f"questions/{question}", "questions", "ask/blocked-cards"):
        assert ada.get(f"/c/nordbank/{where}").status_code == 403
    assert signed_in("omar").get(f"/c/nordbank/questions/{question}").status_code == 404


def test_an_answer_at_the_centre_is_told_at_the_client_and_a_waiting_question_to_who_manages_both(
    signed_in: SignedIn, trained: World, world: World
) -> None:
    olga, mira = world.actor("olga", CENTRE), world.actor("mira", CENTRE)
    for name in ("olga", "omar", "mira"):
        courses.accept(trained, name)
    module = authoring.get_course(olga, courses.INDUCTION).modules[0]
    address = f"{courses.INDUCTION}/{module.name}"
    question = service.ask(olga, address, module.sections[0].anchor, "", "Why twice?", "t" * 20)
    assert signed_in("mira").get("/").location == "/clients"
    page = signed_in("mira").get("/clients").text
    assert "1 question waits for an answer at Centre" in page
    service.answer(mira, question, "After two factors.", 0, private=False)
    for name, told in (("olga", True), ("omar", False)):
        assert ("1 question of yours is answered at Centre" in signed_in(name).get("/c/nordbank/path").text) == told
    assert "waits for an answer" not in signed_in("mira").get("/clients").text
