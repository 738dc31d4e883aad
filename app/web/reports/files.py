"""Tables that leave the house: CSV and XLSX under the same address as their page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from flask import Response, request, url_for
from flask_babel import gettext as _

from app.kernel import clock
from app.reports.cells import csv_lines

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def table_file(form: str, client: str, name: str, heading: Sequence[str], rows: Iterable[Sequence[object]]) -> Response:
    """Return a table to download. `form` is csv or xlsx; the file is called after client, table and day."""
    if form == "xlsx":
        from app.reports.workbook import xlsx_file  # slow to load

        answer = Response(xlsx_file(name, heading, rows), mimetype=XLSX)
    else:
        answer = Response("\ufeff" + "".join(csv_lines(heading, rows)), mimetype="text/csv")
    day = clock.now().date().isoformat()
    answer.headers.set("Content-Disposition", "attachment", filename=f"{client}-{name}-{day}.{form}")
    return answer


def exports(endpoint: str, **parts: str) -> list[tuple[str, str]]:
    """Return the files of a list as `list_head` takes them, with the filters and the sorting of the present address."""
    kept: dict[str, Any] = {name: value for name, value in request.args.items() if _is_filter(name)} | parts
    labels = {"csv": _("Export as CSV"), "xlsx": _("as XLSX")}
    return [(label, url_for(endpoint, **kept | {"form": form})) for form, label in labels.items()]


def _is_filter(name: str) -> bool:
    """Tell a filter from what `url_for` takes as its own: an address may name anything."""
    return name not in ("page", "form", "endpoint") and not name.startswith("_")
