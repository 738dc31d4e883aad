"""The samples with their reserved words left open, to be written in any of the languages.

`‹key:course›` stands for a word of the table by its space and English name; `‹phrase:every …:6 …›` for a phrase, what
fills its gaps behind the colons.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from app.content.vocabulary import GAP, Space
from app.content.words import SPELLINGS, Spelling

CLIENT = """---
‹front matter key:client›: Nordbank
‹front matter key:mark›: NB
‹front matter key:colour›: #0b6e4f
‹front matter key:languages›: [en, pl]
‹front matter key:training›: ‹training:cascade›
‹front matter key:agreements›: [confidentiality]
‹front matter key:public verification›: ‹value:no›
‹front matter key:centre›: ‹value:yes›
---
"""

AGREEMENT = """---
‹front matter key:agreement›: Confidentiality
‹front matter key:language›: pl
---
What callers tell me stays here.
"""

COURSE = """---
‹front matter key:course›: Card line, first contact
‹front matter key:line›: cards
‹front matter key:language›: en
‹front matter key:serves›: [en, pl]
‹front matter key:channels›: [‹channel:phone›, ‹channel:chat›, ‹channel:email›, ‹channel:in person›]
‹front matter key:for›: ‹role:operator›
‹front matter key:due›: ‹phrase:… after start:10 ‹unit:working days››
‹front matter key:after›: [centre/induction]
‹front matter key:translates›: ../card-line
‹front matter key:training›: ‹training:centre›
‹front matter key:certificate›:
  ‹front matter key:title›: Certified card-line operator
  ‹front matter key:modules›: ‹value:all›
  ‹phrase:quiz …:final-exam›: 80%
  ‹front matter key:test calls›: ‹phrase:… of … at …:4:5:85%›
  ‹front matter key:further channel or language›: ‹phrase:… of … at …:1:2:85 %›
  ‹front matter key:agreements›: ‹value:all›
  ‹front matter key:nesting›: 2 ‹unit:weeks›
  ‹front matter key:sign-off›: ‹role:team leader›
  ‹front matter key:valid›: 1 ‹unit:years›
  ‹front matter key:renew›: ‹phrase:from … before:30 ‹unit:days››
---
Welcome to the card line. ...
"""

MODULE = """---
‹front matter key:module›: Verify the caller
‹front matter key:minutes›: 12
‹front matter key:competencies›: [information, complaints]
---
## Two factors, always
Ask before you open the account ...

## ‹heading:Check yourself›
### When may you name the balance?
‹question key:id›: balance-01 | ‹question key:points›: 2 | ‹question key:tags›: identity
- (x) After two factors
- ( ) When the caller sounds sure
> Policy 4.2, [Two factors](#two-factors-always).
"""

QUIZ = """---
‹front matter key:quiz›: Final exam
‹front matter key:pass›: 80%
‹front matter key:attempts›: 3
‹front matter key:wait›: 12 ‹unit:hours›
‹front matter key:minutes›: 20
‹front matter key:shuffle›: ‹value:yes›
‹front matter key:show answers›: ‹show answers:after passing›
---
## ‹heading:Pool›: Identity (‹phrase:draw …:1›)
### How many factors?
‹question key:id›: factors-01 | ‹question key:order›: ‹value:no›
- = 2

### Who may hear the balance?
‹question key:id›: balance-02 | ‹question key:points›: 3 | ‹question key:scoring›: ‹question value:partial›
- [x] The holder
- [ ] A spouse
"""

SCENARIO = """---
‹front matter key:scenario›: Card blocked abroad
‹front matter key:channel›: ‹channel:messenger›
‹front matter key:caller›: Traveller, 34: anxious
‹front matter key:say only if asked›: customer TEST-4471
‹front matter key:targets›: ‹target:reply› 45 ‹time:s›, ‹target:call› 6 ‹time:min›, ‹target:notes› 1 ‹time:h›
‹front matter key:pass›: 85%, ‹phrase:ending …:resolved at last›, ‹phrase:no critical error›
---
## ‹heading:Scorecard›
| Criterion | Points | Full points on a live call |
|---|---|---|
| Identity | 60 | two factors asked |
| Empathy (‹scorecard:may not apply›) | 40 | feeling named |

- ‹scorecard:Critical› (‹critical:customer›) **Rude**: shouted
- ‹scorecard:Critical› (‹critical:business›) **Unblock**: card unblocked
- ‹scorecard:Critical› (‹critical:compliance›) **Leak**: account detail given

## Start
> Unblock it, now!

- "Two security questions." → Desk
  - ‹label:Score›: Identity +60, Empathy +40
  - ‹label:Remember›: identity verified
  - ‹label:Time›: 30 ‹time:s›
  - ‹label:Note›: asked calmly?
- "It was Lisbon." → Desk
  - ‹label:Critical›: Leak
  - ‹label:Feedback›: Told to a stranger.
  - ‹label:Article›: [Two factors](01-verify-the-caller.md)

## Desk
> And how do I pay?
- ‹label:Only if›: identity verified

> Who are you?
- ‹label:Only if not›: identity verified

- "Pay by app." → ‹ending:End›: resolved at last
  - ‹label:Only if›: identity verified
- "Somehow." → ‹ending:End›: unresolved
  - ‹label:Only if not›: identity verified
"""

ARTICLE = """---
‹front matter key:article›: Blocked cards: what to say
‹front matter key:language›: en
‹front matter key:review›: ‹phrase:every …:6 ‹unit:months››
---
## Why a card blocks itself
A wrong PIN, three times.
"""

OPEN = {
    "client": CLIENT,
    "agreement": AGREEMENT,
    "course": COURSE,
    "module": MODULE,
    "quiz": QUIZ,
    "scenario": SCENARIO,
    "article": ARTICLE,
}
_OPEN_WORD = re.compile(r"‹([^‹›:]+):([^‹›:]+)((?::[^‹›:]+)*)›")

Choose = Callable[[tuple[Spelling, ...]], str]


def written(text: str, choose: Choose) -> str:
    """The text with each open word written as `choose` says, given its spellings in all languages."""

    def word(match: re.Match[str]) -> str:
        space, meaning, fillings = Space(match[1]), match[2], match[3].split(":")[1:]
        found = choose(tuple(spelling for spelling in SPELLINGS[space] if spelling.meaning == meaning))
        for filling in fillings:
            found = found.replace(GAP, filling, 1)
        return found

    while _OPEN_WORD.search(text):
        text = _OPEN_WORD.sub(word, text)
    return text


def written_in(text: str, language: str) -> str:
    """The text with the first spelling of one language."""
    return written(text, lambda spellings: next(s.word for s in spellings if s.language == language))
