"""Who may take calls: person by line by channel by language, yes until when, or no and what is missing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from app.authoring import queries as authoring
from app.authoring.queries import CourseContent
from app.certification.queries import PathOf, paths
from app.certification.rules import Cover, PartKind, certified_covers
from app.certification.words import Words, lacking_of
from app.kernel.actor import Actor
from app.kernel.errors import NotFoundError
from app.kernel.messages import N_
from app.people import queries as people
from app.people.permissions import TAKES_CALLS, Permission


@dataclass(frozen=True, slots=True)
class Clearance:
    """Whether a person may take calls on a line in one channel and language.

    `expires_at` and `last_day` are the end of the certificate behind a yes (None: it does not end); `missing` says
    in words what stands behind a no.
    """

    person_id: int
    name: str
    line: str
    line_title: str
    channel: str
    language: str
    allowed: bool
    expires_at: datetime | None
    last_day: date | None
    missing: tuple[Words, ...]


def clearances(actor: Actor, line: str | None = None) -> list[Clearance]:
    """Say of everybody who takes calls, or is enrolled to, what they may take, by line and then by name.

    Raises NotFoundError if the client has no such line, ForbiddenError for those who do not see everybody.
    """
    actor.check(Permission.SEE_EVERYBODY)
    titles = people.lines(actor)
    if line is not None and line not in titles:
        raise NotFoundError(N_("This client has no line “%(line)s”."), line=line)
    everybody = {person.id: person for person in people.people(actor)}
    contents, shared = authoring.courses_and_shared(actor)
    wanted = [one for one in contents if one.course.line and line in (None, one.course.line)]
    found: list[Clearance] = []
    for path_of in paths(actor, wanted, shared, list(everybody)).values():
        person = everybody[path_of.person_id]
        if path_of.record.enrolled or person.roles & TAKES_CALLS:
            line_title = titles.get(path_of.content.course.line, path_of.content.course.line)
            found.extend(_clearance(path_of, person.name, line_title, cover) for cover in covers_of(path_of.content))
    return _best(found)


def covers_of(content: CourseContent) -> tuple[Cover, ...]:
    """Return every channel and language that a course serves, as written."""
    languages = content.course.serves or (content.course.language,)
    return tuple(Cover(channel.value, language) for channel in content.course.channels for language in languages)


def _clearance(path_of: PathOf, name: str, line_title: str, cover: Cover) -> Clearance:
    held = path_of.certificate
    allowed = held is not None and held.holds and cover in held.covers
    return Clearance(
        person_id=path_of.person_id,
        name=name,
        line=path_of.content.course.line,
        line_title=line_title,
        channel=cover.channel,
        language=cover.language,
        allowed=allowed,
        expires_at=held.expires_at if held and allowed else None,
        last_day=held.last_day if held and allowed else None,
        missing=() if allowed else missing_for(path_of, cover),
    )


def missing_for(path_of: PathOf, cover: Cover) -> tuple[Words, ...]:
    """Return in words what a person lacks for one channel and language of a course."""
    held = path_of.certificate
    if held is not None and not held.holds:
        day = held.last_day.isoformat() if held.last_day else ""
        return (Words(N_("certificate expired, its last day was %(day)s"), {"day": day}),)
    missing = path_of.missing
    if missing and (path_of.rule.calls is None or any(part.kind is PartKind.CALLS for part in missing)):
        return tuple(lacking_of(part) for part in missing)
    before = (lacking_of(part) for part in missing if part.kind is not PartKind.SIGN_OFF)
    return (*before, *_further(path_of, cover))


def _further(path_of: PathOf, cover: Cover) -> Iterable[Words]:
    """The calls are passed in some channel and language; each has a series, and a sign-off, of its own."""
    where: dict[str, object] = {"channel": cover.channel, "language": cover.language}
    if path_of.rule.calls is None:
        yield Words(N_("certificate for %(channel)s, %(language)s"), where)
        return
    series = next((one for one in path_of.facts.series if one.cover == cover), None)
    if series is None or not series.met:
        counts = {"passed": series.passed if series else 0, "needed": series.needed if series else 1}
        yield Words(N_("test calls in %(channel)s, %(language)s: %(passed)d of %(needed)d"), where | counts)
        if path_of.rule.sign_off is None:
            return
    if cover not in certified_covers(path_of.rule, path_of.facts):
        yield Words(N_("sign-off for %(channel)s, %(language)s"), where)


def _best(found: Iterable[Clearance]) -> list[Clearance]:
    """Keep one answer for each person, line, channel and language: a yes, should several courses lead to the line."""
    kept: dict[tuple[str, str, int, str, str], Clearance] = {}
    for one in found:
        key = (one.line, one.name.casefold(), one.person_id, one.channel, one.language)
        if key not in kept or (one.allowed and not kept[key].allowed):
            kept[key] = one
    return [kept[key] for key in sorted(kept)]
