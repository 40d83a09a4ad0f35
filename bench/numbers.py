"""Numbers as Vietnamese writes them: a comma before decimals, dots between thousands."""

from __future__ import annotations

_SECOND = 1000  # milliseconds
_TEN = 10


def count(number: int) -> str:
    """Return a whole number."""
    return f"{number:,}".replace(",", ".")


def decimal(number: float) -> str:
    """Return a number with one decimal below ten, none from there on."""
    if round(number, 1) < _TEN:
        return f"{number:.1f}".removesuffix(".0").replace(".", ",")
    return count(round(number))


def duration(ms: float) -> str:
    """Return a duration in the unit that suits it."""
    if round(ms) < _SECOND:
        return f"{decimal(ms)} ms"
    return f"{decimal(ms / _SECOND)} giây"


def memory(mib: float) -> str:
    """Return an amount of memory in the unit that suits it."""
    return f"{decimal(mib)} MiB" if round(mib) < 1024 else f"{decimal(mib / 1024)} GiB"  # noqa: PLR2004


def times(ratio: float) -> str:
    """Return how many times as much."""
    return f"{ratio:.1f}".removesuffix(".0").replace(".", ",") + "x"
