"""Processor time of requests, taken in turns so that a noisy moment of the machine is shared by all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from statistics import median
from time import process_time


def in_turns(acts: Mapping[str, Callable[[], object]], rounds: int, warm: int = 3) -> dict[str, float]:
    """Do each act `rounds` times, one after the other in turns, and return its median in milliseconds of CPU.

    `warm` rounds before are not counted: they fill the caches of what never changes.
    """
    spent: dict[str, list[float]] = {name: [] for name in acts}
    for turn in range(warm + rounds):
        for name, act in acts.items():
            begun = process_time()
            act()
            if turn >= warm:
                spent[name].append(process_time() - begun)
    return {name: median(times) * 1000 for name, times in spent.items()}
