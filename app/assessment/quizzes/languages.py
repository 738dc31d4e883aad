"""A quiz in all languages of its course: what is asked is the same, so attempts and waits count over all of them."""

from __future__ import annotations

from app.authoring import queries as authoring
from app.kernel.actor import Actor
from app.learning.translated import in_other_languages


def folders_of(actor: Actor, course: str) -> frozenset[str]:
    """Return the folder names of a course in every language in which it is published, its own among them."""
    contents = authoring.courses(actor)
    same = (in_other_languages(content, contents) for content in contents if content.release.part == course)
    return frozenset({course, *(other.release.part for others in same for other in others)})
