"""A file is the same document in whatever language its reserved words are written."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.content.documents import Document, ModuleDocument, ScenarioDocument
from app.content.formatter import format_text
from app.content.parser import parse
from app.content.scenario_paths import paths
from app.content.vocabulary import LANGUAGES
from app.content.words import Spelling
from tests.unit.content.languages import OPEN, QUIZ, written, written_in
from tests.unit.content.samples import PATH, document_of

EXAMPLES = Path(__file__).parents[2] / "data/content"
SETTINGS = settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])


def meaning_of(document: Document | None) -> dict[str, Any]:
    """What a document says but for the names of its headings, which are shown as they are written."""
    assert document is not None
    said = {f.name: getattr(document, f.name) for f in dataclasses.fields(document) if f.name != "anchors"}
    if isinstance(document, ModuleDocument):
        said["sections"] = [dataclasses.replace(s, title="", anchor="", anchors=()) for s in document.sections]
    return said


@pytest.mark.parametrize("kind", OPEN)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_file_in_one_language_is_sound_and_the_same_as_in_english(kind: str, language: str) -> None:
    parsed = parse(PATH, written_in(OPEN[kind], language))
    assert parsed.problems == ()
    assert parsed.language == language
    english = parse(PATH, written_in(OPEN[kind], "en"))
    assert meaning_of(parsed.document) == meaning_of(english.document)
    assert parsed.places.keys() == english.places.keys()


@st.composite
def mixed(draw: st.DrawFn) -> tuple[str, str]:
    """(kind, its sample with every reserved word in a language of its own, in any spelling and case)."""
    kind = draw(st.sampled_from(sorted(OPEN)))

    def choose(spellings: tuple[Spelling, ...]) -> str:
        spelling = draw(st.sampled_from(spellings))
        if spelling.language == "en":
            return spelling.word
        return draw(st.sampled_from((spelling.word, spelling.word.capitalize(), spelling.word.upper(), spelling.plain)))

    return kind, written(OPEN[kind], choose)


@SETTINGS
@given(mixed())
def test_a_file_in_all_languages_at_once_is_the_same_document(sample: tuple[str, str]) -> None:
    kind, text = sample
    parsed = parse(PATH, text)
    assert not [problem for problem in parsed.problems if problem.is_error]
    assert meaning_of(parsed.document) == meaning_of(document_of(written_in(OPEN[kind], "en")))
    assert parsed.source.printed() == text


@SETTINGS
@given(mixed())
def test_the_formatter_keeps_the_trainers_own_words(sample: tuple[str, str]) -> None:
    _, text = sample
    assert format_text(PATH, text) == text
    without_id = "".join(line for line in text.splitlines(keepends=True) if "factors-01" not in line)
    once = format_text(PATH, without_id)
    assert format_text(PATH, once) == once
    added = [line for line in once.splitlines() if line not in without_id.splitlines()]
    assert "\n".join(line for line in once.splitlines() if line not in added) == without_id.rstrip("\n")


@pytest.mark.parametrize(("language", "key"), [("en", "id"), ("ru", "код"), ("pl", "kod"), ("el", "κωδικός")])
def test_a_missing_id_is_written_in_the_language_of_the_file(language: str, key: str) -> None:
    text = written_in(QUIZ, language)
    bare = text.replace(f"{key}: factors-01 | ", "").replace(f"{key}: balance-02 | ", "")
    once = format_text(PATH, bare)
    assert once.count(f"\n{key}: sample-") == 2
    assert "id: sample-" not in once or key == "id"
    assert not parse(PATH, once).missing_ids


def test_an_id_in_another_language_is_taken_too() -> None:
    text = "---\nтест: Q\n---\n### Q\nкод: a\n- (x) a\n\n### R\nid: a\n- (x) a\n"
    (problem,) = [problem for problem in parse(PATH, text).problems if problem.is_error]
    assert (problem.line, problem.column) == (9, 1)
    assert "taken by the question in line 5" in problem.text()


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_the_worked_example_has_the_same_paths_in_every_language(language: str) -> None:
    text = (EXAMPLES / f"card-blocked-abroad.{language}.md").read_text(encoding="utf-8")
    parsed = parse(PATH, text)
    assert isinstance(parsed.document, ScenarioDocument)
    assert parsed.problems == ()
    assert parsed.language == language
    outcomes = [path.outcome for path in paths(parsed.document)]
    assert len(outcomes) == 14
    assert sorted(outcome.total for outcome in outcomes if outcome.passed) == [85, 100]
    assert format_text(PATH, text) == text


# (what is changed, into what, line, column, what is said)
PROBLEMS = [
    ("нормативы:", "норматив:", 6, 1, "“норматив” is not known here; the nearest known one is “нормативы”"),
    ("канал: телефон", "канал: телефно", 3, 8, "the nearest word is “телефон”, all are: телефон, чат, почта"),
    ("- Запомнить:", "- Запомни:", 25, 5, "“Запомни” is no label; the nearest known one is “Запомнить”"),
    ("(комплаенс)", "(комплаенц)", 17, 3, "the nearest is “комплаенс”, all are: клиент, бизнес, комплаенс"),
    ("сценарий:", "сценарии:", 2, 1, "the nearest that does is “сценарий”"),
    ("зачёт: 85%, исход решено, без критических ошибок\n", "", 2, 1, "the key “зачёт” is missing"),
    ("звонящий:", "caller: Я\nзвонящий:", 5, 1, "the key “звонящий” stands here again, after line 4"),
]


@pytest.mark.parametrize(("old", "new", "line", "column", "said"), PROBLEMS, ids=[case[0] for case in PROBLEMS])
def test_problems_quote_the_word_in_the_language_of_the_trainer(
    old: str, new: str, line: int, column: int, said: str
) -> None:
    text = (EXAMPLES / "card-blocked-abroad.ru.md").read_text(encoding="utf-8")
    assert old in text
    found = parse(PATH, text.replace(old, new, 1)).problems
    texts = [problem.text() for problem in found if (problem.line, problem.column) == (line, column)]
    assert any(said in each for each in texts), "\n".join(map(str, found))


@pytest.mark.parametrize(
    ("value", "example"),
    [
        ("от 30 дней", "за 30 дней до конца"),
        ("30 dni temu przed", "od 30 dni przed końcem"),
        ("30 days before it ends", "from 30 days before"),
    ],
)
def test_an_example_is_given_in_the_language_of_the_value(value: str, example: str) -> None:
    text = written_in(OPEN["course"], "en").replace("renew: from 30 days before", f"renew: {value}")
    assert [f"“{example}”" in problem.text() for problem in parse(PATH, text).problems] == [True]
