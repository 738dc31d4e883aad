"""Pages on which people are arranged: what each role sees, makes and may not."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from app.kernel import clock
from app.people import classes, directory, memberships, persons, queries, service, teams
from app.people.permissions import Role, Side
from app.web.qr import qr_code
from tests.factories import FENWICK, World
from tests.web.conftest import SignedIn

MEMBERS = "/c/nordbank/members"
NINA = {
    "new-name": "Nina Test",
    "new-sign_in_name": "nina",
    "new-role": "operator|centre",
    "new-team": "",
    "new-language": "en",
    "new-time_zone": "Europe/Warsaw",
    "new-contact": "Extension 7",
}


@pytest.fixture
def blue(world: World) -> str:
    """Sven's team, with Olga in it."""
    mira = world.actor("mira")
    team = teams.make_team(mira, "Blue", world.people["sven"])
    teams.move(mira, team, [world.people["olga"]])
    return team


def link_on(page: str) -> str:
    found = re.search(r"/welcome/[\w-]+", page)
    assert found
    return found[0]


def test_a_manager_makes_a_person_who_then_chooses_a_password(signed_in: SignedIn, blue: str) -> None:
    mira = signed_in("mira")
    made = mira.post(f"{MEMBERS}/new", data=NINA | {"new-team": blue})
    assert made.status_code == 302
    page = mira.get(made.location).text
    assert "Blue" in page
    link = link_on(page)
    assert str(qr_code(f"http://localhost{link}")) in page
    assert 'data-copy="new-link"' in page
    assert "/welcome/" not in mira.get(made.location).text, "a link is shown once"
    nina = mira.application.test_client()
    welcome = nina.get(link)
    assert "Welcome, Nina Test" in welcome.text
    assert "nina" in welcome.text
    words = "three words together"
    assert nina.post(link, data={"password": words, "again": "other words together"}).status_code == 422
    assert nina.post(link, data={"password": "short", "again": "short"}).status_code == 422
    assert nina.post(link, data={"password": words, "again": words}).location == "/sign-in"
    assert nina.post("/sign-in", data={"name": "nina", "password": words}).status_code == 302
    assert nina.get(link).status_code == 410
    assert nina.post(link, data={"password": words, "again": words}).status_code == 410


def test_what_was_typed_is_kept_and_the_error_stands_beside_it(signed_in: SignedIn) -> None:
    mira = signed_in("mira")
    answer = mira.post(f"{MEMBERS}/new", data=NINA | {"new-time_zone": "Warsaw"})
    assert answer.status_code == 422
    assert "There is no time zone “Warsaw”" in answer.text
    assert 'value="Nina Test"' in answer.text
    answer = mira.post(f"{MEMBERS}/new", data=NINA | {"new-sign_in_name": "olga@example.test"})
    assert answer.status_code == 422
    assert "already signs in" in answer.text
    for hostile in ({"new-role": "manager|centre"}, {"new-role": "x"}, {"new-team": "x"}, {"new-language": "xx"}):
        assert mira.post(f"{MEMBERS}/new", data=NINA | hostile).status_code == 422


def test_the_list_is_narrowed_sorted_and_counted(signed_in: SignedIn, world: World, blue: str) -> None:
    mira = signed_in("mira")
    assert "7 people" in mira.get(MEMBERS).text
    assert "1 person" in mira.get(f"{MEMBERS}?q=OLGA").text
    assert "2 people" in mira.get(f"{MEMBERS}?role=supervisor").text
    assert "1 person" in mira.get(f"{MEMBERS}?team={blue}").text
    assert "6 people" in mira.get(f"{MEMBERS}?team=none").text
    assert "Nobody fits these filters" in mira.get(f"{MEMBERS}?state=left").text
    assert "Nobody fits these filters" in mira.get(f"{MEMBERS}?q=otto").text
    page = mira.get(f"{MEMBERS}?sort=-name&page=99999999999").text
    assert page.index("Tara Test") < page.index("Ada Test")


@pytest.mark.parametrize(
    ("name", "path", "status"),
    [
        ("sven", "", 200),
        ("tara", "", 200),
        ("ada", "", 403),
        ("olga", "", 403),
        ("sven", "/new", 403),
        ("tara", "/new", 403),
    ],
)
def test_who_opens_the_list_and_who_makes_people(signed_in: SignedIn, name: str, path: str, status: int) -> None:
    assert signed_in(name).get(f"{MEMBERS}{path}").status_code == status


def test_a_supervisor_sees_their_team_and_renews_a_password(signed_in: SignedIn, world: World, blue: str) -> None:
    sven, olga, omar = signed_in("sven"), world.people["olga"], world.people["omar"]
    page = sven.get(MEMBERS).text
    assert "Olga Test" in page
    assert "Omar Test" not in page
    assert sven.get(f"{MEMBERS}/{omar}").status_code == 404
    assert sven.post(f"{MEMBERS}/{omar}/link").status_code == 404
    assert sven.post(f"{MEMBERS}/{olga}/link").status_code == 302
    link_on(sven.get(f"{MEMBERS}/{olga}").text)
    assert sven.post(f"{MEMBERS}/{olga}/contact", data={"contact": "Extension 9"}).status_code == 302
    assert "Extension 9" in sven.get(f"{MEMBERS}/{olga}").text
    for act in ("roles", "leave", "team", "change"):
        assert sven.post(f"{MEMBERS}/{olga}/{act}").status_code == 403


def test_a_role_is_given_and_ended_and_somebody_leaves(signed_in: SignedIn, world: World) -> None:
    mira, olga = signed_in("mira"), world.people["olga"]
    page = f"{MEMBERS}/{olga}"
    mira.post(f"{page}/roles", data={"role": "team leader|centre"})
    assert "Team leader" in mira.get(page).text
    assert mira.post(f"{page}/roles", data={"role": "manager|centre"}).status_code == 403
    assert mira.post(f"{page}/roles", data={"role": "nonsense"}).status_code == 422
    ends = re.findall(rf"{page}/roles/\w+/end", mira.get(page).text)
    assert len(ends) == 2
    assert mira.post(ends[0]).status_code == 302
    browser = signed_in("olga")
    assert mira.post(f"{page}/leave").status_code == 302
    assert "Access to Nordbank has ended. They still belong to the centre" in mira.get(page).text
    assert browser.get("/c/nordbank/courses").status_code == 404, "access ended with the membership"
    service.add_membership(world.system(FENWICK), olga, Role.OPERATOR, Side.CENTRE)
    elsewhere = mira.get(page).text
    assert "They still work for other clients." in elsewhere
    assert "Fenwick" not in elsewhere
    assert mira.post(f"{MEMBERS}/{world.people['mira']}/leave").status_code == 409


def test_a_slip_opens_after_an_administrator_gave_a_second_role(signed_in: SignedIn, world: World) -> None:
    root = signed_in("root")
    form = {"name": "Nina", "sign_in_name": "nina", "language": "en", "time_zone": "UTC", "client_id": "nordbank"}
    page = root.post("/installation/people/new", data=form | {"role": "operator|centre"}).location
    slip = link_on(root.get(page).text)
    assert "A link was made and not used yet" in root.get(page).text
    role = {"client_id": "nordbank", "role": "manager|centre"}
    answer = root.post(f"{page}/roles", data=role, follow_redirects=True).text
    assert "The role is given." in answer
    assert "opens nothing any more" not in answer
    assert root.application.test_client().get(slip).status_code == 200


def test_a_role_that_ends_a_supervisors_link_says_so(signed_in: SignedIn, world: World, blue: str) -> None:
    page = f"{MEMBERS}/{world.people['olga']}"
    sven = signed_in("sven")
    sven.post(f"{page}/link")
    slip = link_on(sven.get(page).text)
    given = signed_in("mira").post(f"{page}/roles", data={"role": "trainer|centre"}, follow_redirects=True).text
    assert "The role is given. A link that was made for them before opens nothing any more" in given
    assert "This link is over" in sven.application.test_client().get(slip).text


def test_whose_only_client_this_was_has_left(signed_in: SignedIn, world: World) -> None:
    details = persons.Details("Nina Test", "nina@example.test")
    nina = persons.make_person(world.actor("mira"), details, Role.OPERATOR, Side.CENTRE)
    answer = signed_in("mira").post(f"{MEMBERS}/{nina}/leave", follow_redirects=True)
    assert answer.text.count("They have left: access has ended.") == 2, "on its page, and as what was done"
    assert queries.clients_of(nina) == []


def test_those_ticked_are_moved_put_into_a_class_or_enrolled(signed_in: SignedIn, world: World, blue: str) -> None:
    mira, olga, omar = signed_in("mira"), world.people["olga"], world.people["omar"]
    ticked = {"person": [olga, omar], "back": "role=operator"}
    made = mira.post("/c/nordbank/classes/new", data={"title": "Monday", "trainer": world.people["tara"], "starts_on": "2026-11-23"})  # noqa: E501 - a form  # fmt: skip
    group = made.location.rpartition("/")[2]
    answer = mira.post(f"{MEMBERS}/ticked", data={**ticked, "do": "team", "team": blue})
    assert answer.location.endswith("/members?role=operator")
    mira.post(f"{MEMBERS}/ticked", data={**ticked, "do": "group", "group": group})
    assert "2 people" in mira.get(f"/c/nordbank/teams/{blue}").text
    assert "2 people" in mira.get(f"/c/nordbank/classes/{group}").text
    assert "/enrol?person=" in mira.post(f"{MEMBERS}/ticked", data={**ticked, "do": "enrol"}).location
    for wrong in ({"do": "team"}, {"do": "nonsense"}, {}):
        assert mira.post(f"{MEMBERS}/ticked", data={**ticked, **wrong}).status_code == 302
    assert mira.post(f"{MEMBERS}/ticked", data={**ticked, "do": "team", "team": "x"}).status_code == 404
    assert "Nobody is ticked" in mira.post(f"{MEMBERS}/ticked", data={}, follow_redirects=True).text
    mira.post(f"/c/nordbank/teams/{blue}/out/{olga}")
    mira.post(f"/c/nordbank/classes/{group}/out/{olga}")
    assert "1 person" in mira.get(f"/c/nordbank/teams/{blue}").text
    assert "1 person" in mira.get(f"/c/nordbank/classes/{group}").text


def test_the_list_opened_to_fill_a_class_does_that_and_leads_back(signed_in: SignedIn, world: World) -> None:
    mira, olga, omar = signed_in("mira"), world.people["olga"], world.people["omar"]
    group = classes.make_class(world.actor("mira"), "Monday", world.people["tara"], clock.now())
    classes.join(world.actor("mira"), group, [omar])
    page = f"/c/nordbank/classes/{group}"
    assert f"into={group}" in mira.get(page).text
    filling = mira.get(f"{MEMBERS}?into={group}").text
    assert "Put those ticked into Monday" in filling
    assert "Move to this team" not in filling, "one thing is to be done here"
    assert f'value="{olga}"' in filling
    assert f'value="{omar}"' not in filling, "he is in it"
    ticked = {"person": olga, "do": "group", "group": group, "filling": "yes"}
    assert mira.post(f"{MEMBERS}/ticked", data=ticked).location == page
    assert "2 people" in mira.get(page).text
    assert mira.get(f"{MEMBERS}?into=nothing").status_code == 404
    assert signed_in("sven").get(f"{MEMBERS}?into={group}").status_code == 403


def test_a_team_outside_its_span_is_flagged_and_renamed(signed_in: SignedIn, world: World, blue: str) -> None:
    mira, sven = signed_in("mira"), signed_in("sven")
    assert "Below 10" in mira.get("/c/nordbank/teams").text
    page = f"/c/nordbank/teams/{blue}"
    form = {"title": "Green", "leader": world.people["sara"], "deputy": world.people["sven"]}
    assert sven.post(page, data=form).status_code == 403
    assert mira.post(page, data=form | {"leader": world.people["olga"]}).status_code == 422
    assert mira.post(page, data=form | {"leader": "nobody"}).status_code == 422
    assert mira.post(page, data=form).status_code == 302
    assert queries.teams(world.actor("mira"))[0].title == "Green"
    assert "Green" in sven.get("/c/nordbank/teams").text, "a deputy sees the team"
    assert signed_in("sven").get("/c/nordbank/teams/new").status_code == 403


@pytest.mark.parametrize(
    ("page", "field", "missing", "alone"),
    [
        ("teams", "leader", "Choose who leads the team.", False),
        ("classes", "trainer", "Choose who teaches the class.", False),
        ("teams", "leader", "Choose who leads the team.", True),
    ],
)
def test_nobody_is_chosen_unless_only_one_can_be_it(
    signed_in: SignedIn, world: World, page: str, field: str, missing: str, *, alone: bool
) -> None:
    mira = signed_in("mira")
    if alone:
        for number in directory.holders(world.actor("mira"), teams.LEADERS).keys() - {world.people["mira"]}:
            memberships.leave(world.actor("mira"), number)
    chooser = re.search(f'<select[^>]* id="{field}".*?</select>', mira.get(f"/c/nordbank/{page}/new").text, re.DOTALL)
    assert chooser
    assert ("Mira" in chooser[0].partition("</option>")[0], ">Choose<" in chooser[0]) == (alone, not alone)
    sent = mira.post(f"/c/nordbank/{page}/new", data={"title": "Red", field: "0", "starts_on": "2026-11-23"})
    assert (sent.status_code, missing in sent.text, 'value="Red"' in sent.text) == (422, True, True)


def test_enrolling_without_people_says_how(signed_in: SignedIn, world: World) -> None:
    tara = signed_in("tara")
    assert "Choose who is to be enrolled" in tara.get("/c/nordbank/enrol").text
    assert tara.post("/c/nordbank/enrol").status_code == 422
    olga = world.people["olga"]
    assert "No course is published yet" in tara.get(f"/c/nordbank/enrol?person={olga}").text
    assert signed_in("sven").get(f"/c/nordbank/enrol?person={olga}").status_code == 404, "not of his team"


def test_an_administrator_arranges_people_and_sees_no_content(signed_in: SignedIn, world: World) -> None:
    root = signed_in("root")
    assert "10 people" in root.get("/installation/people").text
    assert "2 people" in root.get("/installation/people?client=fenwick-lane").text
    form = {"name": "Ida", "sign_in_name": "ida", "language": "en", "time_zone": "UTC", "contact": ""}
    made = root.post("/installation/people/new", data=form | {"client_id": "fenwick-lane", "role": "auditor|client"})
    page = made.location
    link_on(root.get(page).text)
    assert "Auditor (of the client)" in root.get(page).text
    root.post(f"{page}/roles", data={"client_id": "nordbank", "role": "manager|centre"})
    assert "Nordbank" in root.get(page).text
    end = re.findall(rf"{page}/roles/\w+/end", root.get(page).text)[0]
    assert root.post(end).status_code == 302
    assert root.post(end).status_code == 302
    assert root.post(f"{page}/roles", data={"client_id": "x", "role": "y"}).status_code == 422
    assert root.post(f"{page}/change", data=form | {"name": "Ida B"}).status_code == 302
    assert root.post(f"{page}/change", data=form | {"sign_in_name": "olga@example.test"}).status_code == 422
    assert root.post(f"{page}/leave").status_code == 302
    assert "belong to no client" in root.get(page).text
    assert root.get("/c/nordbank/members").status_code == 404
    own = f"/installation/people/{world.people['root']}"
    assert root.post(f"{own}/roles", data={"client_id": "nordbank", "role": "manager|centre"}).status_code == 409
    assert root.post(f"{own}/link").status_code == 403
    assert root.get("/installation/people/1").status_code == 404


@pytest.mark.parametrize("name", ["mira", "olga", "ada"])
def test_nobody_else_sees_the_people_of_the_installation(signed_in: SignedIn, name: str) -> None:
    browser: FlaskClient = signed_in(name)
    assert browser.get("/installation/people").status_code == 403
    assert browser.post("/installation/people/new", data={}).status_code == 403


def test_everybody_changes_how_they_are_reached_themselves(signed_in: SignedIn, world: World) -> None:
    sven, olga = signed_in("sven"), signed_in("olga")
    form = {"language": "en", "time_zone": "Europe/Athens", "contact": "Extension 5", "spoken": "en"}
    assert sven.post("/account", data=form | {"time_zone": "Athens"}).status_code == 422
    assert sven.post("/account", data=form | {"spoken": "xx"}).status_code == 422
    assert sven.post("/account", data=form).status_code == 302
    assert "Europe/Athens" in sven.get("/account").text
    assert "Extension 5" in signed_in("mira").get(f"{MEMBERS}/{world.people['sven']}").text
    assert world.actor("sven").spoken == {"en"}
    assert "Languages of test calls" not in olga.get("/account").text, "who does not assess is not asked"
    assert olga.post("/account", data=form).status_code == 422
    del form["spoken"]
    assert olga.post("/account", data=form).status_code == 302


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2101-01-01"])
def test_days_at_the_edge_of_the_calendar_are_not_taken(signed_in: SignedIn, world: World, day: str) -> None:
    only = "Only days from 2000-01-01 to 2100-12-31 are taken."
    made = signed_in("mira").post(
        "/c/nordbank/classes/new", data={"title": "March", "trainer": world.people["tara"], "starts_on": day}
    )
    assert made.status_code == 422
    assert only in made.text
    tara, olga = signed_in("tara"), world.people["olga"]
    enrolled = tara.post(f"/c/nordbank/enrol?person={olga}", data={"course": "x", "due": day})
    assert enrolled.status_code == 422


@pytest.mark.parametrize("number", ["9" * 19, "9" * 40, "-" + "9" * 40])
def test_a_number_that_no_database_counts_to_is_nobodys(signed_in: SignedIn, world: World, number: str) -> None:
    tara = signed_in("tara")
    assert tara.get(f"/c/nordbank/enrol?person={number}").status_code in (200, 404)
    for wanted in ({"do": "enrol"}, {"do": "team", "team": "x"}):
        assert signed_in("mira").post(f"{MEMBERS}/ticked", data={"person": number, **wanted}).status_code in (302, 404)
    made = signed_in("mira").post("/c/nordbank/teams/new", data={"title": "Red", "leader": number, "deputy": "0"})
    assert 400 <= made.status_code < 500


def test_a_nul_in_a_form_is_shown_as_what_could_not_be_read(signed_in: SignedIn, blue: str) -> None:
    mira = signed_in("mira")
    for form in ({**NINA, "new-name": "Ni\0na"}, {"new-name": ["Nina", "\0"]}, {"a\0b": "c"}):
        answer = mira.post(f"{MEMBERS}/new", data=form, headers={"Origin": "http://localhost"})
        assert answer.status_code < 500
    assert "Ni\ufffdna" in mira.get(MEMBERS).text
