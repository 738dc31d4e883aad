"""Teams and classes of an import: those that are there, those that the file makes, and who may lead them. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from app.kernel.messages import N_
from app.people.importing.columns import plain
from app.people.importing.facts import Known, NewClass, NewTeam
from app.people.importing.rows import Said, Wish, said
from app.people.permissions import Role


class Groups:
    """The teams and classes that a file makes, by their plain title. The first row that says all about one makes it."""

    def __init__(self, wishes: Sequence[Wish], known: Known) -> None:
        self._known = known
        self._roles = _roles_after(wishes, known)
        self.teams: dict[str, NewTeam] = {}
        self.classes: dict[str, NewClass] = {}
        for wish in wishes:
            if wish.team and wish.team_leader and plain(wish.team) not in known.teams:
                self.teams.setdefault(plain(wish.team), NewTeam(wish.team, wish.team_leader))
            if wish.group and wish.trainer and wish.starts and plain(wish.group) not in known.groups:
                self.classes.setdefault(plain(wish.group), NewClass(wish.group, wish.trainer, wish.starts))

    def titles(self, wish: Wish) -> tuple[str, str]:
        """Return the team and the class of a row as they are called; empty where it names none."""
        team, group = self.teams.get(plain(wish.team)), self.classes.get(plain(wish.group))
        return (
            team.title if team else self._known.teams.get(plain(wish.team), ""),
            group.title if group else self._known.groups.get(plain(wish.group), ""),
        )

    def problems(self, wish: Wish) -> list[Said]:
        """Return why a row's team or class cannot be, and how to mend it."""
        return [*(self._team_problems(wish) if wish.team else ()), *(self._class_problems(wish) if wish.group else ())]

    def _team_problems(self, wish: Wish) -> list[Said]:
        if not self._known.may_arrange_teams:
            return [said(N_("Teams are arranged by a manager. Leave the team empty."))]
        if plain(wish.team) in self._known.teams:
            return []
        team = self.teams.get(plain(wish.team))
        if team is None:
            return [
                said(
                    N_("There is no team “%(team)s”. Write who leads it beside it, by sign-in name, or make it first."),
                    team=wish.team,
                )
            ]
        if wish.team_leader not in ("", team.leader):
            return [said(N_("Another row names another leader of the team “%(team)s”."), team=wish.team)]
        if not self._may(team.leader, self._known.leaders):
            return [
                said(
                    N_("“%(name)s” cannot lead a team: a team leader, a supervisor or a manager of this client may."),
                    name=team.leader,
                )
            ]
        return []

    def _class_problems(self, wish: Wish) -> list[Said]:
        if not self._known.may_arrange_classes:
            return [said(N_("Classes are arranged by a trainer or a manager. Leave the class empty."))]
        if plain(wish.group) in self._known.groups:
            return []
        group = self.classes.get(plain(wish.group))
        if group is None:
            return [
                said(
                    N_("There is no class “%(group)s”. Write its trainer and first day beside it, or make it first."),
                    group=wish.group,
                )
            ]
        if wish.trainer not in ("", group.trainer) or wish.starts not in (None, group.starts):
            return [said(N_("Another row says something else about the class “%(group)s”."), group=wish.group)]
        if not self._may(group.trainer, self._known.teachers):
            return [
                said(
                    N_("“%(name)s” cannot teach a class: a trainer, a supervisor or a manager of this client may."),
                    name=group.trainer,
                )
            ]
        return []

    def _may(self, sign_in_name: str, roles: Collection[Role]) -> bool:
        return not self._roles.get(sign_in_name, frozenset()).isdisjoint(roles)


def _roles_after(wishes: Sequence[Wish], known: Known) -> dict[str, frozenset[Role]]:
    """Return the roles for this client that each sign-in name stands for once the file is imported."""
    found = {name: frozenset(one.role for one in person.held) for name, person in known.people.items()}
    for wish in wishes:
        if wish.ends:
            found.pop(wish.sign_in_name, None)
        elif wish.role:
            found[wish.sign_in_name] = found.get(wish.sign_in_name, frozenset()) | {wish.role}
    return found
