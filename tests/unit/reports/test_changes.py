"""Whom a line of the record is about, as the news read it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from app.reports.changes import change_of
from app.trail.models import TrailEntry

LINES = [
    ("enrolment.started", "e", {"person": 11}, 11, ()),
    ("person.created", "12", {"administrator": False}, 12, ()),
    ("class.joined", "autumn", {"people": [11, 12]}, None, (11, 12)),
    ("class.created", "autumn", {"people": [11]}, None, (11,)),
    ("team.created", "13", {}, None, ()),
]


@pytest.mark.parametrize(("action", "subject", "data", "about", "people"), LINES, ids=[line[0] for line in LINES])
def test_whom_a_line_is_about(
    action: str, subject: str, data: dict[str, Any], about: int | None, people: tuple[int, ...]
) -> None:
    row = TrailEntry(
        sequence=1,
        action=action,
        subject=subject,
        person_id=1,
        happened_at="2030-11-22T12:00:00+00:00",
        data=json.dumps(data),
    )
    found = change_of(row)
    assert (found.about, found.people, found.subject, found.by) == (about, people, subject, 1)
