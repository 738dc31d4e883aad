"""A small course with a quiz of every kind of question, published for Nordbank, and people who may sit it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from tempfile import mkdtemp

from app.authoring import queries as authoring
from app.authoring import service as publishing
from app.authoring.drafts import DraftClient, DraftPart, Drafts
from app.authoring.media import MediaStore
from app.kernel.actor import Actor
from app.kernel.work import writing
from app.learning.models import Enrolment, ModuleCompletion
from tests.factories import CENTRE, NORDBANK, World, client_document

COURSE, QUIZ = "card-line", "final-exam"
POLISH = "card-line-pl"
MODULE = "verify-the-caller"

COURSE_FILE = """---
course: Card line
line: cards
language: en
serves: [en]
channels: [phone]
for: operator
due: 10 working days after start
certificate:
  title: Certified card-line operator
  modules: all
  quiz final-exam: 75%
  valid: 12 months
---
Welcome to the card line.
"""

MODULE_FILE = """---
module: Verify the caller
minutes: 12
---
## Two factors, always
Ask before you open the account.
"""

QUIZ_FILE = """---
quiz: Final exam
{settings}
---
What you need to know before the first call.

### What may you say before two factors?
id: exam-01 | points: 2
- (x) Nothing about the account
  > Right: one factor is a guess.
- (50%) That the account exists
  > It tells a stranger too much.
- ( ) The balance
  > That is the account itself.
> Policy 4.2.

### Which two are factors?
id: exam-02 | points: 2
- [x] The PIN word
  > Yes.
- [ ] A nice voice
  > No.
- [x] The customer number
  > Yes.

### What does a customer get back for a returned card?
id: exam-03 | points: 2
- = refund
  > Right.
- != cashback
  > That is something else.

### How many days does a replacement take?
id: exam-04 | points: 2
- = 5..7
> Five to seven.
"""

DEFAULT = "pass: 75%\nattempts: 3\nwait: 24 hours\nminutes: 25\nshow answers: after passing"

RIGHT: dict[str, object] = {"exam-01": 1, "exam-02": [1, 3], "exam-03": "refund", "exam-04": "6"}
SECRETS = ["Right: one factor", "Policy 4.2", "That is something else", "Five to seven", "A stranger", "cashback"]
"""Words that stand only beside answers."""


def publish(
    world: World,
    settings: str = DEFAULT,
    *,
    quiz_file: str = QUIZ_FILE,
    client_id: str = NORDBANK,
    course: str = COURSE,
    course_file: str = COURSE_FILE,
) -> str:
    """Publish the course with these settings of its quiz and return the id of the release."""
    folder = f"{client_id}/{course}"
    files = {
        f"{folder}/course.md": course_file,
        f"{folder}/01-{MODULE}.md": MODULE_FILE,
        f"{folder}/{QUIZ}.md": quiz_file.format(settings=settings),
    }
    part = DraftPart(course, "Card line", files, {}, line="cards")
    drafts = Drafts(
        (DraftClient(client_id, client_document(client_id, client_id.title(), centre=client_id == CENTRE), (part,)),),
        (),
    )
    publishing.publish(world.system(client_id), drafts, MediaStore(Path(mkdtemp())))
    return authoring.get_course(world.system(client_id), course).release.id


def publish_in_polish(world: World) -> None:
    """Publish a translation of the course, which asks the same."""
    publish(
        world,
        course=POLISH,
        course_file=COURSE_FILE.replace("language: en", f"language: pl\ntranslates: ../{COURSE}"),
    )


def admit(actor: Actor, people: Iterable[int], *, modules_done: bool = True, course: str = COURSE) -> None:
    """Enrol people in the course, with its module completed."""
    release_id = authoring.get_course(actor, course).release.id
    with writing(actor) as work:
        for number in people:
            work.session.add(Enrolment(person_id=number, course=course, release_id=release_id))
            if modules_done:
                work.session.add(
                    ModuleCompletion(person_id=number, course=course, module=MODULE, release_id=release_id)
                )
        work.record("enrolment.started", course)
