"""A course in its languages: which courses are one course, written in several. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from app.authoring.queries import CourseContent, original_of


def in_other_languages(content: CourseContent, courses: Iterable[CourseContent]) -> list[CourseContent]:
    """Return those of `courses` that are the same course as `content` in another language, in their order."""
    return [
        other
        for other in courses
        if original_of(other) == original_of(content) and other.release.part != content.release.part
    ]
