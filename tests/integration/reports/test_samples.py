"""Samples: drawn once, kept on the record, the same when drawn again, and only of one's own client."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import delete, select

from app.assessment.calls.models import LiveCall
from app.certification import service
from app.kernel import clock
from app.kernel.errors import ForbiddenError, InvalidError, NotFoundError, RefusedError
from app.kernel.work import reading, writing
from app.reports.sample_rules import SampleKind, WantedSample, digest, draw, mark
from app.reports.samples import BY_PERSON, BY_PROGRAM, draw_sample, get_sample, sample_order, samples
from app.trail.models import TrailEntry
from tests.factories import FENWICK, World
from tests.integration.certification import courses
from tests.integration.certification.courses import CARDS

NOW = datetime(2030, 11, 22, 12, tzinfo=UTC)
YESTERDAY = NOW.date() - timedelta(days=1)
TOKEN = "0" * 20


def wanted(kind: SampleKind, size: int = 10, until: date = YESTERDAY, seed: str = "dice 4 2 6") -> WantedSample:
    return WantedSample(kind, date(2030, 11, 1), until, size, seed)


@pytest.fixture
def cleared(trained: World) -> World:
    with clock.at(NOW - timedelta(days=2)):
        courses.learn_cards(trained, "olga")
        courses.pass_calls(trained, "olga")
        service.sign_off(trained.actor("sven"), trained.people["olga"], CARDS)
    return trained


def test_a_sample_is_drawn_once_and_the_same_again(cleared: World) -> None:
    ada = cleared.actor("ada")
    with clock.at(NOW):
        first = draw_sample(ada, wanted(SampleKind.CALLS, 1), TOKEN)
        assert draw_sample(ada, wanted(SampleKind.CALLS, 1), TOKEN) == first
        sheet = get_sample(ada, first)
        assert sheet.is_same
        assert sheet.facts.population > 1
        [call] = sheet.rows
        assert (call.person_id, call.passed) == (cleared.people["olga"], True)
        certificates = get_sample(ada, draw_sample(ada, wanted(SampleKind.CERTIFICATES), "1" * 20))
        assert [one.title for one in certificates.rows] == ["Certified card-line operator"]
        assert [one.id for one in samples(ada, 5)] == [certificates.facts.id, first]
    with reading(ada) as session:
        line = session.scalars(select(TrailEntry).where(TrailEntry.subject == first)).one()
    assert line.action == "sample.drawn"
    assert '"seed":"dice 4 2 6"' in line.data.replace(": ", ":")


OTHERS = [
    wanted(SampleKind.CERTIFICATES, 1),
    wanted(SampleKind.CALLS, 2),
    wanted(SampleKind.CALLS, 1, until=YESTERDAY - timedelta(days=1)),
    wanted(SampleKind.CALLS, 1, seed="another"),
    wanted(SampleKind.CALLS, 1, seed=""),
]


def test_a_form_that_drew_one_sample_draws_no_other(cleared: World) -> None:
    ada = cleared.actor("ada")
    with clock.at(NOW):
        first = draw_sample(ada, wanted(SampleKind.CALLS, 1), TOKEN)
        for other in OTHERS:
            with pytest.raises(RefusedError):
                draw_sample(ada, other, TOKEN)
        assert [one.id for one in samples(ada, 5)] == [first]


def test_who_chose_the_seed_is_known_and_a_second_click_makes_no_other(cleared: World) -> None:
    ada = cleared.actor("ada")
    with clock.at(NOW):
        typed = get_sample(ada, draw_sample(ada, wanted(SampleKind.CALLS, 1), TOKEN))
        made = get_sample(ada, draw_sample(ada, wanted(SampleKind.CALLS, 1, seed=""), "1" * 20))
        assert draw_sample(ada, wanted(SampleKind.CALLS, 1, seed=""), "1" * 20) == made.facts.id
    assert (typed.seed_by, made.seed_by) == (BY_PERSON, BY_PROGRAM)
    assert len(made.facts.wanted.seed) == 16


def test_a_draw_can_be_repeated_from_the_ids_alone(cleared: World) -> None:
    ada = cleared.actor("ada")
    with clock.at(NOW):
        sample = draw_sample(ada, wanted(SampleKind.CALLS, 1), TOKEN)
        facts, order = get_sample(ada, sample).facts, sample_order(ada, sample)
    ids = [one for one, _mark in order]
    assert (len(ids), digest(ids), tuple(draw(facts.wanted.seed, ids, 1))) == (
        facts.population,
        facts.digest,
        facts.drawn,
    )
    assert order == sorted(((one, mark(facts.wanted.seed, one)) for one in ids), key=lambda pair: pair[1])


def test_a_day_that_is_not_over_is_not_drawn_from(cleared: World) -> None:
    """A call that ends now may be stored after the draw; then a sample that nobody touched would not come out again."""
    with clock.at(NOW), pytest.raises(InvalidError):
        draw_sample(cleared.actor("ada"), wanted(SampleKind.CALLS, until=NOW.date()), TOKEN)


def test_what_happens_later_changes_no_sample_and_what_is_missing_shows(cleared: World) -> None:
    ada = cleared.actor("ada")
    with clock.at(NOW):
        sample = draw_sample(ada, wanted(SampleKind.CALLS, 1), TOKEN)
    with clock.at(NOW + timedelta(days=1)):
        courses.learn_cards(cleared, "omar")
        courses.pass_calls(cleared, "omar")
        assert get_sample(ada, sample).is_same
        with writing(cleared.system()) as work:
            work.session.execute(delete(LiveCall).where(LiveCall.person_id == cleared.people["omar"]))
            gone = work.session.scalars(select(LiveCall).where(LiveCall.person_id == cleared.people["olga"])).first()
            assert gone is not None
            gone.ended_at = NOW - timedelta(days=400)
            work.record("call.voided", gone.id)
        assert not get_sample(ada, sample).is_same


def test_who_may_draw_and_of_what(cleared: World) -> None:
    with clock.at(NOW):
        sample = draw_sample(cleared.actor("ada"), wanted(SampleKind.CALLS), TOKEN)
        with pytest.raises(NotFoundError):
            get_sample(cleared.actor("audrey", FENWICK), sample)
        with pytest.raises(InvalidError):
            draw_sample(cleared.actor("audrey", FENWICK), wanted(SampleKind.CALLS), TOKEN)
        for name in ("tara", "sven", "olga"):
            with pytest.raises(ForbiddenError):
                draw_sample(cleared.actor(name), wanted(SampleKind.CALLS), TOKEN)
