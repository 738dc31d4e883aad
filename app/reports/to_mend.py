"""What a trainer mends: checks that fail, and searches that found nothing; both in one statement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Date, Integer, String, cast, literal, null, select, union_all

from app.authoring.queries import CourseContent
from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.work import reading
from app.knowledge.gaps import Gap, newest_gaps
from app.learning.queries import failed_checks
from app.people.permissions import Permission
from app.reports.failing import FailingQuestion, failing_check, hardest_first

_SEARCH, _CHECK = "search", "check"


@dataclass(frozen=True, slots=True)
class ToMend:
    """Checks that fail, the hardest first, and searches in vain, the most frequent first; all that were asked for."""

    checks: tuple[FailingQuestion, ...]
    searches: tuple[Gap, ...]


def to_mend(actor: Actor, contents: Sequence[CourseContent], most_searches: int) -> ToMend:
    """Return the checks of these courses that somebody got wrong at first, and at most so many searches in vain.

    Checks that the newest release asks no more are left out. For those who publish.
    """
    actor.check(Permission.PUBLISH)
    gap, failed = newest_gaps(clock.now().date(), most_searches).subquery(), failed_checks().subquery()
    statement = union_all(
        select(
            literal(_SEARCH).label("kind"),
            gap.c.language,
            gap.c.question,
            gap.c.times,
            cast(null(), Integer),
            gap.c.last_day,
        ),
        select(
            literal(_CHECK),
            failed.c.course,
            cast(failed.c.question_id, String),
            failed.c.answered,
            failed.c.failed,
            cast(null(), Date),
        ),
    )
    with reading(actor) as session:
        rows = session.execute(statement).all()
    searches = [Gap(words, place, times, last) for kind, place, words, times, _failed, last in rows if kind == _SEARCH]
    searches.sort(key=lambda one: (-one.times, -one.last_day.toordinal(), one.question, one.language))
    counts = {(place, words): (asked, failed) for kind, place, words, asked, failed, _last in rows if kind == _CHECK}
    found = [
        failing_check(content, module, question, asked, wrong)
        for content in contents
        for module in content.modules
        for question in module.questions
        for asked, wrong in [counts.get((content.release.part, question.id), (0, 0))]
        if wrong
    ]
    return ToMend(tuple(sorted(found, key=hardest_first)), tuple(searches))
