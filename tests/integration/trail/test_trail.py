"""The trail: whatever is done to its rows behind our back, `verify` names the first that no longer holds."""

from __future__ import annotations

from threading import Thread

import psycopg
import pytest
from flask import Flask
from sqlalchemy import create_engine, text

from app.kernel.errors import UnrecordedWriteError
from app.kernel.wall import WallSession
from app.kernel.work import writing
from app.people import service
from app.people.models import Line
from app.people.sign_in import INSTALLATION
from app.trail import service as trail
from tests.factories import NORDBANK, World

TAMPERED = {
    "an action is changed": ("UPDATE trail_entry SET action = 'x' WHERE client_id = :c AND sequence = 3", 3),
    "data are changed": ("UPDATE trail_entry SET data = '{}' WHERE client_id = :c AND sequence = 3", 3),
    "data are no JSON any more": ("UPDATE trail_entry SET data = 'garbage' WHERE client_id = :c AND sequence = 3", 3),
    "a moment is changed": ("UPDATE trail_entry SET happened_at = 'never' WHERE client_id = :c AND sequence = 3", 3),
    "the person is changed": ("UPDATE trail_entry SET person_id = 1 WHERE client_id = :c AND sequence = 3", 3),
    "a hash is changed": ("UPDATE trail_entry SET hash = 'x' WHERE client_id = :c AND sequence = 3", 3),
    "a row is removed": ("DELETE FROM trail_entry WHERE client_id = :c AND sequence = 3", 3),
    "the first row is removed": ("DELETE FROM trail_entry WHERE client_id = :c AND sequence = 1", 1),
    "the last rows are removed": ("DELETE FROM trail_entry WHERE client_id = :c AND sequence > 4", 5),
    "all rows are removed": ("DELETE FROM trail_entry WHERE client_id = :c", 1),
    "the head is removed": ("DELETE FROM trail_head WHERE client_id = :c", None),
    "the head is set back": ("UPDATE trail_head SET sequence = 4 WHERE client_id = :c", 5),
}
SWAP = (
    "UPDATE trail_entry SET sequence = 1000 WHERE client_id = :c AND sequence = 3",
    "UPDATE trail_entry SET sequence = 3 WHERE client_id = :c AND sequence = 4",
    "UPDATE trail_entry SET sequence = 4 WHERE client_id = :c AND sequence = 1000",
)


def tamper(app: Flask, *statements: str) -> None:
    """Change rows as somebody with the database's own password would."""
    engine = create_engine(app.extensions["readyline.settings"].database_url)
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT set_config('readyline.client', :c, true)"), {"c": NORDBANK})
        for statement in statements:
            connection.execute(text(statement), {"c": NORDBANK})
    engine.dispose()


@pytest.mark.parametrize("what", TAMPERED)
def test_what_was_tampered_with_is_named(app: Flask, world: World, what: str) -> None:
    statement, sequence = TAMPERED[what]
    tamper(app, statement)
    fault = trail.verify(world.system())
    assert fault is not None
    assert sequence is None or fault.sequence == sequence
    assert trail.verify(world.system("fenwick-lane")) is None


def test_who_writes_while_the_chain_is_checked_raises_no_alarm(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    lines_of = trail._lines

    def write() -> None:
        with writing(world.system()) as work:
            work.record("line.checked", "cards")

    def lines_after_a_write(session: WallSession) -> object:
        writer = Thread(target=write)
        writer.start()
        writer.join()
        return lines_of(session)

    monkeypatch.setattr(trail, "_lines", lines_after_a_write)
    before = trail.head(world.system())
    checked = trail.check(world.system())
    assert checked.fault is None
    assert (checked.sequence, checked.digest) == before
    assert trail.head(world.system())[0] == checked.sequence + 1


def test_two_rows_that_changed_places_are_named(app: Flask, world: World) -> None:
    tamper(app, *SWAP)
    fault = trail.verify(world.system())
    assert fault is not None
    assert fault.sequence == 3


def test_the_command_exits_1_and_names_client_and_row(app: Flask, world: World) -> None:
    runner = app.test_cli_runner()
    whole = runner.invoke(args=["trail", "verify"])
    assert whole.exit_code == 0, whole.output
    tamper(app, TAMPERED["a row is removed"][0])
    broken = runner.invoke(args=["trail", "verify"])
    assert broken.exit_code == 1
    assert "nordbank: row 3 is missing" in broken.output


def test_a_write_without_a_line_on_the_trail_is_not_stored(world: World) -> None:
    with pytest.raises(UnrecordedWriteError), writing(world.system()) as work:
        work.session.add(Line(key="x", title="x"))
    service.save_line(world.system(), "x", "X")
    assert trail.verify(world.system()) is None


def test_what_is_rolled_back_leaves_no_line(world: World) -> None:
    before = trail.head(world.system())
    with pytest.raises(psycopg.Error), writing(world.system()) as work:
        work.session.add(Line(key="x", title="x"))
        work.record("line.created", "x")
        raise psycopg.Error
    assert trail.head(world.system()) == before


def test_the_installation_has_a_chain_of_its_own(world: World) -> None:
    assert trail.verify(INSTALLATION) is None
    assert trail.head(INSTALLATION)[0] >= len(world.people)


def test_an_unknown_client_is_said_and_exits_2(app: Flask, world: World) -> None:
    result = app.test_cli_runner().invoke(args=["trail", "head", "--client", "nobody"])
    assert result.exit_code == 2
    assert "There is no client “nobody”." in result.output
