"""What would become of each row of a file, as its page shows it: one kind of fate, one page of rows, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from app.kernel.actor import Actor
from app.people.importing.columns import HEADINGS, Column
from app.people.importing.complaints import Complaint, complaints
from app.people.importing.facts import Fate, Plan, Planned
from app.people.importing.rows import Said, Wish
from app.people.importing.service import preview
from app.web.cutting import Cut, cut
from app.web.locales import select_language
from app.web.people.time_zones import time_zone_for_new
from app.web.people.uploads import Upload
from app.web.people.words import held_words, role_words

_CHIPS = {Fate.REFUSED: "failed", Fate.NEW: "done", Fate.CHANGED: "in progress", Fate.UNCHANGED: "open"}
"""The state of each fate's chip, in the order in which the page offers them."""
_ALL = "all"
_SAMPLES = 3


_MOST_COMPLAINTS, _MOST_SPANS = 10, 5
"""So many common problems are told above the rows, and so many spans of rows of each."""


@dataclass(frozen=True, slots=True)
class CommonProblem:
    """What is wrong with several rows: its number on the page, the sentence, how many rows, and which come first."""

    number: int
    words: str
    count: int
    rows: str


@dataclass(frozen=True, slots=True)
class PreviewPage:
    """What the page shows of a plan. `kinds` are (value, words, how many, whether it is shown) of each kind of rows;
    `wishes` are what the shown rows ask for, by row; `unknown` are headings that mean nothing; `samples` some names of
    the file, those first that show its encoding. `complaints` are what is wrong with several rows, by what is said
    of each."""

    plan: Plan
    unknown: tuple[str, ...]
    kinds: list[tuple[str, str, int, bool]]
    cut: Cut
    rows: Sequence[Planned]
    wishes: Mapping[int, Wish]
    samples: tuple[str, ...]
    complaints: Mapping[Said, CommonProblem]


def preview_page(actor: Actor, upload: Upload, given: Mapping[str, str]) -> PreviewPage:
    """Return the page that the arguments of an address ask for (`fate`, `page`): at first the rows that are refused."""
    plan = preview(actor, upload.table, time_zone_for_new(actor))
    wanted = given.get("fate", "refused" if plan.counts[Fate.REFUSED] else _ALL) or _ALL
    rows = [row for row in plan.rows if wanted in (_ALL, row.fate.value)]
    shown = cut(len(rows), given.get("page"))
    rows = rows[shown.first - 1 : shown.last]
    on_page = {row.number for row in rows}
    names = dict.fromkeys(wish.name for wish in upload.table.wishes if wish.name)
    return PreviewPage(
        plan,
        upload.table.unknown,
        _kinds(plan, wanted),
        shown,
        rows,
        {wish.number: wish for wish in upload.table.wishes if wish.number in on_page},
        tuple(sorted(names, key=str.isascii)[:_SAMPLES]),
        {
            one.said: CommonProblem(number, say(one.said), len(one.rows), _first_rows(one))
            for number, one in enumerate(complaints(plan.rows)[:_MOST_COMPLAINTS], 1)
        },
    )


def _first_rows(complaint: Complaint) -> str:
    """Return the first rows of a complaint, as in '2–31, 40 …'."""
    spans = complaint.spans
    written = ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in spans[:_MOST_SPANS])
    return f"{written} …" if len(spans) > _MOST_SPANS else written


def _kinds(plan: Plan, wanted: str) -> list[tuple[str, str, int, bool]]:
    counts = plan.counts
    return [
        (_ALL, str(_("All rows")), len(plan.rows), wanted == _ALL),
        *((fate.value, _fate_words(fate), counts[fate], wanted == fate.value) for fate in _CHIPS),
    ]


def _fate_words(fate: Fate) -> str:
    words = {
        Fate.NEW: _("New"),
        Fate.CHANGED: _("Changed"),
        Fate.UNCHANGED: _("Unchanged"),
        Fate.REFUSED: _("Refused"),
    }
    return str(words[fate])


def chip(row: Planned) -> tuple[str, str]:
    """Return the state and the words of a row's chip."""
    return _CHIPS[row.fate], _fate_words(row.fate)


def say(sentence: Said) -> str:
    """Return a sentence about a row in the reader's language, with roles and columns in it as the reader calls them."""
    params = dict(sentence.params)
    if "role" in params:
        role, side = str(params["role"]), params.pop("side", None)
        params["role"] = held_words(role, str(side)) if side else role_words(role)
    if "column" in params:
        headings = HEADINGS[Column(str(params["column"]))]
        params["column"] = headings.get(select_language(), headings["en"]).partition(",")[0]
    return str(_(sentence.message, **params) if params else _(sentence.message))
