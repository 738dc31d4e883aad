"""What a course offers for calls: channels and languages, scenarios, the rules of its series. Pure."""

from __future__ import annotations

from app.assessment.calls.rules import Pair
from app.authoring.queries import CourseContent
from app.content.documents import CourseDocument, ScenarioDocument, SeriesRule
from app.content.kinds import Channel


def channel_of(course: CourseDocument, scenario: ScenarioDocument) -> Channel | None:
    """Return the channel of a scenario: its own, else the course's first (content-language.md)."""
    return scenario.channel or next(iter(course.channels), None)


def scenarios_for(content: CourseContent, channel: str) -> list[str]:
    """Return the names of the scenarios that are played on `channel`, in the course's order."""
    return [name for name, one in content.scenarios.items() if channel_of(content.course, one) == channel]


def pairs_of(course: CourseDocument) -> list[Pair]:
    """Return every channel and language in which the course's people may be certified, in the course's order."""
    languages = course.serves or (course.language,)
    return [(channel.value, language) for channel in course.channels for language in languages]


def pairs_offered(content: CourseContent) -> list[Pair]:
    """Return the pairs for which there is a scenario, so that a call can be asked for."""
    return [pair for pair in pairs_of(content.course) if scenarios_for(content, pair[0])]


def series_rules(course: CourseDocument) -> tuple[SeriesRule | None, SeriesRule | None]:
    """Return the rule of the first series and of further ones; None where the course asks for no calls."""
    certificate = course.certificate
    return (certificate.calls, certificate.further) if certificate else (None, None)
