"""What the search box finds, and for whom."""

from __future__ import annotations

import pytest

from app.kernel.actor import Actor
from app.kernel.work import writing
from app.knowledge import queries, service
from app.people import service as people
from tests.factories import FENWICK, NORDBANK, World, client_document
from tests.integration.knowledge.conftest import CLIENT_FILE, Publish

ARTICLE = """---
article: Blocked cards
language: en
---
Everything about cards that stopped working.

## Why a card blocks itself
The bank stops a card when a payment looks strange. Say so only after two factors.

## Code TEST-4471
The shop has switched 3-D Secure off. Ask the shop.
"""
COURSE = "---\ncourse: Card line\nline: cards\nlanguage: en\n---\nWelcome.\n"
MODULE = """---
module: Verify the caller
---
## Two factors, always
Ask before you open the account.

## Check yourself
### When may you name the balance?
id: balance-01
- (x) After two zebras
  > Right: one zebra is a guess.
- ( ) When the caller sounds sure
  > Never.
> The bank's policy 4.2 on giraffes says so.
"""
QUIZ = """---
quiz: Final exam
pass: 80%
---
## What may you tell a neighbour?
- (x) Nothing
- ( ) The balance
> Rhinoceros rule.
"""


def shared(article: str = ARTICLE, client: str = NORDBANK) -> dict[str, str]:
    return {f"{client}/client.md": CLIENT_FILE, f"{client}/kb/blocked-cards.md": article}


def course() -> dict[str, str]:
    folder = f"{NORDBANK}/card-line"
    return {f"{folder}/course.md": COURSE, f"{folder}/01-verify-the-caller.md": MODULE, f"{folder}/final-exam.md": QUIZ}


def addresses(actor: Actor, text: str) -> list[str]:
    return [hit.address for hit in queries.search(actor, text)]


@pytest.fixture
def olga(world: World, publish: Publish) -> Actor:
    publish(world.system(), "shared", shared())
    publish(world.system(), "card-line", course())
    return world.actor("olga")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("blocking cards", "nordbank/kb/blocked-cards#why-a-card-blocks-itself"),
        ("blokced card", "nordbank/kb/blocked-cards#why-a-card-blocks-itself"),
        ("test-4471", "nordbank/kb/blocked-cards#code-test-4471"),
        ("TEST4471", "nordbank/kb/blocked-cards#code-test-4471"),
        ("3d secure", "nordbank/kb/blocked-cards#code-test-4471"),
        ("stopped working", "nordbank/kb/blocked-cards"),
        ("factors before opening an account", "nordbank/card-line/verify-the-caller#two-factors-always"),
        ("giraffe policy", "nordbank/card-line/verify-the-caller#check-yourself"),
        ("giraf", "nordbank/card-line/verify-the-caller#check-yourself"),
    ],
)
def test_the_right_section_comes_first(olga: Actor, typed: str, found: str) -> None:
    assert addresses(olga, typed)[0] == found


def test_a_hit_says_where_it_stands_and_shows_the_sentence(olga: Actor) -> None:
    hit = queries.search(olga, "open the account")[0]
    assert (hit.title, hit.context, hit.language) == ("Two factors, always", "Verify the caller · Card line", "en")
    marked = [hit.snippet.text[start:end] for start, end in hit.snippet.marks]
    assert {"open", "account"} <= set(marked)


@pytest.mark.parametrize("typed", ["rhinoceros", "zebras"])
def test_answers_of_quizzes_and_checks_are_not_found(olga: Actor, typed: str) -> None:
    assert addresses(olga, typed) == []


def test_only_stop_words_still_find(olga: Actor) -> None:
    assert addresses(olga, "when the")


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        '" OR NEAR(',
        "a* AND (",
        "%' --",
        "\x00\x01",
        "�",
        "🙂🙂",
        "-",
        "_",
        "ﬃ" * 50,
        "a" * 10000,
        "word " * 2000,
        "Ω" * 10000,
        "'''",
        "½ ² ①",
        "́́",
        "слово\x00card",
        "{}[]^$\\",
    ],
)
def test_any_text_may_be_typed(olga: Actor, typed: str) -> None:
    for hit in queries.search(olga, typed):
        assert hit.address.startswith(NORDBANK)


def test_readers_see_the_newest_release_only(olga: Actor, world: World, publish: Publish) -> None:
    publish(world.system(), "shared", shared(ARTICLE.replace("looks strange", "smells of herring")))
    assert addresses(olga, "herring")
    assert addresses(olga, "payment strange") == [
        address for address in addresses(olga, "payment strange") if "card" in address
    ]
    assert not [hit for hit in queries.search(olga, "strange") if "strange" in hit.snippet.text]


def test_nobody_else_finds_a_clients_content(olga: Actor, world: World) -> None:
    assert addresses(olga, "card")
    assert addresses(world.actor("otto", FENWICK), "card") == []


def test_what_another_client_publishes_changes_nothing(olga: Actor, world: World, publish: Publish) -> None:
    questions = ["card", "blokced card", "crad itself", "herrings", "car", "two factors"]
    before = [queries.search(olga, question) for question in questions]
    herring = ARTICLE.replace("card", "crad herring").replace("payment", "card card card")
    publish(world.system(FENWICK), "shared", shared(herring, FENWICK))
    assert [queries.search(olga, question) for question in questions] == before


def test_a_check_comes_after_the_section_that_it_explains(world: World, publish: Publish) -> None:
    check = "\n".join(f"### How many factors to verify a caller, case {case}?\n- = 2\n> Two.\n" for case in range(3))
    module = MODULE.partition("## Check")[0] + "## Factors to verify a caller\nTwo.\n\n## Check yourself\n" + check
    publish(world.system(), "card-line", course() | {f"{NORDBANK}/card-line/01-verify-the-caller.md": module})
    assert addresses(world.actor("olga"), "factors to verify a caller")[0].endswith("#factors-to-verify-a-caller")


def test_nothing_is_found_before_the_agreements_are_accepted(olga: Actor, world: World) -> None:
    document = client_document(NORDBANK, "Nordbank")
    object.__setattr__(document, "agreements", ("confidentiality",))
    people.save_client(world.system(), NORDBANK, document)
    assert addresses(olga, "card") == []
    assert addresses(world.actor("ada"), "card"), "the client's own people accept nothing"


def test_the_readers_language_comes_first_and_others_follow(world: World, publish: Publish) -> None:
    files = shared()
    for language in ("ru", "el"):
        files[f"{NORDBANK}/kb/kod-{language}.md"] = (
            f"---\narticle: TEST-4471 {language}\nlanguage: {language}\n---\n## TEST-4471\nTEST-4471, Nordbank.\n"
        )
    publish(world.system(), "shared", files)
    for language in ("ru", "el", "en"):
        hits = queries.search(world.actor("olga"), "TEST-4471", language)
        assert hits[0].language == language
        assert {hit.language for hit in hits} == {"ru", "el", "en"}


def test_a_brand_name_alone_does_not_push_a_full_answer_down(world: World, publish: Publish) -> None:
    files = shared()
    files[f"{NORDBANK}/kb/about.md"] = "---\narticle: О банке\nlanguage: ru\n---\n## Карта\nКарта card банка.\n"
    publish(world.system(), "shared", files)
    assert queries.search(world.actor("olga"), "card blocks itself", "ru")[0].language == "en"


def test_reindexing_finds_the_same_and_goes_on_record(olga: Actor, world: World) -> None:
    before = queries.search(olga, "card factors")
    counts = service.reindex(world.system())
    assert counts == {"shared": 3, "card-line": 2}
    assert queries.search(olga, "card factors") == before


def test_a_part_without_a_release_is_found_empty(olga: Actor, world: World) -> None:
    with writing(world.system()) as work:
        assert service.index_newest(world.system(), "never-published") == 0
        work.record("nothing", "never-published")
    assert addresses(olga, "card")
