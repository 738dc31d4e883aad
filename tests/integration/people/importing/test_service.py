"""An import is written whole or not at all, as often as one likes, without doubles; on both databases."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import event

from app.config import Settings
from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.errors import ForbiddenError, RefusedError
from app.kernel.work import writing
from app.people import directory, groups, persons, queries, service, teams
from app.people.cards import get_card
from app.people.directory import Wanted
from app.people.importing.facts import Fate
from app.people.importing.knowing import importer
from app.people.importing.rows import Table, read_rows
from app.people.importing.service import Outcome, carry_out, preview
from app.people.importing.sheets import read_sheet
from app.people.invitations import find_link, invite, make_link, use_link
from app.people.models import OneTimeLink, TeamMember
from app.people.permissions import InstallationPermission, Role, Side
from app.people.sign_in import INSTALLATION, digest
from app.reports.changes import latest_changes
from app.trail import service as trail
from tests.factories import CENTRE, FENWICK, NORDBANK, World
from tests.statements import sent_by

HEAD = "name;sign-in name;contact;role;team;team leader;class;class trainer;class starts;ends\n"
THREE = (
    "Nina New;nina;2107;operator;Green;sven@example.test;May;tara@example.test;2026-12-01;\n"
    "Nino New;nino@example.test;;team leader;GREEN;;may;;;\n"
    ";olga@example.test;2108;;Green;;;;;\n"
)


def table(rows: str) -> Table:
    return read_rows(read_sheet((HEAD + rows).encode()))


def do(world: World, rows: str, name: str = "mira") -> Outcome:
    actor, wanted = world.actor(name), table(rows)
    return carry_out(actor, wanted, preview(actor, wanted).digest)


def signs_in(world: World) -> list[str]:
    return [one.sign_in_name for one in directory.list_people(world.actor("mira"), Wanted())]


def test_people_roles_teams_and_classes_are_written_once_however_often(world: World) -> None:
    first = do(world, THREE)
    assert {fate.value: count for fate, count in first.counts.items()} == {
        "new": 2, "changed": 1, "unchanged": 0, "refused": 0,
    }  # fmt: skip
    before = signs_in(world)
    again = preview(world.actor("mira"), table(THREE))
    assert again.counts[Fate.UNCHANGED] == 3
    second = do(world, THREE)
    assert (second.made, second.wrote, first.wrote) == ((), False, True)
    assert signs_in(world) == before
    nina = queries.find_number("nina")
    assert nina in first.made
    card = get_card(world.actor("mira"), nina)
    assert (card.name, card.contact, card.team, card.classes[0][1]) == ("Nina New", "2107", "Green", "May")
    assert nina in {one.id for one in queries.people(world.system(CENTRE))}, "who works for a client is of the centre"
    assert len(groups.classes(world.actor("mira"))[0].members) == 2
    assert trail.verify(world.system()) is None
    assert trail.verify(world.system(CENTRE)) is None


def test_several_rows_of_a_person_make_one_with_several_roles(world: World) -> None:
    rows = "Nina New;nina;2107;operator;;;;;;\n;nina;;team leader;;;;;;\n;olga@example.test;;team leader;;;;;;\n" * 2
    first = do(world, rows)
    assert {fate.value: count for fate, count in first.counts.items() if count} == {
        "new": 1, "changed": 2, "unchanged": 3,
    }  # fmt: skip
    nina = queries.find_number("nina")
    assert first.made == (nina,)
    assert sorted(role.role for role in get_card(world.actor("mira"), nina).held) == ["operator", "team leader"]
    assert len(queries.clients_of(nina)) == 2
    assert do(world, rows).wrote is False


def test_an_address_of_somebody_here_is_told_and_of_nobody_elsewhere(world: World) -> None:
    do(world, "Nina New;nina;N.New@example.test;operator;;;;;;\n")
    data = b"name;sign-in name;e-mail;role\n"
    for name in (b"n.new", b"olga", b"otto", b"audrey"):
        data += b"Some Body;new-%s;%s@example.test;operator\n" % (name, name)
    rows = preview(world.actor("mira"), read_rows(read_sheet(data))).rows
    assert [row.fate.value for row in rows] == ["refused", "refused", "new", "new"]
    assert ["Nina New" in repr(rows[0]), "Olga Test" in repr(rows[1])] == [True, True]


def test_many_rows_take_no_more_statements_than_few(app: Flask, world: World) -> None:
    def rows(start: int, end: int) -> str:
        return "".join(
            f"Person {n};p{n};;operator;Team {n // 3};sven@example.test;Class {n // 5};tara@example.test;2026-12-01;\n"
            for n in range(start, end)
        )

    with sent_by(app) as for_few:
        do(world, rows(0, 5))
    with sent_by(app) as for_many:
        assert len(do(world, rows(5, 105)).made) == 100
    assert len(for_many) <= len(for_few)


def test_who_moves_is_held_in_their_team_and_nobody_else_is(world: World) -> None:
    do(world, "".join(f"Person {n};p{n};;operator;Green;sven@example.test;;;;\n" for n in range(4)))
    held: list[int] = []

    def note(row: TeamMember, _context: object) -> None:
        held.append(row.person_id)

    event.listen(TeamMember, "load", note)
    try:
        do(world, ";p0;;;Blue;sven@example.test;;;;\n;p1;;;;;;;;2020-01-01\n")
    finally:
        event.remove(TeamMember, "load", note)
    assert sorted(held) == sorted(queries.find_number(name) for name in ("p0", "p1"))


def test_the_record_counts_rows_and_names_nobody(world: World) -> None:
    do(world, THREE)
    lines = latest_changes(world.actor("mira"), 50, all_lines=True)
    assert {"people.imported", "person.created", "membership.started", "team.created", "class.joined"} <= {
        line.action for line in lines
    }
    assert not any(word in str(line.data) for line in lines for word in ("Nina", "nina", "'2107'"))


def test_one_refused_row_holds_back_all(world: World) -> None:
    before = signs_in(world)
    with pytest.raises(RefusedError):
        do(world, THREE + "Bad;bad;;manager;;;;;;\n")
    assert signs_in(world) == before
    assert queries.find_number("nina") is None


def test_what_changed_since_the_preview_is_told_and_nothing_is_written(world: World) -> None:
    mira, wanted = world.actor("mira"), table(THREE)
    digest = preview(mira, wanted).digest
    persons.make_person(mira, persons.Details("Somebody Else", "nino@example.test"), Role.OPERATOR, Side.CENTRE)
    with pytest.raises(RefusedError, match="changed since this preview"):
        carry_out(mira, wanted, digest)
    assert queries.find_number("nina") is None


def test_of_two_imports_at_once_one_is_written_and_both_are_done(world: World) -> None:
    mira, wanted = world.actor("mira"), table(THREE)
    digest = preview(mira, wanted).digest
    made: list[int] = []
    problems: list[BaseException] = []

    def run() -> None:
        try:
            made.append(len(carry_out(mira, wanted, digest).made))
        except BaseException as problem:
            problems.append(problem)

    both = [threading.Thread(target=run) for _ in range(2)]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()
    assert not problems
    assert sorted(made) == [0, 2]
    assert signs_in(world).count("nina") == 1
    assert trail.verify(world.system()) is None


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_who_waits_too_long_for_another_import_is_told(app: Flask, settings: Settings, world: World) -> None:
    mira, wanted = world.actor("mira"), table(THREE)
    digest = preview(mira, wanted).digest
    engine = app.extensions["readyline.house"].engine
    path = settings.database_url.removeprefix("sqlite:///")

    def be_impatient(raw: sqlite3.Connection, *_: object) -> None:
        raw.execute("PRAGMA busy_timeout=1")

    event.listen(engine, "checkout", be_impatient)
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as somebody:
            somebody.execute("BEGIN IMMEDIATE")
            with pytest.raises(RefusedError, match="being imported at this moment"):
                carry_out(mira, wanted, digest)
            somebody.execute("ROLLBACK")
        assert len(carry_out(mira, wanted, digest).made) == 2
    finally:
        event.remove(engine, "checkout", be_impatient)


def test_a_leaver_has_no_access_any_more_and_stays_on_record(world: World) -> None:
    do(world, THREE)
    do(world, ";olga@example.test;;;;;;;;2020-01-01\n;nobody;;;;;;;;2020-01-01\n")
    assert queries.find_actor(world.people["olga"], NORDBANK) is None
    assert get_card(world.actor("mira"), world.people["olga"]).held == ()
    assert preview(world.actor("mira"), table(";olga@example.test;;;;;;;;2020-01-01\n")).counts[Fate.UNCHANGED] == 1


def test_of_another_clients_people_nothing_is_shown(world: World) -> None:
    row = preview(world.actor("mira"), table("Guess;audrey@example.test;;operator;;;;;;\n")).rows[0]
    assert row.fate is Fate.REFUSED
    assert "Audrey" not in repr(row)
    assert FENWICK not in repr(row)


def test_a_colleague_of_the_centre_is_taken_on_and_keeps_their_name(world: World) -> None:
    otto = "Other Name;otto@example.test;;operator;;;;;;\n"
    service.add_membership(world.system(CENTRE), world.people["otto"], Role.OPERATOR, Side.CENTRE)
    planned = preview(world.actor("mira"), table(otto)).rows[0]
    assert planned.fate is Fate.NEW
    assert "Otto" not in repr(planned)
    do(world, otto)
    assert queries.names(world.system(), [world.people["otto"]]) == {world.people["otto"]: "Otto Test"}
    assert preview(world.actor("mira"), table(otto)).rows[0].fate is Fate.UNCHANGED


def root(world: World) -> Actor:
    return Actor(world.people["root"], None, frozenset(InstallationPermission))


def test_an_administrator_imports_for_any_client(world: World) -> None:
    actor = importer(root(world), NORDBANK)
    wanted = table(THREE + "Max Manager;max;;manager;;;;;;\n")
    carry_out(actor, wanted, preview(actor, wanted).digest)
    assert "max" in signs_in(world)
    with pytest.raises(ForbiddenError):
        preview(world.actor("tara"), wanted)


@pytest.mark.parametrize(("role", "ends"), [("team leader", False), ("trainer", True)])
def test_a_role_from_a_file_ends_the_links_it_puts_out_of_their_makers_reach(
    world: World, role: str, ends: bool
) -> None:
    mira, sven, olga = world.actor("mira"), world.actor("sven"), world.people["olga"]
    teams.move(mira, teams.make_team(mira, "Red", sven.number), [olga])
    link = make_link(sven, olga)
    do(world, f";olga@example.test;;{role};;;;;;\n")
    assert (find_link(link.token) is None) is ends


def test_a_role_from_a_file_is_judged_with_the_team_from_the_same_file(world: World) -> None:
    mira, sven, olga = world.actor("mira"), world.actor("sven"), world.people["olga"]
    teams.move(mira, teams.make_team(mira, "Red", sven.number), [olga])
    link = make_link(sven, olga)
    do(world, ";olga@example.test;;team leader;Blue;mira@example.test;;;;\n")
    with writing(INSTALLATION) as work:
        assert work.session.get_one(OneTimeLink, digest(link.token)).ended_at is not None


def test_new_people_are_invited_once_they_are_imported(world: World) -> None:
    made = do(world, THREE).made
    links = invite(world.actor("mira"), made)
    assert [whom.sign_in_name for whom, _ in links] == ["nina", "nino@example.test"]
    assert use_link(links[0][1].token, "three words together") == "nina"
    assert [whom.sign_in_name for whom, _ in invite(world.actor("mira"), made)] == ["nino@example.test"]
    with clock.at(clock.now() + timedelta(minutes=5)):
        assert invite(world.actor("mira"), [world.people["olga"]]) == []
    with pytest.raises(ForbiddenError):
        invite(world.actor("tara"), made)
