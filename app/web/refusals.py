"""What an answer says beside its words when something was refused."""

from __future__ import annotations

from app.kernel.errors import ReadylineError, ThrottledError


def headers_of(refusal: ReadylineError) -> dict[str, str]:
    """Return the headers of the answer: how many seconds to wait, where that is why."""
    return {"Retry-After": str(refusal.seconds)} if isinstance(refusal, ThrottledError) else {}
