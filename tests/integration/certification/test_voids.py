"""What a certificate rests on is not voided; a sign-off that was a mistake is."""

from __future__ import annotations

import pytest

from app.assessment.calls import service as calls
from app.assessment.quizzes import queries as quizzes
from app.assessment.quizzes import voids as attempts
from app.certification import queries, service, voids
from app.kernel.errors import ForbiddenError, NotFoundError, RefusedError
from app.reports.dossier import dossier
from tests.factories import FENWICK, NORDBANK, World
from tests.integration.certification.courses import (
    CARDS,
    CARDS_FILE,
    learn_cards,
    publish,
    score_call,
)

WHY = "Scored for the wrong person"


def evidence(world: World) -> dict[str, list[str]]:
    (one,) = [one for one in queries.certificates(world.actor("mira"), [world.people["olga"]]) if one.course == CARDS]
    return dict(one.evidence)


def sign_offs(world: World) -> list[str]:
    entries = dossier(world.actor("mira"), world.people["olga"]).entries
    return [entry.step.id for entry in entries if entry.step and entry.step.kind.value == "sign-off"]


def test_what_an_issued_certificate_rests_on_is_refused_by_its_name(ready_to_sign: World) -> None:
    world = ready_to_sign
    assert service.sign_off(world.actor("sven"), world.people["olga"], CARDS)
    rests_on, mira = evidence(world), world.actor("mira")
    (certificate,) = [one for one in queries.certificates(mira, [world.people["olga"]]) if one.course == CARDS]
    for act, proofs in (
        (calls.void_call, rests_on["calls"]),
        (attempts.void_attempt, rests_on["attempts"]),
        (voids.void_sign_off, rests_on["sign_offs"]),
    ):
        assert proofs
        for proof in proofs:
            with pytest.raises(RefusedError, match=certificate.number):
                act(mira, proof, WHY)


def test_a_call_that_no_certificate_rests_on_is_voided_all_the_same(ready_to_sign: World) -> None:
    world = ready_to_sign
    service.sign_off(world.actor("sven"), world.people["olga"], CARDS)
    extra = score_call(world.system(), world.people["olga"], world.people["tara"], "chat")
    calls.void_call(world.actor("mira"), extra, WHY)
    (path,) = [queries.path_of(world.actor("mira"), world.people["olga"], CARDS)]
    assert {series.cover.channel: series.passed for series in path.facts.series}["chat"] == 0
    entry = next(
        one for one in dossier(world.actor("ada"), world.people["olga"]).entries if one.step and one.step.id == extra
    )
    assert entry.step is not None
    assert entry.step.void_reason == WHY


def test_without_its_calls_nobody_is_signed_off(ready_to_sign: World) -> None:
    world = ready_to_sign
    path = queries.path_of(world.actor("mira"), world.people["olga"], CARDS)
    (series,) = [one for one in path.facts.series if one.met]
    calls.void_call(world.actor("mira"), series.calls[0], WHY)
    with pytest.raises(RefusedError, match="still missing"):
        service.sign_off(world.actor("sven"), world.people["olga"], CARDS)


def test_a_voided_quiz_is_missing_again(ready_to_sign: World) -> None:
    world = ready_to_sign
    (passed,) = quizzes.attempts(world.actor("mira"), [world.people["olga"]], [CARDS])
    attempts.void_attempt(world.actor("mira"), passed.id, WHY)
    kinds = [part.kind.value for part in queries.path_of(world.actor("mira"), world.people["olga"], CARDS).missing]
    assert "quiz" in kinds


def test_a_sign_off_from_which_nothing_was_issued_is_voided_and_can_be_given_again(trained: World) -> None:
    world, olga = trained, trained.people["olga"]
    without_calls = [line for line in CARDS_FILE.splitlines() if "test calls" not in line and "further" not in line]
    publish(world, NORDBANK, CARDS, "\n".join(without_calls), agreements=("confidentiality",))
    learn_cards(world, "olga")
    assert not service.sign_off(world.actor("sven"), olga, CARDS), "a second person has to sign too"
    (given,) = sign_offs(world)
    voids.void_sign_off(world.actor("mira"), given, WHY)
    voids.void_sign_off(world.actor("mira"), given, "Said again")
    voided = voids.get_sign_off(world.actor("mira"), given).voided
    assert voided is not None
    assert voided.reason == WHY
    assert not service.sign_off(world.actor("sara"), olga, CARDS), "the voided one vouches for nothing"
    assert service.sign_off(world.actor("sven"), olga, CARDS)


def test_only_who_may_voids_a_sign_off(ready_to_sign: World) -> None:
    world = ready_to_sign
    service.sign_off(world.actor("sven"), world.people["olga"], CARDS)
    (given,) = sign_offs(world)
    with pytest.raises(ForbiddenError):
        voids.void_sign_off(world.actor("sara"), given, WHY)
    with pytest.raises(NotFoundError):
        voids.get_sign_off(world.actor("audrey", FENWICK), given)
    with pytest.raises(NotFoundError):
        voids.void_sign_off(world.actor("mira"), "0" * 20, WHY)
