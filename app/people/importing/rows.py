"""What each row of an import's file asks for, read by itself: words become roles, days and languages. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from app.kernel import clock
from app.kernel.errors import InvalidError
from app.kernel.messages import N_
from app.people.importing.columns import Column, find_column, find_language, find_role, find_side, plain
from app.people.importing.encodings import LOST
from app.people.importing.formulas import is_error, is_formula
from app.people.importing.names import find_odd
from app.people.importing.sheets import Sheet
from app.people.permissions import Role, Side
from app.people.rules import mail_address

LONGEST: Mapping[Column, int] = {
    Column.NAME: 200,
    Column.SIGN_IN: 254,
    Column.MAIL: 254,
    Column.CONTACT: 200,
    Column.LANGUAGE: 100,
    Column.TIME_ZONE: 64,
    Column.CLIENT: 200,
    Column.ROLE: 100,
    Column.SIDE: 100,
    Column.TEAM: 200,
    Column.TEAM_LEADER: 254,
    Column.CLASS: 200,
    Column.CLASS_TRAINER: 254,
    Column.CLASS_STARTS: 40,
    Column.ENDS: 40,
    Column.EARNED_COURSE: 200,
    Column.EARNED_ON: 40,
    Column.EARNED_UNTIL: 40,
    Column.EARNED_PROOF: 500,
    Column.EARNED_FILE: 300,
}
"""The most characters that a cell may hold, as the tables keep them."""
NO_LANGUAGE = N_("There is no language “%(word)s” here. Write en, ru, pl or el.")
NO_ROLE = N_("There is no role “%(word)s”. Write operator, team leader, supervisor, trainer, manager or auditor.")
_NO_TEXT = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_SHOWN = 40
"""So much of an unfit cell is repeated in what is said about it."""
Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence about a row: an English template with its values, for the page to translate."""

    message: str
    params: tuple[tuple[str, object], ...] = ()


def said(message: str, **params: object) -> Said:
    """Return a sentence about a row."""
    return Said(message, tuple(params.items()))


@dataclass(frozen=True, slots=True)
class Earned:
    """A certificate earned before: of which course, on which day, until when if that is said, and how one knows.

    `course` is its folder or title as `columns.plain` gives it, until the course is found; then its folder.
    """

    course: str
    on: date
    until: date | None
    proof: str
    file: str


@dataclass(frozen=True, slots=True)
class Wish:
    """What a row asks for. Empty where its cell is; `problems` say what cannot be read and how to mend it."""

    number: int
    name: str = ""
    sign_in_name: str = ""
    mail: str = ""
    contact: str = ""
    language: str = ""
    time_zone: str = ""
    client: str = ""
    role: Role | None = None
    side: Side | None = None
    team: str = ""
    team_leader: str = ""
    group: str = ""
    trainer: str = ""
    starts: date | None = None
    ends: date | None = None
    earned: Earned | None = None
    problems: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """All wishes of a file, and the headings that mean nothing here: their columns are left out."""

    wishes: tuple[Wish, ...]
    unknown: tuple[str, ...]


def read_rows(sheet: Sheet) -> Table:
    """Return what the rows of a file ask for. Raises InvalidError as `read_columns` does."""
    columns, unknown = read_columns(sheet)
    return Table(tuple(_wish(_Cells(columns, cells), number) for number, cells in sheet.rows), unknown)


def read_columns(sheet: Sheet) -> tuple[Mapping[Column, int], tuple[str, ...]]:
    """Return where each column stands, and the headings that mean nothing.

    Raises InvalidError if two headings mean the same, none names people, or one has lost a letter: what stands below it
    would silently be left out.
    """
    columns: dict[Column, int] = {}
    unknown = []
    for at, heading in enumerate(sheet.heading):
        if LOST in heading:
            raise InvalidError(
                N_("The heading “%(word)s” has lost a letter. Type it again, and save the file as UTF-8."),
                word=heading.strip()[:_SHOWN],
            )
        column = find_column(heading)
        if column is None:
            unknown.extend([heading.strip()[:_SHOWN]] if heading.strip() else [])
        elif column in columns:
            raise InvalidError(
                N_("The columns “%(first)s” and “%(second)s” mean the same. Take one of them out."),
                first=sheet.heading[columns[column]],
                second=heading,
            )
        else:
            columns[column] = at
    if not {Column.SIGN_IN, Column.MAIL} & columns.keys():
        raise InvalidError(N_("No column holds sign-in names. The first row names the columns, as in the template."))
    return columns, tuple(unknown)


class _Cells:
    """The cells of one row by column, and what is wrong with them."""

    def __init__(self, columns: Mapping[Column, int], cells: tuple[str, ...]) -> None:
        self.problems: list[Said] = []
        self._words: dict[Column, str] = {}
        for column, at in columns.items():
            self._words[column] = _word(column, cells[at], self.problems) if at < len(cells) else ""

    def text(self, column: Column) -> str:
        return self._words.get(column, "")

    def meaning(self, column: Column, find: Callable[[str], Found | None], message: str) -> Found | None:
        """Return what a word means; one without a meaning is refused with `message`."""
        word = self.text(column)
        found = find(word) if word else None
        if word and found is None:
            self.problems.append(said(message, word=word[:_SHOWN]))
        return found

    def day(self, column: Column) -> date | None:
        day = self.meaning(column, find_day, N_("“%(word)s” is no day. Write it as in 2026-11-23."))
        try:
            return clock.check_day(day) if day else None
        except InvalidError as refusal:
            self.problems.append(said(refusal.message, **refusal.params))
            return None


def _wish(cells: _Cells, number: int) -> Wish:
    signs_in, mail = cells.text(Column.SIGN_IN), cells.text(Column.MAIL)
    if not signs_in and not mail and not cells.problems:
        cells.problems.append(said(N_("The sign-in name is missing. It tells who is meant.")))
    odd = find_odd(cells.text(Column.NAME))
    if odd:
        cells.problems.append(
            said(N_("The name holds “%(odd)s”, as no name does. Was the file read in another encoding?"), odd=odd)
        )
    if mail and not mail_address(mail):
        cells.problems.append(
            said(N_("“%(word)s” is no e-mail address. Write it as in name@example.com."), word=mail[:_SHOWN])
        )
        mail = ""  # so that rows with the same wrong word are not taken for one person, or for two who share it
    return Wish(
        number,
        name=cells.text(Column.NAME),
        sign_in_name=(signs_in or mail).casefold(),
        mail=mail.casefold(),
        contact=cells.text(Column.CONTACT) or (mail if signs_in else ""),
        language=cells.meaning(Column.LANGUAGE, find_language, NO_LANGUAGE) or "",
        time_zone=cells.text(Column.TIME_ZONE),
        client=cells.text(Column.CLIENT),
        role=cells.meaning(Column.ROLE, find_role, NO_ROLE),
        side=cells.meaning(Column.SIDE, find_side, N_("There is no side “%(word)s”. Write centre or client.")),
        team=cells.text(Column.TEAM),
        team_leader=cells.text(Column.TEAM_LEADER).casefold(),
        group=cells.text(Column.CLASS),
        trainer=cells.text(Column.CLASS_TRAINER).casefold(),
        starts=cells.day(Column.CLASS_STARTS),
        ends=cells.day(Column.ENDS),
        earned=_earned(cells),
        problems=tuple(cells.problems),  # the last: what stands above finds them
    )


def _word(column: Column, cell: str, problems: list[Said]) -> str:
    """Return a cell's text on one line; one that is unfit is refused, and counts as empty."""
    word = " ".join(cell.split())
    if not word:
        return ""
    if is_formula(cell):
        problems.append(
            said(
                N_("The column “%(column)s” holds a formula, %(formula)s. Put its value there instead."),
                column=column.value,
                formula=word[:_SHOWN],
            )
        )
        return ""
    if is_error(cell):
        problems.append(
            said(
                N_("The column “%(column)s” holds an error of the spreadsheet, %(error)s. Put a value there instead."),
                column=column.value,
                error=word[:_SHOWN],
            )
        )
        return ""
    if word[:1] == "'" and word[1:2] in tuple("=+-@"):  # how our own exports keep spreadsheets from calculating
        word = word[1:]
    unfit = _unfit(column, word)
    if unfit:
        problems.append(unfit)
        return ""
    return word


def _unfit(column: Column, word: str) -> Said | None:
    """Say why a text cannot be kept: letters were lost before it came here, no text holds it, or it is too long."""
    if LOST in word:
        return said(
            N_("The column “%(column)s” has lost a letter: “%(word)s”. Type it again, and save the file as UTF-8."),
            column=column.value,
            word=word[:_SHOWN],
        )
    if _NO_TEXT.search(word):
        return said(N_("The column “%(column)s” holds a character that no text can hold."), column=column.value)
    if len(word) > LONGEST[column]:
        return said(
            N_("The column “%(column)s” holds %(length)d characters; %(most)d fit."),
            column=column.value,
            length=len(word),
            most=LONGEST[column],
        )
    return None


def find_day(word: str) -> date | None:
    """Return the day that is written 2026-11-23, 23.11.2026 or 23/11/2026, with or without a time of day behind it."""
    written = word.split()[0].replace("/", ".") if word.split() else ""
    parts = written.split("-") if "-" in written else written.split(".")[::-1]
    if len(parts) != 3 or not all(part.isascii() and part.isdecimal() and len(part) < 5 for part in parts):
        return None
    if len(parts[0]) != 4:
        return None
    try:
        return date(int(parts[0]), int(parts[1]), int(parts[2]))
    except ValueError:
        return None


def _earned(cells: _Cells) -> Earned | None:
    course, proof = cells.text(Column.EARNED_COURSE), cells.text(Column.EARNED_PROOF)
    on, until, file = cells.day(Column.EARNED_ON), cells.day(Column.EARNED_UNTIL), cells.text(Column.EARNED_FILE)
    if not (course or on or until or proof or file):
        return None
    if not course or on is None or not proof:
        needed = N_("A certificate earned before needs its course, the day it was earned and its evidence.")
        cells.problems.append(said(needed))
        return None
    return Earned(plain(course), on, until, proof, file)
