"""What changed since an auditor's last visit: each kind by itself, however much there was of another."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.kernel import clock
from app.kernel.work import writing
from app.reports import since
from app.reports.since import ChangeKind, changes_since
from tests.factories import FENWICK, World


def record(world: World, action: str, count: int, client: str = "nordbank") -> None:
    with writing(world.system(client)) as work:
        for number in range(count):
            work.record(action, f"{action} {number}")


def test_much_of_one_kind_pushes_out_no_other(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(since, "MOST_LINES", 3)
    before = clock.now()
    with clock.at(before + timedelta(seconds=1)):
        record(world, "call.voided", 2)
        record(world, "certificate.issued", 1)
    with clock.at(before + timedelta(seconds=2)):
        record(world, "membership.started", 5)
        record(world, "membership.started", 4, FENWICK)
    found = changes_since(world.actor("ada"), before)
    assert found.counts == {ChangeKind.CERTIFICATES: 1, ChangeKind.PEOPLE: 5, ChangeKind.CALLS: 2}
    told = {kind: [change.subject for change in changes] for kind, changes in found.by_kind.items()}
    assert told == {
        ChangeKind.CERTIFICATES: ["certificate.issued 0"],
        ChangeKind.PEOPLE: ["membership.started 4", "membership.started 3", "membership.started 2"],
        ChangeKind.CALLS: ["call.voided 1", "call.voided 0"],
    }
    assert found.is_cut


def test_what_was_recorded_before_is_not_told(world: World) -> None:
    record(world, "certificate.issued", 1)
    with clock.at(clock.now() + timedelta(seconds=1)):
        found = changes_since(world.actor("ada"), clock.now())
    assert (found.by_kind, found.is_cut) == ({}, False)
