"""Certificates appear with their last part, once, and never without two people behind them; on both databases."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime

import pytest

from app.certification import queries, service
from app.certification.expiry import Standing
from app.certification.models import CertificateLookup
from app.certification.policy import UnmeetableRuleError
from app.certification.rules import Cover, PartKind, SignOffRefusedError
from app.certification.waiting import one_waiting, waiting_for_sign_off
from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.errors import ForbiddenError, NotFoundError
from app.kernel.work import reading, writing
from app.people import memberships
from app.people.sign_in import INSTALLATION
from app.trail import service as trail
from tests.factories import CENTRE, FENWICK, NORDBANK, World
from tests.integration.certification import courses
from tests.integration.certification.courses import CARDS, CARDS_FILE, INDUCTION

PHONE, CHAT = Cover("phone", "en"), Cover("chat", "en")


def certificates_of(world: World, name: str, client_id: str = NORDBANK) -> list[queries.CertificateFacts]:
    return queries.certificates(world.system(client_id), [world.people[name]])


def missing_kinds(world: World, name: str) -> list[PartKind]:
    return [part.kind for part in queries.path_of(world.system(), world.people[name], CARDS).missing]


def test_the_induction_is_certified_by_the_program_alone(trained: World) -> None:
    olga, actor = trained.people["olga"], trained.system(CENTRE)
    courses.enrol(actor, olga, INDUCTION)
    courses.complete_modules(actor, olga, INDUCTION)
    assert certificates_of(trained, "olga", CENTRE) == []
    courses.pass_quiz(actor, olga, INDUCTION)
    [certificate] = certificates_of(trained, "olga", CENTRE)
    assert certificate.course_title == "Customer service foundations"
    assert certificate.expires_at is None
    assert certificate.covers == ()
    assert len(certificate.evidence["attempts"]) == 1
    assert trail.verify(actor) is None


def test_the_whole_path_ends_with_a_certificate_that_names_its_evidence(trained: World) -> None:
    with clock.at(datetime(2025, 11, 22, 15, tzinfo=UTC)):
        courses.learn_cards(trained, "olga")
        courses.pass_calls(trained, "olga")
        assert missing_kinds(trained, "olga") == [PartKind.SIGN_OFF]
        assert service.sign_off(trained.actor("sven"), trained.people["olga"], CARDS)
    [certificate] = certificates_of(trained, "olga")
    assert certificate.covers == (PHONE,)
    assert certificate.last_day == date(2026, 11, 22)
    assert certificate.line == "cards"
    assert {kind: len(ids) for kind, ids in certificate.evidence.items()} == {
        "agreements": 1,
        "certificates": 1,
        "modules": 2,
        "attempts": 1,
        "calls": 2,
        "sign_offs": 1,
    }
    assert certificate.standing(datetime(2026, 11, 1, tzinfo=UTC)) is Standing.EXPIRING
    assert certificate.standing(datetime(2026, 11, 22, 23, 59, tzinfo=UTC)) is Standing.EXPIRING
    assert certificate.standing(datetime(2026, 11, 23, tzinfo=UTC)) is Standing.EXPIRED
    with reading(INSTALLATION) as session:
        lookup = session.get(CertificateLookup, certificate.code)
        assert lookup is not None
        assert lookup.client_id == NORDBANK


def test_an_agreement_that_nobody_asked_for_and_she_did_not_accept_is_no_evidence(ready_to_sign: World) -> None:
    page = CARDS_FILE.replace("agreements: all", "agreements: [confidentiality]")
    courses.publish(ready_to_sign, NORDBANK, CARDS, page, agreements=("confidentiality", "recording"))
    assert service.sign_off(ready_to_sign.actor("sven"), ready_to_sign.people["olga"], CARDS)
    [certificate] = certificates_of(ready_to_sign, "olga")
    assert certificate.evidence["agreements"] == ["confidentiality"]


def test_the_agreement_can_be_the_last_part(trained: World) -> None:
    courses.finish_induction(trained, "olga")
    actor, olga = trained.system(), trained.people["olga"]
    courses.enrol(actor, olga, CARDS)
    courses.complete_modules(actor, olga, CARDS)
    courses.pass_quiz(actor, olga, CARDS)
    assert missing_kinds(trained, "olga")[0] is PartKind.AGREEMENTS
    courses.accept(trained, "olga")
    assert missing_kinds(trained, "olga") == [PartKind.CALLS, PartKind.SIGN_OFF]


def test_without_the_induction_nothing_opens(trained: World) -> None:
    courses.accept(trained, "olga")
    courses.enrol(trained.system(), trained.people["olga"], CARDS)
    path = queries.path_of(trained.actor("olga"), trained.people["olga"], CARDS)
    before = next(part for part in path.parts if part.kind is PartKind.COURSE_BEFORE)
    assert before.title == "Customer service foundations"
    assert [part.state.value for part in path.parts] == ["done", "open", "locked", "locked", "locked", "locked"]


def test_another_persons_induction_does_not_count(trained: World) -> None:
    courses.finish_induction(trained, "omar")
    courses.accept(trained, "olga")
    assert PartKind.COURSE_BEFORE in missing_kinds(trained, "olga")


def test_the_only_scorer_cannot_sign_off_and_a_colleague_can(trained: World) -> None:
    courses.learn_cards(trained, "olga")
    courses.pass_calls(trained, "olga", scorer="sven")
    with pytest.raises(SignOffRefusedError, match="Nobody certifies alone"):
        service.sign_off(trained.actor("sven"), trained.people["olga"], CARDS)
    assert certificates_of(trained, "olga") == []
    assert service.sign_off(trained.actor("sara"), trained.people["olga"], CARDS)
    assert len(certificates_of(trained, "olga")) == 1


@pytest.mark.parametrize(
    ("name", "error"), [("olga", ForbiddenError), ("ada", ForbiddenError), ("mira", ForbiddenError)]
)
def test_who_may_not_sign_off(ready_to_sign: World, name: str, error: type[Exception]) -> None:
    with pytest.raises(ForbiddenError):
        service.sign_off(ready_to_sign.actor(name), ready_to_sign.people["olga"], CARDS)


def test_a_trainer_cannot_sign_where_the_rule_says_supervisor(trained: World) -> None:
    courses.learn_cards(trained, "olga")
    courses.pass_calls(trained, "olga", scorer="sara")
    with pytest.raises(SignOffRefusedError, match="sign-off of a supervisor"):
        service.sign_off(trained.actor("tara"), trained.people["olga"], CARDS)


def test_somebody_of_another_client_is_not_there_to_be_signed_off(trained: World) -> None:
    with pytest.raises(NotFoundError):
        service.sign_off(trained.actor("sven"), trained.people["otto"], CARDS)


def test_a_further_channel_is_added_to_the_same_certificate(ready_to_sign: World) -> None:
    service.sign_off(ready_to_sign.actor("sven"), ready_to_sign.people["olga"], CARDS)
    courses.score_call(ready_to_sign.system(), ready_to_sign.people["olga"], ready_to_sign.people["tara"], "chat")
    assert certificates_of(ready_to_sign, "olga")[0].covers == (PHONE,)
    [case] = waiting_for_sign_off(ready_to_sign.actor("sven"))
    assert case.covers == (CHAT,)
    assert service.sign_off(ready_to_sign.actor("sven"), ready_to_sign.people["olga"], CARDS)
    [certificate] = certificates_of(ready_to_sign, "olga")
    assert certificate.covers == (CHAT, PHONE)
    assert waiting_for_sign_off(ready_to_sign.actor("sven")) == []


def test_who_waits_is_listed_with_the_calls_and_why_one_cannot_sign(trained: World) -> None:
    courses.learn_cards(trained, "olga")
    assert waiting_for_sign_off(trained.actor("sven")) == []
    courses.pass_calls(trained, "olga", scorer="sven")
    [case] = waiting_for_sign_off(trained.actor("sven"))
    assert case.name == "Olga Test"
    assert [call.assessor_id for call in case.path.record.calls] == [trained.people["sven"]] * 2
    assert "Nobody certifies alone" in str(case.refusal)
    assert one_waiting(trained.actor("sara"), trained.people["olga"], CARDS).refusal is None


def test_two_last_parts_in_one_moment_make_one_certificate(ready_to_sign: World) -> None:
    """Two supervisors press the button together; one wins, the other is told; one certificate exists."""
    together = threading.Barrier(2)
    results: list[object] = []
    actors = [ready_to_sign.actor("sven"), ready_to_sign.actor("sara")]

    def sign(actor: Actor) -> None:
        together.wait()
        try:
            results.append(service.sign_off(actor, ready_to_sign.people["olga"], CARDS))
        except SignOffRefusedError as error:
            results.append(error)

    threads = [threading.Thread(target=sign, args=(actor,)) for actor in actors]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(certificates_of(ready_to_sign, "olga")) == 1
    assert results.count(True) == 1
    assert any("nothing left" in str(one) for one in results)
    assert trail.verify(ready_to_sign.system()) is None


def test_signing_off_twice_at_once_is_one_sign_off_and_no_refusal(ready_to_sign: World) -> None:
    actor, olga = ready_to_sign.actor("sven"), ready_to_sign.people["olga"]
    together = threading.Barrier(2)

    def sign(_click: int) -> bool:
        together.wait()
        return service.sign_off(actor, olga, CARDS)

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(sign, range(2))) == [True, True]
    [certificate] = certificates_of(ready_to_sign, "olga")
    assert len(certificate.evidence["sign_offs"]) == 1


def test_later_than_a_double_click_it_is_said_that_nothing_is_left(ready_to_sign: World) -> None:
    actor, olga = ready_to_sign.actor("sven"), ready_to_sign.people["olga"]
    service.sign_off(actor, olga, CARDS)
    with clock.at(clock.now() + clock.A_MOMENT), pytest.raises(SignOffRefusedError, match="nothing left"):
        service.sign_off(actor, olga, CARDS)


def test_who_leaves_at_the_moment_of_the_sign_off_is_not_signed_off_after(ready_to_sign: World) -> None:
    """Whoever ends the role holds the person first: the sign-off waits, and then finds nobody there."""
    actor, olga = ready_to_sign.actor("sven"), ready_to_sign.people["olga"]
    outcome: list[BaseException | None] = []

    def sign() -> None:
        try:
            service.sign_off(actor, olga, CARDS)
        except NotFoundError as error:
            outcome.append(error)

    signing = threading.Thread(target=sign)
    with writing(ready_to_sign.system()):
        memberships.leave(ready_to_sign.system(), olga)
        signing.start()
        signing.join(0.3)
        assert signing.is_alive(), "it waits"
    signing.join()
    assert len(outcome) == 1
    assert certificates_of(ready_to_sign, "olga") == []


def test_two_different_last_parts_in_one_moment_miss_nothing(trained: World) -> None:
    """The last module in one tab, the exam in another: whichever commits last sees both."""
    actor, olga = trained.system(CENTRE), trained.people["olga"]
    courses.enrol(actor, olga, INDUCTION)
    courses.complete_modules(actor, olga, INDUCTION, courses.MODULES[0])
    together = threading.Barrier(2)
    failures: list[BaseException] = []

    def run(step: object, *arguments: object) -> None:
        together.wait()
        try:
            step(*arguments)  # type: ignore[operator]
        except BaseException as error:
            failures.append(error)

    threads = [
        threading.Thread(target=run, args=(courses.complete_modules, actor, olga, INDUCTION, courses.MODULES[1])),
        threading.Thread(target=run, args=(courses.pass_quiz, actor, olga, INDUCTION)),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert len(certificates_of(trained, "olga", CENTRE)) == 1


def test_one_sees_ones_own_certificate_and_not_a_colleagues(ready_to_sign: World) -> None:
    service.sign_off(ready_to_sign.actor("sven"), ready_to_sign.people["olga"], CARDS)
    [certificate] = certificates_of(ready_to_sign, "olga")
    for name in ("olga", "ada", "mira", "sven", "tara"):
        assert queries.certificate(ready_to_sign.actor(name), certificate.id).number == certificate.number
    with pytest.raises(NotFoundError):
        queries.certificate(ready_to_sign.actor("omar"), certificate.id)
    with pytest.raises(NotFoundError):
        queries.certificate(ready_to_sign.actor("audrey", FENWICK), certificate.id)
    assert queries.certificates(ready_to_sign.actor("omar")) == []


def test_a_course_that_nobody_could_ever_sign_off_is_not_published(trained: World) -> None:
    page = CARDS_FILE.replace("sign-off: supervisor", "sign-off: manager")
    with pytest.raises(UnmeetableRuleError, match="supervisor, trainer"):
        courses.publish(trained, NORDBANK, CARDS, page)
