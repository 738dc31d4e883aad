"""The small courses of `tests/data/courses` and the people of the tests that walk through them.

olga and omar learn Brightwater's leak line. tara publishes it, sven and sara are its supervisors, ada is Brightwater's
own auditor; robin runs the installation. audrey is the auditor of Oakline, another client: she must not learn that any
of it exists.
"""

from __future__ import annotations

from tests.browser.server import ROOT
from tests.browser.site import Run
from tests.factories import PASSWORD

COURSES = ROOT / "tests" / "data" / "courses"
CLIENT, COURSE = "brightwater", "leak-line"
HOME = f"/c/{CLIENT}/courses/{COURSE}"

PEOPLE = {
    "olga": ("Olga Test", "operator", "centre", CLIENT),
    "omar": ("Omar Test", "operator", "centre", CLIENT),
    "sven": ("Sven Test", "supervisor", "centre", CLIENT),
    "sara": ("Sara Test", "supervisor", "centre", CLIENT),
    "tara": ("Tara Test", "trainer", "centre", CLIENT),
    "ada": ("Ada Test", "auditor", "client", CLIENT),
    "audrey": ("Audrey Test", "auditor", "client", "oakline"),
}

ANSWERS: dict[str, tuple[str, ...]] = {
    "Where does the stopcock sit?": ("Where the pipe comes into the house",),
    "Which of these come before the caller's name?": ("Where the water stands", "Whether the stopcock is shut"),
    "What does a caller do when water stands near a socket?": ("Leave the room",),
    "Who pays for a burst main?": ("Brightwater",),
    "How many minutes may a crew take?": ("90",),
    "Whose plumber mends a leak behind the meter?": ("the owner's",),
}
"""The right answers to the exam's questions: what to tick, or what to type."""


def publish(run: Run) -> str:
    """Publish the folder as a trainer does, and return what the command said."""
    return run("courses", "publish", str(COURSES))


def move_in(run: Run) -> None:
    """Make the people with the commands there are for it, and enrol those who learn."""
    for name, (full_name, role, side, client) in PEOPLE.items():
        run("people", "create", name, "--name", full_name, "--contact", f"Extension {name}", "--password", PASSWORD)
        run("people", "grant", name, "--client", client, "--role", role, "--side", side)
    run("people", "create", "robin", "--name", "Robin Test", "--administrator", "--password", PASSWORD)
    run("people", "team", "Leaks", "--client", CLIENT, "--leader", "sven", "--deputy", "sara", "olga", "omar")
    run("people", "enrol", "olga", "omar", "--client", CLIENT, "--course", COURSE)
