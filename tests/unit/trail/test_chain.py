"""The laws of a chain: any one change, removal or exchange of lines is found, at the first place where it shows."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from app.trail.chain import FIRST, Line, digest, find_fault

Entries = list[tuple[Line, str]]


def chain_of(actions: list[str]) -> Entries:
    entries: Entries = []
    previous = FIRST
    for number, action in enumerate(actions, start=1):
        line = Line("nordbank", number, action, "s", 7, "2026-01-01T00:00:00+00:00", "2026-01-01T00:00:00+00:00", "{}")
        previous = digest(line, previous)
        entries.append((line, previous))
    return entries


def head_of(entries: Entries) -> tuple[int, str] | None:
    return (entries[-1][0].sequence, entries[-1][1]) if entries else None


actions = st.lists(st.text(max_size=5), min_size=2, max_size=12)


@given(actions)
def test_an_untouched_chain_has_no_fault(done: list[str]) -> None:
    entries = chain_of(done)
    assert find_fault("nordbank", entries, head_of(entries)) is None


@given(actions, st.data())
def test_a_changed_line_is_found_where_it_is(done: list[str], data: st.DataObject) -> None:
    entries = chain_of(done)
    head = head_of(entries)
    place = data.draw(st.integers(0, len(entries) - 1))
    line, stored = entries[place]
    entries[place] = (replace(line, action=line.action + "!"), stored)
    fault = find_fault("nordbank", entries, head)
    assert fault is not None
    assert fault.sequence == place + 1


@given(actions, st.data())
def test_a_removed_line_is_found_where_it_was(done: list[str], data: st.DataObject) -> None:
    entries = chain_of(done)
    head = head_of(entries)
    place = data.draw(st.integers(0, len(entries) - 1))
    del entries[place]
    fault = find_fault("nordbank", entries, head)
    assert fault is not None
    assert fault.sequence == place + 1


@given(actions, st.data())
def test_a_changed_line_with_its_hash_made_anew_breaks_what_follows_or_the_head(
    done: list[str], data: st.DataObject
) -> None:
    entries = chain_of(done)
    head = head_of(entries)
    place = data.draw(st.integers(0, len(entries) - 1))
    line = replace(entries[place][0], action=entries[place][0].action + "!")
    entries[place] = (line, digest(line, entries[place - 1][1] if place else FIRST))
    fault = find_fault("nordbank", entries, head)
    assert fault is not None
    assert fault.sequence == min(place + 2, len(entries))


def test_lines_without_a_head_are_a_fault() -> None:
    assert find_fault("nordbank", chain_of(["a"]), None) is not None


def test_no_lines_are_a_fault_unless_nothing_was_ever_written() -> None:
    assert find_fault("nordbank", [], None) is not None
    assert find_fault("nordbank", [], None, may_be_empty=True) is None
    assert find_fault("nordbank", [], (1, FIRST), may_be_empty=True) is not None


def test_a_value_that_no_line_ever_had_is_a_change() -> None:
    entries = chain_of(["one", "two"])
    line, stored = entries[1]
    changed = [entries[0], (replace(line, data=b"\x00\xff"), stored)]  # type: ignore[arg-type]  # as SQLite would give it
    fault = find_fault("nordbank", changed, head_of(entries))
    assert fault is not None
    assert fault.sequence == 2
