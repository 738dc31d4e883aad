"""A certificate earned before is brought in on a person's page, and marked wherever it is shown."""

from __future__ import annotations

from app.people.queries import find_number
from tests.factories import World
from tests.integration.certification.courses import CARDS
from tests.web.conftest import SignedIn

PAPER = {"course": CARDS, "earned_on": "2026-06-01", "covers": "phone|en", "proof": "Paper 7", "file": "archive/7.pdf"}


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
    ):
        answer = mira.post(address, data=PAPER | wrong)
        assert (answer.status_code, says in answer.text) == (422, True), says
        assert "archive/7.pdf" in answer.text


def test_who_may_and_about_whom(signed_in: SignedIn, trained: World) -> None:
    def knock(name: str, about: str) -> int:
        return signed_in(name).get(f"/c/nordbank/members/{find_number(f'{about}@example.test')}/earned").status_code

    assert [knock("tara", "olga"), knock("sven", "olga"), knock("mira", "mira"), knock("mira", "otto")] == [
        200,
        403,
        409,
        404,
    ]
