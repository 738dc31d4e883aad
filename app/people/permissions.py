"""Who may do what: the whole policy on one page.

A role is held for one client, on the centre's or the client's side. What a role may do is listed here; whether it may
do so *now* (the state of a call, the way training is organised) is for the rules of each room. What else hangs on a
role stands elsewhere: whose roles and password somebody may change (`power.py`), who can be named as the leader of a
team (`teams.py`) or the teacher of a class (`classes.py`), whose sign-off a course can ask for (`content/headers.py`),
and who publishes and certifies in each of the three ways of training (`certification/policy.py`).
"""

from __future__ import annotations

from enum import StrEnum

from app.kernel.messages import N_


class Role(StrEnum):
    """The roles of domain.md. An administrator runs the installation and holds no membership for that."""

    OPERATOR = N_("operator")
    TEAM_LEADER = N_("team leader")
    SUPERVISOR = N_("supervisor")
    TRAINER = N_("trainer")
    MANAGER = N_("manager")
    AUDITOR = N_("auditor")


class Side(StrEnum):
    """Whose person it is."""

    CENTRE = "centre"
    CLIENT = "client"


class Permission(StrEnum):
    """One thing a person may do for a client; the comment is the sentence to read out."""

    READ = "read"  # read the courses and the knowledge base, once the agreements are accepted
    LEARN = "learn"  # be enrolled, read modules, answer checks, sit quizzes, ask for a live test call
    REHEARSE = "rehearse"  # play a scenario alone
    ASSESS = "assess"  # take the next in the queue, act the caller and score the call
    SIGN_OFF = "sign off"  # sign a person off once everything else is met
    SEE_TEAM = "see team"  # see where one's own team stands, with results, and who of it has not signed in yet
    SEE_EVERYBODY = "see everybody"  # see every team, the matrix, and each person's dossier
    SEE_COACHING = "see coaching"  # read coaching words and reasons for exceptions
    COACH = "coach"  # record coaching after a lost series
    VOID = "void"  # void a result or a sign-off that was a mistake, never one's own
    BRING_IN = "bring in"  # bring in certificates earned before this program, with evidence, never one's own
    GRANT = "grant"  # grant more attempts or more time, with a reason: to everybody, or to one's own team
    TAKE_BACK = "take back"  # take back what is left of exceptions that others gave; one's own needs only GRANT
    PUBLISH = "publish"  # publish releases and see drafts with their problems
    ENROL = "enrol"  # enrol people in courses
    SEE_PEOPLE = "see people"  # see who belongs here, how to reach them and how they sign in: all, or one's own team
    MAKE_PEOPLE = "make people"  # make people for this client, change how they are called, give and end their roles
    ARRANGE_TEAMS = "arrange teams"  # make teams, name who leads them, move people between them
    ARRANGE_CLASSES = "arrange classes"  # make classes, name who teaches them, put people into them
    RENEW_PASSWORDS = "renew passwords"  # make a link with which somebody below oneself chooses a new password
    CONFIRM_NEWS = "confirm news"  # be shown the news of the day until one has read it, and say so
    WRITE_NEWS = "write news"  # write the news of the day, change and withdraw it, see who has read it and who has not
    ASK = "ask"  # ask about a paragraph whoever answers here, and see one's own questions
    ANSWER = "answer"  # see what was asked, and by whom; answer it, for everybody or for the asker alone
    VERIFY_TRAIL = "verify trail"  # have the chain of this client checked, and see its head


class InstallationPermission(StrEnum):
    """What belongs to no client."""

    ADMINISTER = "administer"  # see clients by title and size, the state of the installation; no content
    MAKE_EVERYBODY = "make everybody"  # make people, give and end every role of every client, renew passwords


_LEARNER = {Permission.READ, Permission.LEARN, Permission.REHEARSE, Permission.CONFIRM_NEWS, Permission.ASK}

ALLOWED: dict[Role, frozenset[Permission]] = {
    Role.OPERATOR: frozenset(_LEARNER),
    Role.TEAM_LEADER: frozenset(_LEARNER | {Permission.SEE_TEAM, Permission.SEE_COACHING}),
    Role.SUPERVISOR: frozenset(
        _LEARNER
        | {
            Permission.ASSESS,
            Permission.SIGN_OFF,
            Permission.SEE_TEAM,
            Permission.SEE_COACHING,
            Permission.COACH,
            Permission.GRANT,
            Permission.ENROL,
            Permission.SEE_PEOPLE,
            Permission.RENEW_PASSWORDS,
        }
    ),
    Role.TRAINER: frozenset(
        {
            Permission.READ,
            Permission.REHEARSE,
            Permission.ASSESS,
            Permission.SIGN_OFF,
            Permission.SEE_EVERYBODY,
            Permission.SEE_COACHING,
            Permission.COACH,
            Permission.VOID,
            Permission.BRING_IN,
            Permission.GRANT,
            Permission.PUBLISH,
            Permission.ENROL,
            Permission.SEE_PEOPLE,
            Permission.ARRANGE_CLASSES,
            Permission.CONFIRM_NEWS,
            Permission.WRITE_NEWS,
            Permission.ANSWER,
        }
    ),
    Role.MANAGER: frozenset(
        {
            Permission.READ,
            Permission.SEE_EVERYBODY,
            Permission.SEE_COACHING,
            Permission.VOID,
            Permission.BRING_IN,
            Permission.GRANT,
            Permission.TAKE_BACK,
            Permission.ENROL,
            Permission.SEE_PEOPLE,
            Permission.MAKE_PEOPLE,
            Permission.ARRANGE_TEAMS,
            Permission.ARRANGE_CLASSES,
            Permission.RENEW_PASSWORDS,
            Permission.CONFIRM_NEWS,
            Permission.WRITE_NEWS,
            Permission.ANSWER,
            Permission.VERIFY_TRAIL,
        }
    ),
    Role.AUDITOR: frozenset({Permission.READ, Permission.SEE_EVERYBODY, Permission.VERIFY_TRAIL}),
}


TAKES_CALLS = frozenset({Role.OPERATOR, Role.TEAM_LEADER})
"""The roles that are there to take calls: whoever holds one is cleared for calls or not yet."""


def permissions_of(roles: frozenset[Role]) -> frozenset[Permission]:
    """Return all that the holder of `roles` may do."""
    return frozenset().union(*(ALLOWED[role] for role in roles))


def roles_with(permission: Permission) -> frozenset[Role]:
    """Return the roles of which each alone may do this."""
    return frozenset(role for role, allowed in ALLOWED.items() if permission in allowed)


EVERYTHING: frozenset[str] = frozenset(Permission) | frozenset(InstallationPermission)
"""What the program itself may do, when a command at the terminal asks it to."""
