"""The public page of a certificate, and what leads to it on the certificate itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask

from app.certification.document import Sheet, certificate_pdf, qr_svg
from app.certification.queries import CertificateFacts
from app.kernel import clock
from app.people import rules
from tests.factories import World
from tests.integration.certification.test_verification import WITH_NAME, YES, certify, let_the_public_verify
from tests.web.conftest import SignedIn

PUBLIC = "https://learn.example"


@pytest.fixture
def certificate(ready_to_sign: World) -> CertificateFacts:
    found = certify(ready_to_sign)
    let_the_public_verify(ready_to_sign, YES)
    return found


def test_the_public_reads_what_it_may_and_gets_no_cookie(app: Flask, certificate: CertificateFacts) -> None:
    answer = app.test_client().get(f"/verify/{certificate.code}")
    assert answer.status_code == 200
    for words in (
        "This certificate is valid",
        "Certified card-line operator",
        "Olga Test",
        "Phone: English",
        certificate.number.removeprefix("NO-"),
        "Until the end of",
    ):
        assert words in answer.text
    assert "Nordbank" not in answer.text
    assert certificate.number not in answer.text
    assert "Set-Cookie" not in answer.headers
    assert 'name="robots" content="noindex"' in answer.text


def test_who_is_signed_in_reads_the_same(app: Flask, certificate: CertificateFacts, signed_in: SignedIn) -> None:
    address = f"/verify/{certificate.code}"
    assert signed_in("otto").get(address).text == app.test_client().get(address).text


def test_the_client_is_named_where_its_file_says_so(
    app: Flask, ready_to_sign: World, certificate: CertificateFacts
) -> None:
    let_the_public_verify(ready_to_sign, WITH_NAME)
    text = app.test_client().get(f"/verify/{certificate.code}").text
    assert "Nordbank" in text
    assert certificate.number in text


def test_an_expired_certificate_says_so(app: Flask, certificate: CertificateFacts) -> None:
    with clock.at(clock.now() + timedelta(days=800)):
        text = app.test_client().get(f"/verify/{certificate.code}").text
    assert "This certificate has expired" in text
    assert "valid" not in text.split("<h1>")[0].split("<main")[1]


def test_whatever_else_is_one_and_the_same_404(app: Flask, ready_to_sign: World, certificate: CertificateFacts) -> None:
    browser = app.test_client()
    pages = [browser.get(f"/verify/{code}") for code in ("nothing", certificate.id, certificate.number, "x" * 300)]
    let_the_public_verify(ready_to_sign, "no")
    pages.append(browser.get(f"/verify/{certificate.code}"))
    assert {page.status_code for page in pages} == {404}
    assert len({page.text for page in pages}) == 1
    assert not any("Set-Cookie" in page.headers for page in pages)


def test_who_tries_many_codes_has_to_wait(
    app: Flask, certificate: CertificateFacts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.web.public.verify_views.FREE_TRIES_OF_ADDRESS", 2)
    assert rules.FREE_TRIES_OF_ADDRESS
    browser = app.test_client()
    assert [browser.get(f"/verify/{number}").status_code for number in range(4)] == [404, 404, 429, 429]
    assert browser.get(f"/verify/{certificate.code}").status_code == 200


def page_of(certificate: CertificateFacts) -> str:
    return f"/c/nordbank/certificates/{certificate.id}"


def with_public_url(app: Flask) -> None:
    app.extensions["readyline.settings"] = replace(app.extensions["readyline.settings"], public_url=PUBLIC)


def test_the_certificate_leads_there_only_where_there_is_a_public_address_and_the_client_allows_it(
    app: Flask, ready_to_sign: World, certificate: CertificateFacts, signed_in: SignedIn
) -> None:
    address = f"{PUBLIC}/verify/{certificate.code}"
    browser = signed_in("olga")
    assert address not in browser.get(page_of(certificate)).text
    with_public_url(app)
    assert address in browser.get(page_of(certificate)).text
    let_the_public_verify(ready_to_sign, "no")
    assert address not in browser.get(page_of(certificate)).text


def test_the_paper_bears_the_address_and_its_qr_code(
    app: Flask, certificate: CertificateFacts, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_public_url(app)
    sheets: list[Sheet] = []

    def keep(sheet: Sheet) -> bytes:
        sheets.append(sheet)
        return certificate_pdf(sheet)

    monkeypatch.setattr("app.web.learner.certificate_views.certificate_pdf", keep)
    pdf = signed_in("olga").get(f"{page_of(certificate)}.pdf").data
    assert b"pdfuaid" in pdf
    address = f"{PUBLIC}/verify/{certificate.code}"
    assert [(sheet.verify_address, sheet.qr) for sheet in sheets] == [(address, qr_svg(address))]
