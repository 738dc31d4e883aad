"""Every use case of calls, under one name; each is at home in the module of its subject."""

from __future__ import annotations

from app.assessment.calls.bookings import book_call
from app.assessment.calls.coaching import record_coaching
from app.assessment.calls.live import break_off, change_scenario, finish, give_back, no_show, save_draft, start_call
from app.assessment.calls.queue import leave_queue, ready_for_call, take_next
from app.assessment.calls.rehearsals import again, say, start_rehearsal
from app.assessment.calls.voids import void_call

__all__ = [
    "again",
    "book_call",
    "break_off",
    "change_scenario",
    "finish",
    "give_back",
    "leave_queue",
    "no_show",
    "ready_for_call",
    "record_coaching",
    "save_draft",
    "say",
    "start_call",
    "start_rehearsal",
    "take_next",
    "void_call",
]
