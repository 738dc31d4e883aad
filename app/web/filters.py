"""The filters in force on a list, in words, as `_components/filters.html` shows them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from flask_babel import gettext as _

Shown = tuple[str, str, str, Mapping[str, str]]
"""A filter: its name and value in the address, what it is called, and the words of every value that it may have."""


def in_force(shown: Iterable[Shown]) -> list[dict[str, str]]:
    """Return those that are set, in words; a value that nothing has is not repeated, the chip says so instead."""
    return [
        {"name": name, "value": value, "label": f"{label}: {words[value]}" if value in words else nothing_has(label)}
        for name, value, label, words in shown
        if value
    ]


def nothing_has(label: str) -> str:
    """Return the chip of a filter whose value nothing on this page has: an old address, or one typed by hand."""
    return str(_("%(filter)s: nothing has this filter", filter=label))


def team_words(teams: Mapping[str, str], wanted: str) -> dict[str, str]:
    """Return the words of teams by id, and a part of a team's name, as typed, as its own."""
    is_part = any(wanted.casefold() in title.casefold() for title in teams.values())
    return {**({wanted: wanted} if is_part else {}), **teams}
