"""The Flask extensions, made once and bound to an application by the factory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import g
from flask_babel import Babel, Domain, get_locale
from flask_login import LoginManager
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from flask_wtf import CSRFProtect

from app.kernel.database import Base

if TYPE_CHECKING:
    from gettext import NullTranslations


def kept_for_request(name: str) -> Any:
    """Return what Flask-Babel has found out for the present request (`babel_locale`, `babel_tzinfo`), or None.

    Its own functions look five times for where they keep it, and a page asks them some hundred times.
    """
    try:
        return getattr(g._flask_babel, name, None)
    except (AttributeError, RuntimeError):  # not asked yet, or no request
        return None


class Words(Domain):
    """The messages of the interface: each language's are read once in a process, not once in a request."""

    def __init__(self) -> None:
        super().__init__()
        self._by_locale: dict[Any, NullTranslations] = {}

    def get_translations(self) -> NullTranslations:
        """Return the messages of the present request's language; none outside every request."""
        locale = kept_for_request("babel_locale") or get_locale()
        if locale is None:
            return super().get_translations()
        found = self._by_locale.get(locale)
        if found is None:
            found = self._by_locale[locale] = super().get_translations()
        return found


class OneDomainBabel(Babel):
    """Flask-Babel with one `Words` for all requests, where it would make a new one for each."""

    _words = Words()

    @property
    def domain_instance(self) -> Words:
        """The messages that `gettext` finds."""
        return self._words


db = SQLAlchemy(model_class=Base)
migrate = Migrate()
login_manager = LoginManager()
csrf = CSRFProtect()
babel = OneDomainBabel()
