"""Creating people: what is refused before it can break their pages."""

from __future__ import annotations

import pytest

from app.kernel.errors import InvalidError
from app.kernel.work import writing
from app.people import service
from tests.factories import PASSWORD, World

UNFIT = ("Factory", "localtime", "posixrules", "right/Europe/Warsaw", "posix/UTC", "europe/warsaw")
"""Files of time zones that some machines have and no page can show."""


@pytest.mark.parametrize("time_zone", ["Not/AZone", "", "Europe", "../etc/passwd", "a\0b", *UNFIT])
def test_a_person_lives_in_a_time_zone_that_exists(world: World, time_zone: str) -> None:
    with pytest.raises(InvalidError):
        service.create_person(world.system(), name="Zoe", sign_in_name="zoe", time_zone=time_zone)


def test_nobody_waits_while_a_password_is_made_into_its_hash(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def hash_slowly(_password: str) -> str:
        with writing(world.system()):  # refused inside the installation's unit of work
            return "a hash"

    monkeypatch.setattr(service, "hash_password", hash_slowly)
    assert service.create_person(world.system(), name="Zoe", sign_in_name="zoe", password=PASSWORD)
