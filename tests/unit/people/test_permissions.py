"""What each role may do, where more than one role decides how the centre works."""

from __future__ import annotations

import pytest

from app.people.permissions import ALLOWED, Permission, Role, roles_with

LEARNERS = {Role.OPERATOR, Role.TEAM_LEADER, Role.SUPERVISOR}


@pytest.mark.parametrize(
    ("permission", "roles"),
    [
        (Permission.ASK, LEARNERS),
        (Permission.ANSWER, {Role.TRAINER, Role.MANAGER}),
        (Permission.WRITE_NEWS, {Role.TRAINER, Role.MANAGER}),
        (Permission.PUBLISH, {Role.TRAINER}),
        (Permission.MAKE_PEOPLE, {Role.MANAGER}),
        (Permission.RENEW_PASSWORDS, {Role.SUPERVISOR, Role.MANAGER}),
        (Permission.VERIFY_TRAIL, {Role.MANAGER, Role.AUDITOR}),
    ],
)
def test_which_roles_may(permission: Permission, roles: set[Role]) -> None:
    assert roles_with(permission) == roles


def test_who_answers_questions_may_know_who_everybody_is() -> None:
    """An answer shows its asker: nobody learns of people by it whom they would not see otherwise."""
    assert all(Permission.SEE_EVERYBODY in ALLOWED[role] for role in roles_with(Permission.ANSWER))


def test_an_auditor_changes_nothing() -> None:
    assert ALLOWED[Role.AUDITOR] == {Permission.READ, Permission.SEE_EVERYBODY, Permission.VERIFY_TRAIL}
