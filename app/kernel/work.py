"""The unit of work: one scope, one transaction, its lines on the trail, then what follows after the commit.

    with writing(actor) as work:
        work.session.add(row)
        work.record("agreement.accepted", subject=row.id, agreement="confidentiality")

Inside a unit of work every `reading` and `writing` of the same scope joins it, so that services can call each other
and still commit once, and queries see what was just written. A request may hold one `reading` open for its whole
length; the queries it calls share it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache
from typing import Any, Protocol

from sqlalchemy import Engine, event
from sqlalchemy.orm import ORMExecuteState

from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.database import BEGIN_WRITING
from app.kernel.errors import UnrecordedWriteError, WallBreachError
from app.kernel.scope import Scope, SideBySide
from app.kernel.wall import WallSession


@dataclass(frozen=True, slots=True)
class Act:
    """One line for the trail. `subject` is the id of what was acted on; `data` holds JSON values, never names."""

    action: str
    subject: str
    person_id: int | None
    happened_at: datetime
    data: dict[str, Any]


class Recorder(Protocol):
    """Writes acts to the chain of the session's scope, as the last statements before the commit."""

    def __call__(self, session: WallSession, acts: list[Act]) -> None: ...


Handler = Callable[["Work", Any], None]


@dataclass(slots=True)
class Work:
    """What a service holds inside `writing`: the session, the trail, the news and what waits for the commit."""

    session: WallSession
    actor: Actor
    acts: list[Act] = field(default_factory=list)
    follow_ups: list[Callable[[], None]] = field(default_factory=list)

    def record(self, action: str, subject: object, *, happened_at: datetime | None = None, **data: Any) -> None:
        """Put a line on the trail of this scope; it is written with the commit, in the order of the calls."""
        moment = happened_at or clock.now()
        self.acts.append(Act(action, str(subject), self.actor.person_id, moment, data))

    def publish(self, news: object) -> None:
        """Tell those whom the factory wired to this kind of news, in the same transaction."""
        for handler in _house().handlers.get(type(news), []):
            handler(self, news)

    def hold_own_click(self) -> None:
        """Let the actor's other clicks that ask for this wait until this ends; ask before anything else is held.

        No row is held for it: nobody who writes about the actor meanwhile waits for us.
        """
        self.session.hold(f"a click of {self.actor.number}")

    def after_commit(self, follow_up: Callable[[], None]) -> None:
        """Call `follow_up` once the transaction is safely stored; never if it is rolled back."""
        self.follow_ups.append(follow_up)


@lru_cache(maxsize=8)
def _writing_engine(engine: Engine) -> Engine:
    """Return the same engine for transactions that will write; making it takes longer than a statement."""
    return engine.execution_options(**{BEGIN_WRITING: True})


@dataclass(slots=True)
class House:
    """What the factory wires: the database, the recorder of the trail, and who hears which news."""

    engine: Engine
    recorder: Recorder
    handlers: dict[type, list[Handler]] = field(default_factory=dict)

    def open(self, scope: Scope | SideBySide | None, *, writing: bool) -> WallSession:
        """Return a new session of `scope`."""
        engine = _writing_engine(self.engine) if writing else self.engine
        return WallSession(bind=engine, info={"scope": scope}, expire_on_commit=False)

    def on(self, news: type, handler: Handler) -> None:
        """Call `handler(work, news)` inside the transaction in which such news is published."""
        self.handlers.setdefault(news, []).append(handler)


@dataclass(slots=True)
class _Open:
    scope: Scope | SideBySide | None
    session: WallSession
    work: Work | None


_houses: list[House] = []
_open: ContextVar[_Open | None] = ContextVar("open unit of work", default=None)


def move_in(house: House) -> None:
    """Make `house` the one this process works in. The factory calls it once."""
    _houses[:] = [house]


def _house() -> House:
    if not _houses:
        raise WallBreachError("no database yet: create_app() has not run")
    return _houses[0]


@contextmanager
def reading(actor: Actor) -> Iterator[WallSession]:
    """Give a session of the actor's scope to read with; joins whatever is open for that scope.

    While a unit of work for one scope is open, a reading of another gets a session of its own: no session ever
    serves two scopes.
    """
    with _reading(actor.scope) as session:
        yield session


@contextmanager
def reading_side_by_side(actors: Sequence[Actor]) -> Iterator[WallSession]:
    """Give a session that reads several clients of one person together, of classes that are marked for it.

    `actors` are that person in the scope of each: nobody holds one of a client they do not belong to. Raises
    WallBreachError if they are different people, or one stands outside every client.
    """
    if len({actor.person_id for actor in actors}) > 1:
        raise WallBreachError("clients are read side by side for one person only")
    with _reading(SideBySide(frozenset(actor.client_id for actor in actors))) as session:
        yield session


@contextmanager
def reading_one_moment(actor: Actor) -> Iterator[WallSession]:
    """Give a session of its own in which everything that is read stands as it stood at one moment.

    In `reading` that holds on SQLite alone: on PostgreSQL each statement sees what was stored before it.
    """
    engine = _house().engine
    if engine.dialect.name == "postgresql":
        engine = engine.execution_options(isolation_level="REPEATABLE READ")
    with WallSession(bind=engine, info={"scope": actor.scope}, expire_on_commit=False) as session:
        yield session


@contextmanager
def _reading(scope: Scope | SideBySide | None) -> Iterator[WallSession]:
    current = _open.get()
    if current is not None and current.scope == scope:
        yield current.session
        return
    session = _house().open(scope, writing=False)
    token = _open.set(_Open(scope, session, None))
    try:
        yield session
        if session.new or session.dirty or session.deleted:
            raise UnrecordedWriteError("rows were changed while reading; use writing()")
    finally:
        _open.reset(token)
        session.close()


@contextmanager
def writing(actor: Actor) -> Iterator[Work]:
    """Give a unit of work in the actor's scope: commits once at the end, rolls back on any exception.

    Raises UnrecordedWriteError if rows changed and nothing was recorded on the trail.
    """
    current = _open.get()
    if current is not None and current.work is not None:
        if current.scope != actor.scope:
            raise WallBreachError("a unit of work of another scope is open; finish it first")
        yield replace(current.work, actor=actor)  # the same transaction, in the name of whoever acts now
        return
    session = _house().open(actor.scope, writing=True)
    work = Work(session, actor)
    token = _open.set(_Open(actor.scope, session, work))
    try:
        yield work
        session.flush()
        if session.info.get("wrote") and not work.acts:
            raise UnrecordedWriteError("rows were changed without a line on the trail; call work.record()")
        if work.acts:
            _house().recorder(session, work.acts)
        session.commit()
    except BaseException:
        session.rollback()
        raise
    finally:
        _open.reset(token)
        session.close()
    for follow_up in work.follow_ups:
        follow_up()


@event.listens_for(WallSession, "before_flush")
def _note_flush(session: WallSession, _context: object, _instances: object) -> None:
    if session.new or session.deleted or any(session.is_modified(row) for row in session.dirty):
        session.info["wrote"] = True


@event.listens_for(WallSession, "do_orm_execute")
def _note_statement(state: ORMExecuteState) -> None:
    if state.is_update or state.is_delete:
        state.session.info["wrote"] = True
