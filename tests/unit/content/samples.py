"""Small texts in the course language, sound but for what a test does to them."""

from __future__ import annotations

from app.content.documents import Document, Question, QuizDocument, ScenarioDocument
from app.content.parser import Parsed, parse
from app.content.problems import Problem

PATH = "nordbank/card-line/01-sample.md"

CLIENT = """---
client: Nordbank
mark: NB
colour: #0b6e4f
languages: [en, pl]
training: cascade
agreements: [confidentiality]
public verification: no
---
"""

AGREEMENT = """---
agreement: Confidentiality
---
What callers tell me stays here.
"""

COURSE = """---
course: Card line, first contact
line: cards
language: en
serves: [en, pl]
channels: [phone, chat]
for: operator
due: 10 working days after start
after: [centre/induction]
certificate:
  title: Certified card-line operator
  modules: all
  quiz final-exam: 80%
  test calls: 4 of 5 at 85%
  further channel or language: 1 of 2 at 85%
  agreements: all
  nesting: 10 working days
  sign-off: supervisor
  valid: 12 months
  renew: from 30 days before
---
Welcome to the card line. ...
"""

MODULE = """---
module: Verify the caller
minutes: 12
competencies: [information, complaints]
---
## Two factors, always
Ask before you open the account ...

## Check yourself
### When may you name the balance?
id: balance-01 | points: 2 | tags: identity
- (x) After two factors
  > Right: one factor is a guess.
- (50%) After the PIN word
  > That is one of the two.
- ( ) When the caller sounds sure
> Policy 4.2, [Two factors](#two-factors-always).
"""

QUIZ = """---
quiz: Final exam
pass: 80%
attempts: 3
wait: 1 day
minutes: 20
shuffle: yes
show answers: after passing
---
Take your time.

### Which card is blocked?
id: card-01
- (x) The lost one
- ( ) The new one

## Pool: Identity (draw 1)
### How many factors?
id: factors-01
- = 2

### Who may hear the balance?
id: balance-02 | points: 3 | scoring: partial
- [x] The holder
- [x] A person with power of attorney
- [ ] A spouse
"""

SCENARIO = """---
scenario: Card blocked abroad
channel: phone
caller: Traveller, 34, at a hotel desk in Rome; anxious, interrupts
say only if asked: customer TEST-4471, born 11.02.1991, PIN word "maple"
targets: reply 45 s, call 6 min, notes 2 min
pass: 85%, ending resolved, no critical error
---
## Scorecard
| Criterion | Points | Full points on a live call |
|---|---|---|
| Identity | 30 | two factors asked before any account detail |
| Solution | 40 | true reason given, fraud desk involved |
| Empathy (may not apply) | 15 | feeling named, no interrupting |
| Closing | 15 | next step and time stated, note in CRM |

- Critical (compliance) **Leak**: account detail given to an unverified caller
- Critical (business) **Unblock**: card unblocked while fraud is suspected

## Start
> My card was refused and I must pay the hotel! Unblock it, now!

- "How stressful. Two security questions and I can act at once." → Reason
  - Score: Identity +30, Empathy +15
  - Remember: identity verified
- "Someone tried to pay 900 euro in Lisbon, so it is blocked." → Reason
  - Critical: Leak
  - Feedback: True, but told to a stranger. See [Two factors](01-verify-the-caller.md#two-factors-always).
- "Calm down, please." → Start
  - Score: Empathy -15
  - Feedback: Name the feeling, then ask for two factors.

## Reason
> The text message says Lisbon. I was never in Lisbon! Unblock it!

- "Before anything else, two security questions." → Reason
  - Only if not: identity verified
  - Remember: identity verified
- "Then it was not you. I am passing you to the fraud desk." → Escalation
  - Only if: identity verified
  - Score: Solution +40
- "Done, your card works again." → End: failed
  - Critical: Unblock

## Escalation
> And how do I pay tonight?

- "Pay by app; the desk calls within 30 minutes. I am noting it." → End: resolved
  - Score: Closing +15
- "You will have to manage somehow." → End: unresolved
  - Feedback: No next step and no time: they will call again.
"""

ARTICLE = """---
article: Blocked cards: what to say
language: en
review: every 6 months
---
## Why a card blocks itself
A wrong PIN, three times.
"""

ALL = {
    "client": CLIENT,
    "agreement": AGREEMENT,
    "course": COURSE,
    "module": MODULE,
    "quiz": QUIZ,
    "scenario": SCENARIO,
    "article": ARTICLE,
}


def document_of(text: str, path: str = PATH) -> Document:
    """The document in a text; fails the test where there is none."""
    document = parse(path, text).document
    assert document is not None
    return document


def scenario_of(text: str = SCENARIO) -> ScenarioDocument:
    """A scenario."""
    document = document_of(text)
    assert isinstance(document, ScenarioDocument)
    return document


def quiz_text(question: str) -> str:
    """A quiz of one question; its heading stands in line 4."""
    return f"---\nquiz: Q\n---\n{question}"


def parsed_question(question: str) -> Parsed:
    """A quiz of one question, parsed."""
    return parse("nordbank/card-line/q.md", quiz_text(question))


def question_of(question: str) -> Question:
    """One question, which must be sound."""
    parsed = parsed_question(question)
    assert not [problem for problem in parsed.problems if problem.is_error], parsed.problems
    assert isinstance(parsed.document, QuizDocument)
    (found,) = parsed.document.questions
    return found


def changed(text: str, old: str, new: str) -> str:
    """A text with one place changed, which must be there."""
    assert old in text
    return text.replace(old, new, 1)


def positions(problems: tuple[Problem, ...]) -> list[tuple[int, int, str]]:
    """(line, column, severity) of each problem."""
    return [(problem.line, problem.column, problem.severity.value) for problem in problems]


def assert_problem(text: str, line: int, column: int, severity: str, words: str) -> None:
    """A text has a problem at this place that says these words."""
    found = parse(PATH, text).problems
    matching = [p for p in found if (p.line, p.column, p.severity) == (line, column, severity) and words in p.text()]
    assert matching, "\n".join(map(str, found)) or "no problems"
