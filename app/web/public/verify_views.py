"""Public verification of a certificate: no sign-in, no cookie, and one answer for all that is not to be known."""

from __future__ import annotations

from flask import Blueprint, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import format_date
from flask_babel import gettext as _

from app.certification.verification import Verified, find_verified
from app.kernel.errors import NotFoundError
from app.people.rules import FREE_TRIES_OF_ADDRESS
from app.people.sign_in import take_turn
from app.web.access import public
from app.web.learner.path_words import covers_words, validity_words
from app.web.locales import select_language

blueprint = Blueprint("verify", __name__)


@blueprint.get("/verify/<code>")
@public
def show(code: str) -> ResponseReturnValue:
    """Show what the public may know of a certificate. Who knocks at many doors has to wait."""
    g.bare = True  # whoever reads this, signed in or not, reads the same
    found = find_verified(code)
    if found is None:
        take_turn({("verify", request.remote_addr or ""): FREE_TRIES_OF_ADDRESS})
        raise NotFoundError()
    return render_template(
        "public/verify.html", lang=select_language(), found=found, facts_of=_facts(found), holds=found.certificate.holds
    )


def _facts(found: Verified) -> list[tuple[str, str]]:
    certificate = found.certificate
    facts = [
        (_("Name"), found.person),
        (_("Client"), found.client_title),
        (_("Channels and languages"), covers_words(certificate.covers)),
        (_("Issued"), format_date(certificate.issued_at, "long")),
        (_("Validity"), validity_words(certificate)),
        (_("Number"), found.number),
    ]
    return [(label, value) for label, value in facts if value]
