"""Checks across files: where they lie, what they name, and what leads from one to another."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from app.content.addresses import (
    CLIENT_FILE,
    COURSE_FILE,
    KNOWLEDGE_FOLDER,
    MARKDOWN,
    MEDIA_FOLDER,
    address_of,
    is_plain_name,
)
from app.content.collection import Course, Library
from app.content.course_checks import check_course, report_agreement
from app.content.documents import ClientDocument, Document
from app.content.fields import Place
from app.content.kinds import Kind
from app.content.link_checks import LinkChecker
from app.content.markdown import CAPTIONS, PICTURES, SOUNDS, VIDEOS, ending_of
from app.content.parser import Parsed
from app.content.problems import Problem, Problems
from app.content.translation_checks import check_translations
from app.kernel.messages import N_, Word

MEDIA_ENDINGS = PICTURES | VIDEOS | SOUNDS | {CAPTIONS, ".pdf"}
_COURSE_KINDS = (Kind.MODULE, Kind.QUIZ, Kind.SCENARIO, Kind.ARTICLE)
_TOP = Place(1, 1)


def check_library(library: Library, known: Library | None) -> list[Problem]:
    """Everything wrong between the files of a library; `known` is what lies outside it."""
    everything = Surroundings.of(library, known)
    found: list[Problem] = []
    for path, parsed in library.parsed.items():
        problems = Problems(path)
        _check_file_place(path, parsed.document, problems)
        everything.links.check(parsed, path, problems)
        found += problems.found
    for path in library.media:
        found += _check_media_place(path)
    found += _check_addresses(library)
    found += _check_clients(library, everything)
    for course in library.courses:
        found += check_course(course, library, everything.courses, everything.agreements(course.client_id))
    return found


def check_against_earlier(library: Library, course: Course, earlier: Course) -> tuple[Problem, ...]:
    """The questions of a course whose id stood for a question of another kind in its earlier release."""
    found: list[Problem] = []
    for document in course.documents.values():
        problems = Problems(document.path)
        for question_id, place in library.parsed[document.path].id_places.items():
            before, now = earlier.questions.get(question_id), course.questions.get(question_id)
            if before is not None and now is not None and before.kind is not now.kind:
                problems.error(
                    place.line,
                    place.column,
                    N_("the id “%(id)s” was a %(before)s question and is a %(now)s one now; give it a new id"),
                    id=question_id,
                    before=Word(before.kind),
                    now=Word(now.kind),
                )
        found += problems.found
    return tuple(found)


@dataclass(frozen=True)
class Surroundings:
    """A library together with what is known around it."""

    libraries: tuple[Library, ...]
    courses: Mapping[str, Course]
    links: LinkChecker = field(compare=False)

    @classmethod
    def of(cls, library: Library, known: Library | None) -> Surroundings:
        """What the library holds comes before what is known of the same name."""
        libraries = (library, known) if known else (library,)
        courses = {course.address: course for each in reversed(libraries) for course in each.courses}
        return cls(libraries, courses, LinkChecker(libraries))

    def agreements(self, client_id: str) -> frozenset[str]:
        """The names of a client's agreements."""
        clients = (each.clients.get(client_id) for each in self.libraries)
        return frozenset(name for client in clients if client for name in client.agreements)

    def has(self, path: str) -> bool:
        """Whether a Markdown file is there, whatever became of it."""
        return any(path in each.parsed for each in self.libraries)


def _check_file_place(path: str, document: Document | None, problems: Problems) -> None:
    """Whether a file of this kind belongs where it lies."""
    for name in path.removesuffix(MARKDOWN).split("/"):
        if not is_plain_name(name):
            problems.error(
                1,
                1,
                N_("“%(name)s” cannot stand in an address; name it with letters, digits, - and _ only"),
                name=name,
            )
    kinds = _kinds_at(path, document)
    if not kinds:
        problems.error(1, 1, N_("no content lies so deep or here; move the file into a course's folder or into kb/"))
    elif document is not None and document.kind not in kinds:
        problems.error(
            1,
            1,
            N_("a %(kind)s does not belong here; here belongs: %(kinds)s"),
            kind=Word(document.kind),
            kinds=tuple(Word(kind) for kind in kinds),
        )


def _kinds_at(path: str, document: Document | None) -> tuple[Kind, ...]:
    folders = path.split("/")
    name = folders.pop()
    if MEDIA_FOLDER in folders:
        return ()
    if len(folders) == 1:
        translated = isinstance(document, ClientDocument) and document.translates
        return (Kind.CLIENT,) if name == CLIENT_FILE or translated else (Kind.AGREEMENT,)
    if len(folders) > 2:
        return ()
    if folders[1] == KNOWLEDGE_FOLDER:
        return (Kind.ARTICLE,)
    return (Kind.COURSE,) if name == COURSE_FILE else _COURSE_KINDS


def _check_media_place(path: str) -> Iterable[Problem]:
    problems = Problems(path)
    if posixpath.basename(posixpath.dirname(path)) != MEDIA_FOLDER:
        problems.warning(1, 1, N_("the file is no content and is left out; pictures and videos belong into media/"))
    elif ending_of(path) not in MEDIA_ENDINGS:
        problems.error(
            1,
            1,
            N_("files ending in “%(ending)s” cannot be shown; use one of %(endings)s"),
            ending=ending_of(path),
            endings=", ".join(sorted(MEDIA_ENDINGS)),
        )
    return problems.found


def _check_addresses(library: Library) -> Iterator[Problem]:
    taken: dict[str, str] = {}
    for path in library.parsed:
        earlier = taken.setdefault(address_of(path).casefold(), path)
        if earlier != path:
            problems = Problems(path)
            problems.error(
                1,
                1,
                N_("the address “%(address)s” is that of %(earlier)s already; give this file another name"),
                address=address_of(path),
                earlier=earlier,
            )
            yield from problems.found


def _check_clients(library: Library, everything: Surroundings) -> Iterator[Problem]:
    centre = next(iter(_centres(everything.libraries[1:], library)), None)
    for client in library.clients.values():
        path = f"{client.id}/{CLIENT_FILE}"
        problems = Problems(path)
        if not everything.has(path):
            problems.error(1, 1, N_("the client's folder has no client.md; add it"))
        if client.document is not None:
            parsed = library.parsed[path]
            _check_agreements(client.document.agreements, parsed, everything.agreements(client.id), problems)
            if client.document.centre:
                _check_centre(centre, parsed, problems)
                centre = centre or client.id
        yield from problems.found
        yield from check_translations(client, library)


def _centres(others: Iterable[Library], library: Library) -> list[str]:
    return [
        client.id
        for other in others
        for client in other.clients.values()
        if client.document is not None and client.document.centre and client.id not in library.clients
    ]


def _check_centre(earlier: str | None, parsed: Parsed, problems: Problems) -> None:
    if earlier is None:
        return
    place = parsed.places.get("centre", _TOP)
    problems.error(
        place.line, place.column, N_("“%(earlier)s” is the centre already; only one may be"), earlier=earlier
    )


def _check_agreements(names: Iterable[str], parsed: Parsed, known: frozenset[str], problems: Problems) -> None:
    place = parsed.places.get("agreements", _TOP)
    for name in names:
        if name not in known:
            report_agreement(name, known, place, problems)
