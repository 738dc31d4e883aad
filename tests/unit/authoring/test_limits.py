"""What is too long for the database is a problem before it is published."""

from __future__ import annotations

import pytest

from app.authoring.limits import of_files
from app.content.documents import AgreementDocument
from app.content.kinds import Kind


@pytest.mark.parametrize(
    ("language", "is_too_long"),
    [("en", False), ("sr-Latn-RS", False), ("en-abcdefgh-1234", False), ("en-abcdefgh-12345", True)],
)
def test_the_language_of_an_agreement(language: str, is_too_long: bool) -> None:
    agreement = AgreementDocument("nordbank/promise.md", "promise", Kind.AGREEMENT, "Promise", language=language)
    assert [str(problem) for problem in of_files([agreement]) if language in str(problem)] == (
        ["nordbank/promise.md:1:1: error: “en-abcdefgh-12345” is longer than 16 characters; shorten it"]
        if is_too_long
        else []
    )
