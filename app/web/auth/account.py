"""How Flask-Login knows a person: by the token of a sign-in that is a row and can be ended."""

from __future__ import annotations

from flask_login import UserMixin

from app.extensions import login_manager
from app.people import sign_in
from app.people.sign_in import SignedIn


class Account(UserMixin):
    """A signed-in person; what the session cookie carries is the token."""

    def __init__(self, token: str, person: SignedIn) -> None:
        self.token = token
        self.person = person

    def get_id(self) -> str:
        """Return the token, which Flask-Login puts into the signed cookie."""
        return self.token


@login_manager.user_loader
def load_account(token: str) -> Account | None:
    """Return the account behind a token, or None once the sign-in has ended."""
    person = sign_in.find_signed_in(token)
    return Account(token, person) if person else None
