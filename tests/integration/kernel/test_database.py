"""How a connection is set up: who may read the file that SQLite keeps everything in."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from sqlalchemy import create_engine
from sqlalchemy.exc import OperationalError

from app.kernel.database import prepare_engine


@pytest.mark.skipif(os.name != "posix", reason="modes of files are a matter of POSIX")
def test_others_cannot_read_a_sqlite_file_made_in_a_folder_open_to_all(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    engine = create_engine(f"sqlite:///{tmp_path / 'readyline.sqlite3'}")
    prepare_engine(engine)
    with engine.connect() as connection:
        connection.exec_driver_sql("CREATE TABLE something (id INTEGER)")
        modes = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()}
    engine.dispose()
    assert modes == dict.fromkeys([f"readyline.sqlite3{part}" for part in ("", "-wal", "-shm")], 0o600)


def test_a_folder_that_is_not_there_is_told_of_as_ever(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'nowhere' / 'readyline.sqlite3'}")
    prepare_engine(engine)
    with pytest.raises(OperationalError, match="unable to open database file"):
        engine.connect()
