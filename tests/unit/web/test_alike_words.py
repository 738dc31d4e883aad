"""Each act that is told together has its sentence for several people."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask_babel import Babel

from app.kernel import clock
from app.reports.acts import OWN, TOLD_TOGETHER
from app.reports.alike import Alike
from app.reports.changes import Change
from app.web.auditor.alike_words import MANY, alike_words, who_words
from app.web.auditor.change_words import SENTENCES, Titles, values_of


def test_every_act_has_both_sentences() -> None:
    assert MANY.keys() == TOLD_TOGETHER.keys()
    assert TOLD_TOGETHER.keys() <= SENTENCES.keys()
    assert TOLD_TOGETHER.keys() >= OWN


@pytest.mark.parametrize("action", MANY)
def test_each_sentence_can_be_filled_and_says_what_its_changes_have_in_common(action: str) -> None:
    names = {1: "Tara", 2: "Olga"}
    values = values_of(Change(1, clock.now(), action, 1, 2, {}), names, Titles()) | {"num": 2}
    for sentence in MANY[action]:
        assert "%" not in sentence % values
        assert not re.search(r"%\(about\)", sentence), "one person's name is no word for several"


NAMES = {1: "Mira", 2: "olga", 3: "Omar"}
TOLD = [
    ("class.joined", [2], "Mira put olga into a class", ""),
    ("class.joined", [3, 2], "Mira put 2 people into a class", "olga, Omar"),
    ("class.joined", [9], "Mira put 1 person into a class", "Person 9"),
    ("person.created", [2], "Mira added olga", ""),
    ("person.created", [9], "Mira added 1 person", "Person 9"),
    ("enrolment.started", [9], "1 person was enrolled in cards", "Person 9"),
    ("call.voided", [9], "Mira voided a test call of Person 9", ""),
    ("team.created", [None], "Mira made a team", ""),
]


@pytest.mark.parametrize(("action", "people", "words", "behind"), TOLD)
def test_whoever_it_is_about_is_named(action: str, people: list[int | None], words: str, behind: str) -> None:
    """In the sentence, or behind it; by number, who has no name here."""
    several = {"people": tuple(people)} if action == "class.joined" else {"about": people[0]}
    change = Change(1, clock.now(), action, 1, **({"about": None} | several), data={"course": "cards"})
    app = Flask(__name__)
    Babel(app)
    with app.test_request_context():
        assert alike_words(Alike((change,)), NAMES, Titles()) == words
        assert who_words(Alike((change,)), NAMES) == behind
