"""Use cases of news: writing, changing, withdrawing; reading and answering."""

from __future__ import annotations

from sqlalchemy import select

from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.errors import InvalidError, NotFoundError, RefusedError
from app.kernel.ids import new_id
from app.kernel.messages import N_
from app.kernel.races import look_again_if_beaten
from app.kernel.work import Work, writing
from app.news.models import News, NewsReading, NewsVersion
from app.news.rules import Draft, chosen, ends_at, fit, has_ended
from app.people.permissions import Permission

GONE = N_("These news have been withdrawn meanwhile; there is nothing left to do about them.")


def write(actor: Actor, draft: Draft, token: str) -> str:
    """Publish news and return its id; a second click with the same `token` returns the first one's.

    Raises InvalidError for what cannot be published.
    """
    actor.check(Permission.WRITE_NEWS)
    kept = fit(draft)
    if has_ended(ends_at(kept.last_day, actor.time_zone), clock.now()):
        raise InvalidError(N_("The last day is over already. Choose today or a later day."))
    return look_again_if_beaten(lambda: _write(actor, kept, token))


def _write(actor: Actor, draft: Draft, token: str) -> str:
    with writing(actor) as work:
        twin = work.session.scalar(select(News.id).where(News.written_by == actor.number, News.token == token))
        if twin is not None:
            return twin
        news = News(id=new_id(), newest=1, written_by=actor.number, written_at=clock.now(), token=token)
        work.session.add(news)
        work.session.flush()
        _add_version(work, news, draft, since=1)
        work.record("news.written", news.id, title=draft.title, asks=bool(draft.question))
        return news.id


def _add_version(work: Work, news: News, draft: Draft, *, since: int) -> None:
    work.session.add(
        NewsVersion(
            news_id=news.id,
            number=news.newest,
            title=draft.title,
            words=draft.words,
            question=draft.question,
            choices=list(draft.choices),
            right_choice=draft.right_choice,
            explanation=draft.explanation,
            ends_at=ends_at(draft.last_day, work.actor.time_zone),
            since=since,
            written_by=work.actor.number,
            written_at=clock.now(),
        )
    )
    work.session.flush()


def change(actor: Actor, news_id: str, draft: Draft, seen: int, *, again: bool) -> None:
    """Publish a new version of news. With `again` those who have read it are asked to read it once more.

    `seen` is the number of the version that was changed. What says the same as the newest version changes nothing,
    so that a second click does not. Raises NotFoundError for no news, InvalidError for what cannot be published,
    RefusedError if a colleague was quicker or the news were withdrawn.
    """
    actor.check(Permission.WRITE_NEWS)
    kept = fit(draft)
    with writing(actor) as work:
        news = _held(work, actor, news_id)
        if news.withdrawn_at is not None:
            raise RefusedError(N_("These news are withdrawn and cannot be changed. Write new ones."))
        newest = work.session.get(NewsVersion, (actor.client_id, news_id, news.newest))
        assert newest is not None  # `newest` is set with the version
        same = _says(newest, kept, actor.time_zone)
        if same and not (again and news.newest == seen):
            return
        if news.newest != seen:
            raise RefusedError(N_("A colleague has changed these news meanwhile. Look at what they say now."))
        news.newest += 1
        _add_version(work, news, kept, since=news.newest if again or _asks_anew(newest, kept) else newest.since)
        work.record("news.changed", news_id, number=news.newest, title=kept.title, again=again)


def _says(version: NewsVersion, draft: Draft, time_zone: str) -> bool:
    return (
        version.title,
        version.words,
        version.question,
        tuple(version.choices),
        version.right_choice,
        version.explanation,
        version.ends_at,
    ) == (
        draft.title,
        draft.words,
        draft.question,
        draft.choices,
        draft.right_choice,
        draft.explanation,
        ends_at(draft.last_day, time_zone),
    )


def _asks_anew(version: NewsVersion, draft: Draft) -> bool:
    """Whether a question came that nobody who read the version before can have answered."""
    return bool(draft.question) and not version.question


def withdraw(actor: Actor, news_id: str) -> None:
    """Withdraw news: nobody is shown it any more but those who write news. Once withdrawn it stays so.

    Raises NotFoundError for no news.
    """
    actor.check(Permission.WRITE_NEWS)
    with writing(actor) as work:
        news = _held(work, actor, news_id)
        if news.withdrawn_at is not None:
            return
        news.withdrawn_at, news.withdrawn_by = clock.now(), actor.number
        work.record("news.withdrawn", news_id)


def read(actor: Actor, news_id: str, number: int, choice: int = 0) -> None:
    """Keep that the actor has read version `number` of news and, where it asks something, their answer.

    Only the first answer to a version is kept. Raises NotFoundError for no such version, InvalidError for an answer
    that is none of the choices, RefusedError if the news were withdrawn.
    """
    actor.check(Permission.CONFIRM_NEWS)
    with writing(actor) as work:
        news = _held(work, actor, news_id)
        version = work.session.get(NewsVersion, (actor.client_id, news_id, min(number, news.newest)))
        if version is None:
            raise NotFoundError()
        if news.withdrawn_at is not None:
            raise RefusedError(GONE)
        answer = chosen(len(version.choices), choice)
        before = select(NewsReading.number).where(
            NewsReading.news_id == news_id,
            NewsReading.person_id == actor.number,
            NewsReading.number >= version.since,
        )
        if work.session.scalar(before) is not None:
            return
        work.session.add(
            NewsReading(
                news_id=news_id,
                person_id=actor.number,
                number=version.number,
                choice=answer,
                read_at=clock.now(),
            )
        )
        work.session.flush()
        right = answer == version.right_choice if answer else None
        work.record("news.read", news_id, number=version.number, choice=answer, right=right)


def _held(work: Work, actor: Actor, news_id: str) -> News:
    """Return news, held until the commit: a second click, and a colleague's, waits for the first."""
    news = work.session.get(News, (actor.client_id, news_id), with_for_update=True)
    if news is None:
        raise NotFoundError()
    return news
