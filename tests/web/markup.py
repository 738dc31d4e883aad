"""What is wrong with the markup of a page, and which words a reader meets on it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from xml.etree.ElementTree import Element

import html5lib

REFERENCES = ("for", "form", "list", "headers", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns")
"""Attributes that name elements of the same page by their ids."""
SPOKEN = ("aria-label", "alt", "placeholder", "title", "data-confirm")
"""Attributes whose words a reader sees or hears."""
UNFILLED = re.compile(r"%\(\w*\)?|\{\{|\{%")
"""What is left of a message or a template whose holes nobody filled."""

_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_BLOCKS = {
    *("address", "article", "aside", "blockquote", "dialog", "div", "dl", "fieldset", "figure", "footer", "form"),
    *("header", "hr", "main", "nav", "ol", "p", "pre", "section", "table", "ul"),
}
_PHRASING = {
    *("p", "span", "strong", "em", "small", "code", "time", "q", "sub", "sup", "abbr", "mark", "output", "pre"),
    *("button", "label", "legend", "summary", *_HEADINGS),
}
_MAY_HOLD_A_HEADING = {"legend", "summary"}
_INTERACTIVE = {"a", "button", "input", "select", "textarea", "summary", "label", "details"}
_ONLY = {"ul": {"li"}, "ol": {"li"}, "dl": {"dt", "dd", "div"}, "select": {"option", "optgroup", "hr"}}


class Page(HTMLParser):
    """The elements of a page as they were written, in one pass."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.language: str | None = None
        self.ids: Counter[str] = Counter()
        self.references: list[tuple[str, str]] = []
        self.languages: set[str] = set()
        self.texts: set[str] = set()
        self._silent = 0
        self._is_a_name = False
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what an element is called, what it names, and what it says."""
        given = {name: value or "" for name, value in attrs}
        self._is_a_name = given.get("translate") == "no"
        if tag == "html":
            self.language = given.get("lang")
        elif "lang" in given:
            self.languages.add(given["lang"])
        if "id" in given:
            self.ids[given["id"]] += 1
        for name in REFERENCES:
            self.references += [(name, one) for one in given.get(name, "").split()]
        if tag == "a" and given.get("href", "").startswith("#"):
            self.references.append(("href", given["href"][1:]))
        self.texts.update(" ".join(given[name].split()) for name in SPOKEN if name in given)
        if tag in {"script", "style"}:
            self._silent += 1

    def handle_endtag(self, tag: str) -> None:
        """Hear again what comes after a script."""
        self._is_a_name = False
        if tag in {"script", "style"}:
            self._silent -= 1

    def handle_data(self, data: str) -> None:
        """Keep what stands between two tags as one text, but for what no language translates."""
        if not self._silent and not self._is_a_name and data.strip():
            self.texts.add(" ".join(data.split()))


def problems(text: str, page: Page, language: str) -> Iterator[str]:
    """Give what is wrong with a page that should be in `language`."""
    yield from _grammar(skeleton(text))
    if page.language != language:
        yield f"it says that its language is {page.language}"
    if strange := {one for one in page.languages if not re.fullmatch(r"[a-z]{2}(-[A-Z]{2})?", one)}:
        yield f"parts of it are in languages that do not exist: {strange}"
    yield from (f"the id {one} stands {count} times" for one, count in page.ids.items() if count > 1)
    for name, target in page.references:
        if target not in page.ids:
            yield f"{name} names {target}, which is not there"
    yield from (f"an unfilled hole: {one}" for one in page.texts if UNFILLED.search(one))


def skeleton(text: str) -> str:
    """Return a page without its words: in every language it is the same, and read once."""
    without_values = re.sub(r'(?<==)"[^"&<>]*"', '""', text)
    return re.sub(r"(?<=>)(\s*)[^\s<&][^<&]*", r"\1x", without_values)


@cache
def _grammar(skeleton: str) -> tuple[str, ...]:
    """Return the errors that a strict reader of HTML finds, and elements where they may not stand."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    root = parser.parse(skeleton)
    errors = [f"line {line}: {code} {facts}" for (line, _column), code, facts in parser.errors]
    return (*errors, *_misplaced(root, ()))


def _misplaced(element: Element, above: tuple[str, ...]) -> Iterator[str]:
    """Give elements that stand where the standard's content models do not allow them."""
    above = (*above, element.tag)
    for child in element:
        if not isinstance(child.tag, str) or child.tag in {"script", "template", "svg"}:
            continue
        if not _may_stand(child, above):
            yield f"{child.tag} may not stand in {' > '.join(above[-3:])}"
        yield from _misplaced(child, above)


def _may_stand(child: Element, above: tuple[str, ...]) -> bool:
    parent, tag = above[-1], child.tag
    if parent in _ONLY:
        return tag in _ONLY[parent]
    if parent in _PHRASING and (tag in _BLOCKS or (tag in _HEADINGS and parent not in _MAY_HOLD_A_HEADING)):
        return False
    return tag not in _INTERACTIVE or not {"a", "button"} & set(above)
