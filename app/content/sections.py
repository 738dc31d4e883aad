"""Reads the bodies of modules, articles and quizzes: sections, checks and pools."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.content.anchors import heading_anchor, numbered
from app.content.asked_as import read_asked_as
from app.content.blocks import Block, Body, column_of
from app.content.documents import Pool, Question, Section
from app.content.problems import Problems
from app.content.questions import QuestionReader
from app.content.vocabulary import Space
from app.content.words import Reserved, filled, nearest_word, plain, reserved_heading, short
from app.kernel.messages import N_

_POOL = re.compile(r"(?P<word>[^:]{1,40}):[ \t]*(?P<title>.+)")
_NUMBER = re.compile(r"[0-9]{1,6}")
_BRACKETED = re.compile(r"[(\[][ \t]*([^\W\d_]{1,30})")


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with the blocks below it, up to line `end` (from 0). The part before the first has no heading."""

    heading: Block | None
    blocks: tuple[Block, ...]
    end: int


def parts_of(blocks: Sequence[Block], level: int, end: int) -> list[Part]:
    """Cut blocks at the headings of this level or above; the first part is what stands before any."""
    starts = [number for number, block in enumerate(blocks) if 0 < block.level <= level]
    edges = [*starts, len(blocks)]
    first_line = blocks[edges[0]].first if starts else end
    parts = [Part(None, tuple(blocks[: edges[0]]), first_line)]
    for number, start in enumerate(starts):
        following = edges[number + 1]
        stop = blocks[following].first if following < len(blocks) else end
        parts.append(Part(blocks[start], tuple(blocks[start + 1 : following]), stop))
    return parts


def heading_anchors(body: Body) -> dict[int, str]:
    """The name of each heading of the file, by its first line (from 0), in order, as GitHub numbers them."""
    taken: dict[str, int] = {}
    found = {}
    for block in _headings(body.blocks):
        found[block.first] = numbered(heading_anchor(block.words), taken)
    return found


def _headings(blocks: Sequence[Block]) -> list[Block]:
    found = []
    for block in blocks:
        if block.type == "heading":
            found.append(block)
        found.extend(_headings(block.children))
    return found


class SectionReader:
    """Reads the `##` parts of one file."""

    def __init__(self, body: Body, anchors: dict[int, str], questions: QuestionReader, problems: Problems) -> None:
        self._body = body
        self._anchors = anchors
        self._heading_lines = sorted(anchors)
        self._questions = questions
        self._problems = problems

    def sections(self, *, with_checks: bool) -> tuple[Section, ...]:
        """The sections of a module, or of an article, which holds no checks."""
        found = []
        for part in parts_of(self._body.blocks, 2, self._body.end)[1:]:
            heading = part.heading
            assert heading is not None
            is_check = reserved_heading(heading.words) is Reserved.CHECK
            if is_check and not with_checks:
                self._error(heading, N_("an article holds no checks; move them to a module or to a quiz"))
            self._check_title(heading, is_check)
            found.append(self._check(heading, part) if is_check and with_checks else self._plain(heading, part))
        return tuple(found)

    def pools(self) -> tuple[Pool, ...]:
        """The pools of a quiz; questions before the first are a pool without a title, all of them drawn."""
        found = []
        for part in parts_of(self._body.blocks, 2, self._body.end):
            questions = self._read_questions(part)
            if part.heading is None:
                if questions:
                    found.append(Pool("", len(questions), questions))
                continue
            self._check_text_before(part)
            found.append(self._pool(part.heading, questions))
        return tuple(found)

    def _error(self, block: Block, message: str, /, **params: object) -> None:
        column = column_of(self._body.source.lines[block.first])
        self._problems.error(block.first + 1, column, message, **params)

    def _check_title(self, heading: Block, is_check: bool) -> None:
        if not heading.words:
            self._error(heading, N_("the section has no title; write it behind the ##"))
        close = nearest_word(Space.HEADING, heading.words, [Reserved.CHECK], 0.85)
        if close and not is_check:
            self._problems.warning(
                heading.first + 1,
                1,
                N_("“%(title)s” is an ordinary section; if it shall hold questions, name it “%(nearest)s”"),
                title=short(heading.words),
                nearest=close,
            )

    def _plain(self, heading: Block, part: Part) -> Section:
        asked_as, first = read_asked_as(self._body.source, heading.end, part.end, self._problems)
        return replace(self._section(heading, first, part.end, ()), asked_as=asked_as)

    def _check(self, heading: Block, part: Part) -> Section:
        questions = self._read_questions(part)
        if not questions:
            self._error(heading, N_("“%(title)s” holds no question; ask one under a ### heading"), title=heading.words)
        first = next((block.first for block in part.blocks if block.level == 3), part.end)
        return self._section(heading, heading.end, first, questions)

    def _section(self, heading: Block, first: int, end: int, questions: tuple[Question, ...]) -> Section:
        return Section(
            anchor=self._anchors[heading.first],
            title=heading.words,
            line=heading.first + 1,
            source=self._body.source.part(first, end),
            questions=questions,
            anchors=tuple(self._anchors[line] for line in self._heading_lines[self._at(first) : self._at(end)]),
        )

    def _at(self, line: int) -> int:
        """How many headings stand above a line (from 0)."""
        return bisect_left(self._heading_lines, line)

    def _read_questions(self, part: Part) -> tuple[Question, ...]:
        """The `###` questions of a part; what stands before the first is no question."""
        asked = parts_of(part.blocks, 3, part.end)[1:]
        return tuple(
            self._questions.read(each.heading, each.blocks, each.end) for each in asked if each.heading is not None
        )

    def _check_text_before(self, part: Part) -> None:
        if part.blocks and part.blocks[0].level != 3:
            self._error(
                part.blocks[0],
                N_("text between a pool and its first question; move it above the first pool, or into a question"),
            )

    def _pool(self, heading: Block, questions: tuple[Question, ...]) -> Pool:
        match = _POOL.fullmatch(heading.words)
        if match is None or reserved_heading(match["word"]) is not Reserved.POOL:
            self._error(
                heading,
                N_("“%(title)s” is no pool; in a quiz, write ## as “## Pool: Name (draw 3)” and questions as ###"),
                title=short(heading.words),
            )
            return Pool(heading.words, len(questions), questions)
        title, number = _title_and_draw(match["title"])
        if number is None and _almost_draws(title):
            self._error(heading, N_("how many to draw is not understood; write it at the end, like “(draw 3)”"))
        draw = len(questions) if number is None else number
        if not questions:
            self._error(heading, N_("the pool “%(title)s” has no questions; ask them under ###"), title=title)
        elif not 1 <= draw <= len(questions):
            self._error(
                heading,
                N_("the pool “%(title)s” cannot draw %(draw)s of its %(count)s questions; draw from 1 to %(count)s"),
                title=short(title),
                draw=draw,
                count=len(questions),
            )
        return Pool(title, draw, questions)


def _title_and_draw(text: str) -> tuple[str, int | None]:
    """(title, how many to draw) of `Identity (draw 3)`; None where it does not say how many."""
    title, _, phrase = text.rpartition("(")
    found = filled("draw …", phrase[:-1]) if phrase.endswith(")") else None
    if found is None or not title.strip() or not _NUMBER.fullmatch(found[0]):
        return text, None
    return title.rstrip(), int(found[0])


def _almost_draws(text: str) -> bool:
    """Whether a bracket in a pool's title begins with the word for drawing."""
    return any(filled("draw …", f"{plain(match[1])} 1") for match in _BRACKETED.finditer(text))
