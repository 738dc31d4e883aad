"""What somebody typed and the program did not take: kept in the page, and sent again when they say so.

A form is refused before it is read when its token is no longer valid, and when the sign-in has ended. What stood in it
is shown again, or carried through the sign-in page, in fields of that page: nothing is stored. Only a form of our own
pages is treated so. One that another site posted would otherwise get a valid token here, and its words our name.

At a shared desk the one before may leave a form behind for the next to send. So a form is sent again with one button
only by the person who was signed in when it was typed, only where it carries words of theirs (`carries_words`), and the
button's page says where it goes. Any other form is shown as text to copy.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from flask import current_app, request, session
from itsdangerous import BadData, URLSafeSerializer
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RoutingException

from app.web.ours import from_our_page, safe_next

WHOSE = "person"
"""In the session cookie: the number of who signed in, known when the sign-in has ended as well."""
_SECRETS = ("csrf_token", "password", "unsent")
"""A field whose name holds one of these is neither shown nor sent again."""
_MARK = "readyline_carries_words"
_NO_WORDS = re.compile(r"\s*|\d+|yes|[0-9a-z]{20}")
"""What stands in a form but says nothing to a reader: the numbers of what was ticked, the ids of things."""
View = TypeVar("View", bound=Callable[..., object])


def carries_words(view: View) -> View:
    """Mark a view whose form carries what somebody wrote at length: it may be sent again. Decisions never are."""
    setattr(view, _MARK, True)
    return view


@dataclass(frozen=True, slots=True)
class Unsent:
    """A form that was not taken: its address, a path of ours, its fields in order, and who was signed in, if known."""

    to: str
    fields: tuple[tuple[str, str], ...]
    person_id: int | None

    @property
    def words(self) -> tuple[tuple[str, str], ...]:
        """The fields that say something to whoever only has to send them again."""
        return tuple((name, value) for name, value in self.fields if not _NO_WORDS.fullmatch(value))

    def sealed(self) -> str:
        """Return it as text for a hidden field."""
        return str(_sealer().dumps([self.to, self.fields, self.person_id]))

    def is_of(self, person_id: int) -> bool:
        """Tell whether this person may have it: it is theirs, or nobody knows whose."""
        return self.person_id in (None, person_id)

    def may_be_sent_by(self, person_id: int | None) -> bool:
        """Tell whether a button may send it again in this person's name."""
        return person_id is not None and person_id == self.person_id and _takes_words(self.to)


def unsent() -> Unsent | None:
    """Return what the present request brought; None if nothing was typed, or not in a page of ours."""
    path = safe_next(request.full_path.rstrip("?"))
    fields = tuple(
        (name, value.replace("\0", ""))
        for name, value in request.form.items(multi=True)
        if not any(secret in name.casefold() for secret in _SECRETS)
    )
    if request.method != "POST" or path is None or not any(value.strip() for _, value in fields) or not from_our_page():
        return None
    return Unsent(path, fields, session.get(WHOSE))


def unsealed(text: str | None) -> Unsent | None:
    """Return what `sealed` made a text of; None for any other text."""
    if not text:
        return None
    try:
        to, fields, person_id = _sealer().loads(text)
    except BadData:
        return None
    return Unsent(to, tuple((name, value) for name, value in fields), person_id)


def _takes_words(to: str) -> bool:
    adapter = current_app.create_url_adapter(request)
    if adapter is None:
        return False
    try:
        endpoint, _ = adapter.match(to.partition("?")[0], method="POST")
    except (HTTPException, RoutingException):
        return False
    return bool(getattr(current_app.view_functions[endpoint], _MARK, False))


def _sealer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="unsent")
