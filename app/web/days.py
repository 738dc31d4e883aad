"""Days as people enter them: in forms and in addresses."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import gettext
from wtforms import DateField

from app.kernel import clock
from app.kernel.errors import InvalidError
from app.kernel.messages import N_


class DayField(DateField):
    """A field for one of the days that are taken (`clock.check_day`)."""

    data: Any

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the day; one outside is refused as what is no day, and stays typed."""
        super().process_formdata(valuelist)
        if self.data is None:
            return
        try:
            clock.check_day(self.data)
        except InvalidError as refusal:
            self.data = None
            raise ValueError(refusal.text(gettext)) from None


def written_day(text: str) -> date:
    """Return the day that an address names as in 2025-11-22. Raises InvalidError for none, or one that is not taken."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise InvalidError(N_("Write the day as in 2025-11-22.")) from None
    return clock.check_day(day)
