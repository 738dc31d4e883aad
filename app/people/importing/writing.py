"""Writes a plan's rows: people, roles, teams, classes, certificates, and those who leave, each with its line."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import select

from app.kernel import clock
from app.kernel.ids import new_id, new_number
from app.kernel.work import Work
from app.people.importing.facts import Fate, Plan, Planned
from app.people.importing.knowing import chunks
from app.people.leaving import end_every_role
from app.people.links import end_outgrown_links
from app.people.models import ClassMember, Membership, Person, Team, TeamMember, TrainingClass
from app.people.ports import earned_before
from app.people.power import Held


def write(work: Work, plan: Plan) -> list[int]:
    """Write a plan in the transaction of `work`; return the numbers of those who were made."""
    writer = _Writer(work, plan)
    writer.write()
    return writer.made


def give_roles(work: Work, given: Sequence[tuple[int, Held]]) -> None:
    """Give people, by number, roles for the client of the scope; each begins now.

    The caller ends the links that they outgrow (`links.end_outgrown_links`), once all that is written stands.
    """
    moment = clock.now()
    rows = [
        {
            "id": new_id(),
            "client_id": work.actor.client_id,
            "person_id": number,
            "role": held.role.value,
            "side": held.side.value,
            "started_at": moment,
        }
        for number, held in given
    ]
    work.session.insert_rows(Membership, rows)
    for row in rows:
        work.record("membership.started", row["id"], person=row["person_id"], role=row["role"], side=row["side"])


class _Writer:
    """One import inside a unit of work. `made` are new people."""

    def __init__(self, work: Work, plan: Plan) -> None:
        self._work, self._session, self._plan = work, work.session, plan
        self._moment = clock.now()
        self._numbers = {row.sign_in_name: row.person_id for row in plan.rows if row.person_id is not None}
        self.made: list[int] = []
        self._leavers = {row.person_id for row in plan.rows if row.leaves and row.person_id is not None}

    def write(self) -> None:
        """Write everything, rows before those that refer to them."""
        self._people()
        self._session.flush()
        self._find_leading()
        self._roles()
        self._teams()
        self._classes()
        earned = [(self._number(row), row.earned) for row in self._plan.rows if row.earned]
        if earned:
            earned_before().bring_in(self._work, earned)
        if self._leavers:
            end_every_role(self._work, self._leavers)
        self._session.flush()
        end_outgrown_links(self._work, [self._number(row) for row in self._plan.rows if row.gives])

    def _find_leading(self) -> None:
        """Find the numbers of those who lead what the file makes and have no row in it."""
        names = {team.leader for team in self._plan.teams} | {group.trainer for group in self._plan.groups}
        statement = select(Person.sign_in_name, Person.id).where(Person.sign_in_name.in_(names - self._numbers.keys()))
        for name, number in self._session.execute(statement):
            self._numbers[name] = number

    def _number(self, row: Planned) -> int:
        return self._numbers[row.sign_in_name]

    def _people(self) -> None:
        changing = [row for row in self._plan.rows if row.person_id is not None and row.changes]
        known = self._known_people(changing)
        for row in changing:
            self._change(known[self._number(row)], row)
        new = [row for row in self._plan.rows if row.person_id is None and row.fate is Fate.NEW]
        self._session.insert_rows(Person, [self._make(row) for row in new])

    def _known_people(self, rows: Sequence[Planned]) -> dict[int, Person]:
        wanted = [row.person_id for row in rows]
        return {one.id: one for one in self._session.scalars(select(Person).where(Person.id.in_(wanted)))}

    def _make(self, row: Planned) -> dict[str, object]:
        number = new_number()
        self._numbers[row.sign_in_name] = number
        self.made.append(number)
        self._work.record("person.created", number, administrator=False)
        return {"id": number, "name": row.name, "sign_in_name": row.sign_in_name, **row.changes}

    def _change(self, person: Person, row: Planned) -> None:
        for column, value in row.changes.items():
            setattr(person, column, value)
        self._work.record("person.changed", person.id, changed=sorted(row.changes))

    def _roles(self) -> None:
        give_roles(self._work, [(self._number(row), row.gives) for row in self._plan.rows if row.gives])

    def _teams(self) -> None:
        for new in self._plan.teams:
            team = Team(id=new_id(), title=new.title, leader_id=self._numbers[new.leader])
            self._session.add(team)
            self._work.record("team.created", team.id, leader=team.leader_id, deputy=None)
        self._session.flush()
        team_ids = {team.title: team.id for team in self._session.scalars(select(Team))}
        moving = {self._number(row): team_ids[row.team] for row in self._plan.rows if row.team}
        self._end_team_time(moving.keys() - set(self.made))
        members = [
            {"team_id": team_id, "person_id": number, "started_at": self._moment} for number, team_id in moving.items()
        ]
        self._session.insert_rows(TeamMember, members)
        for number, team_id in moving.items():
            self._work.record("team.joined", team_id, person=number)

    def _end_team_time(self, people: Collection[int]) -> None:
        present = select(TeamMember).where(TeamMember.ended_at.is_(None)).order_by(TeamMember.person_id)
        for chunk in chunks(sorted(people)):
            for row in self._session.scalars(present.where(TeamMember.person_id.in_(chunk)).with_for_update()):
                row.ended_at = self._moment
        self._session.flush()

    def _classes(self) -> None:
        zone = ZoneInfo(self._work.actor.time_zone)
        for new in self._plan.groups:
            begins = datetime.combine(new.starts, time(), zone).astimezone(UTC)
            group = TrainingClass(id=new_id(), title=new.title, trainer_id=self._numbers[new.trainer], starts_at=begins)
            self._session.add(group)
            self._work.record("class.created", group.id, trainer=group.trainer_id, people=[])
        self._session.flush()
        class_ids = {group.title: group.id for group in self._session.scalars(select(TrainingClass))}
        joining: dict[str, list[int]] = {}
        for row in self._plan.rows:
            if row.group:
                joining.setdefault(class_ids[row.group], []).append(self._number(row))
        members = [
            {"class_id": class_id, "person_id": number} for class_id, numbers in joining.items() for number in numbers
        ]
        self._session.insert_rows(ClassMember, members)
        for class_id, numbers in joining.items():
            self._work.record("class.joined", class_id, people=sorted(numbers))
