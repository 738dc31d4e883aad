"""What a certificate asks and how far a person is. Pure: facts in, a path or a refusal out.

The path has one part for the agreements, one for each course to be held before, one for the modules, one for each
quiz, one for the test calls and one for the sign-off, in the order of domain.md, 'How a person gets cleared'. The
certificate is issued when every part is done; each part that is not holds it back alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from app.certification.policy import TrainingPolicy
from app.content.documents import CertificateRule, QuizRule
from app.kernel.errors import RefusedError
from app.kernel.messages import N_, Word
from app.people.permissions import Permission

TWO_PEOPLE = 2


class PartKind(StrEnum):
    """The kinds of parts, in the order in which a person meets them."""

    AGREEMENTS = "agreements"
    COURSE_BEFORE = "course before"
    MODULES = "modules"
    QUIZ = "quiz"
    CALLS = "test calls"
    SIGN_OFF = "sign-off"


class PartState(StrEnum):
    """Where a part stands: met; to be done now; with somebody else; not before the parts above it."""

    DONE = "done"
    OPEN = "open"
    WAITING = "waiting"
    LOCKED = "locked"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the path. `name` is a quiz's file name or a course's address, else empty; `title` is for people.

    `done` of `needed` counts agreements, modules, per cent of a quiz (the best so far), passed calls, or people who
    vouched. `lacking` holds the titles of what is missing, `first` the name of the first of them and `at` its place
    among all, from 1; `lost` says that a series of calls ended without success.
    """

    kind: PartKind
    state: PartState
    done: int
    needed: int
    name: str = ""
    title: str = ""
    lacking: tuple[str, ...] = ()
    first: str = ""
    at: int = 0
    lost: bool = False


@dataclass(frozen=True, slots=True, order=True)
class Cover:
    """A channel and a language for which somebody may take calls."""

    channel: str
    language: str


@dataclass(frozen=True, slots=True)
class Item:
    """An agreement, a module or a course before this one, whether the person has it, and the id that proves it."""

    name: str
    title: str
    done: bool
    proof: str = ""


@dataclass(frozen=True, slots=True)
class QuizFacts:
    """A quiz and the best result in it, in per cent, with the id of that attempt."""

    name: str
    title: str
    best: int | None = None
    attempt: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """A person's present series of test calls for one cover.

    `calls` are the ids of its passed calls, `scorers` are those who scored them.
    """

    cover: Cover
    passed: int
    needed: int
    met: bool
    lost: bool = False
    scorers: frozenset[int] = frozenset()
    calls: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Signature:
    """A sign-off that was given: by whom, in which role, for which covers (none where the rule asks no calls)."""

    person_id: int
    role: str
    covers: frozenset[Cover] = frozenset()
    id: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of one person on one course."""

    agreements: tuple[Item, ...] = ()
    courses_before: tuple[Item, ...] = ()
    modules: tuple[Item, ...] = ()
    quizzes: tuple[QuizFacts, ...] = ()
    series: tuple[Series, ...] = ()
    signatures: tuple[Signature, ...] = ()
    waits_for_call: bool = False


@dataclass(frozen=True, slots=True)
class Signer:
    """Who would sign: their number, side, roles and permissions for this client."""

    person_id: int
    side: str
    roles: frozenset[str]
    permissions: frozenset[str] = field(default_factory=frozenset)


def path(rule: CertificateRule, facts: Facts) -> tuple[Part, ...]:
    """Return every part that `rule` asks, in order, with its state."""
    parts = [*_learning_parts(rule, facts)]
    if rule.calls is not None:
        parts.append(_calls_part(rule, facts, open_now=_all_done(parts)))
    if _asks_sign_off(rule, facts):
        parts.append(_sign_off_part(rule, facts, open_now=_all_done(parts)))
    return tuple(parts)


def missing(parts: Iterable[Part]) -> tuple[Part, ...]:
    """Return the parts that hold the certificate back."""
    return tuple(part for part in parts if part.state is not PartState.DONE)


def missing_before_calls(rule: CertificateRule, facts: Facts) -> tuple[Part, ...]:
    """Return what a person still lacks before they may wait for a test call."""
    return missing(_learning_parts(rule, facts))


def next_part(parts: Sequence[Part]) -> Part | None:
    """Return the first part the person can act on now; else the one they wait for; None when all is done."""
    open_parts = [part for part in parts if part.state is PartState.OPEN]
    waiting = [part for part in parts if part.state is PartState.WAITING]
    return next(iter([*open_parts, *waiting]), None)


def certified_covers(rule: CertificateRule, facts: Facts) -> tuple[Cover, ...]:
    """Return the covers whose calls are passed and that enough people vouch for.

    Enough: the sign-off of the role the rule names, if it names one, and two people at least among those who scored
    the passed calls and those who signed this cover.
    """
    return tuple(series.cover for series in _met(rule, facts) if _vouched(rule, facts, series.cover, series.scorers))


def waits_for_sign_off(rule: CertificateRule, facts: Facts, parts: Iterable[Part]) -> bool:
    """Tell whether all but the sign-off is done, or a further channel or language is passed and not yet signed.

    `parts` are the `path` of the same rule and facts.
    """
    lacking = missing(parts)
    if lacking:
        return all(part.kind is PartKind.SIGN_OFF for part in lacking)
    certified = certified_covers(rule, facts)
    return any(series.met and series.cover not in certified for series in facts.series)


def covers_to_sign(rule: CertificateRule, facts: Facts, signer_id: int) -> tuple[Cover, ...]:
    """Return the passed covers that still lack a sign-off which `signer_id` may give.

    A cover whose passed calls were all scored by the signer is not among them: nobody certifies alone.
    """
    certified = certified_covers(rule, facts)
    return tuple(
        series.cover
        for series in _met(rule, facts)
        if series.cover not in certified
        and series.scorers != {signer_id}
        and signer_id not in _signers(facts, series.cover, role=None)
    )


def check_can_sign_off(
    signer: Signer, person_id: int, rule: CertificateRule, policy: TrainingPolicy, facts: Facts
) -> tuple[Cover, ...]:
    """Return the covers that the sign-off is for. Raises SignOffRefusedError, saying why it cannot be given.

    The role is exactly the one the rule names: a rule that says `supervisor` is not met by a trainer. Where the rule
    names none and a second person is needed all the same, anybody who may certify can be that person.
    """
    _check_signer(signer, person_id, rule, policy)
    parts = path(rule, facts)
    if any(part.kind is not PartKind.SIGN_OFF for part in missing(parts)):
        raise SignOffRefusedError(N_("A sign-off comes last, and another part of the path is still missing."))
    if rule.calls is None:
        _check_second_signature(signer, parts, facts)
        return ()
    covers = covers_to_sign(rule, facts, signer.person_id)
    if not covers and any(series.scorers == {signer.person_id} for series in _unsigned(rule, facts)):
        raise SignOffRefusedError(
            N_("You scored every passed call of this person. Nobody certifies alone: ask a colleague to sign off.")
        )
    if not covers:
        raise SignOffRefusedError(N_("There is nothing left to sign off here: it has been done."))
    return covers


class SignOffRefusedError(RefusedError):
    """This sign-off cannot be given, by this person or now."""


def _check_signer(signer: Signer, person_id: int, rule: CertificateRule, policy: TrainingPolicy) -> None:
    if signer.person_id == person_id:
        raise SignOffRefusedError(N_("Nobody signs themselves off. Ask a colleague."))
    if Permission.SIGN_OFF not in signer.permissions or not policy.may_certify(signer.side, signer.roles):
        raise SignOffRefusedError(N_("Your role does not certify operators here."))
    if rule.sign_off is not None and rule.sign_off not in signer.roles:
        raise SignOffRefusedError(
            N_("This certificate asks for the sign-off of a %(role)s, and you are none here."), role=Word(rule.sign_off)
        )


def _check_second_signature(signer: Signer, parts: Sequence[Part], facts: Facts) -> None:
    if not missing(parts):
        raise SignOffRefusedError(N_("There is nothing left to sign off here: it has been done."))
    if any(signature.person_id == signer.person_id for signature in facts.signatures):
        raise SignOffRefusedError(
            N_("You have signed off already. Nobody certifies alone: a colleague has to sign off too.")
        )


def _learning_parts(rule: CertificateRule, facts: Facts) -> list[Part]:
    parts = []
    agreements = _asked(facts.agreements, rule.agreements)
    if agreements:
        parts.append(_items_part(PartKind.AGREEMENTS, agreements, open_now=True))
    parts.extend(_course_part(item, open_now=_all_done(parts)) for item in facts.courses_before)
    modules = _asked(facts.modules, rule.modules)
    if modules:
        parts.append(_items_part(PartKind.MODULES, modules, open_now=_all_done(parts)))
    open_now = _all_done(parts)
    known = {quiz.name: quiz for quiz in facts.quizzes}
    parts.extend(
        _quiz_part(asked, known.get(asked.quiz, QuizFacts(asked.quiz, asked.quiz)), open_now=open_now)
        for asked in rule.quizzes
    )
    return parts


def _asked(items: tuple[Item, ...], names: tuple[str, ...] | None) -> tuple[Item, ...]:
    """Pick what the rule names; None names all. What it names and nobody has stays missing."""
    if names is None:
        return items
    known = {item.name: item for item in items}
    return tuple(known.get(name, Item(name, name, done=False)) for name in names)


def _all_done(parts: Iterable[Part]) -> bool:
    return not missing(parts)


def _state(done: bool, open_now: bool, *, waits: bool = False) -> PartState:
    if done:
        return PartState.DONE
    if not open_now:
        return PartState.LOCKED
    return PartState.WAITING if waits else PartState.OPEN


def _items_part(kind: PartKind, items: tuple[Item, ...], *, open_now: bool) -> Part:
    lacking = [item for item in items if not item.done]
    return Part(
        kind,
        _state(not lacking, open_now),
        len(items) - len(lacking),
        len(items),
        lacking=tuple(item.title for item in lacking),
        first=lacking[0].name if lacking else "",
        at=items.index(lacking[0]) + 1 if lacking else 0,
    )


def _course_part(item: Item, *, open_now: bool) -> Part:
    lacking = () if item.done else (item.title,)
    state = _state(item.done, open_now)
    return Part(PartKind.COURSE_BEFORE, state, int(item.done), 1, item.name, item.title, lacking)


def _quiz_part(asked: QuizRule, quiz: QuizFacts, *, open_now: bool) -> Part:
    done = quiz.best is not None and quiz.best >= asked.percent
    return Part(
        PartKind.QUIZ,
        _state(done, open_now),
        quiz.best or 0,
        asked.percent,
        quiz.name,
        quiz.title,
        () if done else (quiz.title,),
    )


def _calls_part(rule: CertificateRule, facts: Facts, *, open_now: bool) -> Part:
    needed = rule.calls.passed if rule.calls else 0
    if _met(rule, facts):
        return Part(PartKind.CALLS, PartState.DONE, needed, needed)
    ahead = max(facts.series, key=lambda series: series.passed, default=None)
    lost = ahead is not None and ahead.lost
    state = _state(False, open_now, waits=facts.waits_for_call or lost)
    passed = min(ahead.passed, needed) if ahead else 0
    return Part(PartKind.CALLS, state, passed, needed, lost=lost)


def _met(rule: CertificateRule, facts: Facts) -> tuple[Series, ...]:
    """Return the passed series, once one of them has as many passed calls as the first series needs."""
    met = tuple(series for series in facts.series if series.met)
    first = rule.calls.passed if rule.calls else 0
    return met if any(series.passed >= first for series in met) else ()


def _asks_sign_off(rule: CertificateRule, facts: Facts) -> bool:
    """Tell whether a sign-off is asked: by the rule, or because one person scored every passed call."""
    if rule.sign_off is not None:
        return True
    met = _met(rule, facts)
    return rule.calls is not None and bool(met) and all(len(series.scorers) < TWO_PEOPLE for series in met)


def _sign_off_part(rule: CertificateRule, facts: Facts, *, open_now: bool) -> Part:
    if rule.calls is None:
        signers = {signature.person_id for signature in facts.signatures if signature.role == rule.sign_off}
        vouching, done = len(signers), len(signers) >= TWO_PEOPLE
    else:
        done = bool(certified_covers(rule, facts))
        vouching = max((len(_vouching(facts, series)) for series in _met(rule, facts)), default=0)
    state = _state(done, open_now, waits=True)
    return Part(PartKind.SIGN_OFF, state, min(vouching, TWO_PEOPLE), TWO_PEOPLE, title=rule.sign_off or "")


def _vouching(facts: Facts, series: Series) -> frozenset[int]:
    return series.scorers | _signers(facts, series.cover, role=None)


def _vouched(rule: CertificateRule, facts: Facts, cover: Cover, scorers: frozenset[int]) -> bool:
    if rule.sign_off is not None and not _signers(facts, cover, role=rule.sign_off):
        return False
    return len(scorers | _signers(facts, cover, role=None)) >= TWO_PEOPLE


def _signers(facts: Facts, cover: Cover, *, role: str | None) -> frozenset[int]:
    return frozenset(
        signature.person_id
        for signature in facts.signatures
        if cover in signature.covers and role in (None, signature.role)
    )


def _unsigned(rule: CertificateRule, facts: Facts) -> tuple[Series, ...]:
    certified = certified_covers(rule, facts)
    return tuple(series for series in _met(rule, facts) if series.cover not in certified)
