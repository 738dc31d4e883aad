"""What is wrong with the markup of a page, and which words a reader meets on it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser

REFERENCES = ("for", "form", "list", "headers", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns")
"""Attributes that name elements of the same page by their ids."""
SPOKEN = ("aria-label", "alt", "placeholder", "title", "data-confirm")
"""Attributes whose words a reader sees or hears."""
UNFILLED = re.compile(r"%\(\w*\)?|\{\{|\{%")
"""What is left of a message or a template whose holes nobody filled."""

_VOID = {"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_WORDS = re.compile(rf'(\s(?:lang|value|content|{"|".join(SPOKEN)}|data-[\w-]+)=)"[^"]+"')
"""Attributes in whose values pages differ by language or by reader, and by nothing that could be wrong."""


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
        self._inside_foreign = 0
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
        if tag not in _VOID and (self._inside_foreign or given.get("lang", self.language) != self.language):
            self._inside_foreign += 1
        if "id" in given:
            self.ids[given["id"]] += 1
        for name in REFERENCES:
            self.references += [(name, one) for one in given.get(name, "").split()]
        if tag == "a" and given.get("href", "").startswith("#"):
            self.references.append(("href", given["href"][1:]))
        if not self._inside_foreign:
            self.texts.update(" ".join(given[name].split()) for name in SPOKEN if name in given)
        if tag in {"script", "style"}:
            self._silent += 1

    def handle_endtag(self, tag: str) -> None:
        """Hear again what comes after a script."""
        self._is_a_name = False
        self._inside_foreign = max(0, self._inside_foreign - 1)
        if tag in {"script", "style"}:
            self._silent -= 1

    def handle_data(self, data: str) -> None:
        """Keep what stands between two tags as one text, but for names and what says that it is in another language."""
        if not self._silent and not self._inside_foreign and not self._is_a_name and data.strip():
            self.texts.add(" ".join(data.split()))


def problems(text: str, page: Page, language: str) -> Iterator[str]:
    """Give what is wrong with a page that should be in `language`, beside what the HTML checker sees (validator.py)."""
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
    """Return a page without its words: in every language it is the same, and needs to be looked at once."""
    return re.sub(r"(?<=>)(\s*)[^\s<&][^<]*", r"\1x", _WORDS.sub(r'\1"x"', text))
