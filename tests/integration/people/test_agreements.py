"""Accepting an agreement, and in which language it was read."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from threading import Barrier

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from flask import Flask
from sqlalchemy import func, select, text

from app.authoring import queries as authoring
from app.kernel.work import reading
from app.people import queries as people
from app.people import service
from app.people.models import AgreementAcceptance
from app.trail import service as trail
from tests.factories import World


def test_accepting_in_four_tabs_at_once_is_accepting_once(world: World) -> None:
    olga = world.actor("olga")
    before, _ = trail.head(world.system())
    gate = Barrier(4)

    def accept(_tab: int) -> None:
        gate.wait()
        service.accept_agreement(olga, "confidentiality", "release", "en")

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(accept, range(4)))
    with reading(olga) as session:
        assert session.scalar(select(func.count()).select_from(AgreementAcceptance)) == 1
    assert trail.head(world.system())[0] == before + 1


def test_a_translation_accepted_is_the_agreement_accepted_once(world: World) -> None:
    olga = world.actor("olga")
    before, _ = trail.head(world.system())
    service.accept_agreement(olga, "confidentiality", "release", "pl")
    service.accept_agreement(olga, "confidentiality", "release", "en")  # in another tab
    assert people.accepted_agreements(olga, [olga.number]) == {olga.number: {"confidentiality"}}
    with reading(olga) as session:
        assert session.scalars(select(AgreementAcceptance.language)).all() == ["pl"]
    assert trail.head(world.system())[0] == before + 1


def test_an_acceptance_from_before_translations_gets_the_language_of_its_text(
    small_nordbank: World, app: Flask
) -> None:
    migration = import_module("migrations.versions.0010_in_which_language")
    shared = authoring.newest(small_nordbank.system(), authoring.SHARED_PART)
    assert shared is not None
    service.accept_agreement(small_nordbank.actor("olga"), "confidentiality", shared.id, "xx")
    service.accept_agreement(small_nordbank.actor("omar"), "confidentiality", "gone", "xx")
    with app.extensions["readyline.house"].engine.connect() as connection, connection.begin() as everything:
        with Operations.context(MigrationContext.configure(connection)):
            migration.downgrade()
            migration.upgrade()
        if connection.dialect.name == "postgresql":
            connection.execute(migration.NAME_CLIENT, {"client": "nordbank"})
        found = connection.execute(text("SELECT release_id, language FROM agreement_acceptance")).all()
        everything.rollback()
    assert set(found) == {(shared.id, "en"), ("gone", "")}


@pytest.mark.parametrize(
    ("source", "language"),
    [
        ("---\nagreement: Secrecy\nlanguage: pl\n---\nA.\n", "pl"),
        ("---\r\numowa: Poufność\r\nJęzyk: pt-BR\r\n---\r\nA.\r\n", "pt-BR"),
        ("---\nсоглашение: Тайна\nязык: ru\n---\nlanguage: en\n", "ru"),
        ("---\nσυμφωνία: Εχεμύθεια\nΓΛΩΣΣΑ: el\n---\nA.\n", "el"),
        ("---\nagreement: Secrecy\n---\nlanguage: pl\n", "en"),
    ],
)
def test_the_language_of_a_text_stands_in_its_front_matter(source: str, language: str) -> None:
    assert import_module("migrations.versions.0010_in_which_language").language_of(source) == language
