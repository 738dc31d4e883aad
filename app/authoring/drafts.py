"""Content that lies in folders and is to be published: read, checked and cut into parts."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from app.authoring import limits
from app.authoring.media import TYPES, Medium, examine
from app.authoring.rules import SHARED_PART, after_not_answerable, named_like_shared_part, training_not_yet
from app.content.addresses import CLIENT_FILE, COURSE_FILE, KNOWLEDGE_FOLDER, MEDIA_FOLDER, target_of
from app.content.collection import Client, Course, Library
from app.content.documents import ClientDocument, CourseDocument
from app.content.folder import (
    check_folder,
    client_folders,
    clients_root,
    elsewhere,
    path_within,
    read_client_file,
    read_files,
)
from app.content.kinds import Training
from app.content.library import load
from app.content.markdown import captions_for, ending_of
from app.content.problems import Problem, Problems, in_order
from app.kernel.errors import InvalidError
from app.kernel.messages import N_


@dataclass(frozen=True, slots=True)
class DraftPart:
    """A course, or the shared part, as it lies in its folder.

    `files` is path to text, `media` path to file; paths are relative to the folder of clients. `line` is the line of
    work that a course is for, '' for none. `only_if_missing` marks a part that was not asked for and is needed where
    the client has none yet (a course of a new client stands on its shared part); its `problems` count only then.
    """

    name: str
    title: str
    files: Mapping[str, str]
    media: Mapping[str, Medium]
    line: str = ""
    course: Course | None = None
    only_if_missing: bool = False
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftClient:
    """One client's parts that are to be published, the shared part first. `document` is what client.md says."""

    client_id: str
    document: ClientDocument
    parts: tuple[DraftPart, ...]


@dataclass(frozen=True, slots=True)
class ClientFolder:
    """A client's folder. `title` and `is_centre` are what its client.md says: '' and False where it cannot be read."""

    name: str
    path: Path
    title: str
    is_centre: bool


@dataclass(frozen=True)
class Drafts:
    """What was found at a path, and every problem of it, warnings too.

    With an error among them nothing of it can be published; its clients are there as far as they can be read, so that
    what else is wrong with them can be said at the same time.
    """

    clients: tuple[DraftClient, ...]
    problems: tuple[Problem, ...]
    library: Library = field(default_factory=lambda: load({}))

    @property
    def ways(self) -> frozenset[Training]:
        """The ways in which its clients, and courses that differ from theirs, are taught."""
        courses = [part.course.document for client in self.clients for part in client.parts if part.course]
        ways = {client.document.training for client in self.clients}
        return frozenset(ways | {course.training for course in courses if course and course.training})


def read_drafts(path: Path, published: Mapping[str, str] | None = None) -> Drafts:
    """Read and check what lies at `path`: a folder of clients, one client's, or one course's. Writes nothing.

    `published` (path to text) is what is known of clients that have no folder beside it, such as the centre.
    """
    published = published or {}
    library, problems = check_folder(path, published)
    root = clients_root(path)
    if root is None:
        return Drafts((), problems)
    reader = _Reader(root, library, published)
    drafts = [_draft(reader, client, published) for client in library.clients.values()]
    clients = tuple(draft for draft in drafts if draft is not None)
    return Drafts(clients, in_order(dict.fromkeys((*problems, *reader.problems))), library)


def list_folders(root: Path) -> list[ClientFolder]:
    """Return the folders of clients in `root`, the centre's first, then by name. Reads each client.md and no more."""
    found = [_folder(path, path_within(root, path)) for path in client_folders(root)]
    return sorted(found, key=lambda folder: not folder.is_centre)


def _folder(path: Path, name: str) -> ClientFolder:
    client = load(read_client_file(path, path.parent).texts, check=False).clients.get(name)
    document = client.document if client else None
    return ClientFolder(name, path, document.title if document else "", bool(document and document.centre))


def _draft(reader: _Reader, client: Client, published: Mapping[str, str]) -> DraftClient | None:
    """Return a client's parts; None, and the reader has the problems, where its client.md cannot be read."""
    courses = [reader.course(course, course.document) for course in client.courses.values() if course.document]
    if client.document is not None:
        return DraftClient(client.id, client.document, (reader.shared(client, client.document), *courses))
    # One course's folder was named. What it stands on lies around it.
    around = _read_shared(reader.root, client.id, published)
    outside = around.library.clients.get(client.id)
    if outside is None or outside.document is None:
        reader.problems += around.library.problems
        return None
    shared = around.shared(outside, outside.document, only_if_missing=True)
    return DraftClient(client.id, outside.document, (shared, *courses))


def _read_shared(root: Path, client_id: str, published: Mapping[str, str]) -> _Reader:
    """Read a client's folder without its courses; they are known, so that links to them hold."""
    files = read_files(root / client_id, root)
    texts = {path: text for path, text in files.texts.items() if _is_shared(path)}
    media = [path for path in files.media if _is_shared(path)]
    everything = read_files(root, root)
    known = load({**elsewhere(root, published), **everything.texts}, media=everything.media, check=False)
    return _Reader(root, load(texts, media=media, known=known), published)


def _is_shared(path: str) -> bool:
    """Tell whether a file lies beside client.md, in `kb/` or in the client's own `media/`."""
    folders = path.split("/")[1:-1]
    return not folders or folders[0] in (KNOWLEDGE_FOLDER, MEDIA_FOLDER)


class _Reader:
    """Cuts a library into parts and looks at their media."""

    def __init__(self, root: Path, library: Library, published: Mapping[str, str]) -> None:
        self.root = root
        self.published = published
        self.library = library
        self.problems: list[Problem] = []
        self._examined: dict[str, Medium | None] = {}

    def shared(self, client: Client, document: ClientDocument, *, only_if_missing: bool = False) -> DraftPart:
        """Return what the client's courses share."""
        path = f"{client.id}/{CLIENT_FILE}"
        self._note(limits.of_client(document, client.id))
        agreements = (*client.agreements.values(), *client.translated_agreements)
        self._note(limits.of_files((*agreements, *client.translated_introductions, *client.articles.values())))
        self._note(training_not_yet(path, self._text(path), document.training))
        paths = [p for p in self.library.parsed if p.startswith(f"{client.id}/") and _is_shared(p)]
        media = self._media(client.id, paths)
        problems = (*self.library.problems, *self.problems) if only_if_missing else ()
        return DraftPart(
            SHARED_PART,
            document.title,
            {p: self._text(p) for p in paths},
            media,
            only_if_missing=only_if_missing,
            problems=problems,
        )

    def course(self, course: Course, document: CourseDocument) -> DraftPart:
        """Return a course."""
        path = f"{course.address}/{COURSE_FILE}"
        source = self._text(path)
        self._note(limits.of_course(document, course.name))
        self._note(limits.of_files(course.documents.values()))
        self._note(training_not_yet(path, source, document.training))
        self._note(named_like_shared_part(path, course.name))
        self._note(after_not_answerable(path, source, document.after, self._own_or_centre(course.client_id)))
        paths = [p for p in self.library.parsed if p.startswith(f"{course.address}/")]
        media = self._media(course.address, paths)
        files = {p: self._text(p) for p in paths}
        return DraftPart(course.name, document.title, files, media, line=document.line, course=course)

    def _text(self, path: str) -> str:
        return self.library.parsed[path].source.printed()

    def _note(self, found: Iterable[Problem]) -> None:
        self.problems += found

    def _own_or_centre(self, client_id: str) -> frozenset[str]:
        """The folders whose courses may come before a client's: its own and the centre's."""
        texts: dict[str, bytes] = {}
        for folder in client_folders(self.root):
            texts |= read_client_file(folder, self.root).texts
        known = {name: text for name, text in self.published.items() if name.endswith(f"/{CLIENT_FILE}")}
        clients = load({**known, **texts}, check=False).clients.values()
        centres = {client.id for client in clients if client.document is not None and client.document.centre}
        return frozenset({client_id} | centres)

    def _media(self, folder: str, paths: Iterable[str]) -> dict[str, Medium]:
        """Return the media of a part: those in its own folder, and those that its files show from elsewhere."""
        own = {p for p in self.library.media if p.startswith(f"{folder}/") and _is_medium(p)}
        if "/" not in folder:
            own = {path for path in own if _is_shared(path)}
        found = {path: self._examine(path) for path in sorted(own | set(self._named(paths)))}
        return {path: medium for path, medium in found.items() if medium is not None}

    def _named(self, paths: Iterable[str]) -> Iterator[str]:
        for path in paths:
            for link in self.library.parsed[path].links:
                target = target_of(path, link.target)
                if target is None or ending_of(target.path) not in TYPES:
                    continue
                for candidate in (target.path, captions_for(target.path)):
                    if _is_file(self.root / candidate):
                        yield candidate

    def _examine(self, path: str) -> Medium | None:
        if path not in self._examined:
            try:
                self._examined[path] = examine(path, self.root / path)
            except InvalidError as refused:
                self._refuse(path, refused.message, **refused.params)
            except OSError as failure:
                reason = failure.strerror or type(failure).__name__
                self._refuse(path, N_("the file cannot be read (%(reason)s); see who may read it"), reason=reason)
        return self._examined[path]

    def _refuse(self, path: str, message: str, **params: object) -> None:
        problems = Problems(path)
        problems.error(1, 1, message, **params)
        self.problems += problems.found
        self._examined[path] = None


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        # A name longer than any file's; the check has said that there is none.
        return False


def _is_medium(path: str) -> bool:
    return posixpath.basename(posixpath.dirname(path)) == MEDIA_FOLDER and ending_of(path) in TYPES
