"""How the drafts stand, looked at again when a file is another, and not before."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.authoring import draft_checks, drafts
from app.authoring.draft_checks import check_drafts
from tests.folders import edit, write_client


def test_errors_are_counted_anew_when_a_file_anywhere_has_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_client(tmp_path, "nordbank")
    article = folder / "kb" / "blocked-cards.md"
    assert check_drafts(folder).errors == 0
    edit(article, "## Why a card blocks itself", "## Why a card stops")
    assert check_drafts(folder).errors == 1, "a link leads nowhere now"
    with monkeypatch.context() as patched:
        patched.delattr(draft_checks, "read_drafts")
        assert check_drafts(folder).errors == 1
    edit(article, "## Why a card stops", "## Why a card blocks itself")
    assert check_drafts(folder).errors == 0
    article.unlink()
    assert check_drafts(folder).errors == 1
    assert check_drafts(tmp_path / "nothing").errors == 1, "where nothing is, nothing can be published"


def test_a_link_to_elsewhere_and_a_file_that_may_not_be_read_are_seen_at_once(tmp_path: Path) -> None:
    folder = write_client(tmp_path / "courses", "nordbank")
    assert check_drafts(folder).errors == 0
    link = folder / "kb" / "elsewhere"
    link.symlink_to(tmp_path, target_is_directory=True)
    with_link = len([one for one in drafts.read_drafts(folder).problems if one.is_error])
    assert check_drafts(folder).errors == with_link > 0
    link.unlink()
    article = folder / "kb" / "blocked-cards.md"
    before = draft_checks._state_of(folder)
    article.chmod(0o400)
    assert draft_checks._state_of(folder) != before


def test_another_clients_file_that_cannot_be_read_is_nobody_elses_trouble(tmp_path: Path) -> None:
    alpha, beta = write_client(tmp_path, "alpha"), write_client(tmp_path, "beta")
    write_client(tmp_path, ".alpha.bak")
    sparse = beta / "client.md"
    sparse.unlink()
    sparse.symlink_to("/proc/self/mem")
    assert check_drafts(alpha).errors == 0
    sparse.unlink()
    with sparse.open("wb") as file:
        file.truncate(300_000_000)
    assert check_drafts(alpha).errors == 0
    assert [folder.name for folder in drafts.list_folders(tmp_path)] == ["alpha", "beta"], "what is hidden is no client"
    assert check_drafts(beta).errors
