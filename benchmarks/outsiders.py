"""Whether time tells an outsider that another client's thing exists: `python -m benchmarks.outsiders [--rounds N]`.

An outsider asks, in turns, for a thing that exists, for one that does not, and for another that does not. All three
are answered 404. The difference between the two that do not exist is noise; one that exists should differ no more.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass

from app.authoring import queries as authoring
from app.certification import queries as certification
from app.people import queries as people
from app.people.queries import system_actor
from benchmarks.measuring import in_turns
from benchmarks.school import CLIENT, COURSE, LEARNER, School, demonstration

OUTSIDER, THEIR_CLIENT = "noah", "pellwick"
ROUNDS = 200
KINDS = ("exists", "missing", "missing too")


@dataclass(frozen=True, slots=True)
class Secret:
    """What an outsider might want to know: who asks, and the addresses that exist, do not, and do not either."""

    what: str
    who: str
    addresses: tuple[str, str, str]


def _secrets(school: School) -> list[Secret]:
    """Return things of one client as asked for by one of another's."""
    attempt = school.post(LEARNER, f"/c/{CLIENT}/courses/{COURSE}/quizzes/final-exam/start").rpartition("/")[2]
    call = school.post("supervisor", f"/c/{CLIENT}/supervise/take").rpartition("/")[2]
    number = people.find_number("amara") or 0
    newest = authoring.newest(system_actor(CLIENT), COURSE)
    path = certification.path_of(system_actor(CLIENT), number, COURSE)
    if newest is None or path.certificate is None:
        raise LookupError("the demonstration has lost its course or its certificate")
    certificate = path.certificate.id
    theirs = f"/c/{THEIR_CLIENT}"
    return [
        _secret("a client", OUTSIDER, "/c/{}/", CLIENT, "nordbonk", "northbnk"),
        _secret("a client's course", OUTSIDER, f"/c/{CLIENT}/courses/{{}}", COURSE, "card-lime", "card-lane"),
        _secret("a course of another client", OUTSIDER, f"{theirs}/courses/{{}}", COURSE, "card-lime", "card-lane"),
        _secret("an article", OUTSIDER, f"{theirs}/kb/{{}}", "blocked-cards", "blocked-carts", "blacked-cards"),
        _secret("an attempt", OUTSIDER, f"{theirs}/attempts/{{}}", attempt, attempt[::-1], attempt.swapcase()),
        _secret("a certificate", OUTSIDER, f"{theirs}/certificates/{{}}", certificate, certificate[::-1], "x" * 20),
        _secret("a call", "returns-supervisor", f"{theirs}/calls/{{}}", call, call[::-1], call.swapcase()),
        _secret("a person", "returns-auditor", f"{theirs}/people/{{}}", str(number), "987654", "987655"),
    ]


def _secret(what: str, who: str, address: str, *names: str) -> Secret:
    exists, missing, other = (address.format(name) for name in names)
    return Secret(what, who, (exists, missing, other))


def measure(rounds: int) -> dict[str, tuple[float, ...]]:
    """Return for each secret the milliseconds of CPU of KINDS, medians. Raises RuntimeError if one is no secret."""
    with demonstration() as school:
        secrets = _secrets(school)
        acts: dict[str, Callable[[], object]] = {}
        for secret in secrets:
            browser = school.browser(secret.who)
            for kind, address in zip(KINDS, secret.addresses, strict=True):
                if browser.get(address).status_code != 404:
                    raise RuntimeError(f"{address} is open to {secret.who}")
                acts[f"{secret.what} {kind}"] = lambda browser=browser, address=address: browser.get(address)  # type: ignore[misc]
        times = in_turns(acts, rounds)
    return {secret.what: tuple(times[f"{secret.what} {kind}"] for kind in KINDS) for secret in secrets}


def main() -> None:
    """Read the arguments, measure, print."""
    parser = argparse.ArgumentParser(description="Measure whether an outsider can tell by time that a thing exists.")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="requests of each address (default: %(default)s)")
    found = measure(parser.parse_args().rounds)
    print(f"{'ms CPU':<28}{'exists':>9}{'missing':>9}{'too':>9}{'exists - missing':>19}{'noise':>9}")
    for what, (exists, missing, other) in found.items():
        print(f"{what:<28}{exists:>9.2f}{missing:>9.2f}{other:>9.2f}{exists - missing:>19.2f}{other - missing:>9.2f}")


if __name__ == "__main__":
    main()
