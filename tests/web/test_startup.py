"""A second application in one process starts on what the first has compiled, and says the same."""

from __future__ import annotations

import jinja2
import pytest
from flask import Flask
from werkzeug.routing import Map, Rule

from app import create_app
from app.config import Settings
from app.web.startup import LateRule


def test_templates_are_compiled_once_in_a_process(
    app: Flask, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = app.test_client().get("/sign-in")
    second = create_app(settings)
    monkeypatch.setattr(jinja2.Environment, "compile", lambda *_args, **_kwargs: pytest.fail("compiled again"))
    assert second.test_client().get("/sign-in").status_code == page.status_code == 200
    second.extensions["readyline.house"].engine.dispose()


@pytest.mark.parametrize(
    ("rule", "values"),
    [
        ("/c/<client>/", {"client": "nordbank"}),
        ("/c/<client>/kb/<path:address>", {"client": "a b", "address": "card-line/кто звонит"}),
        ("/c/<client>/people/<int:person>", {"client": "nordbank", "person": 7, "next": "a&b"}),
        ("/plain", {"rule": "a parameter of this name", "self": "and of this"}),
    ],
)
def test_an_address_is_built_as_werkzeug_builds_it(rule: str, values: dict[str, object]) -> None:
    late, plain = (Map([kind(rule, endpoint="page")]).bind("localhost") for kind in (LateRule, Rule))
    assert late.build("page", values) == plain.build("page", values)
    assert late.build("page", values, append_unknown=False) == plain.build("page", values, append_unknown=False)
