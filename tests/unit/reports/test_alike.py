"""What was done for many people at once is told as one, and nothing of it is lost."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from app.reports.acts import OF_ONE_SUBJECT, OWN, TOLD_TOGETHER
from app.reports.alike import Alike, newest_told, told_together
from app.reports.changes import Change
from tests.unit.reports.test_standings import DAY, NOW

TARA, MIRA = 1, 2


def change(ago: int, action: str, by: int | None, about: int | None, **data: Any) -> Change:
    """Return a change `ago` minutes before NOW."""
    at = NOW - ago * DAY / 1440
    subject, people = data.pop("subject", ""), data.pop("people", ())
    return Change(10_000 - ago, at, action, by, about, data, subject, people)


def enrolled(ago: int, about: int, by: int = TARA, course: str = "cards") -> Change:
    return change(ago, "enrolment.started", by, about, course=course)


def joined(ago: int, *people: int, by: int = TARA, group: str = "autumn") -> Change:
    return change(ago, "class.joined", by, None, subject=group, people=people)


CASES = [
    ("thirty at once", [enrolled(one, 100 + one) for one in range(30)], [30]),
    ("by two people", [enrolled(0, 11), enrolled(1, 12, by=MIRA), enrolled(2, 13)], [2, 1]),
    ("in two courses", [enrolled(0, 11), enrolled(1, 12, course="returns"), enrolled(2, 13)], [2, 1]),
    ("on two days", [enrolled(0, 11), enrolled(1440, 12)], [1, 1]),
    ("the same person again", [enrolled(0, 11), enrolled(1, 12), enrolled(2, 11), enrolled(3, 13)], [2, 2]),
    ("something else between", [enrolled(0, 11), change(1, "team.created", TARA, None), enrolled(2, 12)], [2, 1]),
    (
        "what nobody tells together",
        [change(0, "call.finished", TARA, 11), change(1, "call.finished", TARA, 12)],
        [1, 1],
    ),
    ("people put into a class one by one and several at once", [joined(0, 11), joined(1, 12, 13)], [2]),
    ("one of them again", [joined(0, 11, 12), joined(1, 13), joined(2, 12, 14)], [2, 1]),
    ("put into a class by two people", [joined(0, 11), joined(1, 12, by=MIRA)], [1, 1]),
    (
        "what people do themselves",
        [change(0, "module.completed", 11, None, module="m"), change(1, "module.completed", 12, None, module="m")],
        [2],
    ),
]


def day_of(moment: datetime) -> date:
    return moment.date()


@pytest.mark.parametrize(("changes", "sizes"), [case[1:] for case in CASES], ids=[str(case[0]) for case in CASES])
def test_what_is_told_together(changes: list[Change], sizes: list[int]) -> None:
    found = told_together(changes, day_of)
    assert [len(one.changes) for one in found] == sizes
    assert sorted(one.sequence for alike in found for one in alike.changes) == sorted(one.sequence for one in changes)
    moments = [alike.newest.at for alike in found]
    assert moments == sorted(moments, reverse=True)


def test_it_stands_where_its_newest_change_stood() -> None:
    [found] = told_together([enrolled(0, 11), enrolled(9, 12)], day_of)
    assert (found.newest, found.oldest) == (enrolled(0, 11), enrolled(9, 12))
    assert found == Alike((enrolled(0, 11), enrolled(9, 12)))
    assert found.people == (11, 12)
    assert Alike((joined(0, 11), joined(1, 12, 13))).people == (11, 12, 13)


@pytest.mark.parametrize(
    ("action", "field"),
    [(action, field) for action, fields in TOLD_TOGETHER.items() for field in fields]
    + [(action, "subject") for action in OF_ONE_SUBJECT],
)
def test_what_differs_in_what_is_said_of_it_is_told_apart(action: str, field: str) -> None:
    def sizes(**other: str) -> list[int]:
        """How a change of one person and that of another, which says something else, are told."""
        whom = [(11, None), (12, None)] if action in OWN else [(TARA, 11), (TARA, 12)]
        same = dict.fromkeys(TOLD_TOGETHER[action], "same")
        changes = [change(ago, action, *whom[ago], **data) for ago, data in enumerate([same, same | other])]
        return [len(one.changes) for one in told_together(changes, day_of)]

    assert sizes() == [2]
    assert sizes(**{field: "other"}) == [1, 1]


@pytest.mark.parametrize(
    ("ago", "most", "looked_through", "incomplete"),
    [
        pytest.param([0, 1, 2], 9, 3, True, id="the record goes on, maybe on the day of the last one"),
        pytest.param([0, 1, 1440], 1, 3, False, id="of the last day nothing is told"),
        pytest.param([0, 1, 1440], 2, 3, True, id="of the last day something is told"),
        pytest.param([0, 1, 2], 9, 4, False, id="the record has no more"),
        pytest.param([], 9, 3, False, id="the record has nothing"),
    ],
)
def test_whether_something_may_be_missing_of_the_latest(
    ago: list[int], most: int, looked_through: int, incomplete: bool
) -> None:
    changes = [enrolled(one, 100 + one) for one in ago]
    told, may_be_missing = newest_told(changes, day_of, most, looked_through)
    assert told == told_together(changes, day_of)[:most]
    assert may_be_missing is incomplete
