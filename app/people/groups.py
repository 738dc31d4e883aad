"""Reads about teams and classes, for the pages on which they are arranged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, or_, select

from app.kernel.actor import Actor
from app.kernel.errors import NotFoundError
from app.kernel.work import reading
from app.people import queries
from app.people.models import ClassMember, Team, TrainingClass
from app.people.permissions import Permission


@dataclass(frozen=True, slots=True)
class ClassFacts:
    """A class with the numbers of its people."""

    id: str
    title: str
    trainer_id: int
    starts_at: datetime
    members: tuple[int, ...]


def team_titles(actor: Actor) -> list[tuple[str, str]]:
    """Return (id, title) of the teams that the actor answers for, by title."""
    statement = select(Team.id, Team.title).order_by(Team.title)
    if not actor.may(Permission.SEE_EVERYBODY):
        statement = statement.where(or_(Team.leader_id == actor.number, Team.deputy_id == actor.number))
    with reading(actor) as session:
        return [(team_id, title) for team_id, title in session.execute(statement)]


def class_titles(actor: Actor) -> list[tuple[str, str]]:
    """Return (id, title) of the client's classes, the latest first."""
    statement = select(TrainingClass.id, TrainingClass.title).order_by(TrainingClass.starts_at.desc())
    with reading(actor) as session:
        return [(class_id, title) for class_id, title in session.execute(statement)]


def classes(actor: Actor) -> list[ClassFacts]:
    """List the client's classes, the latest first, with their people."""
    with reading(actor) as session:
        rows = session.execute(
            select(TrainingClass, ClassMember.person_id)
            .outerjoin(
                ClassMember,
                and_(ClassMember.client_id == TrainingClass.client_id, ClassMember.class_id == TrainingClass.id),
            )
            .order_by(TrainingClass.starts_at.desc(), TrainingClass.title)
        ).all()
    members: dict[str, list[int]] = {}
    found: dict[str, TrainingClass] = {}
    for group, number in rows:
        found[group.id] = group
        members.setdefault(group.id, []).extend([number] if number else [])
    return [
        ClassFacts(group.id, group.title, group.trainer_id, group.starts_at, tuple(members[group.id]))
        for group in found.values()
    ]


def get_class(actor: Actor, class_id: str) -> ClassFacts:
    """Return one of the client's classes. Raises NotFoundError."""
    found = next((group for group in classes(actor) if group.id == class_id), None)
    if found is None:
        raise NotFoundError()
    return found


def get_team(actor: Actor, team_id: str) -> queries.TeamFacts:
    """Return one of the client's teams that the actor answers for. Raises NotFoundError."""
    led_by = None if actor.may(Permission.SEE_EVERYBODY) else actor.number
    found = next((team for team in queries.teams(actor, led_by=led_by) if team.id == team_id), None)
    if found is None:
        raise NotFoundError()
    return found
