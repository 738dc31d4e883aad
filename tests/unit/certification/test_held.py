"""Which certificate answers for a course: one of it in any language, until it expires."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.certification.held import CertificateFacts, answers_for, is_of
from tests.unit.reports.test_standings import DAY, NOW, certificate

BASICS = "centre/basics"
HELD = replace(certificate(NOW - DAY, None), client_id="centre", course="basics")
CASES = [
    ("of the course", HELD, True),
    ("of a translation", replace(HELD, course="basics-pl", translates="basics"), True),
    ("of another course", replace(HELD, course="returns"), False),
    ("of another client's", replace(HELD, client_id="nordbank"), False),
    ("until tomorrow", replace(HELD, expires_at=NOW + DAY), True),
    ("that ends this moment", replace(HELD, expires_at=NOW), False),
]


@pytest.mark.parametrize(("held", "answers"), [case[1:] for case in CASES], ids=[str(case[0]) for case in CASES])
def test_which_certificate_answers_for_a_course(held: CertificateFacts, answers: bool) -> None:
    assert answers_for(held, BASICS, NOW) is answers


def test_one_that_has_expired_is_of_its_course_still() -> None:
    assert is_of(replace(HELD, expires_at=NOW - DAY), BASICS)
