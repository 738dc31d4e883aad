"""What a process need not read twice."""

from __future__ import annotations

from app.knowledge.kept import Kept


def test_the_value_unused_for_longest_makes_room() -> None:
    kept: Kept[str, int] = Kept(most=2)
    kept.keep("a", 1)
    kept.keep("b", 2)
    assert kept.find("a") == 1
    kept.keep("c", 3)
    assert (kept.find("a"), kept.find("b"), kept.find("c")) == (1, None, 3)
