"""Folders become releases: whole or not at all, numbered, and never changed afterwards."""

from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PIL import Image

from app.authoring import queries
from app.authoring.draft_checks import check_drafts
from app.authoring.drafts import read_drafts
from app.authoring.errors import BrokenContentError
from app.authoring.media import MediaStore
from app.authoring.queries import SHARED_PART
from app.authoring.service import Outcome, publish, waiting
from app.content.kinds import Kind
from app.kernel.actor import Actor
from app.kernel.errors import ForbiddenError, NotFoundError
from app.people import queries as people
from app.people import service as people_service
from app.people.permissions import EVERYTHING, Role, Side
from app.trail import service as trail
from tests.factories import CENTRE, NORDBANK, World
from tests.folders import edit, write_client

SYSTEM = Actor(person_id=None, scope=None, permissions=EVERYTHING)


@pytest.fixture
def store(tmp_path: Path) -> MediaStore:
    return MediaStore(tmp_path / "stored")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "courses"
    folder.mkdir()
    return folder


def said(outcomes: list[Outcome]) -> list[str]:
    """Return outcomes as short texts."""
    return [f"{o.client_id}/{o.part} {o.number}{' new' if o.is_new else ''}" for o in outcomes]


def test_a_new_client_is_created_with_its_parts(world: World, root: Path, store: MediaStore) -> None:
    outcomes = publish(SYSTEM, read_drafts(write_client(root, "lindholm")), store)
    assert said(outcomes) == ["lindholm/shared 1.0 new", "lindholm/card-line 1.0 new"]
    client = people.find_client("lindholm")
    assert client is not None
    assert client.agreements == ("confidentiality",)
    inside = people.system_actor("lindholm")
    assert people.lines(inside) == {"cards": "Cards"}
    content = queries.get_course(inside, "card-line")
    assert [module.name for module in content.modules] == ["verify", "blocked"]
    assert content.kind_of("verify") is Kind.MODULE
    shared = queries.shared_content(inside)
    assert shared is not None
    assert (list(shared.agreements), list(shared.articles)) == (["confidentiality"], ["blocked-cards"])
    assert trail.verify(inside) is None


def test_unchanged_content_makes_no_release_and_a_change_makes_one(world: World, root: Path, store: MediaStore) -> None:
    folder = write_client(root, NORDBANK)
    publish(SYSTEM, read_drafts(folder), store)
    for major in (False, True):
        assert said(publish(SYSTEM, read_drafts(folder), store, major=major)) == [
            "nordbank/shared 1.0",
            "nordbank/card-line 1.0",
        ]
    first = queries.get_course(world.system(), "card-line")
    edit(folder / "card-line/02-blocked.md", "They tried", "Somebody tried")
    assert said(publish(SYSTEM, read_drafts(folder), store)) == ["nordbank/shared 1.0", "nordbank/card-line 1.1 new"]
    edit(folder / "card-line/02-blocked.md", "Somebody tried", "Someone tried")
    assert said(publish(SYSTEM, read_drafts(folder), store, major=True))[1] == "nordbank/card-line 2.0 new"
    assert [release.number for release in queries.releases(world.system(), "card-line")] == ["2.0", "1.1", "1.0"]
    again = queries.course_content(world.system(), first.release.id)
    assert "They tried" in again.modules[1].sections[0].source
    assert "Someone tried" in queries.get_course(world.system(), "card-line").modules[1].sections[0].source


def test_what_was_published_is_what_was_written(world: World, root: Path, store: MediaStore) -> None:
    folder = write_client(root, NORDBANK)
    (folder / "card-line/02-blocked.md").write_bytes("---\r\nmodule: Größe\r\n---\r\n## Zażółć\r\ntext\r\n".encode())
    publish(SYSTEM, read_drafts(folder), store)
    again = publish(SYSTEM, read_drafts(folder), store)
    assert not any(outcome.is_new for outcome in again)


def test_a_broken_folder_publishes_nothing_and_lists_every_problem(world: World, root: Path, store: MediaStore) -> None:
    write_client(root, "lindholm")
    broken = write_client(root, "pellwick")
    edit(broken / "card-line/01-verify.md", "- (x) After two", "- ( ) After two")
    edit(broken / "kb/blocked-cards.md", "article:", "artikle:")
    with pytest.raises(BrokenContentError) as refused:
        publish(SYSTEM, read_drafts(root), store)
    paths = {problem.path for problem in refused.value.problems}
    assert {"pellwick/card-line/01-verify.md", "pellwick/kb/blocked-cards.md"} <= paths
    assert people.find_client("lindholm") is None


def test_problems_of_every_sort_are_listed_together(world: World, root: Path, store: MediaStore) -> None:
    folder = write_client(root, NORDBANK)
    publish(SYSTEM, read_drafts(folder), store)
    module = folder / "card-line/01-verify.md"
    text = module.read_text(encoding="utf-8")
    start, end = text.index("- (x) After"), text.index("> Policy")
    shown = f"![Screen](media/screen.png) ![Screen](media/{'x' * 300}.png)"
    text = text[:start] + "- = later\n" + text[end:].replace("> Policy", f"> {shown} Policy", 1)
    module.write_text(text.replace("minutes:", "minuts:"), encoding="utf-8")
    (folder / "card-line/media").mkdir()
    (folder / "card-line/media/screen.png").write_bytes(b"no picture")
    edit(folder / "client.md", "training: centre", "training: cascade")
    with pytest.raises(BrokenContentError) as refused:
        publish(SYSTEM, read_drafts(folder), store)
    said = "\n".join(map(str, refused.value.problems))
    for words in ("“minuts” is not known", "was a single question", "is damaged", "there is no file", "cascade"):
        assert words in said


def test_ways_of_training_that_are_not_there_yet_are_refused(world: World, root: Path, store: MediaStore) -> None:
    with pytest.raises(BrokenContentError) as refused:
        publish(SYSTEM, read_drafts(write_client(root, "lindholm", training="cascade")), store)
    assert "cannot be used yet" in str(refused.value.problems[0])
    assert people.find_client("lindholm") is None


def test_a_folder_of_clients_begins_with_the_centre(app: object, root: Path, store: MediaStore) -> None:
    write_client(root, "aaa", after="zzz/card-line")
    write_client(root, "zzz", centre=True)
    outcomes = publish(SYSTEM, read_drafts(root), store)
    assert [outcome.client_id for outcome in outcomes] == ["zzz", "zzz", "aaa", "aaa"]
    assert people.centre_id() == "zzz"
    inside = people.system_actor("aaa")
    assert queries.course_titles(inside, ["zzz/card-line", "aaa/card-line", "bbb/card-line"]) == {
        "zzz/card-line": "Card line",
        "aaa/card-line": "Card line",
    }


def test_the_centre_stays_what_it_is(world: World, root: Path, store: MediaStore) -> None:
    with pytest.raises(BrokenContentError, match="1 errors"):
        publish(SYSTEM, read_drafts(write_client(root, "second", centre=True)), store)
    with pytest.raises(BrokenContentError):
        publish(SYSTEM, read_drafts(write_client(root, CENTRE)), store)


def test_one_course_alone_brings_the_shared_part_of_a_new_client(world: World, root: Path, store: MediaStore) -> None:
    folder = write_client(root, "lindholm")
    assert said(publish(SYSTEM, read_drafts(folder / "card-line"), store)) == [
        "lindholm/shared 1.0 new",
        "lindholm/card-line 1.0 new",
    ]
    edit(folder / "kb/blocked-cards.md", "Three", "Four")
    edit(folder / "card-line/course.md", "Welcome.", "Hello.")
    assert said(publish(SYSTEM, read_drafts(folder / "card-line"), store)) == ["lindholm/card-line 1.1 new"]


@pytest.mark.parametrize("broken", ["clint: Lindholm", "course: Lindholm"])
def test_one_course_alone_stands_on_a_client_that_can_be_read(
    world: World, root: Path, store: MediaStore, broken: str
) -> None:
    folder = write_client(root, "lindholm")
    (folder / "client.md").write_text(f"---\n{broken}\n---\n", encoding="utf-8")
    with pytest.raises(BrokenContentError) as refused:
        publish(SYSTEM, read_drafts(folder / "card-line"), store)
    assert "lindholm/client.md" in {problem.path for problem in refused.value.problems if problem.is_error}
    assert people.find_client("lindholm") is None


def test_an_id_keeps_its_kind_of_question(world: World, root: Path, store: MediaStore) -> None:
    folder = write_client(root, NORDBANK)
    publish(SYSTEM, read_drafts(folder), store)
    text = (folder / "card-line/01-verify.md").read_text(encoding="utf-8")
    start = text.index("- (x) After")
    end = text.index("> Policy")
    (folder / "card-line/01-verify.md").write_text(text[:start] + "- = later\n" + text[end:], encoding="utf-8")
    with pytest.raises(BrokenContentError) as refused:
        publish(SYSTEM, read_drafts(folder), store)
    assert "balance-01" in str(refused.value.problems[0])


def test_media_go_with_the_release_that_shows_them(world: World, root: Path, store: MediaStore) -> None:
    folder = write_client(root, NORDBANK)
    out = io.BytesIO()
    Image.new("RGB", (3, 3)).save(out, "PNG")
    (folder / "card-line/media").mkdir()
    (folder / "card-line/media/desk.png").write_bytes(out.getvalue())
    edit(folder / "card-line/02-blocked.md", "They tried", "![A desk](media/desk.png) They tried")
    publish(SYSTEM, read_drafts(folder), store)
    content = queries.get_course(world.system(), "card-line")
    name = content.media["nordbank/card-line/media/desk.png"]
    assert queries.medium_type(world.system(), name) == "image/png"
    assert store.get(NORDBANK, name) == out.getvalue()
    with pytest.raises(NotFoundError):
        queries.medium_type(world.system(CENTRE), name)
    (folder / "card-line/media/desk.png").write_bytes(b"no picture")
    with pytest.raises(BrokenContentError):
        publish(SYSTEM, read_drafts(folder), store)


def test_a_release_of_another_client_is_not_there(world: World, root: Path, store: MediaStore) -> None:
    publish(SYSTEM, read_drafts(write_client(root, NORDBANK)), store)
    release = queries.get_course(world.system(), "card-line").release
    assert queries.release(world.system(), release.id).number == "1.0"
    for query in (queries.release, queries.course_content):
        with pytest.raises(NotFoundError):
            query(world.system("fenwick-lane"), release.id)
    shared = queries.newest(world.system(), SHARED_PART)
    assert shared is not None
    with pytest.raises(NotFoundError):
        queries.course_content(world.system(), shared.id)


def test_who_may_publish(world: World, root: Path, store: MediaStore) -> None:
    drafts = read_drafts(write_client(root, NORDBANK))
    with pytest.raises(ForbiddenError):
        publish(world.actor("olga"), drafts, store)
    with pytest.raises(ForbiddenError):
        publish(world.actor("tara", CENTRE), drafts, store)
    people_service.add_membership(world.system(), world.people["audrey"], Role.TRAINER, Side.CLIENT)
    with pytest.raises(ForbiddenError, match="Here others publish"):
        publish(world.actor("audrey"), drafts, store)
    publish(world.actor("tara"), drafts, store)
    release = queries.newest(world.system(), "card-line")
    assert release is not None
    assert release.published_by == world.people["tara"]


def test_what_differs_from_its_release_waits_for_those_who_publish(world: World, root: Path, store: MediaStore) -> None:
    def waits(name: str) -> list[str]:
        newest = queries.newest_releases(world.system()).values()
        return [one.part for one in waiting(world.actor(name), check_drafts(folder), newest)]

    folder = write_client(root, NORDBANK)
    assert waits("tara") == [SHARED_PART, "card-line"], "nothing was published yet"
    publish(world.actor("tara"), read_drafts(folder), store)
    assert waits("tara") == []
    article, heading = folder / "kb" / "blocked-cards.md", "## Why a card blocks itself"
    edit(article, heading, f"Soon.\n\n{heading}")
    assert waits("tara") == [SHARED_PART]
    people_service.add_membership(world.system(), world.people["audrey"], Role.TRAINER, Side.CLIENT)
    assert waits("audrey") == [], "here others publish"
    edit(article, heading, "## Why a card stops")
    assert check_drafts(folder).errors
    assert waits("tara") == [], "it cannot be published as it is"


@pytest.mark.parametrize("client_id", ["lindholm", NORDBANK])
def test_publishing_at_once_takes_each_number_once(world: World, root: Path, store: MediaStore, client_id: str) -> None:
    folder = write_client(root, client_id)
    drafts = []
    for number in range(4):
        edit(folder / "card-line/course.md", "Welcome", f"Welcome {number}")
        drafts.append(read_drafts(folder))
    with ThreadPoolExecutor(4) as pool:
        outcomes = list(pool.map(lambda each: publish(SYSTEM, each, store), drafts))
    numbers = sorted(outcome.number for each in outcomes for outcome in each if outcome.part == "card-line")
    assert numbers == ["1.0", "1.1", "1.2", "1.3"]
    assert trail.verify(people.system_actor(client_id)) is None
