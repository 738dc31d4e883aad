"""The path to a certificate: each part alone holds it back, nobody vouches alone, nobody for themselves."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.certification.policy import policy_for
from app.certification.rules import (
    Cover,
    Facts,
    Item,
    PartKind,
    PartState,
    QuizFacts,
    Series,
    Signature,
    Signer,
    SignOffRefusedError,
    certified_covers,
    check_can_sign_off,
    covers_to_sign,
    missing,
    missing_before_calls,
    next_part,
    path,
)
from app.certification.words import hint_of, lacking_of, name_of, progress_of
from app.content.documents import CertificateRule, QuizRule, SeriesRule
from app.content.kinds import Training
from app.people.permissions import Permission

OLGA, SVEN, SARA, TARA = 1, 2, 3, 4
PHONE, CHAT = Cover("phone", "en"), Cover("chat", "en")
CENTRE = policy_for(Training.CENTRE)

RULE = CertificateRule(
    title="Certified card-line operator",
    quizzes=(QuizRule("final-exam", 90),),
    calls=SeriesRule(2, 3, 85),
    further=SeriesRule(1, 2, 85),
    sign_off="supervisor",
)
INDUCTION = CertificateRule(title="Induction completed", quizzes=(QuizRule("final-exam", 80),))


def series(cover: Cover = PHONE, scorers: set[int] | None = None, *, passed: int = 2) -> Series:
    return Series(cover, passed, 2, met=True, scorers=frozenset({TARA} if scorers is None else scorers), calls=("c1",))


COMPLETE = Facts(
    agreements=(Item("confidentiality", "Confidentiality", done=True),),
    courses_before=(Item("centre/induction", "Customer service foundations", done=True),),
    modules=(Item("verify", "Verify", done=True), Item("blocked", "Blocked cards", done=True)),
    quizzes=(QuizFacts("final-exam", "Final exam", best=95),),
    series=(series(),),
    signatures=(Signature(SVEN, "supervisor", frozenset({PHONE})),),
)


def signer(number: int, *roles: str, side: str = "centre") -> Signer:
    return Signer(number, side, frozenset(roles), frozenset({Permission.SIGN_OFF}))


def without(**changes: object) -> Facts:
    return replace(COMPLETE, **changes)  # type: ignore[arg-type]


def test_the_path_is_listed_in_the_order_in_which_it_is_walked() -> None:
    assert [part.kind for part in path(RULE, COMPLETE)] == [
        PartKind.AGREEMENTS,
        PartKind.COURSE_BEFORE,
        PartKind.MODULES,
        PartKind.QUIZ,
        PartKind.CALLS,
        PartKind.SIGN_OFF,
    ]
    assert not missing(path(RULE, COMPLETE))


ONE_MISSING = {
    "an agreement": (without(agreements=(Item("c", "Confidentiality", done=False),)), PartKind.AGREEMENTS),
    "the course before": (
        without(courses_before=(Item("centre/induction", "Foundations", done=False),)),
        PartKind.COURSE_BEFORE,
    ),
    "a module": (without(modules=(*COMPLETE.modules, Item("fraud", "Fraud", done=False))), PartKind.MODULES),
    "the quiz, never sat": (without(quizzes=(QuizFacts("final-exam", "Final exam"),)), PartKind.QUIZ),
    "the quiz, passed below what the certificate asks": (
        without(quizzes=(QuizFacts("final-exam", "Final exam", best=89),)),
        PartKind.QUIZ,
    ),
    "the calls": (without(series=(Series(PHONE, 1, 2, met=False),)), PartKind.CALLS),
    "the calls, none yet": (without(series=()), PartKind.CALLS),
    "the sign-off": (without(signatures=()), PartKind.SIGN_OFF),
    "the sign-off of the role the rule names": (
        without(signatures=(Signature(SVEN, "trainer", frozenset({PHONE})),)),
        PartKind.SIGN_OFF,
    ),
    "a second person": (without(series=(series(scorers={SVEN}),)), PartKind.SIGN_OFF),
}


@pytest.mark.parametrize("case", ONE_MISSING)
def test_each_missing_part_alone_holds_the_certificate_back_and_is_named(case: str) -> None:
    facts, kind = ONE_MISSING[case]
    lacking = missing(path(RULE, facts))
    assert kind in [part.kind for part in lacking]
    first = lacking[0]
    assert first.kind is kind
    assert str(name_of(first))
    assert str(hint_of(first))
    assert str(lacking_of(first))


STATES = {
    "nothing done: the first part is open, the rest not yet": (
        Facts(
            agreements=(Item("c", "C", done=False),),
            modules=(Item("m", "M", done=False),),
        ),
        ["open", "locked", "locked", "locked", "locked"],
    ),
    "agreements done": (
        Facts(agreements=(Item("c", "C", done=True),), modules=(Item("m", "M", done=False),)),
        ["done", "open", "locked", "locked", "locked"],
    ),
    "everything learnt": (replace(COMPLETE, series=(), signatures=()), ["done"] * 4 + ["open", "locked"]),
    "in the queue": (
        replace(COMPLETE, series=(), signatures=(), waits_for_call=True),
        ["done"] * 4 + ["waiting", "locked"],
    ),
    "a lost series waits for coaching": (
        replace(COMPLETE, series=(Series(PHONE, 1, 2, met=False, lost=True),), signatures=()),
        ["done"] * 4 + ["waiting", "locked"],
    ),
    "calls passed: waits for the sign-off": (replace(COMPLETE, signatures=()), ["done"] * 5 + ["waiting"]),
    "all": (COMPLETE, ["done"] * 6),
}


@pytest.mark.parametrize("case", STATES)
def test_states_say_what_is_open_now_and_what_waits(case: str) -> None:
    facts, states = STATES[case]
    assert [part.state.value for part in path(RULE, facts)] == states


def test_a_course_without_calls_and_sign_off_needs_nobody() -> None:
    parts = path(INDUCTION, replace(COMPLETE, series=(), signatures=(), courses_before=()))
    assert [part.kind for part in parts] == [PartKind.AGREEMENTS, PartKind.MODULES, PartKind.QUIZ]
    assert not missing(parts)


def test_a_named_module_that_the_course_no_longer_has_stays_missing() -> None:
    parts = path(replace(INDUCTION, modules=("gone",)), COMPLETE)
    assert [part.lacking for part in missing(parts)] == [("gone",)]


def test_the_first_that_is_missing_is_named_with_its_place_among_all() -> None:
    modules = (Item("a", "A", done=True), Item("new", "New", done=False), Item("b", "B", done=True))
    [part] = [each for each in missing(path(RULE, without(modules=modules))) if each.kind is PartKind.MODULES]
    assert (part.first, part.at, part.done, part.needed) == ("new", 2, 2, 3)


def test_what_comes_before_calls_leaves_out_calls_and_sign_off() -> None:
    assert missing_before_calls(RULE, replace(COMPLETE, series=(), signatures=())) == ()
    lacking = missing_before_calls(RULE, without(quizzes=()))
    assert [part.kind for part in lacking] == [PartKind.QUIZ]


def test_without_a_sign_off_in_the_rule_one_scorer_alone_needs_a_second_person() -> None:
    rule = replace(RULE, sign_off=None)
    alone = replace(COMPLETE, signatures=())
    assert [part.kind for part in missing(path(rule, alone))] == [PartKind.SIGN_OFF]
    two_scorers = replace(alone, series=(series(scorers={TARA, SVEN}),))
    assert not missing(path(rule, two_scorers))


def test_a_sign_off_without_calls_takes_two_people() -> None:
    rule = replace(RULE, calls=None)
    one = replace(COMPLETE, series=(), signatures=(Signature(SVEN, "supervisor"),))
    assert [part.kind for part in missing(path(rule, one))] == [PartKind.SIGN_OFF]
    assert check_can_sign_off(signer(SARA, "supervisor"), OLGA, rule, CENTRE, one) == ()
    with pytest.raises(SignOffRefusedError, match="signed off already"):
        check_can_sign_off(signer(SVEN, "supervisor"), OLGA, rule, CENTRE, one)
    two = replace(one, signatures=(*one.signatures, Signature(SARA, "supervisor")))
    assert not missing(path(rule, two))


def test_a_further_channel_is_covered_once_it_is_passed_and_signed() -> None:
    both = replace(COMPLETE, series=(series(), series(CHAT, passed=1)))
    assert certified_covers(RULE, both) == (PHONE,)
    assert covers_to_sign(RULE, both, SARA) == (CHAT,)
    signed = replace(both, signatures=(*both.signatures, Signature(SARA, "supervisor", frozenset({CHAT}))))
    assert certified_covers(RULE, signed) == (PHONE, CHAT)


def test_the_shorter_series_alone_certifies_nothing() -> None:
    assert certified_covers(RULE, replace(COMPLETE, series=(series(passed=1),))) == ()


UNSIGNED = replace(COMPLETE, signatures=())
REFUSALS = {
    "oneself": (signer(OLGA, "supervisor"), UNSIGNED, "themselves"),
    "an operator": (Signer(SARA, "centre", frozenset({"operator"})), UNSIGNED, "does not certify"),
    "the client's own supervisor": (signer(SARA, "supervisor", side="client"), UNSIGNED, "does not certify"),
    "a trainer where the rule says supervisor": (signer(SARA, "trainer"), UNSIGNED, "sign-off of a supervisor"),
    "before the calls": (signer(SVEN, "supervisor"), replace(UNSIGNED, series=()), "comes last"),
    "the one who scored every passed call": (
        signer(SVEN, "supervisor"),
        replace(UNSIGNED, series=(series(scorers={SVEN}),)),
        "Nobody certifies alone",
    ),
    "twice": (signer(SARA, "supervisor"), COMPLETE, "nothing left"),
}


@pytest.mark.parametrize("case", REFUSALS)
def test_a_sign_off_is_refused_with_its_reason(case: str) -> None:
    who, facts, words = REFUSALS[case]
    with pytest.raises(SignOffRefusedError, match=words):
        check_can_sign_off(who, OLGA, RULE, CENTRE, facts)


def test_a_colleague_signs_what_is_passed() -> None:
    assert check_can_sign_off(signer(SVEN, "supervisor"), OLGA, RULE, CENTRE, UNSIGNED) == (PHONE,)


def test_somebody_who_is_supervisor_and_trainer_signs_as_the_role_that_is_asked() -> None:
    assert check_can_sign_off(signer(SVEN, "trainer", "supervisor"), OLGA, RULE, CENTRE, UNSIGNED) == (PHONE,)


def test_what_to_do_next_is_the_first_open_part_else_what_one_waits_for() -> None:
    opened = next_part(path(RULE, without(quizzes=())))
    assert opened is not None
    assert opened.kind is PartKind.QUIZ
    waiting = next_part(path(RULE, UNSIGNED))
    assert waiting is not None
    assert waiting.state is PartState.WAITING
    assert next_part(path(RULE, COMPLETE)) is None


WORDS = {
    "modules 1 of 2: Blocked cards": without(
        modules=(Item("verify", "Verify", done=True), Item("blocked", "Blocked cards", done=False))
    ),
    "Final exam: 90% needed, best so far 70%": without(quizzes=(QuizFacts("final-exam", "Final exam", best=70),)),
    "Final exam: 90% needed": without(quizzes=(QuizFacts("final-exam", "Final exam"),)),
    "agreements: Confidentiality": without(agreements=(Item("c", "Confidentiality", done=False),)),
    "test calls 0 of 2": without(series=()),
    "sign-off": UNSIGNED,
}


@pytest.mark.parametrize("expected", WORDS)
def test_missing_parts_are_said_in_words(expected: str) -> None:
    assert str(lacking_of(missing(path(RULE, WORDS[expected]))[0])) == expected


def test_chips_count_where_counting_helps() -> None:
    modules, quiz = path(INDUCTION, Facts(modules=(Item("m", "M", done=False),)))
    assert str(progress_of(modules)) == "0 of 1"
    assert progress_of(quiz) is None


people = st.integers(min_value=1, max_value=5)
covers = st.builds(Cover, st.sampled_from(["phone", "chat", "email"]), st.sampled_from(["en", "pl"]))
signatures = st.builds(
    Signature, people, st.sampled_from(["supervisor", "trainer", "manager"]), st.frozensets(covers, max_size=4)
)
all_series = st.lists(
    st.builds(Series, covers, st.integers(0, 4), st.just(2), met=st.booleans(), scorers=st.frozensets(people)),
    max_size=4,
    unique_by=lambda one: one.cover,
)
some_items = st.lists(st.builds(Item, st.text(max_size=3), st.text(max_size=3), done=st.booleans()), max_size=3)
some_facts = st.builds(
    Facts,
    agreements=some_items.map(tuple),
    courses_before=some_items.map(tuple),
    modules=some_items.map(tuple),
    quizzes=st.lists(
        st.builds(QuizFacts, st.just("final-exam"), st.just("Exam"), st.none() | st.integers(0, 100)), max_size=1
    ).map(tuple),
    series=all_series.map(tuple),
    signatures=st.lists(signatures, max_size=4).map(tuple),
    waits_for_call=st.booleans(),
)
rules = st.builds(
    CertificateRule,
    title=st.just("T"),
    quizzes=st.sampled_from([(), (QuizRule("final-exam", 80),)]),
    calls=st.none() | st.just(SeriesRule(2, 3, 85)),
    further=st.none() | st.just(SeriesRule(1, 2, 85)),
    sign_off=st.sampled_from([None, "supervisor", "trainer"]),
)


@given(rules, some_facts)
def test_law_whoever_is_certified_was_vouched_for_by_two_people(rule: CertificateRule, facts: Facts) -> None:
    for cover in certified_covers(rule, facts):
        scorers = next(one.scorers for one in facts.series if one.cover == cover)
        signers = {one.person_id for one in facts.signatures if cover in one.covers}
        assert len(scorers | signers) >= 2
    if not missing(path(rule, facts)) and rule.calls is not None:
        assert certified_covers(rule, facts)


@given(rules, some_facts)
def test_law_at_most_the_first_undone_part_is_open_and_nothing_is_open_behind_it(
    rule: CertificateRule, facts: Facts
) -> None:
    parts = path(rule, facts)
    lacking = missing(parts)
    for part in lacking:
        before = parts[: parts.index(part)]
        same_step = {part.kind, PartKind.AGREEMENTS} if part.kind is PartKind.AGREEMENTS else {part.kind}
        if part.state is not PartState.LOCKED:
            assert not [one for one in missing(before) if one.kind not in same_step]
    assert bool(lacking) == bool(next_part(parts))


@given(rules, some_facts, people, people)
def test_law_a_sign_off_is_never_ones_own_nor_by_the_only_scorer(
    rule: CertificateRule, facts: Facts, who: int, person: int
) -> None:
    try:
        signed = check_can_sign_off(signer(who, "supervisor", "trainer"), person, rule, CENTRE, facts)
    except SignOffRefusedError:
        return
    assert who != person
    for cover in signed:
        assert next(one.scorers for one in facts.series if one.cover == cover) != {who}


@given(rules, some_facts)
def test_law_a_further_signature_never_takes_anything_away(rule: CertificateRule, facts: Facts) -> None:
    more = replace(facts, signatures=(*facts.signatures, Signature(5, "supervisor", frozenset({PHONE, CHAT}))))
    assert set(certified_covers(rule, facts)) <= set(certified_covers(rule, more))
