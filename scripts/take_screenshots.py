"""Take the pictures that the documents show, from the demonstration, into docs/images/. `make screenshots` calls it.

Wide pictures are 1280 points wide, those of a phone 390. It needs a Chromium (see tests/browser/chromium.py).
"""

from __future__ import annotations

import io
import secrets
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from flask_migrate import upgrade
from PIL import Image
from playwright.sync_api import Browser, Page

from app import create_app
from app.cli.demonstration import acts, cast
from app.cli.demonstration.history import CARD_LINE
from app.cli.start import demonstrate
from app.config import Settings
from app.kernel import clock
from app.people import queries as people
from tests.browser.chromium import MISSING, find_chromium, running_chromium
from tests.browser.server import ROOT, serving
from tests.browser.walking import Walk

IMAGES = ROOT / "docs" / "images"
PASSWORD = "a password for an hour"  # noqa: S105 - of a demonstration that is thrown away at once
WIDE = {"width": 1280, "height": 860}
PHONE = {"width": 390, "height": 844}
COLOURS = 128
NORDBANK = f"/c/{cast.NORDBANK}"
COURSE = f"{NORDBANK}/courses/{CARD_LINE}"


def nothing(_page: Page) -> None:
    """Do nothing more on the page that was opened."""


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture: what it is called, who looks, at which address, and what they do there first."""

    name: str
    who: str
    address: str
    act: Callable[[Page], None] = nothing
    phone: bool = False
    """Whether it is taken on a phone."""


def start_attempt(page: Page) -> None:
    """Begin the exam, or go on with it, and answer the first two choices."""
    begin = page.get_by_role("button", name="Start the attempt")
    (begin if begin.count() else page.get_by_role("link", name="Continue the attempt")).click()
    choices = page.locator("[data-question]").filter(has=page.get_by_role("radio"))
    for place in choices.all()[:2]:
        place.get_by_role("radio").first.check()
        place.get_by_text("Saved").wait_for()
    page.evaluate("scrollTo(0, 0)")


def rehearse(page: Page) -> None:
    """Take the call, or go on with it, and say one thing."""
    begin = page.get_by_role("button", name="Take the call")
    if begin.count():
        begin.click()
        page.locator(".reply").first.click()
        page.get_by_text("The call so far").wait_for()
    else:
        page.get_by_role("link", name="Go on with the call").click()


def take_call(page: Page) -> None:
    """Take the next call, or go on with it, and give the first two criteria their points."""
    begin = page.get_by_role("button", name="Take the next call")
    if begin.count():
        begin.click()
        page.get_by_role("button", name="The call begins now").click()
    else:
        page.get_by_role("link", name="Go on with the call").click()
    tab = page.get_by_role("link", name="Scorecard")
    if tab.is_visible():  # on a phone the caller's part and the scorecard take turns
        tab.click()
    for criterion in page.locator("fieldset.score").all()[:2]:
        criterion.get_by_role("radio").nth(-1 if criterion.get_by_label("Does not apply").count() == 0 else -2).check()
    page.evaluate("scrollTo(0, 0)")


def open_dossier(page: Page) -> None:
    """Open the person who has come furthest, and an attempt of theirs."""
    page.get_by_role("link", name=cast.CERTIFIED[0].name).click()
    page.get_by_role("link", name="Open the questions and answers").first.click()
    page.evaluate("scrollTo(0, 0)")


def first_link(name: str) -> Callable[[Page], None]:
    """Return what follows the first link whose name begins so."""

    def follow(page: Page) -> None:
        page.get_by_role("link", name=name).first.click()

    return follow


def search(page: Page) -> None:
    """Type as somebody does with a caller in their ear: half a word, and a letter wrong."""
    page.locator("#search").press_sequentially("stollen car")
    page.get_by_role("option").first.wait_for()


NEWCOMERS = """name;sign-in name;role;language;time zone
Aleksandra Zielińska;aleksandra.z;operator;pl;Europe/Warsaw
Dimitra Ioannou;dimitra;operator;el;Europe/Athens
Jonas Weber;jonas.w;operator;en;Europe/Berlin
Sofia Marin;sofia.m;operator;en;Europe/Bucharest
"""


def print_slips(page: Page) -> None:
    """Import newcomers and make their first links. They stay: whatever is taken afterwards shows them too."""
    newcomers = {"name": "monday.csv", "mimeType": "text/csv", "buffer": NEWCOMERS.encode()}
    page.locator("input[type=file]").set_input_files(newcomers)
    page.get_by_role("button", name="Look at it first").click()
    page.get_by_role("button", name="Import all of it").click()
    page.get_by_role("button", name="As slips to print").click()
    page.locator(".slip").first.wait_for()


PICTURES = (
    Picture("operator-start", cast.READER.sign_in_name, f"{NORDBANK}/"),
    Picture("module-phone", cast.READER.sign_in_name, f"{COURSE}/modules/lost-stolen-and-fraud", phone=True),
    Picture("quiz-phone", cast.LATE.sign_in_name, f"{COURSE}/quizzes/final-exam", start_attempt, phone=True),
    Picture("rehearsal", cast.READER.sign_in_name, f"{COURSE}/scenarios/card-blocked-abroad", rehearse),
    Picture("ready-for-a-call", cast.WAITING[0].sign_in_name, f"{COURSE}/ready"),
    Picture("supervisor-start", cast.SUPERVISOR.sign_in_name, f"{NORDBANK}/supervise"),
    Picture("call-desk", cast.SUPERVISOR.sign_in_name, f"{NORDBANK}/supervise", take_call),
    Picture("call-desk-phone", cast.SUPERVISOR.sign_in_name, f"{NORDBANK}/supervise", take_call, phone=True),
    Picture("sign-off", cast.SECOND_SUPERVISOR.sign_in_name, f"{NORDBANK}/sign-offs", first_link("Look and sign off")),
    Picture("certificate", cast.CERTIFIED[0].sign_in_name, f"{NORDBANK}/", first_link("See the certificate")),
    Picture("auditor-start", cast.AUDITOR.sign_in_name, f"{NORDBANK}/audit"),
    Picture("matrix", cast.AUDITOR.sign_in_name, f"{NORDBANK}/people"),
    Picture("dossier", cast.AUDITOR.sign_in_name, f"{NORDBANK}/people", open_dossier),
    Picture("trainer-start", cast.TRAINER.sign_in_name, f"{NORDBANK}/author"),
    Picture("news", cast.TRAINER.sign_in_name, f"{NORDBANK}/news"),
    Picture("people", cast.MANAGER.sign_in_name, f"{NORDBANK}/members"),
    Picture("time-to-clearance", cast.MANAGER.sign_in_name, f"{NORDBANK}/reports/time-to-clearance"),
    Picture("manager-start", cast.MANAGER.sign_in_name, f"{NORDBANK}/manage"),
    Picture("clients", cast.MANAGER.sign_in_name, "/"),
    Picture("team", cast.TEAM_LEADER.sign_in_name, f"{NORDBANK}/team"),
    Picture("installation", cast.ADMINISTRATOR.sign_in_name, "/"),
    Picture("search", cast.CERTIFIED[0].sign_in_name, f"{NORDBANK}/", search),
    Picture("search-phone", cast.CERTIFIED[0].sign_in_name, f"{NORDBANK}/", search, phone=True),
    Picture("slips", cast.MANAGER.sign_in_name, f"{NORDBANK}/members/import", print_slips),
)


@contextmanager
def demonstration(folder: Path) -> Iterator[str]:
    """Serve a new demonstration in which one more person has read everything, and give its address."""
    settings = Settings(
        instance=folder,
        courses=ROOT / "courses",
        database_url=f"sqlite:///{folder / 'pictures.sqlite3'}",
        secret_key=secrets.token_hex(32),
    )
    app = create_app(settings)
    with app.app_context():
        upgrade(str(ROOT / "migrations"))
        demonstrate(settings, PASSWORD)
        _read_everything(cast.LATE)
    app.extensions["readyline.house"].engine.dispose()
    with serving(settings) as address:
        yield address


def _read_everything(player: cast.Player) -> None:
    found = people.find_actor(people.find_number(player.sign_in_name) or 0, cast.NORDBANK)
    if found is None:
        raise RuntimeError(f"{player.sign_in_name} is not in the demonstration")
    acts.study(found[0], CARD_LINE, clock.now())


def take(chromium: Browser, address: str, picture: Picture) -> None:
    """Take one picture and write it with few colours, which is a third of its size."""
    size = PHONE if picture.phone else WIDE
    walk = Walk.begin(chromium, address, viewport=size, has_touch=picture.phone, color_scheme="light")
    walk.sign_in(picture.who, PASSWORD)
    picture.act(walk.open(picture.address))
    walk.page.wait_for_load_state("networkidle")
    taken = Image.open(io.BytesIO(walk.page.screenshot(animations="disabled"))).convert("RGB")
    walk.context.close()
    walk.check()
    path = IMAGES / f"{picture.name}.png"
    taken.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
    print(f"{path.relative_to(ROOT)}  {path.stat().st_size // 1024} kB")


def main(names: list[str]) -> None:
    """Take the pictures of these names; all of them if none is named."""
    path = find_chromium()
    if path is None:
        raise SystemExit(MISSING)
    IMAGES.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        demonstration(Path(folder)) as address,
        running_chromium(path) as chromium,
    ):
        for picture in PICTURES:
            if not names or picture.name in names:
                take(chromium, address, picture)


if __name__ == "__main__":
    main(sys.argv[1:])
