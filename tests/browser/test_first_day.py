"""The first day of a class: who arranges it, who learns in Greek on a phone, and the auditor who comes back."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from babel.support import Translations
from playwright.sync_api import Browser, Locator, Page, expect
from sqlalchemy import create_engine, select, text, update

from app.reports.models import LastVisit
from tests.browser import steps
from tests.browser.school import CLIENT, HOME
from tests.browser.server import ROOT
from tests.browser.site import Site
from tests.browser.walking import PHONE, Walk, Walker
from tests.factories import PASSWORD

pytestmark = pytest.mark.journeys

CENTRE = f"/c/{CLIENT}"
NEWCOMERS = "name;sign-in name;role;team\nNina New;nina;operator;Harbour\nNino New;nino;operator;Harbour\n"
GREEK = Translations.load(ROOT / "app" / "translations", ["el"])


@pytest.fixture(scope="module")
def site(school_site: Site) -> Site:
    return school_site


def choose(page: Page | Locator, label: str, begins: str) -> None:
    """Choose the option whose words begin so."""
    box = page.get_by_label(label, exact=True)
    box.select_option(label=box.locator("option").filter(has_text=re.compile(rf"^\s*{begins}")).first.inner_text())


def use_link(chromium: Browser, site: Site, link: str, name: str) -> Walk:
    """Open a one-time link as its person does, choose a password and sign in with it."""
    walk = Walk.begin(chromium, site.address)
    page = walk.open(link)
    walk.look_over()
    page.get_by_label("New password").fill(PASSWORD)
    page.get_by_label("The same once more").fill(PASSWORD)
    steps.press(page, "Set this password")
    expect(page.get_by_text(f"Sign in with it as {name}.")).to_be_visible()
    walk.sign_in(name)
    walk.open(link, status=410)
    walk.open("/")
    return walk


def new_link(page: Page) -> str:
    return page.get_by_label("The link works once").input_value()


def test_from_an_administrator_to_the_reports_of_a_manager(site: Site, walk: Walker, chromium: Browser) -> None:
    manager = use_link(chromium, site, the_administrator_makes_a_manager(walk("robin")), "mira")
    steps.accept_agreements(manager.page)
    link = she_makes_a_team_and_invites_its_first_person(manager)
    newcomer = use_link(chromium, site, link, "nadia")
    expect(newcomer.page.get_by_role("heading", name="Discretion")).to_be_visible()
    she_imports_the_others(manager)
    she_enrols_the_team(manager)

    trainer = walk("tara")
    steps.accept_agreements(trainer.page)
    the_trainer_makes_a_class_of_them(trainer)
    the_trainer_writes_news(trainer)

    steps.accept_agreements(newcomer.page)
    expect(newcomer.page.get_by_text("The meter shop is closed").first).to_be_visible()
    she_reads_the_reports(manager)
    for one in (manager, newcomer):
        one.context.close()
        one.check()


def the_administrator_makes_a_manager(robin: Walk) -> str:
    page = robin.open("/installation/people")
    steps.follow(page, "Add a person")
    page.get_by_label("Name", exact=True).fill("Mira Test")
    page.get_by_label("Sign-in name").fill("mira")
    choose(page, "Client", "Brightwater")
    choose(page, "Role", "Manager")
    steps.press(page, "Add this person")
    expect(page.get_by_role("heading", name="Mira Test")).to_be_visible()
    robin.look_over()
    return new_link(page)


def she_makes_a_team_and_invites_its_first_person(mira: Walk) -> str:
    page = mira.open(f"{CENTRE}/teams")
    steps.follow(page, "Make a team")
    page.get_by_label("Name of the team").fill("Harbour")
    choose(page, "Leader", "Sven Test")
    steps.press(page, "Make this team")
    expect(page.get_by_text("The team is made.")).to_be_visible()
    mira.look_over()
    mira.open(f"{CENTRE}/members/new")
    form = page.locator("form").filter(has=page.get_by_role("button", name="Add this person"))
    form.get_by_label("Name", exact=True).fill("Nadia New")
    form.get_by_label("Sign-in name").fill("nadia")
    choose(form, "Role", "Operator")
    choose(form, "Team", "Harbour")
    steps.press(form, "Add this person")
    expect(page.get_by_text("Nadia New belongs here now.")).to_be_visible()
    mira.look_over()
    return new_link(page)


def she_imports_the_others(mira: Walk) -> None:
    """Choose a file with a mistake, mend it, see what it would do, then import all of it."""
    page = mira.open(f"{CENTRE}/members/import")
    mira.look_over()
    choose_file(page, NEWCOMERS.replace("nino;operator", "nino;boss"))
    expect(page.get_by_text("1 row cannot be imported")).to_be_visible()
    mira.look_over()
    steps.follow(page, "Choose the file again")
    choose_file(page, NEWCOMERS)
    expect(page.get_by_text("Nothing is written yet.")).to_be_visible()
    expect(page.get_by_role("row", name=re.compile("Nina New"))).to_be_visible()
    mira.look_over()
    steps.press(page, "Import all of it")
    expect(page.get_by_role("heading", name="Imported")).to_be_visible()
    mira.look_over()
    with page.expect_download() as download:
        steps.press(page, "As a file (CSV)")
    assert download.value.path().read_text(encoding="utf-8-sig").count("/welcome/") == 2


def choose_file(page: Page, text: str) -> None:
    page.locator("input[type=file]").set_input_files(
        {"name": "newcomers.csv", "mimeType": "text/csv", "buffer": text.encode()}
    )
    steps.press(page, "Look at it first")


def she_enrols_the_team(mira: Walk) -> None:
    page = mira.open(f"{CENTRE}/teams")
    steps.follow(page, "Harbour")
    steps.follow(page, "Enrol the team in a course")
    page.get_by_label("Leak line").check()
    mira.look_over()
    steps.press(page, "Enrol")
    expect(page.get_by_text("3 people are enrolled.")).to_be_visible()


def the_trainer_makes_a_class_of_them(tara: Walk) -> None:
    page = tara.open(f"{CENTRE}/classes/new")
    page.get_by_label("Name of the class").fill("November class")
    choose(page, "Trainer", "Tara Test")
    page.get_by_label("First day").fill("2026-11-23")
    steps.press(page, "Make this class")
    expect(page.get_by_text("The class is made.")).to_be_visible()
    steps.follow(page, "Put people into it")
    for name in ("Nadia New", "Nina New", "Nino New"):
        page.get_by_role("checkbox", name=name).check()
    tara.look_over()
    steps.press(page, "Put those ticked into November class")
    expect(page.get_by_text("They are in the class now.")).to_be_visible()


def the_trainer_writes_news(tara: Walk) -> None:
    page = tara.open(f"{CENTRE}/news/new")
    page.get_by_label("Title").fill("The meter shop is closed")
    page.get_by_label("What is new").fill("Until Friday. Send nobody there.")
    steps.press(page, "Publish the news")
    expect(page.get_by_text("Your news are out")).to_be_visible()
    tara.look_over()


def she_reads_the_reports(mira: Walk) -> None:
    page = mira.open(f"{CENTRE}/manage")
    mira.look_over()
    mira.open(f"{CENTRE}/reports/completion")
    choose(page, "Rows", "Class")
    steps.press(page, "Show")
    expect(page.get_by_role("row", name=re.compile("^November class"))).to_contain_text("3")
    mira.look_over()
    exported = page.get_by_role("link", name="Export as CSV").get_attribute("href") or ""
    assert "November class" in page.request.get(exported).text()


def greek(message: str, **values: object) -> str:
    """Return a message of the program as the catalogue has it in Greek."""
    found = GREEK.gettext(message)
    assert found != message, f"{message} has no Greek"
    return found % values if values else found


def test_an_operator_learns_in_greek_on_a_phone(site: Site, walk: Walker) -> None:
    """From the agreement to the quiz that is handed in; the course itself is in English."""
    omar = walk("omar", viewport=PHONE, has_touch=True)
    page = omar.open("/account")
    page.get_by_label("Language of the pages").select_option(value="el")
    steps.press(page, "Save")
    expect(page.locator("html")).to_have_attribute("lang", "el")
    expect(page.get_by_text(greek("Saved.")).first).to_be_visible()
    omar.look_over()

    omar.open(f"{CENTRE}/")
    page.get_by_role("checkbox").check()
    omar.look_over()
    steps.press(page, greek("I accept"))
    he_reads_the_modules(omar)
    he_passes_the_quiz(omar)


def he_reads_the_modules(omar: Walk) -> None:
    page = omar.page
    omar.look_over()
    page.get_by_role("link", name=re.compile("Stop the water")).first.click()
    he_answers(page, "What do you ask about first?", "The stopcock")
    omar.look_over()
    steps.follow(page, greek("Next: %(title)s", title="Send somebody"))
    he_answers(page, "Within how many minutes", "90")
    he_answers(page, "Which leaks are ours?", "A burst main", "A leaking meter")
    steps.follow(page, greek("Back to the course"))
    omar.look_over()


def he_answers(page: Page, question: str, *answers: str) -> None:
    place = steps.check(page, question)
    steps.answer_question(place, answers)
    steps.press(place, greek("Answer"))
    expect(place.get_by_role("status")).to_contain_text(greek("Right"))


def he_passes_the_quiz(omar: Walk) -> None:
    page = omar.open(f"{HOME}/quizzes/final-exam")
    steps.press(page, greek("Start the attempt"))
    for place, answers in steps.questions(page):
        steps.answer_question(place, answers)
        expect(place.locator("[data-state=done]")).to_be_visible()
    omar.look_over()
    steps.press(page, greek("Look over and hand in"))
    expect(page.get_by_text(greek("Every question is answered."))).to_be_visible()
    steps.press(page, greek("Hand in"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("100%")
    omar.look_over()


def test_an_auditor_sees_what_changed_since_the_last_visit(site: Site, walk: Walker) -> None:
    ada = walk("ada")
    page = ada.open(f"{CENTRE}/audit")
    expect(page.get_by_role("heading", name="Latest changes")).to_be_visible()
    a_day_goes_by(site)
    with site.commands() as run:
        run("people", "create", "nora", "--name", "Nora New", "--password", PASSWORD)
        run("people", "grant", "nora", "--client", CLIENT, "--role", "operator", "--side", "centre")
    ada.open(f"{CENTRE}/audit")
    changes = page.get_by_role("region", name="Since your last visit")
    for _look in range(2):
        changes.locator("summary").filter(has_text="Names").first.click()
        expect(changes.get_by_text("Nora New").first).to_be_visible()
        ada.look_over()
        page.reload()
    steps.follow(page, "Everything, in the record")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    ada.look_over()


def a_day_goes_by(site: Site) -> None:
    """Let every visit have begun a day earlier: the server's clock cannot be set."""
    engine = create_engine(site.settings.database_url)
    with engine.begin() as database:
        if engine.dialect.name == "postgresql":
            database.execute(text("SELECT set_config('readyline.client', :client, true)"), {"client": CLIENT})
        for person, began_at in database.execute(select(LastVisit.person_id, LastVisit.began_at)).all():
            earlier = update(LastVisit).values(began_at=began_at - timedelta(days=1))
            database.execute(earlier.where(LastVisit.person_id == person))
    engine.dispose()
