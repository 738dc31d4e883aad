"""The fate of each row of an import, and what is said about it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.kernel.errors import InvalidError
from app.people.importing.facts import Fate, Known, KnownPerson, Plan, Planned
from app.people.importing.fates import plan
from app.people.importing.rows import Earned, find_day, read_rows
from app.people.importing.sheets import Sheet, read_sheet
from app.people.permissions import Role, Side
from app.people.power import BELOW_MANAGERS, Held

OPERATOR = Held(Role.OPERATOR, Side.CENTRE)
SUPERVISOR = Held(Role.SUPERVISOR, Side.CENTRE)
MANAGER = Held(Role.MANAGER, Side.CENTRE)
TODAY = date(2026, 11, 23)


def person(number: int, name: str, *held: Held, **more: object) -> KnownPerson:
    facts = {"was_here": bool(held), "is_of_centre": True, "may_change": True} | more
    return KnownPerson(number, name, "en", "Europe/Warsaw", "", held=frozenset(held), **facts)


KNOWN = Known(
    client={"nordbank"},
    importer=1,
    side=Side.CENTRE,
    language="en",
    time_zone="Europe/Warsaw",
    today=TODAY,
    people={
        "mira": person(1, "Mira", MANAGER, may_change=False),
        "olga": person(2, "Olga", OPERATOR, team="Blue", groups=frozenset({"March"})),
        "sven": person(3, "Sven", SUPERVISOR),
        "boss": person(4, "Boss", MANAGER, may_change=False),
        "colleague": person(5, "A name of the centre"),
        "hidden": person(6, "A name of another client", is_hidden=True, is_of_centre=False),
        "ada": person(7, "Ada", Held(Role.AUDITOR, Side.CLIENT)),
        "gone": person(8, "Gone", was_here=True),
        "proven": person(9, "Proven", OPERATOR, certificates={"cards": date(2025, 1, 2)}),
    },
    teams={"blue": "Blue"},
    groups={"march": "March"},
    courses={"cards": "cards", "card line": "cards"},
    may_give={Held(role, Side.CENTRE) for role in BELOW_MANAGERS},
    leaders=(Role.TEAM_LEADER, Role.SUPERVISOR, Role.MANAGER),
    teachers=(Role.TRAINER, Role.SUPERVISOR, Role.MANAGER),
    may_arrange_teams=True,
    may_arrange_classes=True,
    may_bring_in=True,
    is_zone=lambda name: name.startswith("Europe/"),
)


def plan_of(*rows: dict[str, str], known: Known = KNOWN) -> Plan:
    """Plan a file with a column for every key of any row."""
    heading = tuple(dict.fromkeys(key for row in rows for key in row))
    cells = tuple((at, tuple(row.get(key, "") for key in heading)) for at, row in enumerate(rows, 2))
    return plan(read_rows(Sheet(heading, cells, "UTF-8")).wishes, known)


def fate_of(known: Known = KNOWN, **row: str) -> Planned:
    words = {"signs_in": "sign-in name", "zone": "time zone", "leader": "team leader", "trainer": "class trainer",
             "starts": "class starts", "group": "class", "course": "certificate", "on": "earned on",
             "until": "holds until", "proof": "evidence"}  # fmt: skip
    return plan_of({words.get(key, key): value for key, value in row.items()}, known=known).rows[0]


def words_of(row: Planned) -> str:
    return " | ".join(one.message % dict(one.params) if one.params else one.message for one in row.says)


NEW = {"name": "Nina", "signs_in": "nina", "role": "operator"}
EARNED = {"signs_in": "olga", "course": "Card line", "on": "2025-06-01", "proof": "Paper 7"}

REFUSED: list[tuple[dict[str, str], str]] = [
    ({"name": "Nina", "role": "operator", "signs_in": ""}, "The sign-in name is missing"),
    ({"signs_in": "nina", "role": "operator"}, "The name is missing"),
    ({"name": "Nina", "signs_in": "nina"}, "The role is missing"),
    (NEW | {"role": "boss"}, "There is no role “boss”. Write operator"),
    (NEW | {"side": "left"}, "There is no side “left”"),
    (NEW | {"language": "Klingon"}, "There is no language “Klingon”"),
    (NEW | {"zone": "Mars/Base"}, "There is no time zone “Mars/Base”"),
    (NEW | {"role": "manager"}, "“manager” is not yours to give"),
    (NEW | {"role": "auditor", "side": "client"}, "“auditor” is not yours to give"),
    (NEW | {"client": "pellwick"}, "This row is for another client"),
    (NEW | {"name": "N" * 201}, "“name” holds 201 characters; 200 fit"),
    (NEW | {"contact": "a\0b"}, "“contact” holds a character that no text can hold"),
    (NEW | {"contact": "a\ud800b"}, "“contact” holds a character that no text can hold"),
    (NEW | {"signs_in": "hidden"}, "This sign-in name cannot be taken"),
    (NEW | {"signs_in": "mira"}, "Nobody gives or ends their own roles"),
    (NEW | {"signs_in": "ada", "side": "centre"}, "the other side"),
    (NEW | {"team": "Green"}, "There is no team “Green”. Write who leads it"),
    (NEW | {"team": "Green", "leader": "olga"}, "“olga” cannot lead a team"),
    (NEW | {"team": "Green", "leader": "nobody"}, "“nobody” cannot lead a team"),
    (NEW | {"group": "May"}, "There is no class “May”. Write its trainer"),
    (NEW | {"group": "May", "trainer": "olga", "starts": "2026-12-01"}, "“olga” cannot teach a class"),
    (NEW | {"group": "May", "trainer": "sven", "starts": "soon"}, "“soon” is no day"),
    ({"signs_in": "olga", "ends": "2026-11-24"}, "The last day is still to come"),
    ({"signs_in": "olga", "ends": "soon"}, "“soon” is no day"),
    ({"signs_in": "mira", "ends": "2026-11-20"}, "Nobody gives or ends their own roles"),
    ({"signs_in": "boss", "ends": "2026-11-20"}, "Not all of their roles are yours to end"),
    (EARNED | {"course": "Cooking"}, "No course with a certificate is called “cooking”"),
    (EARNED | {"proof": ""}, "needs its course, the day it was earned and its evidence"),
    (EARNED | {"on": ""}, "needs its course, the day it was earned and its evidence"),
    (EARNED | {"on": "2026-11-24"}, "earned on a day to come"),
    (EARNED | {"until": "2025-05-31"}, "ends before it was earned"),
    (EARNED | {"signs_in": "mira"}, "Nobody brings in their own certificate"),
]


@pytest.mark.parametrize(("row", "says"), REFUSED, ids=[says[:40] for _, says in REFUSED])
def test_a_bad_row_is_refused_with_the_reason_and_how_to_mend_it(row: dict[str, str], says: str) -> None:
    found = fate_of(**row)
    assert found.fate is Fate.REFUSED
    assert says in words_of(found)
    assert not plan_of({"sign-in name": "olga"}).can_be_written


def test_all_that_is_wrong_with_a_row_is_said_at_once() -> None:
    words = words_of(fate_of(**NEW | {"role": "boss", "zone": "Mars", "language": "xx"}))
    assert words.count("There is no") == 3


FATES: list[tuple[dict[str, str], Fate, str]] = [
    (NEW, Fate.NEW, "role: operator"),
    (NEW | {"team": "blue", "group": "MARCH"}, Fate.NEW, "role: operator | team: Blue | class: March"),
    ({"e-mail": "nina@example.com", "name": "Nina", "role": "оператор"}, Fate.NEW, "role: operator"),
    (NEW | {"signs_in": "COLLEAGUE"}, Fate.NEW, "role: operator"),
    ({"signs_in": "olga"}, Fate.UNCHANGED, ""),
    ({"signs_in": "olga", "name": "Olga", "role": "operator", "team": "Blue", "group": "March"}, Fate.UNCHANGED, ""),
    ({"signs_in": "olga", "name": "Olga N"}, Fate.CHANGED, "name: Olga N"),
    ({"signs_in": "olga", "role": "team leader"}, Fate.CHANGED, "role: team leader"),
    ({"signs_in": "gone", "role": "operator"}, Fate.CHANGED, "role: operator"),
    ({"signs_in": "boss", "name": "Other"}, Fate.UNCHANGED, "What they are called stays as it is"),
    ({"signs_in": "olga", "ends": "23.11.2026"}, Fate.CHANGED, "Leaves"),
    ({"signs_in": "gone", "ends": "2026-11-20"}, Fate.UNCHANGED, "Not here any more"),
    ({"signs_in": "hidden", "ends": "2026-11-20"}, Fate.UNCHANGED, "Not here any more"),
    ({"signs_in": "nobody", "ends": "2026-11-20"}, Fate.UNCHANGED, "Not here any more"),
    (EARNED, Fate.CHANGED, "certificate earned before: cards"),
    (EARNED | {"signs_in": "proven", "on": "2025-01-02"}, Fate.UNCHANGED, ""),
    (EARNED | {"signs_in": "proven"}, Fate.UNCHANGED, "They hold a certificate of this course already"),
    *((NEW | {"contact": contact}, Fate.NEW, "role: operator") for contact in ("'+48 22 1", "-", "@nina")),
]  # fmt: skip


@pytest.mark.parametrize(("row", "fate", "says"), FATES)
def test_a_row_is_new_changed_or_unchanged(row: dict[str, str], fate: Fate, says: str) -> None:
    found = fate_of(**row)
    assert (found.fate, says in words_of(found)) == (fate, True), words_of(found)


def test_nothing_of_a_person_elsewhere_is_shown() -> None:
    rows = [fate_of(**NEW | {"signs_in": name}) for name in ("colleague", "hidden", "nina")]
    assert all("A name of" not in f"{row.name} {words_of(row)}" for row in rows)
    assert words_of(rows[0]) == words_of(rows[2])


NINA = {"name": "Nina", "sign-in name": "nina", "role": "operator"}
MORE = {"sign-in name": "NINA ", "role": "team leader"}


def test_a_person_may_have_several_rows_each_with_its_own_fate() -> None:
    rows = plan_of(NINA, MORE | {"contact": "2107"}, {"sign-in name": "nina", "class": "March"}, NINA).rows
    assert [row.fate for row in rows] == [Fate.NEW, Fate.CHANGED, Fate.CHANGED, Fate.UNCHANGED]
    assert [words_of(row) for row in rows] == [
        "role: operator", "role: team leader", "class: March", "Row 2 has said it already."
    ]  # fmt: skip
    assert [row.changes.get("contact") for row in rows] == ["2107", None, None, None], "what any row says of her"
    assert {row.person_id for row in rows} == {None}


def test_a_certificate_and_a_role_in_two_rows_are_brought_in_once() -> None:
    rows = plan_of({"sign-in name": "olga", "role": "team leader"}, *[CERTIFIED] * 2).rows
    assert [row.fate for row in rows] == [Fate.CHANGED, Fate.CHANGED, Fate.UNCHANGED]
    assert [bool(row.earned) for row in rows] == [False, True, False]


def test_of_a_colleague_of_the_centre_a_second_row_shows_no_more_than_the_first() -> None:
    rows = plan_of(NINA | {"sign-in name": "colleague"}, MORE | {"sign-in name": "colleague"}).rows
    assert [(row.name, row.person_id, words_of(row)) for row in rows] == [
        ("Nina", 5, "role: operator"), ("Nina", 5, "role: team leader")
    ]  # fmt: skip


CERTIFIED = {"sign-in name": "olga", "certificate": "cards", "earned on": "2025-06-01", "evidence": "Paper 7"}
QUARRELS = [
    (NINA, MORE | {"name": "Nino"}, "name “Nino”, here “Nina”"),
    (NINA | {"contact": "1"}, MORE | {"contact": "2"}, "contact “2”, here “1”"),
    (NINA | {"e-mail": "a@x.test"}, MORE | {"e-mail": "b@x.test"}, "e-mail “b@x.test”, here “a@x.test”"),
    (NINA | {"side": "centre"}, MORE | {"side": "client"}, "side “client”, here “centre”"),
    (NINA | {"team": "Blue"}, MORE | {"team": "Green"}, "team “green”, here “Blue”"),
    (NINA, {"sign-in name": "nina", "ends": "2026-11-01"}, "ends “2026-11-01”, here “–”"),
    (CERTIFIED, CERTIFIED | {"certificate": "Card line", "earned on": "2025-06-02"}, "another certificate"),
]


@pytest.mark.parametrize(("first", "second", "says"), QUARRELS, ids=[says for _, _, says in QUARRELS])
def test_rows_that_contradict_each_other_are_both_refused_with_what_differs(
    first: dict[str, str], second: dict[str, str], says: str
) -> None:
    rows = plan_of(first, second).rows
    assert [row.fate for row in rows] == [Fate.REFUSED] * 2
    assert says in words_of(rows[0])
    assert "Row 3" in words_of(rows[0])
    assert "Row 2" in words_of(rows[1])


def test_an_address_stands_in_for_the_contact_until_another_row_says_one() -> None:
    rows = plan_of(NINA | {"e-mail": "N@x.test"}, MORE | {"contact": "2107"}).rows
    assert rows[0].changes["contact"] == "2107"
    assert [row.fate for row in rows] == [Fate.NEW, Fate.CHANGED]


def test_an_address_is_one_persons_and_looks_like_one() -> None:
    nino = NINA | {"sign-in name": "nino", "name": "Nino"}
    both = plan_of(NINA | {"e-mail": "a@x.test"}, nino | {"e-mail": "A@x.test"}).rows
    assert ["Row 3 has the same e-mail" in words_of(both[0]), "Row 2 has the same" in words_of(both[1])] == [True] * 2
    signs_in = plan_of(NINA | {"e-mail": "nino@x.test"}, nino | {"sign-in name": "nino@x.test"}).rows
    assert [row.fate for row in signs_in] == [Fate.REFUSED] * 2
    assert "“not-an-address” is no e-mail address" in words_of(plan_of(NINA | {"e-mail": "not-an-address"}).rows[0])
    known = replace(KNOWN, addresses={"o@x.test": {"olga": "Olga"}})
    assert "Olga has the e-mail address o@x.test already" in words_of(fate_of(known, **NEW | {"e-mail": "o@x.test"}))
    assert fate_of(known, signs_in="olga", **{"e-mail": "o@x.test"}).fate is Fate.CHANGED


def test_a_wrong_address_that_repeats_is_said_to_be_wrong_and_no_more() -> None:
    wrong = {"e-mail": "not-an-address", "role": "operator"}
    for first, second in (("nina", "nino"), ("", "")):
        rows = plan_of(*(wrong | {"name": f"N{one}", "sign-in name": one} for one in (first, second))).rows
        assert [words_of(row) for row in rows] == [
            "“not-an-address” is no e-mail address. Write it as in name@example.com."
        ] * 2


@pytest.mark.parametrize("column", ["name", "sign-in name", "contact", "role", "team"])
def test_a_row_in_which_a_letter_was_lost_is_refused_with_how_to_mend_it(column: str) -> None:
    row = plan_of(NINA | {column: "Ив\ufffdн"}).rows[0]
    assert words_of(row) == (
        f"The column “{column}” has lost a letter: “Ив\ufffdн”. Type it again, and save the file as UTF-8."
    )


def test_a_heading_that_has_lost_a_letter_leaves_no_column_out() -> None:
    with pytest.raises(InvalidError, match="The heading “Роль\ufffd” has lost a letter"):
        plan_of(NINA | {"Роль\ufffd": "operator"})


def test_a_file_makes_the_teams_and_classes_that_it_describes() -> None:
    leader = {"name": "Lena", "sign-in name": "lena", "role": "team leader", "team": "Green", "team leader": "lena"}
    member = {"name": "Nina", "sign-in name": "nina", "role": "operator", "team": "green", "class": "May"}
    other = member | {"sign-in name": "nino", "class trainer": "sven", "class starts": "2026-12-01"}
    made = plan_of(leader, member, other)
    assert [(team.title, team.leader) for team in made.teams] == [("Green", "lena")]
    assert [(group.title, group.trainer, group.starts) for group in made.groups] == [("May", "sven", date(2026, 12, 1))]
    assert made.can_be_written
    assert {row.team for row in made.rows} == {"Green"}
    quarrel = plan_of(leader, member | {"team leader": "sven"})
    assert "Another row names another leader" in words_of(quarrel.rows[1])


def test_who_may_not_arrange_or_bring_in_is_told() -> None:
    known = replace(KNOWN, may_arrange_teams=False, may_arrange_classes=False, may_bring_in=False)
    assert "Teams are arranged by a manager" in words_of(fate_of(known, **NEW | {"team": "Blue"}))
    assert "Classes are arranged by" in words_of(fate_of(known, **NEW | {"group": "March"}))
    assert "brought in by a trainer or a manager" in words_of(fate_of(known, **EARNED))


@pytest.mark.parametrize(
    ("column", "cell"),
    [("name", "=1+1"), ("contact", " '+1+1"), ("sign-in name", "@SUM(A1)"), ("team", "\t-A1"), ("e-mail", "=A1&B1")],
)
def test_a_formula_in_any_column_is_refused_by_name(column: str, cell: str) -> None:
    row = plan_of({"name": "Nina", "sign-in name": "nina", "role": "operator"} | {column: cell}).rows[0]
    assert row.fate is Fate.REFUSED
    assert f"“{column}” holds a formula, " in words_of(row)
    assert "name is missing" not in words_of(row)


@pytest.mark.parametrize("column", ["name", "sign-in name", "team", "class"])
def test_an_error_of_a_spreadsheet_in_any_column_is_refused_by_name(column: str) -> None:
    row = plan_of({"name": "Nina", "sign-in name": "nina", "role": "operator"} | {column: "#N/A"}).rows[0]
    assert row.fate is Fate.REFUSED
    assert f"“{column}” holds an error of the spreadsheet, #N/A." in words_of(row)


def test_headings_are_understood_in_four_languages_and_others_are_named() -> None:
    table = read_rows(read_sheet("ΌΝΟΜΑ;nazwa logowania;Роль;Shoe size\nΝίκος;nik;χειριστής;43\n".encode()))
    assert table.unknown == ("Shoe size",)
    assert (table.wishes[0].name, table.wishes[0].sign_in_name, table.wishes[0].role) == ("Νίκος", "nik", Role.OPERATOR)


@pytest.mark.parametrize(
    ("heading", "says"),
    [("name;role", "No column holds sign-in names"), ("login;user name", "“login” and “user name” mean the same")],
)
def test_a_heading_that_cannot_be_used_is_refused(heading: str, says: str) -> None:
    with pytest.raises(InvalidError, match=says):
        read_rows(read_sheet(f"{heading}\na;b\n".encode()))


def test_an_address_of_mail_is_the_sign_in_name_or_else_the_contact() -> None:
    both = fate_of(**NEW | {"e-mail": "nina@example.com"})
    assert (both.sign_in_name, both.changes["contact"]) == ("nina", "nina@example.com")


def test_the_digest_changes_with_what_would_be_done() -> None:
    assert plan_of({"sign-in name": "olga"}).digest == plan_of({"sign-in name": "olga"}).digest
    assert plan_of({"sign-in name": "olga"}).digest != plan_of({"sign-in name": "olga", "name": "O"}).digest


@pytest.mark.parametrize(
    ("word", "day"),
    [
        ("2026-11-23", TODAY),
        ("23.11.2026", TODAY),
        ("23/11/2026", TODAY),
        ("2026-11-23 09:30", TODAY),
        ("2026-02-30", None),
        ("11-23", None),
        ("23.11.26", None),
        ("٢٠٢٦-١١-٢٣", None),
        ("0000-01-01", None),
        (" ", None),
    ],
)
def test_days_are_read_as_people_write_them(word: str, day: date | None) -> None:
    assert find_day(word) == day


def test_a_certificate_is_planned_with_its_folder() -> None:
    assert fate_of(**EARNED | {"until": "2027-06-01"}).earned == Earned(
        "cards", date(2025, 6, 1), date(2027, 6, 1), "Paper 7", ""
    )


@pytest.mark.parametrize(("day", "taken"), [("2000-01-01", True), ("2100-12-31", True), ("9999-12-31", False)])
def test_days_at_the_edge_of_the_calendar_are_refused(day: str, taken: bool) -> None:
    row = fate_of(signs_in="olga", group="Next", starts=day)
    assert ("Only days from 2000-01-01" in words_of(row)) is not taken
