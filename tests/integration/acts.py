"""What people write on a day, over HTTP as their browsers do, and how one knows afterwards that it is there.

An act is done again and again, numbered 1, 2, 3 ... What of it stands in the database must be those numbers, without a
gap and none twice, and the trail must verify.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any, Protocol

from flask import Flask
from sqlalchemy import ColumnElement, select

from app.assessment.calls.models import Coaching, LiveCall, QueuePlace
from app.assessment.calls.queries import FINISHED
from app.assessment.quizzes.models import GivenAnswer
from app.certification.models import Certificate, SignOff
from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.work import reading
from app.learning.models import CheckAnswer, Enrolment
from app.news.models import NewsVersion
from app.people.models import AgreementAcceptance, Membership, Person
from app.people.queries import system_actor
from app.questions.models import AskedQuestion
from tests.factories import FENWICK, NORDBANK
from tests.integration.assessment.quiz_course import MODULE
from tests.integration.visitor import HOME, Browser

QUIZZES, CALLS, FIRST_DAY = "card-line", "call-line", "first-day"
"""A course with a quiz, one whose series is lost by each call, and one that asks for a module and a sign-off."""
MAIL = "email"
"""The channel of calls that are booked."""


class NobodyLeftError(Exception):
    """All newcomers of the day have come."""


class Act(Protocol):
    """One kind of write. `done` counts how often the server said that it was done."""

    done: int

    def do(self, number: int) -> None:
        """Do it for the `number`th time, until the server says that it is done.

        Raises DayOverError if the server is gone, NobodyLeftError if there is nobody who could do it once more.
        """

    def kept(self, reader: Actor) -> list[int]:
        """Return the numbers that the database has, in order, each as often as it has it."""


def check_trail(app: Flask) -> None:
    """Fail unless the trail verifies."""
    verified = app.test_cli_runner().invoke(args=["trail", "verify"])
    assert verified.exit_code == 0, verified.output


def _rows(reader: Actor, statement: Any) -> list[Any]:
    with reading(reader) as session:
        return list(session.scalars(statement))


def _numbers(texts: Iterable[str]) -> list[int]:
    """Return the number in each text."""
    return sorted(int(re.sub(r"\D", "", text)) for text in texts)


class Answer:
    """An operator gives ever new answers to the question of a quiz that takes a text."""

    done = 0

    def __init__(self, operator: Browser, quiz: str) -> None:
        self.operator = operator
        self.attempt = operator.post(f"{HOME}/courses/{QUIZZES}/quizzes/{quiz}/start")

    def do(self, number: int) -> None:
        self.operator.post(f"{self.attempt}/questions/3", shown=3, q3=f"answer {number}")

    def kept(self, reader: Actor) -> list[int]:
        mine = GivenAnswer.attempt_id == self.attempt.rsplit("/", 1)[1]
        return _numbers(_rows(reader, select(GivenAnswer.answer).where(mine)))


class SayReady:
    """An operator says 'ready for a call'."""

    done = 0

    def __init__(self, operator: Browser, channel: str) -> None:
        self.operator, self.channel = operator, channel

    def do(self, number: int) -> None:
        self.operator.post(f"{HOME}/courses/{CALLS}/ready", pair=f"{self.channel}|en")

    def kept(self, reader: Actor) -> list[int]:
        places = _rows(reader, select(QueuePlace.id).where(QueuePlace.channel == self.channel))
        return list(range(1, len(places) + 1))


class Take:
    """An assessor takes the next of the queue; `desks` are the addresses of the calls, in order."""

    done = 0

    def __init__(self, assessor: Browser, channel: str) -> None:
        self.assessor, self.channel = assessor, channel
        self.desks: list[str] = []

    def do(self, number: int) -> None:
        self.desks.append(self.assessor.post(f"{HOME}/supervise/take", channel=self.channel))
        self.assessor.post(f"{self.desks[-1]}/start")

    def kept(self, reader: Actor) -> list[int]:
        calls = _rows(reader, select(LiveCall.id).where(LiveCall.channel == self.channel).order_by(LiveCall.taken_at))
        assert calls[: len(self.desks)] == [desk.rsplit("/", 1)[1] for desk in self.desks]
        return list(range(1, len(calls) + 1))


class SaveDraft:
    """The assessor's script saves what stands on the scorecard."""

    done = 0
    page = "draft"

    def __init__(self, take: Take) -> None:
        self.take = take

    def do(self, number: int) -> None:
        points = {"points-0": 0, "points-1": 50, "points-2": 20}
        address = f"{self.take.desks[-1]}/{self.page}"
        self.take.assessor.post(address, **points, ending="resolved", evidence=f"call {number}")

    def kept(self, reader: Actor) -> list[int]:
        drafts = _rows(reader, select(LiveCall.draft).where(LiveCall.channel == self.take.channel))
        return _numbers(draft["evidence"] for draft in drafts if draft)


class Finish(SaveDraft):
    """The assessor gives the call its result, which loses the series."""

    page = "finish"

    def kept(self, reader: Actor) -> list[int]:
        finished = (LiveCall.channel == self.take.channel, LiveCall.outcome == FINISHED, LiveCall.percent == 70)
        return _numbers(_rows(reader, select(LiveCall.evidence).where(*finished)))


class Coach:
    """The assessor says what to practise; the next series begins with it."""

    done = 0

    def __init__(self, take: Take, person_id: int) -> None:
        self.take, self.person_id = take, person_id

    def do(self, number: int) -> None:
        series = {"channel": self.take.channel, "language": "en"}
        address = f"{HOME}/courses/{CALLS}/coaching/{self.person_id}"
        self.take.assessor.post(address, **series, words=f"Practise {number}.")

    def kept(self, reader: Actor) -> list[int]:
        return _numbers(_rows(reader, select(Coaching.words).where(Coaching.channel == self.take.channel)))


class Book:
    """An operator books a call, each time for a minute later, in a channel that nobody takes calls of."""

    done = 0
    days = 1

    def __init__(self, operator: Browser) -> None:
        self.operator = operator
        self.first = clock.now().replace(hour=10, minute=0, second=0, microsecond=0)

    def do(self, number: int) -> None:
        at = self.first + timedelta(days=self.days, minutes=number)
        when = {"day": at.date().isoformat(), "time": f"{at:%H:%M}"}
        self.operator.post(f"{HOME}/courses/{CALLS}/ready/book", pair=f"{MAIL}|en", **when)

    def kept(self, reader: Actor) -> list[int]:
        return self._booked(reader)

    def _booked(self, reader: Actor, *conditions: ColumnElement[bool]) -> list[int]:
        """Return the numbers of the bookings, whichever day they have been moved to."""
        moments = _rows(reader, select(QueuePlace.booked_for).where(QueuePlace.channel == MAIL, *conditions))
        return sorted((moment - self.first) // timedelta(minutes=1) % (24 * 60) for moment in moments)


class Move(Book):
    """They move it by a day."""

    days = 2

    def kept(self, reader: Actor) -> list[int]:
        return self._booked(reader, QueuePlace.booked_for > self.first + timedelta(days=self.days))


class Leave(Book):
    """They cancel it."""

    def do(self, number: int) -> None:
        self.operator.post(f"{HOME}/courses/{CALLS}/ready/leave")

    def kept(self, reader: Actor) -> list[int]:
        return self._booked(reader, QueuePlace.ended_by == "left")


class Check:
    """An operator gives ever new answers to the check of a module."""

    done = 0

    def __init__(self, operator: Browser) -> None:
        self.operator = operator

    def do(self, number: int) -> None:
        address = f"{HOME}/courses/{FIRST_DAY}/modules/{MODULE}/check"
        self.operator.post(address, question="refund-01", answer=f"answer {number}")

    def kept(self, reader: Actor) -> list[int]:
        return _numbers(given["answer"] for given in _rows(reader, select(CheckAnswer.given)))


class Accept:
    """The next newcomer signs in for the first time and accepts the agreement of the other client."""

    done = 0
    page = f"/c/{FENWICK}/agreements"

    def __init__(self, hall: Browser, newcomers: Sequence[int]) -> None:
        self.hall, self.newcomers = hall, newcomers

    def do(self, number: int) -> None:
        if number > len(self.newcomers):
            raise NobodyLeftError()
        newcomer = Browser(self.hall.port, self.hall.over, f"newcomer{number}", self.page)
        release = re.search(r'name="release"\s+value="([^"]+)"', newcomer.get(self.page))
        assert release
        newcomer.post(self.page, release=release[1], agreement="confidentiality")

    def kept(self, reader: Actor) -> list[int]:
        accepted = _rows(system_actor(FENWICK), select(AgreementAcceptance.person_id))
        return sorted(self.newcomers.index(person) + 1 for person in accepted)


class Sign:
    """A supervisor signs the next newcomer off."""

    done = 0

    def __init__(self, supervisor: Browser, signer_id: int, newcomers: Sequence[int]) -> None:
        self.supervisor, self.signer_id, self.newcomers = supervisor, signer_id, newcomers

    def do(self, number: int) -> None:
        self.supervisor.post_once(f"{HOME}/sign-offs/{self.newcomers[number - 1]}/{FIRST_DAY}")

    def kept(self, reader: Actor) -> list[int]:
        signed = _rows(reader, select(SignOff.person_id).where(SignOff.signer_id == self.signer_id))
        return sorted(self.newcomers.index(person) + 1 for person in signed)


class SignLast(Sign):
    """Another one signs them off too, and with that they have their certificate."""

    def kept(self, reader: Actor) -> list[int]:
        signed = super().kept(reader)
        certified = _rows(reader, select(Certificate.person_id))
        assert sorted(self.newcomers.index(person) + 1 for person in certified) == signed
        return signed


class Enrol:
    """A manager enrols somebody, each time until a day later."""

    done = 0

    def __init__(self, manager: Browser, person_id: int) -> None:
        self.manager, self.person_id = manager, person_id
        self.today = clock.today("UTC")

    def do(self, number: int) -> None:
        due = self.today + timedelta(days=number)
        self.manager.post(f"{HOME}/enrol?person={self.person_id}", course=FIRST_DAY, due=due.isoformat())

    def kept(self, reader: Actor) -> list[int]:
        dues = self._rows(reader, Enrolment.due_at, taken_back=False)
        return sorted((due - clock.end_of_day(self.today, "UTC")).days for due in dues)

    def _rows(self, reader: Actor, column: Any, *, taken_back: bool) -> list[Any]:
        theirs = (Enrolment.person_id == self.person_id, Enrolment.course == FIRST_DAY)
        return _rows(reader, select(column).where(*theirs, Enrolment.taken_back.is_(taken_back)))


class TakeBack(Enrol):
    """The manager takes the enrolment back."""

    def do(self, number: int) -> None:
        form = {"person": self.person_id, "act": "back", "reason": f"Reason {number}"}
        self.manager.post_once(f"{HOME}/enrol/{FIRST_DAY}?person={self.person_id}", **form)

    def kept(self, reader: Actor) -> list[int]:
        return _numbers(self._rows(reader, Enrolment.reason, taken_back=True))


class WriteNews:
    """A trainer writes news."""

    done = 0

    def __init__(self, trainer: Browser) -> None:
        self.trainer = trainer

    def do(self, number: int) -> None:
        self.trainer.post(f"{HOME}/news/new", token=f"{number:020}", title=f"News {number}", words="Closed on Sunday.")

    def kept(self, reader: Actor) -> list[int]:
        return _numbers(_rows(reader, select(NewsVersion.title)))


class Ask:
    """Somebody asks the trainer about a section of a module."""

    done = 0

    def __init__(self, learner: Browser, section: str) -> None:
        self.learner, self.section = learner, section

    def do(self, number: int) -> None:
        module, anchor = self.section.split("#")
        form = {"token": f"{number:020}", "section": anchor, "paragraph": "", "words": f"Question {number}?"}
        self.learner.post(f"{HOME}/ask/{module}", **form)

    def kept(self, reader: Actor) -> list[int]:
        return _numbers(_rows(reader, select(AskedQuestion.words)))


class Import:
    """A manager imports a file of two people: both of them come, or none."""

    done = 0

    def __init__(self, manager: Browser) -> None:
        self.manager = manager

    def do(self, number: int) -> None:
        rows = [f"{name} {number};{name}{number};operator" for name in ("Nina", "Nino")]
        look = self.manager.upload(f"{HOME}/members/import", "\n".join(["name;sign-in name;role", *rows]))
        found = re.search(r'name="digest"\s+value="(\w+)"', self.manager.get(look))
        if found:  # else all of it was there: the server was killed between its work and its word
            self.manager.post(look, digest=found[1])

    def kept(self, reader: Actor) -> list[int]:
        members = select(Person.name).join(Membership, Membership.person_id == Person.id)
        members = members.where(Membership.client_id == NORDBANK)
        ninas, ninos = (
            _numbers(_rows(reader, members.where(Person.name.like(f"{name} %")))) for name in ("Nina", "Nino")
        )
        assert ninas == ninos
        return ninas
