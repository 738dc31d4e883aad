"""Content to be searched, put into releases without the publishing that has tests of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from app.authoring.models import NewestRelease, Release, ReleaseFile
from app.kernel.actor import Actor
from app.kernel.ids import new_id
from app.kernel.work import writing
from app.knowledge import service

Publish = Callable[[Actor, str, Mapping[str, str]], str]

CLIENT_FILE = "---\nclient: Nordbank\nmark: NB\ncolour: #0b6e4f\nlanguages: [en]\n---\nThe bank.\n"


@pytest.fixture
def publish() -> Publish:
    """Make files (path to text) the newest release of a part, and index it."""
    return publish_part


def publish_part(actor: Actor, part: str, files: Mapping[str, str]) -> str:
    """Return the id of the new release."""
    with writing(actor) as work:
        release = Release(id=new_id(), part=part, major=1, minor=_next_minor(), title=part, content_hash="x")
        work.session.add(release)
        work.session.flush()
        work.session.add_all(ReleaseFile(release_id=release.id, path=path, source=files[path]) for path in files)
        newest = work.session.get(NewestRelease, (actor.client_id, part)) or NewestRelease(part=part)
        newest.release_id = release.id
        work.session.add(newest)
        work.session.flush()
        service.index_newest(actor, part)
        work.record("release.published", release.id)
    return release.id


_minors = iter(range(1_000_000))


def _next_minor() -> int:
    return next(_minors)
