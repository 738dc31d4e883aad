"""What acts on the record are about, and which of them are told together, by their names."""

from __future__ import annotations

from collections.abc import Mapping

TOLD_TOGETHER: Mapping[str, tuple[str, ...]] = {
    "agreement.accepted": ("agreement",),
    "attempt.handed in": ("course", "quiz"),
    "certificate.brought in": (),
    "certificate.covers": ("channel", "language"),
    "certificate.issued": (),
    "class.joined": (),
    "enrolment.due changed": ("course",),
    "enrolment.started": ("course",),
    "enrolment.taken back": ("course",),
    "link.made": (),
    "membership.ended": ("role",),
    "membership.started": ("role",),
    "module.completed": ("course", "module"),
    "person.created": (),
    "team.joined": (),
}
"""The acts that are told together, and what of their data must be the same for that; `web/auditor/alike_words.py` has
a sentence for each. A test call is always told alone."""
OF_ONE_SUBJECT = frozenset({"class.joined"})
"""Of these what was changed must be the same too: people put into two classes are told apart."""
ABOUT_ITS_SUBJECT = frozenset({"person.created"})
"""What was changed is the person whom the act is about; all others say in their data whom."""
OWN = frozenset({"agreement.accepted", "attempt.handed in", "module.completed"})
"""What people do themselves: there whoever did it is the one it is about."""
