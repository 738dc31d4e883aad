"""Reads a set of files into a library: the documents under their addresses, and everything that is wrong."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Mapping

from app.content.addresses import CLIENT_FILE, COURSE_FILE, KNOWLEDGE_FOLDER, MARKDOWN, MEDIA_FOLDER
from app.content.checks import check_library
from app.content.collection import Client, Course, Destination, Library, documents_of, section_at
from app.content.documents import AgreementDocument, ArticleDocument, ClientDocument, CourseDocument, Document
from app.content.parser import Parsed, parse
from app.content.problems import Problem, Problems, in_order
from app.kernel.messages import N_

__all__ = ["Client", "Course", "Destination", "Library", "load", "section_at"]


def load(
    files: Mapping[str, bytes | str],
    *,
    media: Collection[str] = (),
    known: Library | None = None,
    check: bool = True,
) -> Library:
    """Read a set of files: paths relative to the folder of clients, with forward slashes.

    Files that do not end in `.md` count as media, of which only the names matter; `media` names more of them. `known`
    is what lies outside the set: links and names that lead there are checked against it. `check=False` leaves out
    all checks across files, for what was checked when it was published.
    """
    parsed: dict[str, Parsed] = {}
    found: list[Problem] = []
    for path in sorted({*files, *media}):
        if "/" not in path:
            problems = Problems(path)
            problems.warning(1, 1, N_("the file belongs to no client and is left out; move it into a client's folder"))
            found += problems.found
    for path, content in sorted(files.items()):
        if "/" not in path or not path.endswith(MARKDOWN):
            continue
        problems = Problems(path)
        text = content if isinstance(content, str) else _decoded(content, problems)
        found += problems.found
        if text is not None:
            parsed[path] = parse(path, text, walk=check)
            found += parsed[path].problems
    others = frozenset(path for path in (*files, *media) if "/" in path and not path.endswith(MARKDOWN))
    library = Library(_clients(parsed), parsed, others)
    if check:
        found += check_library(library, known)
    return Library(library.clients, parsed, others, in_order(dict.fromkeys(found)))


def _decoded(content: bytes, problems: Problems) -> str | None:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as mistake:
        before = content[: mistake.start]
        line = before.count(b"\n") + 1
        column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
        problems.error(line, column, N_("this is not UTF-8; save the file with the encoding UTF-8"))
        return None


def _clients(parsed: Mapping[str, Parsed]) -> dict[str, Client]:
    by_folder: dict[str, dict[str, Document]] = {}
    for path, each in parsed.items():
        if each.document is not None:
            folder, name = posixpath.split(path)
            by_folder.setdefault(folder, {}).setdefault(name, each.document)
    ids = dict.fromkeys(folder.partition("/")[0] for folder in by_folder if folder)
    return {client_id: _client(client_id, by_folder) for client_id in ids}


def _client(client_id: str, by_folder: Mapping[str, Mapping[str, Document]]) -> Client:
    own = by_folder.get(client_id, {})
    document = own.get(CLIENT_FILE)
    names = [folder.removeprefix(f"{client_id}/") for folder in by_folder if folder.startswith(f"{client_id}/")]
    courses = [name for name in names if "/" not in name and name not in (KNOWLEDGE_FOLDER, MEDIA_FOLDER)]
    knowledge = _by_name(by_folder.get(f"{client_id}/{KNOWLEDGE_FOLDER}", {}))
    agreements = documents_of(AgreementDocument, _by_name(own))
    return Client(
        id=client_id,
        document=document if isinstance(document, ClientDocument) else None,
        agreements={each.name: each for each in agreements if not each.translates},
        articles={each.name: each for each in documents_of(ArticleDocument, knowledge)},
        courses={name: _course(client_id, name, by_folder[f"{client_id}/{name}"]) for name in courses},
        translated_agreements=tuple(each for each in agreements if each.translates),
        translated_introductions=tuple(each for each in documents_of(ClientDocument, own) if each.translates),
    )


def _course(client_id: str, name: str, files: Mapping[str, Document]) -> Course:
    document = files.get(COURSE_FILE)
    others = {file: each for file, each in files.items() if file != COURSE_FILE}
    return Course(client_id, name, document if isinstance(document, CourseDocument) else None, _by_name(others))


def _by_name(files: Mapping[str, Document]) -> dict[str, Document]:
    found: dict[str, Document] = {}
    for document in files.values():
        found.setdefault(document.name, document)
    return found
