"""What is wrong with several rows is said once, with the rows of which it holds."""

from __future__ import annotations

from app.people.importing.complaints import Complaint, complaints
from app.people.importing.facts import Fate, Planned
from app.people.importing.rows import said

NO_TEAM, NO_ROLE, ONLY_HERE = said("no team “North”"), said("no role"), said("no day")


def test_what_concerns_the_most_rows_comes_first_and_single_rows_stay_as_they_are() -> None:
    rows = [
        Planned(2, "", "a", Fate.REFUSED, (NO_ROLE, ONLY_HERE)),
        *(Planned(row, "", "b", Fate.REFUSED, (NO_TEAM, NO_TEAM)) for row in (3, 4, 5, 9)),
        Planned(7, "", "c", Fate.REFUSED, (NO_ROLE,)),
        Planned(8, "", "d", Fate.CHANGED, (NO_TEAM,)),
    ]
    assert complaints(rows) == [Complaint(NO_TEAM, (3, 4, 5, 9)), Complaint(NO_ROLE, (2, 7))]


def test_rows_that_follow_each_other_are_one_span() -> None:
    assert Complaint(NO_TEAM, (3, 4, 5, 9, 11, 12)).spans == [(3, 5), (9, 9), (11, 12)]
