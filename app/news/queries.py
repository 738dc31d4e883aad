"""Reads about news: what one has still to read, all there is, and who has read it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from sqlalchemy import BigInteger, BindParameter, ColumnElement, Select, and_, bindparam, func, or_, select

from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.errors import NotFoundError
from app.kernel.wall import WallSession
from app.kernel.work import reading
from app.news.models import News, NewsReading, NewsVersion
from app.news.rules import has_ended
from app.people import queries as people
from app.people.permissions import Permission, Role, permissions_of


@dataclass(frozen=True, slots=True)
class Reading:
    """That a person has read a version, when, and which choice they gave first; 0 where nothing was asked."""

    person_id: int
    number: int
    choice: int
    read_at: datetime


@dataclass(frozen=True, slots=True)
class NewsFacts:
    """A version of news. `mine` is the actor's own latest reading that counts for it.

    `words` and `explanation` are Markdown; `right_choice` is the number of the right one of `choices`, from 1.
    `may_confirm` tells whether the actor is one who is to read it: its writer is not.
    """

    id: str
    number: int
    title: str
    words: str
    question: str
    choices: tuple[str, ...]
    right_choice: int
    explanation: str
    ends_at: datetime | None
    since: int
    written_by: int
    written_at: datetime
    first_at: datetime
    first_by: int
    withdrawn_at: datetime | None
    mine: Reading | None
    may_confirm: bool

    @property
    def has_ended(self) -> bool:
        """Whether nobody is shown it any more by itself."""
        return has_ended(self.ends_at, clock.now())

    @property
    def is_to_read(self) -> bool:
        """Whether the actor is asked to read it now."""
        return self.may_confirm and self.mine is None and not self.has_ended and self.withdrawn_at is None


def unread(actor: Actor, most: int) -> tuple[list[NewsFacts], int]:
    """Return the newest news that the actor has still to read, `most` at most, and how many there are in all."""
    if not actor.may(Permission.CONFIRM_NEWS):
        return [], 0
    with reading(actor) as session:
        rows = session.execute(_unread(), {"reader": actor.number, "moment": clock.now()})
        found = [_facts(actor, *row) for row in rows]
    return found[:most], len(found)


@cache
def _unread() -> Select[News, NewsVersion, NewsReading]:
    """Put together once what every start page asks."""
    reader: BindParameter[int] = bindparam("reader", type_=BigInteger())
    return _newest(reader).where(
        News.withdrawn_at.is_(None),
        NewsReading.number.is_(None),
        News.written_by != reader,
        or_(NewsVersion.ends_at.is_(None), NewsVersion.ends_at >= bindparam("moment")),
    )


def page_of_news(actor: Actor, offset: int, most: int) -> tuple[list[NewsFacts], bool]:
    """Return some of the client's news, the newest first, and whether there are more.

    Withdrawn news are there only for those who write news.
    """
    statement = _newest(actor.person_id)
    if not actor.may(Permission.WRITE_NEWS):
        statement = statement.where(News.withdrawn_at.is_(None))
    with reading(actor) as session:
        found = _facts_of(session, actor, statement.offset(offset).limit(most + 1))
    return found[:most], len(found) > most


def get_news(actor: Actor, news_id: str) -> NewsFacts:
    """Return one news. Raises NotFoundError for none, and, to those who write none, for one that was withdrawn."""
    with reading(actor) as session:
        found = _facts_of(session, actor, _newest(actor.person_id).where(News.id == news_id))
    if not found or (found[0].withdrawn_at and not actor.may(Permission.WRITE_NEWS)):
        raise NotFoundError()
    return found[0]


def versions(actor: Actor, news_id: str) -> list[NewsFacts]:
    """Return what news has said from its first version on, newest first. Raises ForbiddenError to who writes none."""
    actor.check(Permission.WRITE_NEWS)
    statement = (
        select(News, NewsVersion, NewsReading)
        .join(NewsVersion, _of_news())
        .outerjoin(NewsReading, _read_by(actor.person_id))
        .where(News.id == news_id)
        .order_by(NewsVersion.number.desc())
    )
    with reading(actor) as session:
        return [_facts(actor, *row) for row in session.execute(statement)]


def readers(actor: Actor, facts: Iterable[NewsFacts]) -> dict[str, int]:
    """Return by news how many have read what is shown now. Raises ForbiddenError to those who write none."""
    actor.check(Permission.WRITE_NEWS)
    statement = (
        select(NewsReading.news_id, func.count(NewsReading.person_id.distinct()))
        .join(News, and_(News.client_id == NewsReading.client_id, News.id == NewsReading.news_id))
        .join(NewsVersion, and_(_of_news(), NewsVersion.number == News.newest))
        .where(NewsReading.news_id.in_([one.id for one in facts]), NewsReading.number >= NewsVersion.since)
        .group_by(NewsReading.news_id)
    )
    with reading(actor) as session:
        return {news_id: number for news_id, number in session.execute(statement)}  # noqa: C416 - rows are not pairs


@dataclass(frozen=True, slots=True)
class Reader:
    """One of those who are to read news, or did. `answer` is the choice they gave first, in words; '' for none."""

    person_id: int
    name: str
    read_at: datetime | None
    answer: str
    was_right: bool


def reader_list(actor: Actor, shown: list[NewsFacts]) -> list[Reader]:
    """Return who has read what news says now: those who have not first, by name, then the latest first.

    `shown` are the versions of one news, newest first. Whoever left since and had read it is there still. Raises
    ForbiddenError to those who write none.
    """
    actor.check(Permission.WRITE_NEWS)
    now, by_number = shown[0], {one.number: one for one in shown}
    statement = (
        select(NewsReading)
        .where(NewsReading.news_id == now.id, NewsReading.number >= now.since)
        .order_by(NewsReading.read_at.desc(), NewsReading.person_id)
    )
    with reading(actor) as session:
        rows = {row.person_id: row for row in session.scalars(statement)}
    audience = {one.id: one.name for one in people.people(actor) if _reads_news(one.roles) and one.id != now.first_by}
    gone = people.names(actor, rows.keys() - audience.keys())
    waiting = [Reader(number, name, None, "", False) for number, name in audience.items() if number not in rows]
    names = audience | gone
    return waiting + [_reader(row, names.get(row.person_id, ""), by_number[row.number]) for row in rows.values()]


def _reader(row: NewsReading, name: str, version: NewsFacts) -> Reader:
    answer = version.choices[row.choice - 1] if row.choice else ""
    return Reader(row.person_id, name, row.read_at, answer, row.choice == version.right_choice)


def _reads_news(roles: Iterable[str]) -> bool:
    return Permission.CONFIRM_NEWS in permissions_of(frozenset(Role(role) for role in roles))


def _of_news() -> ColumnElement[bool]:
    return and_(NewsVersion.client_id == News.client_id, NewsVersion.news_id == News.id)


def _read_by(person_id: int | BindParameter[int] | None) -> ColumnElement[bool]:
    """The reading of one person that counts for a version."""
    return and_(
        NewsReading.client_id == NewsVersion.client_id,
        NewsReading.news_id == NewsVersion.news_id,
        NewsReading.person_id == person_id,
        NewsReading.number >= NewsVersion.since,
    )


def _newest(person_id: int | BindParameter[int] | None) -> Select[News, NewsVersion, NewsReading]:
    """Select each news in its newest version, the latest news first, beside the person's reading of it."""
    return (
        select(News, NewsVersion, NewsReading)
        .join(NewsVersion, and_(_of_news(), NewsVersion.number == News.newest))
        .outerjoin(NewsReading, _read_by(person_id))
        .order_by(News.written_at.desc(), News.id.desc())
    )


def _facts_of(session: WallSession, actor: Actor, statement: Select[News, NewsVersion, NewsReading]) -> list[NewsFacts]:
    return [_facts(actor, news, version, mine) for news, version, mine in session.execute(statement)]


def _facts(actor: Actor, news: News, version: NewsVersion, mine: NewsReading | None) -> NewsFacts:
    return NewsFacts(
        id=news.id,
        number=version.number,
        title=version.title,
        words=version.words,
        question=version.question,
        choices=tuple(version.choices),
        right_choice=version.right_choice,
        explanation=version.explanation,
        ends_at=version.ends_at,
        since=version.since,
        written_by=version.written_by,
        written_at=version.written_at,
        first_at=news.written_at,
        first_by=news.written_by,
        withdrawn_at=news.withdrawn_at,
        mine=Reading(mine.person_id, mine.number, mine.choice, mine.read_at) if mine else None,
        may_confirm=actor.may(Permission.CONFIRM_NEWS) and actor.person_id != news.written_by,
    )
