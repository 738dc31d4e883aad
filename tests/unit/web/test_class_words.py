"""Which class a trainer's start page shows."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from app.people.arrivals import Named
from app.reports.classroom import Group
from app.web.author.class_words import chosen

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
ME, OTHER = 1, 2


def group(name: str, days: int, trainer: int = ME) -> Group:
    return Group(name, name, trainer, NOW + timedelta(days=days), Named())


@pytest.mark.parametrize(
    ("groups", "wanted", "shown"),
    [
        ([group("next", 1), group("running", -20), group("older", -50)], "", "running"),
        ([group("next", 1), group("running", -20)], "next", "next"),
        ([group("theirs", -1, OTHER), group("mine", -30)], "", "mine"),
        ([group("theirs", -1, OTHER)], "", "theirs"),
        ([group("later", 30), group("soon", 1)], "", "soon"),
        ([], "", None),
    ],
)
def test_the_class_under_way_is_shown_unless_another_is_named(
    groups: list[Group], wanted: str, shown: str | None
) -> None:
    found = chosen(groups, wanted, ME, NOW)
    assert (found.id if found else None) == shown
