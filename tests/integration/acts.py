"""What people write on a day, over HTTP as their browsers do, and how one knows afterwards that it is there.

An act is done again and again, numbered 1, 2, 3 ... What of it stands in the database must be those numbers, without a
gap and none twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import closing
from http.client import HTTPConnection, HTTPException, HTTPMessage
from http.cookies import SimpleCookie
from threading import Event
from time import sleep
from typing import Any, Protocol
from urllib.parse import urlencode

from sqlalchemy import select

from app.assessment.calls.models import LiveCall, QueuePlace
from app.assessment.calls.queries import FINISHED
from app.assessment.quizzes.models import GivenAnswer
from app.kernel.actor import Actor
from app.kernel.work import reading
from app.news.models import NewsVersion
from app.people.models import Membership, Person
from app.questions.models import AskedQuestion
from tests.factories import NORDBANK, PASSWORD

PATIENCE = 30
"""Seconds to wait for an answer."""
HOME = "/c/nordbank"
QUIZZES, CALLS = "card-line", "call-line"
"""A course with a quiz, and one that asks for as many test calls as a day brings."""


class DayOverError(Exception):
    """The server is gone and does not come back."""


class Browser:
    """Just enough of one: somebody signed in, their forms with the token, and their patience with a slow line."""

    def __init__(self, port: int, over: Event, name: str) -> None:
        self.port, self.over = port, over
        self.cookies: SimpleCookie = SimpleCookie()
        self.token = ""
        self.signed_in = False
        self.get("/sign-in")
        self.post("/sign-in", name=f"{name}@example.test", password=PASSWORD)
        self.get(f"{HOME}/news")
        self.signed_in = True

    def get(self, path: str) -> str:
        """Fetch a page and remember its token."""
        page, _head = self._ask("GET", path)
        found = re.search(r'name="csrf-token"\s+content="([^"]+)"|name="csrf_token"[^>]*value="([^"]+)"', page)
        self.token = next(filter(None, found.groups())) if found else self.token
        return page

    def post(self, path: str, **fields: object) -> str:
        """Send a form and return where it leads, without going there."""
        body = urlencode({"csrf_token": self.token, **fields})
        return self._ask("POST", path, body, "application/x-www-form-urlencoded")[1].get("Location", "")

    def upload(self, path: str, text: str) -> str:
        """Send a form with a file and return where it leads."""
        parts = [
            f'name="csrf_token"\r\n\r\n{self.token}',
            f'name="file"; filename="people.csv"\r\nContent-Type: text/csv\r\n\r\n{text}',
        ]
        body = "".join(f"--part\r\nContent-Disposition: form-data; {part}\r\n" for part in parts) + "--part--\r\n"
        return self._ask("POST", path, body, "multipart/form-data; boundary=part")[1].get("Location", "")

    def _ask(self, method: str, path: str, body: str = "", content: str = "text/plain") -> tuple[str, HTTPMessage]:
        """Ask until there is an answer, as people do whose page does not come: with the very same form."""
        while not self.over.is_set():
            try:
                status, page, head = self._try(method, path, body, content)
            except (OSError, HTTPException):
                sleep(0.02)
                continue
            assert status < 400, f"{method} {path}: {status} {page}"
            return page, head
        raise DayOverError()

    def _try(self, method: str, path: str, body: str, content: str) -> tuple[int, str, HTTPMessage]:
        head = {
            "Cookie": self.cookies.output(attrs=[], header="", sep=";").strip(),
            "Content-Type": content,
            "Referer": f"http://127.0.0.1:{self.port}/",
        }
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)) as line:
            line.request(method, path, body.encode(), head)
            answer = line.getresponse()
            page = answer.read().decode()
        if not self.signed_in:  # what later answers say in cookies is for pages that nobody looks at
            for cookie in answer.headers.get_all("Set-Cookie", []):
                self.cookies.load(cookie)
        return answer.status, page, answer.headers


class Act(Protocol):
    """One kind of write. `done` counts how often the server said that it was done."""

    done: int

    def do(self, number: int) -> None:
        """Do it for the `number`th time, until the server says that it is done. Raises DayOverError if it will not."""

    def kept(self, reader: Actor) -> list[int]:
        """Return the numbers that the database has, in order, each as often as it has it."""


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
        points = {"points-0": 30, "points-1": 50, "points-2": 20}
        address = f"{self.take.desks[-1]}/{self.page}"
        self.take.assessor.post(address, **points, ending="resolved", evidence=f"call {number}")

    def kept(self, reader: Actor) -> list[int]:
        drafts = _rows(reader, select(LiveCall.draft).where(LiveCall.channel == self.take.channel))
        return _numbers(draft["evidence"] for draft in drafts if draft)


class Finish(SaveDraft):
    """The assessor gives the call its result."""

    page = "finish"

    def kept(self, reader: Actor) -> list[int]:
        finished = (LiveCall.channel == self.take.channel, LiveCall.outcome == FINISHED, LiveCall.percent == 100)
        return _numbers(_rows(reader, select(LiveCall.evidence).where(*finished)))


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
