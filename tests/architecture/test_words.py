"""Every word that people read goes through gettext: in templates, and in what views, forms and errors say."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

APP = Path(__file__).parents[2] / "app"
READ_ALOUD = {"aria-label", "title", "placeholder", "alt"}
NOT_READ = {"script", "style", "svg", "code", "kbd"}
JINJA = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
WORD = re.compile(r"(?<![-\w])(?!Readyline\b)[^\W\d_]{2,}")
"""A word to translate. The program has one name in every language; what follows a hyphen is the end of an id."""


class Words(HTMLParser):
    """Collects the line and words of text and spoken attributes that stand in a template as they are."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[int, str]] = []
        self.silent: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in NOT_READ:
            self.silent.append(tag)
        self.found += [(self.getpos()[0], value) for name, value in attrs if name in READ_ALOUD and value]

    def handle_endtag(self, tag: str) -> None:
        if self.silent and self.silent[-1] == tag:
            self.silent.pop()

    def handle_data(self, data: str) -> None:
        if not self.silent:
            first = self.getpos()[0]
            self.found += [(first + place, line.strip()) for place, line in enumerate(data.split("\n"))]


def untranslated(template: str) -> list[tuple[int, str]]:
    """Return the line and the words of everything in a template that gettext never sees."""
    words = Words()
    # What Jinja prints keeps its lines and gives no words.
    words.feed(JINJA.sub(lambda match: "\n" * match.group().count("\n"), template))
    return [(line, text) for line, text in words.found if WORD.search(text)]


SAYS = {"flash", "ValidationError", "InvalidError", "RefusedError", "NotFoundError", "ForbiddenError"}
FIELD = re.compile(r"(Field|TextArea)$")


def bare_strings(source: str) -> Iterator[tuple[int, str]]:
    """Give the line and the words of messages and labels of fields that are plain strings."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name | ast.Attribute):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
        spoken = node.args[:1] if name in SAYS or FIELD.search(name) else []
        spoken += [each.value for each in node.keywords if each.arg in ("label", "description") and spoken]
        for each in spoken:
            if isinstance(each, ast.JoinedStr):
                yield each.lineno, ast.unparse(each)
            elif isinstance(each, ast.Constant) and isinstance(each.value, str) and WORD.search(each.value):
                yield each.lineno, each.value


def test_every_word_of_a_template_goes_through_gettext() -> None:
    found = [
        f'{path.relative_to(APP.parent)}:{line}: write {{{{ _("{text}") }}}}'
        for path in sorted((APP / "web" / "templates").rglob("*.html"))
        for line, text in untranslated(path.read_text(encoding="utf-8"))
    ]
    assert not found, "\n".join(found)


def test_every_message_and_label_goes_through_gettext() -> None:
    found = [
        f'{path.relative_to(APP.parent)}:{line}: mark it: _(...), N_(...), or lazy_gettext for a label: "{text}"'
        for path in sorted(APP.rglob("*.py"))
        for line, text in bare_strings(path.read_text(encoding="utf-8"))
    ]
    assert not found, "\n".join(found)


def test_what_is_caught_and_what_is_not() -> None:
    page = '<p title="Help">{{ _("Fine") }} {% if a %}Bare{% endif %}\n<svg><text>NO</text></svg> Readyline · 3</p>'
    assert untranslated(page) == [(1, "Help"), (1, "Bare")]
    code = 'flash("Done")\nflash(_("Done"))\nInvalidError(f"No {x}")\nname = StringField("Name")\nflash(words)'
    assert [line for line, _ in bare_strings(code)] == [1, 3, 4]
