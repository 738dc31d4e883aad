"""What people have done, with the attempts that one of them has open, at the client and at the centre."""

from __future__ import annotations

from dataclasses import replace

from app.assessment.quizzes import service
from app.authoring import queries as authoring
from app.certification.ports import OpenTo
from app.kernel.actor import Actor
from app.people import queries as people
from app.people import service as people_service
from app.reports.records import StepRecords
from tests.factories import CENTRE, World, client_document
from tests.integration.assessment import quiz_course
from tests.integration.assessment.quiz_course import COURSE, QUIZ


def test_open_attempts_are_ones_own_and_the_centres_count_once_its_agreements_are_accepted(examined: World) -> None:
    quiz_course.publish(examined, client_id=CENTRE)
    olga, omar = examined.actor("olga"), examined.actor("omar")
    quiz_course.admit(examined.system(CENTRE), [olga.number, omar.number])
    here = service.start(olga, COURSE, QUIZ)
    there = service.start(examined.actor("olga", CENTRE), COURSE, QUIZ)
    service.start(examined.actor("omar", CENTRE), COURSE, QUIZ)

    assert found(olga) == [("nordbank", here), (CENTRE, there)]
    assert found(olga, with_centre=False) == [("nordbank", here)]
    bound = replace(client_document(CENTRE, "Centre", centre=True), agreements=("confidentiality",))
    people_service.save_client(examined.system(CENTRE), CENTRE, bound)
    assert found(olga) == [("nordbank", here)]
    people_service.accept_agreement(examined.actor("olga", CENTRE), "confidentiality", "", "en")
    assert found(olga) == [("nordbank", here), (CENTRE, there)]


def found(actor: Actor, *, with_centre: bool = True) -> list[tuple[str, str]]:
    """Return the client and the id of each open attempt of `actor`; what is done at the centre is no record here."""
    centre = people.find_client(CENTRE) if with_centre else None
    contents = authoring.courses(actor)
    people_asked = [actor.number]
    records, attempts = StepRecords().read_with_open_attempts(
        actor, contents, people_asked, OpenTo(actor.number, centre)
    )
    unasked = {key: replace(one, not_begun=None) for key, one in records.items()}
    assert unasked == StepRecords().read(actor, contents, people_asked)
    return [(one.client_id, one.id) for one in attempts]
