"""Drawing a sample: the form, what was drawn with links to the evidence, the file; only for those who check."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from flask.testing import FlaskClient

from app.certification import service
from app.kernel import clock
from tests.factories import World
from tests.integration.certification import courses
from tests.integration.certification.courses import CARDS
from tests.web.conftest import SignedIn

NOW = datetime(2030, 11, 22, 12, tzinfo=UTC)
SAMPLES = "/c/nordbank/audit/samples"
ASKED = {"kind": "calls", "size": "1", "since": "2030-11-01", "until": "2030-11-21", "seed": "dice 4 2 6"}


@pytest.fixture(autouse=True)
def today(world: World) -> Iterator[None]:
    with clock.at(NOW):
        yield


@pytest.fixture
def ada(trained: World, signed_in: SignedIn) -> FlaskClient:
    with clock.at(NOW - timedelta(days=2)):
        courses.learn_cards(trained, "olga")
        courses.pass_calls(trained, "olga")
        service.sign_off(trained.actor("sven"), trained.people["olga"], CARDS)
    return signed_in("ada")


def test_a_sample_leads_to_its_evidence_and_goes_with_its_seed(ada: FlaskClient) -> None:
    assert "No sample has been drawn yet." in ada.get(SAMPLES).text
    answer = ada.post(SAMPLES, data=ASKED | {"token": "0" * 20})
    page = ada.get(answer.location).text
    assert page.count("callout tone-good") == 1, "one green box: the sample was drawn"
    assert "this seed picks exactly these" in page
    assert "dice 4 2 6" in page
    [evidence] = [part for part in page.split('"') if "?open=" in part]
    opened = ada.get(evidence.partition("#")[0]).text
    assert f'id="{evidence.partition("#")[2]}"' in opened
    assert '<details class="opens" open>' in opened
    [row] = csv.DictReader(io.StringIO(ada.get(f"{answer.location}.csv").text.removeprefix("\ufeff")))
    assert (row["Person"], row["Seed"]) == ("Olga Test", "dice 4 2 6")
    assert row["Evidence"] == f"http://localhost{evidence.replace('&amp;', '&')}"
    first, *rest = csv.DictReader(io.StringIO(ada.get(f"{answer.location}/all.csv").text.removeprefix("\ufeff")))
    assert (first["Row"], first["Id"]) == ("1", row["Id"])
    assert len(first["SHA-256"]) == 64
    assert rest
    assert "Typed by the person who drew" in page
    assert "Ada Test drew a sample, by the seed dice 4 2 6" in ada.get("/c/nordbank/record").text
    assert ada.post(SAMPLES, data=ASKED | {"token": "0" * 20}).location == answer.location
    certificates = ada.post(SAMPLES, data=ASKED | {"kind": "certificates", "seed": ""}).location
    assert "Certified card-line operator" in ada.get(certificates).text


REFUSED = [
    ({"size": "51"}, "Draw from 1 to 50 at once."),
    ({"size": "many"}, "Please check this"),
    ({"kind": "people"}, "Please check this"),
    ({"until": "2030-11-22"}, "Only days that are over can be drawn from."),
    ({"since": "2030-11-22"}, "The first day comes after the last one."),
    ({"since": "soon"}, "Please check this"),
    ({"since": "2029-01-01", "until": "2029-01-02"}, "There is nothing of this kind in these days."),
    ({"seed": "x" * 65}, "Please check this"),
]


@pytest.mark.parametrize(("wrong", "words"), REFUSED)
def test_what_cannot_be_drawn_is_said_and_nothing_typed_is_lost(
    ada: FlaskClient, wrong: dict[str, str], words: str
) -> None:
    answer = ada.post(SAMPLES, data=ASKED | wrong)
    assert answer.status_code == 422
    assert words in answer.text
    assert "dice 4 2 6" in answer.text or "seed" in wrong


def test_a_form_sent_again_with_something_else_says_so_and_can_be_sent_once_more(ada: FlaskClient) -> None:
    first = ada.post(SAMPLES, data=ASKED | {"token": "0" * 20}).location
    answer = ada.post(SAMPLES, data=ASKED | {"token": "0" * 20, "seed": "dice 1 1 1"})
    assert answer.status_code == 409
    assert "This form has drawn another sample already" in answer.text
    assert "dice 1 1 1" in answer.text
    [token] = re.findall(r'name="token"[^>]*value="(\w+)"', answer.text)
    assert ada.post(SAMPLES, data=ASKED | {"token": token, "seed": "dice 1 1 1"}).location not in (None, first)


def test_only_those_who_check_the_record_draw(trained: World, signed_in: SignedIn) -> None:
    courses.accept(trained, "tara")
    assert signed_in("tara").get(SAMPLES).status_code == 403
    assert signed_in("otto").get(SAMPLES).status_code == 404
