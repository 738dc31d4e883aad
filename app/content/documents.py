"""What the parser makes of a file: one frozen document, whatever its kind.

Everything here is plain immutable data, so a document can be shared between threads and kept in a cache keyed by
the release it came from. `source` always means Markdown as the trainer wrote it; nothing here is HTML.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from app.content.kinds import (
    Channel,
    CriticalClass,
    Kind,
    PublicVerification,
    QuestionKind,
    ShowAnswers,
    Training,
    Unit,
)


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time as written: `10 working days`, `12 months`."""

    amount: int
    unit: Unit


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer of a single or multiple choice question.

    `share` is the part of the question's points it earns, 0.0 to 1.0; in a multiple choice 1.0 means 'right'.
    """

    source: str
    share: float
    feedback: str = ""


@dataclass(frozen=True, slots=True)
class TextAnswer:
    """One accepted (share > 0) or known-wrong (share 0) short text; `exact` keeps case and blanks."""

    text: str
    share: float
    exact: bool = False
    feedback: str = ""


@dataclass(frozen=True, slots=True)
class NumberAnswer:
    """One accepted range of numbers, ends included, as decimal strings so that no digit is lost."""

    low: str
    high: str
    share: float
    feedback: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a check or a quiz.

    `id` is unique in its course; `title` and `body` are Markdown; `points` whole points; `scoring` is `exact` or
    `partial` (multiple choice only). Exactly one of the answer tuples is filled, according to `kind`. Nothing reads
    `tags` yet.
    """

    id: str
    kind: QuestionKind
    title: str
    line: int
    body: str = ""
    points: int = 1
    tags: tuple[str, ...] = ()
    scoring: str = "exact"
    choices: tuple[Choice, ...] = ()
    texts: tuple[TextAnswer, ...] = ()
    numbers: tuple[NumberAnswer, ...] = ()
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A `##` section of a module or an article: an entry of the knowledge base with an address of its own.

    `anchor` is the heading as GitHub names it; `source` is everything under the heading except the questions and the
    line with the phrases of `asked_as`; `questions` is filled only in 'Check yourself'; `anchors` are the names of the
    headings within `source`, in order.
    """

    anchor: str
    title: str
    line: int
    source: str
    questions: tuple[Question, ...] = ()
    anchors: tuple[str, ...] = ()
    asked_as: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pool:
    """`## Pool: Identity (draw 3)` of a quiz; questions outside any pool are one pool without a title, all drawn."""

    title: str
    draw: int
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class SeriesRule:
    """`4 of 5 at 85%`: `passed` of at most `calls` scored calls, each at `percent` of all points or more."""

    passed: int
    calls: int
    percent: int


@dataclass(frozen=True, slots=True)
class QuizRule:
    """`quiz final-exam: 80%`."""

    quiz: str
    percent: int


@dataclass(frozen=True, slots=True)
class CertificateRule:
    """The `certificate:` block of a course. `None` for modules or agreements means all of them.

    Nothing reads `nesting` and `renew_from` yet.
    """

    title: str
    modules: tuple[str, ...] | None = None
    quizzes: tuple[QuizRule, ...] = ()
    calls: SeriesRule | None = None
    further: SeriesRule | None = None
    agreements: tuple[str, ...] | None = None
    nesting: Duration | None = None
    sign_off: str | None = None
    valid: Duration | None = None
    renew_from: Duration | None = None


@dataclass(frozen=True, slots=True)
class Criterion:
    """A row of the scorecard. `full` says what earns full points on a live call."""

    name: str
    points: int
    full: str
    may_not_apply: bool = False


@dataclass(frozen=True, slots=True)
class CriticalError:
    """A named critical error of the scorecard; it fails the call whatever the points."""

    name: str
    kind: CriticalClass
    description: str


@dataclass(frozen=True, slots=True)
class Quote:
    """What the caller says, one message a line in chat and messenger, said only while the facts are so."""

    lines: tuple[str, ...]
    only_if: tuple[str, ...] = ()
    only_if_not: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reply:
    """One thing the operator may say. `text` is without its outer quotes; `id` is `step/position` from 1.

    `goes_to` is the anchor of the next step, or None when the reply ends the call with `ending`.
    `score` is (criterion, points) pairs as written; `seconds` is the time to say it within.
    """

    id: str
    text: str
    line: int
    goes_to: str | None
    ending: str | None = None
    score: tuple[tuple[str, int], ...] = ()
    remembers: tuple[str, ...] = ()
    only_if: tuple[str, ...] = ()
    only_if_not: tuple[str, ...] = ()
    critical: tuple[str, ...] = ()
    feedback: str = ""
    article: str = ""
    seconds: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A `##` heading of a scenario that is not its scorecard."""

    anchor: str
    title: str
    line: int
    quotes: tuple[Quote, ...]
    replies: tuple[Reply, ...]


@dataclass(frozen=True, slots=True)
class Targets:
    """`targets: reply 45 s, call 6 min, notes 2 min`, in seconds; None where not set. Nothing reads `notes` yet."""

    reply: int | None = None
    call: int | None = None
    notes: int | None = None


@dataclass(frozen=True, slots=True)
class PassRule:
    """`pass: 85%, ending resolved, no critical error`. No ending named: none passes."""

    percent: int
    endings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """What every kind of file has. `path` is relative to the folder of clients, with forward slashes.

    `name` is the file name without ending and order number. `body` is what stands before the first section, in a
    client, course or agreement everything; `anchors` are GitHub's names of all headings of the file, in order.
    """

    path: str
    name: str
    kind: Kind
    title: str
    body: str = ""
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ClientDocument(Document):
    """client.md: who the client is and what it demands.

    `body` is the introduction, written in `language`. A file that `translates` client.md gives the introduction in
    another language and nothing else.
    """

    mark: str = ""
    colour: str = ""
    languages: tuple[str, ...] = ()
    training: Training = Training.CENTRE
    agreements: tuple[str, ...] = ()
    public_verification: PublicVerification = PublicVerification.NO
    centre: bool = False
    language: str = "en"
    translates: str = ""


@dataclass(frozen=True, slots=True)
class CourseDocument(Document):
    """course.md. `after` holds course addresses such as `centre/induction`. Nothing reads `audience` yet."""

    line: str = ""
    language: str = "en"
    serves: tuple[str, ...] = ()
    channels: tuple[Channel, ...] = ()
    audience: str = "operator"
    due: Duration | None = None
    after: tuple[str, ...] = ()
    translates: str = ""
    training: Training | None = None
    certificate: CertificateRule | None = None


@dataclass(frozen=True, slots=True)
class ModuleDocument(Document):
    """A module. `order` is the number its file name begins with. Nothing reads `competencies` yet."""

    order: int = 0
    minutes: int | None = None
    competencies: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()

    @property
    def questions(self) -> tuple[Question, ...]:
        """Every check of the module, in order."""
        return tuple(question for section in self.sections for question in section.questions)


@dataclass(frozen=True, slots=True)
class QuizDocument(Document):
    """A quiz of its own. `wait` between attempts; `minutes` None means no clock; `attempts` None means any number."""

    pass_percent: int = 80
    attempts: int | None = None
    wait: Duration | None = None
    minutes: int | None = None
    shuffle: bool = False
    show_answers: ShowAnswers = ShowAnswers.AFTER_PASSING
    pools: tuple[Pool, ...] = ()

    @property
    def questions(self) -> tuple[Question, ...]:
        """Every question of every pool, as written."""
        return tuple(question for pool in self.pools for question in pool.questions)


@dataclass(frozen=True, slots=True)
class ScenarioDocument(Document):
    """A test-call scenario: one scorecard for the rehearsal and for the live call."""

    channel: Channel | None = None
    caller: str = ""
    say_only_if_asked: str = ""
    targets: Targets = field(default_factory=Targets)
    pass_rule: PassRule = field(default_factory=lambda: PassRule(percent=100))
    criteria: tuple[Criterion, ...] = ()
    critical_errors: tuple[CriticalError, ...] = ()
    steps: tuple[Step, ...] = ()

    @property
    def endings(self) -> tuple[str, ...]:
        """The trainer's own words for how a call can end, in order of appearance."""
        return tuple(dict.fromkeys(reply.ending for step in self.steps for reply in step.replies if reply.ending))

    @property
    def points(self) -> int:
        """All points of the scorecard."""
        return sum(criterion.points for criterion in self.criteria)


@dataclass(frozen=True, slots=True)
class ArticleDocument(Document):
    """A knowledge-base article. Nothing reads `review` yet."""

    language: str = "en"
    review: Duration | None = None
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True, slots=True)
class AgreementDocument(Document):
    """A text to accept before content shows; `body` is the text.

    One that `translates` another is the same agreement in another language, and none of its own.
    """

    language: str = "en"
    translates: str = ""
