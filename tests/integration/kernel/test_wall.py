"""Lock two, statement by statement: what a session of one client cannot see, change or go around."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import bindparam, delete, exists, func, insert, literal_column, select, text, union_all, update
from sqlalchemy.orm import Session, aliased

from app.kernel.actor import Actor
from app.kernel.errors import UnrecordedWriteError, WallBreachError
from app.kernel.scope import Scope
from app.kernel.wall import WITH_CENTRE
from app.kernel.work import reading, writing
from app.people import service
from app.people.models import AgreementAcceptance, Client, Line, Membership, Person, Team
from tests.factories import CENTRE, FENWICK, NORDBANK, World


@pytest.fixture
def lines(world: World) -> World:
    """Each client has one line; the other client's is the one nobody of Nordbank may see."""
    service.save_line(world.system(NORDBANK), "cards", "Cards")
    service.save_line(world.system(FENWICK), "returns", "Returns")
    return world


READS: dict[str, Callable[[Session], Any]] = {
    "select": lambda s: s.scalars(select(Line.key)).all(),
    "alias": lambda s: s.scalars(select(aliased(Line).key)).all(),
    "get": lambda s: [s.get(Line, (FENWICK, "returns"))] if s.get(Line, (FENWICK, "returns")) else ["cards"],
    "count": lambda s: ["cards"] * s.scalar(select(func.count()).select_from(Line)),
    "exists of a select": lambda s: (
        ["returns"] if s.scalar(select(select(Line.key).where(Line.key == "returns").exists())) else ["cards"]
    ),
    "subquery": lambda s: s.scalars(select(select(Line.key).subquery().c.key)).all(),
    "common table expression": lambda s: s.scalars(select(select(Line.key).cte().c.key)).all(),
    "scalar subquery": lambda s: (
        ["cards"]
        if s.scalar(select(select(Line.key).where(Line.key == "returns").scalar_subquery())) is None
        else ["returns"]
    ),
    "in a global's where": lambda s: (
        ["returns"] if s.scalar(select(Client.id).where(Client.id == FENWICK, Client.id.in_(select(Line.client_id))))
        else ["cards"]
    ),
    "join from a global": lambda s: s.scalars(select(Line.key).select_from(Client).join(Line)).all(),
    "outer join from a global": lambda s: [
        key for key in s.scalars(select(Line.key).select_from(Client).outerjoin(Line)).all() if key
    ],
    "union": lambda s: sorted(set(s.scalars(union_all(select(Line.key), select(Line.key))).all())),
    "query": lambda s: [row.key for row in s.query(Line)],
    "named parameter": lambda s: s.scalars(select(Line.key).where(Line.key != bindparam("k")), {"k": ""}).all(),
}  # fmt: skip


@pytest.mark.parametrize("way", READS)
def test_every_way_to_read_gives_only_the_own_client(lines: World, way: str) -> None:
    with reading(lines.actor("olga")) as session:
        assert READS[way](session) == ["cards"]


REFUSED: dict[str, Callable[[Session], Any]] = {
    "text": lambda s: s.execute(text("select key from line")),
    "text in where": lambda s: s.execute(select(Line).where(text("1=1"))),
    "from_statement": lambda s: s.scalars(select(Line).from_statement(text("select * from line"))).all(),
    "literal_column": lambda s: s.execute(select(Line.key, literal_column("(select max(key) from line)"))),
    "table": lambda s: s.execute(select(Line.__table__)),
    "column of the table": lambda s: s.execute(select(Line.__table__.c.key)),
    "column of the table beside a class": lambda s: s.execute(select(Client.id, Line.__table__.c.key)),
    "column of the table beside an alias": lambda s: s.execute(select(aliased(Line).key, Line.__table__.c.key)),
    "table in a subquery": lambda s: s.execute(select(Client).where(Client.id.in_(select(Line.__table__.c.client_id)))),
    "table joined": lambda s: s.execute(select(Client).join(Line.__table__)),
    "exists without a select": lambda s: s.scalar(select(exists().where(Line.key == "returns"))),
    "insert": lambda s: s.execute(insert(Line).values(client_id=FENWICK, key="x", title="x")),
    "insert from a table": lambda s: s.execute(insert(Line.__table__).values(client_id=FENWICK, key="x", title="x")),
    "update to another client": lambda s: s.execute(update(Line).values(client_id=FENWICK)),
    "update of a list of rows": lambda s: s.execute(
        update(Line), [{"client_id": FENWICK, "key": "returns", "title": "x"}]
    ),
    "update with another client beside it": lambda s: s.execute(update(Line), {"client_id": FENWICK}),
    "a value in the place of the filter's": lambda s: s.execute(select(Line.key), {"client_id_1": FENWICK}),
    "connection": lambda s: s.connection(),
    "bulk save": lambda s: s.bulk_save_objects([Line(client_id=FENWICK, key="x", title="x")]),
    "bulk insert": lambda s: s.bulk_insert_mappings(Line, [{"client_id": FENWICK, "key": "x", "title": "x"}]),
    "bulk update": lambda s: s.bulk_update_mappings(Line, [{"client_id": FENWICK, "key": "returns", "title": "x"}]),
    "the centre's rows that belong to nobody": lambda s: s.execute(select(Line).execution_options(**WITH_CENTRE)),
}  # fmt: skip


@pytest.mark.parametrize("way", REFUSED)
def test_every_known_way_around_is_refused(lines: World, way: str) -> None:
    with pytest.raises(WallBreachError), writing(lines.system()) as work:
        REFUSED[way](work.session)


def test_many_rows_at_once_become_the_scope_s_own(lines: World) -> None:
    rows = [{"key": f"key {number}", "title": "Many"} for number in range(3)]
    with writing(lines.system()) as work:
        work.session.insert_rows(Line, rows)
        work.record("test", "line")
    with reading(lines.system(FENWICK)) as session:
        assert session.scalars(select(Line.title)).all() == ["Returns"]
    with reading(lines.system()) as session:
        assert session.scalar(select(func.count()).select_from(Line)) == 4


def test_many_rows_at_once_are_neither_another_clients_nor_outside_a_scope_nor_unrecorded(lines: World) -> None:
    row = {"key": "x", "title": "x"}
    with pytest.raises(WallBreachError), writing(lines.system()) as work:
        work.session.insert_rows(Line, [row | {"client_id": FENWICK}])
    with pytest.raises(WallBreachError), writing(Actor(person_id=None, scope=None)) as work:
        work.session.insert_rows(Line, [row | {"client_id": NORDBANK}])
    with pytest.raises(UnrecordedWriteError), writing(lines.system()) as work:
        work.session.insert_rows(Line, [row])


def test_many_rows_at_once_all_name_the_same_columns(lines: World) -> None:
    rows = [{"key": "a", "title": "A"}, {"key": "b"}]
    with pytest.raises(ValueError, match="columns"), writing(lines.system()) as work:
        work.session.insert_rows(Line, rows)


@pytest.mark.parametrize("way", ["added", "changed", "moved away", "deleted"])
def test_rows_of_another_client_cannot_be_written(lines: World, way: str) -> None:
    with reading(lines.system(FENWICK)) as session:
        foreign = session.get_one(Line, (FENWICK, "returns"))
    with pytest.raises(WallBreachError), writing(lines.system()) as work:
        if way == "added":
            work.session.add(Line(client_id=FENWICK, key="x", title="x"))
        elif way == "moved away":
            work.session.get_one(Line, (NORDBANK, "cards")).client_id = FENWICK
        else:
            work.session.add(foreign)
            foreign.title = "Mine now"
            if way == "deleted":
                work.session.delete(foreign)
        work.session.flush()


@pytest.mark.parametrize("statement", [update(Line).values(title="Mine"), delete(Line)])
def test_statements_that_write_reach_only_the_own_client(lines: World, statement: Any) -> None:
    with writing(lines.system()) as work:
        work.session.execute(statement)
        work.record("test", "line")
    with reading(lines.system(FENWICK)) as session:
        assert session.get_one(Line, (FENWICK, "returns")).title == "Returns"


def test_without_a_scope_nothing_of_a_client_can_be_asked(lines: World) -> None:
    with pytest.raises(WallBreachError, match="no scope"), reading(Actor(person_id=None, scope=None)) as session:
        session.scalars(select(Line)).all()


def test_a_unit_of_work_keeps_its_scope(lines: World) -> None:
    with (
        pytest.raises(WallBreachError, match="another scope"),
        writing(lines.system(NORDBANK)),
        writing(lines.system(FENWICK)),
    ):
        pass


def test_reading_another_scope_inside_opens_a_session_of_its_own(lines: World) -> None:
    with reading(lines.system(NORDBANK)) as outer, reading(lines.system(FENWICK)) as inner:
        assert outer is not inner
        assert inner.scalars(select(Line.key)).all() == ["returns"]


def test_of_the_centre_only_the_same_peoples_rows_are_read(lines: World) -> None:
    """Olga works for both; Otto's row at the centre is not Nordbank's to see, nor is Olga's seen unasked."""
    for name in ("olga", "otto"):
        with writing(lines.system(CENTRE)) as work:
            work.session.add(AgreementAcceptance(person_id=lines.people[name], agreement="x", release_id="r"))
            work.record("test", name)
    statement = select(AgreementAcceptance.person_id)
    with reading(lines.actor("ada")) as session:
        assert session.scalars(statement).all() == []
        assert session.scalars(statement.execution_options(**WITH_CENTRE)).all() == [lines.people["olga"]]


def test_global_rows_are_open_to_every_scope(lines: World) -> None:
    with reading(lines.actor("olga")) as session:
        assert session.scalar(select(func.count()).select_from(Person)) == len(lines.people)
        assert session.scalar(select(func.count()).select_from(Membership)) > len(lines.people)


def test_the_key_itself_refuses_a_row_that_points_to_another_clients(lines: World) -> None:
    """Lock three: the composite foreign key."""
    from sqlalchemy.exc import IntegrityError

    from app.people.models import TeamMember

    team = service.create_team(lines.system(FENWICK), "Theirs", lines.people["audrey"])
    with pytest.raises(IntegrityError), writing(lines.system(NORDBANK)) as work:
        work.session.add(TeamMember(team_id=team, person_id=lines.people["olga"]))
        work.record("test", team)
    with reading(lines.system(NORDBANK)) as session:
        assert session.get(Team, (FENWICK, team)) is None


def test_a_scope_without_centre_reads_no_centre(lines: World) -> None:
    actor = Actor(person_id=None, scope=Scope(NORDBANK))
    with reading(actor) as session:
        statement = select(AgreementAcceptance).execution_options(**WITH_CENTRE)
        assert session.scalars(statement).all() == []


def test_a_statement_kept_for_one_client_is_another_clients_own_when_they_ask(lines: World) -> None:
    """What a module put together once is asked by everybody, in turns, and refused as often as it is asked."""
    keys = select(Line.key)
    for _turn in range(2):
        for actor, own in ((lines.actor("olga"), ["cards"]), (lines.system(FENWICK), ["returns"])):
            with reading(actor) as session:
                assert session.scalars(keys).all() == own
        with pytest.raises(WallBreachError, match="no scope"), reading(Actor(None, None)) as session:
            session.scalars(keys).all()
    mine = select(AgreementAcceptance.person_id)
    with writing(lines.system(CENTRE)) as work:
        work.session.add(AgreementAcceptance(person_id=lines.people["olga"], agreement="x", release_id="r"))
        work.record("test", "olga")
    for _turn in range(2):
        with reading(lines.actor("ada")) as session:
            assert session.scalars(mine).all() == []
            assert session.scalars(mine, execution_options=WITH_CENTRE).all() == [lines.people["olga"]]
