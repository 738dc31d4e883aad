"""Lock five: the wall is walked from the mappers, not from a list kept by hand."""

from __future__ import annotations

import pytest
from sqlalchemy import ForeignKeyConstraint
from sqlalchemy.orm import Mapper

from app import wiring
from app.kernel.database import Base, ClientOwned

assert wiring  # loads every room, and with it every mapper

GLOBAL = {
    "Client",
    "CertificateLookup",
    "InstallationEntry",
    "InstallationHead",
    "Login",
    "Membership",
    "OneTimeLink",
    "Outbox",
    "Person",
    "Throttle",
}
"""Rows of no single client; docs/adr says why for each that house.md does not list."""

MAPPERS = sorted(Base.registry.mappers, key=lambda mapper: mapper.class_.__name__)
OWNED = [mapper for mapper in MAPPERS if issubclass(mapper.class_, ClientOwned)]


def name(mapper: Mapper) -> str:
    return mapper.class_.__name__


@pytest.mark.parametrize("mapper", MAPPERS, ids=name)
def test_every_row_belongs_to_a_client_or_is_on_the_short_list(mapper: Mapper) -> None:
    owned = issubclass(mapper.class_, ClientOwned)
    assert owned != (name(mapper) in GLOBAL), f"inherit {name(mapper)} from ClientOwned, or argue for it in an ADR"


@pytest.mark.parametrize("mapper", OWNED, ids=name)
def test_the_key_of_an_owned_row_begins_with_its_client(mapper: Mapper) -> None:
    first = mapper.local_table.primary_key.columns[0]
    assert first.name == "client_id"
    assert not first.nullable


@pytest.mark.parametrize("mapper", OWNED, ids=name)
def test_owned_rows_point_to_owned_rows_by_both_columns(mapper: Mapper) -> None:
    owned_tables = {other.local_table for other in OWNED}
    for constraint in mapper.local_table.constraints:
        if isinstance(constraint, ForeignKeyConstraint) and constraint.referred_table in owned_tables:
            columns = [column.name for column in constraint.columns]
            assert columns[0] == "client_id", f"{name(mapper)}.{columns} may point to another client's row"


@pytest.mark.parametrize("mapper", OWNED, ids=name)
def test_every_index_of_an_owned_table_begins_with_the_client(mapper: Mapper) -> None:
    for index in mapper.local_table.indexes:
        assert index.columns[0].name == "client_id", f"{index.name} cannot serve a question about one client"
