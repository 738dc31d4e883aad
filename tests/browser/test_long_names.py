"""However long a name is, and wherever it stands, no page scrolls sideways on a phone."""

from __future__ import annotations

import pytest

from app.kernel import clock
from app.people import groups, queries, service
from tests.browser import steps
from tests.browser.school import CLIENT, COURSE
from tests.browser.site import Site
from tests.browser.walking import PHONE, Walker
from tests.factories import PASSWORD

pytestmark = pytest.mark.journeys

IN_ONE_PIECE = "Wolfeschlegelsteinhausen" * 3 + "bergerdorff"
WITH_HYPHENS = "Παπαχαραλαμποπούλου-Οικονομοπούλου-Κωνσταντινοπούλου-Χατζηπαπαγεωργίου"
PAGES = (
    "people",
    "people/{person}",
    "due",
    "members?q=Wolfe",
    "members/{person}",
    "members/{person}/change",
    "enrol?people={person}",
    "courses/{course}/exceptions/{person}",
    "teams",
    "teams/{team}",
    "classes",
    "classes/{group}",
    "audit",
)
TOO_WIDE = """() => {
  document.querySelectorAll("main details").forEach((one) => { one.open = true; });
  return document.scrollingElement.scrollWidth - window.innerWidth;
}"""


@pytest.fixture(scope="module")
def site(school_site: Site) -> Site:
    """A learner, a team, a class and a manager with names that have room on no line."""
    with school_site.commands() as run:
        for name, full_name, role in (("long", IN_ONE_PIECE, "operator"), ("mina", WITH_HYPHENS, "manager")):
            run("people", "create", name, "--name", full_name, "--password", PASSWORD)
            run("people", "grant", name, "--client", CLIENT, "--role", role, "--side", "centre")
        run("people", "team", IN_ONE_PIECE, "--client", CLIENT, "--leader", "mina", "long")
        run("people", "enrol", "long", "--client", CLIENT, "--course", COURSE)
    return school_site


@pytest.fixture(scope="module")
def numbers(site: Site) -> dict[str, object]:
    """What stands for them in addresses; the class is made here."""
    with site.commands():
        inside = queries.system_actor(CLIENT)
        person, trainer = queries.find_number("long"), queries.find_number("tara")
        assert person
        assert trainer
        group = service.create_class(inside, WITH_HYPHENS, trainer, clock.now(), [person])
        team = next(team for team, title in groups.team_titles(inside) if title == IN_ONE_PIECE)
    return {"person": person, "group": group, "team": team, "course": COURSE}


def test_no_page_scrolls_sideways(numbers: dict[str, object], walk: Walker) -> None:
    mina = walk("mina", viewport=PHONE)
    steps.accept_agreements(mina.page)
    wide = {}
    for page in PAGES:
        too_wide = mina.open(f"/c/{CLIENT}/{page.format(**numbers)}").evaluate(TOO_WIDE)
        if too_wide > 0:
            wide[page] = too_wide
    assert not wide
