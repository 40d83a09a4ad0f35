"""One rule of a repeated task: its keys, and the words that explain them.

As in `plan.model`, the Vietnamese docstring under an attribute is what an editor shows of the key.
"""

from __future__ import annotations

from khtgdv.frozen import dataclass
from khtgdv.plan.office import CONFIG

TYPE_CHECKING = False
if TYPE_CHECKING:
    from khtgdv.dates.repetition import Recurrence
    from khtgdv.plan.time_values import (
        PeriodNumbers,
        RepeatedPeriod,
        RuleDelay,
        RuleDueDay,
        RuleInterval,
    )
    from khtgdv.plan.values import Text

HINTS = ("khtgdv.plan.values", "khtgdv.plan.time_values")  # what annotations name


@dataclass(frozen=True, slots=True, kw_only=True)
class RepeatRule:
    """One rule of a repeated task."""

    __pydantic_config__ = CONFIG
    every: RepeatedPeriod
    """Kỳ lặp lại: ngày làm việc, tuần, tháng, quý, 6 tháng, 9 tháng, năm."""
    in_: PeriodNumbers | None = None
    """Chỉ các kỳ mang số này trong năm."""
    on: RuleDueDay | None = None
    """Ngày đến hạn trong kỳ: 20 là ngày 20 của tháng cuối kỳ (tháng thiếu ngày ấy thì ngày cuối \
tháng), fri là thứ Sáu của tuần (mon … sun), 06-15 là ngày 15/6, [06-15, 12-15] mỗi kỳ một ngày, \
first working day, last working day là ngày làm việc đầu tiên, cuối cùng của kỳ."""
    after: RuleDelay | None = None
    """Số ngày sau khi hết kỳ: 5, hoặc 2 working days (ngày làm việc)."""
    interval: RuleInterval | None = None
    """Mấy kỳ một lần, đếm từ start của dòng: 2 năm một lần là every: year, interval: 2."""
    label: Text | None = None
    """Tên gọi, khi nhiệm vụ có nhiều lịch."""

    @property
    def recurrence(self) -> Recurrence:
        """When the rule repeats."""
        from khtgdv.dates.repetition import Recurrence

        return Recurrence(self.every, self.in_, self.on, self.after, self.interval or 1)
