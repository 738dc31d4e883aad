"""One text for one value."""

from __future__ import annotations

import json

_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def canonical_json(value: object) -> str:
    """Return `value` as JSON with sorted keys and no blanks: one text for one value, fit for hashing."""
    return _ENCODER.encode(value)
