"""A quiz in all languages of its course: what is asked is the same, so attempts and waits count over all of them."""

from __future__ import annotations

from collections.abc import Sequence

from app.authoring import queries as authoring
from app.authoring.queries import CourseContent
from app.kernel.actor import Actor
from app.learning.translated import in_other_languages


def folders_of(actor: Actor, course: str) -> frozenset[str]:
    """Return the folder names of a course in every language in which it is published, its own among them."""
    return folders_among(authoring.courses(actor), course)


def folders_among(contents: Sequence[CourseContent], course: str) -> frozenset[str]:
    """Return the same; `contents` are all courses of the client on their newest releases. Pure."""
    same = (in_other_languages(content, contents) for content in contents if content.release.part == course)
    return frozenset({course, *(other.release.part for others in same for other in others)})
