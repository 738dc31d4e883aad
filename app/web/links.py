"""Where authored content has its pages, and authored Markdown as HTML whose links lead to them.

An address is `client/course/file#section`, without ending and order number (content-language.md, 'A course is a
folder'). A module leads to its page in the course; what belongs to another course or client leads to a page that
looks up what it is and sends on.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

from flask import url_for
from markupsafe import Markup

from app.authoring.queries import CourseContent, SharedContent
from app.content.addresses import CLIENT_FILE, COURSE_FILE, KNOWLEDGE_FOLDER, MARKDOWN, address_of, target_of
from app.content.kinds import Kind
from app.content.markdown import render

Content = CourseContent | SharedContent
Lead = Callable[[str, Kind | None], str]
"""Says which page shows the file of an address, as `content_url` does."""

_PARAGRAPH, _END = "<p>", "</p>\n"


def content_url(address: str, kind: Kind | None = None) -> str:
    """Return the page of `client/course/file#section`, a course, or a client.

    `kind` says what the file is, where that is known; without it the page found sends on to the right one.
    """
    file, _, section = address.partition("#")
    client, _, within = file.partition("/")
    course, _, name = within.partition("/")
    anchor = section or None
    if not within or kind is Kind.CLIENT:
        return url_for("start.show", client=client)
    if course == KNOWLEDGE_FOLDER:
        return url_for("knowledge.article", client=client, address=name, _anchor=anchor)
    if not name:
        if kind is Kind.AGREEMENT:
            return url_for("agreements.show", client=client, _anchor=section or f"agreement-{course}")
        return url_for("courses.show", client=client, course=course, _anchor=anchor)
    match kind:
        case Kind.MODULE:
            return url_for("courses.module", client=client, course=course, module=name, _anchor=anchor)
        case Kind.QUIZ:
            return url_for("quizzes.show", client=client, course=course, quiz=name)
        case Kind.SCENARIO:
            return url_for("rehearsals.show", client=client, course=course, scenario=name)
        case Kind.ARTICLE:
            return url_for("knowledge.article", client=client, address=within, _anchor=anchor)
        case _:
            return url_for("courses.find", client=client, course=course, file=name, _anchor=anchor)


def media_url(client_id: str, name: str) -> str:
    """Return the address of a medium by its content-made name."""
    return url_for("media.show", client=client_id, name=name)


@dataclass(frozen=True, slots=True)
class _Origin:
    """The file of a release that a text stands in; the content comes along and is as frozen as the release."""

    client_id: str
    release_id: str
    path: str
    lead: Lead
    content: Content = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Renderer:
    """Makes safe HTML of pieces of one file. What comes out is kept: a release never changes, so neither does it."""

    origin: _Origin

    def __call__(self, source: str, anchors: tuple[str, ...] = (), demote: int = 0) -> Markup:
        """Return the HTML of a piece of Markdown.

        Headings begin at `h2`, lower by `demote`; `anchors` are their names as the document knows them.
        """
        return _html(self.origin, source, anchors, demote)


def renderer(client_id: str, content: Content, path: str, lead: Lead = content_url) -> Renderer:
    """Return what makes HTML of pieces of the file at `path` of a release; `lead` says where links to files lead."""
    return Renderer(_Origin(client_id, content.release.id, path, lead, content))


def inline(html: Markup) -> Markup:
    """Take the `<p>` off HTML that is a single paragraph, so that it may stand in a heading or a label."""
    if html.startswith(_PARAGRAPH) and html.endswith(_END) and html.count(_PARAGRAPH) == 1:
        return Markup(html.removeprefix(_PARAGRAPH).removesuffix(_END))  # noqa: S704 - part of what nh3 cleaned
    return html


@lru_cache(maxsize=8192)
def _html(origin: _Origin, source: str, anchors: tuple[str, ...], demote: int) -> Markup:
    return Markup(render(source, _resolver(origin), demote=demote, anchors=anchors))  # noqa: S704 - cleaned by nh3


def _resolver(origin: _Origin) -> Callable[[str], str | None]:
    def resolve(link: str) -> str | None:
        target = target_of(origin.path, link)
        if target is None:
            return None
        if target.path in origin.content.media:
            return media_url(origin.client_id, origin.content.media[target.path])
        if not target.path.endswith(MARKDOWN):
            return None
        fragment = f"#{target.fragment}" if target.fragment else ""
        if target.path == origin.path and fragment:
            return fragment
        return origin.lead(address_of(target.path) + fragment, _kind_of(origin, target.path))

    return resolve


def _kind_of(origin: _Origin, path: str) -> Kind | None:
    """Tell what the file at `path` is as far as the same release, or its place, says so."""
    folders, _, file = path.rpartition("/")
    if file in (CLIENT_FILE, COURSE_FILE):
        return None
    content = origin.content
    if "/" not in folders:
        translated = content.translated_introductions if isinstance(content, SharedContent) else ()
        return Kind.CLIENT if path in {each.path for each in translated} else Kind.AGREEMENT
    if isinstance(content, CourseContent) and folders == f"{origin.client_id}/{content.release.part}":
        return content.kind_of(address_of(path).rpartition("/")[2])
    return None
