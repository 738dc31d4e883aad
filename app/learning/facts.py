"""What learning tells other rooms: plain facts, never rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from app.authoring.queries import CourseContent
from app.content.documents import ModuleDocument
from app.learning.rules import ModuleState


@dataclass(frozen=True, slots=True)
class EnrolmentFacts:
    """A person, a course and a due date. `release_id` is the release that was newest when it began.

    The due date was set to this one at `changed_at`, for a `reason`; None and '' for that of the beginning. `set_by` is
    who did that, or enrolled the person: None for the program.
    """

    id: str
    person_id: int
    course: str
    release_id: str
    started_at: datetime
    due_at: datetime | None
    changed_at: datetime | None = None
    reason: str = ""
    set_by: int | None = None


@dataclass(frozen=True, slots=True)
class Completion:
    """A completed module: on which release, and when."""

    release_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """The last answer to a check, as data, and the share (0 to 1) of the points that it earned."""

    answer: object
    share: float
    at: datetime


@dataclass(frozen=True, slots=True)
class Prerequisite:
    """A course that comes before. `address` is `client/course`; `title` the course's, else the address."""

    address: str
    title: str
    done: bool


@dataclass(frozen=True, slots=True)
class ModuleProgress:
    """How far a person has come in one module. `continue_at` is the anchor of the section to go on with."""

    module: ModuleDocument
    state: ModuleState
    reached: frozenset[str]
    answers: Mapping[str, GivenAnswer]
    completion: Completion | None
    continue_at: str

    @property
    def is_open(self) -> bool:
        """Whether the person may read the module now."""
        return self.state is not ModuleState.LOCKED


@dataclass(frozen=True, slots=True)
class CourseProgress:
    """How far a person has come in a course, on its newest release. Without an enrolment everything may be read and
    nothing is kept."""

    content: CourseContent
    enrolment: EnrolmentFacts | None
    prerequisites: tuple[Prerequisite, ...]
    modules: tuple[ModuleProgress, ...]

    @property
    def waits_for_another(self) -> bool:
        """Whether a course that comes before is missing; nothing of this one was begun then."""
        return not all(prerequisite.done for prerequisite in self.prerequisites)

    @property
    def next_module(self) -> ModuleProgress | None:
        """The module to go on with, or None when all are complete or a course that comes before is missing."""
        unfinished = (each for each in self.modules if each.state in (ModuleState.IN_PROGRESS, ModuleState.OPEN))
        return next(unfinished, None)

    @property
    def modules_done(self) -> int:
        """How many modules are complete."""
        return sum(each.state is ModuleState.DONE for each in self.modules)

    def find_module(self, name: str) -> ModuleProgress | None:
        """Return how far the person has come in the module of this name, or None if there is none."""
        return next((each for each in self.modules if each.module.name == name), None)
