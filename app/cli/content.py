"""`flask courses` and `flask questions`: what trainers do with the course language at a terminal. No database."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click
from flask.cli import AppGroup
from flask_babel import gettext as _
from flask_babel import ngettext

from app.content.documents import Document, ModuleDocument, QuizDocument, ScenarioDocument
from app.content.folder import check_folder, clients_root, path_within
from app.content.formatter import format_text
from app.content.grading import grade, unreadable
from app.content.parser import parse
from app.content.problems import Problem, has_errors
from app.content.scenario_paths import Path as CallPath
from app.content.scenario_paths import paths
from app.content.source import BYTE_ORDER_MARK
from app.content.vocabulary import LANGUAGES
from app.content.word_table import word_table

courses_group = AppGroup("courses", help="Check, format and publish courses.")
questions_group = AppGroup("questions", help="Grade answers.")

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_ANYTHING = click.Path(exists=True, path_type=Path)


@courses_group.command("check")
@click.argument("path", type=_FOLDER)
def check(path: Path) -> None:
    """List every problem of PATH: a folder of clients, one client's or one course's. Exits 1 if there are errors."""
    library, problems = check_folder(path)
    for problem in problems:
        click.echo(problem.formatted(_))
    errors = sum(problem.is_error for problem in problems)
    click.echo(
        _(
            "%(files)s: %(errors)s, %(warnings)s.",
            files=ngettext("%(num)d file", "%(num)d files", len(library.parsed)),
            errors=ngettext("%(num)d error", "%(num)d errors", errors),
            warnings=ngettext("%(num)d warning", "%(num)d warnings", len(problems) - errors),
        )
    )
    if errors:
        raise click.exceptions.Exit(1)


@courses_group.command("format")
@click.argument("path", type=_ANYTHING)
def format_files(path: Path) -> None:
    """Write the ids that questions lack into PATH, a file or a folder, and say which files changed.

    A file that cannot be read is named and left as it is; the others are formatted, and the exit code is 1.
    """
    found = path.rglob("*.md") if path.is_dir() else [path]
    files = sorted(file for file in found if file.is_file() and not file.is_symlink())
    changed, unread = 0, 0
    for file in files:
        try:
            text = _text_of(file)
        except click.UsageError as problem:
            click.echo(problem.message, err=True)
            unread += 1
            continue
        formatted = format_text(_content_path(file), text)
        if formatted != text:
            file.write_bytes(formatted.encode())
            changed += 1
            click.echo(_("changed: %(file)s", file=click.format_filename(file)))
    click.echo(_("%(changed)s of %(files)s files changed.", changed=changed, files=len(files)))
    if unread:
        raise click.exceptions.Exit(1)


@courses_group.command("paths")
@click.argument("scenario", type=_FILE)
@click.option("--limit", type=click.IntRange(min=1), help="Stop after this many paths.")
@click.option("--json", "as_json", is_flag=True, help="Print an array of objects.")
def show_paths(scenario: Path, limit: int | None, as_json: bool) -> None:
    """Print each complete path through SCENARIO: what is said, how it ends, what it earns."""
    document = _read(scenario)
    if not isinstance(document, ScenarioDocument):
        raise click.UsageError(_("%(file)s is not a scenario.", file=click.format_filename(scenario)))
    found = paths(document, limit)
    for line in _json_array(found) if as_json else _described(found):
        click.echo(line)


@courses_group.command("words")
@click.option("--language", type=click.Choice(LANGUAGES), help="Show this language beside English.")
def show_words(language: str | None) -> None:
    """Print the words that mean something in a course, in the languages in which they may be written."""
    shown = LANGUAGES if language is None else tuple(dict.fromkeys((LANGUAGES[0], language)))
    click.echo(word_table(shown, _), nl=False)


@questions_group.command("grade")
@click.argument("quiz", type=_FILE)
@click.argument("answers", type=_FILE)
def grade_answers(quiz: Path, answers: Path) -> None:
    """Grade ANSWERS, a JSON object by question id, to the questions in QUIZ; print the points by question id."""
    document = _read(quiz)
    if not isinstance(document, QuizDocument | ModuleDocument):
        raise click.UsageError(_("%(file)s holds no questions.", file=click.format_filename(quiz)))
    given = _json_object(answers)
    points: dict[str, int | float] = {}
    for question in document.questions:
        answer = given.pop(question.id, None)
        points[question.id] = _whole(grade(question, answer))
        reason = unreadable(question, answer)
        if reason:
            click.echo(_("%(id)s: %(reason)s; it earns 0", id=question.id, reason=_(reason)), err=True)
    for unknown in given:
        click.echo(_("%(id)s: there is no such question", id=unknown), err=True)
    click.echo(json.dumps(points, ensure_ascii=False, indent=2))


def _read(file: Path) -> Document:
    """The document in a file; its errors and exit 1 where it has some that reading it finds."""
    parsed = parse(_content_path(file), _text_of(file), walk=False)
    _show(parsed.problems)
    if parsed.document is None or has_errors(parsed.problems):
        raise click.exceptions.Exit(1)
    return parsed.document


def _show(problems: Iterable[Problem]) -> None:
    for problem in problems:
        click.echo(problem.formatted(_), err=True)


def _text_of(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        raise click.UsageError(
            _("%(file)s is not UTF-8; save it with the encoding UTF-8.", file=click.format_filename(file))
        ) from None
    except OSError as failure:
        raise click.UsageError(
            _("%(file)s cannot be read: %(reason)s.", file=click.format_filename(file), reason=failure.strerror)
        ) from None


def _content_path(file: Path) -> str:
    """The path from the folder of clients where the file lies in one, else its name."""
    file = file.resolve()
    for folder in list(file.parents)[:3]:
        root = clients_root(folder)
        if root is not None:
            return path_within(root, file)
    return file.name


def _json_object(file: Path) -> dict[str, Any]:
    name = click.format_filename(file)
    try:
        data = json.loads(_text_of(file).removeprefix(BYTE_ORDER_MARK), object_pairs_hook=_each_once)
    except (ValueError, RecursionError) as mistake:
        raise click.UsageError(_("%(file)s is not JSON: %(reason)s.", file=name, reason=str(mistake))) from None
    if not isinstance(data, dict):
        raise click.UsageError(_("%(file)s is not a JSON object of answers by question id.", file=name))
    return data


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A JSON object; raises ValueError for a key that stands twice, where JSON would forget the first."""
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(_("“%(key)s” stands in it twice", key=key))
        found[key] = value
    return found


def _whole(points: float) -> int | float:
    return int(points) if points == int(points) else points


def _json_array(found: Iterable[CallPath]) -> Iterator[str]:
    """The lines of a JSON array, one path a line, so that a reader need not wait for the last."""
    opening = "["
    for path in found:
        outcome = path.outcome
        data = {
            "replies": [reply.text for reply in path.replies],
            "ending": outcome.ending,
            "points": dict(outcome.points),
            "critical": list(outcome.critical),
            "passed": outcome.passed,
        }
        yield opening + json.dumps(data, ensure_ascii=False)
        opening = ","
    yield "[]" if opening == "[" else "]"


def _described(found: Iterable[CallPath]) -> Iterator[str]:
    count = passed = 0
    for path in found:
        count, passed = count + 1, passed + path.outcome.passed
        yield _described_path(count, path)
    yield _("%(count)s paths, %(passed)s pass.", count=count, passed=passed)


def _described_path(number: int, path: CallPath) -> str:
    outcome = path.outcome
    result = _("passes") if outcome.passed else _("fails")
    ending = outcome.ending if outcome.ending is not None else _("dead end")
    points = ", ".join(f"{name} {points}" for name, points in outcome.points.items())
    lines = [f"{number}. {result}: {ending}, {outcome.total} ({points})"]
    if outcome.critical:
        lines.append("   " + _("critical: %(names)s", names=", ".join(outcome.critical)))
    return "\n".join([*lines, *(f"   - {reply.text}" for reply in path.replies)])
