"""Which text a reader is shown."""

from __future__ import annotations

import pytest

from app.content.documents import AgreementDocument
from app.content.kinds import Kind
from app.content.translations import in_language, texts_of


def agreement(name: str, language: str, translates: str = "") -> AgreementDocument:
    """Return an agreement of Nordbank's."""
    path = f"nordbank/{name}.md"
    return AgreementDocument(path, name, Kind.AGREEMENT, name, language=language, translates=translates)


PROMISE = agreement("promise", "en")
POLISH = agreement("promise-pl", "pl", "promise.md")
RUSSIAN = agreement("promise-ru", "ru", "../nordbank/promise.md")
OTHER = agreement("other-el", "el", "other.md")


def test_the_texts_of_an_agreement_are_its_own_only() -> None:
    assert texts_of(PROMISE, [POLISH, OTHER, RUSSIAN]) == (PROMISE, POLISH, RUSSIAN)


@pytest.mark.parametrize(
    ("wanted", "shown"),
    [
        (("pl",), POLISH),
        (("ru", "pl"), RUSSIAN),
        (("el", "pl"), POLISH),
        (("el",), PROMISE),
        (("en",), PROMISE),
        (("",), PROMISE),
    ],
)
def test_the_first_wanted_language_that_there_is_else_the_original(
    wanted: tuple[str, ...], shown: AgreementDocument
) -> None:
    assert in_language((PROMISE, POLISH, RUSSIAN), *wanted) is shown
