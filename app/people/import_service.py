"""Looks at an import, and carries it out: all rows in one transaction of the client, or none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.errors import RefusedError
from app.kernel.ids import new_id
from app.kernel.messages import N_
from app.kernel.scope import Scope
from app.kernel.work import Work, writing
from app.people import service
from app.people.import_facts import Fate, Plan
from app.people.import_knowing import chunks, know, names_in
from app.people.import_rows import Table
from app.people.import_writing import Writer
from app.people.importing import plan
from app.people.models import Client, Membership, Person
from app.people.permissions import Permission, Role, Side
from app.people.sign_in import end_every_login

CHANGED_MEANWHILE = N_(
    "Something has changed since this preview was made, and nothing was written. Look at it as it is now."
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an import did: how many rows had each fate, and the numbers of those who were made."""

    counts: Mapping[Fate, int]
    made: tuple[int, ...]


def preview(actor: Actor, table: Table) -> Plan:
    """Return what an import would do now. Writes nothing."""
    actor.check(Permission.MAKE_PEOPLE)
    return plan(table.wishes, know(actor, table.wishes))


def carry_out(actor: Actor, table: Table, digest: str) -> Outcome:
    """Do what the preview with this digest said, in one transaction; two imports of one client wait for each other.

    Raises RefusedError if it is not what would be done now, or a row is refused; nothing is written then. A file that
    has nothing left to change is done: the second of two clicks.
    """
    actor.check(Permission.MAKE_PEOPLE)
    try:
        with writing(actor) as work:
            _take_turn(work, names_in(table.wishes))
            agreed = preview(actor, table)
            if agreed.counts[Fate.UNCHANGED] == len(agreed.rows):
                return Outcome(agreed.counts, ())
            if agreed.digest != digest or not agreed.can_be_written:
                raise RefusedError(CHANGED_MEANWHILE)
            writer = Writer(work, agreed)
            writer.write()
            counts = {fate.value: count for fate, count in agreed.counts.items()}
            work.record("people.imported", actor.client_id, rows=counts)
    except IntegrityError:  # somebody else made the same person, team or role in this very moment
        raise RefusedError(CHANGED_MEANWHILE) from None
    _join_centre(actor, writer.to_centre)
    for number in writer.leavers:
        end_every_login(number, by=actor)
    return Outcome(agreed.counts, tuple(writer.made))


def _take_turn(work: Work, names: list[str]) -> None:
    """Let another import of this client, and whoever writes about the same people, wait until the commit."""
    work.session.get(Client, work.actor.client_id, with_for_update={"key_share": True})
    for chunk in chunks(names):
        held = select(Person.id).where(Person.sign_in_name.in_(chunk)).order_by(Person.id).with_for_update()
        work.session.scalars(held).all()


def _join_centre(actor: Actor, numbers: Iterable[int]) -> None:
    """Whoever works for a client on the centre's side belongs to the centre: its own chain says so.

    A transaction of the centre's own, after the import's; should the machine stop in between, the same file again
    finds what is lacking.
    """
    centre, wanted = actor.scope.centre_id if actor.scope else None, sorted(set(numbers))
    if centre is None or not wanted:
        return
    with writing(Actor(person_id=actor.person_id, scope=Scope(centre, centre))) as work:
        service.hold_people(work, wanted)
        held = set(
            work.session.scalars(
                select(Membership.person_id).where(
                    Membership.client_id == centre, Membership.person_id.in_(wanted), Membership.ended_at.is_(None)
                )
            )
        )
        for number in wanted:
            if number not in held:
                row = Membership(
                    id=new_id(),
                    client_id=centre,
                    person_id=number,
                    role=Role.OPERATOR.value,
                    side=Side.CENTRE.value,
                    started_at=clock.now(),
                )
                work.session.add(row)
                work.record("membership.started", row.id, person=number, role=row.role, side=row.side)
