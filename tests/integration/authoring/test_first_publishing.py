"""An administrator publishes a client that does not exist yet: in their name, once, and never what is there already."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from app.authoring import queries
from app.authoring.errors import AlreadyPublishedError
from app.authoring.media import MediaStore
from app.authoring.service import check_first, publish_first, unpublished
from app.kernel.actor import Actor
from app.kernel.errors import ForbiddenError
from app.people import queries as people
from app.people.permissions import InstallationPermission
from app.trail import service as trail
from tests.factories import World
from tests.folders import write_client


def test_of_two_at_one_moment_one_publishes_and_the_other_is_told(world: World, tmp_path: Path) -> None:
    root = Actor(world.people["root"], None, frozenset(InstallationPermission))
    store = MediaStore(tmp_path / "stored")
    write_client(tmp_path / "courses", "lindholm")

    def publish(_number: int) -> bool:
        try:
            publish_first(root, tmp_path / "courses", "lindholm", store)
        except AlreadyPublishedError:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(publish, range(2))) == [False, True]
    inside = people.system_actor("lindholm")
    assert {(one.number, one.published_by) for one in queries.releases(inside)} == {("1.0", root.person_id)}
    assert trail.verify(inside) is None


def test_it_is_for_administrators(world: World, tmp_path: Path) -> None:
    write_client(tmp_path / "courses", "lindholm")
    tara = world.actor("tara")
    for ask in (
        lambda actor, root: unpublished(actor, root, []),
        lambda actor, root: check_first(actor, root, "lindholm"),
    ):
        with pytest.raises(ForbiddenError):
            ask(tara, tmp_path / "courses")
