"""What a busy day begins with, and what people do on it beside one another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from threading import Event

from app.authoring import service as authoring
from app.authoring.drafts import DraftClient, DraftPart, Drafts
from app.authoring.media import MediaStore
from app.authoring.rules import SHARED_PART
from app.people import service as people
from app.people.permissions import Role, Side
from tests.factories import FENWICK, NORDBANK, PASSWORD, QUICK, World, client_document
from tests.integration import acts
from tests.integration.acts import Act
from tests.integration.assessment import quiz_course
from tests.integration.assessment.calls.courses import SCENARIOS, files
from tests.integration.certification.courses import AGREEMENT_FILE, CLIENT_FILE
from tests.integration.visitor import Browser

NEWCOMERS = 20
"""More than a day has time for."""
FIRST_DAY_FILE = """---
course: First day
language: en
for: operator
certificate:
  title: First day done
  modules: all
  sign-off: supervisor
---
Welcome.
"""
CHECK = """## Check yourself

### What does a customer get back for a returned card?
id: refund-01
- = refund
  > Right.
"""


def begin(world: World, media: MediaStore) -> list[int]:
    """Publish what people do all day; return the numbers of newcomers, who are called newcomer1@example.test and so on.

    Olga and Omar may sit a quiz and play test calls, of which each loses a series. Omar is in the course of the first
    day; the newcomers have its module behind them, and the agreement of Fenwick Lane before them.
    """
    for client in (_nordbank(), _fenwick()):
        authoring.publish(world.system(client.client_id), Drafts((client,), ()), media)
    newcomers = [_newcomer(world, number) for number in range(1, NEWCOMERS + 1)]
    quiz_course.admit(world.system(), newcomers, course=acts.FIRST_DAY)
    quiz_course.admit(world.system(), [world.people["omar"]], course=acts.FIRST_DAY, modules_done=False)
    return newcomers


def _nordbank() -> DraftClient:
    """Return a course whose series of test calls has one call, and one with a module and a sign-off."""
    scenarios = files(SCENARIOS | {"card-mail": acts.MAIL}, acts.CALLS)
    calls = {path: text.replace("2 of 3", "1 of 1") for path, text in scenarios.items()}
    folder = f"{NORDBANK}/{acts.FIRST_DAY}"
    first_day = {
        f"{folder}/course.md": FIRST_DAY_FILE,
        f"{folder}/01-{quiz_course.MODULE}.md": quiz_course.MODULE_FILE + CHECK,
    }
    parts = (
        DraftPart(acts.CALLS, "Calls", calls, {}, line="cards"),
        DraftPart(acts.FIRST_DAY, "First day", first_day, {}),
    )
    return DraftClient(NORDBANK, client_document(NORDBANK, "Nordbank"), parts)


def _fenwick() -> DraftClient:
    """Return an agreement that comes before everything."""
    shared = {
        f"{FENWICK}/client.md": CLIENT_FILE.format(title="Fenwick Lane", agreements="confidentiality", more=""),
        f"{FENWICK}/confidentiality.md": AGREEMENT_FILE,
    }
    document = replace(client_document(FENWICK, "Fenwick Lane"), agreements=("confidentiality",))
    return DraftClient(FENWICK, document, (DraftPart(SHARED_PART, "Fenwick Lane", shared, {}),))


def _newcomer(world: World, number: int) -> int:
    person_id = people.create_person(
        world.system(),
        name=f"Newcomer {number}",
        sign_in_name=f"newcomer{number}@example.test",
        password_hash=QUICK.hash(PASSWORD),
    )
    for client_id in (NORDBANK, FENWICK):
        people.add_membership(world.system(client_id), person_id, Role.OPERATOR, Side.CENTRE)
    return person_id


def lanes_of_a_day(port: int, over: Event, world: World, newcomers: Sequence[int]) -> list[Sequence[Act]]:
    """Return what people do beside one another, each lane one act after the other and again from the beginning."""
    names = ("olga", "omar", "sven", "sara", "tara", "mira")
    olga, omar, sven, sara, tara, mira = (Browser(port, over, name) for name in names)
    booker = Browser(port, over, f"newcomer{NEWCOMERS}")
    phone, chat = acts.Take(sven, "phone"), acts.Take(sara, "chat")
    numbers = world.people
    return [
        [acts.Answer(olga, quiz_course.QUIZ)],
        _calls(acts.SayReady(olga, "phone"), phone, numbers["olga"]),
        _calls(acts.SayReady(omar, "chat"), chat, numbers["omar"]),
        [acts.Book(booker), acts.Move(booker), acts.Leave(booker)],
        [acts.WriteNews(tara)],
        [acts.Ask(omar, f"{quiz_course.COURSE}/{quiz_course.MODULE}#two-factors-always"), acts.Check(omar)],
        [acts.Import(mira), acts.Enrol(mira, numbers["olga"]), acts.TakeBack(mira, numbers["olga"])],
        [
            acts.Accept(sven, newcomers),
            acts.Sign(sven, numbers["sven"], newcomers),
            acts.SignLast(sara, numbers["sara"], newcomers),
        ],
    ]


def _calls(ready: Act, take: acts.Take, person_id: int) -> list[Act]:
    return [ready, take, acts.SaveDraft(take), acts.Finish(take), acts.Coach(take, person_id)]
