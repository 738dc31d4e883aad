"""The three ways training is organised, as an object that every rule asks (domain.md, 'The three ways').

`centre` is filled. `client` and `cascade` have their place in POLICIES; until then whoever asks for them is told so.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.content.documents import CertificateRule
from app.content.kinds import Training
from app.kernel.errors import InvalidError, RefusedError
from app.kernel.messages import N_, Word
from app.people.permissions import Role, Side


@dataclass(frozen=True, slots=True)
class TrainingPolicy:
    """Who publishes and who certifies, for one way of training.

    `publishers` and `certifiers` are pairs of side and role: the same role on the other side has no such right.
    """

    training: Training
    publishers: frozenset[tuple[Side, Role]]
    certifiers: frozenset[tuple[Side, Role]]

    def may_publish(self, side: str, roles: frozenset[str]) -> bool:
        """Tell whether somebody of this side with these roles may publish releases."""
        return self._holds(self.publishers, side, roles)

    def may_certify(self, side: str, roles: frozenset[str]) -> bool:
        """Tell whether somebody of this side with these roles may take part in certifying an operator."""
        return self._holds(self.certifiers, side, roles)

    def certifying_role(self, side: str, roles: frozenset[str]) -> str | None:
        """Return the role in which somebody of this side certifies, or None."""
        return next((role.value for own, role in sorted(self.certifiers) if side == own and role in roles), None)

    def check_rule(self, rule: CertificateRule) -> None:
        """Raise UnmeetableRuleError if `rule` names a role for the sign-off that never certifies here."""
        roles = {role.value for _, role in self.certifiers}
        if rule.sign_off is not None and rule.sign_off not in roles:
            raise UnmeetableRuleError(rule.sign_off, self.training, sorted(roles))

    @staticmethod
    def _holds(wanted: frozenset[tuple[Side, Role]], side: str, roles: frozenset[str]) -> bool:
        return any(side == wanted_side and role in roles for wanted_side, role in wanted)


class TrainingNotYetError(RefusedError):
    """A client asks for a way of training that the program does not know how to hold yet."""

    def __init__(self, training: Training) -> None:
        super().__init__(
            N_(
                "Training organised as '%(training)s' cannot be used yet. "
                "Write 'training: centre' in client.md or course.md, and publish again."
            ),
            training=Word(training),
        )


class UnmeetableRuleError(InvalidError):
    """A certificate asks for a sign-off that nobody could ever give."""

    def __init__(self, role: str, training: Training, roles: list[str]) -> None:
        super().__init__(
            N_(
                "The certificate asks for the sign-off of a %(role)s; where training is '%(training)s' only these "
                "certify: %(roles)s. Name one of them."
            ),
            role=Word(role),
            training=Word(training),
            roles=tuple(Word(one) for one in roles),
        )


POLICIES: dict[Training, TrainingPolicy] = {
    Training.CENTRE: TrainingPolicy(
        training=Training.CENTRE,
        publishers=frozenset({(Side.CENTRE, Role.TRAINER)}),
        certifiers=frozenset({(Side.CENTRE, Role.TRAINER), (Side.CENTRE, Role.SUPERVISOR)}),
    ),
}


def policy_for(training: Training) -> TrainingPolicy:
    """Return the policy of a way of training. Raises TrainingNotYetError for `client` and `cascade`."""
    if training not in POLICIES:
        raise TrainingNotYetError(training)
    return POLICIES[training]
