"""Which words of the index a word of a question means."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.knowledge.matching import MAX_GUESSED, MAX_MEANT, MAX_WORDS, meaning, meanings_of, words_of
from app.knowledge.stemming import forms
from app.knowledge.vocabulary import Vocabulary

ENGLISH = "block blocked blocking unblock card cards cardholder care transfer transferring verify verification 4471 pin"
OTHERS = {"ru": "звонок звонка посылка посылок возврат", "pl": "paczka paczce klientów klienta", "el": "πελάτης κάρτα"}
VOCABULARY = Vocabulary.of(
    [forms(word, "en") for word in ENGLISH.split()]
    + [forms(word, language) for language, words in OTHERS.items() for word in words.split()]
)


def meant(question: str) -> set[str]:
    return {spelling for word in words_of(question) for spelling in meaning(word, VOCABULARY)}


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("blocks please", {"block", "blocked", "blocking"}),
        ("trans", {"transfer", "transferring"}),
        ("trans please", {"transfer", "transferring"}),
        ("cardhol", {"cardholder"}),
        ("transfre please", {"transfer", "transferring"}),
        ("tarnsfer please", {"transfer", "transferring"}),
        ("transfr please", {"transfer", "transferring"}),
        ("rtansfer please", {"transfer", "transferring"}),
        ("veriffication please", {"verification", "verify"}),
        ("trnasf", {"transfer", "transferring"}),
        ("посылок тут", {"посылок", "посылка"}),
        ("звонки тут", {"звонка", "звонок"}),
        ("вазврата тут", {"возврат"}),
        ("paczki tu", {"paczka", "paczce"}),
        ("klientow tu", {"klientow", "klienta"}),
        ("πελατεσ εδώ", {"πελατησ"}),
    ],
)
def test_inflected_begun_and_mistyped_words(question: str, words: set[str]) -> None:
    assert meant(question) == words


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("зачислят тут", "зачисления"),
        ("карточку тут", "карты"),
        ("zamrożona tu", "zamrozic"),
        ("εξετάζω εδώ", "εξετασεισ"),
        ("αυξήσω εδώ", "αυξηση"),
        ("complain here", "complaint"),
    ],
)
def test_words_made_from_one_stem_are_meant_less_surely(question: str, word: str) -> None:
    texts = {"ru": "зачисления карты", "pl": "zamrozić", "el": "εξετάσεις αύξηση", "en": "complaint"}
    vocabulary = Vocabulary.of(forms(text, language) for language in texts for text in texts[language].split())
    sure = meaning(words_of(question)[0], vocabulary)
    assert set(sure) == {word}
    assert sure[word] < 0.95


def test_a_short_word_that_is_no_beginning_is_not_taken_for_a_relative() -> None:
    vocabulary = Vocabulary.of([forms("contract", "en"), forms("shopping", "en")])
    assert [meaning(word, vocabulary) for word in words_of("continue tenor here")] == [{}, {}, {}]


def test_a_mistyped_stop_word_counts_little() -> None:
    vocabulary = Vocabulary.of([forms("which", "en"), forms("witch", "en")])
    sure = meaning(words_of("whitch card")[0], vocabulary)
    assert sure["which"] < sure["witch"]


@pytest.mark.parametrize(
    ("question", "is_meant"), [("verifciaton", True), ("erifciation", False), ("everificaton", False)]
)
def test_two_mistakes_are_forgiven_within_a_long_word_not_at_its_beginning(question: str, is_meant: bool) -> None:
    vocabulary = Vocabulary.of([forms("verification", "en")])
    assert bool(meaning(words_of(f"{question} please")[0], vocabulary)) is is_meant


def test_one_word_does_not_mean_thousands() -> None:
    vocabulary = Vocabulary.of(forms(f"re{letter}{other}", "en") for letter in "abcdefghij" for other in "klmnopqrst")
    assert len(meaning(words_of("re")[0], vocabulary)) == MAX_MEANT


def test_only_the_first_words_of_a_long_question_are_guessed_at() -> None:
    vocabulary = Vocabulary.of([forms("verification", "en")])
    mistyped = [f"v{letter}erification" for letter in "abcdghjklmnop"]
    meanings = [meant for _, meant in meanings_of(words_of(" ".join(mistyped) + " here"), vocabulary)]
    assert [bool(meant) for meant in meanings] == [True] * MAX_GUESSED + [False] * (len(meanings) - MAX_GUESSED)


@pytest.mark.parametrize("question", ["4472", "zq", "xylophone", "", "!?", "\x00"])
def test_nothing_is_guessed_at_from_nothing(question: str) -> None:
    assert meant(question) == set()


def test_the_very_word_is_surest_then_inflections_then_beginnings() -> None:
    sure = meaning(words_of("card")[0], VOCABULARY)
    assert sure["card"] > sure["cards"] > sure["cardholder"]
    assert "care" not in sure


def test_stop_words_count_less_unless_there_is_nothing_else() -> None:
    assert [word.weight for word in words_of("the card")] == [0.2, 1.0]
    assert {word.weight for word in words_of("what is it")} == {1.0}


def test_only_a_word_at_the_very_end_is_still_being_typed() -> None:
    assert [word.last for word in words_of("card lim")] == [False, True]
    assert [word.last for word in words_of("card lim?")] == [False, False]


@given(st.text())
def test_any_question_has_a_bounded_number_of_words(question: str) -> None:
    words = words_of(question)
    assert len(words) <= MAX_WORDS
    for word in words:
        assert all(0 < sure <= 1 for sure in meaning(word, VOCABULARY).values())
