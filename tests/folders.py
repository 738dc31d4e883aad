"""Small folders of content for tests: written to a temporary place, broken on purpose where a test wants it."""

from __future__ import annotations

from pathlib import Path

CLIENT = """---
client: {title}
mark: {mark}
colour: #0b6e4f
languages: [en]
training: {training}
agreements: [confidentiality]
{centre}---
"""
AGREEMENT = """---
agreement: Confidentiality
language: en
---
## I promise

I tell nobody what I hear.
"""
ARTICLE = """---
article: Blocked cards
language: en
---
## Why a card blocks itself

Three wrong PINs.
"""
COURSE = """---
course: Card line
line: cards
language: en
serves: [en]
channels: [phone]
for: operator
due: 10 working days after start
{after}---
Welcome. Begin with [two factors](01-verify.md#two-factors).
"""
VERIFY = """---
module: Verify the caller
minutes: 12
---
## Two factors

Ask before you open the account. See [why a card blocks](../kb/blocked-cards.md#why-a-card-blocks-itself).

## Check yourself

### When may you name the balance?
id: balance-01 | points: 2
- (x) After two factors
  > Right: one factor is a guess.
- (50%) After the PIN word
  > That is one of the two.
- ( ) When the caller sounds sure
  > Anybody can sound sure.
> Policy 4.2.

### Which of these are factors?
id: factors-01
- [x] A PIN word
- [x] A date of birth
- [ ] A friendly voice
"""
BLOCKED = """---
module: Blocked cards
minutes: 5
---
## Why

They tried three times.

## What to say

Say what happens next.
"""


def write_client(
    root: Path, client_id: str, *, centre: bool = False, training: str = "centre", after: str = ""
) -> Path:
    """Write one client with an agreement, an article and the course `card-line`; return its folder."""
    folder = root / client_id
    files = {
        "client.md": CLIENT.format(
            title=client_id.title(),
            mark=client_id[:2].upper(),
            training=training,
            centre="centre: yes\n" if centre else "",
        ),
        "confidentiality.md": AGREEMENT,
        "kb/blocked-cards.md": ARTICLE,
        "card-line/course.md": COURSE.format(after=f"after: [{after}]\n" if after else ""),
        "card-line/01-verify.md": VERIFY,
        "card-line/02-blocked.md": BLOCKED,
    }
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def edit(path: Path, before: str, after: str) -> None:
    """Replace a piece of a file that must be there."""
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")
