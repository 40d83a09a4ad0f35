"""A rule of `repeat` as words give it, and the rules that several times of one year are."""

from __future__ import annotations

from khtgdv.frozen import dataclass
from khtgdv.plan.due_days import PERIODS_PER_YEAR

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from khtgdv.dates.periods import PeriodKind
    from khtgdv.schedule.words.dates import NamedTime


@dataclass(frozen=True, slots=True)
class RuleWords:
    """A rule of `repeat` as words give it; `str` is how a file writes it."""

    every: PeriodKind
    in_: tuple[int, ...] = ()
    on: str = ""
    after: str = ""
    interval: int = 1
    label: str = ""

    def __str__(self) -> str:
        """Return the rule in the form of the file: `month`, `{every: month, on: 20}`."""
        parts = {
            "in": f"[{', '.join(map(str, self.in_))}]" if self.in_ else "",
            "on": self.on,
            "after": self.after,
            "interval": str(self.interval) if self.interval > 1 else "",
            "label": self.label,
        }
        written = "".join(f", {key}: {value}" for key, value in parts.items() if value)
        return f"{{every: {self.every}{written}}}" if written else self.every


def half_year_rule(days: Sequence[date]) -> RuleWords:
    """Return the rule of two days of a year, one in each half; the last ones go without saying."""
    on = ", ".join(f"{day:%m-%d}" for day in days)
    return RuleWords("half-year", on="" if on == "06-30, 12-31" else f"[{on}]")


def rules_of_times(times: Sequence[NamedTime]) -> tuple[RuleWords, ...]:
    """Return the rules that several times of one year are; none where they are of many kinds."""
    kinds = {time.period.kind for time in times}
    ends = [time.period.end for time in times]
    if len(kinds) != 1:
        return ()
    (kind,) = kinds
    if kind in ("month", "quarter", "half-year"):
        numbers = tuple(sorted({time.period.number for time in times}))
        whole = len(numbers) == PERIODS_PER_YEAR[kind]
        return (RuleWords(kind, in_=() if whole else numbers),)
    if kind != "day":
        return ()
    months, day = [end.month for end in ends], str(ends[0].day)
    if len({end.day for end in ends}) == 1 and months in ([3, 6, 9, 12], [4, 7, 10, 1]):
        after = months[0] == 4  # noqa: PLR2004 - April, after the end of the first quarter
        return (RuleWords("quarter", after=day) if after else RuleWords("quarter", on=day),)
    if [(end.month - 1) // 6 for end in ends] == [0, 1]:
        return (half_year_rule(ends),)
    return tuple(
        RuleWords("year", on=f"{end:%m-%d}", label=f"lần {number}")
        for number, end in enumerate(ends, 1)
    )
