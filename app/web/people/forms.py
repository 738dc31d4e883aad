"""Forms of people, teams, classes and enrolments."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from operator import itemgetter
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, RadioField, SelectField, SelectMultipleField, StringField
from wtforms.validators import AnyOf, InputRequired, Length, Optional, StopValidation, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from app.kernel.errors import InvalidError
from app.kernel.texts import LONGEST_REASON
from app.people.persons import Details
from app.people.service import check_time_zone
from app.web.call_words import language_title, own_name
from app.web.days import DayField
from app.web.locales import LOCALES
from app.web.numbers import number
from app.web.people.roles import RoleField
from app.web.people.words import refusal_words

ZONES = (
    "Europe/Athens", "Europe/Berlin", "Europe/Bucharest", "Europe/Chisinau", "Europe/Istanbul", "Europe/Kyiv",
    "Europe/Lisbon", "Europe/London", "Europe/Madrid", "Europe/Minsk", "Europe/Moscow", "Europe/Nicosia",
    "Europe/Paris", "Europe/Riga", "Europe/Sofia", "Europe/Tallinn", "Europe/Vilnius", "Europe/Warsaw",
    "Asia/Almaty", "Asia/Tbilisi", "Asia/Yerevan", "UTC",
)  # fmt: skip
"""Offered while typing; every IANA name is taken."""


def language_choices(present: str = "") -> list[tuple[str, str]]:
    """Return the languages of the interface by their own names, and the one that a person has already."""
    codes = [*LOCALES, *([present] if present and present not in LOCALES else [])]
    return [(code, own_name(code)) for code in codes]


class TicksField(SelectMultipleField):
    """Several choices as boxes to tick."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class ReachForm(FlaskForm):
    """In which language, by which clock and by which contact a person is reached."""

    language = SelectField(_l("Language of the pages"))
    time_zone = StringField(
        _l("Time zone"),
        validators=[InputRequired(_l("Enter a time zone.")), Length(max=64)],
        description=_l("As in Europe/Warsaw. Due dates end with the day there."),
    )
    contact = StringField(
        _l("Contact"),
        validators=[Length(max=200)],
        description=_l("Extension or messenger, by which an assessor reaches this person for a test call."),
    )

    def validate_time_zone(self, field: StringField) -> None:
        """Refuse what is no time zone."""
        try:
            check_time_zone(field.data or "")
        except InvalidError as refusal:
            raise ValidationError(refusal_words(refusal)) from None


class DetailsForm(ReachForm):
    """How a person is called and reached."""

    name = StringField(
        _l("Name"),
        validators=[InputRequired(_l("Enter a name.")), Length(max=200)],
        description=_l("As colleagues and certificates show it."),
    )
    sign_in_name = StringField(
        _l("Sign-in name"),
        validators=[InputRequired(_l("Enter a sign-in name.")), Length(max=254)],
        description=_l(
            "An e-mail address if there is one: a forgotten password is renewed by it. Else any short name."
        ),
    )


class SpokenForm(FlaskForm):
    """In which languages an assessor acts the caller."""

    spoken = TicksField(
        _l("Languages of test calls"),
        description=_l("For those who assess: only people who wait for a call in one of these are offered. None: all."),
    )

    def offer(self, codes: Iterable[str], present: Iterable[str] = ()) -> None:
        """Offer languages by their codes, and those a person has already."""
        offered = dict.fromkeys([*codes, *present])
        self.spoken.choices = sorted(((code, language_title(code)) for code in offered), key=itemgetter(1))


class OwnForm(ReachForm, SpokenForm):
    """What people change about themselves."""

    contact = StringField(
        _l("Contact"),
        validators=[Length(max=200)],
        description=_l("Extension or messenger, by which an assessor reaches you for a test call."),
    )


class ChangeForm(DetailsForm, SpokenForm):
    """What is changed about a person."""


def details_of(form: DetailsForm) -> Details:
    """Return what a form says about a person."""
    spoken = tuple(form.spoken.data or ()) if isinstance(form, ChangeForm) else None
    return Details(
        form.name.data, form.sign_in_name.data, form.language.data, form.time_zone.data, form.contact.data or "", spoken
    )


class NewPersonForm(DetailsForm):
    """A person with their first role, and a team if they have one."""

    role = RoleField(_l("Role"))
    team = SelectField(_l("Team"), default="")


class NewAnybodyForm(DetailsForm):
    """A person of the installation; the first role for a client can come later."""

    client_id = SelectField(_l("Client"), default="", description=_l("Further roles can be given on the next page."))
    role = RoleField(_l("Role"))
    administrator = BooleanField(_l("Runs the installation (an administrator sees no client's content)"))


class GrantForm(FlaskForm):
    """A role for one of a client's people."""

    role = RoleField(_l("A further role"))


class GrantAnywhereForm(FlaskForm):
    """A role for a person at any client."""

    client_id = SelectField(_l("Client"))
    role = RoleField(_l("Role"))


class TakeOnForm(FlaskForm):
    """A role for somebody who signs in already."""

    sign_in_name = StringField(
        _l("Sign-in name"), validators=[InputRequired(_l("Enter a sign-in name.")), Length(max=254)]
    )
    role = RoleField(_l("Role"))


NOBODY = 0
"""The number of a choice that names no person."""


class OneOfField(SelectField):
    """One person out of those who can be it. Nobody stands there before somebody is chosen, unless only one can."""

    def __init__(self, label: str, *, missing: str, **options: Any) -> None:
        super().__init__(label, coerce=number, validate_choice=False, **options)
        self.missing = missing

    def offer(self, people: Mapping[int, str], present: int | None = None) -> None:
        """Offer people by number; `present` is who it is now."""
        is_clear = len(people) == 1 if present is None else present in people
        self.choices = [*([] if is_clear else [(NOBODY, gettext("Choose"))]), *people.items()]

    def pre_validate(self, form: FlaskForm) -> None:  # noqa: ARG002 WTForms gives it
        """Ask for somebody where nobody is chosen."""
        if not self.data:
            self.errors: list[str] = []
            raise StopValidation(self.missing)


class TeamForm(FlaskForm):
    """A team, its leader and who stands in."""

    title = StringField(_l("Name of the team"), validators=[InputRequired(_l("Enter a name.")), Length(max=200)])
    leader = OneOfField(
        _l("Leader"),
        missing=_l("Choose who leads the team."),
        description=_l("A team leader, a supervisor or a manager of this client."),
    )
    deputy = SelectField(
        _l("Deputy"), coerce=number, validate_choice=False, description=_l("Stands in when the leader is away.")
    )


class ClassForm(FlaskForm):
    """A class, its trainer and its first day."""

    title = StringField(_l("Name of the class"), validators=[InputRequired(_l("Enter a name.")), Length(max=200)])
    trainer = OneOfField(
        _l("Trainer"),
        missing=_l("Choose who teaches the class."),
        description=_l("A trainer, a supervisor or a manager of this client."),
    )
    starts_on = DayField(_l("First day"), validators=[InputRequired(_l("Enter a day, as in 2026-11-23."))])


def _due_field() -> DayField:
    return DayField(
        _l("Due on"),
        validators=[Optional()],
        description=_l("Leave it empty and the course's own rule counts. The day ends in each person's own time zone."),
    )


class EnrolForm(FlaskForm):
    """A course and until when."""

    course = RadioField(_l("Course"), validators=[InputRequired(_l("Choose a course."))])
    due = _due_field()


class LatecomersForm(FlaskForm):
    """Until when those of a class who are not yet in one of its courses have time."""

    course = HiddenField()
    due = _due_field()


CHANGE_DUE, TAKE_BACK = "due", "back"
"""What can become of enrolments."""


def _day_where_it_changes(form: EnrolmentForm, field: DayField) -> None:
    """Ask for a day where the due date is what changes; elsewhere an empty field is right."""
    if any(text.strip() for text in field.raw_data or ()):
        return
    field.errors = []
    raise StopValidation(gettext("Enter a day, as in 2026-11-23.") if form.act.data == CHANGE_DUE else "")


class EnrolmentForm(FlaskForm):
    """What is to become of enrolments in one course, of whom, and why. Only another due date needs a day."""

    person = TicksField(_l("Who"), coerce=number, validate_choice=False)
    due = DayField(
        _l("New due date"),
        validators=[_day_where_it_changes],
        description=_l("The day ends in each person's own time zone."),
    )
    reason = StringField(
        _l("Reason"),
        validators=[InputRequired(_l("Write down why.")), Length(max=LONGEST_REASON)],
        description=_l("It stands in the person's history, where the client's auditor reads it too."),
    )
    act = HiddenField(validators=[AnyOf((CHANGE_DUE, TAKE_BACK))])
