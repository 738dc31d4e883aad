"""Dates and words of templates: remembered, and still each reader's own."""

from __future__ import annotations

from datetime import UTC, date, datetime
from types import SimpleNamespace

import flask_babel
import pytest
from flask import Flask, g, render_template_string

from app.web.locales import select_time_zone

MOMENT = datetime(2026, 3, 29, 22, 30, tzinfo=UTC)


@pytest.mark.parametrize("name", ["datetimeformat", "dateformat", "timeformat"])
@pytest.mark.parametrize("form", [None, "full", "short"])
def test_a_date_is_written_for_each_reader_as_if_for_the_first_time(app: Flask, name: str, form: str | None) -> None:
    plain = {
        "datetimeformat": flask_babel.format_datetime,
        "dateformat": flask_babel.format_date,
        "timeformat": flask_babel.format_time,
    }[name]
    for locale, zone in [("en_GB", "UTC"), ("pl", "Europe/Warsaw"), ("en_GB", "Asia/Tokyo"), ("en_GB", "UTC")]:
        with app.test_request_context():
            g.bare = True
            flask_babel.refresh()
            with flask_babel.force_locale(locale):
                g._flask_babel.babel_tzinfo = flask_babel.timezone(zone)
                assert app.jinja_env.filters[name](MOMENT, form) == plain(MOMENT, form)


def test_a_day_is_no_moment(app: Flask) -> None:
    with app.test_request_context():
        g.bare = True
        assert app.jinja_env.filters["dateformat"](date(2026, 3, 29), "long", rebase=False) == "29 March 2026"


def test_words_keep_their_values_and_numbers(app: Flask) -> None:
    with app.test_request_context():
        g.bare = True
        text = "{{ _('Hello %(name)s', name='<b>') }} {{ ngettext('%(num)d call', '%(num)d calls', 2) }}"
        assert render_template_string(text) == "Hello &lt;b&gt; 2 calls"


@pytest.mark.parametrize("zone", ["Factory", "localtime", "posixrules", "Not/AZone"])
def test_a_time_zone_kept_that_no_page_can_show_is_utc(app: Flask, monkeypatch: pytest.MonkeyPatch, zone: str) -> None:
    somebody = SimpleNamespace(is_authenticated=True, person=SimpleNamespace(time_zone=zone))
    monkeypatch.setattr("app.web.shell.current_user", somebody)
    with app.test_request_context():
        assert select_time_zone() == "UTC"
