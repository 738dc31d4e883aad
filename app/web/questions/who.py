"""Who answers questions, in words: named by what they are, never promised where nobody is."""

from __future__ import annotations

from collections.abc import Collection

from flask_babel import gettext as _

from app.people.permissions import Role


def who_words(roles: Collection[Role]) -> str:
    """Return those roles that answer questions as people of a client call them: 'trainers, managers'."""
    names = {Role.TRAINER: _("trainers"), Role.MANAGER: _("managers")}
    return ", ".join(name for role, name in names.items() if role in roles)


def reader_words(roles: Collection[Role]) -> str:
    """Say below the field of a question who will read it."""
    if not roles:
        return str(_("Whoever comes to answer sees it with your name. Other readers see it with the answer, without."))
    return str(
        _(
            "Who reads it, with your name: %(who)s. Other readers see it later with the answer, without.",
            who=who_words(roles),
        )
    )


def asked_words(roles: Collection[Role]) -> str:
    """Say that a question was asked, and what comes of it."""
    if not roles:
        return str(
            _("Your question is kept until somebody is here who answers. Ask your team leader or supervisor meanwhile.")
        )
    return str(
        _("Your question is sent. Who answers it: %(who)s. The answer comes to your start page.", who=who_words(roles))
    )
