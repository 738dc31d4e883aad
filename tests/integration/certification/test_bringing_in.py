"""Certificates earned before are brought in with evidence, count from then on, and say what they are."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import InvalidRequestError

from app.certification import queries
from app.certification.bringing_in import bring_in
from app.certification.clearance import clearances
from app.certification.models import CertificatePaper
from app.certification.papers import open_paper, papers_of, read_paper
from app.certification.rules import Cover
from app.kernel import clock
from app.kernel.errors import ForbiddenError, InvalidError, NotFoundError, RefusedError
from app.kernel.work import reading
from app.people.importing.rows import Earned, read_rows
from app.people.importing.service import carry_out, preview
from app.people.importing.sheets import read_sheet
from app.reports.changes import latest_changes
from app.reports.queries import overview
from app.trail import service as trail
from tests.factories import CENTRE, FENWICK, World
from tests.integration.certification.courses import CARDS

PHONE = Cover("phone", "en")
NOW = datetime(2035, 11, 22, 12, tzinfo=UTC)
PAPER = Earned(CARDS, date(2035, 6, 1), None, "Paper 7, tested by the bank", "archive/7.pdf")

SCAN = read_paper("seven.pdf", b"%PDF-1.7 the paper itself")


def certificate_of(world: World, name: str) -> queries.CertificateFacts:
    [found] = queries.certificates(world.system(), [world.people[name]])
    return found


def test_a_certificate_earned_before_clears_and_says_what_it_is(trained: World) -> None:
    with clock.at(NOW):
        made = bring_in(trained.actor("mira"), trained.people["olga"], PAPER, {PHONE})
        assert bring_in(trained.actor("mira"), trained.people["olga"], PAPER, {PHONE}) == made, "a second click"
        found = certificate_of(trained, "olga")
        assert (found.issued_at.date(), found.last_day) == (date(2035, 6, 1), date(2036, 6, 1))
        assert (found.brought_in_at, found.brought_in_by) == (NOW, trained.people["mira"])
        assert (found.proof, found.proof_file) == ("Paper 7, tested by the bank", "archive/7.pdf")
        assert found.covers == (PHONE,)
        cleared = [one for one in clearances(trained.actor("mira")) if one.allowed]
        assert [one.person_id for one in cleared] == [trained.people["olga"]]
    [line] = [one for one in latest_changes(trained.actor("mira")) if one.action == "certificate.brought in"]
    assert line.by == trained.people["mira"]
    assert "Paper" not in str(line.data)
    assert trail.verify(trained.system()) is None


def test_what_was_answered_about_a_past_day_stays_true(trained: World) -> None:
    with clock.at(NOW):
        bring_in(trained.actor("mira"), trained.people["olga"], PAPER, {PHONE})

        def held(moment: datetime) -> list[int]:
            return [cell.person.id for cell in overview(trained.actor("mira"), moment).cells if cell.certificate]

        assert held(NOW - timedelta(days=1)) == []
        assert held(NOW) == [trained.people["olga"]]


def test_what_cannot_be_brought_in_is_refused(trained: World) -> None:
    mira, tara, olga = trained.actor("mira"), trained.actor("tara"), trained.people["olga"]
    with clock.at(NOW):
        with pytest.raises(RefusedError):
            bring_in(mira, trained.people["mira"], PAPER, {PHONE})
        with pytest.raises(NotFoundError):
            bring_in(mira, trained.people["otto"], PAPER, {PHONE})
        with pytest.raises(ForbiddenError):
            bring_in(trained.actor("sven"), olga, PAPER, {PHONE})
        for earned in (
            Earned(CARDS, date(2035, 11, 30), None, "Paper", ""),
            Earned(CARDS, date(2035, 6, 1), date(2035, 5, 1), "Paper", ""),
            Earned(CARDS, date(2035, 6, 1), None, " ", ""),
        ):
            with pytest.raises(InvalidError):
                bring_in(mira, olga, earned, {PHONE})
        with pytest.raises(InvalidError):
            bring_in(mira, olga, PAPER, set())
        bring_in(tara, olga, PAPER, {PHONE})
        with pytest.raises(RefusedError):
            bring_in(mira, olga, PAPER, {PHONE})


def test_its_paper_is_kept_with_it_and_its_hash_on_the_trail(trained: World) -> None:
    mira, olga = trained.actor("mira"), trained.people["olga"]
    with clock.at(NOW):
        made = bring_in(mira, olga, PAPER, {PHONE}, SCAN)
        assert bring_in(mira, olga, PAPER, {PHONE}, SCAN) == made, "a second click"
        for other in (None, read_paper("seven.pdf", b"%PDF-1.7 another")):
            with pytest.raises(RefusedError):
                bring_in(mira, olga, PAPER, {PHONE}, other)
    facts, content = open_paper(trained.actor("olga"), made)
    assert (facts.name, facts.size, facts.sha256, content) == ("seven.pdf", 25, SCAN.sha256, SCAN.content)
    [line] = [one for one in latest_changes(mira) if one.action == "certificate.brought in"]
    assert line.data["file"] == SCAN.sha256
    assert trail.verify(trained.system()) is None


def test_a_paper_is_for_those_who_may_see_its_certificate(trained: World) -> None:
    olga = trained.people["olga"]
    with clock.at(NOW):
        made = bring_in(trained.actor("mira"), olga, PAPER, {PHONE}, SCAN)
        bare = bring_in(trained.actor("mira"), trained.people["omar"], PAPER, {PHONE})
    assert open_paper(trained.actor("ada"), made)[1] == SCAN.content
    for stranger, certificate in (
        (trained.actor("omar"), made),
        (trained.actor("audrey", FENWICK), made),
        (trained.actor("mira", CENTRE), made),
        (trained.actor("mira"), bare),
    ):
        with pytest.raises(NotFoundError):
            open_paper(stranger, certificate)
    assert papers_of(trained.actor("audrey", FENWICK), [made]) == {}


def test_the_bytes_of_a_paper_are_read_only_by_name(trained: World) -> None:
    with clock.at(NOW):
        bring_in(trained.actor("mira"), trained.people["olga"], PAPER, {PHONE}, SCAN)
    with reading(trained.system()) as session:
        row = session.scalars(select(CertificatePaper)).one()
        with pytest.raises(InvalidRequestError):
            _ = row.content


def test_a_file_brings_in_certificates_once(trained: World) -> None:
    head = "name;sign-in name;role;certificate;earned on;holds until;evidence\n"
    data = (
        f"{head};olga@example.test;;{CARDS};2035-06-01;2035-12-31;Paper 7\nNina;nina;operator;{CARDS};2035-06-02;;P 8\n"
    )
    table, mira = read_rows(read_sheet(data.encode())), trained.actor("mira")
    with clock.at(NOW):
        carry_out(mira, table, preview(mira, table).digest)
        assert certificate_of(trained, "olga").last_day == date(2035, 12, 31)
        assert {one.proof for one in queries.certificates(trained.system())} == {"Paper 7", "P 8"}
        assert not preview(mira, table).can_be_written
