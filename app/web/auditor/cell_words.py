"""The cells of the matrix in words, and as rows of an exported table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from flask_babel import gettext as _

from app.certification.queries import CertificateFacts, PathOf
from app.certification.words import lacking_of
from app.reports.standings import Cell
from app.reports.states import CLEARED, State
from app.web.learner.path_words import covers_words, say
from app.web.state_words import state_words


def heading() -> tuple[str, ...]:
    """Return the heading of the exported matrix."""
    labels = (
        _("Number"),
        _("Person"),
        _("Team"),
        _("Course"),
        _("State"),
        _("Due or until"),
        _("Covers"),
        _("Missing"),
    )
    return tuple(str(label) for label in labels)


def missing_words(cell: Cell, paths: Mapping[tuple[int, str], PathOf], *, brief: bool = False) -> str:
    """Return what a person still lacks on a course; empty for those who hold the certificate or are not enrolled.

    `brief` is for a page, which has less room than an exported table.
    """
    if cell.state in CLEARED or cell.state in (State.NOT_ENROLLED, State.EXPIRED):
        return ""
    path = paths.get((cell.person.id, cell.course))
    return " · ".join(say(lacking_of(part, brief=brief)) or "" for part in path.missing) if path else ""


def _covers_of(held: CertificateFacts) -> str:
    words = covers_words(held.covers)
    return str(_("%(covers)s (earned before)", covers=words)) if held.brought_in_at else words


def table_rows(
    cells: Iterable[Cell], paths: Mapping[tuple[int, str], PathOf], titles: Mapping[str, str]
) -> Iterator[tuple[object, ...]]:
    """Yield the rows of the exported matrix, in the order of its heading."""
    for cell in cells:
        held = cell.certificate
        until = held.last_day if held else (cell.due_at.date() if cell.due_at else None)
        yield (
            cell.person.id,
            cell.person.name,
            cell.person.team,
            titles.get(cell.course, cell.course),
            state_words(cell.state),
            until,
            _covers_of(held) if held else "",
            missing_words(cell, paths),
        )
