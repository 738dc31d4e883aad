"""Decides the fate of each row of an import: new, changed, unchanged, or refused with how to mend it. Pure.

The sign-in name tells who is meant; several rows may mean one person (`together`). A row adds: a role, a team, a
class, a certificate; it takes away only where it says that somebody has left. An empty cell leaves things as they are.
The same file twice changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from app.kernel.messages import N_
from app.people.importing.columns import Column, plain
from app.people.importing.facts import DETAILS, Fate, Known, KnownPerson, Plan, Planned
from app.people.importing.groups import Groups
from app.people.importing.rows import Earned, Said, Wish, said
from app.people.importing.together import Together, after, completed
from app.people.permissions import Role, Side
from app.people.power import Held

MISSING_ROLE = N_("The role is missing: operator, team leader, supervisor, trainer, manager or auditor.")


def plan(wishes: Sequence[Wish], known: Known) -> Plan:
    """Return what becomes of every row."""
    together = Together(wishes, known)
    groups = Groups(wishes, known)
    people = dict(known.people)
    rows = []
    for told, wish in zip(wishes, completed(wishes), strict=True):
        person = people.get(wish.sign_in_name)
        row = _planned(wish, known, groups, person, together.problems(told))
        earlier = together.earlier(wish)
        if row.fate is Fate.UNCHANGED and earlier is not None:
            row = replace(row, says=(said(N_("Row %(row)d has said it already."), row=earlier),))
        rows.append(row)
        if together.has_more(wish) and row.fate is not Fate.REFUSED:
            present = after(person, wish, row)
            if present is not None:
                people[wish.sign_in_name] = present
    return Plan(tuple(rows), tuple(groups.teams.values()), tuple(groups.classes.values()))


def _planned(wish: Wish, known: Known, groups: Groups, person: KnownPerson | None, quarrels: Sequence[Said]) -> Planned:
    """Return the fate of one row; `person` is who signs in so, with what the rows above do; `quarrels` are what other
    rows say otherwise."""
    problems = [*wish.problems, *quarrels, *_problems(wish, known, person)]
    if not problems and not wish.ends:
        problems += groups.problems(wish)
    if problems:
        return Planned(wish.number, wish.name, wish.sign_in_name, Fate.REFUSED, tuple(problems))
    if wish.ends:
        return _leaver(wish, known, person)
    return _arrival(wish, known, person, groups)


def _problems(wish: Wish, known: Known, person: KnownPerson | None) -> list[Said]:
    found = []
    if wish.client and plain(wish.client) not in known.client:
        found.append(said(N_("This row is for another client. Import it on that client's own page.")))
    if wish.time_zone and not known.is_zone(wish.time_zone):
        found.append(said(N_("There is no time zone “%(name)s”. Write it as in Europe/Warsaw."), name=wish.time_zone))
    if wish.ends:
        return found
    if person is not None and person.is_hidden:
        found.append(said(N_("This sign-in name cannot be taken. Choose another one.")))
        return found
    unreadable = any(("column", Column.NAME.value) in one.params for one in wish.problems)
    if person is None and not wish.name and not unreadable:
        found.append(said(N_("The name is missing: nobody here signs in so yet.")))
    return found + _role_problems(wish, known, person) + _earned_problems(wish, known, person)


def _role_problems(wish: Wish, known: Known, person: KnownPerson | None) -> list[Said]:
    held = person.held if person else frozenset()
    if wish.role is None:
        if held or wish.problems:
            return []
        return [said(MISSING_ROLE)]
    wanted = wanted_role(wish, known, person)
    if wanted in held:
        return []
    if any(one.side is not wanted.side for one in held):
        return [said(N_("They stand on the other side of this client. End that role first."))]
    if person is not None and person.id == known.importer:
        return [said(N_("Nobody gives or ends their own roles. Ask somebody else who may."))]
    if wanted not in known.may_give:
        return [
            said(N_("The role “%(role)s” is not yours to give here. Ask an administrator."), role=wanted.role.value)
        ]
    return []


def wanted_role(wish: Wish, known: Known, person: KnownPerson | None) -> Held:
    """Return the role of a row that names one; its side is the row's, else the person's here, else the importer's."""
    if wish.role is None:
        raise ValueError("the row names no role")
    present = next((one.side for one in person.held), known.side) if person else known.side
    return Held(Role(wish.role), wish.side or present)


def _earned_problems(wish: Wish, known: Known, person: KnownPerson | None) -> list[Said]:
    if wish.earned is None:
        return []
    earned = wish.earned
    if not known.may_bring_in:
        return [said(N_("Certificates earned before are brought in by a trainer or a manager."))]
    if person is not None and person.id == known.importer:
        return [said(N_("Nobody brings in their own certificate. Ask somebody else who may."))]
    if earned.course not in known.courses:
        return [said(N_("No course with a certificate is called “%(course)s” here."), course=earned.course)]
    if earned.on > known.today:
        return [said(N_("The certificate was earned on a day to come. Write the day on its paper."))]
    if earned.until is not None and earned.until < earned.on:
        return [said(N_("The certificate ends before it was earned."))]
    return []


def _leaver(wish: Wish, known: Known, person: KnownPerson | None) -> Planned:
    """Somebody leaves: access ends with the import. Who is not here has left already, whoever they are."""
    row = Planned(wish.number, wish.name, wish.sign_in_name, Fate.UNCHANGED)
    if person is None or not person.held:
        return replace(row, says=(said(N_("Not here any more.")),))
    problem = None
    if wish.ends and wish.ends > known.today:
        problem = N_("The last day is still to come. Access ends when you import: leave it empty until then.")
    elif person.id == known.importer:
        problem = N_("Nobody gives or ends their own roles. Ask somebody else who may.")
    elif not person.held <= frozenset(known.may_give):
        problem = N_("Not all of their roles are yours to end. Ask an administrator.")
    if problem:
        return replace(row, fate=Fate.REFUSED, says=(said(problem),))
    says = (said(N_("Leaves: access ends when you import. Records stay.")),)
    return replace(row, fate=Fate.CHANGED, says=says, person_id=person.id, leaves=True)


def _arrival(wish: Wish, known: Known, person: KnownPerson | None, groups: Groups) -> Planned:
    team, group = groups.titles(wish)
    here = person or KnownPerson(0, "", "", "", "")
    wanted = wanted_role(wish, known, person) if wish.role else None
    earned = replace(wish.earned, course=known.courses[wish.earned.course]) if wish.earned else None
    row = Planned(
        wish.number,
        wish.name or here.name,
        wish.sign_in_name,
        Fate.UNCHANGED,
        person_id=here.id or None,
        changes=_changes(wish, known, person),
        gives=wanted if wanted not in here.held else None,
        team=team if team != here.team else "",
        group=group if group not in here.groups else "",
        earned=earned if earned and earned.course not in here.certificates else None,
        joins_centre=_joins_centre(here, wanted),
    )
    if not here.was_here:
        return replace(row, name=wish.name, fate=Fate.NEW, says=_says(row, changed=False))
    says = _says(row, changed=True)
    return replace(row, fate=Fate.CHANGED if says else Fate.UNCHANGED, says=says + _notes(wish, here, earned))


def _joins_centre(person: KnownPerson, wanted: Held | None) -> bool:
    """Whoever works for a client on the centre's side belongs to the centre."""
    held = person.held | {wanted} if wanted else person.held
    return not person.is_of_centre and any(one.side is Side.CENTRE for one in held)


def _changes(wish: Wish, known: Known, person: KnownPerson | None) -> Mapping[str, str]:
    """Return how the person is to be called and reached, as far as that is new and the importer may change it."""
    wanted = {key: getattr(wish, key) for key in DETAILS if getattr(wish, key)}
    if person is None:
        return {"language": known.language, "time_zone": known.time_zone, "contact": ""} | wanted
    if not person.may_change:
        return {}
    return {key: value for key, value in wanted.items() if value != getattr(person, key)}


def _says(row: Planned, *, changed: bool) -> tuple[Said, ...]:
    """Say what will be done. Of somebody new only what the file itself says: who they are elsewhere is not shown."""
    found = []
    if changed:
        words = {
            "name": N_("name: %(value)s"),
            "language": N_("language: %(value)s"),
            "time_zone": N_("time zone: %(value)s"),
            "contact": N_("contact: %(value)s"),
        }
        found += [said(words[key], value=value) for key, value in row.changes.items()]
    if row.gives:
        found.append(said(N_("role: %(role)s"), role=row.gives.role.value, side=row.gives.side.value))
    if changed and row.joins_centre:
        found.append(said(N_("belongs to the centre")))
    if row.team:
        found.append(said(N_("team: %(value)s"), value=row.team))
    if row.group:
        found.append(said(N_("class: %(value)s"), value=row.group))
    if row.earned:
        found.append(said(N_("certificate earned before: %(value)s"), value=row.earned.course))
    return tuple(found)


def _notes(wish: Wish, person: KnownPerson, earned: Earned | None) -> tuple[Said, ...]:
    found = []
    differs = any(getattr(wish, key) not in ("", getattr(person, key)) for key in DETAILS)
    if differs and not person.may_change:
        found.append(said(N_("What they are called stays as it is: an administrator changes it.")))
    if earned and person.certificates.get(earned.course, earned.on) != earned.on:
        found.append(said(N_("They hold a certificate of this course already; it stays as it is.")))
    return tuple(found)
