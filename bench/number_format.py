"""Numbers as Vietnamese writes them: a comma before decimals, dots between thousands."""

from __future__ import annotations

_THOUSAND = 1000
_TEN = 10


def format_count(number: int) -> str:
    """Return a whole number."""
    return f"{number:,}".replace(",", ".")


def format_number(number: float) -> str:
    """Return a number with one decimal below ten, none from there on."""
    if round(number, 1) < _TEN:
        return f"{number:.1f}".removesuffix(".0").replace(".", ",")
    return format_count(round(number))


def format_duration(ms: float) -> str:
    """Return a duration in the unit that suits it."""
    if round(ms) < _THOUSAND:
        return f"{format_number(ms)} ms"
    return f"{format_number(ms / _THOUSAND)} giây"


def format_memory(mib: float) -> str:
    """Return an amount of memory in the unit that suits it."""
    return f"{format_number(mib)} MiB" if round(mib) < 1024 else f"{format_number(mib / 1024)} GiB"  # noqa: PLR2004


def format_ratio(ratio: float) -> str:
    """Return how many times as much."""
    if round(ratio) >= _THOUSAND:
        return f"{format_count(round(ratio))}x"
    return f"{ratio:.1f}".removesuffix(".0").replace(".", ",") + "x"
