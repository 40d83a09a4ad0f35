"""What is said beside a list where its reader may have meant something else."""

from __future__ import annotations

import re

from khtgdv.cli.system.output import say
from khtgdv.render.formats import format_name
from khtgdv.text import one_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from khtgdv.cli.arguments.options import FilterOptions, OutputOptions, PositionOptions
    from khtgdv.cli.pipeline import PlanReading

_MONTH_ROW = r"(?i)(?:t[0-9]{1,2}|tx|kt)[-.][0-9]{1,3}"


def tell_month_is_position(
    command: str,
    at: PositionOptions,
    filters: FilterOptions,
    output: OutputOptions,
    reading: PlanReading,
) -> None:
    """Say beside a screen that a month was taken for the position, and how its rows are shown.

    Whoever asks for a file or for data is no person at a screen.
    """
    if at.month is None or filters.due or filters.starts or filters.during:
        return
    if output.path is not None or format_name(output.format, None) != "table":
        return
    day = reading.selection.position.as_of
    month = f"{day.month}/{day.year}"
    say(
        f"--month là thời điểm xem: các việc đứng thế nào khi hết tháng {month}. "
        f"Muốn các việc đến hạn trong tháng: khtgdv {command} --due {month}"
    )


def tell_other_readings(text: str, reading: PlanReading) -> None:
    """Say how rows are shown by what a text names, where it was searched for."""
    for title, command in _other_readings(text, reading):
        say(
            f'Đang tìm chữ "{one_line(text)}" trong nội dung. '
            f'Muốn xem theo {title}: khtgdv {command} "{one_line(text)}"'
        )


def _other_readings(text: str, reading: PlanReading) -> Iterator[tuple[str, str]]:
    from khtgdv.plan.directory import DepartmentDirectory
    from khtgdv.query.choices import states_of
    from khtgdv.query.times.typed import typed_time

    if re.fullmatch(_MONTH_ROW, text):
        yield "mã", "show"
    plans = reading.selection.portfolio.office_plans
    if any(DepartmentDirectory.from_plan(plan).codes_of(text) for plan in plans):
        yield "đơn vị chủ trì", "list --department"
    if states_of(text):
        yield "tình trạng", "list --state"
    time = typed_time(text, reading.span)
    if time and time.kind not in ("number", "year"):
        yield "thời hạn", "list --due"
