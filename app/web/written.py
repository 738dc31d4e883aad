"""Markdown that people write on pages, as safe HTML: news, answers of trainers.

It is read as if it stood in the client's `kb/` folder: `[text](blocked-cards.md)` leads to that article, and
`../card-line/01-verify.md#two-factors` to a section of a course. Links to other clients, and pictures, are words only.
"""

from __future__ import annotations

from functools import lru_cache

from flask import Flask
from markupsafe import Markup

from app.content.addresses import KNOWLEDGE_FOLDER, MARKDOWN, address_of, target_of
from app.content.markdown import render
from app.web.knowledge.addresses import page_of


def written(client_id: str, source: str, name: str, below: int = 2) -> Markup:
    """Return the HTML of what was written.

    `name` begins the ids of its headings, so that they are alone on their page; `below` is the level of the heading
    that it stands under.
    """
    return _html(client_id, source, name, below)


@lru_cache(maxsize=1024)
def _html(client_id: str, source: str, name: str, below: int) -> Markup:
    def resolve(link: str) -> str | None:
        target = target_of(f"{client_id}/{KNOWLEDGE_FOLDER}/written{MARKDOWN}", link)
        if target is None or not target.path.startswith(f"{client_id}/") or not target.path.endswith(MARKDOWN):
            return None
        return page_of(address_of(target.path) + (f"#{target.fragment}" if target.fragment else ""))

    anchors = tuple(f"{name}-{line}" for line in range(source.count("\n") + 1))
    return Markup(render(source, resolve, demote=below - 1, anchors=anchors))  # noqa: S704 - cleaned by nh3


def register(app: Flask) -> None:
    """Give templates `written`."""
    app.jinja_env.globals["written"] = written
