"""Agreements and the introduction of a client in the reader's language, and what the record says of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, text

from app.authoring import queries as authoring
from app.authoring.drafts import read_drafts
from app.authoring.media import MediaStore
from app.authoring.service import publish
from app.kernel.work import reading
from app.people import service as people
from app.people.models import AgreementAcceptance
from app.people.permissions import Role, Side
from app.people.persons import Details, change_own
from tests.factories import FENWICK, NORDBANK, World, client_document
from tests.folders import edit, write_client
from tests.web.conftest import SignedIn

ADDRESS = "/c/nordbank/agreements"
POLISH = "---\nagreement: Poufność\nlanguage: pl\ntranslates: confidentiality.md\n---\nNikomu nie mówię.\n"
GREEK = "---\nagreement: Εχεμύθεια\nlanguage: el\ntranslates: confidentiality.md\n---\nΔεν λέω σε κανέναν.\n"
ABOUT = "---\nclient: Nordbank\nlanguage: pl\ntranslates: client.md\n---\nBank detaliczny.\n"


@pytest.fixture
def folder(app: Flask, world: World, tmp_path: Path) -> Path:
    """Nordbank, its agreement in English, Polish and Greek, its introduction in English and Polish, published."""
    folder = write_client(tmp_path / "courses", NORDBANK)
    (folder / "confidentiality-pl.md").write_text(POLISH, encoding="utf-8")
    (folder / "confidentiality-el.md").write_text(GREEK, encoding="utf-8")
    (folder / "client-pl.md").write_text(ABOUT, encoding="utf-8")
    with (folder / "client.md").open("a", encoding="utf-8") as file:
        file.write("A retail bank. [In Polish](client-pl.md)\n")
    publish(world.system(), read_drafts(folder), MediaStore(tmp_path / "media"))
    return folder


def speak(world: World, name: str, language: str) -> None:
    """Let one of the cast choose a language."""
    own = world.actor(name)
    change_own(own, Details(f"{name.title()} Test", f"{name}@example.test", language, "UTC"))


def release(world: World) -> str:
    """Return the id of the newest release of what Nordbank's courses share."""
    found = authoring.newest(world.system(), authoring.SHARED_PART)
    assert found is not None
    return found.id


def read_in(world: World, name: str) -> list[str]:
    """Return the languages in which somebody's agreements were read."""
    with reading(world.actor(name)) as session:
        statement = select(AgreementAcceptance.language).where(AgreementAcceptance.person_id == world.people[name])
        return list(session.scalars(statement))


@pytest.mark.parametrize(
    ("language", "query", "shown"),
    [
        ("pl", "", "Nikomu nie mówię."),
        ("ru", "", "I tell nobody what I hear."),
        ("ru", "?language=el", "Δεν λέω σε κανέναν."),
        ("pl", "?language=en", "I tell nobody what I hear."),
        ("pl", "?language=xx", "Nikomu nie mówię."),
    ],
)
def test_an_agreement_is_shown_in_ones_own_language_or_the_chosen_one(
    signed_in: SignedIn, world: World, folder: Path, language: str, query: str, shown: str
) -> None:
    speak(world, "olga", language)
    page = signed_in("olga").get(f"{ADDRESS}{query}").text
    texts = {"I tell nobody what I hear.", "Nikomu nie mówię.", "Δεν λέω σε κανέναν."}
    assert {text for text in texts if text in page} == {shown}


@pytest.mark.parametrize(("language", "says"), [("en", False), ("pl", False), ("de", True)])
def test_who_finds_no_text_in_their_language_is_told_which_one_it_is(
    signed_in: SignedIn, world: World, folder: Path, language: str, says: bool
) -> None:
    speak(world, "olga", language)
    page = signed_in("olga").get(ADDRESS, headers={"Accept-Language": "en"}).text
    assert ("This text is not there in your language. It is in English." in page) is says


def test_links_lead_to_the_other_languages_and_keep_where_one_was_going(
    signed_in: SignedIn, world: World, folder: Path
) -> None:
    page = signed_in("olga").get(f"{ADDRESS}?next=/c/nordbank/courses").text
    for code, name in (("pl", "Polski"), ("el", "Ελληνικά")):
        assert f'href="{ADDRESS}?language={code}&amp;next=/c/nordbank/courses#agreement-confidentiality"' in page
        assert name in page
    assert "English</a>" not in page


def test_what_was_ticked_says_in_which_language_it_was_read(
    signed_in: SignedIn, world: World, folder: Path, tmp_path: Path
) -> None:
    browser = signed_in("olga")
    page = browser.get(f"{ADDRESS}?language=pl").text
    assert 'value="confidentiality-pl"' in page
    unticked = browser.post(f"{ADDRESS}?language=pl", data={"release": release(world)})
    assert unticked.status_code == 422
    assert "Nikomu nie mówię." in unticked.text
    data = {"release": release(world), "agreement": "confidentiality-pl"}
    assert browser.post(f"{ADDRESS}?language=pl", data=data).status_code == 302
    assert read_in(world, "olga") == ["pl"]
    assert browser.get("/c/nordbank/courses").status_code == 200
    edit(folder / "confidentiality-pl.md", "Nikomu", "Nigdy nikomu")
    publish(world.system(), read_drafts(folder), MediaStore(tmp_path / "media"))
    assert authoring.newest(world.system(), authoring.SHARED_PART).number == "1.1"
    assert browser.get("/c/nordbank/courses").status_code == 200
    auditor: FlaskClient = signed_in("ada")
    dossier = auditor.get(f"/c/nordbank/people/{world.people['olga']}").text
    assert "Accepted the agreement “Confidentiality”" in dossier
    assert "language of the text: Polish · version 1.0" in dossier
    record = auditor.get("/c/nordbank/audit").text
    assert "accepted the agreement Confidentiality (language of the text: Polish)" in record


@pytest.mark.parametrize(
    ("language", "about"), [("pl", "Bank detaliczny."), ("el", 'A retail bank. <a href="/c/nordbank/"')]
)
def test_the_introduction_is_shown_in_ones_own_language(
    signed_in: SignedIn, world: World, folder: Path, language: str, about: str
) -> None:
    speak(world, "olga", language)
    people.accept_agreement(world.actor("olga"), "confidentiality", release(world), language)
    page = signed_in("olga").get("/c/nordbank/path").text
    assert about in page
    assert ('<div class="reading" lang="pl">' in page) == (language == "pl")


def test_in_the_demonstration_who_reads_polish_accepted_the_polish_texts(demonstration: Flask) -> None:
    with demonstration.extensions["readyline.house"].engine.connect() as connection:
        found = connection.execute(
            text("SELECT p.sign_in_name, a.language FROM agreement_acceptance a JOIN person p ON p.id = a.person_id")
        ).all()
    assert [language for name, language in found if name == "kasia"] == ["pl", "pl"]
    assert {language for name, language in found if name != "kasia"} == {"en"}


def test_no_number_of_a_client_shows_before_its_agreements_are_accepted(
    signed_in: SignedIn, trained: World, world: World
) -> None:
    document = replace(client_document(NORDBANK, "Nordbank"), agreements=("confidentiality",))
    people.save_client(world.system(), NORDBANK, document)
    for name, role, page in (("tara", Role.TRAINER, "/"), ("mira", Role.MANAGER, "/clients")):
        people.add_membership(world.system(FENWICK), world.people[name], role, Side.CENTRE)
        browser = signed_in(name)
        closed = browser.get(page).text
        assert closed.count("Its agreements are to be accepted first") == 1
        assert "0 of 2" not in closed
        people.accept_agreement(world.actor(name), "confidentiality", "", "en")
        shown = browser.get(page).text
        assert "Its agreements are to be accepted first" not in shown
        assert "0 of 2" in shown
