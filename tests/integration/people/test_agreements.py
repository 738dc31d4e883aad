"""Accepting an agreement."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from sqlalchemy import func, select

from app.kernel.work import reading
from app.people import service
from app.people.models import AgreementAcceptance
from app.trail import service as trail
from tests.factories import World


def test_accepting_in_four_tabs_at_once_is_accepting_once(world: World) -> None:
    olga = world.actor("olga")
    before, _ = trail.head(world.system())
    gate = Barrier(4)

    def accept(_tab: int) -> None:
        gate.wait()
        service.accept_agreement(olga, "confidentiality", "release")

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(accept, range(4)))
    with reading(olga) as session:
        assert session.scalar(select(func.count()).select_from(AgreementAcceptance)) == 1
    assert trail.head(world.system())[0] == before + 1
