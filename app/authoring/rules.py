"""Pure decisions about releases: their numbers, what counts as changed, what cannot be published yet."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from app.content.documents import Training
from app.content.problems import Problem, Severity
from app.kernel.messages import N_

SHARED_PART = "shared"
"""The part that holds client.md, the agreements and `kb/`; every other part is a course by its folder's name."""

FIRST = (1, 0)


def next_number(newest: tuple[int, int] | None, *, major: bool) -> tuple[int, int]:
    """Return (major, minor) of the release after `newest`, or of the first one."""
    if newest is None:
        return FIRST
    return (newest[0] + 1, 0) if major else (newest[0], newest[1] + 1)


def content_hash(files: Mapping[str, str], media: Mapping[str, str]) -> str:
    """Return the fingerprint of a part: `files` is path to text, `media` path to content-made name."""
    digest = hashlib.sha256()
    for path, source in sorted(files.items()):
        digest.update(f"{path}\0{hashlib.sha256(source.encode()).hexdigest()}\n".encode())
    for path, name in sorted(media.items()):
        digest.update(f"{path}\0{name}\n".encode())
    return digest.hexdigest()


def training_not_yet(path: str, source: str, training: Training | None) -> Problem | None:
    """Return the problem of content that asks for a way of training that the program does not know yet.

    Only `centre` can be published (domain.md, 'The three ways training is organised'). The problem stands at the
    key `training` of `source`.
    """
    if training in (None, Training.CENTRE):
        return None
    return Problem(
        path,
        *_place_of_key(source, "training"),
        Severity.ERROR,
        N_("training “%(training)s” cannot be used yet; write centre, or wait for the release that brings it"),
        (("training", training.value if training else ""),),
    )


def _place_of_key(source: str, key: str) -> tuple[int, int]:
    """Return line and column, from 1, of the value of a key of the front matter; the first line if it is not there."""
    for number, line in enumerate(source.splitlines(), start=1):
        name, colon, value = line.partition(":")
        if colon and name == key:
            return number, len(line) - len(value.lstrip()) + 1
    return 1, 1
