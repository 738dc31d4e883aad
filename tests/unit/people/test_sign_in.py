"""What a password is held against where a name is nobody's."""

from __future__ import annotations

from argon2 import PasswordHasher

from app.people.sign_in import _FITS_NOTHING


def test_a_name_that_nobody_has_costs_as_much_as_a_wrong_password() -> None:
    assert not PasswordHasher().check_needs_rehash(_FITS_NOTHING)
