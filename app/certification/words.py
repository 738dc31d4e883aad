"""What the path says to people: English templates with their values, translated where they are shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.certification.rules import Part, PartKind, PartState
from app.kernel.messages import N_


@dataclass(frozen=True, slots=True)
class Words:
    """A message template and the values of its `%(name)s` places. `str()` gives the English."""

    template: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.template % self.values if self.values else self.template


def name_of(part: Part) -> Words:
    """Return what the part is called: 'Agreements', 'Final exam', 'Test calls'."""
    if part.kind in (PartKind.QUIZ, PartKind.COURSE_BEFORE):
        return Words("%(title)s", {"title": part.title})
    return Words(
        {
            PartKind.AGREEMENTS: N_("Agreements"),
            PartKind.MODULES: N_("Modules"),
            PartKind.CALLS: N_("Test calls"),
            PartKind.SIGN_OFF: N_("Sign-off"),
        }[part.kind]
    )


def progress_of(part: Part) -> Words | None:
    """Return the few words for the part's chip ('4 of 6'), or None where the state's own word says it all."""
    if part.state is PartState.DONE:
        return None
    if part.kind is PartKind.QUIZ:
        return Words(N_("Best %(done)d%%"), {"done": part.done}) if part.done else None
    if part.kind in (PartKind.AGREEMENTS, PartKind.MODULES, PartKind.CALLS):
        return Words(N_("%(done)d of %(needed)d"), {"done": part.done, "needed": part.needed})
    return None


def hint_of(part: Part) -> Words | None:
    """Return what to do next about the part, or why it is not open yet; None when it is done."""
    if part.state is PartState.DONE:
        return None
    if part.state is PartState.LOCKED:
        return Words(N_("Opens when everything above is done."))
    if part.kind is PartKind.CALLS:
        return _calls_hint(part)
    hints = {
        PartKind.AGREEMENTS: N_("Read and accept: %(lacking)s."),
        PartKind.COURSE_BEFORE: N_("Complete this course first."),
        PartKind.MODULES: N_("Still to read: %(lacking)s."),
        PartKind.QUIZ: N_("Pass it with %(needed)d%%."),
        PartKind.SIGN_OFF: _sign_off_hint(part),
    }
    return Words(hints[part.kind], {"lacking": " · ".join(part.lacking), "needed": part.needed})


def _calls_hint(part: Part) -> Words:
    if part.lost:
        return Words(N_("This series is lost. After coaching a new one begins."))
    if part.state is PartState.WAITING:
        return Words(N_("You are in the queue, or have booked a time. Somebody will take the call with you."))
    return Words(N_("Say that you are ready for a call."))


def _sign_off_hint(part: Part) -> str:
    if not part.title:
        return N_("One person scored every passed call: a second person has to sign off.")
    return N_("Waits for the sign-off.")


def lacking_of(part: Part, *, brief: bool = False) -> Words:
    """Return the part as something missing, fit for a list: 'modules 4 of 6: Stolen cards, Closing a call'.

    `brief` leaves the titles of the modules out, and so does who has completed none: they lack them all. Titles are
    parted by semicolons, because commas stand in them.
    """
    brief = brief or not part.done
    values: dict[str, object] = {
        "done": part.done,
        "needed": part.needed,
        "title": part.title,
        "lacking": " · ".join(part.lacking),
    }
    if part.kind is PartKind.QUIZ:
        if part.done:
            return Words(N_("%(title)s: %(needed)d%% needed, best so far %(done)d%%"), values)
        return Words(N_("%(title)s: %(needed)d%% needed"), values)
    if part.kind is PartKind.CALLS and part.lost:
        return Words(N_("test calls %(done)d of %(needed)d: series lost, coaching comes first"), values)
    return Words(
        {
            PartKind.AGREEMENTS: N_("agreements: %(lacking)s"),
            PartKind.COURSE_BEFORE: N_("course: %(lacking)s"),
            PartKind.MODULES: N_("modules %(done)d of %(needed)d")
            if brief
            else N_("modules %(done)d of %(needed)d: %(lacking)s"),
            PartKind.CALLS: N_("test calls %(done)d of %(needed)d"),
            PartKind.SIGN_OFF: N_("sign-off"),
        }[part.kind],
        values,
    )
