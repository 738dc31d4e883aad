"""Which texts answer a question best."""

from __future__ import annotations

import pytest

from app.knowledge.matching import meaning, words_of
from app.knowledge.postings import CHECK, SECTION, Entry, index_of
from app.knowledge.ranking import Found, Text, Wanted, own_language_first, rank
from app.knowledge.vocabulary import Vocabulary


def entry(title: str, text: str, *, kind: str = SECTION, language: str = "en") -> Entry:
    return Entry(title, kind, language, title, "Course", text)


def order(question: str, *entries: Entry, language: str = "en") -> list[str]:
    """Return the titles of the entries in the order in which they answer the question."""
    index = index_of(entries)
    vocabulary = Vocabulary.of(index.words)
    texts = [
        Text(length, title, entry.language, entry.kind)
        for length, title, entry in zip(index.lengths, index.titles, entries, strict=True)
    ]
    wanted = [
        Wanted(
            word.weight,
            word.place,
            [
                Found(sure, 0, [[number, *positions] for number, positions in index.places[spelling].items()])
                for spelling, sure in meaning(word, vocabulary).items()
            ],
        )
        for word in words_of(question)
    ]
    ranked = own_language_first(rank(wanted, [texts]).texts, [texts], language)
    return [entries[text.place[1]].title for text in ranked]


FILLER = [entry(f"Filler {number}", "Nothing in particular is said about anything here at all.") for number in range(8)]
BODY = "Some words about the blocked card and what to do."


@pytest.mark.parametrize(
    ("question", "first", "second"),
    [
        ("refund!", entry("Refund", "Money."), entry("Other", "A refund of money.")),
        ("refund!", entry("One", "A refund."), entry("Two", "A refund " + "and many other words " * 20)),
        ("rare common!", entry("One", "rare thing"), entry("Two", "common common common")),
        ("blocked card!", entry("One", "The blocked card."), entry("Two", "Card of yours, was it not blocked?")),
        ("blocked card!", entry("One", BODY), entry("Two", BODY, kind=CHECK)),
        ("pin forgotten!", entry("PIN forgotten", BODY), entry("PIN forgotten, wrong, known to others", BODY)),
    ],
)
@pytest.mark.parametrize("swapped", [False, True])
def test_what_comes_first(question: str, first: Entry, second: Entry, swapped: bool) -> None:
    common = [entry(f"Common {number}", "common words") for number in range(5)]
    both = [second, first] if swapped else [first, second]
    found = [title for title in order(question, *both, *common, *FILLER) if title in {first.title, second.title}]
    assert found[0] == first.title


def test_equal_texts_keep_their_order() -> None:
    assert order("card!", entry("A", "card"), entry("B", "card"), *FILLER) == ["A", "B"]


def test_the_readers_language_comes_first_only_where_it_answers_as_well() -> None:
    english = entry("English", "Visa card limits")
    russian = entry("Русский", "Visa", language="ru")
    assert order("visa", english, russian, *FILLER, language="ru")[0] == "Русский"
    assert order("visa card limits", english, russian, *FILLER, language="ru")[0] == "English"


def test_nothing_wanted_finds_nothing() -> None:
    assert rank([], [[Text(3, 1, "en", SECTION)]]).texts == []
    assert rank([], []).texts == []


def test_among_texts_of_one_language_the_score_decides() -> None:
    """A text that holds all of the question in passing does not go before the one whose title says what is asked."""
    filler = "word " * 120
    best = entry("Handling time", "Handling time is talk and hold and notes. Handling time matters.")
    passing = entry("Reports", f"{filler} average {filler} handling {filler} time {filler}")
    assert order("average handling time", passing, best)[0] == "Handling time"


def test_stop_words_of_a_title_need_not_be_said() -> None:
    assert order("pin letter", entry("Letter and pin", "x"), entry("Letter pin office", "x"))[0] == "Letter and pin"
