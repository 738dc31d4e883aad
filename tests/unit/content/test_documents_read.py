"""What the worked examples of the course language become."""

from __future__ import annotations

import pytest

from app.content.documents import (
    ArticleDocument,
    Choice,
    ClientDocument,
    CourseDocument,
    Duration,
    ModuleDocument,
    QuizDocument,
    SeriesRule,
    Targets,
)
from app.content.kinds import Channel, PublicVerification, QuestionKind, ShowAnswers, Training, Unit
from app.content.parser import parse
from tests.unit.content.samples import ALL, ARTICLE, CLIENT, COURSE, MODULE, QUIZ, SCENARIO, document_of, scenario_of


@pytest.mark.parametrize("kind", ALL)
def test_a_sample_of_each_kind_has_no_errors(kind: str) -> None:
    parsed = parse("nordbank/card-line/01-sample.md", ALL[kind])
    assert parsed.is_sound, parsed.problems
    assert parsed.document is not None
    assert parsed.document.kind == kind


def test_a_client_says_who_it_is_and_what_it_demands() -> None:
    client = document_of(CLIENT)
    assert isinstance(client, ClientDocument)
    assert (client.title, client.mark, client.colour) == ("Nordbank", "NB", "#0b6e4f")
    assert (client.languages, client.agreements) == (("en", "pl"), ("confidentiality",))
    assert (client.training, client.public_verification, client.centre) == (
        Training.CASCADE,
        PublicVerification.NO,
        False,
    )


def test_a_course_says_for_whom_by_when_and_what_certifies() -> None:
    course = document_of(COURSE)
    assert isinstance(course, CourseDocument)
    assert (course.line, course.serves, course.channels) == ("cards", ("en", "pl"), (Channel.PHONE, Channel.CHAT))
    assert (course.audience, course.due) == ("operator", Duration(10, Unit.WORKING_DAYS))
    assert course.after == ("centre/induction",)
    assert course.body == "Welcome to the card line. ..."
    rule = course.certificate
    assert rule is not None
    assert (rule.title, rule.modules, rule.agreements) == ("Certified card-line operator", None, None)
    assert [(quiz.quiz, quiz.percent) for quiz in rule.quizzes] == [("final-exam", 80)]
    assert (rule.calls, rule.further) == (SeriesRule(4, 5, 85), SeriesRule(1, 2, 85))
    assert (rule.nesting, rule.sign_off) == (Duration(10, Unit.WORKING_DAYS), "supervisor")
    assert (rule.valid, rule.renew_from) == (Duration(12, Unit.MONTHS), Duration(30, Unit.DAYS))


def test_a_module_has_sections_with_addresses_and_checks() -> None:
    module = document_of(MODULE)
    assert isinstance(module, ModuleDocument)
    assert (module.name, module.order, module.minutes) == ("sample", 1, 12)
    assert [section.anchor for section in module.sections] == ["two-factors-always", "check-yourself"]
    assert module.sections[0].source == "Ask before you open the account ..."
    (question,) = module.questions
    assert (question.id, question.points, question.tags) == ("balance-01", 2, ("identity",))
    assert question.choices == (
        Choice("After two factors", 1.0, "Right: one factor is a guess."),
        Choice("After the PIN word", 0.5, "That is one of the two."),
        Choice("When the caller sounds sure", 0.0),
    )
    assert question.explanation == "Policy 4.2, [Two factors](#two-factors-always)."


@pytest.mark.parametrize("key", ["asked as", "как спрашивают", "Jak pytaja", "πώς το ρωτούν"])
def test_a_section_says_in_which_words_people_ask_for_it(key: str) -> None:
    module = document_of(MODULE.replace("Ask before", f"\n{key}: who am I ; caller  refuses;who am I\n\nAsk before"))
    assert isinstance(module, ModuleDocument)
    assert module.sections[0].asked_as == ("who am I", "caller refuses")
    assert module.sections[0].source == "Ask before you open the account ..."


def test_a_greek_question_mark_parts_phrases_and_may_end_them() -> None:
    module = document_of(MODULE.replace("Ask before", "πώς το ρωτούν: πού είναι; γιατί\u037e\n\nAsk before"))
    assert isinstance(module, ModuleDocument)
    assert module.sections[0].asked_as == ("πού είναι", "γιατί")


@pytest.mark.parametrize("line", ["Asked: often.", "See https://a.example", "**asked as**: a", "- asked as: a"])
def test_a_line_that_only_looks_like_phrases_stays_text(line: str) -> None:
    module = document_of(MODULE.replace("Ask before", f"{line}\n\nAsk before"))
    assert isinstance(module, ModuleDocument)
    assert module.sections[0].source.startswith(line)


def test_a_quiz_has_rules_and_pools() -> None:
    quiz = document_of(QUIZ)
    assert isinstance(quiz, QuizDocument)
    assert (quiz.pass_percent, quiz.attempts, quiz.wait) == (80, 3, Duration(1, Unit.DAYS))
    assert (quiz.minutes, quiz.shuffle, quiz.show_answers) == (20, True, ShowAnswers.AFTER_PASSING)
    assert quiz.body == "Take your time."
    assert [(pool.title, pool.draw, len(pool.questions)) for pool in quiz.pools] == [("", 1, 1), ("Identity", 1, 2)]
    assert [question.kind for question in quiz.questions] == [
        QuestionKind.SINGLE,
        QuestionKind.NUMBER,
        QuestionKind.MULTIPLE,
    ]


def test_a_scenario_keeps_what_the_trainer_typed() -> None:
    scenario = scenario_of()
    assert scenario.say_only_if_asked == 'customer TEST-4471, born 11.02.1991, PIN word "maple"'
    assert scenario.targets == Targets(reply=45, call=360, notes=120)
    assert (scenario.pass_rule.percent, scenario.pass_rule.endings) == (85, ("resolved",))
    assert [criterion.name for criterion in scenario.criteria if criterion.may_not_apply] == ["Empathy"]
    assert [error.name for error in scenario.critical_errors] == ["Leak", "Unblock"]
    assert [step.anchor for step in scenario.steps] == ["start", "reason", "escalation"]
    first = scenario.steps[0].replies[0]
    assert first.text == "How stressful. Two security questions and I can act at once."
    assert (first.goes_to, first.ending) == ("reason", None)
    assert first.score == (("Identity", 30), ("Empathy", 15))
    assert scenario.endings == ("failed", "resolved", "unresolved")


def test_an_article_keeps_the_colon_in_its_title() -> None:
    article = document_of(ARTICLE)
    assert isinstance(article, ArticleDocument)
    assert article.title == "Blocked cards: what to say"
    assert article.review == Duration(6, Unit.MONTHS)


@pytest.mark.parametrize("heading", ["Проверьте себя", "Sprawdź się", "Ελέγξτε τον εαυτό σας", "check yourself"])
def test_checks_are_found_in_four_languages(heading: str) -> None:
    module = document_of(MODULE.replace("Check yourself", heading))
    assert isinstance(module, ModuleDocument)
    assert len(module.questions) == 1


@pytest.mark.parametrize("heading", ["Оценочный лист", "Karta oceny", "Φύλλο αξιολόγησης"])
def test_scorecards_are_found_in_four_languages(heading: str) -> None:
    assert len(scenario_of(SCENARIO.replace("## Scorecard", f"## {heading}")).criteria) == 4


@pytest.mark.parametrize(
    "written",
    [
        "> I am back.\n> - Only if: identity verified\n",
        "> I am back.\n- Only if: identity verified\n",
        "> I am back.\n\n- Only if: identity verified\n",
        "> I am back.\nOnly if: identity verified\n",
        "> I am back.\n> Only if: identity verified\n",
    ],
)
def test_a_quote_can_be_said_only_if(written: str) -> None:
    text = SCENARIO.replace("> The text message says Lisbon. I was never in Lisbon! Unblock it!\n", written)
    parsed = parse("a/b/c.md", text)
    assert parsed.is_sound, parsed.problems
    (quote,) = scenario_of(text).steps[1].quotes
    assert (quote.lines, quote.only_if) == (("I am back.",), ("identity verified",))


def test_each_line_of_a_quote_is_a_message() -> None:
    (quote,) = scenario_of(SCENARIO.replace("> And how do I", "> Hello?\n> And how do I")).steps[2].quotes
    assert quote.lines == ("Hello?", "And how do I pay tonight?")


def test_an_arrow_may_be_typed_with_two_characters() -> None:
    assert scenario_of(SCENARIO.replace("→", "->")).steps == scenario_of().steps
