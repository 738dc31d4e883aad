"""The pages of the knowledge base: what is found, what is shown of it, and to whom."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.authoring.drafts import read_drafts
from app.authoring.media import MediaStore
from app.authoring.service import publish
from app.config import Settings
from app.kernel.actor import Actor
from app.people import service as people_service
from app.people.permissions import EVERYTHING
from app.web.knowledge.asking import LONGEST, marked, question_of
from app.web.knowledge.reading import ENTRIES_SHOWN
from tests.factories import NORDBANK, World
from tests.folders import edit, write_client
from tests.statements import sent_by
from tests.web.conftest import SignedIn
from tests.web.test_budget import BYTES

KB = f"/c/{NORDBANK}/kb"
TYPING = {"HX-Request": "true"}
PAGES = ("", "?q=card+blocked+abroad", "/blocked-cards", "/card-line/verify")


ABROAD = """
## Card blocked abroad
asked as: my plastic was declined; stuck in Rome

1. Two factors.
2. Never unblock the card yourself: the [exam](../card-line/final-exam.md) asks, and so does
   [the promise](../confidentiality.md#i-promise).

## Zażółć <b>gęślą</b>

| Code | Meaning |
|---|---|
| F | suspected fraud |
"""
EXAM = """---
quiz: Final exam
pass: 80%
---
### What of a card may a neighbour hear?
id: exam-01
- (x) Nothing
- ( ) All
"""


@pytest.fixture
def published(app: Flask, settings: Settings, world: World, tmp_path: Path) -> World:
    """A small Nordbank, its agreement accepted by Olga."""
    folder = write_client(tmp_path / "courses", NORDBANK)
    edit(folder / "kb" / "blocked-cards.md", "Three wrong PINs.\n", "Three wrong PINs.\n" + ABROAD)
    (folder / "card-line" / "final-exam.md").write_text(EXAM, encoding="utf-8")
    system = Actor(person_id=None, scope=None, permissions=EVERYTHING)
    publish(system, read_drafts(folder), MediaStore(tmp_path / "media"))
    people_service.accept_agreement(world.actor("olga"), "confidentiality", "", "en")
    return world


@pytest.fixture
def olga(published: World, signed_in: SignedIn) -> FlaskClient:
    return signed_in("olga")


def main_of(html: str) -> str:
    """Return the middle of a page."""
    return html.partition("<main")[2].partition("</main>")[0]


# What is typed


@pytest.mark.parametrize(
    ("typed", "text", "was_cut"),
    [
        ("  card\tblocked \n", "card blocked", False),
        ("card\x00blocked\x1b", "card blocked", False),
        ("a" * LONGEST, "a" * LONGEST, False),
        ("a" * (LONGEST + 1), "a" * LONGEST, True),
        ("\u2028\u202e", "", False),
        ("", "", False),
    ],
)
def test_a_question_is_one_line_of_bounded_length(typed: str, text: str, was_cut: bool) -> None:
    question = question_of(typed)
    assert (question.text, question.was_cut) == (text, was_cut)


@pytest.mark.parametrize(
    ("text", "marks", "html"),
    [
        ("one two", ((4, 7),), "one <mark>two</mark>"),
        ("<b> & co", ((4, 5),), "&lt;b&gt; <mark>&amp;</mark> co"),
        ("a b", ((0, 1), (2, 3)), "<mark>a</mark> <mark>b</mark>"),
        ("nothing", (), "nothing"),
    ],
)
def test_marks_stand_around_escaped_words(text: str, marks: tuple[tuple[int, int], ...], html: str) -> None:
    assert marked(text, marks) == html


# Results


def test_words_in_which_people_ask_for_a_section_find_it_and_stand_on_its_page(olga: FlaskClient) -> None:
    found = main_of(olga.get(KB, query_string={"q": "plastic declined"}).text)
    assert f'href="{KB}/blocked-cards#card-blocked-abroad"' in found
    assert "Asked as: my <mark>plastic</mark> was <mark>declined</mark>" in found
    page = " ".join(main_of(olga.get(f"{KB}/blocked-cards").text).split())
    assert "Asked as:</span> my plastic was declined · stuck in Rome" in page
    assert "asked as:" not in page


def test_the_section_that_answers_comes_first_and_opens_where_it_matches(olga: FlaskClient) -> None:
    page = olga.get(KB, query_string={"q": "card blockd abroad"})
    main = main_of(page.text)
    assert page.status_code == 200
    first = re.search(r'<h2>\s*<a href="([^"]+)">', main)
    assert first
    assert first[1] == f"{KB}/blocked-cards#card-blocked-abroad"
    assert "<mark>card</mark>" in main
    assert "Nordbank · Blocked cards" in main
    assert 'aria-label="Nordbank"' in main
    assert re.search(r"\d+ results?\b", main)
    assert 'value="card blockd abroad"' in page.text


def test_every_result_leads_to_a_section_that_is_there(olga: FlaskClient) -> None:
    main = main_of(olga.get(KB, query_string={"q": "name the balance policy"}).text)
    links = re.findall(r'<h2>\s*<a href="([^"#]+)#([^"]+)">', main)
    assert any(anchor == "check-yourself" for _, anchor in links)
    for url, anchor in links:
        assert f'<section id="{anchor}"' in olga.get(url).text


def test_what_finds_nothing_says_why_and_what_to_do(olga: FlaskClient) -> None:
    main = main_of(olga.get(KB, query_string={"q": "zzzxqq"}).text)
    assert "No article and no course section of Nordbank" in main
    assert "fewer words" in main
    assert f'href="{KB}"' in main


def test_the_same_search_is_offered_at_the_persons_other_clients_only(olga: FlaskClient) -> None:
    main = main_of(olga.get(KB, query_string={"q": "hold & transfer"}).text)
    assert 'href="/c/centre/kb?q=hold+%26+transfer"' in main
    assert "Fenwick" not in main


def test_suggestions_are_a_fragment_of_ten_at_most(olga: FlaskClient) -> None:
    answer = olga.get(KB, query_string={"q": "card"}, headers=TYPING)
    count = answer.text.count('role="option"')
    assert answer.status_code == 200
    assert "<html" not in answer.text
    assert 1 < count <= 10
    assert f'data-count="{count} results"' in answer.text
    assert "HX-Request" in answer.headers["Vary"]
    assert 'data-count="Nothing found"' in olga.get(KB, query_string={"q": "zzzxqq"}, headers=TYPING).text


HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    '" OR 1=1 --',
    'NEAR(card, 5) AND "',
    "card* ^title: -(",
    "'; DROP TABLE release; --",
    "\x00\x01\x1f card \x7f",
    "%(num)d %s {0} {{ 7 * 7 }}",
    "\u202e\u0000\ufffe𝕏" * 40,
    "card " * 2000,
    "x" * 10_000,
    "()" * 100,
    "   ",
]


def test_hostile_words_are_words(olga: FlaskClient) -> None:
    for typed in HOSTILE:
        for headers in ({}, TYPING):
            answer = olga.get(KB, query_string={"q": typed}, headers=headers)
            assert answer.status_code == (422 if "\0" in typed else 200), typed
            assert "<script>alert" not in answer.text
            assert "<img src=x" not in answer.text


def test_what_is_too_long_is_cut_and_says_so(olga: FlaskClient) -> None:
    assert "longer than 200 characters" in olga.get(KB, query_string={"q": "card " * 100}).text


# The table of contents


def test_everything_to_read_can_be_browsed(olga: FlaskClient) -> None:
    main = main_of(olga.get(KB).text)
    assert f'href="{KB}/blocked-cards"' in main
    assert f'href="{KB}/card-line/verify"' in main
    assert "3 sections" in main
    assert "Card line" in main
    assert "Check yourself" not in main
    for url in set(re.findall(rf'href="({KB}/[^"#]+)"', main)):
        assert olga.get(url).status_code == 200


def test_the_contents_of_a_large_client_come_in_pages(
    app: Flask, world: World, signed_in: SignedIn, tmp_path: Path
) -> None:
    """Titles are as long as the longest in Greek; articles come first, then the course, each file once."""
    folder = write_client(tmp_path / "courses", NORDBANK)
    for number in range(2 * ENTRIES_SHOWN):
        title = "Τι ρωτούν οι πελάτες για την κάρτα τους στο εξωτερικό " * 3 + str(number)
        article = f"---\narticle: {title}\nlanguage: el\n---\n## Κάρτα\n\nΚείμενο.\n"
        (folder / "kb" / f"card-{number}.md").write_text(article, encoding="utf-8")
    system = Actor(person_id=None, scope=None, permissions=EVERYTHING)
    publish(system, read_drafts(folder), MediaStore(tmp_path / "media"))
    people_service.accept_agreement(world.actor("olga"), "confidentiality", "", "en")
    olga = signed_in("olga")
    pages = [olga.get(KB, query_string={"page": number}) for number in (1, 2, 3, 99)]
    assert max(len(page.data) for page in pages) < BYTES
    assert f"1 to {ENTRIES_SHOWN} of" in pages[0].text
    assert main_of(pages[2].text) == main_of(pages[3].text), "a page that is not there is the last one"
    listed = [url for page in pages[:3] for url in re.findall(rf'<a href="({KB}/[^"#]+)"', main_of(page.text))]
    assert len(listed) == len(set(listed)) > 2 * ENTRIES_SHOWN
    assert [page.text.count('<h2 id="group-') for page in pages[:3]][:2] == [1, 1]
    assert "Card line" in main_of(pages[2].text)


def test_an_empty_knowledge_base_says_why(world: World, signed_in: SignedIn) -> None:
    assert "as soon as a trainer publishes" in signed_in("olga").get(KB).text


# Pages of texts


def test_an_article_shows_its_sections_and_its_release(olga: FlaskClient) -> None:
    main = main_of(olga.get(f"{KB}/blocked-cards").text)
    assert '<section id="card-blocked-abroad"' in main
    assert 'href="#card-blocked-abroad"' in main
    assert "<td>suspected fraud</td>" in main
    assert "Version 1.0" in main


def test_a_section_is_found_without_its_accents_and_its_title_is_text(olga: FlaskClient) -> None:
    main = main_of(olga.get(f"{KB}/blocked-cards").text)
    assert '<section id="zażółć-bgęśląb"' in main
    assert '<span id="zazolc-bgeslab"></span>' in main
    assert "<b>" not in main


def test_links_stay_in_the_knowledge_base_where_they_can(olga: FlaskClient) -> None:
    assert f'href="{KB}/blocked-cards#why-a-card-blocks-itself"' in olga.get(f"{KB}/card-line/verify").text
    main = main_of(olga.get(f"{KB}/blocked-cards").text)
    assert f'href="{KB}/card-line/final-exam"' in main
    assert f'href="/c/{NORDBANK}/agreements#i-promise"' in main


def test_a_module_is_read_at_once_without_its_questions_and_answers(olga: FlaskClient) -> None:
    main = main_of(olga.get(f"{KB}/card-line/verify").text)
    assert '<section id="two-factors"' in main
    assert "When may you name the balance?" in main
    assert "Policy 4.2" in main
    assert "After the PIN word" not in main
    assert f'href="/c/{NORDBANK}/courses/card-line/modules/verify">Open in the course' in main


def test_the_long_address_of_an_article_leads_to_the_short_one(olga: FlaskClient) -> None:
    answer = olga.get(f"{KB}/kb/blocked-cards")
    assert (answer.status_code, answer.location) == (301, f"{KB}/blocked-cards")


def test_a_quiz_is_not_read_but_sat(olga: FlaskClient) -> None:
    answer = olga.get(f"{KB}/card-line/final-exam")
    assert (answer.status_code, answer.location) == (302, f"/c/{NORDBANK}/courses/card-line/quizzes/final-exam")


NOT_THERE = [
    "nothing",
    "card-line/nothing",
    "card-line",
    "card-line/",
    "shared/blocked-cards",
    "nothing/verify",
    "card-line/verify/two-factors",
    "pellwick/returns/withdrawal-or-fault",
    "refund-times",
    "returns/withdrawal-or-fault",
    "../centre/kb/hold-and-transfer",
    "%00",
    "card-line%00/verify",
    "x" * 3000,
    "a/" * 500,
]


def test_what_is_not_this_clients_is_not_there(olga: FlaskClient) -> None:
    for address in NOT_THERE:
        assert olga.get(f"{KB}/{address}").status_code == 404, address


# Who


def test_outsiders_find_nothing_there(published: World, signed_in: SignedIn) -> None:
    for outsider in (signed_in("otto"), signed_in("root")):
        for path in (*PAGES, "/nothing"):
            assert outsider.get(KB + path).status_code == 404, path


def test_agreements_come_first(published: World, signed_in: SignedIn) -> None:
    omar = signed_in("omar")
    assert omar.get(f"{KB}/blocked-cards").status_code == 302
    assert omar.get(KB, query_string={"q": "card"}, headers=TYPING).status_code == 403


def test_the_clients_auditor_reads_it_too(published: World, signed_in: SignedIn) -> None:
    assert "suspected fraud" in signed_in("ada").get(f"{KB}/blocked-cards").text


# How fast, how large


def test_a_page_is_small_and_asks_the_database_eight_times_at_most(app: Flask, olga: FlaskClient) -> None:
    for path in PAGES:
        olga.get(KB + path)  # reads what a process keeps from then on
        with sent_by(app) as asked:
            page = olga.get(KB + path)
        statements = [one for one in asked if not one.startswith(("BEGIN", "SET", "SELECT set_config"))]
        assert len(statements) <= 8, "\n\n".join(statements)
        assert len(page.data) < 40_000
