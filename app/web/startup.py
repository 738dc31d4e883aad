"""What makes an application start quickly: nothing is compiled before it is needed, and nothing twice in a process.

Tests make an application each, and a server one for each worker; without this most of that time goes into code that
builds addresses nobody has asked for yet, and into templates that were compiled a moment ago.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from types import CodeType
from typing import Any

from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from werkzeug.routing import Rule

_templates: dict[tuple[str, str], CodeType] = {}


class LateRule(Rule):
    """A rule that compiles the code which builds its addresses only when the first is built."""

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        compiled = cache(super()._compile_builder)

        def build(rule: Rule, /, **values: Any) -> tuple[str, str]:
            return compiled(append_unknown)(rule, **values)

        return build


class ProcessCache(BytecodeCache):
    """The templates this process has compiled, by name and content; there are as many as files."""

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give the compiled template, if it is there."""
        bucket.code = _templates.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template that was just compiled."""
        if bucket.code is not None:
            _templates[bucket.key, bucket.checksum] = bucket.code


def register(app: Flask) -> None:
    """Let `app` do so; before its pages are added."""
    app.url_rule_class = LateRule
    app.jinja_env.bytecode_cache = ProcessCache()
