"""Two small courses, the centre's induction and Nordbank's card line, and the steps of their paths as rows and news."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import mkdtemp

from app.assessment.calls.events import CallScored
from app.assessment.calls.models import LiveCall, QueuePlace
from app.assessment.quizzes.events import AttemptHandedIn
from app.assessment.quizzes.models import Attempt
from app.authoring import queries as authoring
from app.authoring import service as publishing
from app.authoring.drafts import DraftClient, DraftPart, Drafts
from app.authoring.media import MediaStore
from app.authoring.rules import SHARED_PART
from app.certification import service as certification
from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.work import writing
from app.learning.events import ModuleCompleted
from app.learning.models import Enrolment, ModuleCompletion
from app.people import service as people
from tests.factories import CENTRE, NORDBANK, World, client_document

INDUCTION, CARDS, QUIZ = "induction", "card-line", "final-exam"
MODULES = ("verify-the-caller", "blocked-cards")

CARDS_FILE = """---
course: Card line, first contact
line: cards
language: en
serves: [en, pl]
channels: [phone, chat]
for: operator
after: [centre/induction]
certificate:
  title: Certified card-line operator
  modules: all
  quiz final-exam: 80%
  test calls: 2 of 3 at 80%
  further channel or language: 1 of 2 at 80%
  agreements: all
  sign-off: supervisor
  valid: 12 months
---
Welcome to the card line.
"""
INDUCTION_FILE = """---
course: Customer service foundations
language: en
for: operator
certificate:
  title: Induction completed
  modules: all
  quiz final-exam: 80%
---
Welcome.
"""
MODULE_FILE = "---\nmodule: {title}\n---\n## First\nText.\n"
QUIZ_FILE = """---
quiz: Final exam
pass: 80%
attempts: 3
---
### What may you say?
id: exam-01 | points: 2
- (x) Nothing
- ( ) The balance
"""
CLIENT_FILE = """---
client: {title}
mark: NB
colour: #0b6e4f
languages: [en, pl]
training: centre
agreements: [{agreements}]
{more}---
A bank.
"""
AGREEMENT_FILE = "---\nagreement: Confidentiality\nlanguage: en\n---\nI keep it to myself.\n"


def course_files(client_id: str, course: str, page: str) -> dict[str, str]:
    folder = f"{client_id}/{course}"
    return {
        f"{folder}/course.md": page,
        f"{folder}/01-{MODULES[0]}.md": MODULE_FILE.format(title="Verify the caller"),
        f"{folder}/02-{MODULES[1]}.md": MODULE_FILE.format(title="Blocked cards"),
        f"{folder}/{QUIZ}.md": QUIZ_FILE,
    }


def publish(world: World, client_id: str, course: str, page: str, *, agreements: tuple[str, ...] = ()) -> None:
    """Publish a client's shared part and one course."""
    is_centre = client_id == CENTRE
    title = {CENTRE: "Centre", NORDBANK: "Nordbank"}.get(client_id, client_id.title())
    shared = {
        f"{client_id}/client.md": CLIENT_FILE.format(
            title=title, agreements=", ".join(agreements), more="centre: yes\n" if is_centre else ""
        )
    }
    for name in agreements:
        shared[f"{client_id}/{name}.md"] = AGREEMENT_FILE
    document = client_document(client_id, title, centre=is_centre)
    line = "cards" if "line: cards" in page else ""
    parts = (
        DraftPart(SHARED_PART, title, shared, {}),
        DraftPart(
            course, page.split("course: ")[1].split("\n")[0], course_files(client_id, course, page), {}, line=line
        ),
    )
    drafts = Drafts((DraftClient(client_id, document, parts),), ())
    publishing.publish(world.system(client_id), drafts, MediaStore(Path(mkdtemp())))


def publish_both(world: World) -> None:
    publish(world, CENTRE, INDUCTION, INDUCTION_FILE)
    publish(world, NORDBANK, CARDS, CARDS_FILE, agreements=("confidentiality",))


def enrol(actor: Actor, person_id: int, course: str) -> None:
    with writing(actor) as work:
        release_id = authoring.get_course(actor, course).release.id
        work.session.add(Enrolment(person_id=person_id, course=course, release_id=release_id))
        work.record("enrolment.started", course)


def complete_modules(actor: Actor, person_id: int, course: str, *modules: str) -> None:
    for module in modules or MODULES:
        with writing(actor) as work:
            release_id = authoring.get_course(actor, course).release.id
            row = ModuleCompletion(person_id=person_id, course=course, module=module, release_id=release_id)
            work.session.add(row)
            work.record("module.completed", module)
            work.publish(ModuleCompleted(person_id, course, module))


def pass_quiz(actor: Actor, person_id: int, course: str, percent: int = 100) -> None:
    with writing(actor) as work:
        release_id = authoring.get_course(actor, course).release.id
        work.session.add(
            Attempt(
                person_id=person_id,
                course=course,
                quiz=QUIZ,
                release_id=release_id,
                number=1,
                seed=1,
                questions=[{"id": "exam-01", "choices": [1, 2]}],
                pass_percent=80,
                handed_in_at=clock.now(),
                scores={"exam-01": 2.0},
                points=2.0,
                max_points=2.0,
                percent=percent,
                passed=percent >= 80,
            )
        )
        work.record("attempt.handed in", QUIZ)
        work.publish(AttemptHandedIn(person_id, course, QUIZ, passed=percent >= 80))


def score_call(
    actor: Actor, person_id: int, assessor_id: int, channel: str = "phone", language: str = "en", *, passed: bool = True
) -> str:
    """Write down a finished call of Nordbank's card line, in the person's first series."""
    with writing(actor) as work:
        release_id = authoring.get_course(actor, CARDS).release.id
        moment = clock.now()
        place = QueuePlace(
            person_id=person_id,
            course=CARDS,
            channel=channel,
            language=language,
            asked_at=moment - timedelta(hours=1),
            ended_at=moment,
            ended_by="called",
        )
        work.session.add(place)
        work.session.flush()
        call = LiveCall(
            person_id=person_id,
            assessor_id=assessor_id,
            place_id=place.id,
            course=CARDS,
            scenario="card-blocked",
            release_id=release_id,
            channel=channel,
            language=language,
            series=1,
            series_passed=2,
            series_calls=3,
            series_percent=80,
            taken_at=moment,
            ended_at=moment,
            outcome="finished",
            points={"Identity": 30},
            critical=[],
            ending="resolved",
            evidence="Calm and exact.",
            percent=95 if passed else 40,
            passed=passed,
        )
        work.session.add(call)
        work.session.flush()
        work.record("call.finished", call.id)
        work.publish(CallScored(person_id, CARDS, channel, language, passed))
        return call.id


def finish_induction(world: World, name: str) -> None:
    actor, person_id = world.system(CENTRE), world.people[name]
    enrol(actor, person_id, INDUCTION)
    complete_modules(actor, person_id, INDUCTION)
    pass_quiz(actor, person_id, INDUCTION)


def accept(world: World, name: str) -> None:
    actor = world.actor(name)
    shared = authoring.newest(world.system(), SHARED_PART)
    assert shared is not None
    people.accept_agreement(actor, "confidentiality", shared.id, "en")


def learn_cards(world: World, name: str) -> None:
    """Everything before the calls: the induction, the agreement, the modules, the exam."""
    finish_induction(world, name)
    accept(world, name)
    actor, person_id = world.system(), world.people[name]
    enrol(actor, person_id, CARDS)
    complete_modules(actor, person_id, CARDS)
    pass_quiz(actor, person_id, CARDS)


def pass_calls(world: World, name: str, scorer: str = "tara") -> None:
    for _ in range(2):
        score_call(world.system(), world.people[name], world.people[scorer])


def do_all_but_the_sign_off(world: World) -> None:
    """Olga; Tara scored both calls."""
    learn_cards(world, "olga")
    pass_calls(world, "olga")


def certify_in_2025(world: World) -> None:
    """Olga, on 22 November 2025, for a year; Omar has not begun."""
    with clock.at(datetime(2025, 11, 22, 15, tzinfo=UTC)):
        do_all_but_the_sign_off(world)
        certification.sign_off(world.actor("sven"), world.people["olga"], CARDS)
