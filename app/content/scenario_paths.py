"""Every complete path through a scenario, and what is wrong with a scenario as a whole.

What a call earned, remembers and may still say follows from the set of replies said, whatever their order. So a
scenario has far fewer states (step and set of replies) than paths, and all its errors show in its states.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from app.content.documents import Reply, ScenarioDocument, Step
from app.content.fields import Place
from app.content.problems import Problems
from app.content.rehearsal import after, holds, offered, outcome, start
from app.content.scoring import Outcome, outcome_of, passes
from app.content.words import short
from app.kernel.messages import N_

# A scenario with more paths than this is said to be too large to walk; beyond this many states, not even those are.
MAX_PATHS = 10_000
MAX_STATES = 10_000


@dataclass(frozen=True, slots=True)
class Path:
    """One complete call: the replies in order and its outcome. `outcome.ending` is None in a dead end."""

    replies: tuple[Reply, ...]
    outcome: Outcome


def paths(scenario: ScenarioDocument, limit: int | None = None) -> Iterator[Path]:
    """Each complete path, in the order in which the replies are written; at most `limit` of them."""
    return islice(_all_paths(scenario), limit)


def _all_paths(scenario: ScenarioDocument) -> Iterator[Path]:
    """Depth first. Only the call that is walked and the choices still open in it are kept, however many paths."""
    state = start(scenario)
    said: list[Reply] = []
    choices = offered(scenario, state)
    if not choices:
        yield Path((), outcome(scenario, state))
    open_choices = [(state, iter(choices))]
    while open_choices:
        before, untried = open_choices[-1]
        reply = next(untried, None)
        if reply is None:
            open_choices.pop()
            del said[-1:]
            continue
        state = after(before, reply)
        choices = offered(scenario, state)
        if choices:
            said.append(reply)
            open_choices.append((state, iter(choices)))
        else:
            yield Path((*said, reply), outcome(scenario, state))


def check_scenario(
    scenario: ScenarioDocument, pass_place: Place | None, problems: Problems, *, is_sound: bool = True
) -> None:
    """Report what is wrong with a scenario as a whole.

    `pass_place` is where its `pass` stands, None where that cannot be read. A scenario whose parts have errors
    (not `is_sound`) is only checked for where its replies lead: what they earn and remember is not known.
    """
    first = scenario.steps[0]
    if pass_place is not None:
        _check_pass_endings(scenario, pass_place, problems)
    walk = _Walk(scenario)
    if is_sound:
        walk.by_states()
    else:
        walk.complete = False
    if is_sound and (not walk.complete or walk.path_count > MAX_PATHS):
        problems.warning(
            first.line,
            1,
            N_("the scenario has more than %(limit)s paths and was checked by its states; fewer steps read better"),
            limit=MAX_PATHS,
        )
    if not walk.complete:
        walk.by_steps()
    for step in scenario.steps:
        _check_step(step, walk, problems)
    if is_sound and pass_place is not None and scenario.pass_rule.endings and not walk.can_pass:
        problems.error(
            pass_place.line,
            pass_place.column,
            N_("no path through the scenario can pass; give more points, or ask for less or another ending"),
        )


def _check_pass_endings(scenario: ScenarioDocument, place: Place, problems: Problems) -> None:
    for ending in scenario.pass_rule.endings:
        if ending not in scenario.endings:
            problems.unknown(
                place.line,
                place.column,
                ending,
                scenario.endings,
                N_("no reply leads to the ending “%(name)s”; the nearest that one leads to is “%(nearest)s”"),
                N_("no reply leads to the ending “%(name)s”; let one lead to “End: %(name)s”"),
            )
    if not scenario.pass_rule.endings:
        problems.error(
            place.line,
            place.column,
            N_("“pass” names no ending, and points alone never pass; add one, like “ending resolved”"),
        )


def _check_step(step: Step, walk: _Walk, problems: Problems) -> None:
    title = short(step.title)
    if step.anchor not in walk.visited:
        problems.error(
            step.line, 1, N_("no call can come to the step “%(title)s”; let a reply lead to it"), title=title
        )
    if not step.replies:
        problems.error(
            step.line,
            1,
            N_("the step “%(title)s” has no way on; give it a reply that leads to a step or an end"),
            title=title,
        )
    elif step.anchor in walk.dead_ends:
        problems.error(
            step.line,
            1,
            N_("a call can come to a stop in the step “%(title)s”, every reply used or kept back; add one that stays"),
            title=title,
        )
    if not walk.complete or step.anchor not in walk.visited:
        return
    for reply in step.replies:
        if reply.id not in walk.said:
            problems.warning(
                reply.line, 1, N_("no call can come to say “%(text)s”; see its “Only if”"), text=short(reply.text)
            )


@dataclass(slots=True)
class _Calls:
    """All the calls that stand in one step after the same replies: how many there are, and what they remember."""

    count: int
    facts: frozenset[str]


@dataclass(slots=True)
class _Walk:
    """Walks the states of a scenario and gathers what it meets."""

    scenario: ScenarioDocument
    visited: set[str] = field(default_factory=set)
    said: set[str] = field(default_factory=set)
    dead_ends: set[str] = field(default_factory=set)
    path_count: int = 0
    can_pass: bool = False
    complete: bool = True
    _bits: dict[str, int] = field(default_factory=dict)

    def by_states(self) -> None:
        """Walk from state to state, all calls of the same length together, until nothing is left or it is too much."""
        steps = {step.anchor: step for step in self.scenario.steps}
        level = {(self.scenario.steps[0].anchor, 0): _Calls(1, frozenset())}
        # A set of replies is a whole number with one bit for each reply: there are many sets.
        replies = (reply for step in self.scenario.steps for reply in step.replies)
        self._bits = {reply.id: 1 << number for number, reply in enumerate(replies)}
        walked = 0
        while level:
            walked += len(level)
            following: dict[tuple[str, int], _Calls] = {}
            for (anchor, said), calls in level.items():
                self._leave(steps[anchor], said, calls, following)
                if walked + len(following) > MAX_STATES:
                    self.complete = False
                    return
            level = following

    def _leave(
        self,
        step: Step,
        said: int,
        calls: _Calls,
        following: dict[tuple[str, int], _Calls],
    ) -> None:
        self.visited.add(step.anchor)
        choices = [reply for reply in step.replies if not said & self._bits[reply.id] and holds(reply, calls.facts)]
        if not choices:
            self.dead_ends.add(step.anchor)
            self.path_count += calls.count
        for reply in choices:
            self.said.add(reply.id)
            now_said = said | self._bits[reply.id]
            if reply.goes_to is None:
                self.path_count += calls.count
                self.can_pass = self.can_pass or self._passes(now_said, reply.ending)
                continue
            same = following.setdefault((reply.goes_to, now_said), _Calls(0, calls.facts.union(reply.remembers)))
            same.count += calls.count

    def _passes(self, said: int, ending: str | None) -> bool:
        replies = [reply for step in self.scenario.steps for reply in step.replies if said & self._bits[reply.id]]
        return outcome_of(self.scenario, replies, ending).passed

    def by_steps(self) -> None:
        """What the states were too many to tell: the steps that could be reached if replies could be said again.

        This may take a step for reachable, or a pass for possible, that is not; never the other way round.
        """
        steps = {step.anchor: step for step in self.scenario.steps}
        pending = [self.scenario.steps[0].anchor]
        reached: set[str] = set()
        while pending:
            anchor = pending.pop()
            if anchor not in reached:
                reached.add(anchor)
                pending += [reply.goes_to for reply in steps[anchor].replies if reply.goes_to is not None]
        # Two steps of one title are one error already, not another for the one that no reply can mean.
        titles = {steps[anchor].title for anchor in reached}
        self.visited |= {step.anchor for step in self.scenario.steps if step.title in titles}
        self.can_pass = self.can_pass or self._could_pass([steps[anchor] for anchor in reached])

    def _could_pass(self, reached: list[Step]) -> bool:
        replies = [reply for step in reached for reply in step.replies if not reply.critical]
        best = {criterion.name: 0 for criterion in self.scenario.criteria}
        for reply in replies:
            for name, points in reply.score:
                best[name] += max(points, 0)
        total = sum(min(best[criterion.name], criterion.points) for criterion in self.scenario.criteria)
        endings = [reply.ending for reply in replies if reply.ending is not None]
        return any(passes(self.scenario.pass_rule, total, self.scenario.points, ending, ()) for ending in endings)
