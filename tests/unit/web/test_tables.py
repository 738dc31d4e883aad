"""What a cell of a table carries for the card that its row becomes on a phone."""

from __future__ import annotations

import pytest
from markupsafe import Markup

from app.web.tables import as_card

COLUMNS = [
    {"label": "Tick", "hidden": True},
    {"label": "Person"},
    {"label": "State", "state": True},
    {"label": "Due & until"},
    {"label": "Action", "hidden": True},
]


@pytest.mark.parametrize(
    ("cell", "column", "prepared"),
    [
        ('<th scope="row">Ann</th>', {"label": "Person"}, '<th scope="row">Ann</th>'),
        ("<td>5 May</td>", {"label": "Due & until"}, '<td data-label="Due &amp; until">5 May</td>'),
        ('<td class="num">3</td>', {"label": "Calls"}, '<td class="num" data-label="Calls">3</td>'),
        ("<td>Cleared</td>", {"label": "State", "state": True}, "<td data-beside>Cleared</td>"),
        ("<td><form></form></td>", {"label": "Action", "hidden": True}, "<td><form></form></td>"),
        ("<td>\n</td>", {"label": "Due"}, "<td></td>"),
    ],
    ids=["heading", "value", "number", "state", "action", "empty"],
)
def test_a_cell(cell: str, column: dict[str, object], prepared: str) -> None:
    assert as_card(Markup(cell), [column]) == prepared


def test_each_cell_gets_the_label_of_its_own_column() -> None:
    row = Markup(
        '<td><input /></td>\n<th scope="row"><a>Ann</a></th><td>Cleared</td><td><time>5 May</time></td><td>x</td>'
    )
    assert as_card(row, COLUMNS).count("data-label") == 1
    assert '<td data-label="Due &amp; until"><time>' in as_card(row, COLUMNS)
