"""The cells of a table's row, prepared for a narrow screen, where each row becomes a small card (docs/look.md)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from flask import Flask
from markupsafe import Markup, escape

_CELL = re.compile(r"<(th|td)\b([^>]*)>\s*(</(?:th|td)>)?")
"""The beginning of a cell, and its end if nothing stands in it."""


def as_card(cells: Markup, columns: Sequence[Mapping[str, object]]) -> Markup:
    """Return a row's cells, each with the label that a card shows before its value.

    `columns` are those of `data_table`, one for each cell. No label: the heading of the row, the cell of a column with
    `hidden` (ticks, actions) or `state`, which stands beside the heading and says itself what it is, and an empty cell,
    which a card leaves out.
    """
    which = iter(columns)
    return Markup(_CELL.sub(lambda found: _begin(found, which), cells))  # noqa: S704 - of escaped parts only


def _begin(found: re.Match[str], columns: Iterator[Mapping[str, object]]) -> str:
    tag, attributes, end = found.groups()
    column = next(columns, {})
    if column.get("state"):
        attributes += " data-beside"
    elif tag == "td" and not end and not column.get("hidden"):
        attributes += f' data-label="{escape(column.get("label", ""))}"'
    return f"<{tag}{attributes}>{end or ''}"


def register(app: Flask) -> None:
    """Give templates the filter `as_card`."""
    app.jinja_env.filters["as_card"] = as_card
