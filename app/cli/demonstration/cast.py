"""Who plays in the demonstration. All invented."""

from __future__ import annotations

from dataclasses import dataclass

from app.people.permissions import Role, Side

CENTRE, NORDBANK, PELLWICK = "centre", "nordbank", "pellwick"


@dataclass(frozen=True, slots=True)
class Player:
    """One person: how they sign in, who they are, their roles as (client, role, side)."""

    sign_in_name: str
    name: str
    roles: tuple[tuple[str, Role, Side], ...]
    time_zone: str = "Europe/Warsaw"
    contact: str = ""
    administrator: bool = False
    language: str = "en"


def _centre(sign_in_name: str, name: str, role: Role, *clients: str, contact: str = "", language: str = "en") -> Player:
    """Return somebody of the centre's side; everybody who works there is a member of the centre too."""
    at_centre = Role.OPERATOR if role in {Role.SUPERVISOR, Role.TEAM_LEADER} else role
    roles = ((CENTRE, at_centre, Side.CENTRE), *((client, role, Side.CENTRE) for client in clients))
    return Player(sign_in_name, name, roles, contact=contact, language=language)


NEWCOMER = _centre("operator", "Olivia Brandt", Role.OPERATOR, NORDBANK, contact="Extension 2041")
READER = _centre("piotr", "Piotr Zieliński", Role.OPERATOR, NORDBANK, contact="Extension 2042")
WAITING = (
    _centre("eleni", "Eleni Papadopoulou", Role.OPERATOR, NORDBANK, contact="Extension 2043"),
    _centre("dmitri", "Дмитрий Соколов", Role.OPERATOR, NORDBANK, contact="Messenger @dsokolov"),
)
TO_SIGN_OFF = _centre("jonas", "Jonas Okonkwo-Lindqvist", Role.OPERATOR, NORDBANK, contact="Extension 2045")
CERTIFIED = (
    _centre("amara", "Amara Diallo", Role.OPERATOR, NORDBANK, contact="Extension 2046"),
    _centre("kasia", "Katarzyna Wiśniewska", Role.OPERATOR, NORDBANK, contact="Extension 2047", language="pl"),
    _centre("yannis", "Γιάννης Αλεξίου", Role.OPERATOR, NORDBANK, contact="Extension 2048"),
)
LATE = _centre("ruth", "Ruth Castellanos", Role.OPERATOR, NORDBANK, contact="Extension 2049")

SUPERVISOR = _centre("supervisor", "Sofia Marchetti", Role.SUPERVISOR, NORDBANK, contact="Extension 2001")
SECOND_SUPERVISOR = _centre("supervisor2", "Marek Nowak", Role.SUPERVISOR, NORDBANK, contact="Extension 2002")
TEAM_LEADER = _centre("leader", "Nadia Haddad", Role.TEAM_LEADER, NORDBANK, contact="Extension 2003")
TRAINER = _centre("trainer", "Tomas Rivera", Role.TRAINER, NORDBANK, PELLWICK)
MANAGER = _centre("manager", "Helen Adeyemi", Role.MANAGER, NORDBANK, PELLWICK)
AUDITOR = Player("auditor", "Ingrid Solberg", ((NORDBANK, Role.AUDITOR, Side.CLIENT),))

PELLWICK_CERTIFIED = _centre("noah", "Noah van der Berg", Role.OPERATOR, PELLWICK, contact="Extension 3041")
PELLWICK_READER = _centre("lucia", "Lucía Ferreira", Role.OPERATOR, PELLWICK, contact="Extension 3042")
PELLWICK_SUPERVISOR = _centre("returns-supervisor", "Dana Kowalska", Role.SUPERVISOR, PELLWICK)
PELLWICK_ASSESSOR = _centre("returns-supervisor2", "Femi Adebayo", Role.SUPERVISOR, PELLWICK)
PELLWICK_AUDITOR = Player("returns-auditor", "Clara Whitfield", ((PELLWICK, Role.AUDITOR, Side.CLIENT),))
ADMINISTRATOR = Player("administrator", "Robin Hale", (), administrator=True)

OPERATORS = (NEWCOMER, READER, *WAITING, TO_SIGN_OFF, *CERTIFIED, LATE)
EVERYBODY = (
    *OPERATORS,
    SUPERVISOR,
    SECOND_SUPERVISOR,
    TEAM_LEADER,
    TRAINER,
    MANAGER,
    AUDITOR,
    PELLWICK_CERTIFIED,
    PELLWICK_READER,
    PELLWICK_SUPERVISOR,
    PELLWICK_ASSESSOR,
    PELLWICK_AUDITOR,
    ADMINISTRATOR,
)

SHOWN = (
    NEWCOMER,
    READER,
    TEAM_LEADER,
    SUPERVISOR,
    SECOND_SUPERVISOR,
    TRAINER,
    MANAGER,
    AUDITOR,
    PELLWICK_AUDITOR,
    ADMINISTRATOR,
)
"""Whose sign-ins `make run` prints: one for every role at least, and a second supervisor, since nobody signs alone."""
