"""What a page costs: `python -m benchmarks.pages [--json] [--rounds N] [--profile PAGE]`. `make bench` calls it."""

from __future__ import annotations

import argparse
import cProfile
import json
import pstats
from collections.abc import Callable
from dataclasses import asdict, dataclass

from app.people import queries as people
from benchmarks.measuring import in_turns
from benchmarks.school import CLIENT, COURSE, LEARNER, School, bare_flask, demonstration
from tests.statements import questions, sent_by

BARE = "bare Flask"
ROUNDS = 40


@dataclass(frozen=True, slots=True)
class Page:
    """A page to measure: what it is called, who opens it, and how its address is found."""

    name: str
    who: str
    address: Callable[[School], str]


@dataclass(frozen=True, slots=True)
class Cost:
    """What one page costs. `cpu_ms` is a median; `times_bare` how many bare Flask pages the same time would make."""

    page: str
    cpu_ms: float
    times_bare: float
    statements: int
    kilobytes: float


def _at(path: str) -> Callable[[School], str]:
    return lambda _school: f"/c/{CLIENT}{path}"


def _begun(who: str, path: str) -> Callable[[School], str]:
    """Begin what the form at `path` begins, and return the address it leads to."""
    return lambda school: school.post(who, f"/c/{CLIENT}{path}")


def _dossier(_school: School) -> str:
    return f"/c/{CLIENT}/people/{people.find_number('amara')}"


_COURSE = f"/courses/{COURSE}"
PAGES = (
    Page("operator: start", LEARNER, _at("/")),
    Page("operator: courses", LEARNER, _at("/courses")),
    Page("operator: course", LEARNER, _at(_COURSE)),
    Page("operator: module", LEARNER, _at(f"{_COURSE}/modules/verify-the-caller")),
    Page("operator: quiz", LEARNER, _at(f"{_COURSE}/quizzes/final-exam")),
    Page("operator: attempt", LEARNER, _begun(LEARNER, f"{_COURSE}/quizzes/final-exam/start")),
    Page("operator: rehearsal", LEARNER, _begun(LEARNER, f"{_COURSE}/scenarios/card-blocked-abroad")),
    Page("operator: knowledge", LEARNER, _at("/kb")),
    Page("operator: search", LEARNER, _at("/kb?q=caller+lost+her+card+abroad")),
    Page("operator: article", LEARNER, _at("/kb/blocked-cards")),
    Page("supervisor: start", "supervisor", _at("/supervise")),
    Page("supervisor: calls", "supervisor", _at("/supervise/calls")),
    Page("supervisor: call desk", "supervisor", _begun("supervisor", "/supervise/take")),
    Page("supervisor: sign-offs", "supervisor", _at("/sign-offs")),
    Page("auditor: start", "auditor", _at("/audit")),
    Page("auditor: matrix", "auditor", _at("/people")),
    Page("auditor: dossier", "auditor", _dossier),
    Page("auditor: trail", "auditor", _at("/record")),
    Page("trainer: start", "trainer", _at("/author")),
    Page("manager: start", "manager", _at("/manage")),
)


def _opening(school: School, page: Page) -> tuple[Callable[[], object], Cost]:
    """Return what opens a page, and its cost as far as one look shows it. Raises RuntimeError for any but a page."""
    browser, where = school.browser(page.who), page.address(school)
    if browser.get(where).status_code == 302:
        where = browser.get(where).location or where
    browser.get(where)
    with sent_by(school.app) as sent:
        answer = browser.get(where)
    if answer.status_code != 200:
        raise RuntimeError(f"{page.name}: {where} answered {answer.status_code}")
    return lambda: browser.get(where), Cost(page.name, 0, 0, len(questions(sent)), len(answer.data) / 1000)


def measure(rounds: int) -> list[Cost]:
    """Return what each page costs, in the order of PAGES, after the bare Flask page."""
    bare = bare_flask()
    with demonstration() as school:
        opened = {page.name: _opening(school, page) for page in PAGES}
        acts: dict[str, Callable[[], object]] = {name: act for name, (act, _) in opened.items()}
        times = in_turns({BARE: lambda: bare.get("/")} | acts, rounds)
    seen = [Cost(BARE, 0, 0, 0, len(bare.get("/").data) / 1000), *(cost for _, cost in opened.values())]
    return [
        Cost(cost.page, times[cost.page], times[cost.page] / times[BARE], cost.statements, cost.kilobytes)
        for cost in seen
    ]


def profile(name: str, rounds: int) -> None:
    """Print where the time of one page goes, most first."""
    page = next(page for page in PAGES if page.name == name)
    with demonstration() as school:
        act, _ = _opening(school, page)
        in_turns({name: act}, rounds=5)
        profiler = cProfile.Profile()
        profiler.enable()
        in_turns({name: act}, rounds, warm=0)
        profiler.disable()
    pstats.Stats(profiler).sort_stats("tottime").print_stats(25)


def table(costs: list[Cost]) -> str:
    """Return the costs as a table for people."""
    lines = [f"{'page':<24}{'ms CPU':>8}{'x bare':>8}{'statements':>12}{'kB':>8}"]
    lines += [
        f"{cost.page:<24}{cost.cpu_ms:>8.2f}{cost.times_bare:>8.1f}{cost.statements:>12}{cost.kilobytes:>8.1f}"
        for cost in costs
    ]
    return "\n".join(lines)


def main() -> None:
    """Read the arguments, measure, print."""
    parser = argparse.ArgumentParser(description="Measure what each ordinary page costs, in milliseconds of CPU.")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="requests of each page (default: %(default)s)")
    parser.add_argument("--profile", metavar="PAGE", choices=[page.name for page in PAGES], help="profile one page")
    given = parser.parse_args()
    if given.profile:
        profile(given.profile, given.rounds)
        return
    costs = measure(given.rounds)
    print(json.dumps([asdict(cost) for cost in costs], indent=2) if given.json else table(costs))


if __name__ == "__main__":
    main()
