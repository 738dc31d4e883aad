"""One text for one value."""

from __future__ import annotations

import json


def canonical_json(value: object) -> str:
    """Return `value` as JSON with sorted keys and no blanks: one text for one value, fit for hashing."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
