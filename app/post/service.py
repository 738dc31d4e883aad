"""Handing in letters."""

from __future__ import annotations

from dataclasses import dataclass

from app.kernel.work import Work
from app.post.models import Outbox

LONGEST_SUBJECT = 300


@dataclass(frozen=True, slots=True)
class Letter:
    """What a person is to be told by mail, as plain text. `subject` is one line."""

    subject: str
    body: str


def post(work: Work, to: str, letter: Letter) -> None:
    """Put a letter into the outbox, in the same transaction as what it tells of: rolled back, it is never sent.

    `to` is one address. The caller records what the letter is about; the words of a letter are not for the trail.
    """
    subject = " ".join(letter.subject.split())[:LONGEST_SUBJECT]
    work.session.add(Outbox(to=to, subject=subject, body=letter.body))
