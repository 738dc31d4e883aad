"""What one should know of each course before enrolling people in it, as the enrol page says it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from flask_babel import format_date, ngettext
from flask_babel import gettext as _

from app.authoring.queries import CourseContent
from app.certification.before import Before, missing_before
from app.kernel import clock
from app.kernel.actor import Actor
from app.learning import queries as learning
from app.learning.rules import due_at
from app.learning.translated import in_other_languages
from app.web.call_words import language_name


def enrol_notes(actor: Actor, languages: dict[int, str], courses: Sequence[CourseContent]) -> dict[str, list[str]]:
    """Return by course, for people given by number with the languages they read, sentences to stand below it.

    They say who is in the course already, who reads another language in which it is written as well, which course comes
    before it and who has not completed that, and until when it is due by its own rule.
    """
    enrolled = learning.enrolments(actor, languages)
    first = missing_before(actor, courses, languages)
    notes: dict[str, list[str]] = {}
    for content in courses:
        inside = {one.person_id for one in enrolled if one.course == content.release.part}
        notes[content.release.part] = [
            *_inside_words(len(inside)),
            *_language_words(content, courses, [languages[number] for number in languages.keys() - inside]),
            *_after_words(first.get(content.release.part, ()), len(languages)),
            *_due_words(actor, content),
        ]
    return notes


def _inside_words(inside: int) -> list[str]:
    return [ngettext("%(num)d is in it already.", "%(num)d are in it already.", inside)] if inside else []


def _language_words(content: CourseContent, courses: Sequence[CourseContent], read: Collection[str]) -> list[str]:
    return [
        ngettext(
            "It is there as well in a language that %(num)d of them reads: %(language)s.",
            "It is there as well in a language that %(num)d of them read: %(language)s.",
            count,
            language=language_name(language),
        )
        for language, count in readers_of_translations(content, courses, read)
    ]


def readers_of_translations(
    content: CourseContent, courses: Sequence[CourseContent], read: Collection[str]
) -> list[tuple[str, int]]:
    """Return how many of those who `read` these languages would find the course in theirs among its translations."""
    others = {other.course.language for other in in_other_languages(content, courses)} - {content.course.language}
    return sorted(Counter(language for language in read if language in others).items())


def _after_words(before: Sequence[Before], people: int) -> list[str]:
    words = [_one_before_words(one.title, len(one.missing), people) for one in before]
    return [*words, _("Allow time for both in the due date.")] if any(one.missing for one in before) else words


def _one_before_words(title: str, missing: int, people: int) -> str:
    if not missing:
        return _("Comes after “%(course)s”, which everybody here has completed.", course=title)
    if people == 1:
        return _("Comes after “%(course)s”, which they have not completed yet: they are led there first.", course=title)
    return ngettext(
        "Comes after “%(course)s”, which %(num)d has not completed yet: they are led there first.",
        "Comes after “%(course)s”, which %(num)d have not completed yet: they are led there first.",
        missing,
        course=title,
    )


def _due_words(actor: Actor, content: CourseContent) -> list[str]:
    if content.course.due is None:
        return [_("It has no due date of its own.")]
    day = clock.day_of(due_at(clock.now(), content.course.due, actor.time_zone), actor.time_zone)
    return [_("Due by its own rule: %(day)s.", day=format_date(day, "full"))]
