"""Locks one, two and four, held for code that is yet to be written: each message says how to mend it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from app.people.permissions import Permission
from app.web.access import check_declared, public, requires, signed_in

APP = Path(__file__).parent.parent.parent / "app"
ROOMS = (
    "people",
    "post",
    "trail",
    "authoring",
    "learning",
    "news",
    "questions",
    "assessment",
    "certification",
    "knowledge",
    "reports",
)
OPENS = {"reading", "writing"}
OPENS_SIDE_BY_SIDE = "reading_side_by_side"

BEFORE_ANYBODY_IS_KNOWN = {
    ("people/queries.py", "all_clients"),
    ("people/queries.py", "centre_id"),
    ("people/queries.py", "clients_of"),
    ("people/queries.py", "find_actor"),
    ("people/queries.py", "find_client"),
    ("people/queries.py", "find_number"),
    ("people/queries.py", "find_visitor"),
    ("people/queries.py", "sizes"),
    ("people/invitations.py", "find_link"),
    ("people/invitations.py", "forgotten"),
    ("people/invitations.py", "use_link"),
    ("people/service.py", "is_empty"),
    ("people/sign_in.py", "sign_in"),
    ("people/sign_in.py", "end_every_login"),
    ("certification/verification.py", "find_verified"),
    ("post/delivery.py", "claim"),
}
"""Global rows, read or written to find out who acts; `end_every_login` takes the actor by the name of `by`. The public,
who verifies a certificate, and the post office are nobody's actors."""

AROUND_THE_WALL = {
    "connection",
    "engine",
    "from_statement",
    "literal_column",
    "bulk_save_objects",
    "bulk_insert_mappings",
    "bulk_update_mappings",
}


def modules(*folders: str) -> Iterator[tuple[str, ast.Module]]:
    """Give each module of some folders of the program: its path from `app/`, and its syntax."""
    for folder in folders:
        for path in sorted((APP / folder).rglob("*.py")):
            yield path.relative_to(APP).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def functions(module: ast.Module) -> Iterator[ast.FunctionDef]:
    """Give the public functions and methods of a module."""
    for node in ast.walk(module):
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            yield node


def calls(function: ast.FunctionDef) -> set[str]:
    """Give the names of the functions that a function calls."""
    return {
        node.func.id for node in ast.walk(function) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }


def first_parameter(function: ast.FunctionDef) -> str:
    return next((one.arg for one in function.args.args if one.arg != "self"), "")


def test_whoever_opens_a_session_takes_the_actor_first() -> None:
    """Lock one."""
    found = {
        (path, function.name)
        for path, module in modules(*ROOMS)
        for function in functions(module)
        if calls(function) & OPENS and first_parameter(function) not in {"actor", "work"}
    }
    assert found == BEFORE_ANYBODY_IS_KNOWN, (
        "take `actor: Actor` as the first parameter, and read or write in its scope"
    )


def test_whoever_reads_clients_side_by_side_takes_one_actor_for_each() -> None:
    """Lock one, for the person whom a page shows several clients."""
    found = {
        (path, function.name): first_parameter(function)
        for path, module in modules(*ROOMS)
        for function in functions(module)
        if OPENS_SIDE_BY_SIDE in calls(function)
    }
    assert found, "nothing is read side by side any more: take the opener out"
    assert set(found.values()) == {"actors"}, "take `actors: Sequence[Actor]` as the first parameter"


def test_nothing_outside_the_kernel_goes_around_the_wall() -> None:
    """Lock two: these slip past the filter of the session, or have been seen to."""
    folders = [path.name for path in APP.iterdir() if path.is_dir() and path.name != "kernel"]
    found = [
        f"app/{path}:{node.lineno} {name}"
        for path, module in modules(*folders)
        for node in ast.walk(module)
        for name in [getattr(node, "attr", "") or getattr(node, "id", "")]
        if name in AROUND_THE_WALL and not (isinstance(node, ast.Name) and name == "engine")
    ]
    assert not found, f"write a statement over mapped classes instead: {found}"


def test_a_page_that_does_not_say_who_may_open_it_keeps_the_program_from_starting() -> None:
    """Lock four."""
    app = Flask("house")
    for name, view in {
        "a": public(lambda: ""),
        "b": signed_in(lambda: ""),
        "c": requires(Permission.READ)(lambda: ""),
    }.items():
        app.add_url_rule(f"/{name}", name, view)
    check_declared(app)
    app.add_url_rule("/silent", "silent", lambda: "")
    with pytest.raises(RuntimeError, match="silent"):
        check_declared(app)


def test_a_view_leaves_what_is_not_there_to_the_page_that_says_so() -> None:
    """DeclinedError is what a page shows beside the form; a script alone is told of everything in JSON."""
    broad = {
        path
        for path, module in modules("web")
        for handler in ast.walk(module)
        if isinstance(handler, ast.ExceptHandler) and handler.type is not None
        for caught in ast.walk(handler.type)
        if isinstance(caught, ast.Name) and caught.id == "ReadylineError"
    }
    assert broad == {"web/learner/quiz_views.py"}, "catch DeclinedError: NotFoundError then passes by to its page"
