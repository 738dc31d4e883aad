"""The application factory: wires everything, knows nothing."""

from __future__ import annotations

from pathlib import Path

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from app import wiring
from app.config import Settings
from app.extensions import babel, csrf, db, login_manager, migrate
from app.kernel.database import prepare_engine
from app.kernel.work import House, move_in
from app.trail import service as trail


def create_app(settings: Settings | None = None) -> Flask:
    """Return the application for `settings`, read from the environment if none are given.

    Raises app.config.UnsafeSettingError for settings that would endanger people, RuntimeError for an endpoint that
    does not say who may open it.
    """
    from app import cli, web

    settings = settings or Settings.from_environment()
    static = Path(__file__).parent / "web" / "static"
    app = Flask(
        __name__,
        template_folder="web/templates",
        static_folder=static,
        static_url_path=f"/static/{web.fingerprint(static)}",
    )
    app.extensions["readyline.settings"] = settings
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        SQLALCHEMY_ENGINE_OPTIONS={"pool_pre_ping": not settings.database_url.startswith("sqlite")},
        TRUSTED_HOSTS=list(settings.hosts),
        MAX_CONTENT_LENGTH=settings.upload_limit,
        MAX_FORM_MEMORY_SIZE=settings.upload_limit,
        MAX_FORM_PARTS=2000,
        SESSION_COOKIE_NAME="__Host-readyline" if settings.behind_tls else "readyline",
        SESSION_COOKIE_SECURE=settings.behind_tls,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        WTF_CSRF_TIME_LIMIT=None,
        BABEL_DEFAULT_LOCALE="en",
    )
    if settings.proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=settings.proxies, x_proto=settings.proxies)  # type: ignore[method-assign]
    db.init_app(app)
    migrate.init_app(app, db, directory="migrations", render_as_batch=True)
    csrf.init_app(app)
    login_manager.init_app(app)
    house = _build_house(app)
    wiring.connect(house)
    babel.init_app(app, locale_selector=web.select_locale, timezone_selector=web.select_time_zone)
    web.register(app)
    cli.register(app)
    return app


def _build_house(app: Flask) -> House:
    with app.app_context():
        engine = db.engine
    prepare_engine(engine)
    house = House(engine=engine, recorder=trail.append)
    app.extensions["readyline.house"] = house
    move_in(house)
    return house
