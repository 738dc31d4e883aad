"""What a part keeps about its words."""

from __future__ import annotations

from app.content.asked_as import LONGEST_PHRASE, MOST_PHRASES
from app.knowledge.postings import APART, ASKED_FROM, BODY_FROM, CONTEXT_FROM, Entry, index_of


def test_positions_tell_title_context_and_body_apart() -> None:
    index = index_of([Entry("a", "section", "en", "Card", "Card line", "The card, blocked card"), _entry("Nothing")])
    assert index.places["card"] == {0: [0, CONTEXT_FROM, BODY_FROM + 1, BODY_FROM + 3]}
    assert index.lengths == [4, 1]
    assert index.titles == [1, 0]


def test_an_endless_title_does_not_reach_into_the_body() -> None:
    index = index_of([Entry("a", "section", "en", "word " * 5_000, "", "body")])
    assert max(index.places["word"][0]) < CONTEXT_FROM
    assert index.places["body"] == {0: [BODY_FROM]}


def test_phrases_in_which_people_ask_stand_apart_from_each_other() -> None:
    index = index_of([Entry("a", "section", "en", "", "", "", ("card eaten", "machine ate it"))])
    assert index.places["eaten"] == {0: [ASKED_FROM + 1]}
    assert index.places["machine"] == {0: [ASKED_FROM + 2 + APART]}
    assert index.lengths == [0]


def test_all_phrases_that_a_section_may_have_find_it() -> None:
    longest = [" ".join(letter * (LONGEST_PHRASE // 2)) for letter in "abcdefghijklmnopqrstuvwxyz"[:MOST_PHRASES]]
    index = index_of([Entry("a", "section", "en", "", "", "", tuple(longest))])
    assert len(index.places) == MOST_PHRASES
    assert {len(places[0]) for places in index.places.values()} == {LONGEST_PHRASE // 2}


def test_endless_phrases_do_not_reach_into_the_body() -> None:
    index = index_of([Entry("a", "section", "en", "", "", "body", ("word " * 5_000, "more words"))])
    assert max(index.places["word"][0]) < BODY_FROM
    assert "more" not in index.places
    assert index.places["body"] == {0: [BODY_FROM]}


def test_one_spelling_may_have_several_keys() -> None:
    index = index_of([_entry("klientów", "pl"), _entry("klientow", "pl")])
    assert index.places["klientow"] == {0: [BODY_FROM], 1: [BODY_FROM]}
    assert {keys.stem for keys in index.words} == {"klient", "klientow"}


def _entry(text: str, language: str = "en") -> Entry:
    return Entry("a", "section", language, "", "", text)
