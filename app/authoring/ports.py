"""What authoring must ask of higher rooms; the factory hands it the answerers."""

from __future__ import annotations

from typing import Protocol

from app.content.kinds import Training
from app.kernel.actor import Actor


class PublishingRights(Protocol):
    """Knows who publishes in each way of training: certification does, by its policy."""

    def may_publish(self, actor: Actor, training: Training) -> bool:
        """Tell whether the actor, by side and roles, may publish where training is organised so."""
        ...


_answerers: list[PublishingRights] = []


def answer_publishing_rights(answerer: PublishingRights) -> None:
    """Hand over the one who knows; the factory calls it once."""
    _answerers[:] = [answerer]


def may_publish(actor: Actor, training: Training) -> bool:
    """Tell whether the actor may publish where training is organised so. The program itself always may."""
    if actor.person_id is None:
        return True
    if not _answerers:
        raise RuntimeError("nobody knows who publishes: wiring has not called answer_publishing_rights()")
    return _answerers[0].may_publish(actor, training)
