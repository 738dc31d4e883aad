"""Texts of a quiz as pages show them: Markdown of the course, and times in words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from flask import url_for
from flask_babel import format_date, format_time, get_timezone, ngettext
from flask_babel import gettext as _
from markupsafe import Markup

from app.assessment.quizzes.queries import QuizDesk
from app.assessment.quizzes.rules import Start, StartState
from app.authoring.queries import CourseContent
from app.content.addresses import MARKDOWN, address_of, target_of
from app.content.markdown import render
from app.kernel import clock
from app.web.knowledge.addresses import page_of

_PARAGRAPH, _END = "<p>", "</p>\n"


def renderer(client_id: str, content: CourseContent, path: str) -> Callable[[str], Markup]:
    """Return what makes safe HTML of a piece of the file at `path`, with its links and pictures leading on.

    A single paragraph comes without its `<p>`, so that it may stand in a label.
    """

    def resolve(link: str) -> str | None:
        target = target_of(path, link)
        if target is None:
            return None
        if target.path in content.media:
            return url_for("media.show", client=client_id, name=content.media[target.path])
        if not target.path.endswith(MARKDOWN):
            return None
        return page_of(address_of(target.path) + (f"#{target.fragment}" if target.fragment else ""))

    def show(source: str) -> Markup:
        html = render(source, resolve, demote=1)
        if html.startswith(_PARAGRAPH) and html.endswith(_END) and html.count(_PARAGRAPH) == 1:
            html = html.removeprefix(_PARAGRAPH).removesuffix(_END)
        return Markup(html)  # noqa: S704 - cleaned by nh3

    return show


def start_words(start: Start) -> str:
    """Say how many attempts are left and when the next one opens: 'You have 2 attempts left; the next opens ...'."""
    words: str
    if start.state is StartState.PASSED:
        words = _("You have passed this quiz.")
    elif start.state is StartState.USED_UP:
        words = _("All attempts are used. Talk to your supervisor or trainer about another one.")
    elif start.opens_at is not None:
        words = _waiting(start.left, opening_words(start.opens_at))
    elif start.left is None:
        words = _("You may try as often as you like.")
    else:
        words = ngettext("You have %(num)d attempt left.", "You have %(num)d attempts left.", start.left)
    return words


def _waiting(left: int | None, when: str) -> str:
    words: str
    if left is None:
        words = _("The next attempt opens %(when)s.", when=when)
    else:
        words = ngettext(
            "You have %(num)d attempt left; it opens %(when)s.",
            "You have %(num)d attempts left; the next opens %(when)s.",
            left,
            when=when,
        )
    return words


def opening_words(moment: datetime) -> str:
    """Say when something opens, on the reader's own clock: 'tomorrow at 9:00'. Rounded up to a whole minute."""
    zone = get_timezone()
    local = (moment + timedelta(seconds=59)).astimezone(zone).replace(second=0, microsecond=0)
    days = (local.date() - clock.now().astimezone(zone).date()).days
    time = format_time(local, "short")
    words: str
    if days == 0:
        words = _("today at %(time)s", time=time)
    elif days == 1:
        words = _("tomorrow at %(time)s", time=time)
    else:
        words = _("on %(day)s at %(time)s", day=format_date(local, "full"), time=time)
    return words


def obstacle(desk: QuizDesk) -> str:
    """Say what, besides the quiz's own rules, must be done before an attempt; '' for nothing."""
    words: str = ""
    if not desk.enrolled:
        words = _("You are not enrolled in this course. Ask your supervisor to enrol you.")
    elif desk.modules_missing:
        words = ngettext(
            "First complete the modules of this course; %(num)d is still to go.",
            "First complete the modules of this course; %(num)d are still to go.",
            desk.modules_missing,
        )
    return words
