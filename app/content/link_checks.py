"""Checks that links lead somewhere and that media are there."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence

from app.content.addresses import Target, target_of
from app.content.anchors import find_anchor
from app.content.collection import Library
from app.content.links import Link
from app.content.markdown import PICTURES, SOUNDS, VIDEOS, captions_for, ending_of, is_safe_target, scheme_of
from app.content.parser import Parsed
from app.content.problems import Problems
from app.content.words import nearest, short
from app.kernel.messages import N_


class LinkChecker:
    """Knows every file of some libraries; the first that has a file is asked about it."""

    def __init__(self, libraries: Sequence[Library]) -> None:
        self._parsed: dict[str, Parsed] = {}
        for library in reversed(libraries):
            self._parsed.update(library.parsed)
        self._centres = {
            client.id
            for library in libraries
            for client in library.clients.values()
            if client.document is not None and client.document.centre
        }
        self._media = frozenset[str]().union(*(library.media for library in libraries))
        self._in_folder: dict[str, list[str]] = {}
        for path in (*self._parsed, *sorted(self._media)):
            self._in_folder.setdefault(posixpath.dirname(path), []).append(posixpath.basename(path))

    def check(self, parsed: Parsed, path: str, problems: Problems) -> None:
        """Report every link of a file that leads nowhere."""
        for link in parsed.links:
            if link.target and not scheme_of(link.target) and is_safe_target(link.target):
                self._check_link(link, path, problems)

    def _check_link(self, link: Link, path: str, problems: Problems) -> None:
        target = target_of(path, link.target)
        if target is None:
            self._error(link, problems, N_("the link “%(target)s” leaves the folder of clients; link within it"))
        elif not self._is_for(path, target):
            self._error(
                link, problems, N_("the link “%(target)s” leads to another client; link to your own or the centre")
            )
        elif target.path in self._media:
            self._check_media(link, target, problems)
        elif target.path not in self._parsed:
            self._missing(link, target, problems)
        elif link.is_media:
            self._error(link, problems, N_("“%(target)s” is no picture, video or sound; take the ! before it away"))
        else:
            self._check_section(link, target, self._parsed[target.path], problems)

    def _is_for(self, path: str, target: Target) -> bool:
        """Whether those who read the file may read the target: it is the same client's, or the centre's."""
        folder = target.path.partition("/")[0]
        return folder == path.partition("/")[0] or folder in self._centres

    def _error(self, link: Link, problems: Problems, message: str, /, **params: object) -> None:
        problems.error(link.place.line, link.place.column, message, target=short(link.target), **params)

    def _missing(self, link: Link, target: Target, problems: Problems) -> None:
        folder, name = posixpath.split(target.path)
        near = nearest(name, self._in_folder.get(folder, ()))
        if near:
            self._error(link, problems, N_("there is no file “%(target)s”; the nearest is “%(nearest)s”"), nearest=near)
        else:
            self._error(link, problems, N_("there is no file “%(target)s”; add it or mend the link"))

    def _check_section(self, link: Link, target: Target, parsed: Parsed, problems: Problems) -> None:
        if not target.fragment or parsed.document is None:
            return
        anchors = parsed.document.anchors
        if find_anchor(target.fragment, anchors) is None:
            self._error(
                link,
                problems,
                N_("there is no section “%(target)s”; the nearest is “#%(nearest)s”"),
                nearest=nearest(target.fragment, anchors),
            )

    def _check_media(self, link: Link, target: Target, problems: Problems) -> None:
        ending = ending_of(target.path)
        if link.is_media and ending not in PICTURES | VIDEOS | SOUNDS:
            self._error(link, problems, N_("“%(target)s” is no picture, video or sound; take the ! before it away"))
        if ending in VIDEOS and captions_for(target.path) not in self._media:
            problems.warning(
                link.place.line,
                link.place.column,
                N_("the video “%(target)s” has no captions; put them beside it as “%(captions)s”"),
                target=short(link.target),
                captions=posixpath.basename(captions_for(target.path)),
            )
