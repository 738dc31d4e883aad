"""What of a release can be found."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from app.authoring.contents import build
from app.authoring.queries import SHARED_PART, ReleaseFacts
from app.knowledge.collecting import entries_of

COURSE = "---\ncourse: Card line\nline: cards\nlanguage: pl\n---\nWelcome.\n"
MODULE = """---
module: Verify the caller
---
Before we *begin*.

## Two factors, always
asked as: who am I; no questions please

Ask before you open the [account](#check-yourself).

| a | b |
|---|---|
| one | two |

## Check yourself
### When may you name the balance?
id: balance-01
- (x) After two factors
  > Right.
- ( ) Never
> Policy **4.2**.

### Nothing explained?
id: nothing-01
- (x) Yes
- ( ) No
"""
ARTICLE = "---\narticle: Cards\nlanguage: ru\n---\n## Код\nТекст\x07 здесь.\n"
CLIENT = "---\nclient: Nordbank\nmark: NB\ncolour: #0b6e4f\nlanguages: [en]\n---\nThe bank.\n"


def facts(part: str) -> ReleaseFacts:
    return ReleaseFacts("r", part, 1, 0, part, datetime(2026, 1, 1, tzinfo=UTC), None, "")


def test_a_course_gives_its_introductions_sections_and_explanations() -> None:
    files = {"nordbank/card-line/course.md": COURSE, "nordbank/card-line/01-verify-the-caller.md": MODULE}
    introduction, section, check = entries_of(build(facts("card-line"), files, {}))
    address = "nordbank/card-line/verify-the-caller"
    assert (introduction.address, introduction.kind, introduction.text) == (address, "introduction", "Before we begin.")
    assert (section.address, section.kind) == (f"{address}#two-factors-always", "section")
    assert section.context == "Verify the caller · Card line"
    assert section.language == "pl"
    assert section.asked_as == ("who am I", "no questions please")
    assert section.text == "Ask before you open the account.\na | b\none | two"
    assert (check.address, check.kind) == (f"{address}#check-yourself", "check")
    assert check.text == "When may you name the balance?\nPolicy 4.2."


def test_articles_have_their_own_language_and_no_control_characters() -> None:
    files = {"nordbank/client.md": CLIENT, "nordbank/kb/cards.md": ARTICLE}
    (entry,) = entries_of(build(facts(SHARED_PART), files, {}))
    assert (entry.address, entry.kind, entry.language) == ("nordbank/kb/cards#код", "article", "ru")
    assert (entry.title, entry.context, entry.text) == ("Код", "Cards", "Текст здесь.")


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("| Code | Meaning |\n|---|:-:|\n| F | **fraud** |\n| P | |\nEnd", "Code | Meaning\nF | fraud\nP\nEnd"),
        ("Code | Meaning\n--- | ---\nF | fraud", "Code | Meaning\nF | fraud"),
        ("Either | or is no table.\nNor | is this.", "Either | or is no table. Nor | is this."),
        ("One.\n\n---\n\nTwo.", "One.\nTwo."),
    ],
)
def test_each_row_of_a_table_stands_in_a_line(source: str, text: str) -> None:
    article = f"---\narticle: Cards\nlanguage: ru\n---\n## Код\n{source}\n"
    (entry,) = entries_of(
        build(facts(SHARED_PART), {"nordbank/client.md": CLIENT, "nordbank/kb/cards.md": article}, {})
    )
    assert entry.text == text
