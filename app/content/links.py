"""The links and pictures of a file, each with the place where it stands."""

from __future__ import annotations

from dataclasses import dataclass

from markdown_it.token import Token

from app.content.blocks import Body
from app.content.fields import Place
from app.content.markdown import VIDEOS, ending_of, inline_text, is_safe_target, scheme_of
from app.content.problems import Problems
from app.content.words import short
from app.kernel.messages import N_


@dataclass(frozen=True, slots=True)
class Link:
    """A link, or a picture, video or sound. `target` is as written."""

    target: str
    place: Place
    is_media: bool = False


def links_of(body: Body, problems: Problems) -> tuple[Link, ...]:
    """Everything that leads to another place or file; what is wrong with it as it stands is reported."""
    found = []
    for token in body.tokens:
        if token.type != "inline" or token.map is None:
            continue
        finder = _Finder(body, token)
        for child in _linking(token):
            target = str(child.attrs.get("src" if child.type == "image" else "href", ""))
            link = Link(target, finder.find(target), child.type == "image")
            _check(link, child, problems)
            found.append(link)
    return tuple(found)


def _linking(token: Token) -> list[Token]:
    """The link and picture tokens, pictures within links too, in the order in which they stand."""
    found = []
    for child in token.children or ():
        if child.type in ("link_open", "image"):
            found.append(child)
        if child.type == "image":
            found.extend(_linking(child))
    return found


class _Finder:
    """Finds where each target of a paragraph stands, one after the other."""

    def __init__(self, body: Body, token: Token) -> None:
        assert token.map is not None
        self._first, end = token.map
        self._lines = body.source.lines[self._first : end]
        self._row = self._column = 0

    def find(self, target: str) -> Place:
        for row in range(self._row, len(self._lines)):
            start = self._column if row == self._row else 0
            column = self._lines[row].find(target, start) if target else -1
            if column >= 0:
                self._row, self._column = row, column + len(target)
                return Place(self._first + row + 1, column + 1)
        return Place(self._first + 1, 1)


def _check(link: Link, token: Token, problems: Problems) -> None:
    line, column = link.place.line, link.place.column
    if not link.target:
        problems.error(line, column, N_("the link leads nowhere; write its target in the round brackets"))
    elif not is_safe_target(link.target):
        problems.error(
            line,
            column,
            N_("the link “%(target)s” is not allowed; use https:, mailto:, tel: or a file beside this one"),
            target=short(link.target),
        )
    elif link.is_media and scheme_of(link.target):
        problems.error(
            line,
            column,
            N_("“%(target)s” lies elsewhere and may change or vanish; put the file into media/"),
            target=short(link.target),
        )
    is_picture = link.is_media and ending_of(link.target) not in VIDEOS
    if is_picture and not inline_text(token).strip():
        problems.warning(line, column, N_("the picture has no description; write in the square brackets what it shows"))
