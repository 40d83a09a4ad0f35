"""The commands that record entries of a row: periods of repeated work, places visited."""

from __future__ import annotations

from khtgdv.cli.arguments.declarations import argument
from khtgdv.cli.arguments.options import PlanOptions
from khtgdv.cli.arguments.row_options import Force, Id, OnDay, Remove
from khtgdv.cli.arguments.values_given import option_text
from khtgdv.cli.system.environment import today
from khtgdv.cli.write_pipeline import WriteOptions, record, record_dates
from khtgdv.errors import ExitCode, UsageError
from khtgdv.hints import Annotated

TYPE_CHECKING = False
if TYPE_CHECKING:
    from khtgdv.source.edit.drafts import PlanDraft
    from khtgdv.source.edit.record import Record, Work


def log(
    plan: PlanOptions,
    write: WriteOptions,
    *,
    row: Id,
    periods: Annotated[
        list[str],
        argument(
            metavar="KỲ…",
            text='Ví dụ 2, 2026-02, W07, Q1, "Q1 báo cáo quý".',
            complete="log-periods",
        ),
    ],
    on: OnDay = None,
    remove: Remove = False,
    force: Force = False,
) -> ExitCode:
    """Kỳ nào đã ghi mà kỳ sau thiếu thì khtgdv overdue nhắc; --remove bỏ kỳ đã ghi nhầm.

    Ví dụ: khtgdv log TX-28 W09 --on 27/2/2026
    """
    from khtgdv.cli.typed.log_words import read_log_words
    from khtgdv.source.edit import entries

    words = [option_text(text, "KỲ") for text in periods]
    if remove:
        _refuse_day(on)

    def log_periods(work: Work, drafts: PlanDraft) -> Record:
        typed = read_log_words(words, work, drafts.typing_span(today()))
        if remove:
            _refuse_day(typed.day)
            return entries.remove_log(work, typed.periods)
        dates = record_dates(on or typed.day, drafts, force=force)
        calendar = entries.PlanCalendar(drafts.span, drafts.plan_file.workdays)
        return entries.log(work, typed.periods, dates, calendar)

    return record(plan, write, [row], log_periods)


def _refuse_day(on: str | None) -> None:
    if on is not None:
        raise UsageError("--on và --remove không dùng cùng nhau.", "bỏ --on")


def visit(
    plan: PlanOptions,
    write: WriteOptions,
    *,
    row: Id,
    places: Annotated[
        list[str],
        argument(metavar="ĐƠN VỊ…", text='Tên đơn vị, ví dụ "Kiến An".', complete="places"),
    ],
    on: OnDay = None,
    remove: Remove = False,
    force: Force = False,
) -> ExitCode:
    """Đến đủ các đơn vị thì dòng kiểm tra ấy được tính là hoàn thành; --remove bỏ nơi ghi nhầm.

    Ví dụ: khtgdv visit KT-02 "Kiến An" --on 10/9/2026
    """
    from khtgdv.cli.typed.log_words import places_and_day
    from khtgdv.source.edit import entries

    def record_visits(work: Work, drafts: PlanDraft) -> Record:
        names, day = (places, on) if on else places_and_day(places, drafts.typing_span(today()))
        if remove:
            _refuse_day(day)
            return entries.remove_visits(work, names)
        return entries.visit(work, names, record_dates(day, drafts, force=force))

    return record(plan, write, [row], record_visits)
