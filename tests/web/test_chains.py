"""An administrator has the record checked on a page: every chain, no line of any."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import create_engine, text

from tests.factories import NORDBANK, World
from tests.web.conftest import SignedIn

CHECKED = "/installation?check=yes"


def test_every_chain_is_checked_on_a_page_and_a_changed_line_shows(
    trained: World, app: Flask, signed_in: SignedIn
) -> None:
    root = signed_in("root")
    assert "Check every chain" in root.get("/installation").text
    whole = root.get(CHECKED).text
    assert "Every chain holds" in whole
    assert "flask" not in whole
    assert trained.people
    engine = create_engine(app.extensions["readyline.settings"].database_url)
    with engine.begin() as database:
        change = text("UPDATE trail_entry SET subject = 'x' WHERE client_id = :client AND sequence = 2")
        database.execute(change, {"client": NORDBANK})
    engine.dispose()
    broken = root.get(CHECKED).text
    assert "1 chain does not hold" in broken
    assert broken.count("Holds") == 3, "the installation's, the centre's and the other client's"
    assert signed_in("mira").get(CHECKED).status_code == 403
