"""Clients side by side say what each one's own pages say, in as many statements as one client costs."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask

from app.certification import service
from app.kernel import clock
from app.kernel.errors import ForbiddenError
from app.people import service as people
from app.people import teams
from app.people.permissions import Role, Side
from app.reports.queries import overview, overview_of_each
from app.reports.side_by_side import client_cards
from tests.factories import CENTRE, NORDBANK, World, client_document
from tests.integration.certification import courses
from tests.statements import questions, sent_by


def test_each_client_stands_as_it_does_alone(trained: World) -> None:
    courses.learn_cards(trained, "olga")
    courses.pass_calls(trained, "olga")
    service.sign_off(trained.actor("sven"), trained.people["olga"], courses.CARDS)
    team = people.create_team(trained.system(), "Blue", trained.people["sven"])
    teams.move(trained.system(), team, [trained.people["omar"]])
    actors, moment = [trained.actor("mira", NORDBANK), trained.actor("mira", CENTRE)], clock.now()
    alone = {actor.client_id: overview(actor, moment) for actor in actors}
    for client_id, seen in overview_of_each(actors, moment).items():
        own = tuple(one for one in alone[client_id].certificates if one.client_id == client_id)
        assert own, client_id
        unasked = tuple(replace(one, not_begun=None) for one in alone[client_id].enrolments)
        assert seen == replace(alone[client_id], certificates=own, titles_before={}, enrolments=unasked)


def test_ten_clients_cost_what_two_cost(app: Flask, trained: World) -> None:
    mira = trained.people["mira"]
    actors = [trained.actor("mira", NORDBANK), trained.actor("mira", CENTRE)]
    client_cards(actors, clock.now())  # what is published is parsed now
    with sent_by(app) as few:
        client_cards(actors, clock.now())
    for number in range(8):
        client_id = f"client-{number}"
        there = replace(trained.system(NORDBANK), scope=replace(trained.system(NORDBANK).scope, client_id=client_id))
        people.save_client(there, client_id, client_document(client_id, f"Client {number}"))
        people.add_membership(trained.system(client_id), mira, Role.MANAGER, Side.CENTRE)
        actors.append(trained.actor("mira", client_id))
    with sent_by(app) as many:
        cards = client_cards(actors, clock.now())
    assert len(cards) == 10
    assert len(questions(many)) == len(questions(few)) == 5


def test_it_is_for_those_who_see_everybody_at_each(trained: World) -> None:
    with pytest.raises(ForbiddenError):
        overview_of_each([trained.actor("tara", NORDBANK), trained.actor("sven", CENTRE)], clock.now())
