"""What a button on somebody's page does: the act, then that page again, with what was done or why it was refused."""

from __future__ import annotations

from collections.abc import Callable

from flask import flash, redirect
from flask.typing import ResponseReturnValue

from app.kernel.errors import DeclinedError
from app.web.people.words import refusal_words


def acting(act: Callable[[], str], refused: Callable[[str], str], back: str) -> ResponseReturnValue:
    """Do `act` and lead to the address `back`, where the words that it returns say what was done.

    A refusal is answered with its status and the page that `refused` makes of its words.
    """
    try:
        words = act()
    except DeclinedError as refusal:
        return refused(refusal_words(refusal)), refusal.status
    flash(words, "done")
    return redirect(back)
