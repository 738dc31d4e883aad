"""Whoever reads the record reads sentences: every act that the program writes down has words, and its readers."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from app.assessment.calls.queries import BROKEN_OFF, GIVEN_BACK, NO_SHOW
from app.reports.changes import FOR_COLLEAGUES, FOR_WHO_ANSWERS, NOISE, PRIVATE, SHOWN
from app.web.auditor.change_words import SENTENCES

APP = Path(__file__).parent.parent.parent / "app"
ACT = re.compile(r"[a-z-]+\.[a-z][a-z ]*")
CALL_ENDINGS = frozenset(f"call.{outcome}" for outcome in (BROKEN_OFF, NO_SHOW, GIVEN_BACK))
SAID_ELSEWHERE = frozenset({"call.finished"})


def recorded() -> Iterator[str]:
    """Every act that is written down: the first value of `.record(...)`, and the last of `void(...)`."""
    for path in APP.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
            for call in (node for node in ast.walk(function) if isinstance(node, ast.Call)):
                yield from acts_of(call, function)


def acts_of(call: ast.Call, function: ast.FunctionDef) -> Iterator[str]:
    if isinstance(call.func, ast.Attribute) and call.func.attr == "record" and call.args:
        written = call.args[0]
        if isinstance(written, ast.Name):
            yield from (act for node in ast.walk(function) for act in assigned(node, written.id))
        else:
            yield from strings(written)
    elif isinstance(call.func, ast.Name) and call.func.id == "void":
        yield from strings(call.args[-1])


def assigned(node: ast.AST, name: str) -> Iterator[str]:
    if isinstance(node, ast.Assign) and any(isinstance(one, ast.Name) and one.id == name for one in node.targets):
        yield from strings(node.value)


def strings(node: ast.AST) -> Iterator[str]:
    for part in ast.walk(node):
        if isinstance(part, ast.Constant) and isinstance(part.value, str) and ACT.fullmatch(part.value):
            yield part.value


def test_every_act_on_the_record_has_words() -> None:
    written = {*recorded(), *CALL_ENDINGS}
    assert {"visit.began", "client.created", "sign-off.voided", "letter.put back"} <= written
    assert sorted(written - SAID_ELSEWHERE - SENTENCES.keys()) == []
    assert sorted(SENTENCES.keys() - written) == [], "nobody writes these"


def test_it_is_decided_of_every_act_who_reads_of_it() -> None:
    """Mend in app/reports/changes.py: a new act stands in one of the lists there. An auditor reads what is shown."""
    lists = (SHOWN, PRIVATE, FOR_COLLEAGUES, FOR_WHO_ANSWERS)
    written = {*recorded(), *CALL_ENDINGS}
    assert [act for act in sorted(written) if sum(act in acts for acts in lists) != 1] == []
    assert sorted(frozenset().union(*lists) - written) == [], "nobody writes these"
    assert sorted(NOISE - SHOWN - FOR_WHO_ANSWERS) == []
