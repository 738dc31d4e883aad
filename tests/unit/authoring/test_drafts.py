"""How many problems the drafts have, counted again when a file is another, and not before."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.authoring import drafts
from app.authoring.drafts import count_errors
from tests.folders import edit, write_client


def test_errors_are_counted_anew_when_a_file_anywhere_has_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_client(tmp_path, "nordbank")
    article = folder / "kb" / "blocked-cards.md"
    assert count_errors(folder) == 0
    edit(article, "## Why a card blocks itself", "## Why a card stops")
    assert count_errors(folder) == 1, "a link leads nowhere now"
    with monkeypatch.context() as patched:
        patched.delattr(drafts, "read_drafts")
        assert count_errors(folder) == 1
    edit(article, "## Why a card stops", "## Why a card blocks itself")
    assert count_errors(folder) == 0
    article.unlink()
    assert count_errors(folder) == 1
    assert count_errors(tmp_path / "nothing") == 1, "where nothing is, nothing can be published"


def test_a_link_to_elsewhere_and_a_file_that_may_not_be_read_are_seen_at_once(tmp_path: Path) -> None:
    folder = write_client(tmp_path / "courses", "nordbank")
    assert count_errors(folder) == 0
    link = folder / "kb" / "elsewhere"
    link.symlink_to(tmp_path, target_is_directory=True)
    with_link = len([one for one in drafts.read_drafts(folder).problems if one.is_error])
    assert count_errors(folder) == with_link
    link.unlink()
    article = folder / "kb" / "blocked-cards.md"
    before = drafts._state_of(folder)
    article.chmod(0o400)
    assert drafts._state_of(folder) != before


def test_another_clients_file_that_cannot_be_read_is_nobody_elses_trouble(tmp_path: Path) -> None:
    alpha, beta = write_client(tmp_path, "alpha"), write_client(tmp_path, "beta")
    write_client(tmp_path, ".alpha.bak")
    sparse = beta / "client.md"
    sparse.unlink()
    sparse.symlink_to("/proc/self/mem")
    assert count_errors(alpha) == 0
    sparse.unlink()
    with sparse.open("wb") as file:
        file.truncate(300_000_000)
    assert count_errors(alpha) == 0
    assert [folder.name for folder in drafts.list_folders(tmp_path)] == ["alpha", "beta"], "what is hidden is no client"
    assert count_errors(beta)
