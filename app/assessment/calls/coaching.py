"""Coaching after a lost series; the next series begins with it."""

from __future__ import annotations

from sqlalchemy import Select, select

from app.assessment.calls.models import Coaching
from app.assessment.calls.queries import states_of
from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.errors import ForbiddenError, InvalidError, RefusedError
from app.kernel.messages import N_
from app.kernel.races import look_again_if_beaten
from app.kernel.texts import checked
from app.kernel.work import writing
from app.people.permissions import Permission

LONGEST_WORDS = 20_000
"""Characters."""


def record_coaching(actor: Actor, person_id: int, course: str, channel: str, language: str, words: str) -> str:
    """Record what was said to a person after a lost series, and return its id; said twice in the same words, once.

    Raises ForbiddenError for oneself, InvalidError for no words or an unknown pair, RefusedError if there is no lost
    series that waits for coaching.
    """
    actor.check(Permission.COACH)
    if person_id == actor.person_id:
        raise ForbiddenError(N_("Nobody coaches themselves."))
    said = checked(words, LONGEST_WORDS)
    if not said:
        raise InvalidError(N_("Write down what you talked about and what to practise."))
    return look_again_if_beaten(lambda: _record(actor, person_id, course, (channel, language), said))


def _record(actor: Actor, person_id: int, course: str, pair: tuple[str, str], words: str) -> str:
    with writing(actor) as work:
        state = states_of(actor, course, person_id).get(pair)
        if state is None:
            raise InvalidError(N_("This course has no calls of this channel in this language."))
        if not state.lost:
            same = work.session.scalar(_last(person_id, course, pair, state.number - 1))
            if same is not None and (same.coach_id, same.words) == (actor.person_id, words):
                return same.id
            raise RefusedError(N_("No lost series waits for coaching here; perhaps a colleague has recorded it."))
        row = Coaching(
            person_id=person_id,
            course=course,
            channel=pair[0],
            language=pair[1],
            series=state.number,
            coach_id=actor.number,
            words=words,
            recorded_at=clock.now(),
        )
        work.session.add(row)
        work.session.flush()
        work.record("coaching.recorded", row.id, person=person_id, course=course, series=state.number)
        return row.id


def _last(person_id: int, course: str, pair: tuple[str, str], number: int) -> Select[Coaching]:
    return select(Coaching).where(
        Coaching.person_id == person_id,
        Coaching.course == course,
        Coaching.channel == pair[0],
        Coaching.language == pair[1],
        Coaching.series == number,
    )
