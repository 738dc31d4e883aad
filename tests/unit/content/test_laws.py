"""What holds for every text whatever: no exception, no lost line, the same bytes again, formatting once is enough."""

from __future__ import annotations

import dataclasses
import re
import time
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.content.formatter import format_text
from app.content.library import load
from app.content.markdown import plain_text, render
from app.content.parser import parse
from app.content.source import SourceText
from tests.unit.content.samples import ALL, MODULE, PATH, QUIZ, SCENARIO

settings.register_profile("content", deadline=None, max_examples=80, suppress_health_check=[HealthCheck.too_slow])
SETTINGS = settings.get_profile("content")

PIECES = st.sampled_from(
    [
        *(
            "---\n",
            "# ",
            "## ",
            "### ",
            "- ",
            "  - ",
            "> ",
            "  > ",
            "1. ",
            "* ",
            "```\n",
            "| a | b |\n|---|---|\n",
            "\n\n",
        ),
        *(
            "(x) ",
            "( ) ",
            "(50%) ",
            "[x] ",
            "[ ] ",
            "= ",
            "!= ",
            "=\n",
            "=>",
            "→ ",
            "-> ",
            "End: ",
            "Only if: a",
            "Score: ",
        ),
        *(
            "id: a | ",
            "points: 2",
            "Pool: A (draw 2)",
            "Check yourself",
            "Scorecard",
            "Start",
            "module: M\n",
            "quiz: Q\n",
        ),
        *(
            "Только если: a",
            "Punkty: ",
            "Τέλος: ",
            "код: a | ",
            "Набор: A (выбрать 2)",
            "Sprawdź się",
            "тест: Q\n",
            "zaliczenie: 85%, koniec a\n",
        ),
        *(
            "\t",
            " ",
            "\r\n",
            "\r",
            "\x0b",
            "\x00",
            "\u2028",
            "\ufeff",
            "ł",
            "й",
            "[a](b.md#c)",
            "![](media/a.png)",
            "<b>",
        ),
        *("[a]: b\n", "certificate:\n", "  title: T\n", "a: [b, c]\n", "%s %(x)s", "“", "|", "\\", "`", "{", "&amp;"),
    ]
)
NOISE = st.lists(PIECES | st.text(max_size=6), max_size=40).map("".join)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A sample of one kind with some lines cut, doubled, swapped or filled with noise."""
    lines = draw(st.sampled_from(sorted(ALL.values()))).splitlines(keepends=True)
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(lines) - 1)) if lines else 0
        match draw(st.integers(0, 3)):
            case 0:
                lines[at : at + 1] = []
            case 1:
                lines.insert(at, draw(NOISE))
            case 2 if lines:
                lines.insert(at, lines[draw(st.integers(0, len(lines) - 1))])
            case _ if lines:
                cut = draw(st.integers(0, len(lines[at])))
                lines[at] = lines[at][:cut] + draw(NOISE) + lines[at][cut:]
    return "".join(lines)


TEXTS = NOISE | mutated() | NOISE.map(lambda noise: MODULE + noise) | NOISE.map(lambda noise: QUIZ + noise)


@SETTINGS
@given(TEXTS)
def test_no_text_makes_the_parser_raise_and_every_problem_can_be_shown(text: str) -> None:
    parsed = parse(PATH, text)
    lines = parsed.source.lines
    for problem in parsed.problems:
        assert problem.text()
        assert 1 <= problem.line <= len(lines)
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1
    assert parsed.document is not None or parsed.problems


@SETTINGS
@given(TEXTS)
def test_a_text_prints_again_byte_for_byte(text: str) -> None:
    assert SourceText.read(text).printed() == text
    assert parse(PATH, text).source.printed() == text


@SETTINGS
@given(TEXTS)
def test_formatting_twice_changes_nothing_the_second_time(text: str) -> None:
    once = format_text(PATH, text)
    assert format_text(PATH, once) == once
    assert not parse(PATH, once).missing_ids


@pytest.mark.parametrize(
    "below", ["---\n", "===\n", "Text.\n---\n", "-\n", "- (x) a\n", "Text.\n", "points: 2\n", "points: 2\n---\n", ""]
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_an_id_is_written_whatever_stands_below_the_heading(below: str, newline: str) -> None:
    text = f"---\nquiz: Q\n---\n### Q\n{below}".replace("\n", newline)
    once = format_text(PATH, text)
    assert once.count("id: sample-") == 1
    assert not parse(PATH, once).missing_ids
    assert once.count("\n") == once.count(newline)


_WRITTEN = re.compile(r"(id|код|kod|κωδικός): sample-[0-9a-f]{6}(-\d+)?( \| )?")


@SETTINGS
@given(TEXTS)
def test_formatting_writes_ids_and_nothing_else(text: str) -> None:
    before, after = SourceText.read(text), SourceText.read(format_text(PATH, text))
    kept = [_WRITTEN.sub("", line) for line in after.lines]
    assert [line for line in kept if line.strip()] == [_WRITTEN.sub("", line) for line in before.lines if line.strip()]


@SETTINGS
@given(st.sampled_from(sorted(ALL.values())), st.data())
def test_no_line_is_lost(text: str, data: st.DataObject) -> None:
    """A word put anywhere is found in the document again, or an error says that it cannot be."""
    lines = text.splitlines()
    at = data.draw(st.integers(1, len(lines)))
    before = data.draw(
        st.sampled_from(["", "- ", "  - ", "> ", "  > ", "    ", "## ", "### ", "#### ", "1. ", "| ", "= "])
    )
    if before.startswith("#") and at <= lines.index("---", 1):
        before = ""  # a comment in the front matter is meant to be passed over
    lines.insert(at, f"{before}zyzzyva")
    parsed = parse(PATH, "\n".join(lines))
    assert "zyzzyva" in " ".join(_texts(parsed.document)) or not parsed.is_sound, parsed.document


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _texts(each)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from _texts(getattr(value, field.name))


@SETTINGS
@given(
    st.dictionaries(st.sampled_from(["a/client.md", "a/b/course.md", "a/b/01-c.md", "a/kb/d.md"]), TEXTS | st.binary())
)
def test_no_set_of_files_makes_the_library_raise(files: dict[str, str | bytes]) -> None:
    library = load(files)
    assert list(library.problems) == sorted(library.problems, key=lambda problem: problem.position)


@SETTINGS
@given(NOISE)
def test_no_text_makes_markdown_raise_or_unsafe(text: str) -> None:
    html = render(text, lambda target: f"/r/{target}")
    assert "<script" not in html
    assert isinstance(plain_text(text), str)


HOSTILE = {
    "brackets": "[" * 19_000,
    "pictures": "![" * 9_000,
    "emphasis": "*a_ " * 4_500,
    "code": "`a" * 9_000,
    "quotes": ">" * 19_000,
    "lists": "- " * 9_000,
    "long line": "a" * 5_000_000,
    "html": "<a " * 6_000,
    "arrows": SCENARIO + '\n- "' + "-> " * 6_000,
    "scores": SCENARIO + "\n- a → b\n  - Score: " + "a +" * 6_000,
    "key": "id:" + " |" * 9_000,
    "front matter": "---\nmodule" + " " * 15_000 + "x\n---\n",
    "list of values": "---\nmodule: M\ncompetencies: [" + "a, " * 6_000 + "a]\n---\n",
    "headings": "### a\n\n" * 10_000,
    "same heading": "---\nmodule: M\n---\n## Check yourself\n" + "### a\n- (x) b\n\n" * 3_000,
    "many ways": SCENARIO + "".join(f'\n- "Detail {n}." → Escalation\n' for n in range(4_000)),
    "blanks in a pool": "---\nquiz: Q\n---\n## Pool: a" + " " * 9_000 + "b" + "(losuj " * 1_500 + ")\n",
    "blanks in a criterion": SCENARIO.replace("Empathy (", "Empathy" + " " * 9_000 + "x (("),
    "a phrase without end": "---\ncourse: C\ndue: " + "30 дней после " * 1_300 + "\n---\n",
    "a series without end": SCENARIO.replace("85%, ", "4 из " * 3_000 + ", " + "исход a, " * 900),
    "keys in four languages": "---\nquiz: Q\n---\n### a\n" + "код: a | κωδικός: b | kod: c | " * 500 + "\n",
    "numbers": "---\nquiz: Q\n---\n### a\nid: a\n- = " + "9" * 18_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_read_in_bounded_time(name: str) -> None:
    text = HOSTILE[name]
    started = time.process_time()
    parse(PATH, text if text.startswith("---") else f"{MODULE}\n\n{text}")
    render(text, lambda target: target)
    assert time.process_time() - started < 10


def test_a_long_list_without_blank_lines_is_no_long_paragraph() -> None:
    text = "---\nquiz: Q\n---\n" + "".join(f"### Question {n}?\nid: q-{n}\n- (x) Yes\n- ( ) No\n" for n in range(600))
    assert parse(PATH, text).problems == ()


def test_an_ordinary_module_is_read_at_once() -> None:
    text = MODULE + "".join(
        f"\n### Question {n}?\nid: q-{n}\n- (x) Yes **{n}**\n  > Why.\n- ( ) No [link](#check-yourself)\n  > Why.\n"
        for n in range(20)
    )
    parse(PATH, text)
    started = time.process_time()
    for _ in range(5):
        parse(PATH, text)
    assert (time.process_time() - started) / 5 < 0.06
