"""How far people have come with signing in, as a class, a team and the list of people show it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from app.kernel import clock
from app.people import invitations, service, teams
from app.people.arrivals import Arrival, arrivals, to_invite
from app.people.directory import NOT_YET, Wanted, list_people
from app.people.permissions import Role, Side
from app.people.sign_in import sign_in
from app.post.service import Letter
from tests.factories import PASSWORD, World

NOON = datetime(2030, 11, 23, 12, tzinfo=UTC)


def test_each_step_on_the_way_in_is_told_from_the_others(world: World) -> None:
    mira, olga, omar = world.actor("mira"), world.people["olga"], world.people["omar"]
    nina, nino = (service.create_person(mira, name=name, sign_in_name=name) for name in ("nina", "nino"))
    for number in (nina, nino):
        service.add_membership(world.system(), number, Role.OPERATOR, Side.CENTRE)
    everybody = [olga, omar, nina, nino, world.people["otto"]]
    with clock.at(NOON):
        sign_in("olga@example.test", PASSWORD, address="192.0.2.1", device="", length=timedelta(hours=1))
        assert len(invitations.invite(mira, [nina])) == 1
        week = NOON + invitations.INVITATION_HOLDS
        assert arrivals(mira, everybody) == {
            olga: Arrival(has_password=True, signed_in_at=NOON, link_until=None),
            omar: Arrival(has_password=True, signed_in_at=None, link_until=None),
            nina: Arrival(has_password=False, signed_in_at=None, link_until=week),
            nino: Arrival(has_password=False, signed_in_at=None, link_until=None),
        }, "Otto belongs to another client"
        assert to_invite(mira, everybody) == {nina, nino}, "of two clicks the second does as the first"
        absent = {entry.id for entry in list_people(mira, Wanted(state=NOT_YET))}
        assert absent >= {omar, nina, nino}
        assert olga not in absent
    with clock.at(NOON + timedelta(minutes=2)):
        assert to_invite(mira, everybody) == {nino}, "a slip handed on stays good"
        assert to_invite(mira, everybody, again=True) == {nina}
    with clock.at(NOON + invitations.INVITATION_HOLDS):
        assert arrivals(mira, [nina])[nina].link_until is None, "the link has run out"


def test_who_asked_for_a_link_by_mail_is_still_to_be_invited(world: World) -> None:
    mira = world.actor("mira")
    nina = service.create_person(mira, name="Nina", sign_in_name="nina@example.test")
    service.add_membership(world.system(), nina, Role.OPERATOR, Side.CENTRE)
    letter = Letter("A link", "https://example.test")
    invitations.forgotten("nina@example.test", address="192.0.2.1", letter=lambda _whom, _token: letter)
    assert arrivals(mira, [nina])[nina].link_until is None
    assert to_invite(mira, [nina]) == {nina}


def test_invitations_by_mail_leave_those_without_an_address_for_a_slip(world: World) -> None:
    mira = world.actor("mira")
    names = ("nina@example.test", "nino")
    nina, nino = (service.create_person(mira, name=name, sign_in_name=name) for name in names)
    for number in (nina, nino):
        service.add_membership(world.system(), number, Role.OPERATOR, Side.CENTRE)
    made = invitations.invite(mira, [nina, nino], lambda whom, token: Letter("Welcome", f"{whom.name}: {token}"))
    assert [link.mailed_to for _whom, link in made] == ["nina@example.test"]
    assert arrivals(mira, [nino])[nino].link_until is None


def test_a_supervisor_learns_it_of_their_own_team_alone_and_invites_it(world: World) -> None:
    mira, sven = world.actor("mira"), world.actor("sven")
    nina, nino = (service.create_person(mira, name=name, sign_in_name=name) for name in ("nina", "nino"))
    for number in (nina, nino):
        service.add_membership(world.system(), number, Role.OPERATOR, Side.CENTRE)
    teams.move(mira, teams.make_team(mira, "Blue", world.people["sven"]), [nina])
    assert arrivals(sven, [nina, nino]).keys() == {nina}
    (invited,) = invitations.invite(sven, [nina, nino])
    assert invited[0].sign_in_name == "nina"
    assert invitations.find_link(invited[1].token)
