"""A sample in words: each thing drawn as a row with its result and where its evidence is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _

from app.authoring import queries as authoring
from app.certification.expiry import standing
from app.kernel import clock
from app.kernel.actor import Actor
from app.people import queries as people
from app.reports.sample_rules import SampleKind
from app.reports.samples import Drawn, SampleSheet
from app.web.state_words import state_words


@dataclass(frozen=True, slots=True)
class SampleRow:
    """A thing drawn. `state` is a word of the state chip, '' for its own words; `url` leads to the evidence."""

    id: str
    person_id: int
    name: str
    what: str
    at: datetime
    by: str
    state: str
    state_words: str
    url: str


def kind_words(kind: SampleKind) -> str:
    """Return what is drawn, in words."""
    return str({SampleKind.CALLS: _("Live test calls"), SampleKind.CERTIFICATES: _("Certificates")}[kind])


def sample_rows(actor: Actor, sheet: SampleSheet, *, full_addresses: bool = False) -> list[SampleRow]:
    """Return the rows of a sample, in the order in which they were drawn; a file needs `full_addresses`."""
    numbers = {one.person_id for one in sheet.rows} | {one.assessor_id for one in sheet.rows if one.assessor_id}
    names = people.names(actor, numbers)
    is_call = sheet.facts.wanted.kind is SampleKind.CALLS
    return [
        SampleRow(
            one.id,
            one.person_id,
            names.get(one.person_id, str(_("Person %(number)s", number=one.person_id))),
            _scenario(actor, one) if is_call else f"{one.title} · {one.number}",
            one.at,
            names.get(one.assessor_id or 0, ""),
            *(_call_state(one) if is_call else _certificate_state(one)),
            url_for(
                "dossier.show",
                client=actor.client_id,
                person=one.person_id,
                open=one.id,
                _anchor=one.id,
                _external=full_addresses,
            ),
        )
        for one in sheet.rows
    ]


def _scenario(actor: Actor, one: Drawn) -> str:
    found = authoring.course_content(actor, one.release_id).scenarios.get(one.scenario)
    return found.title if found else one.scenario


def _call_state(one: Drawn) -> tuple[str, str]:
    if one.voided:
        return "voided", str(_("Voided"))
    percent = one.percent or 0
    if one.passed:
        return "passed", str(_("Passed, %(percent)d%%", percent=percent))
    return "failed", str(_("Not passed, %(percent)d%%", percent=percent))


def _certificate_state(one: Drawn) -> tuple[str, str]:
    state = standing(one.expires_at, clock.now()).value
    return state, state_words(state)
