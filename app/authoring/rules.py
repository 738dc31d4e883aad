"""Pure decisions about releases: their numbers, what counts as changed, what cannot be published yet."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping

from app.content.kinds import Training
from app.content.problems import Problem, Problems
from app.content.words import key_name
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


def is_changed(draft: str, published: str | None) -> bool:
    """Tell whether a draft would be a new release: its fingerprint is not the newest one's, or there is none."""
    return draft != published


def training_not_yet(path: str, source: str, training: Training | None) -> tuple[Problem, ...]:
    """Find content that asks for a way of training that the program does not know yet.

    Only `centre` can be published (domain.md, 'The three ways training is organised'). The problem stands at the
    key `training` of `source`, the text of the file.
    """
    if training in (None, Training.CENTRE):
        return ()
    problems = Problems(path)
    problems.error(
        *_place_of_key(source, "training"),
        N_("training “%(training)s” cannot be used yet; for now write “training: centre”"),
        training=training.value if training else "",
    )
    return problems.found


def after_not_answerable(
    path: str, source: str, after: Iterable[str], answerable: Collection[str]
) -> tuple[Problem, ...]:
    """Find courses in `after` of which nobody may know here who completed them: those of yet another client.

    `answerable` are the folders of the client itself and of the centre.
    """
    problems = Problems(path)
    for address in after:
        if address.partition("/")[0] not in answerable:
            problems.error(
                *_place_of_key(source, "after"),
                N_("“%(course)s” belongs to another client; name a course of this client or of the centre"),
                course=address,
            )
    return problems.found


def named_like_shared_part(path: str, course: str) -> tuple[Problem, ...]:
    """Find a course whose folder has the name under which client.md, agreements and kb/ are released together."""
    problems = Problems(path)
    if course == SHARED_PART:
        problems.error(1, 1, N_("a course cannot be called “%(name)s”; give its folder another name"), name=course)
    return problems.found


def _place_of_key(source: str, key: str) -> tuple[int, int]:
    """Return line and column, from 1, of the value of a key, by its English name; the first line if it is not there."""
    for number, line in enumerate(source.splitlines(), start=1):
        name, colon, value = line.partition(":")
        if colon and not name[:1].isspace() and key_name(name, nested=False) == key:
            return number, len(line) - len(value.lstrip()) + 1
    return 1, 1
