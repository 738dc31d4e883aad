"""Whether the record holds: every chain there is, the installation's and each client's. No line of any is shown."""

from __future__ import annotations

from dataclasses import dataclass

from app.kernel.actor import Actor
from app.kernel.scope import Scope
from app.people import queries
from app.people.permissions import InstallationPermission
from app.people.queries import ClientFacts
from app.people.service import is_empty
from app.people.sign_in import INSTALLATION
from app.trail import service as trail
from app.trail.chain import Fault


@dataclass(frozen=True, slots=True)
class CheckedChain:
    """A chain that was checked just now: of a client, or (None) of the installation.

    `sequence` and `digest` are its head; `fault` is the first line that does not hold, None if all do.
    """

    client: ClientFacts | None
    sequence: int
    digest: str
    fault: Fault | None


def check_every_chain(actor: Actor) -> list[CheckedChain]:
    """Check every chain, the installation's first. For administrators; reads every line there is."""
    actor.check(InstallationPermission.ADMINISTER)
    return every_chain()


def every_chain() -> list[CheckedChain]:
    """Return the same for the program itself, as a command at the terminal asks it."""
    found = [_checked(None, INSTALLATION, may_be_empty=is_empty())]
    return found + [_checked(one, Actor(person_id=None, scope=Scope(one.id))) for one in queries.all_clients()]


def _checked(client: ClientFacts | None, reader: Actor, *, may_be_empty: bool = False) -> CheckedChain:
    checked = trail.check(reader, may_be_empty=may_be_empty)
    return CheckedChain(client, checked.sequence, checked.digest, checked.fault)
