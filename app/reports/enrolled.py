"""Who some people are and what they are enrolled in: the rows of a team's page, in one read."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import bindparam, select

from app.kernel.actor import Actor
from app.kernel.work import reading
from app.learning.models import Enrolment
from app.learning.queries import EnrolmentFacts
from app.people.models import Membership, Person

_STATEMENT = (
    select(Person.id, Person.name, Enrolment)
    .outerjoin(Enrolment, Enrolment.person_id == Person.id)
    .where(
        Person.id.in_(bindparam("numbers", expanding=True)),
        Person.id.in_(select(Membership.person_id).where(Membership.client_id == bindparam("client"))),
    )
    .order_by(Enrolment.due_at, Enrolment.id)
)


def names_and_enrolments(actor: Actor, people: Collection[int]) -> tuple[dict[int, str], list[EnrolmentFacts]]:
    """Return the names behind numbers, leavers included, and those people's enrolments, the nearest due date first.

    Whoever calls has made sure that they may be seen. One statement; none for nobody.
    """
    if not people:
        return {}, []
    with reading(actor) as session:
        rows = session.execute(_STATEMENT, {"numbers": list(people), "client": actor.client_id}).all()
    names = {number: name for number, name, _ in rows}
    return names, [
        EnrolmentFacts(row.id, row.person_id, row.course, row.release_id, row.started_at, row.due_at)
        for _, _, row in rows
        if row is not None
    ]
