"""First links for many people, in the form in which they are handed on: slips to print, a file, or letters.

Slips and file are the answer of the very request that makes the links: nothing else could show them again, because
only their hashes are kept, and thirty of them do not fit into a cookie.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from flask import Response, flash, make_response, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, ngettext
from flask_babel import gettext as _
from markupsafe import Markup

from app.kernel.actor import Actor
from app.kernel.errors import InvalidError
from app.kernel.messages import N_
from app.people.invitations import NewLink, PersonToWrite, invite
from app.people.permissions import InstallationPermission, Permission
from app.web.locales import select_time_zone, speaking
from app.web.people.letters import link_letter, mail_is_set_up, until_words
from app.web.people.new_links import link_address, site_address
from app.web.qr import qr_code
from app.web.reports.files import table_file

LOOPBACK = ("127.0.0.1", "::1", "localhost")
SLIPS, FILE, MAIL = "slips", "file", "mail"
MOST_SLIPS = 200
"""People for whom slips are made at once: half a megabyte of page, 25 to 34 sheets of paper."""

Made = Sequence[tuple[PersonToWrite, NewLink]]


@dataclass(frozen=True, slots=True)
class Slip:
    """One person's paper, in their own language (`lang`) and by their own clock. `steps` say what to do, in order.

    `signs_in` is the sign-in name, with `signs_in_words` before it.
    """

    lang: str
    name: str
    heading: str
    steps: tuple[str, ...]
    signs_in: str
    signs_in_words: str
    address: str
    code: Markup
    code_words: str


def may_make_first_links(actor: Actor) -> bool:
    """Tell whether the actor is offered first links at all; about whom, `invite` decides."""
    return actor.may(Permission.RENEW_PASSWORDS) or actor.may(InstallationPermission.MAKE_EVERYBODY)


def only_here() -> bool:
    """Tell whether links lead to this very machine, where nobody else can open them."""
    return urlsplit(site_address()).hostname in LOOPBACK


def hand_on(actor: Actor, people: Collection[int], by: str, back: tuple[str, str]) -> ResponseReturnValue:
    """Make a first link for each of these people who has no password yet, and answer with them.

    `by` is SLIPS or MAIL, everything else a FILE; `back` is the page it was asked on (title, address), to which a
    request leads back that mails the links, or makes none. Asked twice within a minute, both answers hold, and
    whichever link is used ends the other; later, the links of the later one alone. Raises InvalidError for more slips
    than are made at once.
    """
    if by == SLIPS and len(people) > MOST_SLIPS:
        raise InvalidError(N_("Slips are made for up to %(most)d people at once. Take the file."), most=MOST_SLIPS)
    if by == MAIL and mail_is_set_up():
        return _mail(actor, people, back)
    made = invite(actor, people)
    if not made:
        flash(
            _("Nobody of them needs a first link from you: they have one or a password, or an administrator helps."),
            "note",
        )
        return redirect(back[1])
    answer = make_response(_slips(made, len(people), back) if by == SLIPS else _file(actor, made))
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _mail(actor: Actor, people: Collection[int], back: tuple[str, str]) -> ResponseReturnValue:
    sent = len(invite(actor, people, link_letter(first=True)))
    flash(ngettext("%(num)d invitation is on its way.", "%(num)d invitations are on their way.", sent), "done")
    if rest := len(people) - sent:
        flash(
            ngettext(
                "%(num)d got none: no e-mail address, or a password already. A slip helps who has no address.",
                "%(num)d got none: no e-mail address, or a password already. Slips help who has no address.",
                rest,
            ),
            "note",
        )
    return redirect(back[1])


def _slips(made: Made, asked: int, back: tuple[str, str]) -> str:
    slips = [_slip(whom, link) for whom, link in made]
    return render_template(
        "people/slips.html",
        slips=slips,
        left_out=asked - len(slips),
        back_to=back,
    )


def _slip(whom: PersonToWrite, link: NewLink) -> Slip:
    address = link_address(link.token)
    with speaking(whom.language):
        until = until_words(link.expires_at, whom.time_zone)
        return Slip(
            lang=get_locale().language,
            name=whom.name,
            heading=_("Your place in Readyline"),
            steps=(
                _("Point the camera of your phone at the square, or type the address below it into a browser."),
                _("Choose a password there. This works once, until %(until)s.", until=until),
                _("From then on you sign in with your sign-in name and that password: %(site)s", site=site_address()),
            ),
            signs_in=whom.sign_in_name,
            signs_in_words=_("Sign-in name"),
            address=address,
            code=qr_code(address),
            code_words=_("The link as a QR code"),
        )


def _file(actor: Actor, made: Made) -> Response:
    """Return the links as CSV, with their ends by the clock of whoever made them."""
    zone = select_time_zone()
    rows = [
        (
            whom.name,
            whom.sign_in_name,
            link_address(link.token),
            link.expires_at.astimezone(ZoneInfo(zone)).strftime("%Y-%m-%d %H:%M"),
        )
        for whom, link in made
    ]
    heading = (_("Name"), _("Sign-in name"), _("Link, works once"), _("Until (%(zone)s)", zone=zone))
    return table_file("csv", actor.client_id, "links", heading, rows)
