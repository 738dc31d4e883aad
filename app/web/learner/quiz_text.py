"""Questions as pages show them: their Markdown; and in words what may be done in a quiz, and when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from flask_babel import format_date, format_time, get_timezone, ngettext
from flask_babel import gettext as _
from markupsafe import Markup

from app.assessment.quizzes.queries import QuizDesk
from app.assessment.quizzes.rules import Extra, Start, StartState
from app.authoring.queries import CourseContent
from app.content.documents import ModuleDocument, QuizDocument
from app.kernel import clock
from app.web.links import inline, renderer
from app.web.locales import in_language


def texts(
    client_id: str, content: CourseContent, document: QuizDocument | ModuleDocument
) -> dict[str, Callable[..., Markup]]:
    """Return what shows the Markdown of questions: `html` for a text, `line` for what stands in a heading or a label.

    Both tell the language of the course where it is not the page's.
    """
    render, language = renderer(client_id, content, document.path), content.course.language

    def html(source: str, demote: int = 0) -> Markup:
        return in_language(render(source, demote=demote), language, "div")

    return {"html": html, "line": lambda source: in_language(inline(render(source)), language)}


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


def extra_words(extra: Extra) -> str:
    """Say what the reader was allowed beyond the rules of a quiz; '' for nothing."""
    said = []
    if extra.attempts:
        said.append(
            ngettext("You were given %(num)d attempt more.", "You were given %(num)d attempts more.", extra.attempts)
        )
    if extra.minutes:
        said.append(
            ngettext(
                "You have %(num)d minute more for each attempt.",
                "You have %(num)d minutes more for each attempt.",
                extra.minutes,
            )
        )
    return " ".join(said)


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
