"""Reads folders from the disk: a folder of clients, one client's or one course's.

What cannot be read is a problem, never an exception: a link to elsewhere, a file that is too large or not ours.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from app.content.addresses import CLIENT_FILE, COURSE_FILE, MARKDOWN
from app.content.library import Library, load
from app.content.problems import Problem, Problems, in_order
from app.content.source import MAX_CHARACTERS
from app.kernel.messages import N_

# A character takes at most four bytes in UTF-8.
_MAX_BYTES = 4 * MAX_CHARACTERS
# client/course/media/file: nothing of ours lies deeper.
_MAX_DEPTH = 6


@dataclass(frozen=True, slots=True)
class FolderFiles:
    """The files of a folder, by their path from the folder of clients, `root`; of media only the paths."""

    root: Path
    texts: dict[str, bytes] = field(default_factory=dict)
    media: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def check_folder(path: Path, published: Mapping[str, str] | None = None) -> tuple[Library, tuple[Problem, ...]]:
    """Read and check a folder; what lies around it in the same folder of clients is known but not checked.

    So is what was `published` (path to text) of clients that have no folder there.
    Returns the library and every problem, in order, those of reading the disk among them. An empty library where the
    path is neither a folder of clients nor a client's nor a course's.
    """
    root = clients_root(path)
    if root is None:
        problems = Problems(path.name or str(path))
        problems.error(
            1,
            1,
            N_("no client.md and no course.md here; name the folder of all clients, of one client or of one course"),
        )
        return load({}), problems.found
    path = path.resolve()
    files = read_files(path, root)
    library = load(files.texts, media=files.media, known=_around(path, root, published or {}))
    return library, in_order((*files.problems, *library.problems))


def clients_root(path: Path) -> Path | None:
    """The folder of clients that a folder is, or lies in; None where it is nothing of ours."""
    path = path.resolve()
    if (path / CLIENT_FILE).is_file():
        return path.parent
    if (path / COURSE_FILE).is_file():
        return path.parent.parent
    return path if any(client_folders(path)) else None


def client_folders(root: Path) -> Iterator[Path]:
    """The folders of clients in `root`, by name; none where it is not there, and none that cannot be looked into.

    What begins with a point is hidden: an editor's or a backup's, and no client.
    """
    try:
        entries = sorted(root.iterdir())
    except OSError:
        return
    shown = (each for each in entries if not each.name.startswith(".") and not each.is_symlink())
    yield from (each for each in shown if _has_client_file(each))


def read_files(folder: Path, root: Path) -> FolderFiles:
    """Every file below a folder, without those whose names begin with a point."""
    files = FolderFiles(root)
    _read_into(files, folder, len(folder.relative_to(root).parts))
    return files


def read_client_file(folder: Path, root: Path) -> FolderFiles:
    """The client.md of a client's folder alone; a link to elsewhere is not followed."""
    files, file = FolderFiles(root), folder / CLIENT_FILE
    if not file.is_symlink():
        _read_text(files, file)
    return files


def path_within(root: Path, file: Path) -> str:
    """A file's path from the folder of clients, with forward slashes; what is no text in its name is replaced."""
    return file.relative_to(root).as_posix().encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _has_client_file(folder: Path) -> bool:
    try:
        return (folder / CLIENT_FILE).is_file()
    except OSError:
        return False


def elsewhere(root: Path, published: Mapping[str, str]) -> dict[str, str]:
    """What was published (path to text) of clients that have no folder in `root`."""
    here = {client.name for client in client_folders(root)}
    return {name: text for name, text in published.items() if name.partition("/")[0] not in here}


def _around(path: Path, root: Path, published: Mapping[str, str]) -> Library | None:
    """What lies outside a client's or a course's folder: the other clients, and the rest of its own."""
    texts: dict[str, bytes | str] = {**elsewhere(root, published)}
    if path == root:
        return load(texts, check=False) if texts else None
    media: list[str] = []
    own = path.relative_to(root).as_posix()
    for client in client_folders(root):
        files = read_files(client, root)
        texts.update((name, text) for name, text in files.texts.items() if not name.startswith(f"{own}/"))
        media += (name for name in files.media if not name.startswith(f"{own}/"))
    return load(texts, media=media, check=False)


def _read_into(files: FolderFiles, folder: Path, depth: int) -> None:
    try:
        entries = sorted(folder.iterdir())
    except OSError as failure:
        _report(files, folder, N_("the folder cannot be read (%(reason)s); see who may read it"), failure)
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_symlink():
            _report(files, entry, N_("this is a link to another place and was not followed; put the file itself here"))
        elif entry.is_dir():
            if depth < _MAX_DEPTH:
                _read_into(files, entry, depth + 1)
            else:
                _report(files, entry, N_("no content lies so deep; move the folder up"))
        elif not entry.is_file():
            _report(files, entry, N_("this is no ordinary file; take it away"))
        elif entry.name.endswith(MARKDOWN):
            _read_text(files, entry)
        else:
            files.media.append(path_within(files.root, entry))


def _read_text(files: FolderFiles, file: Path) -> None:
    try:
        if file.stat().st_size > _MAX_BYTES:
            _report(files, file, N_("the file is too large and was not read; split it"))
            return
        files.texts[path_within(files.root, file)] = file.read_bytes()
    except OSError as failure:
        _report(files, file, N_("the file cannot be read (%(reason)s); see who may read it"), failure)


def _report(files: FolderFiles, path: Path, message: str, failure: OSError | None = None) -> None:
    problems = Problems(path_within(files.root, path))
    params = {"reason": failure.strerror or type(failure).__name__} if failure else {}
    problems.error(1, 1, message, **params)
    files.problems.extend(problems.found)
