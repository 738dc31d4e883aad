"""Publishing: content that lies in folders becomes releases that people read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import select

from app.authoring import ports, queries
from app.authoring.contents import CourseContent, ReleaseFacts
from app.authoring.draft_checks import DraftCheck, DraftVersion, check_drafts, hash_of
from app.authoring.drafts import (
    ClientFolder,
    DraftClient,
    DraftPart,
    Drafts,
    list_folders,
    read_drafts,
)
from app.authoring.errors import AlreadyPublishedError, BrokenContentError
from app.authoring.events import ReleasePublished
from app.authoring.media import MediaStore
from app.authoring.models import Media, NewestRelease, Release, ReleaseFile, ReleaseMedia
from app.authoring.rules import SHARED_PART, is_changed, next_number
from app.content.addresses import CLIENT_FILE
from app.content.checks import check_against_earlier
from app.content.collection import Course, Library
from app.content.kinds import Training
from app.content.problems import Problem, Severity, has_errors, in_order
from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.errors import ForbiddenError, NotFoundError, RefusedError
from app.kernel.ids import new_id
from app.kernel.messages import N_
from app.kernel.races import look_again_if_beaten
from app.kernel.scope import Scope
from app.kernel.wall import WallSession
from app.kernel.work import Work, reading, writing
from app.people import queries as people_queries
from app.people import service as people
from app.people.permissions import InstallationPermission, Permission
from app.people.queries import ClientFacts

NOT_YOURS_TO_PUBLISH = N_("Here others publish: whoever this client's way of training names. Ask them to.")
CENTRE_FIRST = N_("Publish the centre's folder “%(folder)s” first: the others build on it.")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What publishing did with one part: `number` is the release readers see now, new or as it was."""

    client_id: str
    part: str
    number: str
    is_new: bool


@dataclass(frozen=True, slots=True)
class Unpublished:
    """A folder that was never published, with the number of errors in it."""

    folder: ClientFolder
    errors: int


@dataclass(frozen=True, slots=True)
class FirstCheck:
    """What the check of a folder that was never published found: every problem in order, warnings too.

    `centre_first` is the name of the centre's folder where that has to be published before; '' otherwise.
    """

    folder: ClientFolder
    drafts: Drafts
    problems: tuple[Problem, ...]
    centre_first: str


def publish(actor: Actor, drafts: Drafts, store: MediaStore, *, major: bool = False) -> list[Outcome]:
    """Publish every part of `drafts` that changed; say what became of each.

    Raises BrokenContentError, and writes nothing at all, if anything in `drafts` has an error. Each client is one
    transaction: its row, its lines of work, all its releases and what hears of them appear at one moment. Several
    clients are published one after the other, the centre first, because a transaction never spans two clients; if
    the machine stops in between, those before are published whole, the others not at all, and the same command again
    does the rest. An actor inside a client can publish that client only, and only where the way its training is
    organised lets them (ForbiddenError).
    """
    actor.check(Permission.PUBLISH)
    if actor.scope is not None and any(client.client_id != actor.client_id for client in drafts.clients):
        raise ForbiddenError()
    clients = _inside_each(actor, drafts)
    problems = [*drafts.problems, *_problems_with_centre(drafts.clients)]
    for inside, client in clients:
        problems += _problems_with_earlier(inside, client, drafts.library)
    if has_errors(problems):
        raise BrokenContentError(in_order(dict.fromkeys(problems)))
    if not may_publish(actor, drafts.ways):
        raise ForbiddenError(NOT_YOURS_TO_PUBLISH)
    return [outcome for inside, client in clients for outcome in _publish_client(inside, client, store, major=major)]


def _inside_each(actor: Actor, drafts: Drafts) -> list[tuple[Actor, DraftClient]]:
    """Return the drafted clients, the centre first, each with the actor in its scope."""
    drafted = next((client.client_id for client in drafts.clients if client.document.centre), None)
    centre_id = drafted or people_queries.centre_id()
    return [
        (Actor(actor.person_id, Scope(client.client_id, centre_id), actor.permissions), client)
        for client in sorted(drafts.clients, key=lambda client: not client.document.centre)
    ]


def unpublished(actor: Actor, root: Path, clients: Iterable[ClientFacts]) -> list[Unpublished]:
    """Return the folders of `root` whose client is not among `clients`, which are all that exist; the centre's first.

    For administrators.
    """
    actor.check(InstallationPermission.ADMINISTER)
    known = {client.id: client.is_centre for client in clients}
    centre_id = next((name for name, is_centre in known.items() if is_centre), None)
    found = []
    for folder in list_folders(root):
        if folder.name not in known:
            problem = _problem_with_centre(folder.name, folder.is_centre, centre_id)
            found.append(Unpublished(folder, check_drafts(folder.path).errors + (0 if problem is None else 1)))
    return found


def check_first(actor: Actor, root: Path, name: str) -> FirstCheck:
    """Check the folder called `name` in `root`, whose client does not exist yet. For administrators.

    Raises NotFoundError unless a folder of clients there has exactly this name, AlreadyPublishedError once its client
    exists: what clients teach is not for administrators.
    """
    actor.check(InstallationPermission.ADMINISTER)
    folders = list_folders(root)
    folder = next((one for one in folders if one.name == name), None)
    if folder is None:
        raise NotFoundError()
    if people_queries.find_client(name) is not None:
        raise AlreadyPublishedError(name)
    centre_id = people_queries.centre_id()
    drafts = read_drafts(
        folder.path, queries.newest_files(people_queries.system_actor(centre_id)) if centre_id else None
    )
    problems = in_order(dict.fromkeys([*drafts.problems, *_problems_with_centre(drafts.clients)]))
    centre = "" if centre_id or folder.is_centre else next((one.name for one in folders if one.is_centre), "")
    return FirstCheck(folder, drafts, problems, centre)


def publish_first(actor: Actor, root: Path, name: str, store: MediaStore) -> list[Outcome]:
    """Publish the folder called `name` in `root`, whose client does not exist yet, in the administrator's name.

    The client, its lines of work and all its releases appear in one transaction, and its chain says who did it. Nobody
    belongs to the client before that, so its way of training names nobody who could; afterwards it does, and this
    raises AlreadyPublishedError, for the second of two at one moment as well. Raises NotFoundError as `check_first`,
    RefusedError while the centre's folder comes first, BrokenContentError if anything in the folder has an error.
    """
    found = check_first(actor, root, name)
    if found.centre_first:
        raise RefusedError(CENTRE_FIRST, folder=found.centre_first)
    if has_errors(found.problems):
        raise BrokenContentError(found.problems)
    publisher = replace(actor, permissions=frozenset({Permission.PUBLISH}))
    [(inside, client)] = _inside_each(publisher, found.drafts)
    return _publish_client(inside, client, store, is_first=True)


def may_publish(actor: Actor, ways: Iterable[Training]) -> bool:
    """Tell whether the actor may publish sound drafts whose clients and courses are taught in these ways."""
    return all(ports.may_publish(actor, way) for way in ways)


def waiting(actor: Actor, check: DraftCheck, newest: Iterable[ReleaseFacts]) -> list[DraftVersion]:
    """Return what of the actor's own client differs from its `newest` releases, or was never published.

    Nothing where the check found errors, or where others publish.
    """
    actor.check(Permission.PUBLISH)
    if check.errors or not may_publish(actor, check.ways):
        return []
    hashes = {one.part: one.content_hash for one in newest}
    return [one for one in check.versions if is_changed(one.content_hash, hashes.get(one.part))]


def plan(actor: Actor, drafts: Drafts, *, major: bool = False) -> list[Outcome]:
    """Say what `publish` would do now with `drafts` of the actor's own client. Writes nothing.

    Raises BrokenContentError as `publish` would, ForbiddenError for another client's drafts.
    """
    actor.check(Permission.PUBLISH)
    if any(client.client_id != actor.client_id for client in drafts.clients):
        raise ForbiddenError()
    problems = [*drafts.problems, *_problems_with_centre(drafts.clients)]
    with reading(actor) as session:
        newest = _newest(session)
        outcomes = []
        for client in drafts.clients:
            problems += _problems_with_earlier(actor, client, drafts.library)
            for part in _wanted(client, newest):
                before = newest.get(part.name)
                number = (before.major, before.minor) if before else None
                changed = _is_changed(part, before)
                after = next_number(number, major=major) if changed or number is None else number
                outcomes.append(Outcome(client.client_id, part.name, f"{after[0]}.{after[1]}", changed))
    if has_errors(problems):
        raise BrokenContentError(in_order(dict.fromkeys(problems)))
    return outcomes


def _problems_with_centre(clients: Iterable[DraftClient]) -> list[Problem]:
    centre_id = people_queries.centre_id()
    found = [_problem_with_centre(client.client_id, client.document.centre, centre_id) for client in clients]
    return [problem for problem in found if problem is not None]


def _problem_with_centre(client_id: str, is_centre: bool, centre_id: str | None) -> Problem | None:
    """There is one centre, and which folder it is does not change. `centre_id` is the one published, if any is."""
    if is_centre and centre_id not in (None, client_id):
        message = N_("the centre is the folder “%(centre)s” already; take “centre: yes” out here")
    elif not is_centre and centre_id == client_id:
        message = N_("the folder “%(centre)s” was published as the centre and stays it; write “centre: yes” again")
    else:
        return None
    return Problem(f"{client_id}/{CLIENT_FILE}", 1, 1, Severity.ERROR, message, (("centre", centre_id or ""),))


def _problems_with_earlier(actor: Actor, client: DraftClient, library: Library) -> list[Problem]:
    """Find what does not fit what this client has published already, or has not."""
    found: list[Problem] = []
    with reading(actor) as session:
        newest = _newest(session)
        for part in client.parts:
            before = newest.get(part.name)
            if part.only_if_missing and before is None:
                found += part.problems
            if part.course is None or not _is_changed(part, before):
                continue
            earlier = queries.newest_course(actor, part.name)
            if earlier is not None:
                found += check_against_earlier(library, part.course, _as_course(client.client_id, earlier))
    return found


def _as_course(client_id: str, content: CourseContent) -> Course:
    documents = (*content.modules, *content.quizzes.values())
    return Course(client_id, content.release.part, content.course, {document.name: document for document in documents})


def _publish_client(
    actor: Actor, client: DraftClient, store: MediaStore, *, major: bool = False, is_first: bool = False
) -> list[Outcome]:
    # Beaten, somebody published the same new client or course at the same moment; now it is there to be locked.
    return look_again_if_beaten(lambda: _publish_at_once(actor, client, store, major=major, is_first=is_first))


def _publish_at_once(
    actor: Actor, client: DraftClient, store: MediaStore, *, major: bool, is_first: bool
) -> list[Outcome]:
    with writing(actor) as work:
        newest = _newest(work.session, locked=True)
        if is_first and newest:
            raise AlreadyPublishedError(client.client_id)
        wanted = _wanted(client, newest)
        changed = {part.name for part in wanted if _is_changed(part, newest.get(part.name))}
        if SHARED_PART in changed:
            people.save_client(actor, client.client_id, client.document)
        outcomes = []
        for part in wanted:
            if part.line:
                people.save_line(actor, part.line, part.line[:1].upper() + part.line[1:])
            before = newest.get(part.name)
            after = (
                _release(work, part, before, store, major=major) if part.name in changed or before is None else before
            )
            number = f"{after.major}.{after.minor}"
            outcomes.append(Outcome(client.client_id, part.name, number, after is not before))
        return outcomes


def _newest(session: WallSession, *, locked: bool = False) -> dict[str, Release]:
    """Return the newest release of each part; `locked` holds them until the commit, so that a number is taken once."""
    statement = select(NewestRelease).order_by(NewestRelease.part)
    pointers = session.scalars(statement.with_for_update() if locked else statement).all()
    rows = session.scalars(select(Release).where(Release.id.in_([pointer.release_id for pointer in pointers])))
    return {row.part: row for row in rows}


def _wanted(client: DraftClient, newest: Mapping[str, Release]) -> list[DraftPart]:
    return [part for part in client.parts if not (part.only_if_missing and part.name in newest)]


def _is_changed(part: DraftPart, before: Release | None) -> bool:
    return is_changed(hash_of(part), before.content_hash if before else None)


def _release(work: Work, part: DraftPart, before: Release | None, store: MediaStore, *, major: bool) -> Release:
    """Write the next release of a part, make it the one readers see, and tell those who wait for it."""
    number = next_number((before.major, before.minor) if before else None, major=major)
    release = Release(
        id=new_id(),
        part=part.name,
        major=number[0],
        minor=number[1],
        title=part.title,
        content_hash=hash_of(part),
        published_at=clock.now(),
        published_by=work.actor.person_id,
    )
    work.session.add(release)
    work.session.flush()
    work.session.add_all(
        ReleaseFile(release_id=release.id, path=path, source=text) for path, text in part.files.items()
    )
    _save_media(work, part, release.id, store)
    pointer = work.session.get(NewestRelease, (work.actor.client_id, part.name))
    if pointer is None:
        work.session.add(NewestRelease(part=part.name, release_id=release.id))
    else:
        pointer.release_id = release.id
    work.session.flush()
    is_major = before is not None and number[0] > before.major
    work.record(
        "release.published", release.id, part=part.name, number=f"{number[0]}.{number[1]}", content=release.content_hash
    )
    work.publish(ReleasePublished(work.actor.client_id, part.name, release.id, is_major))
    return release


def _save_media(work: Work, part: DraftPart, release_id: str, store: MediaStore) -> None:
    """Store the bytes first: should the transaction fail, a file that nothing names does no harm."""
    for path, medium in sorted(part.media.items()):
        store.put(work.actor.client_id, medium)
        if work.session.get(Media, (work.actor.client_id, medium.name)) is None:
            work.session.add(Media(name=medium.name, content_type=medium.content_type, size=medium.size))
            work.session.flush()
        work.session.add(ReleaseMedia(release_id=release_id, path=path, media_name=medium.name))
