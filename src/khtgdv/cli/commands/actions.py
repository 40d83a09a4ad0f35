"""The commands that record what happened to a row: each touches only the lines of its change."""

from __future__ import annotations

from khtgdv.cli.arguments.declarations import option
from khtgdv.cli.arguments.options import PlanOptions
from khtgdv.cli.arguments.row_options import Force, Ids, OnDay
from khtgdv.cli.arguments.values_given import option_text, optional_text
from khtgdv.cli.late_rows import ask_day, long_late_rows, tell_day
from khtgdv.cli.system.environment import today
from khtgdv.cli.write_pipeline import (
    RowActions,
    WriteOptions,
    drafts_of,
    record,
    record_dates,
    record_rows,
)
from khtgdv.errors import ExitCode
from khtgdv.hints import Annotated
from khtgdv.query.id_lists import split_row_ids
from khtgdv.query.ranges import read_deadline


def done(
    plan: PlanOptions,
    write: WriteOptions,
    *,
    rows: Ids,
    on: OnDay = None,
    result: Annotated[
        str | None,
        option(
            "--result",
            metavar="SỐ HIỆU",
            text="Số hiệu văn bản ban hành khi hoàn thành.",
            complete="free",
        ),
    ] = None,
    force: Force = False,
) -> ExitCode:
    """Chỉ ghi ngày hoàn thành (completed) và số hiệu (result). Việc định kỳ thì dùng khtgdv log.

    Có số hiệu sau khi đã ghi hoàn thành: chạy lại với --result, ngày hoàn thành giữ nguyên.
    Một bước của nhiệm vụ thì thêm dấu chấm và số bước: khtgdv done T03-01.2

    Ví dụ: khtgdv done T03-12 --on 31/03/2026 --result "145-BC/BTGDVTU"
    """
    from khtgdv.source.edit import actions as records
    from khtgdv.source.edit.steps import complete_step

    paper = optional_text(result, "--result")
    ids = split_row_ids(rows)
    drafts = drafts_of(plan, ids)
    late = None if on else long_late_rows(drafts, ids)
    answer = ask_day(late) if late and not write.dry_run else None
    day = on or answer

    actions = RowActions(
        lambda work, drafts: records.complete(work, record_dates(day, drafts, force=force), paper),
        lambda work, number, drafts: complete_step(
            work, number, record_dates(day, drafts, force=force), paper
        ),
    )
    status = record_rows(drafts, write, ids, actions)
    if late and answer is None and status == ExitCode.OK:
        tell_day(late)
    return status


def remove(plan: PlanOptions, write: WriteOptions, *, rows: Ids) -> ExitCode:
    """Chỉ bỏ được dòng thêm sau khi ký (có added) và chưa ghi nhận gì; dòng khác thì cancel."""
    from khtgdv.source.edit import actions as records

    return record(plan, write, rows, lambda work, _: records.remove(work))


def reopen(plan: PlanOptions, write: WriteOptions, *, rows: Ids) -> ExitCode:
    """Bỏ ghi nhận hoàn thành và kết quả, hoặc bỏ việc hủy; các dòng khác giữ nguyên.

    Một bước thì thêm dấu chấm và số bước: khtgdv reopen T03-01.2
    """
    from khtgdv.source.edit import actions as records
    from khtgdv.source.edit.steps import reopen_step

    return record(
        plan,
        write,
        rows,
        lambda work, _: records.reopen(work),
        step_action=lambda work, number, _: reopen_step(work, number),
    )


def start(
    plan: PlanOptions, write: WriteOptions, *, rows: Ids, on: OnDay = None, force: Force = False
) -> ExitCode:
    """Có ngày bắt đầu thì mới ghi được tiến độ.

    Ví dụ: khtgdv start T03-05 --on 5/3/2026
    """
    from khtgdv.source.edit import actions as records

    return record(
        plan,
        write,
        rows,
        lambda work, drafts: records.start(work, record_dates(on, drafts, force=force)),
    )


def extend(
    plan: PlanOptions,
    write: WriteOptions,
    *,
    rows: Ids,
    to: Annotated[
        str,
        option(
            "--to",
            metavar="THỜI HẠN",
            text="Hạn mới: 5, 5/2026, 31/05/2026, Q2, 2026.",
            complete="periods",
        ),
    ],
    reason: Annotated[
        str, option("--reason", metavar="CHỮ", text="Lý do gia hạn.", complete="free")
    ],
    on: OnDay = None,
    document: Annotated[
        str | None,
        option("--document", metavar="SỐ HIỆU", text="Văn bản cho gia hạn.", complete="free"),
    ] = None,
    force: Force = False,
) -> ExitCode:
    """Hạn đã ký (due) giữ nguyên; lần gia hạn sau cùng có hiệu lực.

    Ví dụ: khtgdv extend T03-05 --to 5/2026 --reason "chờ ý kiến BTVTU"
    """
    from khtgdv.source.edit import actions as records

    why = records.Reasons(option_text(reason, "--reason"), optional_text(document, "--document"))
    return record(
        plan, write, rows,
        lambda work, drafts: records.extend(
            work,
            read_deadline(to, drafts.typing_span(today())),
            why,
            record_dates(on, drafts, force=force),
        ),
    )  # fmt: skip


def cancel(
    plan: PlanOptions,
    write: WriteOptions,
    *,
    rows: Ids,
    reason: Annotated[str, option("--reason", metavar="CHỮ", text="Lý do hủy.", complete="free")],
    on: OnDay = None,
    force: Force = False,
) -> ExitCode:
    """Dòng vẫn còn trong kế hoạch, mang chữ "đã hủy" và lý do.

    Ví dụ: khtgdv cancel T03-07 --reason "ghép vào T04-02"
    """
    from khtgdv.source.edit import actions as records

    reasons = records.Reasons(option_text(reason, "--reason"))
    return record(
        plan,
        write,
        rows,
        lambda work, drafts: records.cancel(work, reasons, record_dates(on, drafts, force=force)),
    )
