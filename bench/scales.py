"""Where things go on the paper of the picture."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Scale:
    """A logarithmic scale from numbers to places on the paper."""

    low: float
    high: float
    begin: float
    end: float

    def position(self, number: float) -> float:
        """Return the place of a number."""
        part = math.log(number / self.low) / math.log(self.high / self.low)
        return round(self.begin + part * (self.end - self.begin), 1)


def spread(places: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Return places near these, in the same order, that keep a distance and stay between bounds."""
    order = sorted(range(len(places)), key=lambda number: places[number])
    result = [min(max(place, low), high) for place in places]
    for before, after in pairwise(order):
        result[after] = max(result[after], result[before] + gap)
    ceiling = high
    for number in reversed(order):
        result[number] = min(result[number], ceiling)
        ceiling = result[number] - gap
    return result
