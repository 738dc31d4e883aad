"""How Flask-Login knows a person: by the token of a sign-in that is a row and can be ended."""

from __future__ import annotations

from flask_login import UserMixin

from app.extensions import login_manager
from app.people import queries as people
from app.people.queries import Visitor


class Account(UserMixin):
    """A signed-in person with their clients; what the session cookie carries is the token."""

    def __init__(self, token: str, visitor: Visitor) -> None:
        self.token = token
        self.visitor = visitor
        self.person = visitor.person

    def get_id(self) -> str:
        """Return the token, which Flask-Login puts into the signed cookie."""
        return self.token


@login_manager.user_loader
def load_account(token: str) -> Account | None:
    """Return the account behind a token, or None once the sign-in has ended."""
    visitor = people.find_visitor(token)
    return Account(token, visitor) if visitor else None
