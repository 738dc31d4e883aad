"""The filters of the queue: what stands in the address, what can be chosen, what is in force. Nothing is asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from flask_babel import gettext as _

from app.assessment.calls.queue_queries import Waiting
from app.assessment.calls.queue_rules import Wanted
from app.web.call_words import channel_name, language_name
from app.web.filters import nothing_has

LONGEST = 100
"""Characters of a course, channel or language in the address."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A filter: its name and value in the address, and in words."""

    name: str
    value: str
    label: str


def wanted_in(values: Mapping[str, str]) -> Wanted:
    """Return which calls an address or a form asks for."""
    return Wanted(*(values.get(name, "")[:LONGEST] for name in ("course", "channel", "language")))


def filters_in_force(wanted: Wanted, titles: Mapping[str, str]) -> list[Choice]:
    """Return the filters that are set, in words; a value that nobody who waits has is not repeated."""
    known = {
        "course": wanted.course in titles,
        "channel": channel_name(wanted.channel) != wanted.channel,
        "language": language_name(wanted.language) != wanted.language,
    }
    kinds = {"course": _("Course"), "channel": _("Channel"), "language": _("Language")}
    named = _named(wanted.course, wanted.channel, wanted.language, titles)
    return [one if known[one.name] else replace(one, label=nothing_has(kinds[one.name])) for one in named if one.value]


def filter_choices(waiting: Sequence[Waiting], titles: Mapping[str, str], wanted: Wanted) -> list[Choice]:
    """Return what the queue can be narrowed to: whatever not all of those who wait have in common."""
    found: dict[tuple[str, str], Choice] = {}
    for one in waiting:
        for choice in _named(one.course, one.channel, one.language, titles):
            found[choice.name, choice.value] = choice
    several = [choice for choice in found.values() if sum(name == choice.name for name, _value in found) > 1]
    unset = {one.name for one in _named(wanted.course, wanted.channel, wanted.language, titles) if not one.value}
    return sorted((one for one in several if one.name in unset), key=lambda one: (one.name, one.label))


def _named(course: str, channel: str, language: str, titles: Mapping[str, str]) -> list[Choice]:
    return [
        Choice("course", course, _("Course: %(title)s", title=titles.get(course, course))),
        Choice("channel", channel, _("Channel: %(name)s", name=channel_name(channel))),
        Choice("language", language, _("Language: %(name)s", name=language_name(language))),
    ]
