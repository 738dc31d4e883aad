"""Content that lies in folders and is to be published: read, checked and cut into parts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.authoring.media import Medium
from app.content.documents import ClientDocument
from app.content.problems import Problem


@dataclass(frozen=True, slots=True)
class DraftPart:
    """A course, or the shared part, as it lies in its folder.

    `files` is path to text, `media` path to file; paths are relative to the folder of clients. `line` is the line of
    work that a course is for, '' for none. `only_if_missing` marks a part that was not asked for and is needed where
    the client has none yet: a course of a new client stands on its shared part.
    """

    name: str
    title: str
    files: Mapping[str, str]
    media: Mapping[str, Medium]
    line: str = ""
    only_if_missing: bool = False


@dataclass(frozen=True, slots=True)
class DraftClient:
    """One client's parts that are to be published. The shared part carries what client.md says."""

    client_id: str
    document: ClientDocument
    parts: tuple[DraftPart, ...]


@dataclass(frozen=True, slots=True)
class Drafts:
    """What was found at a path: clients in the order in which they are published, and every problem."""

    clients: tuple[DraftClient, ...]
    problems: tuple[Problem, ...]
