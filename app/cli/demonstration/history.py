"""The demonstration's weeks: who has come how far. Told with a turned-back clock, through the ordinary services."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from app.cli.demonstration import acts, cast, lately
from app.cli.demonstration.cast import CENTRE, NORDBANK, PELLWICK, Player
from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.messages import N_
from app.learning import service as learning
from app.people import queries as people
from app.people import service as people_service
from app.people.permissions import EVERYTHING
from app.people.sign_in import hash_password, sign_in

INDUCTION, CARD_LINE, RETURNS = "induction", "card-line", "returns"
WEEKS = timedelta(days=28)
EARNED_BEFORE = timedelta(days=90)
"""How long before the demonstration begins the team leader was certified."""
WORKING_DAY = timedelta(hours=9)
EVIDENCE = (
    "Asked two factors before anything else and kept calm while the caller interrupted. Said the next step and the "
    "time at the end; note in the CRM is complete."
)
WEAKER = "Solved it, but read the second security question twice. Told so afterwards."

FACTOR = "A caller knows the last four digits of the card. Does that count as one of the two factors?"
NO_FACTOR = (
    "No. The card number is **not** a factor, the last four digits least of all: they stand on every receipt. Thank "
    "the caller, then ask for the date of birth and the PIN word."
)
BLOCKED = "What do I say when the caller is in a shop and wants to pay this minute?"


def is_about_factors(words: str) -> bool:
    """Tell whether a paragraph of the first module says what is not a factor."""
    return words.startswith("The customer number finds the record")


def begin(now: datetime) -> datetime:
    """Return the morning on which the demonstration begins, four weeks back, so that it has a past to show."""
    return (now - WEEKS).astimezone(UTC).replace(hour=7, minute=0, second=0, microsecond=0)


class Demonstration:
    """The cast on one empty installation, with what they did from `start` on."""

    def __init__(self, start: datetime, password: str) -> None:
        self.start = start
        self.numbers: dict[str, int] = {}
        self.password = password
        self.password_hash = hash_password(password)

    def at(self, day: int, hour: int = 9, minute: int = 0) -> datetime:
        """Return a moment of the demonstration: days from its start, Warsaw-like office hours in UTC."""
        return self.start + timedelta(days=day, hours=hour - 7, minutes=minute)

    def actor(self, player: Player, client_id: str) -> Actor:
        """Return a player as an actor for a client."""
        found = people.find_actor(self.numbers[player.sign_in_name], client_id)
        if found is None:
            raise RuntimeError(f"{player.sign_in_name} has no role at {client_id}")
        return found[0]

    def run(self, tell: Callable[[str], None]) -> None:
        """Let everybody move in and do what they did, saying so step by step."""
        with clock.at(self.at(0)):
            self._move_in()
            self._come_in()
        tell(N_("people, teams and classes"))
        for player in (*cast.OPERATORS, cast.PELLWICK_CERTIFIED, cast.PELLWICK_READER):
            if player is not cast.NEWCOMER:
                self._induction(player)
        tell(N_("the induction"))
        self._card_line()
        tell(N_("Nordbank's card line"))
        self._returns()
        tell(N_("Pellwick's returns"))
        self._last_days()
        tell(N_("news and questions"))

    def _move_in(self) -> None:
        nobody = Actor(person_id=None, scope=None, permissions=EVERYTHING)
        for player in cast.EVERYBODY:
            number = people_service.create_person(
                nobody,
                name=player.name,
                sign_in_name=player.sign_in_name,
                password_hash=self.password_hash,
                time_zone=player.time_zone,
                contact=player.contact,
                language=player.language,
                administrator=player.administrator,
            )
            self.numbers[player.sign_in_name] = number
            for client_id, role, side in player.roles:
                people_service.add_membership(people.system_actor(client_id), number, role, side)
        self._groups()

    def _come_in(self) -> None:
        """Sign everybody in once but the newcomer, whom lists show as somebody who has not come yet."""
        for player in cast.EVERYBODY:
            if player is not cast.NEWCOMER:
                sign_in(player.sign_in_name, self.password, address="", device="", length=WORKING_DAY)

    def _groups(self) -> None:
        number = self.numbers
        nordbank, pellwick = people.system_actor(NORDBANK), people.system_actor(PELLWICK)
        first = people_service.create_team(
            nordbank, "Cards, early shift", number["supervisor"], deputy_id=number["supervisor2"]
        )
        second = people_service.create_team(
            nordbank, "Cards, late shift", number["leader"], deputy_id=number["supervisor2"]
        )
        for place, player in enumerate(cast.OPERATORS):
            people_service.join_team(nordbank, second if place % 4 == 3 else first, number[player.sign_in_name])
        returns = people_service.create_team(pellwick, "Returns", number["returns-supervisor"])
        for player in (cast.PELLWICK_CERTIFIED, cast.PELLWICK_READER):
            people_service.join_team(pellwick, returns, number[player.sign_in_name])
        people_service.create_class(
            nordbank,
            "October class",
            number["trainer"],
            self.at(0),
            [number[player.sign_in_name] for player in (*cast.CERTIFIED, cast.TO_SIGN_OFF, cast.LATE)],
        )

    def _enrol(self, client_id: str, course: str, *players: Player) -> None:
        learning.enrol(people.system_actor(client_id), [self.numbers[p.sign_in_name] for p in players], course)

    def _induction(self, player: Player) -> None:
        actor = self.actor(player, CENTRE)
        with clock.at(self.at(0)):
            self._enrol(CENTRE, INDUCTION, player)
        acts.accept_agreements(actor, self.at(0, 9, 30))
        acts.study(actor, INDUCTION, self.at(1), wrong_first=2)
        acts.sit_quiz(actor, INDUCTION, "final-exam", self.at(2), wrong=1)

    def _card_line(self) -> None:
        with clock.at(self.at(2)):
            self._enrol(NORDBANK, CARD_LINE, *cast.CERTIFIED, cast.TO_SIGN_OFF, cast.LATE)
        with clock.at(self.at(18)):
            self._enrol(NORDBANK, CARD_LINE, *cast.WAITING)
        with clock.at(self.at(26)):
            self._enrol(NORDBANK, CARD_LINE, cast.READER, cast.NEWCOMER)
            self._enrol(CENTRE, INDUCTION, cast.NEWCOMER)
        for player in (cast.SUPERVISOR, cast.SECOND_SUPERVISOR, cast.TRAINER, cast.MANAGER):
            acts.accept_agreements(self.actor(player, NORDBANK), self.at(0, 8))
            acts.accept_agreements(self.actor(player, CENTRE), self.at(0, 8))
        self._came_certified(cast.TEAM_LEADER)
        for place, player in enumerate(cast.CERTIFIED):
            self._learn_cards(player, 3 + place)
            self._two_calls(player, 7 + place)
            signer = self.actor(cast.SECOND_SUPERVISOR, NORDBANK)
            acts.sign_off(signer, self.actor(player, NORDBANK), CARD_LINE, self.at(10 + place, 14))
        self._learn_cards(cast.TO_SIGN_OFF, 6)
        self._two_calls(cast.TO_SIGN_OFF, 20)
        acts.accept_agreements(self.actor(cast.LATE, NORDBANK), self.at(3))
        acts.study(self.actor(cast.LATE, NORDBANK), CARD_LINE, self.at(4), modules=2, wrong_first=4)
        acts.accept_agreements(self.actor(cast.READER, NORDBANK), self.at(26, 10))
        acts.study(self.actor(cast.READER, NORDBANK), CARD_LINE, self.at(26, 11), modules=2, wrong_first=1)
        for place, player in enumerate(cast.WAITING):
            self._learn_cards(player, 19 + place)
        self._one_call(cast.WAITING[1], 24)
        now = clock.now()
        for place, player in enumerate(cast.WAITING):
            acts.say_ready(self.actor(player, NORDBANK), CARD_LINE, now - timedelta(minutes=14 - 5 * place))

    def _came_certified(self, player: Player) -> None:
        """Let somebody be cleared who learnt it all before this program came, as the manager vouches."""
        for client_id, course in ((CENTRE, INDUCTION), (NORDBANK, CARD_LINE)):
            acts.accept_agreements(self.actor(player, client_id), self.at(0, 8))
            earned = (self.at(0) - EARNED_BEFORE).date()
            acts.bring_in(
                self.actor(cast.MANAGER, client_id), self.actor(player, client_id), course, earned, self.at(1)
            )

    def _last_days(self) -> None:
        trainer, manager = self.actor(cast.TRAINER, NORDBANK), self.actor(cast.MANAGER, NORDBANK)
        phishing, rests = lately.write_news(trainer, manager, self.at(27), clock.now() + timedelta(days=6))
        for place, player in enumerate(cast.CERTIFIED):
            lately.read_news(self.actor(player, NORDBANK), phishing, self.at(27, 10, place), choice=2 - place % 2)
        lately.read_news(self.actor(cast.TO_SIGN_OFF, NORDBANK), rests, self.at(27, 11))
        reader, second = self.actor(cast.READER, NORDBANK), self.actor(cast.WAITING[0], NORDBANK)
        asked = lately.ask(second, "card-line/verify-the-caller", is_about_factors, FACTOR, self.at(20))
        lately.answer(trainer, asked, NO_FACTOR, self.at(20, 15))
        lately.ask(reader, "blocked-cards", bool, BLOCKED, self.at(27, 12))
        for place, words in enumerate(lately.SEARCHED_IN_VAIN):
            lately.search_in_vain(self.actor(cast.CERTIFIED[place % 3], NORDBANK), words, self.at(25, 10, place))

    def _learn_cards(self, player: Player, day: int) -> None:
        actor = self.actor(player, NORDBANK)
        acts.accept_agreements(actor, self.at(day, 8, 30))
        acts.study(actor, CARD_LINE, self.at(day), wrong_first=day % 3)
        acts.sit_quiz(actor, CARD_LINE, "final-exam", self.at(day + 1, 11), wrong=day % 3)

    def _one_call(self, player: Player, day: int, *, short_by: int = 0) -> None:
        acts.say_ready(self.actor(player, NORDBANK), CARD_LINE, self.at(day, 10))
        evidence = WEAKER if short_by else EVIDENCE
        acts.assess_next(self.actor(cast.SUPERVISOR, NORDBANK), self.at(day, 10, 20), evidence, short_by=short_by)

    def _two_calls(self, player: Player, day: int) -> None:
        self._one_call(player, day)
        self._one_call(player, day + 1, short_by=5)

    def _returns(self) -> None:
        with clock.at(self.at(12)):
            self._enrol(PELLWICK, RETURNS, cast.PELLWICK_CERTIFIED, cast.PELLWICK_READER)
        for player in (cast.PELLWICK_SUPERVISOR, cast.PELLWICK_ASSESSOR, cast.TRAINER, cast.MANAGER):
            acts.accept_agreements(self.actor(player, PELLWICK), self.at(0, 8))
        acts.accept_agreements(self.actor(cast.PELLWICK_SUPERVISOR, CENTRE), self.at(0, 8))
        noah, lucia = (self.actor(p, PELLWICK) for p in (cast.PELLWICK_CERTIFIED, cast.PELLWICK_READER))
        for actor in (noah, lucia):
            acts.accept_agreements(actor, self.at(13))
        acts.study(lucia, RETURNS, self.at(13), modules=1)
        acts.study(noah, RETURNS, self.at(13))
        acts.sit_quiz(noah, RETURNS, "final-exam", self.at(14), wrong=2)
        assessor, signer = (self.actor(p, PELLWICK) for p in (cast.PELLWICK_ASSESSOR, cast.PELLWICK_SUPERVISOR))
        for day in (15, 16):
            acts.say_ready(noah, RETURNS, self.at(day, 10))
            acts.assess_next(assessor, self.at(day, 10, 30), EVIDENCE)
        acts.sign_off(signer, noah, RETURNS, self.at(17))


def new_password() -> str:
    """Return a password for the demonstration people of one installation: four groups of four letters and digits."""
    return "-".join(secrets.token_hex(2) for _ in range(4))
