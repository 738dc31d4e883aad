"""Nordbank's news of the last days, what readers asked their trainer, and what they looked for in vain."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from app.kernel import clock
from app.kernel.actor import Actor
from app.knowledge import gaps
from app.news import service as news
from app.news.rules import Draft
from app.questions import service as questions
from app.questions.places import get_text

PHISHING = Draft(
    title="Text messages that are not ours",
    words=(
        "Since yesterday callers report text messages in Nordbank's name that ask for a one-time code.\n\n"
        "- They are **not ours**: we never ask for codes.\n"
        "- Whoever has given a code away: [block the card](../card-line/03-lost-stolen-and-fraud.md) before "
        "anything else."
    ),
    question="A caller begins to read a one-time code to you. What do you do?",
    choices=(
        "Write it down for the fraud team",
        "Stop them at once: we never ask for codes, and never want to hear one",
        "Let them finish and say that it was not needed",
    ),
    right_choice=2,
    explanation="A code that was read aloud to anybody has been given away, and callers learn from you what is normal.",
)
MAINTENANCE = Draft(
    title="The app rests on Sunday night",
    words="From 23:00 to 1:00 nobody can confirm anything in the app. Use date of birth and PIN word meanwhile.",
)

SEARCHED_IN_VAIN = ("mortgage", "travel insurance", "mortgage", "overdraft")
"""Nordbank's articles say nothing of these."""


def write_news(trainer: Actor, manager: Actor, moment: datetime, until: datetime) -> tuple[str, str]:
    """Publish both news, the manager's with a last day; return their ids."""
    with clock.at(moment):
        first = news.write(trainer, PHISHING, "0" * 20)
    with clock.at(moment + timedelta(hours=1)):
        second = news.write(manager, Draft(MAINTENANCE.title, MAINTENANCE.words, last_day=until.date()), "0" * 20)
    return first, second


def read_news(reader: Actor, news_id: str, moment: datetime, choice: int = 0) -> None:
    """Read news, and answer where they ask."""
    with clock.at(moment):
        news.read(reader, news_id, 1, choice)


def ask(asker: Actor, address: str, paragraph: Callable[[str], bool], words: str, moment: datetime) -> str:
    """Ask about the first paragraph of a text whose words `paragraph` takes; return the question's id."""
    text = get_text(asker, address)
    anchor, mark = next(
        (anchor, one.mark) for anchor, found in text.paragraphs().items() for one in found if paragraph(one.words)
    )
    with clock.at(moment):
        return questions.ask(asker, address, anchor, mark, words, "0" * 20)


def answer(trainer: Actor, question_id: str, words: str, moment: datetime) -> None:
    """Answer a question for everybody."""
    with clock.at(moment):
        questions.answer(trainer, question_id, words, 0, private=False)


def search_in_vain(searcher: Actor, words: str, moment: datetime) -> None:
    """Look for what is not there."""
    with clock.at(moment):
        gaps.keep(searcher, words)
