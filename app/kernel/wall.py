"""The wall between clients: what a session may ask, and the filter that every statement gets.

Three things hold it here (the database holds two more, keys and row-level security; the pages two more again):
a session belongs to one scope for its whole life; every ORM statement over a client's rows gets the client's filter;
whatever is not a statement over mapped entities is refused, because the filter could not reach it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, NoReturn
from weakref import WeakKeyDictionary

from sqlalchemy import (
    Alias,
    Connection,
    Select,
    Table,
    TextClause,
    and_,
    event,
    false,
    insert,
    or_,
)
from sqlalchemy.orm import Mapper, ORMExecuteState, Session, SessionTransaction, with_loader_criteria
from sqlalchemy.sql.dml import Insert, Update, UpdateBase
from sqlalchemy.sql.elements import ColumnClause
from sqlalchemy.sql.selectable import TextualSelect

from app.kernel.database import Base, ClientOwned, PersonOwned
from app.kernel.errors import WallBreachError
from app.kernel.scope import Scope, SideBySide

WITH_CENTRE = {"readyline_with_centre": True}
"""Execution options of a read that also wants, of the centre's rows, those of the client's own people."""

TELL_DATABASE = "SELECT set_config('readyline.client', %s, true), set_config('readyline.centre', %s, true)"
"""The settings that PostgreSQL's policies read (migrations/row_security.py), for the transaction that is open."""
TELL_SIDE_BY_SIDE = "SELECT set_config('readyline.side_by_side', %s, true)"
"""The same for clients read together, with commas between them."""

MOST_SHAPES = 2048
"""Shapes of statements whose entities are remembered; the program has some hundreds."""

MOST_SCOPES = 16
"""Scopes for which a statement is remembered with its filter."""

MembersOf = Callable[[str], Select[tuple[int]]]
_members_of: list[MembersOf] = []


def answer_members(members_of: MembersOf) -> MembersOf:
    """Register the one function that selects the numbers of a client's people (the kernel knows no memberships)."""
    _members_of[:] = [members_of]
    return members_of


class WallSession(Session):
    """A session of one scope, given as `info={"scope": ...}`; None is the installation, which owns no client's rows.

    One of several clients side by side has no scope to write in; it reads only classes that are marked for it.
    """

    @property
    def scope(self) -> Scope | None:
        """The scope this session was opened with."""
        scope: Scope | SideBySide | None = self.info["scope"]
        return None if isinstance(scope, SideBySide) else scope

    @property
    def side_by_side(self) -> SideBySide | None:
        """The clients this session reads together, if it was opened for that."""
        scope: Scope | SideBySide | None = self.info["scope"]
        return scope if isinstance(scope, SideBySide) else None

    def insert_rows(self, model: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
        """Write many new rows of one class in one go, each as its values by column; no objects are made of them.

        For thousands of rows: as objects they would take five times as long. What the session holds is written first.
        A client's rows are given the client of the scope. Raises WallBreachError for another client's rows, and for a
        client's rows without a scope; ValueError for rows that do not all name the same columns, because the statement
        is made for the first one's.
        """
        if any(row.keys() != rows[0].keys() for row in rows):
            raise ValueError(f"the rows of {model.__name__} do not all name the same columns")
        if issubclass(model, ClientOwned):
            rows = self._own_rows(model, rows)
        self.flush()
        if rows:
            self.info["wrote"] = True
            super().connection().execute(insert(model), rows)

    def _own_rows(self, model: type[ClientOwned], rows: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
        if self.scope is None:
            raise WallBreachError(f"no scope: {model.__name__} belongs to a client")
        own = self.scope.client_id
        if any(row.get("client_id", own) != own for row in rows):
            raise WallBreachError(f"{model.__name__} of another client cannot be written in this scope")
        return [{**row, "client_id": own} for row in rows]

    def hold(self, name: str) -> None:
        """Wait for every other transaction that holds this name, then hold it until this transaction ends.

        Names stand for no row, and two that share a number (64 bits of a hash) merely wait for each other. SQLite lets
        one writer in at a time anyway.
        """
        connection = super().connection()
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", (name,))

    def _refuse(self, *_args: object, **_kwargs: object) -> NoReturn:
        raise WallBreachError("raw connections and bulk calls go around the wall; use statements over mapped classes")

    connection = _refuse
    bulk_save_objects = _refuse
    bulk_insert_mappings = _refuse
    bulk_update_mappings = _refuse


def _owned(mappers: Iterable[Mapper[Any]]) -> tuple[type, ...]:
    return tuple(mapper.class_ for mapper in mappers if issubclass(mapper.class_, ClientOwned))


_owned_by_shape: dict[Any, tuple[type, ...]] = {}


def _owned_entities(statement: Any) -> tuple[type, ...]:
    """Return the client-owned classes a statement touches; refuse what is not over mapped entities.

    The answer is remembered by the key under which SQLAlchemy keeps compiled statements: statements of one key are
    sent as the same SQL, whatever their values. A refusal is not remembered.
    """
    shape = statement._generate_cache_key()
    if shape is None:
        return _owned(_entities_of(statement))
    found = _owned_by_shape.get(shape.key)
    if found is None:
        found = _owned(_entities_of(statement))
        if len(_owned_by_shape) >= MOST_SHAPES:
            _owned_by_shape.clear()
        _owned_by_shape[shape.key] = found
    return found


def _entities_of(statement: Any) -> set[Mapper[Any]]:
    """Collect every mapper a statement touches, subqueries included; refuse what is not over mapped entities.

    A bare table, or an alias of one, passes only where a class of the same statement stands for that very table or
    alias, as in what `Session.get` and `aliased` build: the filter is on it then.
    """
    mappers: set[Mapper[Any]] = set()
    bare: set[Any] = set()
    filtered: set[Any] = set()
    waiting: list[Any] = [statement]
    seen: set[int] = set()
    while waiting:
        element = waiting.pop()
        if id(element) in seen:
            continue
        seen.add(id(element))
        _refuse_opaque(element, statement)
        annotations = getattr(element, "_annotations", {})
        entity = annotations.get("parententity") or annotations.get("parentmapper")
        if entity is not None:
            mappers.add(entity.mapper)
            filtered.update(entity.mapper.tables if entity.is_mapper else [entity.selectable])
        elif isinstance(element, Table):
            bare.add(element)
        elif isinstance(element, ColumnClause) and isinstance(element.table, Table | Alias):
            bare.add(element.table)
        if isinstance(element, Alias) and isinstance(element.element, Table):
            bare.add(element)  # its table stands behind it and is not asked by its own name
        else:
            waiting.extend(element.get_children())
    if bare - filtered:
        tables = ", ".join(sorted(str(table) for table in bare - filtered))
        raise WallBreachError(f"{tables} was named instead of its class; the filter follows classes only")
    return mappers


def _refuse_opaque(element: Any, statement: Any) -> None:
    if isinstance(element, TextClause | TextualSelect):
        raise WallBreachError("text() and from_statement() go around the wall; write the statement over classes")
    if isinstance(element, ColumnClause) and element.is_literal and element.name != "*":
        raise WallBreachError("literal_column() goes around the wall; name the mapped column")
    if isinstance(element, UpdateBase) and element is not statement:
        raise WallBreachError("a write inside another statement goes around the wall; make it one of its own")


@lru_cache(maxsize=256)
def _strict(client_id: str | None) -> Any:
    """Return the option that holds every client-owned entity of a statement to one client; to none without one."""
    if client_id is None:
        return with_loader_criteria(ClientOwned, lambda _cls: false(), include_aliases=True)
    return with_loader_criteria(ClientOwned, lambda cls: cls.client_id == client_id, include_aliases=True)


def _each_of(side_by_side: SideBySide) -> Any:
    clients = sorted(side_by_side.client_ids)
    return with_loader_criteria(ClientOwned, lambda cls: cls.client_id.in_(clients), include_aliases=True)


def _with_centre(scope: Scope) -> Any:
    client_id, centre_id = scope.client_id, scope.centre_id
    members = _members_of[0](client_id)
    return with_loader_criteria(
        PersonOwned,
        lambda cls: or_(cls.client_id == client_id, and_(cls.client_id == centre_id, cls.person_id.in_(members))),
        include_aliases=True,
    )


@event.listens_for(WallSession, "do_orm_execute")
def _guard_statement(state: ORMExecuteState) -> None:
    if state.is_column_load or state.is_relationship_load:
        return  # the statement that loaded the parent handed its options down
    session = state.session
    if not isinstance(session, WallSession) or not state.is_orm_statement:
        raise WallBreachError("only statements over mapped classes pass the wall")
    _refuse_values(state)
    with_centre = bool(state.execution_options.get("readyline_with_centre"))
    guarded = _guarded.setdefault(state.statement, {})
    key = (session.info["scope"], with_centre)
    found = guarded.get(key)
    if found is None:
        found = _guard(state, session, with_centre=with_centre)
        if len(guarded) >= MOST_SCOPES:
            guarded.clear()
        guarded[key] = found
    state.statement = found


_guarded: WeakKeyDictionary[Any, dict[tuple[Scope | SideBySide | None, bool], Any]] = WeakKeyDictionary()
"""Statements that passed, with their filter, by scope, for as long as the statement itself lives: one that a module has
put together once is looked at once for each client. They are known by identity, and a statement never changes."""


def _refuse_values(state: ORMExecuteState) -> None:
    """Refuse values handed over beside the statement that could take the filter's place, at every execution."""
    values = state.parameters
    if values and not isinstance(values, Mapping):
        raise WallBreachError("a list of values goes around the wall; change rows one by one")
    if any(str(name).startswith("client_id") for name in values or ()):
        raise WallBreachError("a value called client_id could take the place of the wall's own; give it another name")


def _guard(state: ORMExecuteState, session: WallSession, *, with_centre: bool) -> Any:
    """Return the statement of `state` with the filter of the session's scope; refuse what the filter cannot reach."""
    statement = state.statement
    if isinstance(statement, Insert):
        raise WallBreachError("insert() goes around the wall; add objects to the session")
    owned = _owned_entities(statement)
    if session.side_by_side is not None:
        _check_side_by_side(state, owned)
        return statement.options(_each_of(session.side_by_side))
    if owned and session.scope is None:
        raise WallBreachError(f"no scope: {', '.join(sorted(cls.__name__ for cls in owned))} belongs to a client")
    if isinstance(statement, Update) and owned:
        _refuse_new_owner(statement)
    if with_centre and session.scope and session.scope.centre_id:
        if not state.is_select or not all(issubclass(cls, PersonOwned) for cls in owned):
            raise WallBreachError("of the centre only rows of the same people can be read, and only read")
        return statement.options(_with_centre(session.scope))
    return statement.options(_strict(session.scope.client_id if session.scope else None))


def _check_side_by_side(state: ORMExecuteState, owned: Iterable[type]) -> None:
    unmarked = [cls.__name__ for cls in owned if not (issubclass(cls, ClientOwned) and cls.seen_side_by_side)]
    if unmarked:
        raise WallBreachError(f"{', '.join(sorted(unmarked))} is read of one client at a time")
    if not state.is_select or state.execution_options.get("readyline_with_centre"):
        raise WallBreachError("several clients are only read side by side, and each only its own rows")


def _refuse_new_owner(statement: Update) -> None:
    for column in statement.get_children(omit_attrs=("_table", "_where_criteria")):
        if getattr(column, "key", None) == "client_id":
            raise WallBreachError("a row does not change its client")


@event.listens_for(WallSession, "before_flush")
def _guard_rows(session: WallSession, _context: object, _instances: object) -> None:
    scope = session.scope
    for row in [*session.new, *session.dirty, *session.deleted]:
        if not isinstance(row, ClientOwned):
            continue
        if scope is None:
            raise WallBreachError(f"no scope: {type(row).__name__} belongs to a client")
        if row.client_id is None:
            row.client_id = scope.client_id
        if row.client_id != scope.client_id:
            raise WallBreachError(f"{type(row).__name__} of another client cannot be written in this scope")


@event.listens_for(WallSession, "after_begin")
def _tell_database(session: WallSession, _transaction: SessionTransaction, connection: Any) -> None:
    """Hand the scope to PostgreSQL's row-level security, for this transaction only."""
    if connection.dialect.name != "postgresql":
        return
    scope = session.scope
    tell_database(connection, scope.client_id if scope else "", (scope.centre_id or "") if scope else "")
    if session.side_by_side is not None:
        connection.exec_driver_sql(TELL_SIDE_BY_SIDE, (_listed(session.side_by_side),))


def _listed(side_by_side: SideBySide) -> str:
    if any("," in client_id for client_id in side_by_side.client_ids):
        raise WallBreachError("a comma in the name of a client would make two of it")
    return ",".join(sorted(side_by_side.client_ids))


def tell_database(connection: Connection, client_id: str, centre_id: str) -> None:
    """Hand a scope to PostgreSQL's row-level security, until the transaction ends."""
    connection.exec_driver_sql(TELL_DATABASE, (client_id, centre_id))
