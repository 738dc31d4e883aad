"""Who hears which news, and who answers what a lower room asks of a higher one. The one place that knows all rooms."""

from __future__ import annotations

from app.config import Settings
from app.kernel.work import House


def connect(house: House, settings: Settings) -> None:
    """Wire the rooms of `house` together."""
