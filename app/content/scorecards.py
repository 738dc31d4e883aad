"""Reads the scorecard of a scenario: its table of criteria and its list of critical errors."""

from __future__ import annotations

import re

from app.content import values
from app.content.blocks import Block, Body, column_of, item_column
from app.content.documents import Criterion, CriticalError
from app.content.kinds import CriticalClass
from app.content.problems import Problems
from app.content.sections import Part
from app.content.values import MistakenValueError
from app.content.vocabulary import Space
from app.content.words import meaning, nearest_spelling, short, spelled
from app.kernel.messages import N_

_CRITICAL = re.compile(
    r"(?P<word>[^()*\n]{1,40}) \((?P<kind>[^()]*)\)[ \t]*\*\*(?P<name>[^*]+)\*\*[ \t]*:?[ \t]*(?P<text>.*)", re.DOTALL
)
_COLUMNS = 3


class ScorecardReader:
    """Reads one `## Scorecard` part."""

    def __init__(self, body: Body, problems: Problems) -> None:
        self._body = body
        self._problems = problems
        self.criteria: list[Criterion] = []
        self.critical_errors: list[CriticalError] = []

    def read(self, heading: Block, part: Part) -> None:
        """Take the table and the list; report what is neither."""
        for block in part.blocks:
            if block.type == "table":
                self._read_table(block)
            elif block.type == "bullet_list":
                for item in block.children:
                    self._read_critical(item)
            else:
                self._error(
                    block.first,
                    column_of(self._line(block.first)),
                    N_("only the table of criteria and the list of critical errors stand here; move this elsewhere"),
                )
        if not self.criteria:
            self._error(
                heading.first, 1, N_("the scorecard has no criteria; add a table: Criterion, Points, what earns them")
            )

    def _line(self, number: int) -> str:
        return self._body.source.lines[number]

    def _error(self, line: int, column: int, message: str, /, **params: object) -> None:
        """Report at a line from 0 and a column from 1."""
        self._problems.error(line + 1, column, message, **params)

    def _read_table(self, table: Block) -> None:
        rows = [row for group in table.children for row in group.children]
        if len(rows[0].children) != _COLUMNS:
            self._error(
                table.first,
                column_of(self._line(table.first)),
                N_("the table of criteria has three columns: Criterion, Points, and what earns full points"),
            )
            return
        for row in rows[1:]:
            self._check_cells(row)
            name, points, full = (cell.text.strip() for cell in row.children)
            self._read_criterion(name, points, full, row.first)

    def _check_cells(self, row: Block) -> None:
        # Markdown leaves out the cells of a row that stand beyond the columns of the table's head.
        cells = re.split(r"(?<!\\)\|", self._line(row.first).strip().removeprefix("|").removesuffix("|"))
        if len(cells) > _COLUMNS:
            self._error(row.first, 1, N_("the row has more than three cells; write a | within a cell as \\|"))

    def _read_criterion(self, name: str, points: str, full: str, line: int) -> None:
        before, _, remark = name.rpartition("(")
        may_not_apply = remark.endswith(")") and meaning(Space.SCORECARD, remark[:-1]) == "may not apply"
        if may_not_apply:
            name = before.rstrip()
        column = self._line(line).find(name) + 1
        if not name:
            self._error(line, 1, N_("the criterion has no name; write one in the first column"))
            return
        if any(other.name == name for other in self.criteria):
            self._error(line, column, N_("the criterion “%(name)s” stands here twice; keep one"), name=short(name))
            return
        try:
            worth = values.whole_number(points)
        except MistakenValueError as mistake:
            written = self._line(line)
            cell = written.find("|", max(column, 1)) + 1
            self._error(line, max(written.find(points, cell), 0) + 1, mistake.message, **mistake.params)
            worth = 1
        self.criteria.append(Criterion(name, worth, full, may_not_apply))

    def _read_critical(self, item: Block) -> None:
        column = item_column(self._line(item.first))
        text = item.children[0].text if item.children and item.children[0].type == "paragraph" else ""
        match = _CRITICAL.fullmatch(text)
        if match is None or meaning(Space.SCORECARD, match["word"]) != "Critical" or len(item.children) > 1:
            self._error(
                item.first,
                column,
                N_("“%(text)s” is no critical error; write it as “- Critical (compliance) **Leak**: what happened”"),
                text=short(text),
            )
            return
        kind = meaning(Space.CRITICAL, match["kind"])
        if kind is None:
            self._report_class(match["kind"], item.first, column)
            return
        name = match["name"].strip()
        if any(other.name == name for other in self.critical_errors):
            self._error(item.first, column, N_("the critical error “%(name)s” stands here twice; keep one"), name=name)
            return
        description = " ".join(match["text"].split())
        self.critical_errors.append(CriticalError(name, CriticalClass(kind), description))

    def _report_class(self, written: str, line: int, column: int) -> None:
        near = nearest_spelling(Space.CRITICAL, written)
        language = near.language if near else "en"
        self._error(
            line,
            column,
            N_("“%(kind)s” is no class of critical error; the nearest is “%(nearest)s”, all are: %(kinds)s"),
            kind=short(written),
            nearest=near.word if near else "",
            kinds=", ".join(spelled(Space.CRITICAL, kind.value, language) for kind in CriticalClass),
        )
