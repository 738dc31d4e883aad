"""Reads one question: its heading, what sets it up, its text, its answers and its explanation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from hashlib import blake2s
from itertools import pairwise

from app.content.anchors import numbered
from app.content.blocks import Block, Body, column_of, item_column, item_lines, joined, unquoted
from app.content.documents import Choice, NumberAnswer, Question, TextAnswer
from app.content.fields import Place
from app.content.kinds import QuestionKind
from app.content.markers import (
    Family,
    UnknownMarkerError,
    is_marked,
    is_single_number,
    number_answer,
    read_marker,
    text_answer,
)
from app.content.problems import Problems
from app.content.setup import KEY_WORD, Setup, read_setup
from app.content.words import SetupKey, setup_key, short
from app.kernel.messages import N_, Word

LISTS = ("bullet_list", "ordered_list")


@dataclass(frozen=True, slots=True)
class Answer:
    """One item of the answers: what follows its marker, and where it stands."""

    family: Family
    share: float
    text: str
    feedback: str
    line: int
    column: int


_NO_ID = re.compile(r"[^\w.-]+")
_WRITTEN_KEY = re.compile(rf"(?:^|\|)[ \t]{{0,3}}({KEY_WORD})[ \t]*:[ \t]*([\w.-]+)")


def question_id(name: str, title: str) -> str:
    """The id the formatter writes: the name of the file and a fingerprint of the title, so that no other has it."""
    fingerprint = blake2s(title.encode("utf-8", "replace"), digest_size=3).hexdigest()
    return f"{_NO_ID.sub('-', name)[:40] or 'question'}-{fingerprint}"


@dataclass(frozen=True, slots=True)
class MissingId:
    """A question without an id: the one to write, in line `setup`, or else below line `heading` (both from 0)."""

    id: str
    heading: int
    setup: int | None


class QuestionReader:
    """Reads the questions of one file and keeps their ids apart."""

    def __init__(self, body: Body, name: str, problems: Problems) -> None:
        self._body = body
        self._name = name
        self._problems = problems
        # Ids in use, with the highest number put behind each.
        self._taken = {
            match[2]: 0
            for line in body.source.lines
            if ":" in line
            for match in _WRITTEN_KEY.finditer(line)
            if setup_key(match[1]) is SetupKey.ID
        }
        self.id_places: dict[str, Place] = {}
        self.missing_ids: list[MissingId] = []

    def read(self, heading: Block, blocks: Sequence[Block], end: int) -> Question:
        """Read the question that `heading` asks; `blocks` are what follows it, up to line `end` (from 0)."""
        setup = read_setup(self._body.source, heading.end, end, self._problems)
        blocks = [block for block in blocks if block.end > setup.end]
        if not heading.words:
            self._error(heading.first + 1, 1, N_("the question has no words; write what it asks behind the ###"))
        answers = self._answer_lists(blocks)
        kind, items = self._kind_and_answers(setup, blocks, answers, heading)
        explanation = self._after_answers(blocks, answers)
        first_answer = answers[0].first if answers else self._end_of_text(blocks, end)
        choices, texts, numbers = self._typed(kind, items)
        self._check_shares(kind, items, heading)
        self._check_feedback(items)
        if setup.scoring == "partial" and kind is not QuestionKind.MULTIPLE:
            self._error(*setup.at[SetupKey.SCORING], N_("only a multiple choice is scored in part; take “scoring” out"))
        return Question(
            id=self._id(heading, setup),
            kind=kind,
            title=heading.text,
            line=heading.first + 1,
            body=self._body.source.part(setup.end, first_answer),
            points=setup.points,
            tags=setup.tags,
            scoring=setup.scoring,
            choices=choices,
            texts=texts,
            numbers=numbers,
            explanation=explanation,
        )

    def _error(self, line: int, column: int, message: str, /, **params: object) -> None:
        self._problems.error(line, column, message, **params)

    def _id(self, heading: Block, setup: Setup) -> str:
        """The id as written, or the one that the formatter would write."""
        if setup.id:
            place = Place(*setup.at[SetupKey.ID])
            earlier = self.id_places.setdefault(setup.id, place)
            if earlier is not place:
                self._error(
                    place.line,
                    place.column,
                    N_("the id “%(id)s” is taken by the question in line %(line)s; give this one another"),
                    id=setup.id,
                    line=earlier.line,
                )
            return setup.id
        invented = question_id(self._name, heading.text)
        if invented in self._taken:
            invented = numbered(invented, self._taken)
        self._taken.setdefault(invented, 0)
        place = Place(heading.first + 1, column_of(self._body.source.lines[heading.first]))
        self.id_places[invented] = place
        if SetupKey.ID not in setup.at:
            first_key = min((line for line, _ in setup.at.values()), default=0) - 1
            self.missing_ids.append(MissingId(invented, heading.end - 1, first_key if setup.at else None))
            self._problems.warning(
                place.line,
                place.column,
                N_("the question has no id; write one, or let “flask courses format” write it"),
            )
        return invented

    def _answer_lists(self, blocks: Sequence[Block]) -> list[Block]:
        """The lists that hold answers: those with a marker in them, else the last one."""
        lists = [block for block in blocks if block.type in LISTS]
        marked = [block for block in lists if any(is_marked(self._item(item)[0]) for item in block.children)]
        return marked or lists[-1:]

    def _item(self, item: Block) -> list[str]:
        return item_lines(self._body.source.lines[item.first : item.end])

    def _end_of_text(self, blocks: Sequence[Block], end: int) -> int:
        # Without answers a quote at the end is still the explanation.
        return blocks[-1].first if blocks and blocks[-1].type == "blockquote" else end

    def _kind_and_answers(
        self, setup: Setup, blocks: Sequence[Block], lists: Sequence[Block], heading: Block
    ) -> tuple[QuestionKind, list[Answer]]:
        later = self._later_kind(setup, lists)
        if later is not None:
            kind, line, column = later
            self._error(
                line,
                column,
                N_("%(kind)s questions cannot be used yet; ask it as a choice, a short text or a number"),
                kind=Word(kind),
            )
            return kind, []
        line, column = heading.first + 1, column_of(self._body.source.lines[heading.first])
        if not lists:
            self._error(line, column, N_("the question has no answers; write them as a list, like “- (x) right”"))
            return QuestionKind.SINGLE, []
        self._check_one_list(blocks, lists)
        items = [answer for block in lists for item in block.children if (answer := self._answer(item)) is not None]
        return self._kind(items), items

    def _later_kind(self, setup: Setup, lists: Sequence[Block]) -> tuple[QuestionKind, int, int] | None:
        """A kind that the language knows and the program does not yet, and where it shows."""
        if setup.order:
            return (QuestionKind.ORDERING, *setup.at[SetupKey.ORDER])
        if setup.answer:
            kind = QuestionKind.CLOZE if setup.answer == "blanks" else QuestionKind.LONG
            return (kind, *setup.at[SetupKey.ANSWER])
        for block in lists:
            for item in block.children:
                first = self._item(item)[0]
                if "=>" in first and not is_marked(first):
                    return QuestionKind.MATCHING, item.first + 1, item_column(self._body.source.lines[item.first])
        return None

    def _check_one_list(self, blocks: Sequence[Block], lists: Sequence[Block]) -> None:
        for before, after in pairwise(lists):
            between = [block for block in blocks if before.end <= block.first < after.first]
            quote = next((block for block in between if block.type == "blockquote"), None)
            line = quote.first if quote else after.first
            column = column_of(self._body.source.lines[line])
            if quote:
                self._error(
                    line + 1,
                    column,
                    N_("a > between two answers ends the list there; indent it by two blanks under its answer"),
                )
            else:
                self._error(
                    line + 1,
                    column,
                    N_("the answers are more than one list; put them together, all with the same dash"),
                )

    def _answer(self, item: Block) -> Answer | None:
        lines = self._item(item)
        line, column = item.first + 1, item_column(self._body.source.lines[item.first])
        try:
            marker = read_marker(lines[0])
        except UnknownMarkerError as unknown:
            self._error(
                line,
                column,
                N_("the marker “%(marker)s” is not known; use (x), ( ), (50%%), [x], [ ], = or !="),
                marker=unknown.marker,
            )
            return None
        if marker is None:
            self._error(
                line,
                column,
                N_("the answer “%(text)s” has no marker; begin it with (x), ( ), (50%%), [x], [ ], = or !="),
                text=short(lines[0]),
            )
            return None
        text, feedback = self._inside(item, lines)
        text = text[marker.length :].strip()
        if not text:
            self._error(line, column, N_("the answer has no words; write it behind its marker"))
        if marker.family is Family.SHORT and "\n" in text:
            self._error(
                line, column, N_("a short answer is one line; begin the next with “- =” and indent feedback with >")
            )
        return Answer(marker.family, marker.share, text, feedback, line, column)

    def _inside(self, item: Block, lines: Sequence[str]) -> tuple[str, str]:
        """(the answer with its marker, its feedback) of an item."""
        text, feedback = list(lines), []
        for block in item.children:
            first, end = block.first - item.first, block.end - item.first
            if block.type == "blockquote":
                feedback.append(unquoted(lines[first:end]))
                text[first:end] = [""] * (end - first)
            elif block.type in LISTS:
                self._error(
                    block.first + 1,
                    item_column(self._body.source.lines[block.first]),
                    N_("a list inside an answer; move it to the left to make it the next answer"),
                )
        return "\n".join(text).rstrip(), joined(feedback)

    def _kind(self, items: Sequence[Answer]) -> QuestionKind:
        if not items:
            return QuestionKind.SINGLE
        first = items[0].family
        for other in items:
            if other.family is not first:
                self._error(
                    other.line,
                    other.column,
                    N_("the markers %(first)s and %(other)s stand in one question; use one of them throughout"),
                    first=first.value,
                    other=other.family.value,
                )
                break
        if first is Family.SINGLE:
            return QuestionKind.SINGLE
        if first is Family.MULTIPLE:
            return QuestionKind.MULTIPLE
        right = [item for item in items if item.family is Family.SHORT and item.share > 0] or items
        numbers = [item for item in right if number_answer(item.text, 1.0, "")]
        return QuestionKind.NUMBER if len(numbers) == len(right) else QuestionKind.TEXT

    def _typed(
        self, kind: QuestionKind, items: Sequence[Answer]
    ) -> tuple[tuple[Choice, ...], tuple[TextAnswer, ...], tuple[NumberAnswer, ...]]:
        if kind in (QuestionKind.SINGLE, QuestionKind.MULTIPLE):
            return tuple(Choice(item.text, item.share, item.feedback) for item in items), (), ()
        if kind is QuestionKind.TEXT:
            return (), tuple(self._text(item) for item in items), ()
        numbers = [number for item in items if (number := self._number(item)) is not None]
        return (), (), tuple(numbers)

    def _text(self, item: Answer) -> TextAnswer:
        if number_answer(item.text, 1.0, "") and not is_single_number(item.text):
            self._error(
                item.line,
                item.column,
                N_("a range of numbers among texts; ask for a number or for a text, not for both"),
            )
        answer = text_answer(item.text, item.share, item.feedback)
        if not answer.text.strip():
            self._error(item.line, item.column, N_("the answer has no words; write it behind its marker"))
        return answer

    def _number(self, item: Answer) -> NumberAnswer | None:
        number = number_answer(item.text, item.share, item.feedback)
        if number is None:
            self._error(
                item.line,
                item.column,
                N_("“%(text)s” is no number as the others are; write a number"),
                text=short(item.text),
            )
        elif Decimal(number.low) > Decimal(number.high):
            self._error(
                item.line,
                item.column,
                N_("the range %(low)s..%(high)s is empty; write the smaller number first"),
                low=number.low,
                high=number.high,
            )
        return number

    def _check_shares(self, kind: QuestionKind, items: Sequence[Answer], heading: Block) -> None:
        if not items:
            return
        right = [item for item in items if item.share == 1]
        if not right:
            self._error(
                heading.first + 1,
                column_of(self._body.source.lines[heading.first]),
                N_("the question has no right answer; mark the right one"),
            )
        if kind is QuestionKind.SINGLE and len(right) > 1:
            self._error(
                right[1].line,
                right[1].column,
                N_("two right answers in a single choice; keep one (x), or use [x] for a multiple choice"),
            )

    def _check_feedback(self, items: Sequence[Answer]) -> None:
        if len(items) > 1 and not items[-1].feedback and all(item.feedback for item in items[:-1]):
            self._problems.warning(
                items[-1].line,
                items[-1].column,
                N_("the last answer alone has no feedback; if the > below is meant for it, indent it by two blanks"),
            )

    def _after_answers(self, blocks: Sequence[Block], lists: Sequence[Block]) -> str:
        """The explanation; everything else below the answers is out of place."""
        if not lists:
            return self._quote(blocks[-1]) if blocks and blocks[-1].type == "blockquote" else ""
        parts = []
        for block in blocks:
            if block.first < lists[0].end or block in lists:
                continue
            if block.type == "blockquote":
                parts.append(self._quote(block))
            else:
                self._error(
                    block.first + 1,
                    column_of(self._body.source.lines[block.first]),
                    N_("text after the answers; put it above them, or begin it with > to explain"),
                )
        return joined(parts)

    def _quote(self, block: Block) -> str:
        return unquoted(self._body.source.lines[block.first : block.end])
