"""Who may do what in the three ways training is organised."""

from __future__ import annotations

import pytest

from app.certification.policy import TrainingNotYetError, UnmeetableRuleError, policy_for
from app.content.documents import CertificateRule
from app.content.kinds import Training
from app.people.permissions import Role, Side

CENTRE = policy_for(Training.CENTRE)

WHO = [
    # side, role, publishes, certifies
    (Side.CENTRE, Role.OPERATOR, False, False),
    (Side.CENTRE, Role.TEAM_LEADER, False, False),
    (Side.CENTRE, Role.SUPERVISOR, False, True),
    (Side.CENTRE, Role.TRAINER, True, True),
    (Side.CENTRE, Role.MANAGER, False, False),
    (Side.CENTRE, Role.AUDITOR, False, False),
    (Side.CLIENT, Role.SUPERVISOR, False, False),
    (Side.CLIENT, Role.TRAINER, False, False),
    (Side.CLIENT, Role.AUDITOR, False, False),
]


@pytest.mark.parametrize(("side", "role", "publishes", "certifies"), WHO)
def test_training_by_the_centre(side: Side, role: Role, publishes: bool, certifies: bool) -> None:
    assert CENTRE.may_publish(side, frozenset({role})) is publishes
    assert CENTRE.may_certify(side, frozenset({role})) is certifies


@pytest.mark.parametrize("training", [Training.CLIENT, Training.CASCADE])
def test_the_other_two_say_not_yet_and_what_to_write(training: Training) -> None:
    with pytest.raises(TrainingNotYetError, match=r"cannot be used yet.*training: centre"):
        policy_for(training)


@pytest.mark.parametrize(("role", "met"), [("supervisor", True), ("trainer", True), (None, True), ("manager", False)])
def test_a_rule_names_a_role_that_certifies(role: str | None, met: bool) -> None:
    rule = CertificateRule(title="T", sign_off=role)
    if met:
        CENTRE.check_rule(rule)
    else:
        with pytest.raises(UnmeetableRuleError, match="supervisor, trainer"):
            CENTRE.check_rule(rule)
