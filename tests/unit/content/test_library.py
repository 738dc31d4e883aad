"""Sets of files: addresses, and everything that is checked from one file to another."""

from __future__ import annotations

import pytest

from app.content.checks import check_against_earlier
from app.content.collection import Course, Library
from app.content.library import load
from tests.unit.content.samples import AGREEMENT, ARTICLE, CLIENT, COURSE, MODULE, QUIZ, SCENARIO, changed

MODULE_PATH = "nordbank/card-line/01-verify-the-caller.md"
QUIZ_PATH = "nordbank/card-line/final-exam.md"
COURSE_PATH = "nordbank/card-line/course.md"
CLIENT_PATH = "nordbank/client.md"
SCENARIO_PATH = "nordbank/card-line/card-blocked-abroad.md"
FILES: dict[str, bytes | str] = {
    "centre/client.md": "---\nclient: Centre\ncentre: yes\n---\n",
    "centre/induction/course.md": "---\ncourse: Induction\nchannels: [phone]\n---\n",
    CLIENT_PATH: CLIENT,
    "nordbank/confidentiality.md": AGREEMENT,
    "nordbank/kb/cards.md": ARTICLE,
    COURSE_PATH: COURSE,
    MODULE_PATH: MODULE,
    "nordbank/card-line/media/a.png": b"",
    QUIZ_PATH: QUIZ,
    SCENARIO_PATH: SCENARIO,
}


def card_line(library: Library) -> Course:
    """Return the course of the sample files."""
    return library.clients["nordbank"].courses["card-line"]


def test_a_sound_folder_has_only_the_warning_of_its_example() -> None:
    library = load(FILES)
    assert [str(problem) for problem in library.problems if problem.is_error] == []
    assert library.is_sound


def test_everything_has_an_address() -> None:
    library = load(FILES)
    course = card_line(library)
    assert [module.name for module in course.modules] == ["verify-the-caller"]
    assert (list(course.quizzes), list(course.scenarios)) == (["final-exam"], ["card-blocked-abroad"])
    assert list(course.questions) == ["balance-01", "card-01", "factors-01", "balance-02"]
    assert list(library.clients["nordbank"].agreements) == ["confidentiality"]
    assert list(library.clients["nordbank"].articles) == ["cards"]
    for address in ("nordbank", "nordbank/card-line", "nordbank/card-line/verify-the-caller", "nordbank/kb/cards"):
        assert library.resolve(address) is not None
    place = library.resolve("nordbank/card-line/verify-the-caller#two-factors-always")
    assert place is not None
    assert place.section is not None
    assert place.section.title == "Two factors, always"
    assert library.resolve("nordbank/card-line/verify-the-caller#three") is None
    assert library.resolve("nordbank/nothing") is None


@pytest.mark.parametrize(
    ("heading", "with_accents", "without"),
    [
        ("Weryfikacja dzwoniącego", "weryfikacja-dzwoniącego", "weryfikacja-dzwoniacego"),
        ("Łódź: 2 rzeczy", "łódź-2-rzeczy", "lodz-2-rzeczy"),
        ("Счёт и ещё", "счёт-и-ещё", "счет-и-еще"),
        ("Δύο στοιχεία", "δύο-στοιχεία", "δυο-στοιχεια"),
    ],
)
def test_a_section_may_be_named_without_its_accents(heading: str, with_accents: str, without: str) -> None:
    library = load({**FILES, MODULE_PATH: changed(MODULE, "## Two", f"## {heading}\nText.\n\n## Two")})
    for name in (with_accents, without):
        place = library.resolve(f"nordbank/card-line/verify-the-caller#{name}")
        assert place is not None
        assert place.anchor == with_accents


def test_headings_of_the_same_words_are_numbered_and_inner_ones_lead_to_their_section() -> None:
    text = changed(MODULE, "## Check", "### Note\nA.\n\n## More\n### Note\nB.\n\n## Check")
    library = load({**FILES, MODULE_PATH: text})
    place = library.resolve("nordbank/card-line/verify-the-caller#note-1")
    assert place is not None
    assert place.section is not None
    assert (place.section.title, place.section.anchors) == ("More", ("note-1",))


# (name, file, what stands there, what takes its place, position, words)
BROKEN = [
    ("file", MODULE_PATH, "(#two-factors-always)", "(02-x.md)", "17:29: error", "there is no file “02-x.md”"),
    (
        "nearest file",
        MODULE_PATH,
        "(#two-factors-always)",
        "(final-exm.md)",
        "17:29: error",
        "the nearest is “final-exam.md”",
    ),
    (
        "section",
        MODULE_PATH,
        "(#two-factors-always)",
        "(#two-factor)",
        "17:29: error",
        "nearest is “#two-factors-always”",
    ),
    ("section elsewhere", SCENARIO_PATH, "md#two-factors-always", "md#no", "28:63: error", "there is no section"),
    (
        "outside",
        MODULE_PATH,
        "(#two-factors-always)",
        "(../../../x.md)",
        "17:29: error",
        "leaves the folder of clients",
    ),
    ("media", MODULE_PATH, "Ask", "![a](media/b.png)", "7:6: error", "there is no file “media/b.png”"),
    ("text as picture", MODULE_PATH, "Ask", "![a](final-exam.md)", "7:6: error", "is no picture"),
    ("no captions", MODULE_PATH, "Ask", "![a](media/clip.mp4)", "7:6: warning", "“clip.vtt”"),
    ("quiz", COURSE_PATH, "quiz final-exam: 80%", "quiz final: 80%", "13:3: error", "the nearest is “final-exam”"),
    (
        "less than the quiz",
        COURSE_PATH,
        "final-exam: 80%",
        "final-exam: 79%",
        "13:20: error",
        "the quiz itself asks for 80%",
    ),
    ("module", COURSE_PATH, "modules: all", "modules: [verify]", "12:12: error", "nearest is “verify-the-caller”"),
    (
        "agreement of a certificate",
        COURSE_PATH,
        "agreements: all",
        "agreements: [x]",
        "16:15: error",
        "no agreement “x”",
    ),
    ("agreement", CLIENT_PATH, "[confidentiality]", "[secrecy]", "7:13: error", "there is no agreement “secrecy”"),
    (
        "course before",
        COURSE_PATH,
        "[centre/induction]",
        "[centre/x]",
        "9:8: error",
        "the nearest is “centre/induction”",
    ),
    ("itself before", COURSE_PATH, "[centre/induction]", "[nordbank/card-line]", "9:8: error", "comes after itself"),
    ("translation", COURSE_PATH, "line: cards", "translates: ../cards", "3:13: error", "no other course's folder"),
    (
        "no title of a certificate",
        COURSE_PATH,
        "  title: Certified card-line operator\n",
        "",
        "11:3: error",
        "“title” is missing",
    ),
    ("unknown key of a certificate", COURSE_PATH, "valid:", "vallid:", "19:3: error", "nearest known one is “valid”"),
    ("more passed than called", COURSE_PATH, "4 of 5", "6 of 5", "14:15: error", "can never be passed"),
    ("second centre", CLIENT_PATH, "mark: NB", "centre: yes", "3:9: error", "“centre” is the centre already"),
    ("id in two files", QUIZ_PATH, "id: card-01", "id: balance-01", "13:1: error", "01-verify-the-caller.md:11"),
    ("no channel", SCENARIO_PATH, "channel: phone\n", "", None, ""),
]


@pytest.mark.parametrize(
    ("path", "old", "new", "position", "words"), [b[1:] for b in BROKEN], ids=[b[0] for b in BROKEN]
)
def test_what_leads_nowhere_is_named_at_its_place(
    path: str, old: str, new: str, position: str | None, words: str
) -> None:
    files = {**FILES, "nordbank/card-line/media/clip.mp4": b"", path: changed(str(FILES[path]), old, new)}
    found = [str(problem) for problem in load(files).problems]
    if position is None:
        assert load(files).is_sound, found
    else:
        assert any(line.startswith(f"{path}:{position}: ") and words in line for line in found), "\n".join(found)


# (name, path, text, severity, words): files where they do not belong; all are shown at 1:1.
MISPLACED = [
    ("two names alike", "nordbank/card-line/02-final-exam.md", QUIZ.replace("id: ", "id: x"), "error", "is that of"),
    ("a course named as an agreement", "nordbank/confidentiality/course.md", COURSE, "error", "is that of"),
    ("wrong kind", "nordbank/kb/module.md", MODULE, "error", "a module does not belong here; here belongs: article"),
    ("article at a client", "nordbank/a.md", ARTICLE, "error", "here belongs: agreement"),
    ("too deep", "nordbank/card-line/more/a.md", ARTICLE, "error", "no content lies so deep"),
    ("text among media", "nordbank/card-line/media/a.md", ARTICLE, "error", "no content lies so deep or here"),
    ("name with a blank", "nordbank/kb/my cards.md", ARTICLE, "error", "cannot stand in an address"),
    ("not UTF-8", "nordbank/kb/b.md", b"\xff\xfe", "error", "not UTF-8"),
    ("unknown medium", "nordbank/card-line/media/a.exe", b"", "error", "cannot be shown"),
    ("stray file", "nordbank/card-line/notes.txt", b"", "warning", "left out"),
    ("file of no client", "README.md", "Hello", "warning", "belongs to no client"),
    ("module without number", "nordbank/card-line/extra.md", MODULE.replace("balance-01", "b"), "warning", "no number"),
    (
        "number twice",
        "nordbank/card-line/01-x.md",
        MODULE.replace("balance-01", "b"),
        "warning",
        "has the number 1 too",
    ),
]


@pytest.mark.parametrize(
    ("path", "text", "severity", "words"), [m[1:] for m in MISPLACED], ids=[m[0] for m in MISPLACED]
)
def test_files_out_of_place_are_named(path: str, text: str | bytes, severity: str, words: str) -> None:
    found = [str(problem) for problem in load({**FILES, path: text}).problems]
    assert any(f":1:1: {severity}: " in line and words in line for line in found), "\n".join(found)


def test_a_picture_of_no_client_is_named() -> None:
    found = [str(problem) for problem in load(FILES, media=["logo.png"]).problems]
    assert any("logo.png:1:1: warning: the file belongs to no client" in line for line in found)


def test_missing_client_and_course_files_are_named() -> None:
    files = {path: text for path, text in FILES.items() if path not in (CLIENT_PATH, COURSE_PATH)}
    found = [str(problem) for problem in load(files).problems]
    assert any("nordbank/client.md:1:1: error: the client's folder has no client.md" in line for line in found)
    assert any(
        "nordbank/card-line/course.md:1:1: error: the course's folder has no course.md" in line for line in found
    )


@pytest.mark.parametrize(
    "link", ["[a](../../pellwick/kb/a.md)", "![a](../../pellwick/media/a.png)", "[a](../../pellwick)"]
)
def test_a_link_into_another_clients_folder_is_refused(link: str) -> None:
    other = {"pellwick/client.md": "---\nclient: Pellwick\n---\n", "pellwick/kb/a.md": "---\narticle: A\n---\nA.\n"}
    changed = {**FILES, MODULE_PATH: MODULE.replace("Ask before", f"Ask {link} before"), **other}
    own = {path: text for path, text in changed.items() if not path.startswith("pellwick/")}
    everything = load(changed, media=["pellwick/media/a.png"])
    alone = load(own, known=load(other, media=["pellwick/media/a.png"], check=False))
    for library in (everything, alone):
        assert any("leads to another client" in problem.text() for problem in library.problems), library.problems


def test_a_link_to_the_centre_holds_and_one_from_it_into_a_client_does_not() -> None:
    centre = {
        "centre/client.md": "---\nclient: Centre\ncentre: yes\n---\n",
        "centre/kb/a.md": "---\narticle: A\n---\nA.\n",
    }
    text = MODULE.replace("Ask before", "Ask [a](../../centre/kb/a.md) before")
    found = load({**FILES, **centre, MODULE_PATH: text}).problems
    assert not any("another client" in problem.text() for problem in found)
    centre["centre/kb/a.md"] += "[b](../../nordbank/client.md)\n"
    found = load({**FILES, **centre}).problems
    assert [problem.path for problem in found if "another client" in problem.text()] == ["centre/kb/a.md"]


def test_a_circle_of_courses_is_named() -> None:
    induction = "---\ncourse: Induction\nafter: [nordbank/card-line]\nchannels: [phone]\n---\n"
    found = load({**FILES, "centre/induction/course.md": induction}).problems
    assert {p.path for p in found if "break the circle" in p.text()} == {COURSE_PATH, "centre/induction/course.md"}


def test_a_course_alone_is_checked_against_what_is_known() -> None:
    own = {path: text for path, text in FILES.items() if path.startswith("nordbank/card-line/")}
    rest = {path: text for path, text in FILES.items() if path not in own}
    assert not load(own).is_sound
    library = load(own, known=load(rest, check=False))
    assert library.is_sound, library.problems
    assert list(library.clients) == ["nordbank"]


def test_a_stored_release_is_read_without_checks_across_files() -> None:
    own = {path: text for path, text in FILES.items() if path.startswith("nordbank/card-line/")}
    library = load(own, check=False)
    assert library.is_sound
    assert card_line(library).address == "nordbank/card-line"


def test_bytes_and_text_read_alike() -> None:
    as_bytes = {path: text.encode() if isinstance(text, str) else text for path, text in FILES.items()}
    assert load(as_bytes).documents == load(FILES).documents


def test_windows_files_read_like_others() -> None:
    text = "\ufeff" + MODULE.replace("\n", "\r\n")
    assert load({**FILES, MODULE_PATH: text.encode()}).documents == load(FILES).documents


def test_an_id_whose_question_changed_its_kind_is_named() -> None:
    before, now = load(FILES), load({**FILES, QUIZ_PATH: QUIZ.replace("- = 2", "- (x) 2\n- ( ) 3")})
    earlier, course = card_line(before), card_line(now)
    (problem,) = check_against_earlier(now, course, earlier)
    assert str(problem) == (
        f"{QUIZ_PATH}:19:1: error: the id “factors-01” was a number question and is a single one now; give it a new id"
    )
    assert check_against_earlier(before, earlier, earlier) == ()
