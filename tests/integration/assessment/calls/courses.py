"""A small course with three scenarios, published for Nordbank, and the doors of the queue opened or shut."""

from __future__ import annotations

from pathlib import Path

from app.assessment.calls.ports import MissingPart
from app.authoring import service as authoring
from app.authoring.drafts import DraftClient, DraftPart, Drafts
from app.authoring.media import MediaStore
from app.kernel.actor import Actor
from tests.factories import NORDBANK, World, client_document

COURSE = "card-line"
PAGE = """---
course: Card line
line: cards
language: en
serves: [en, pl]
channels: [phone, chat, email]
for: operator
certificate:
  title: Certified card-line operator
  test calls: 2 of 3 at 90%
  further channel or language: 1 of 2 at 80%
---
Welcome.
"""
SCENARIO = """---
scenario: {title}
channel: {channel}
caller: Traveller, 34, in Rome
say only if asked: customer TEST-4471
targets: reply 45 s, call 6 min, notes 2 min
pass: 80%, ending resolved, no critical error
---
## Scorecard
| Criterion | Points | Full points on a live call |
|---|---|---|
| Identity | 30 | two factors asked |
| Solution | 50 | the true reason given |
| Empathy (may not apply) | 20 | the feeling named |

- Critical (compliance) **Leak**: detail given to an unverified caller

## Start
> My card was refused in {title}!

- "Two security questions first." → Reason
  - Score: Identity +30, Empathy +20
  - Remember: verified
- "It was blocked for fraud." → Reason
  - Critical: Leak
  - Feedback: True, but told to a stranger.

## Reason
> Then unblock it!

- "The fraud desk calls you." → End: resolved
  - Score: Solution +50
- "No." → End: unresolved
"""
SCENARIOS = {"card-blocked": "phone", "card-lost": "phone", "card-chat": "chat"}
FULL = {"Identity": 30, "Solution": 50, "Empathy": 20}
"""Every point of each scenario: 100 per cent."""
POOR = {"Identity": 0, "Solution": 50, "Empathy": 20}
"""70 per cent: below every mark."""


def files(scenarios: dict[str, str] | None = None, name: str = COURSE) -> dict[str, str]:
    """Return the course's files, path to text."""
    folder = f"{NORDBANK}/{name}"
    chosen = SCENARIOS if scenarios is None else scenarios
    return {f"{folder}/course.md": PAGE} | {
        f"{folder}/{name}.md": SCENARIO.format(title=name.replace("-", " ").capitalize(), channel=channel)
        for name, channel in chosen.items()
    }


def publish_course(world: World, folder: Path, scenarios: dict[str, str] | None = None, name: str = COURSE) -> None:
    """Publish the course; the same twice makes no second release."""
    part = DraftPart(name=name, title="Card line", files=files(scenarios, name), media={}, line="cards")
    client = DraftClient(NORDBANK, client_document(NORDBANK, "Nordbank"), (part,))
    authoring.publish(world.system(), Drafts((client,), ()), MediaStore(folder / "media"))


class Gate:
    """The queue's gate in a test: open, unless something is missing."""

    def __init__(self) -> None:
        self.missing: list[MissingPart] = []

    def missing_before_calls(self, actor: Actor, person_id: int, course: str) -> list[MissingPart]:
        return self.missing


class Rights:
    """What assessors may assess in a test."""

    def __init__(self, allowed: frozenset[tuple[str, str, str]] | None = None) -> None:
        self.allowed = allowed

    def assessable(self, actor: Actor) -> frozenset[tuple[str, str, str]] | None:
        return self.allowed
