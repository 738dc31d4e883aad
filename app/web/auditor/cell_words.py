"""The cells of the matrix in words, and as rows of an exported table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from flask_babel import gettext as _

from app.certification.queries import CertificateFacts, PathOf
from app.certification.rules import Part
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
    path = paths.get((cell.person.id, cell.course)) if lacks_something(cell) else None
    return _parts_words(path.missing, brief=brief) if path else ""


def lacks_something(cell: Cell) -> bool:
    """Tell whether it is said of a person on a course what they still lack: of those who are on their way."""
    return cell.state not in (*CLEARED, State.NOT_ENROLLED, State.EXPIRED)


def _parts_words(parts: Iterable[Part], *, brief: bool = False) -> str:
    return " · ".join(say(lacking_of(part, brief=brief)) or "" for part in parts)


def _covers_of(held: CertificateFacts) -> str:
    words = covers_words(held.covers)
    return str(_("%(covers)s (earned before)", covers=words)) if held.brought_in_at else words


def table_rows(
    cells: Iterable[Cell], paths: Mapping[tuple[int, str], PathOf], titles: Mapping[str, str]
) -> Iterator[tuple[object, ...]]:
    """Yield the rows of the exported matrix, in the order of its heading.

    Many people lack the same: what is said of that is put into words once.
    """
    said: dict[tuple[Part, ...], str] = {}
    states = {state: state_words(state) for state in State}
    for cell in cells:
        path = paths.get((cell.person.id, cell.course)) if lacks_something(cell) else None
        lacking = path.missing if path else ()
        if lacking not in said:
            said[lacking] = _parts_words(lacking)
        held = cell.certificate
        until = held.last_day if held else (cell.due_at.date() if cell.due_at else None)
        yield (
            cell.person.id,
            cell.person.name,
            cell.person.team,
            titles.get(cell.course, cell.course),
            states[cell.state],
            until,
            _covers_of(held) if held else "",
            said[lacking],
        )
