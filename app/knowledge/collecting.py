"""What of a release can be found: sections of modules and articles, and the explanations of checks. Pure.

Not the explanations of quizzes: they tell answers, and only those who may already see them may find them. When they
are to be found they belong into a part of their own for each quiz, which `queries.search` leaves out for everybody
else before it ranks, so that not even a count of hits tells what they say.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.authoring.queries import CourseContent, SharedContent
from app.content.addresses import address_of
from app.content.documents import ArticleDocument, ModuleDocument, Section
from app.content.markdown import plain_text
from app.knowledge.postings import ARTICLE, CHECK, INTRODUCTION, RECAP, SECTION, Entry

SEPARATOR = " · "

RECURS = 3
"""Sections of a course that bear one title, from which on the title says nothing of what they hold."""

_RULE = re.compile(r"[ \t|:]*-[ \t|:-]*")


def entries_of(content: CourseContent | SharedContent) -> list[Entry]:
    """Return the entries of a release, in the order in which its files and their sections stand."""
    if isinstance(content, SharedContent):
        return [
            entry
            for article in content.articles.values()
            for entry in _entries(article, ARTICLE, article.language, (article.title,))
        ]
    course = content.course
    modules = [
        entry
        for module in content.modules
        for entry in _entries(module, SECTION, course.language, (module.title, course.title))
    ]
    articles = [
        entry
        for article in content.articles.values()
        for entry in _entries(article, ARTICLE, article.language, (article.title, course.title))
    ]
    return _with_recaps(modules) + articles


def _with_recaps(entries: Sequence[Entry]) -> list[Entry]:
    titles = Counter(entry.title for entry in entries if entry.kind == SECTION)
    return [
        replace(entry, kind=RECAP) if entry.kind == SECTION and titles[entry.title] >= RECURS else entry
        for entry in entries
    ]


def _entries(
    document: ModuleDocument | ArticleDocument, kind: str, language: str, within: Sequence[str]
) -> Iterator[Entry]:
    """Yield what comes before the first section, if there is anything, and each section."""
    address = address_of(document.path)
    introduction = _plain(document.body)
    if introduction:
        yield Entry(address, INTRODUCTION, language, document.title, SEPARATOR.join(within[1:]), introduction)
    for section in document.sections:
        context = SEPARATOR.join(within)
        section_address = f"{address}#{section.anchor}"
        if section.questions:
            explanations = _explanations(section)
            if explanations:
                yield Entry(section_address, CHECK, language, section.title, context, explanations)
        else:
            text = _plain(section.source)
            yield Entry(section_address, kind, language, section.title, context, text, section.asked_as)


def _explanations(section: Section) -> str:
    """Return each explained question with its explanation; answers and their feedback are not told."""
    told = [
        f"{question.title}\n\n{question.explanation}" for question in section.questions if question.explanation.strip()
    ]
    return _plain("\n\n".join(told))


def _plain(source: str) -> str:
    """Return the words of Markdown without markup and control characters, which PostgreSQL would not take."""
    text = plain_text(_rows_as_paragraphs(source))
    return "".join(letter for letter in text if letter == "\n" or letter.isprintable()).strip()


def _rows_as_paragraphs(source: str) -> str:
    """Return Markdown with each row of its tables as a paragraph, `code | meaning`, so that a snippet can be read.

    A table begins with a row and a rule under it, and ends with the first line without a bar, as GitHub defines it.
    """
    lines = source.splitlines()
    written: list[str] = []
    in_table = False
    for number, line in enumerate(lines):
        is_row = "|" in line
        if is_row and _RULE.fullmatch(line):
            in_table = in_table or (number > 0 and "|" in lines[number - 1])
            written += [""] if in_table else [line]
            continue
        begins = is_row and number + 1 < len(lines) and _RULE.fullmatch(lines[number + 1]) is not None
        in_table = is_row and (in_table or begins)
        written += ["", line.strip(" \t|"), ""] if in_table else [line]
    return "\n".join(written)
