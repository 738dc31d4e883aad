"""Changes of many people at once, told as one: who enrols a class of thirty does one thing, not thirty. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app.reports.acts import OF_ONE_SUBJECT, OWN, TOLD_TOGETHER
from app.reports.changes import Change


@dataclass(frozen=True, slots=True)
class Alike:
    """Changes that are told as one, the newest first; most are alone. Each is about other people."""

    changes: tuple[Change, ...]

    @property
    def newest(self) -> Change:
        """The change by which they stand in their place."""
        return self.changes[0]

    @property
    def oldest(self) -> Change:
        """The change that happened first."""
        return self.changes[-1]

    @property
    def people(self) -> tuple[int | None, ...]:
        """The numbers of the people whom the changes are about; None where one says nobody."""
        return tuple(person for change in self.changes for person in people_of(change))


def people_of(change: Change) -> tuple[int | None, ...]:
    """Return whom a change is about: who did it, where people do it themselves."""
    return change.people or (change.by if change.action in OWN else change.about,)


def told_together(changes: Iterable[Change], day_of: Callable[[datetime], date]) -> list[Alike]:
    """Return changes with those alike as one: the same act by the same doer on the same day (`day_of` says which).

    `changes` come newest first. All of them are in the answer, which is newest first by the newest change of each.
    Nobody stands twice in one: somebody's second change of a day begins another.
    """
    groups: list[list[Change]] = []
    latest: dict[tuple[object, ...], tuple[list[Change], set[int | None]]] = {}
    for change in changes:
        key, people = _key(change, day_of), people_of(change)
        group, named = latest.get(key, ([], set()))
        if not key or not group or not named.isdisjoint(people):
            group, named = [], set()
            groups.append(group)
            latest[key] = (group, named)
        group.append(change)
        named.update(people)
    return [Alike(tuple(group)) for group in groups]


def newest_told(
    changes: Sequence[Change], day_of: Callable[[datetime], date], most: int, looked_through: int
) -> tuple[list[Alike], bool]:
    """Return the newest `most` of changes, told together, and whether something may be missing of them.

    `changes` come newest first. If they are as many as were looked through, the record goes on before the last of them,
    and what happened on its day may have been done for more people than are among them.
    """
    told = told_together(changes, day_of)[:most]
    edge = day_of(changes[-1].at) if len(changes) == looked_through else None
    return told, edge is not None and any(day_of(alike.oldest.at) <= edge for alike in told)


def _key(change: Change, day_of: Callable[[datetime], date]) -> tuple[object, ...]:
    """Return what changes that are told together have in common; empty for one that is told alone."""
    same = TOLD_TOGETHER.get(change.action)
    if same is None or None in people_of(change):
        return ()
    doer = None if change.action in OWN else change.by
    subject = change.subject if change.action in OF_ONE_SUBJECT else None
    return (change.action, doer, day_of(change.at), subject, *(change.data.get(name) for name in same))
