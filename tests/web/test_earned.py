"""A certificate earned before is brought in on a person's page, and marked wherever it is shown."""

from __future__ import annotations

import io
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from app.certification.papers import LARGEST_PAPER
from app.people.queries import find_number
from app.web.people.earned_views import ROOM
from tests.factories import World
from tests.integration.certification.courses import CARDS
from tests.web.conftest import SignedIn

PAPER = {"course": CARDS, "earned_on": "2026-06-01", "covers": "phone|en", "proof": "Paper 7", "file": "archive/7.pdf"}

PDF = b"%PDF-1.7 the paper itself"
AGAIN = "Choose the file again"


def with_file(content: bytes = PDF, name: str = "Seven.pdf", **changed: object) -> dict[str, Any]:
    """The form with a file, as a browser sends it."""
    return PAPER | changed | {"paper": FileStorage(io.BytesIO(content), name)}


def sent(content: bytes, **changed: object) -> dict[str, Any]:
    """The same as a request's body: a client of tests would leave the file of a large one open."""
    boundary, body = encode_multipart(with_file(content, **changed))
    kind = f"multipart/form-data; boundary={boundary}"
    return {"input_stream": io.BytesIO(body), "content_length": len(body), "content_type": kind}


def test_a_manager_brings_in_a_certificate_that_is_marked_everywhere(signed_in: SignedIn, trained: World) -> None:
    mira, olga = signed_in("mira"), trained.people["olga"]
    address = f"/c/nordbank/members/{olga}/earned"
    assert f'href="{address}"' in mira.get(f"/c/nordbank/members/{olga}").text
    assert mira.get(address).status_code == 200
    shown = mira.post(address, data=PAPER).location
    assert mira.post(address, data=PAPER).location == shown, "a second click"
    page = " ".join(mira.get(shown).text.split())
    for words in ("Earned before this program, brought in on", "Paper 7 · archive/7.pdf", "1 June 2026"):
        assert words in page
    assert "version" not in page.partition("certificate-body")[2].partition("certificate-foot")[0]
    assert mira.get(f"{shown}.pdf").data.startswith(b"%PDF")
    dossier = mira.get(f"/c/nordbank/people/{olga}").text
    assert "brought in by Mira Test" in dossier
    assert "earned before" in mira.get("/c/nordbank/people").text
    assert "brought in a certificate that Olga Test earned before" in mira.get("/c/nordbank/record").text


def test_what_cannot_be_is_said_and_what_was_typed_is_kept(signed_in: SignedIn, trained: World) -> None:
    mira, olga = signed_in("mira"), trained.people["olga"]
    address = f"/c/nordbank/members/{olga}/earned"
    for wrong, says in (
        ({"proof": ""}, "Say how one knows."),
        ({"earned_on": "soon"}, "Not a valid date value"),
        ({"until": "2026-05-01"}, "ends before it was earned"),
        ({"covers": []}, "Tick the channels and languages"),
        ({"course": "cooking"}, "Not a valid choice"),
        ({"course": ""}, "Choose a course."),
    ):
        answer = mira.post(address, data=PAPER | wrong)
        assert (answer.status_code, says in answer.text) == (422, True), says
        assert "archive/7.pdf" in answer.text


def test_a_scan_is_linked_wherever_the_evidence_stands(signed_in: SignedIn, trained: World) -> None:
    mira, olga = signed_in("mira"), trained.people["olga"]
    address = f"/c/nordbank/members/{olga}/earned"
    shown = mira.post(address, data=with_file(name="../<b>Seven.pdf")).location
    assert mira.post(address, data=with_file()).location == shown, "a second click"
    for page in (shown, f"/c/nordbank/people/{olga}"):
        assert f'href="{shown}/paper"' in mira.get(page).text
        assert ">b Seven.pdf</a>" in mira.get(page).text
    assert f'href="{shown}/paper"' in signed_in("ada").get(f"/c/nordbank/people/{olga}").text


def test_a_scan_is_handed_out_and_never_shown(signed_in: SignedIn, trained: World) -> None:
    mira, olga = signed_in("mira"), trained.people["olga"]
    paper = mira.post(f"/c/nordbank/members/{olga}/earned", data=with_file()).location + "/paper"
    answer = signed_in("olga").get(paper)
    assert (answer.status_code, answer.data, answer.mimetype) == (200, PDF, "application/pdf")
    assert answer.headers["Content-Disposition"] == "attachment; filename=Seven.pdf"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "private, no-cache"
    kept = {"If-None-Match": answer.headers["ETag"]}
    assert mira.get(paper, headers=kept).status_code == 304
    assert signed_in("omar").get(paper, headers=kept).status_code == 404
    assert signed_in("otto").get(paper, headers=kept).status_code == 404
    assert mira.get(paper.replace("nordbank", "centre")).status_code == 404


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"content": PDF, "proof": ""}, AGAIN),
        ({"content": PDF, "until": "2026-05-01"}, AGAIN),
        ({"content": b"MZ"}, "The file is no PDF, PNG or JPEG."),
        ({"content": PDF.ljust(LARGEST_PAPER + 1)}, "The file is larger than 5 MB."),
    ],
    ids=["no evidence", "days that cannot be", "a program", "too large"],
)
def test_a_refused_form_says_what_to_do_about_its_file(
    signed_in: SignedIn, trained: World, given: dict[str, Any], says: str
) -> None:
    answer = signed_in("mira").post(f"/c/nordbank/members/{trained.people['olga']}/earned", **sent(**given))
    assert answer.status_code == 422
    for words in (says, "archive/7.pdf", 'value="2026-06-01"'):
        assert words in answer.text


def test_more_room_is_only_for_those_who_are_signed_in(app: Flask, signed_in: SignedIn, trained: World) -> None:
    mira, address = signed_in("mira"), f"/c/nordbank/members/{trained.people['olga']}/earned"
    app.config["WTF_CSRF_ENABLED"] = True

    def send(browser: FlaskClient, size: int) -> int:
        return browser.post(address, **sent(PDF.ljust(size))).status_code

    assert [send(mira, 3 * 1024**2), send(mira, ROOM)] == [400, 413], "no token; too much"
    assert send(app.test_client(), 3 * 1024**2) == 413


def test_who_may_and_about_whom(signed_in: SignedIn, trained: World) -> None:
    def knock(name: str, about: str) -> int:
        return signed_in(name).get(f"/c/nordbank/members/{find_number(f'{about}@example.test')}/earned").status_code

    assert [knock("tara", "olga"), knock("sven", "olga"), knock("mira", "mira"), knock("mira", "otto")] == [
        200,
        403,
        409,
        404,
    ]
