"""Holds the rows of one file against each other: several of one person, and addresses that two people give. Pure.

A person may have several rows, one for each role, class or certificate. What a row leaves empty about the person, the
others say for it; what two rows say differently is refused in both. Each row is planned as if those above were done.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from app.kernel.messages import N_
from app.people.importing.columns import Column, plain
from app.people.importing.facts import DETAILS, Known, KnownPerson, Planned
from app.people.importing.rows import Said, Wish, said

_NO_CELL = "–"
_OF_PERSON: Mapping[str, Column] = {
    "name": Column.NAME,
    "mail": Column.MAIL,
    "contact": Column.CONTACT,
    "language": Column.LANGUAGE,
    "time_zone": Column.TIME_ZONE,
    "side": Column.SIDE,
    "team": Column.TEAM,
    "ends": Column.ENDS,
}
"""What holds for the person in every row."""
_SHARED = (*DETAILS, "side")
"""What a row takes over from the others where its cell is empty."""


def completed(wishes: Sequence[Wish]) -> list[Wish]:
    """Return the rows, each with what another row of the same person says of them and it does not."""
    repeated = _repeated(wishes)
    shared: dict[str, dict[str, Any]] = {}
    for tell in (_told, _implied):
        for wish in (one for one in wishes if one.sign_in_name in repeated):
            known = shared.setdefault(wish.sign_in_name, {})
            for key, value in tell(wish).items():
                known.setdefault(key, value)
    return [
        replace(wish, **shared[wish.sign_in_name] | _told(wish)) if wish.sign_in_name in repeated else wish
        for wish in wishes
    ]


def _repeated(wishes: Sequence[Wish]) -> frozenset[str]:
    """Return the sign-in names of several rows: few in most files, and only they need to be looked at."""
    counted = Counter(wish.sign_in_name for wish in wishes)
    return frozenset(name for name, count in counted.items() if name and count > 1)


def _told(wish: Wish) -> dict[str, Any]:
    implied = _implied(wish)
    return {key: value for key in _SHARED if (value := getattr(wish, key)) and key not in implied}


def _implied(wish: Wish) -> dict[str, Any]:
    """An address stands in for the contact, until a cell says another."""
    return {"contact": wish.contact} if wish.mail and wish.contact.casefold() == wish.mail else {}


def after(person: KnownPerson | None, wish: Wish, row: Planned) -> KnownPerson | None:
    """Return a person as they are once a row is done. Somebody whom the file makes has the number 0.

    Of a colleague who was not here before they know only what the file says: a later row shows nothing more.
    """
    if wish.ends:
        return replace(person, held=frozenset()) if person else None
    here = person or KnownPerson(0, "", "", "", "")
    details: dict[str, Any] = {
        key: getattr(wish, key) or (getattr(here, key) if here.was_here else "") for key in DETAILS
    }
    earned = {row.earned.course: row.earned.on} if row.earned else {}
    return replace(
        here,
        **details,
        held=here.held | ({row.gives} if row.gives else set()),
        was_here=True,
        is_of_centre=here.is_of_centre or row.joins_centre,
        team=row.team or here.team,
        groups=here.groups | ({row.group} if row.group else set()),
        certificates={**here.certificates, **earned},
    )


class Together:
    """What the rows of a file say about the same people and the same addresses."""

    def __init__(self, wishes: Sequence[Wish], known: Known) -> None:
        self._known = known
        self._repeated = _repeated(wishes)
        self._first: dict[str, int] = {}
        self._given: dict[tuple[str, str], dict[object, int]] = {}
        self._owners: dict[str, dict[str, int]] = {}
        for wish in wishes:
            self._first.setdefault(wish.sign_in_name, wish.number)
            for key, value in self._claims(wish) if self.has_more(wish) else ():
                self._given.setdefault((wish.sign_in_name, key), {}).setdefault(value, wish.number)
            for address in {wish.mail, wish.sign_in_name}:
                self._owners.setdefault(address, {}).setdefault(wish.sign_in_name, wish.number)

    def has_more(self, wish: Wish) -> bool:
        """Tell whether another row is of the same person."""
        return wish.sign_in_name in self._repeated

    def earlier(self, wish: Wish) -> int | None:
        """Return the number of the first row of the same person, if it is another one."""
        first = self._first[wish.sign_in_name]
        return first if first != wish.number else None

    def problems(self, wish: Wish) -> list[Said]:
        """Return what other rows say otherwise, and who else has the row's address."""
        if not wish.sign_in_name:
            return []
        found = self._address_problems(wish)
        for key, value in self._claims(wish) if self.has_more(wish) else ():
            others = self._given[wish.sign_in_name, key]
            other = next((one for one in others if one != value), None)
            if other is not None:
                found.append(_quarrel(key, others[other], other, value))
        return found

    def _claims(self, wish: Wish) -> list[tuple[str, object]]:
        """Return what a row says of its person, as far as rows can contradict each other in it."""
        found: list[tuple[str, object]] = [*_told(wish).items()]
        if wish.mail:
            found.append(("mail", wish.mail))
        found.append(("ends", wish.ends.isoformat() if wish.ends else _NO_CELL))
        if wish.team:
            found.append(("team", self._known.teams.get(plain(wish.team), plain(wish.team))))
        if wish.earned:
            course = self._known.courses.get(wish.earned.course, wish.earned.course)
            found.append((f"certificate {course}", replace(wish.earned, course=course)))
        return found

    def _address_problems(self, wish: Wish) -> list[Said]:
        for address in dict.fromkeys((wish.mail or wish.sign_in_name, wish.sign_in_name)):
            others = self._owners[address]
            row = next((number for name, number in others.items() if name != wish.sign_in_name), None)
            if row is not None:
                words = N_("Row %(row)d has the same e-mail address, %(mail)s. Two people do not share one.")
                return [said(words, row=row, mail=address)]
        owners = self._known.addresses.get(wish.mail, {})
        name = next((name for signs_in, name in owners.items() if signs_in != wish.sign_in_name), None)
        if name is None:
            return []
        words = N_("%(name)s has the e-mail address %(mail)s already. Two people do not share one.")
        return [said(words, name=name, mail=wish.mail)]


def _quarrel(key: str, row: int, there: object, here: object) -> Said:
    if key not in _OF_PERSON:
        return said(N_("Row %(row)d brings in another certificate of this course. Keep one of the two."), row=row)
    return said(
        N_("Row %(row)d is of the same person and says otherwise: %(column)s “%(there)s”, here “%(here)s”."),
        row=row,
        column=_OF_PERSON[key].value,
        there=str(there),
        here=str(here),
    )
