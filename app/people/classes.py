"""Making classes and putting people into them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.kernel.actor import Actor
from app.kernel.errors import InvalidError, NotFoundError
from app.kernel.messages import N_
from app.kernel.races import look_again_if_beaten
from app.kernel.work import Work, writing
from app.people import queries, service
from app.people.models import ClassMember, TrainingClass
from app.people.permissions import Permission, Role

TEACHERS = (Role.TRAINER, Role.SUPERVISOR, Role.MANAGER)
"""Who may have a class."""
TAKEN = N_("There is a class called %(title)s already.")


def make_class(actor: Actor, title: str, trainer_id: int, starts_at: datetime) -> str:
    """Create a class and return its id; of two clicks the second returns the class of the first.

    Raises InvalidError for a title that is taken or a trainer who cannot be one.
    """
    actor.check(Permission.ARRANGE_CLASSES)
    title = _fit(actor, title, trainer_id)
    return look_again_if_beaten(lambda: _make(actor, title, trainer_id, starts_at))


def _make(actor: Actor, title: str, trainer_id: int, starts_at: datetime) -> str:
    with writing(actor) as work:  # a page's reading began before the first of two clicks was done, and does not see it
        twin = work.session.scalar(select(TrainingClass).where(TrainingClass.title == title))
        if twin is None:
            return service.create_class(actor, title, trainer_id, starts_at)
        members = select(ClassMember.person_id).where(ClassMember.class_id == twin.id)
        if (twin.trainer_id, twin.starts_at) != (trainer_id, starts_at) or work.session.scalar(members.limit(1)):
            raise InvalidError(TAKEN, title=title)
        return twin.id


def change_class(actor: Actor, class_id: str, title: str, trainer_id: int, starts_at: datetime) -> None:
    """Rename a class, name another trainer or another first day. Raises as `make_class`, NotFoundError for none."""
    actor.check(Permission.ARRANGE_CLASSES)
    title = _fit(actor, title, trainer_id)
    try:
        with writing(actor) as work:
            group = _held(work, actor, class_id)
            if (group.title, group.trainer_id, group.starts_at) == (title, trainer_id, starts_at):
                return
            group.title, group.trainer_id, group.starts_at = title, trainer_id, starts_at
            work.session.flush()
            work.record("class.changed", class_id, trainer=trainer_id, starts=starts_at.isoformat())
    except IntegrityError:
        raise InvalidError(TAKEN, title=title) from None


def _fit(actor: Actor, title: str, trainer_id: int) -> str:
    title = " ".join(title.split())
    if not title:
        raise InvalidError(N_("Give the class a name."))
    person = queries.find_person(actor, trainer_id)
    if person is None or not person.roles & {role.value for role in TEACHERS}:
        raise InvalidError(N_("A class is taught by a trainer, a supervisor or a manager of this client."))
    return title


def join(actor: Actor, class_id: str, people: Iterable[int]) -> None:
    """Put people into a class; all or none. Who is in it already stays. Raises NotFoundError for who is not here."""
    actor.check(Permission.ARRANGE_CLASSES)
    numbers = sorted(set(people))
    with writing(actor) as work:
        service.hold_people(work, numbers)  # as whoever ends their last role does
        _held(work, actor, class_id)
        if len(queries.people(actor, only=numbers)) != len(numbers):
            raise NotFoundError()
        known = set(work.session.scalars(select(ClassMember.person_id).where(ClassMember.class_id == class_id)))
        new = [number for number in numbers if number not in known]
        work.session.add_all(ClassMember(class_id=class_id, person_id=number) for number in new)
        if new:
            work.record("class.joined", class_id, people=new)


def leave(actor: Actor, class_id: str, person_id: int) -> None:
    """Take a person out of a class, as one put into the wrong one. Who is not in it stays as they are."""
    actor.check(Permission.ARRANGE_CLASSES)
    with writing(actor) as work:
        _held(work, actor, class_id)
        row = work.session.scalar(
            select(ClassMember).where(ClassMember.class_id == class_id, ClassMember.person_id == person_id)
        )
        if row is not None:
            work.session.delete(row)
            work.record("class.left", class_id, person=person_id)


def _held(work: Work, actor: Actor, class_id: str) -> TrainingClass:
    """Return the class, held until the commit: a second click waits for the first."""
    group = work.session.get(TrainingClass, (actor.client_id, class_id), with_for_update=True)
    if group is None:
        raise NotFoundError()
    return group
