"""Who answers questions, in words: named by what they are, never promised where nobody is."""

from __future__ import annotations

from collections.abc import Collection

from flask_babel import gettext as _

from app.people.permissions import Role
from app.web.people.words import roles_words


def reader_words(roles: Collection[Role]) -> str:
    """Say below the field of a question who will read it."""
    if not roles:
        return str(_("Whoever comes to answer sees it with your name. Other readers see it with the answer, without."))
    return str(
        _(
            "Who reads it, with your name: %(who)s. Other readers see it later with the answer, without.",
            who=roles_words(roles),
        )
    )


def asked_words(roles: Collection[Role], *, answers: bool) -> str:
    """Say that a question was asked, and what comes of it; `answers`: the asker is one who answers."""
    if not roles and answers:
        return str(_("Your question is kept. Nobody but you answers questions here."))
    if not roles:
        return str(
            _("Your question is kept until somebody is here who answers. Ask your team leader or supervisor meanwhile.")
        )
    return str(
        _(
            "Your question is sent. Who answers it: %(who)s. The answer comes to your start page.",
            who=roles_words(roles),
        )
    )
