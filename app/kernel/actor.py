"""Who is asking: the first argument of every service and every query."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.kernel.errors import ForbiddenError, WallBreachError
from app.kernel.scope import Scope


@dataclass(frozen=True, slots=True)
class Actor:
    """A person (or, with `person_id` None, the program itself) inside one scope.

    `scope` None is the installation: global rows only. `permissions` and `roles` hold the values of
    `app.people.permissions.Permission` and `Role`; `language` is a language code, `time_zone` an IANA name. `spoken`
    are the codes of the languages in which the person can act a caller; empty for all.
    """

    person_id: int | None
    scope: Scope | None
    permissions: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    side: str = "centre"
    name: str = field(default="", compare=False)
    language: str = "en"
    time_zone: str = "UTC"
    spoken: frozenset[str] = frozenset()

    @property
    def client_id(self) -> str:
        """The client of the scope; an installation actor has none and raises WallBreachError."""
        if self.scope is None:
            raise WallBreachError("this actor stands outside every client; give it a scope")
        return self.scope.client_id

    @property
    def number(self) -> int:
        """The person's number; the program itself has none and raises ForbiddenError."""
        if self.person_id is None:
            raise ForbiddenError()
        return self.person_id

    def may(self, permission: str) -> bool:
        """Tell whether `permission` is among those the actor holds here."""
        return permission in self.permissions

    def check(self, permission: str) -> None:
        """Raise ForbiddenError unless the actor holds `permission`."""
        if permission not in self.permissions:
            raise ForbiddenError()
