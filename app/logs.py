"""What the program writes about itself while it runs: plain warnings for a terminal, or lines of JSON for machines.

The lines of JSON hold no personal data: persons stand in them by their numbers on the trail, pages by the names of
their endpoints (an address may hold ids), and of an error its kind and where it happened, never its message, which
quotes what somebody typed.
"""

from __future__ import annotations

import json
import logging
import traceback
from datetime import UTC, datetime
from pathlib import Path

FIELDS = ("request", "route", "status", "ms", "statements", "person", "client", "letters", "quizzes")
"""What a line may hold beside time, level, event and error: given as `extra`, numbers and names of our own only."""
ROOT = Path(__file__).parent.parent
OURS = "app"
MOST_FRAMES = 20


class JsonLines(logging.Formatter):
    """One JSON object a line: time (ISO 8601, UTC), level, event, and what of FIELDS was given."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as a line. Of other people's loggers only the template of a message is kept."""
        ours = record.name.split(".")[0] == OURS
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": record.getMessage() if ours else str(record.msg),
            "logger": record.name,
        }
        line |= {name: getattr(record, name) for name in FIELDS if hasattr(record, name)}
        if record.exc_info and record.exc_info[1] is not None:
            line["error"] = _errors(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False)


def _errors(error: BaseException) -> list[dict[str, object]]:
    """Return the kind and the places of an error and of what caused it, the last cause last."""
    found: list[dict[str, object]] = []
    cause: BaseException | None = error
    while cause is not None and len(found) < MOST_FRAMES:
        frames = traceback.extract_tb(cause.__traceback__)[-MOST_FRAMES:]
        places = [f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]
        found.append({"kind": f"{type(cause).__module__}.{type(cause).__qualname__}", "at": places})
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)
    return found


def _short(filename: str) -> str:
    path = Path(filename)
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.name


def set_up(form: str) -> None:
    """Write the logs of this process to its standard error, as `text` or as `json` (`READYLINE_LOG`)."""
    handler = logging.StreamHandler()
    if form == "json":
        handler.setFormatter(JsonLines())
        logging.getLogger(OURS).setLevel(logging.INFO)
    else:
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
