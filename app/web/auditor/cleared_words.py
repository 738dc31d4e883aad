"""How many are cleared, as the first sentence of a start page."""

from __future__ import annotations

from datetime import date

from flask_babel import format_date
from flask_babel import gettext as _

from app.reports.queries import Overview


def cleared_words(seen: Overview, client: str) -> str:
    """Return how many are cleared just now; where no course clears for calls, how many hold a certificate."""
    values = {"client": client, "cleared": seen.count.cleared, "total": seen.count.total}
    if not seen.count.total:
        return str(_("Nobody is on the way to a certificate of %(client)s yet", **values))
    if seen.is_for_calls:
        return str(_("%(cleared)d of %(total)d %(client)s operators are cleared", **values))
    return str(_("%(cleared)d of %(total)d people hold a certificate of %(client)s", **values))


def cleared_on_words(seen: Overview, client: str, day: date) -> str:
    """Return the same for a day."""
    words = format_date(day, "long", rebase=False)
    values = {"client": client, "cleared": seen.count.cleared, "total": seen.count.total, "day": words}
    if not seen.count.total:
        return str(_("On %(day)s, nobody was on the way to a certificate of %(client)s", **values))
    if seen.is_for_calls:
        return str(_("On %(day)s, %(cleared)d of %(total)d %(client)s operators are cleared", **values))
    return str(_("On %(day)s, %(cleared)d of %(total)d people hold a certificate of %(client)s", **values))
