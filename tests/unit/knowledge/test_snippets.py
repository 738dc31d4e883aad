"""The sentence that shows why a text was found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.knowledge.snippets import LENGTH, Snippet, phrase_asked, snippet

FILLER = "Nothing of interest stands in this long sentence which goes on and on about the weather. " * 4


def marked(found: Snippet) -> list[str]:
    return [found.text[start:end] for start, end in found.marks]


def test_the_sentence_with_most_wanted_words_is_shown() -> None:
    text = FILLER + "A card came. The card was blocked abroad. " + FILLER
    found = snippet(text, {"card": 1.0, "blocked": 1.0})
    assert found.text.startswith("The card was blocked abroad.")
    assert marked(found) == ["card", "blocked"]


def test_without_a_wanted_word_it_is_the_beginning() -> None:
    assert snippet("First words. More words.", {"absent": 1.0}) == Snippet("First words. More words.")


def test_a_long_sentence_is_cut_around_the_first_mark() -> None:
    found = snippet("word " * 200 + "needle " + "word " * 200, {"needle": 1.0})
    assert found.text.startswith("… ")
    assert found.text.endswith(" …")
    assert marked(found) == ["needle"]


@pytest.mark.parametrize(
    ("wanted", "phrase"),
    [
        ({"card": 1.0, "eaten": 1.0}, "card eaten"),
        ({"machine": 1.0, "atm": 1.0}, "machine, atm"),
        ({"card": 1.0}, None),
        ({"card": 1.0, "atm": 0.4}, None),
        ({"absent": 1.0}, None),
    ],
)
def test_the_phrase_it_was_found_by_is_shown_where_the_text_does_not_say_it(
    wanted: dict[str, float], phrase: str | None
) -> None:
    shown = snippet("The card stays inside.", wanted)
    found = phrase_asked(["my card", "card eaten", "machine, atm"], wanted, shown)
    assert (found.text if found else None) == phrase
    assert found is None or marked(found) == list(wanted)


def test_a_compound_is_marked_once() -> None:
    assert marked(snippet("Error TEST-4471 here", {"test4471": 1.0, "test": 1.0, "4471": 1.0})) == ["TEST-4471"]


def test_accents_and_case_do_not_hide_a_word() -> None:
    assert marked(snippet("Σταμάτα την ΚΆΡΤΑ τώρα", {"καρτα": 1.0})) == ["ΚΆΡΤΑ"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("One\ntwo\nthree", "One · two · three"),
        ("One.\nTwo:\nthree", "One. Two: three"),
        ("Code | Lifted by\nF | fraud desk", "Code | Lifted by · F | fraud desk"),
        ("He said: “Go!”\nThen he went.", "He said: “Go!” Then he went."),
    ],
)
def test_lines_that_no_full_stop_ends_are_parted_by_a_dot(text: str, shown: str) -> None:
    assert snippet(text, {}).text == shown


def test_marks_stay_in_place_when_lines_are_joined() -> None:
    found = snippet("first\nsecond\nThird.\nfourth", {"second": 1.0, "fourth": 1.0})
    assert [found.text[start:end] for start, end in found.marks] == ["second", "fourth"]


@given(st.text(max_size=1_000), st.sets(st.sampled_from("abcdefgh")))
def test_marks_lie_in_a_short_snippet_in_order(text: str, letters: set[str]) -> None:
    found = snippet(text, dict.fromkeys(letters, 1.0))
    assert len(found.text) <= LENGTH + 4
    ends = [0, *(place for mark in found.marks for place in mark)]
    assert ends == sorted(ends)
    assert ends[-1] <= len(found.text)
