"""Public verification: what anybody with a certificate's address may learn, and where that is nothing."""

from __future__ import annotations

from pathlib import Path
from tempfile import mkdtemp

import pytest

from app.authoring import service as publishing
from app.authoring.drafts import DraftClient, DraftPart, Drafts
from app.authoring.media import MediaStore
from app.authoring.rules import SHARED_PART
from app.certification import queries, service
from app.certification.verification import find_verified
from app.people import memberships
from tests.factories import NORDBANK, World, client_document
from tests.integration.certification import courses

YES, WITH_NAME = "yes", "yes, with the client's name"


def let_the_public_verify(world: World, value: str) -> None:
    """Publish Nordbank's client.md with this value of `public verification`."""
    more = f"public verification: {value}\n"
    files = {
        f"{NORDBANK}/client.md": courses.CLIENT_FILE.format(title="Nordbank", agreements="confidentiality", more=more),
        f"{NORDBANK}/confidentiality.md": courses.AGREEMENT_FILE,
    }
    part = DraftPart(SHARED_PART, "Nordbank", files, {})
    drafts = Drafts((DraftClient(NORDBANK, client_document(NORDBANK, "Nordbank"), (part,)),), ())
    publishing.publish(world.system(), drafts, MediaStore(Path(mkdtemp())))


def certify(world: World) -> queries.CertificateFacts:
    """Give Olga, who is ready to be signed off, the certificate of the card line, and return it."""
    service.sign_off(world.actor("sven"), world.people["olga"], courses.CARDS)
    return queries.certificates(world.system(), [world.people["olga"]])[0]


@pytest.mark.parametrize(
    ("value", "client", "marked"), [(YES, "", False), (WITH_NAME, "Nordbank", True), ("да", "", False)]
)
def test_a_certificate_is_shown_as_far_as_its_client_allows(
    ready_to_sign: World, value: str, client: str, marked: bool
) -> None:
    certificate = certify(ready_to_sign)
    let_the_public_verify(ready_to_sign, value)
    found = find_verified(certificate.code)
    assert found is not None
    assert (found.person, found.client_title) == ("Olga Test", client)
    assert found.number == (certificate.number if marked else certificate.number.removeprefix("NO-"))
    assert found.certificate.covers


def test_nothing_is_shown_unless_the_client_says_so(ready_to_sign: World) -> None:
    certificate = certify(ready_to_sign)
    assert find_verified(certificate.code) is None
    let_the_public_verify(ready_to_sign, YES)
    assert find_verified(certificate.code)
    let_the_public_verify(ready_to_sign, "no")
    assert find_verified(certificate.code) is None


def test_a_leaver_s_certificate_is_shown_as_what_it_is(ready_to_sign: World) -> None:
    certificate = certify(ready_to_sign)
    let_the_public_verify(ready_to_sign, YES)
    memberships.leave(ready_to_sign.system(), ready_to_sign.people["olga"])
    found = find_verified(certificate.code)
    assert found
    assert found.person == "Olga Test"


@pytest.mark.parametrize("change", ["", "x", "ы" * 20, "x" * 500, "upper", "first half"])
def test_a_code_is_right_or_it_is_nothing(ready_to_sign: World, change: str) -> None:
    certificate = certify(ready_to_sign)
    let_the_public_verify(ready_to_sign, YES)
    code = {"upper": certificate.code.swapcase(), "first half": certificate.code[:13]}.get(change, change)
    assert find_verified(code) is None
