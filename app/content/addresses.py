"""Names and addresses: `nordbank/card-line/01-verify.md` is `nordbank/card-line/verify`."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from urllib.parse import unquote

MARKDOWN = ".md"
CLIENT_FILE = "client.md"
COURSE_FILE = "course.md"
KNOWLEDGE_FOLDER = "kb"
MEDIA_FOLDER = "media"

_ORDER = re.compile(r"([0-9]{1,6})-(?=.)")
_NAME = re.compile(r"[\w.-]+")


@dataclass(frozen=True, slots=True)
class Target:
    """A file, by its path from the folder of clients, and a section of it, '' for the whole file."""

    path: str
    fragment: str


def order_of(path: str) -> int:
    """The number that a file's name begins with; 0 where there is none."""
    match = _ORDER.match(posixpath.basename(path))
    return int(match[1]) if match else 0


def name_of(path: str) -> str:
    """The file's name without ending and order number."""
    return _ORDER.sub("", posixpath.basename(path).removesuffix(MARKDOWN), count=1)


def is_plain_name(name: str) -> bool:
    """Whether a file or folder name can stand in an address: letters, digits, hyphen, underscore, point."""
    return _NAME.fullmatch(name) is not None


def address_of(path: str) -> str:
    """The address of a file; client.md and course.md have that of their folder."""
    folder, name = posixpath.split(path)
    return folder if name in (CLIENT_FILE, COURSE_FILE) else posixpath.join(folder, name_of(name))


def target_of(path: str, link: str) -> Target | None:
    """Where a relative link in a file leads; None when it leaves the folder of clients."""
    written, _, fragment = link.partition("#")
    fragment = unquote(fragment)
    if not written:
        return Target(path, fragment)
    found = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(written.partition("?")[0])))
    return None if found.startswith(("..", "/")) else Target(found, fragment)
