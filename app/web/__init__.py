"""Pages, by audience."""

from __future__ import annotations

from importlib import import_module

from flask import Flask

from app.web import access, newcomer_words, requests, shell, startup, state_words, tables, wording, written
from app.web.locales import select_locale, select_time_zone
from app.web.shell import fingerprint

__all__ = ["fingerprint", "register", "select_locale", "select_time_zone"]

BLUEPRINTS = (
    "app.web.auth.views",
    "app.web.auth.account_views",
    "app.web.auth.link_views",
    "app.web.public.views",
    "app.web.public.verify_views",
    "app.web.public.health_views",
    "app.web.admin.views",
    "app.web.admin.folder_views",
    "app.web.admin.people_views",
    "app.web.author.views",
    "app.web.author.failing_views",
    "app.web.author.gap_views",
    "app.web.knowledge.views",
    "app.web.learner.course_views",
    "app.web.learner.agreement_views",
    "app.web.learner.media_views",
    "app.web.learner.quiz_views",
    "app.web.learner.ready_views",
    "app.web.learner.start_views",
    "app.web.learner.certificate_views",
    "app.web.learner.rehearsal_views",
    "app.web.supervisor.views",
    "app.web.supervisor.own_team_views",
    "app.web.supervisor.call_views",
    "app.web.supervisor.coaching_views",
    "app.web.supervisor.sign_off_views",
    "app.web.supervisor.void_views",
    "app.web.supervisor.exception_views",
    "app.web.auditor.views",
    "app.web.auditor.dossier_views",
    "app.web.auditor.sample_views",
    "app.web.manager.views",
    "app.web.manager.clients_views",
    "app.web.news.writing_views",
    "app.web.news.views",
    "app.web.questions.views",
    "app.web.reports.due_views",
    "app.web.reports.views",
    "app.web.people.member_views",
    "app.web.people.person_views",
    "app.web.people.team_views",
    "app.web.people.class_views",
    "app.web.people.enrol_views",
    "app.web.people.import_views",
    "app.web.people.earned_views",
)
"""Every module with pages; each has a `blueprint`."""


def register(app: Flask) -> None:
    """Add every page. Raises RuntimeError for an endpoint that does not say who may open it."""
    startup.register(app)
    requests.register(app)
    app.before_request(access.admit)
    app.teardown_request(access.leave)
    shell.register(app)
    wording.register(app)
    newcomer_words.register(app)
    state_words.register(app)
    tables.register(app)
    written.register(app)
    for module in BLUEPRINTS:
        app.register_blueprint(import_module(module).blueprint)
    access.check_declared(app)
