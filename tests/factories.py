"""A named cast of test people, with an outsider, and the clients they work for.

olga    operator, Nordbank and the centre      sven    supervisor, Nordbank and the centre
tara    trainer, Nordbank and the centre       mira    manager, Nordbank and the centre
ada     auditor, Nordbank's own person         omar    operator, Nordbank and the centre, in Sven's team
otto    operator of Fenwick Lane only: the outsider; audrey is Fenwick Lane's auditor
root    administrator, member of nothing
"""

from __future__ import annotations

from dataclasses import dataclass, field

from argon2 import PasswordHasher

from app.content.documents import ClientDocument
from app.content.kinds import Kind, Training
from app.kernel.actor import Actor
from app.kernel.scope import Scope
from app.people import queries, service
from app.people.permissions import EVERYTHING, Role, Side

PASSWORD = "correct horse battery"
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
"""Signing in takes as long as the hash says; this one costs the tests next to nothing."""
CENTRE, NORDBANK, FENWICK = "centre", "nordbank", "fenwick-lane"

CAST: dict[str, list[tuple[str, Role, Side]]] = {
    "olga": [(CENTRE, Role.OPERATOR, Side.CENTRE), (NORDBANK, Role.OPERATOR, Side.CENTRE)],
    "omar": [(CENTRE, Role.OPERATOR, Side.CENTRE), (NORDBANK, Role.OPERATOR, Side.CENTRE)],
    "sven": [(CENTRE, Role.OPERATOR, Side.CENTRE), (NORDBANK, Role.SUPERVISOR, Side.CENTRE)],
    "sara": [(CENTRE, Role.OPERATOR, Side.CENTRE), (NORDBANK, Role.SUPERVISOR, Side.CENTRE)],
    "tara": [(CENTRE, Role.TRAINER, Side.CENTRE), (NORDBANK, Role.TRAINER, Side.CENTRE)],
    "mira": [(CENTRE, Role.MANAGER, Side.CENTRE), (NORDBANK, Role.MANAGER, Side.CENTRE)],
    "ada": [(NORDBANK, Role.AUDITOR, Side.CLIENT)],
    "otto": [(FENWICK, Role.OPERATOR, Side.CENTRE)],
    "audrey": [(FENWICK, Role.AUDITOR, Side.CLIENT)],
    "root": [],
}


@dataclass
class World:
    """The numbers of the cast by first name."""

    people: dict[str, int] = field(default_factory=dict)

    def actor(self, name: str, client_id: str = NORDBANK) -> Actor:
        """Return one of the cast as an actor for a client they belong to."""
        found = queries.find_actor(self.people[name], client_id)
        assert found, f"{name} has no membership at {client_id}"
        return found[0]

    def system(self, client_id: str = NORDBANK) -> Actor:
        """Return the program itself inside a client."""
        return queries.system_actor(client_id)


def client_document(client_id: str, title: str, *, centre: bool = False) -> ClientDocument:
    """Return a small client.md, parsed."""
    return ClientDocument(
        path=f"{client_id}/client.md",
        name="client",
        kind=Kind.CLIENT,
        title=title,
        mark=title[:2].upper(),
        colour="#0b6e4f",
        languages=("en",),
        training=Training.CENTRE,
        centre=centre,
    )


def make_world() -> World:
    """Create the clients and the cast on an empty database."""
    world = World()
    for client_id, title in ((CENTRE, "Centre"), (NORDBANK, "Nordbank"), (FENWICK, "Fenwick Lane")):
        actor = Actor(person_id=None, scope=Scope(client_id, CENTRE), permissions=EVERYTHING)
        service.save_client(actor, client_id, client_document(client_id, title, centre=client_id == CENTRE))
    nobody = Actor(person_id=None, scope=None, permissions=EVERYTHING)
    hashed = QUICK.hash(PASSWORD)
    for name, memberships in CAST.items():
        number = service.create_person(
            nobody,
            name=f"{name.title()} Test",
            sign_in_name=f"{name}@example.test",
            password_hash=hashed,
            administrator=name == "root",
        )
        world.people[name] = number
        for client_id, role, side in memberships:
            service.add_membership(queries.system_actor(client_id), number, role, side)
    return world


def find_world() -> World:
    """Return the cast that already lives in the database."""
    return World({name: queries.find_number(f"{name}@example.test") or 0 for name in CAST})
