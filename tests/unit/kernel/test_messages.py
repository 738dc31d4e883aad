"""Values of a message that are messages themselves are translated with it."""

from __future__ import annotations

from app.kernel.errors import RefusedError
from app.kernel.messages import Word, filled

POLISH = {"Ask a %(role)s of %(roles)s.": "Pyta %(role)s z %(roles)s.", "trainer": "trener", "manager": "menedżer"}


def polish(text: str) -> str:
    return POLISH.get(text, text)


def test_words_are_translated_and_other_values_stay() -> None:
    message = "Ask a %(role)s of %(roles)s."
    roles = (Word("trainer"), Word("manager"))
    assert filled(message, {"role": Word("trainer"), "roles": roles}, polish) == "Pyta trener z trener, menedżer."
    assert filled(message, {"role": "trainer", "roles": 2}, polish) == "Pyta trainer z 2."


def test_a_message_without_values_may_hold_a_per_cent_sign() -> None:
    assert filled("80% is enough", {}, polish) == "80% is enough"


def test_a_refusal_speaks_the_readers_language() -> None:
    refusal = RefusedError("Ask a %(role)s of %(roles)s.", role=Word("trainer"), roles=(Word("manager"),))
    assert str(refusal) == "Ask a trainer of manager."
    assert refusal.text(polish) == "Pyta trener z menedżer."
