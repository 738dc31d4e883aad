"""What an import is decided on, and what is decided: people as they are known, rows with their fate. Pure."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from app.people.importing.rows import Earned, Said
from app.people.permissions import Role, Side
from app.people.power import Held

DETAILS = ("name", "language", "time_zone", "contact")


class Fate(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Somebody who signs in already, as far as the rules need it. `held` are their present roles for this client.

    `was_here`: they have, or had, a role for this client. `is_hidden`: they belong to other clients only, and nothing
    of them may be shown. `may_change`: the importer may change how they are called, once they belong here.
    `team`, `groups` and `certificates` (course to the day it was earned) are those of this client.
    """

    id: int
    name: str
    language: str
    time_zone: str
    contact: str
    held: frozenset[Held] = frozenset()
    was_here: bool = False
    is_hidden: bool = False
    is_of_centre: bool = False
    may_change: bool = False
    team: str = ""
    groups: frozenset[str] = frozenset()
    certificates: Mapping[str, date] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known when a file is looked at. `people` are by sign-in name; `teams`, `groups` and `courses` lead from
    their plain title to how they are kept (a course: its folder). `addresses` lead from an address of mail to those
    of this client who have it: names by sign-in name."""

    client: Collection[str]
    importer: int | None
    side: Side
    language: str
    time_zone: str
    today: date
    people: Mapping[str, KnownPerson]
    teams: Mapping[str, str]
    groups: Mapping[str, str]
    courses: Mapping[str, str]
    may_give: Collection[Held]
    leaders: Collection[Role]
    teachers: Collection[Role]
    may_arrange_teams: bool
    may_arrange_classes: bool
    may_bring_in: bool
    is_zone: Callable[[str], bool]
    addresses: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Planned:
    """A row with its fate. `gives`, `team`, `group`, `earned` and `changes` hold only what will be done."""

    number: int
    name: str
    sign_in_name: str
    fate: Fate
    says: tuple[Said, ...] = ()
    person_id: int | None = None
    changes: Mapping[str, str] = field(default_factory=dict)
    gives: Held | None = None
    team: str = ""
    group: str = ""
    earned: Earned | None = None
    joins_centre: bool = False
    leaves: bool = False

    @property
    def act(self) -> tuple[object, ...]:
        """All that tells what is done for this row from what is done for another, as plain values, quick to write."""
        return (
            self.number,
            self.name,
            self.sign_in_name,
            self.fate.value,
            self.person_id,
            sorted(self.changes.items()),
            (self.gives.role.value, self.gives.side.value) if self.gives else None,
            self.team,
            self.group,
            self.earned,
            self.joins_centre,
            self.leaves,
        )

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to do at this client."""
        asked = self.changes or self.gives or self.team or self.group or self.earned or self.leaves
        return self.fate is not Fate.REFUSED and not asked


@dataclass(frozen=True, slots=True)
class NewTeam:
    """A team that the file makes, and the sign-in name of who leads it."""

    title: str
    leader: str


@dataclass(frozen=True, slots=True)
class NewClass:
    """A class that the file makes, the sign-in name of its trainer, and its first day."""

    title: str
    trainer: str
    starts: date


@dataclass(frozen=True, slots=True)
class Plan:
    """The fate of every row, and what is made before them."""

    rows: tuple[Planned, ...]
    teams: tuple[NewTeam, ...] = ()
    groups: tuple[NewClass, ...] = ()

    @property
    def counts(self) -> Mapping[Fate, int]:
        """How many rows have each fate."""
        counted = Counter(row.fate for row in self.rows)
        return {fate: counted[fate] for fate in Fate}

    @property
    def can_be_written(self) -> bool:
        """Whether something changes and nothing is refused: all or nothing."""
        counts = self.counts
        return not counts[Fate.REFUSED] and bool(counts[Fate.NEW] + counts[Fate.CHANGED])

    @property
    def digest(self) -> str:
        """What tells this plan from another: the same file against the same people has the same."""
        acts = [row.act for row in self.rows]
        return hashlib.sha256(repr((acts, self.teams, self.groups)).encode()).hexdigest()
