"""Looks at an import, and carries it out: all rows in one transaction of the client, or none."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError, OperationalError

from app.kernel.actor import Actor
from app.kernel.errors import RefusedError
from app.kernel.messages import N_
from app.kernel.scope import Scope
from app.kernel.work import Work, writing
from app.people.importing.facts import Fate, Plan
from app.people.importing.fates import plan
from app.people.importing.knowing import chunks, know, names_in
from app.people.importing.rows import Table
from app.people.importing.writing import give_roles, write
from app.people.leaving import sign_out_leaver
from app.people.links import end_outgrown_links
from app.people.models import Client, Membership, Person
from app.people.permissions import Permission, Role, Side
from app.people.power import Held

CHANGED_MEANWHILE = N_(
    "Something has changed since this preview was made, and nothing was written. Look at it as it is now."
)

BUSY = N_("Another file is being imported at this moment, perhaps by a second click. Wait a little, then look again.")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an import did: how many rows had each fate, and the numbers of those who were made.

    `wrote`: it was this call that wrote them; the second of two clicks finds all of it done.
    """

    counts: Mapping[Fate, int]
    made: tuple[int, ...]
    wrote: bool


def preview(actor: Actor, table: Table, time_zone: str = "") -> Plan:
    """Return what an import would do now. Writes nothing.

    `time_zone` (an IANA name) is that of new people whose row names none; empty for the importer's own.
    """
    actor.check(Permission.MAKE_PEOPLE)
    return plan(table.wishes, know(actor, table.wishes, time_zone))


def _tell_nobody(_outcome: Outcome) -> None:
    """Leave it at the answer of `carry_out`."""


def carry_out(
    actor: Actor, table: Table, digest: str, tell: Callable[[Outcome], None] = _tell_nobody, time_zone: str = ""
) -> Outcome:
    """Do what the preview with this digest said, in one transaction; two imports of one client wait for each other.

    `tell` hears what was done right after the commit, before those who waited for it find everything done.
    `time_zone` is that of the preview.

    Raises RefusedError if it is not what would be done now, a row is refused, or somebody else has been writing for too
    long; nothing is written then. A file that has nothing left to change is done: the second of two clicks.
    """
    actor.check(Permission.MAKE_PEOPLE)
    made: list[int] = []
    try:
        with writing(actor) as work:
            _take_turn(work, names_in(table.wishes))
            agreed = preview(actor, table, time_zone)
            wrote = not all(row.is_done for row in agreed.rows)
            if wrote:
                made = _write(work, agreed, digest)
            outcome = Outcome(agreed.counts, tuple(made), wrote)
            work.after_commit(lambda: tell(outcome))
    except IntegrityError:  # somebody else made the same person, team or role in this very moment
        raise RefusedError(CHANGED_MEANWHILE) from None
    except OperationalError as problem:
        if getattr(problem.orig, "sqlite_errorname", "") != "SQLITE_BUSY":
            raise
        raise RefusedError(BUSY) from None  # SQLite lets one write at a time, and waits for ten seconds
    _join_centre(actor, [row.sign_in_name for row in agreed.rows if row.joins_centre])
    for row in agreed.rows:
        if row.leaves and row.person_id is not None:
            sign_out_leaver(actor, row.person_id)
    return outcome


def _write(work: Work, agreed: Plan, digest: str) -> list[int]:
    """Write a plan that is the one of the preview; return the numbers of those who were made."""
    if agreed.digest != digest or not agreed.can_be_written:
        raise RefusedError(CHANGED_MEANWHILE)
    made = write(work, agreed)
    counts = {fate.value: count for fate, count in agreed.counts.items()}
    work.record("people.imported", work.actor.client_id, rows=counts)
    return made


def _take_turn(work: Work, names: list[str]) -> None:
    """Let another import of this client, and whoever writes about the same people, wait until the commit."""
    work.session.get(Client, work.actor.client_id, with_for_update={"key_share": True})
    _hold(work, names)


def _hold(work: Work, names: Sequence[str]) -> list[int]:
    """Hold whoever signs in by these names until the commit; return their numbers."""
    numbers: list[int] = []
    for chunk in chunks(names):
        held = select(Person.id).where(Person.sign_in_name.in_(chunk)).order_by(Person.id).with_for_update()
        numbers.extend(work.session.scalars(held))
    return numbers


def _join_centre(actor: Actor, names: Sequence[str]) -> None:
    """Whoever works for a client on the centre's side belongs to the centre: its own chain says so.

    A transaction of the centre's own, after the import's; should the machine stop in between, the same file again
    finds what is lacking.
    """
    centre = actor.scope.centre_id if actor.scope else None
    if centre is None or not names:
        return
    with writing(Actor(person_id=actor.person_id, scope=Scope(centre, centre))) as work:
        wanted = _hold(work, names)
        held = set(
            work.session.scalars(
                select(Membership.person_id).where(
                    Membership.client_id == centre, Membership.person_id.in_(wanted), Membership.ended_at.is_(None)
                )
            )
        )
        as_everybody = Held(Role.OPERATOR, Side.CENTRE)
        joining = [number for number in wanted if number not in held]
        give_roles(work, [(number, as_everybody) for number in joining])
        end_outgrown_links(work, joining)
