"""Reads about releases and what is in them, inside one client."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import and_, bindparam, select

from app.authoring.contents import (
    Content,
    ContentCache,
    CourseContent,
    ReleaseFacts,
    SharedContent,
    build,
    original_of,
    title_in,
    translated_from,
)
from app.authoring.models import Media, NewestRelease, Release, ReleaseFile, ReleaseMedia
from app.authoring.rules import SHARED_PART
from app.kernel.actor import Actor
from app.kernel.errors import NotFoundError
from app.kernel.scope import Scope
from app.kernel.wall import WallSession
from app.kernel.work import reading, reading_side_by_side

__all__ = [
    "SHARED_PART",
    "CourseContent",
    "CoursesAndShared",
    "ReleaseFacts",
    "SharedContent",
    "original_of",
    "title_in",
    "translated_from",
]

CoursesAndShared = tuple[list[CourseContent], SharedContent | None]
"""Every course by title, and the shared part."""

_contents = ContentCache()
_NEWEST_RELEASES = select(Release).join(
    NewestRelease, and_(NewestRelease.client_id == Release.client_id, NewestRelease.release_id == Release.id)
)
_NEWEST_COURSES = _NEWEST_RELEASES.where(NewestRelease.part != SHARED_PART)
_NEWEST_RELEASE = _NEWEST_RELEASES.where(NewestRelease.part == bindparam("part"))
_RELEASES = select(
    Release.id,
    Release.part,
    Release.major,
    Release.minor,
    Release.title,
    Release.published_at,
    Release.published_by,
    Release.content_hash,
).order_by(Release.part, Release.major, Release.minor)


def newest(actor: Actor, part: str) -> ReleaseFacts | None:
    """Return the release of a part that readers see, or None if it was never published."""
    with reading(actor) as session:
        row = session.scalar(_NEWEST_RELEASE, {"part": part})
        return facts_of(row) if row else None


def release(actor: Actor, release_id: str) -> ReleaseFacts:
    """Return any release of the client. Raises NotFoundError if there is none with this id."""
    with reading(actor) as session:
        return facts_of(_get_release(session, actor, release_id))


def releases(actor: Actor, part: str | None = None) -> list[ReleaseFacts]:
    """List the releases of one part, or of every part, newest first."""
    statement = select(Release).order_by(Release.part, Release.major.desc(), Release.minor.desc())
    if part is not None:
        statement = statement.where(Release.part == part)
    with reading(actor) as session:
        return [facts_of(row) for row in session.scalars(statement)]


def newest_releases(actor: Actor) -> dict[str, ReleaseFacts]:
    """Return what readers see of each part, by part."""
    with reading(actor) as session:
        return {row.part: facts_of(row) for row in session.scalars(_NEWEST_RELEASES)}


def courses(actor: Actor) -> list[CourseContent]:
    """Return every course of the client on its newest release, by title."""
    with reading(actor) as session:
        rows = session.scalars(_NEWEST_COURSES).all()
        return _in_order(_load(session, actor, [facts_of(row) for row in rows]))[0]


def courses_and_shared(actor: Actor) -> CoursesAndShared:
    """Return every course by title, and the shared part, on their newest releases, in one read."""
    with reading(actor) as session:
        rows = session.scalars(_NEWEST_RELEASES).all()
        return _in_order(_load(session, actor, [facts_of(row) for row in rows]))


def contents_and_titles(actor: Actor, moments: Sequence[datetime]) -> tuple[list[CoursesAndShared], Mapping[str, str]]:
    """Return for each moment what `courses_and_shared` returned then: what was published later changes no past day.

    And, of the last moment, the titles of what comes before those courses, as `course_titles` returns them. Of the
    centre no more is told; it is read in the same statement.
    """
    centre_id = actor.scope.centre_id if actor.scope else None
    clients = dict.fromkeys([actor.client_id, *([centre_id] if centre_id else [])])
    readers = [Actor(actor.person_id, Scope(client_id, client_id)) for client_id in clients]
    found = _at(
        readers, {client_id: moments if client_id == actor.client_id else moments[-1:] for client_id in clients}
    )
    newest = {client_id: contents[-1][0] for client_id, contents in found.items()}
    before = {address for content in newest[actor.client_id] for address in content.course.after}
    return found[actor.client_id], _titles(actor.language, before, newest)


def contents_of_each(actors: Sequence[Actor], moment: datetime) -> dict[str, CoursesAndShared]:
    """Return what `courses_and_shared` returned at a moment, for each client of one person, in one read of them all."""
    found = _at(actors, {actor.client_id: [moment] for actor in actors})
    return {client_id: contents for client_id, [contents] in found.items()}


def _at(actors: Sequence[Actor], moments: Mapping[str, Sequence[datetime]]) -> dict[str, list[CoursesAndShared]]:
    """Return the contents of each client of one person at each of its moments."""
    releases: dict[str, list[ReleaseFacts]] = {client_id: [] for client_id in moments}
    with reading_side_by_side(actors) as session:
        for *release, client_id in session.execute(_RELEASES.add_columns(Release.client_id)):
            releases[client_id].append(ReleaseFacts(*release))
        chosen = {
            client_id: [{one.part: one for one in releases[client_id] if one.published_at <= moment} for moment in days]
            for client_id, days in moments.items()
        }
        wanted = {
            client_id: list({one.id: one for newest in days for one in newest.values()}.values())
            for client_id, days in chosen.items()
        }
        loaded = _load_each(session, wanted)
    known = {(client_id, content.release.id): content for client_id, contents in loaded.items() for content in contents}
    return {
        client_id: [_in_order(known[client_id, one.id] for one in newest.values()) for newest in days]
        for client_id, days in chosen.items()
    }


def _in_order(contents: Iterable[Content]) -> CoursesAndShared:
    found = list(contents)
    courses = [content for content in found if isinstance(content, CourseContent)]
    shared = next((content for content in found if isinstance(content, SharedContent)), None)
    return sorted(courses, key=lambda content: (content.course.title, content.release.part)), shared


def course_content(actor: Actor, release_id: str) -> CourseContent:
    """Return what a release of a course holds. Raises NotFoundError for an id that is no course's release here."""
    content = _content(actor, release_id)
    if not isinstance(content, CourseContent):
        raise NotFoundError()
    return content


def shared_at(actor: Actor, release_id: str) -> SharedContent:
    """Return what a release of the shared part holds. Raises NotFoundError for an id that is no such release here."""
    content = _content(actor, release_id)
    if not isinstance(content, SharedContent):
        raise NotFoundError()
    return content


def newest_course(actor: Actor, course: str) -> CourseContent | None:
    """Return a course on its newest release, or None if there is no such course."""
    if course == SHARED_PART:
        return None
    content = _newest_content(actor, course)
    return content if isinstance(content, CourseContent) else None


def get_course(actor: Actor, course: str) -> CourseContent:
    """Return a course on its newest release. Raises NotFoundError if there is no such course."""
    content = newest_course(actor, course)
    if content is None:
        raise NotFoundError()
    return content


def shared_content(actor: Actor) -> SharedContent | None:
    """Return the client's newest shared part, or None if it was never published."""
    content = _newest_content(actor, SHARED_PART)
    return content if isinstance(content, SharedContent) else None


def newest_files(actor: Actor) -> dict[str, str]:
    """Return every file of the client's newest releases, path to text."""
    newest = select(NewestRelease.release_id)
    with reading(actor) as session:
        rows = session.scalars(select(ReleaseFile).where(ReleaseFile.release_id.in_(newest)))
        return {row.path: row.source for row in rows}


def course_titles(actor: Actor, addresses: Iterable[str]) -> dict[str, str]:
    """Return the titles of published courses by address (`centre/induction`), of the actor's client and the centre.

    A course is called as its translation into the actor's language, where there is one. The title of a centre's course
    may be known to everybody: it stands in the `after` of the client's own courses.
    """
    wanted = list(addresses)
    allowed = {actor.client_id, actor.scope.centre_id if actor.scope else None}
    clients = {address.partition("/")[0] for address in wanted} & allowed
    newest = {
        client_id: courses(Actor(actor.person_id, Scope(client_id, client_id))) for client_id in clients if client_id
    }
    return _titles(actor.language, wanted, newest)


def _titles(language: str, addresses: Iterable[str], contents: Mapping[str, Sequence[CourseContent]]) -> dict[str, str]:
    found = {}
    for address in addresses:
        client_id, _, course = address.partition("/")
        title = title_in(language, course, contents.get(client_id, ()))
        if title is not None:
            found[address] = title
    return found


def medium_type(actor: Actor, name: str) -> str:
    """Return the content type of a medium of the client. Raises NotFoundError if there is none of this name."""
    with reading(actor) as session:
        row = session.get(Media, (actor.client_id, name))
        if row is None:
            raise NotFoundError()
        return row.content_type


def facts_of(row: Release) -> ReleaseFacts:
    """Return a row as others may hold it."""
    return ReleaseFacts(
        row.id, row.part, row.major, row.minor, row.title, row.published_at, row.published_by, row.content_hash
    )


def _get_release(session: WallSession, actor: Actor, release_id: str) -> Release:
    row = session.get(Release, (actor.client_id, release_id))
    if row is None:
        raise NotFoundError()
    return row


def _content(actor: Actor, release_id: str) -> Content:
    content = _contents.find(actor.client_id, release_id)
    if content is None:
        with reading(actor) as session:
            content = _load(session, actor, [facts_of(_get_release(session, actor, release_id))])[0]
    return content


def _newest_content(actor: Actor, part: str) -> Content | None:
    with reading(actor) as session:
        row = session.scalar(_NEWEST_RELEASE, {"part": part})
        return _load(session, actor, [facts_of(row)])[0] if row else None


def _load(session: WallSession, actor: Actor, wanted: Sequence[ReleaseFacts]) -> list[Content]:
    """Return the contents of releases, in their order; what is not kept costs two statements for all of them."""
    return _load_each(session, {actor.client_id: wanted})[actor.client_id]


def _load_each(session: WallSession, wanted: Mapping[str, Sequence[ReleaseFacts]]) -> dict[str, list[Content]]:
    """Return the same for the releases of each client; two statements for all clients together."""
    named = [(client_id, facts) for client_id, releases in wanted.items() for facts in releases]
    known = {(client_id, facts.id): _contents.find(client_id, facts.id) for client_id, facts in named}
    missing = [(client_id, facts) for client_id, facts in named if known[client_id, facts.id] is None]
    if missing:
        ids = [facts.id for _client_id, facts in missing]
        files: dict[tuple[str, str], dict[str, str]] = {(client_id, facts.id): {} for client_id, facts in missing}
        media: dict[tuple[str, str], dict[str, str]] = {key: {} for key in files}
        for file in session.scalars(select(ReleaseFile).where(ReleaseFile.release_id.in_(ids))):
            files[file.client_id, file.release_id][file.path] = file.source
        for use in session.scalars(select(ReleaseMedia).where(ReleaseMedia.release_id.in_(ids))):
            media[use.client_id, use.release_id][use.path] = use.media_name
        for client_id, facts in missing:
            key = (client_id, facts.id)
            known[key] = built = build(facts, files[key], media[key])
            _contents.keep(client_id, built)
    return {
        client_id: [content for facts in releases if (content := known[client_id, facts.id]) is not None]
        for client_id, releases in wanted.items()
    }
