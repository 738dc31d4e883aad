"""Reads the body of a scenario: steps, what the caller says, and what the operator may answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.content.blocks import Block, Body, column_of, item_column, item_lines, unquoted
from app.content.documents import Criterion, CriticalError, Quote, Reply, Step
from app.content.labels import CONDITIONS, LabelReader, Meaning, split_label
from app.content.markers import unquoted_text
from app.content.problems import Problems
from app.content.scorecards import ScorecardReader
from app.content.sections import Part, parts_of
from app.content.vocabulary import Space
from app.content.words import Label, Reserved, meaning, nearest, reserved_heading, short
from app.kernel.messages import N_

_ARROW = re.compile(r"[ \t]*(?:→|->)[ \t]*")
_ALL_LABELS = frozenset(Label)
_LIKENESS = 0.6


@dataclass(frozen=True, slots=True)
class ScenarioBody:
    """The parts of a scenario below its front matter."""

    criteria: tuple[Criterion, ...]
    critical_errors: tuple[CriticalError, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class _Target:
    """Where a reply says that it leads: the title of a step, and where that is written."""

    title: str
    line: int
    column: int


class ScenarioReader:
    """Reads one scenario."""

    def __init__(self, body: Body, anchors: dict[int, str], problems: Problems) -> None:
        self._body = body
        self._anchors = anchors
        self._problems = problems
        self._labels = LabelReader(problems)
        self._targets: dict[str, _Target] = {}

    def read(self) -> ScenarioBody:
        """Read scorecard and steps; report names that lead nowhere."""
        parts = parts_of(self._body.blocks, 2, self._body.end)[1:]
        scorecard = self._read_scorecard(parts)
        self._labels.criteria = scorecard.criteria
        self._labels.critical_errors = scorecard.critical_errors
        steps = [
            self._step(part.heading, part)
            for part in parts
            if part.heading is not None and reserved_heading(part.heading.words) is not Reserved.SCORECARD
        ]
        if not steps:
            self._problems.error(
                max(self._body.first, 1), 1, N_("the scenario has no step; begin the call with “## Start”")
            )
        steps = self._with_targets(steps)
        self._check_facts(steps)
        return ScenarioBody(tuple(scorecard.criteria), tuple(scorecard.critical_errors), tuple(steps))

    def _line(self, number: int) -> str:
        return self._body.source.lines[number]

    def _error(self, line: int, column: int, message: str, /, **params: object) -> None:
        """Report at a line from 0 and a column from 1."""
        self._problems.error(line + 1, column, message, **params)

    def _read_scorecard(self, parts: Sequence[Part]) -> ScorecardReader:
        reader = ScorecardReader(self._body, self._problems)
        cards = [
            (part.heading, part)
            for part in parts
            if part.heading is not None and reserved_heading(part.heading.words) is Reserved.SCORECARD
        ]
        if not cards:
            self._problems.error(
                max(self._body.first, 1), 1, N_("the scenario has no scorecard; add a section “## Scorecard”")
            )
            return reader
        for heading, _ in cards[1:]:
            self._error(heading.first, 1, N_("the scorecard stands here twice; put the two together"))
        reader.read(*cards[0])
        return reader

    def _step(self, heading: Block, part: Part) -> Step:
        if not heading.words:
            self._error(heading.first, 1, N_("the step has no name; write one behind the ##"))
        quotes: list[tuple[Quote, Meaning]] = []
        replies: list[Reply] = []
        anchor = self._anchors[heading.first]
        for block in part.blocks:
            if block.type == "blockquote" and not replies:
                quotes.append(self._quote(block))
            elif block.type == "blockquote":
                self._misplaced(block, N_("what the caller says stands before the replies; move it above them"))
            elif block.type in ("bullet_list", "ordered_list"):
                for item in block.children:
                    if not self._condition_of_quote(item, quotes, replies):
                        replies.append(self._reply(item, f"{anchor}/{len(replies) + 1}"))
            else:
                self._misplaced(
                    block, N_("this is neither a quote nor a reply; begin it with > for the caller, - for the operator")
                )
        finished = tuple(
            replace(quote, only_if=tuple(meaning.only_if), only_if_not=tuple(meaning.only_if_not))
            for quote, meaning in quotes
        )
        return Step(anchor, heading.words, heading.first + 1, finished, tuple(replies))

    def _misplaced(self, block: Block, message: str) -> None:
        self._error(block.first, column_of(self._line(block.first)), message)

    def _quote(self, block: Block) -> tuple[Quote, Meaning]:
        """What the caller says, and the conditions written inside the quote."""
        meaning = Meaning()
        lines: list[str] = []
        for child in block.children:
            if child.type == "bullet_list":
                for item in child.children:
                    self._label(item.children[0].text if item.children else "", item, meaning, CONDITIONS)
            elif child.type == "paragraph":
                raw = unquoted(self._body.source.lines[child.first : child.end]).split("\n")
                for offset, line in enumerate(raw):
                    self._quote_line(line.strip(), child.first + offset, meaning, lines)
            else:
                self._misplaced(child, N_("the caller only speaks here; write plain lines that begin with >"))
        return Quote(tuple(lines)), meaning

    def _quote_line(self, line: str, number: int, meaning: Meaning, lines: list[str]) -> None:
        # Markdown takes a line right under a quote for a part of it, so a condition may stand there.
        if split_label(line)[0] in CONDITIONS:
            column = self._line(number).find(line) + 1
            self._labels.read(line, number + 1, column, meaning, CONDITIONS)
        elif line:
            lines.append(line)

    def _condition_of_quote(
        self, item: Block, quotes: Sequence[tuple[Quote, Meaning]], replies: Sequence[Reply]
    ) -> bool:
        """Whether an item says when the quote above it is spoken; if so, it is read."""
        text = item.children[0].text if item.children else ""
        found, word, value = split_label(text)
        if found is None or _ARROW.search(value):
            return False
        if replies or not quotes or found not in CONDITIONS:
            self._error(
                item.first,
                item_column(self._line(item.first)),
                N_("the label “%(label)s” stands under no reply; indent it by two blanks under the reply it is about"),
                label=word,
            )
            return True
        self._label(text, item, quotes[-1][1], CONDITIONS)
        return True

    def _label(self, text: str, item: Block, meaning: Meaning, allowed: frozenset[Label]) -> None:
        self._labels.read(text, item.first + 1, item_column(self._line(item.first)), meaning, allowed)
        for extra in item.children[1:]:
            self._misplaced(extra, N_("a label is one line; take this out"))

    def _reply(self, item: Block, reply_id: str) -> Reply:
        column = item_column(self._line(item.first))
        spoken = item.children[0] if item.children and item.children[0].type == "paragraph" else None
        text, target = self._spoken(spoken.text if spoken else "", item, column)
        meaning = Meaning()
        lines = item_lines(self._body.source.lines[item.first : item.end])
        for child in item.children[1 if spoken else 0 :]:
            if child.type == "bullet_list":
                for nested in child.children:
                    self._reply_label(lines[nested.first - item.first : nested.end - item.first], nested, meaning)
            else:
                self._misplaced(child, N_("only “- Label: value” items stand under a reply; write it as one of them"))
        ending = self._ending(target)
        if ending is None:
            self._targets[reply_id] = target
        return Reply(
            id=reply_id,
            text=text,
            line=item.first + 1,
            goes_to=None,
            ending=ending,
            score=tuple(meaning.score),
            remembers=tuple(meaning.remembers),
            only_if=tuple(meaning.only_if),
            only_if_not=tuple(meaning.only_if_not),
            critical=tuple(meaning.critical),
            feedback=meaning.feedback,
            article=meaning.article,
            seconds=meaning.seconds,
            note=meaning.note,
        )

    def _reply_label(self, lines: Sequence[str], nested: Block, meaning: Meaning) -> None:
        text = "\n".join(item_lines(lines)).rstrip()
        self._labels.read(text, nested.first + 1, item_column(self._line(nested.first)), meaning, _ALL_LABELS)

    def _spoken(self, text: str, item: Block, column: int) -> tuple[str, _Target]:
        """What the operator says, without its outer quotes, and where that leads."""
        one_line = " ".join(text.split())
        arrows = list(_ARROW.finditer(one_line))
        if not arrows:
            self._error(
                item.first,
                column,
                N_("the reply “%(text)s” leads nowhere; end it with “→ Step” or “→ End: how it ends”"),
                text=short(one_line),
            )
            return one_line, _Target("", item.first, column)
        said, title = one_line[: arrows[-1].start()].strip(), one_line[arrows[-1].end() :].strip()
        target = _Target(title, *self._place_of(title, item, column))
        without_quotes = unquoted_text(said)
        said = said if without_quotes is None else without_quotes.strip()
        if not said:
            self._error(item.first, column, N_("the reply has no words; write what the operator says before the arrow"))
        if not title:
            self._error(
                item.first,
                column,
                N_("nothing stands behind the arrow; write the name of a step or “End: how it ends”"),
            )
        return said, target

    def _place_of(self, title: str, item: Block, column: int) -> tuple[int, int]:
        for number in range(item.first, item.end):
            found = self._line(number).rfind(title) if title else -1
            if found >= 0:
                return number, found + 1
        return item.first, column

    def _ending(self, target: _Target) -> str | None:
        """The ending that a target names; None when it names a step."""
        word, colon, ending = target.title.partition(":")
        if meaning(Space.ENDING, word) is None:
            return None
        if not colon or not ending.strip():
            self._error(target.line, target.column, N_("the ending has no name; write it like “End: resolved”"))
        return ending.strip() or word.strip()

    def _with_targets(self, steps: Sequence[Step]) -> list[Step]:
        """The steps, their replies leading to each other."""
        by_title: dict[str, str] = {}
        for step in steps:
            if step.title in by_title:
                self._error(
                    step.line - 1,
                    1,
                    N_("the step “%(title)s” stands here twice; give one another name"),
                    title=step.title,
                )
            by_title.setdefault(step.title, step.anchor)
        return [
            replace(step, replies=tuple(self._with_target(reply, by_title) for reply in step.replies)) for step in steps
        ]

    def _with_target(self, reply: Reply, by_title: dict[str, str]) -> Reply:
        target = self._targets.get(reply.id)
        if target is None or not target.title:
            return reply
        if target.title not in by_title:
            self._error(
                target.line,
                target.column,
                N_("there is no step “%(title)s”; the nearest is “%(nearest)s”"),
                title=short(target.title),
                nearest=nearest(target.title, by_title),
            )
        # A misspelt step is taken for the one it resembles, so that this one is not called unreachable as well.
        meant = target.title if target.title in by_title else nearest(target.title, by_title, _LIKENESS)
        return replace(reply, goes_to=by_title.get(meant))

    def _check_facts(self, steps: Sequence[Step]) -> None:
        remembered = {fact for step in steps for reply in step.replies for fact in reply.remembers}
        for condition in self._labels.conditions:
            if condition.fact not in remembered:
                self._problems.unknown(
                    condition.line,
                    condition.column,
                    condition.fact,
                    remembered,
                    N_("nothing remembers the fact “%(name)s”; the nearest that is remembered is “%(nearest)s”"),
                    N_("nothing remembers the fact “%(name)s”; let a reply say “Remember: %(name)s”"),
                )
