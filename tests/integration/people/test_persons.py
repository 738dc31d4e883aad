"""Creating people: what is refused before it can break their pages."""

from __future__ import annotations

import pytest

from app.kernel.errors import InvalidError
from app.people import service
from tests.factories import World

UNFIT = ("Factory", "localtime", "posixrules", "right/Europe/Warsaw", "posix/UTC", "europe/warsaw")
"""Files of time zones that some machines have and no page can show."""


@pytest.mark.parametrize("time_zone", ["Not/AZone", "", "Europe", "../etc/passwd", "a\0b", *UNFIT])
def test_a_person_lives_in_a_time_zone_that_exists(world: World, time_zone: str) -> None:
    with pytest.raises(InvalidError):
        service.create_person(world.system(), name="Zoe", sign_in_name="zoe", time_zone=time_zone)
