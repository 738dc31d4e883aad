"""Searches that found nothing: kept without who searched, shown to trainers, gone once dealt with (docs/adr/0041)."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Select, delete, func, select
from sqlalchemy.exc import SQLAlchemyError

from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.races import look_again_if_beaten
from app.kernel.work import reading, writing
from app.knowledge.gap_rules import MOST_A_DAY, first_day, kept_words, language_of
from app.knowledge.models import SearchGap
from app.people.permissions import Permission

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Gap:
    """A question that nothing answered, `times` in the days that are kept, the last time on `last_day` (UTC).

    `language` is the code of the language it is in, if its alphabet tells; else of the one that the searchers read in.
    """

    question: str
    language: str
    times: int
    last_day: date


def keep(actor: Actor, question: str) -> None:
    """Count that nothing answered a question, in a transaction of its own; whoever asked is left out.

    Those who publish are not counted: they look whether there is something by now.

    Never raises for a database that cannot take it just now: a search does not fail because of what is counted about
    it. The log says so then, without the question.
    """
    words = kept_words(question)
    if not words or actor.may(Permission.PUBLISH):
        return
    nobody = replace(actor, person_id=None)
    try:
        look_again_if_beaten(lambda: _count(nobody, words))
    except SQLAlchemyError as problem:
        logger.warning("a search that found nothing was not counted: %s", type(problem).__name__)


def _count(nobody: Actor, words: str) -> None:
    today, language = clock.now().date(), language_of(words, nobody.language)
    with writing(nobody) as work:
        kept = work.session.scalar(select(func.sum(SearchGap.times)).where(SearchGap.day == today)) or 0
        if kept >= MOST_A_DAY:
            return
        key = (nobody.client_id, today, language, words)
        row = work.session.get(SearchGap, key, with_for_update=True)
        if row is None:
            work.session.execute(delete(SearchGap).where(SearchGap.day < first_day(today)))
            work.session.add(SearchGap(day=today, language=language, question=words, times=1))
        else:
            row.times += 1
        work.record("search.found nothing", today.isoformat(), language=language)


def gaps(actor: Actor, limit: int | None = None) -> list[Gap]:
    """Return what was looked for in vain in the days that are kept, the most frequent first, then the latest.

    At most `limit` of them. For those who publish.
    """
    actor.check(Permission.PUBLISH)
    with reading(actor) as session:
        return [Gap(*row) for row in session.execute(newest_gaps(clock.now().date(), limit))]


def newest_gaps(today: date, limit: int | None) -> Select[str, str, int, date]:
    """Return what selects the same: the columns of `Gap`, under their names."""
    times, last_day = func.sum(SearchGap.times), func.max(SearchGap.day)
    return (
        select(SearchGap.question, SearchGap.language, times.label("times"), last_day.label("last_day"))
        .where(SearchGap.day >= first_day(today))
        .group_by(SearchGap.question, SearchGap.language)
        .order_by(times.desc(), last_day.desc(), SearchGap.question, SearchGap.language)
        .limit(limit)
    )


def deal_with(actor: Actor, question: str, language: str) -> bool:
    """Take a question off the list: its gap is closed. Return False if it is gone already, as after a second click.

    Asked in vain once more it comes back. For those who publish.
    """
    actor.check(Permission.PUBLISH)
    with writing(actor) as work:
        mine = select(SearchGap).where(SearchGap.question == question, SearchGap.language == language)
        rows = work.session.scalars(mine.with_for_update()).all()
        if not rows:
            return False
        for row in rows:
            work.session.delete(row)
        times = sum(row.times for row in rows)
        work.record("search.dealt with", max(row.day for row in rows).isoformat(), language=language, times=times)
        return True
