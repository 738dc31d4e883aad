"""A certificate as a page, which prints as intended, and as a PDF."""

from __future__ import annotations

import io

from flask import Blueprint, Response, current_app, render_template, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import format_date
from flask_babel import gettext as _

from app.authoring import queries as authoring
from app.certification import queries as certification
from app.certification.document import Sheet, certificate_pdf, qr_svg
from app.certification.papers import open_paper, papers_of
from app.certification.queries import CertificateFacts
from app.certification.verification import verification
from app.config import Settings
from app.content.kinds import PublicVerification
from app.kernel import clock
from app.people import queries as people
from app.people.permissions import Permission
from app.trail import service as trail
from app.web import here
from app.web.access import requires
from app.web.learner.path_words import covers_words, proof_words, validity_words
from app.web.locales import select_language

blueprint = Blueprint("certificates", __name__, url_prefix="/c/<client>/certificates")


@blueprint.get("/<certificate>")
@requires(Permission.READ)
def show(client: str, certificate: str) -> ResponseReturnValue:  # noqa: ARG001 read by access.admit
    """Show a certificate: one's own, or of somebody whose standing one may see."""
    found = certification.certificate(here.actor(), certificate)
    return render_template(
        "certificates/certificate.html",
        certificate=found,
        sheet=_sheet(found),
        language=authoring.course_content(here.actor(), found.release_id).course.language,
        paper=papers_of(here.actor(), [found.id] if found.brought_in_at else []).get(found.id),
        own=found.person_id == here.actor().person_id,
        may_see_dossier=any(here.actor().may(one) for one in (Permission.SEE_EVERYBODY, Permission.SEE_TEAM)),
        standing=found.standing().value,
    )


@blueprint.get("/<certificate>.pdf")
@requires(Permission.READ)
def pdf(client: str, certificate: str) -> ResponseReturnValue:  # noqa: ARG001 read by access.admit
    """Give the same as a PDF, with the head of the record as it is now."""
    found = certification.certificate(here.actor(), certificate)
    answer = Response(certificate_pdf(_sheet(found)), mimetype="application/pdf")
    answer.headers.set("Content-Disposition", "inline", filename=f"{found.course}-{found.id}.pdf")
    return answer


@blueprint.get("/<certificate>/paper")
@requires(Permission.READ)
def paper(client: str, certificate: str) -> ResponseReturnValue:  # noqa: ARG001 read by access.admit
    """Give the paper of a certificate earned before, to be kept and opened outside: it shows and runs nothing here.

    A browser may keep it, but asks each time whether whoever sits there may still have it.
    """
    facts, content = open_paper(here.actor(), certificate)
    answer = send_file(
        io.BytesIO(content),
        mimetype=facts.content_type,
        as_attachment=True,
        download_name=facts.name,
        conditional=True,
        etag=facts.sha256,
    )
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


def _sheet(certificate: CertificateFacts) -> Sheet:
    actor, client = here.actor(), here.client()
    name = people.names(actor, [certificate.person_id]).get(certificate.person_id, str(certificate.person_id))
    sequence, digest = trail.head(actor)
    issued_here = certificate.brought_in_at is None
    version = {"title": certificate.course_title, "number": certificate.release_number}
    facts = [
        (_("Line"), certificate.line_title),
        (_("Channels and languages"), covers_words(certificate.covers)),
        (
            _("Course"),
            _("%(title)s, version %(number)s", **version) if issued_here else certificate.course_title,
        ),
        (_("Issued") if issued_here else _("Earned"), format_date(certificate.issued_at, "long")),
        (_("Validity"), validity_words(certificate)),
        (_("Evidence"), proof_words(certificate)),
    ]
    return Sheet(
        lang=select_language(),
        document_title=_("Certificate %(number)s", number=certificate.number),
        client=client.title,
        colour=client.colour,
        title=certificate.title,
        presented=_("This certifies that"),
        person=name,
        sentence=_("has met every part of “%(course)s”.", course=certificate.course_title)
        if issued_here
        else _("has earned this before, for “%(course)s”.", course=certificate.course_title),
        facts=tuple((str(label), str(value)) for label, value in facts if value),
        number_label=_("Certificate"),
        number=certificate.number,
        issued_by=_("Issued by the program when the last part was met. The evidence is kept on record.")
        if issued_here
        else _("Earned before this program and brought in with the evidence named here; who did so is on record."),
        issuer=client.title,
        trail_label=_("Record %(sequence)d on %(day)s:", sequence=sequence, day=format_date(clock.now(), "medium")),
        trail=digest,
        made_at=clock.now().date().isoformat() + "T00:00:00+00:00",
        **_verification(certificate),
    )


def _verification(certificate: CertificateFacts) -> dict[str, str]:
    """Return what leads the public to the page that verifies; nothing where there is none, or no public address."""
    settings: Settings = current_app.extensions["readyline.settings"]
    if not settings.public_url or verification(here.actor()) is PublicVerification.NO:
        return {}
    address = settings.public_url + url_for("verify.show", code=certificate.code)
    return {
        "verify_label": _("Check it at"),
        "verify_address": address,
        "qr": qr_svg(address),
        "qr_alt": _("QR code that leads to %(address)s", address=address),
    }
