"""`flask knowledge`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from app.cli.knowledge import knowledge_group
from tests.factories import World
from tests.integration.knowledge.conftest import CLIENT_FILE, Publish

ARTICLE = "---\narticle: Карты\nlanguage: ru\n---\n## Карта потеряна\nЗаблокируйте карту сразу.\n"
ADDRESS = "nordbank/kb/cards#карта-потеряна"


@pytest.fixture(autouse=True)
def published(world: World, publish: Publish) -> None:
    publish(world.system(), "shared", {"nordbank/client.md": CLIENT_FILE, "nordbank/kb/cards.md": ARTICLE})


def run(app: Flask, *words: str) -> Result:
    return app.test_cli_runner().invoke(knowledge_group, list(words))


def test_search_prints_address_title_and_snippet(app: Flask) -> None:
    result = run(app, "search", "--client", "nordbank", "--language", "ru", "потерял карту")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [ADDRESS, "  Карта потеряна", "  Заблокируйте карту сразу."]


def test_search_prints_json(app: Flask) -> None:
    result = run(app, "search", "--client", "nordbank", "--json", "карта")
    assert json.loads(result.stdout) == [
        {"address": ADDRESS, "title": "Карта потеряна", "snippet": "Заблокируйте карту сразу."}
    ]


def test_a_file_of_queries_is_answered_line_by_line(app: Flask, tmp_path: Path) -> None:
    file = tmp_path / "queries.txt"
    file.write_bytes('карты\n\n" OR NEAR(\nкарат\n'.encode() + b"\xff\xfe\n\xd0")
    result = run(app, "search", "--client", "nordbank", "--queries", str(file))
    assert result.exit_code == 0
    assert [json.loads(line) for line in result.stdout.splitlines()] == [[ADDRESS], [], [], [ADDRESS], [], []]


@pytest.mark.parametrize("command", [["search", "--client", "nobody", "x"], ["reindex", "--client", "nobody"]])
def test_an_unknown_client_is_named(app: Flask, command: list[str]) -> None:
    result = run(app, *command)
    assert result.exit_code == 2
    assert "There is no client “nobody”." in result.stderr


def test_nothing_to_look_for_is_said(app: Flask) -> None:
    assert run(app, "search", "--client", "nordbank").exit_code == 2


def test_nothing_found_prints_nothing(app: Flask) -> None:
    result = run(app, "search", "--client", "nordbank", "xylophone")
    assert (result.exit_code, result.stdout) == (0, "")


def test_reindex_counts_entries(app: Flask) -> None:
    assert run(app, "reindex", "--client", "nordbank").stdout == "shared: 1\n"
