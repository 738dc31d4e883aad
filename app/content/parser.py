"""Text in, a document and a list of problems out: the one door to the course language. Pure and total."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from app.content import values
from app.content.addresses import name_of, order_of
from app.content.blocks import Body, column_of, read_body
from app.content.documents import (
    AgreementDocument,
    ArticleDocument,
    ClientDocument,
    CourseDocument,
    Document,
    ModuleDocument,
    QuizDocument,
    ScenarioDocument,
)
from app.content.fields import Fields, Place
from app.content.frontmatter import FrontMatter, read_front_matter
from app.content.headers import HEADERS
from app.content.kinds import Kind
from app.content.links import Link, links_of
from app.content.problems import Problem, Problems, has_errors, in_order
from app.content.questions import MissingId, QuestionReader
from app.content.scenario_paths import check_scenario
from app.content.scenarios import ScenarioReader
from app.content.sections import SectionReader, heading_anchors
from app.content.source import MAX_CHARACTERS, MAX_PARAGRAPH, SourceText
from app.content.vocabulary import LANGUAGES, Space
from app.content.words import nearest_word, short
from app.kernel.messages import N_

_DOCUMENTS: dict[Kind, type[Document]] = {
    Kind.CLIENT: ClientDocument,
    Kind.COURSE: CourseDocument,
    Kind.MODULE: ModuleDocument,
    Kind.QUIZ: QuizDocument,
    Kind.SCENARIO: ScenarioDocument,
    Kind.ARTICLE: ArticleDocument,
    Kind.AGREEMENT: AgreementDocument,
}
# The level of heading at which the body of a file ends and its parts begin; 0 where it has no parts.
_PARTS_BEGIN = {Kind.MODULE: 2, Kind.ARTICLE: 2, Kind.SCENARIO: 2, Kind.QUIZ: 3}


KEPT_FILES = 300
"""How many files a process keeps as they were read last: most are read again, unchanged, to check and to publish.

A file has MAX_CHARACTERS at most, so in the worst case, which no course comes near, 60 million characters are kept, and
what was read from them. A longer one is not read, but its text is kept as well.
"""


@dataclass(frozen=True, slots=True)
class Parsed:
    """What became of one file. `document` is None where not even its kind is known.

    `places` tells where each value of the front matter stands, those of a course's certificate as
    `certificate.<key>`; `id_places` where each question's id stands. `language` is the one of its keys,
    whatever the language of its text. `body_line` is the first line below the front matter.
    """

    source: SourceText
    document: Document | None
    problems: tuple[Problem, ...]
    places: Mapping[str, Place] = dataclasses.field(default_factory=lambda: MappingProxyType({}))
    links: tuple[Link, ...] = ()
    id_places: Mapping[str, Place] = dataclasses.field(default_factory=lambda: MappingProxyType({}))
    missing_ids: tuple[MissingId, ...] = ()
    language: str = LANGUAGES[0]
    body_line: int = 0

    @property
    def is_sound(self) -> bool:
        """Whether it has no errors."""
        return not has_errors(self.problems)


def parse(path: str, text: str, *, walk: bool = True) -> Parsed:
    """Read one file; `path` is relative to the folder of clients. Never raises, whatever the text.

    `walk=False` leaves out the walk through a scenario: for text that was checked when it was published.
    """
    parsed = _parse(path, text)
    scenario = parsed.document
    if not walk or not isinstance(scenario, ScenarioDocument) or not scenario.steps:
        return parsed
    problems = Problems(path)
    errors = [problem.line for problem in parsed.problems if problem.is_error]
    place = parsed.places.get("pass")
    check_scenario(
        scenario,
        None if place is None or place.line in errors else place,
        problems,
        is_sound=all(line < parsed.body_line for line in errors),
    )
    return dataclasses.replace(parsed, problems=in_order(dict.fromkeys((*parsed.problems, *problems.found))))


@lru_cache(maxsize=KEPT_FILES)
def _parse(path: str, text: str) -> Parsed:
    problems = Problems(path)
    source = SourceText.read(text)
    if not _is_bounded(text, source, problems) or not _is_text(source, problems):
        return Parsed(source, None, problems.found)
    front = read_front_matter(source, problems)
    if not front.entries:
        if front.body_line:
            problems.error(1, 1, N_("the front matter says nothing; begin it like “module: Its title”"))
        return Parsed(source, None, problems.found)
    first = front.entries[0]
    if first.key not in list(Kind):
        problems.error(
            first.line,
            first.column,
            N_("the first key says what the file is; “%(key)s” does not, the nearest that does is “%(nearest)s”"),
            key=short(first.written),
            nearest=nearest_word(Space.KEY, first.written, list(Kind)),
        )
        return Parsed(source, None, problems.found)
    return _FileReader(path, source, front, Kind(first.key), problems).read()


def _is_bounded(text: str, source: SourceText, problems: Problems) -> bool:
    if len(text) > MAX_CHARACTERS:
        problems.error(
            1, 1, N_("the file is longer than %(limit)s characters and was not read; split it"), limit=MAX_CHARACTERS
        )
        return False
    length, line = source.longest_paragraph()
    if length > MAX_PARAGRAPH:
        problems.error(
            line,
            1,
            N_("%(limit)s characters without a blank line, the file was not read; put blank lines between"),
            limit=MAX_PARAGRAPH,
        )
        return False
    return True


def _is_text(source: SourceText, problems: Problems) -> bool:
    """Whether it has no NUL, which no text has and not every database keeps."""
    for number, line in enumerate(source.lines, start=1):
        column = line.find("\0")
        if column >= 0:
            problems.error(number, column + 1, N_("a character that no text has (NUL); save the file as plain text"))
            return False
    return True


class _FileReader:
    """Reads a file of which the kind is known."""

    def __init__(self, path: str, source: SourceText, front: FrontMatter, kind: Kind, problems: Problems) -> None:
        self._path = path
        self._source = source
        self._front = front
        self._kind = kind
        self._problems = problems

    def read(self) -> Parsed:
        fields = Fields(self._front.entries, self._problems)
        first = self._front.entries[0]
        title = fields.take(first.key, values.text, "")
        header = HEADERS[self._kind](fields)
        fields.finish()
        body = read_body(self._source, self._front.body_line, self._problems)
        anchors = heading_anchors(body)
        questions = QuestionReader(body, name_of(self._path), self._problems)
        document = _DOCUMENTS[self._kind](
            path=self._path,
            name=name_of(self._path),
            kind=self._kind,
            title=title,
            body=self._body_text(body),
            anchors=tuple(anchors.values()),
            **header,
            **self._parts(body, anchors, questions),
        )
        self._check_emptiness(document)
        places = self._places()
        links = links_of(body, self._problems)
        return Parsed(
            self._source,
            document,
            self._problems.found,
            MappingProxyType(places),
            links,
            MappingProxyType(questions.id_places),
            tuple(questions.missing_ids),
            self._front.language,
            self._front.body_line,
        )

    def _body_text(self, body: Body) -> str:
        level = _PARTS_BEGIN.get(self._kind, 0)
        end = next((block.first for block in body.blocks if 0 < block.level <= level), body.end)
        return self._source.part(body.first, end)

    def _parts(self, body: Body, anchors: dict[int, str], questions: QuestionReader) -> dict[str, Any]:
        match self._kind:
            case Kind.MODULE:
                reader = SectionReader(body, anchors, questions, self._problems)
                return {"sections": reader.sections(with_checks=True), "order": order_of(self._path)}
            case Kind.ARTICLE:
                return {"sections": SectionReader(body, anchors, questions, self._problems).sections(with_checks=False)}
            case Kind.QUIZ:
                return {"pools": SectionReader(body, anchors, questions, self._problems).pools()}
            case Kind.SCENARIO:
                scenario = ScenarioReader(body, anchors, self._problems).read()
                return {
                    "criteria": scenario.criteria,
                    "critical_errors": scenario.critical_errors,
                    "steps": scenario.steps,
                }
            case _:
                return {}

    def _check_emptiness(self, document: Document) -> None:
        line = min(self._front.body_line, len(self._source.lines))
        if isinstance(document, ScenarioDocument) and document.body:
            self._warn_of_unshown_text()
        if isinstance(document, ModuleDocument) and not document.sections:
            self._problems.error(line, 1, N_("the module has no section; begin one with “## Its title”"))
        elif isinstance(document, QuizDocument) and not document.questions:
            self._problems.error(line, 1, N_("the quiz has no question; ask one under a ### heading"))
        elif isinstance(document, ArticleDocument) and not document.sections and not document.body:
            self._problems.error(line, 1, N_("the article has no text; write it below the front matter"))
        elif isinstance(document, AgreementDocument) and not document.body:
            self._problems.error(line, 1, N_("the agreement has no text; write it below the front matter"))
        elif isinstance(document, ClientDocument) and document.translates and not document.body:
            self._problems.error(line, 1, N_("the translation has no text; write it below the front matter"))

    def _warn_of_unshown_text(self) -> None:
        first = self._front.body_line
        while not self._source.lines[first].strip():
            first += 1
        self._problems.warning(
            first + 1,
            column_of(self._source.lines[first]),
            N_("text before the scorecard and the first step is not shown; move it into a “Note” or take it out"),
        )

    def _places(self) -> dict[str, Place]:
        found: dict[str, Place] = {}
        for entry in self._front.entries:
            found.setdefault(entry.key, Place(entry.line, entry.value_column))
            for child in entry.children:
                found.setdefault(f"{entry.key}.{child.key}", Place(child.line, child.value_column))
        return found
