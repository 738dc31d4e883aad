"""The words of the course language as a page of Markdown: `docs/course-words.md` and `flask courses words`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from app.content.vocabulary import LANGUAGES, VOCABULARY, Row, Space
from app.kernel.messages import N_

_LANGUAGE_NAMES = dict(zip(LANGUAGES, (N_("English"), N_("Russian"), N_("Polish"), N_("Greek")), strict=True))
_TITLES = {
    Space.KEY: N_("Keys of the front matter"),
    Space.VALUE: N_("Yes, no, all"),
    Space.TRAINING: N_("Who trains"),
    Space.CHANNEL: N_("Channels"),
    Space.ROLE: N_("Roles"),
    Space.SHOW_ANSWERS: N_("When a quiz shows its answers"),
    Space.UNIT: N_("Lengths of time"),
    Space.TIME: N_("Times within a call"),
    Space.TARGET: N_("Targets of a call"),
    Space.PHRASE: N_("Phrases; the dots are yours to fill in"),
    Space.HEADING: N_("Headings"),
    Space.SECTION: N_("The key right under a section"),
    Space.SETUP: N_("Keys right under a question"),
    Space.SETUP_VALUE: N_("Values of these keys"),
    Space.LABEL: N_("Labels under a reply or a quote of a scenario"),
    Space.ENDING: N_("How a call ends: → End: resolved"),
    Space.SCORECARD: N_("Words of the scorecard"),
    Space.CRITICAL: N_("Whom a critical error harms"),
}
_INTRODUCTION = (
    N_("These words mean something in the files of a course. Use any of the languages in any file, even mixed."),
    N_("Write English words as they stand here, the others in any case, with or without accents."),
    N_("The first word of each is the one that the program writes and suggests; the others are understood as well."),
)


def word_table(languages: Sequence[str] = LANGUAGES, translate: Callable[[str], str] = str) -> str:
    """A page with one table for each place where words stand, one column a language; ends with a line's end."""
    return "\n".join(_lines(languages, translate)) + "\n"


def _lines(languages: Sequence[str], translate: Callable[[str], str]) -> Iterator[str]:
    yield "# " + translate(N_("The words of the course language"))
    yield ""
    for sentence in _INTRODUCTION:
        yield translate(sentence)
    for space, rows in VOCABULARY.items():
        yield from ("", "## " + translate(_TITLES[space]), "")
        yield _row(translate(_LANGUAGE_NAMES[language]) for language in languages)
        yield "|" + "---|" * len(languages)
        for row in rows:
            yield _row(_cell(row, language) for language in languages)


def _row(cells: Iterator[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(row: Row, language: str) -> str:
    first, *others = row[LANGUAGES.index(language)].split(" | ")
    return ", ".join([f"`{first}`", *others])
