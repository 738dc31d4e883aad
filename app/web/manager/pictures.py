"""Cleared over time, as the chart of the manager's start page draws it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import format_date
from flask_babel import gettext as _

from app.reports.over_time import ClearedOn


@dataclass(frozen=True, slots=True)
class Picture:
    """What `line_chart` takes: the names along the foot, the lines, and the top of the scale, a multiple of four."""

    title: str
    times: list[str]
    series: list[dict[str, object]]
    most: int


def over_time_picture(found: Sequence[ClearedOn], *, is_for_calls: bool) -> Picture | None:
    """Return the picture of some days; None where there was nobody to clear on any of them."""
    highest = max((one.count.total for one in found), default=0)
    if not highest:
        return None
    title = _("Cleared, over the last 12 weeks") if is_for_calls else _("Certified, over the last 12 weeks")
    names = (_("Cleared"), _("Operators")) if is_for_calls else (_("Certified"), _("People"))
    values = ([one.count.cleared for one in found], [one.count.total for one in found])
    return Picture(
        str(title),
        [format_date(one.day, "d MMM", rebase=False) for one in found],
        [{"name": str(name), "values": numbers} for name, numbers in zip(names, values, strict=True)],
        4 * -(-highest // 4),
    )
