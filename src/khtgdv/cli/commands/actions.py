"""The commands that record what happened to a row: each touches only the lines of its change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from khtgdv.cli.arguments import completion
from khtgdv.cli.arguments.options import PlanOptions, argument, option
from khtgdv.cli.arguments.values_given import option_text, optional_text, read_deadline
from khtgdv.cli.system.environment import today
from khtgdv.cli.write_pipeline import WriteOptions, record
from khtgdv.errors import ExitCode, UsageError
from khtgdv.query.ranges import read_past_day, read_time

if TYPE_CHECKING:
    from khtgdv.dates.periods import DateRange
    from khtgdv.source.edit.drafts import PlanDraft
    from khtgdv.source.edit.record import RecordDates

Ids = Annotated[
    list[str],
    argument(metavar="MÃ…", text="Ví dụ T03-12, TX-05.", complete=completion.complete_ids),
]
Id = Annotated[
    str, argument(metavar="MÃ", text="Ví dụ T03-12, KT-02.", complete=completion.complete_ids)
]
OnDay = Annotated[
    str | None,
    option("--on", metavar="NGÀY", text="Ngày việc xảy ra, ví dụ 31/03/2026; mặc định hôm nay."),
]


Force = Annotated[
    bool, option("--force", metavar=None, text="Ghi cả khi ngày ở trước năm của kế hoạch.")
]


def _when(on: str | None, drafts: PlanDraft, *, force: bool) -> RecordDates:
    from khtgdv.source.edit.record import RecordDates

    current_day = today()
    day = current_day
    if on is not None:
        day = read_past_day(on, drafts.typing_span(current_day), current_day)
    return RecordDates(day, current_day, None if force else drafts.span)


def done(
    plan: PlanOptions,
    write: WriteOptions,
    *,
    rows: Ids,
    on: OnDay = None,
    result: Annotated[
        str | None,
        option("--result", metavar="SỐ HIỆU", text="Số hiệu văn bản ban hành khi hoàn thành."),
    ] = None,
    force: Force = False,
) -> ExitCode:
    """Chỉ thêm dòng completed (và result). Việc định kỳ ghi từng kỳ bằng khtgdv log.

    Một bước của nhiệm vụ thì thêm dấu chấm và số bước: khtgdv done T03-01.2

    Ví dụ: khtgdv done T03-12 --on 31/03/2026 --result "145-BC/BTGDVTU"
    """
    from khtgdv.source.edit import actions as records
    from khtgdv.source.edit.steps import complete_step

    paper = optional_text(result, "--result")
    return record(
        plan,
        write,
        rows,
        lambda work, drafts: records.complete(work, _when(on, drafts, force=force), paper),
        step_action=lambda work, number, drafts: complete_step(
            work, number, _when(on, drafts, force=force), paper
        ),
    )


def remove(plan: PlanOptions, write: WriteOptions, *, rows: Ids) -> ExitCode:
    """Chỉ bỏ được dòng thêm sau khi ký (có added) và chưa ghi nhận gì; dòng khác thì cancel."""
    from khtgdv.source.edit import actions as records

    return record(plan, write, rows, lambda work, _: records.remove(work))


def reopen(plan: PlanOptions, write: WriteOptions, *, rows: Ids) -> ExitCode:
    """Bỏ ghi nhận hoàn thành và kết quả, hoặc bỏ việc hủy; các dòng khác giữ nguyên."""
    from khtgdv.source.edit import actions as records

    return record(plan, write, rows, lambda work, _: records.reopen(work))


def start(
    plan: PlanOptions, write: WriteOptions, *, rows: Ids, on: OnDay = None, force: Force = False
) -> ExitCode:
    """Có ngày bắt đầu thì mới ghi được tiến độ.

    Ví dụ: khtgdv start T03-05 --on 5/3/2026
    """
    from khtgdv.source.edit import actions as records

    return record(
        plan, write, rows, lambda work, drafts: records.start(work, _when(on, drafts, force=force))
    )


def update(
    plan: PlanOptions,
    write: WriteOptions,
    *,
    rows: Ids,
    assignee: Annotated[
        str | None, option("--assignee", metavar="TÊN", text="Rõ người: người được giao.")
    ] = None,
    leader: Annotated[
        str | None, option("--leader", metavar="TÊN", text="Lãnh đạo phụ trách.")
    ] = None,
    product: Annotated[
        str | None, option("--product", metavar="CHỮ", text="Rõ sản phẩm: kết quả phải có.")
    ] = None,
    responsibility: Annotated[
        str | None, option("--responsibility", metavar="CHỮ", text="Rõ trách nhiệm.")
    ] = None,
    authority: Annotated[
        str | None, option("--authority", metavar="CHỮ", text="Rõ thẩm quyền: ai ban hành.")
    ] = None,
    progress: Annotated[
        int | None, option("--progress", metavar="SỐ", text="Tiến độ, từ 0 đến 100 (phần trăm).")
    ] = None,
    note: Annotated[
        list[str], option("--note", metavar="CHỮ", text="Thêm ghi chú; dùng được nhiều lần.")
    ] = [],  # noqa: B006 - it is never changed
) -> ExitCode:
    """Ghi thêm hoặc thay những phần của "6 rõ" mà phụ lục không có.

    Ví dụ: khtgdv update T03-05 --assignee "Bà B" --product "Dự thảo Đề án"
    """
    from khtgdv.source.edit import actions as records

    if progress is not None and not 0 <= progress <= 100:  # noqa: PLR2004 - per cent
        raise UsageError("--progress phải từ 0 đến 100.", "ví dụ: --progress 60")
    option_texts = {
        "assignee": assignee,
        "leader": leader,
        "product": product,
        "responsibility": responsibility,
        "authority": authority,
        "progress": None if progress is None else str(progress),
    }
    values = {
        key: option_text(text, f"--{key}") for key, text in option_texts.items() if text is not None
    }
    notes = [option_text(text, "--note") for text in note]
    if not values and not notes:
        raise UsageError("Chưa nói ghi gì.", "ví dụ: khtgdv update T03-12 --progress 60")
    return record(plan, write, rows, lambda work, _: records.update(work, values, notes))


def extend(
    plan: PlanOptions,
    write: WriteOptions,
    *,
    rows: Ids,
    to: Annotated[
        str, option("--to", metavar="THỜI HẠN", text="Hạn mới: 5, 5/2026, 31/05/2026, Q2, 2026.")
    ],
    reason: Annotated[str, option("--reason", metavar="CHỮ", text="Lý do gia hạn.")],
    on: OnDay = None,
    document: Annotated[
        str | None, option("--document", metavar="SỐ HIỆU", text="Văn bản cho gia hạn.")
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
            _when(on, drafts, force=force),
        ),
    )  # fmt: skip


def cancel(
    plan: PlanOptions,
    write: WriteOptions,
    *,
    rows: Ids,
    reason: Annotated[str, option("--reason", metavar="CHỮ", text="Lý do hủy.")],
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
        lambda work, drafts: records.cancel(work, reasons, _when(on, drafts, force=force)),
    )


def log(
    plan: PlanOptions,
    write: WriteOptions,
    *,
    row: Id,
    periods: Annotated[
        list[str], argument(metavar="KỲ…", text='Ví dụ 2, 2026-02, W07, Q1, "Q1 báo cáo quý".')
    ],
    on: OnDay = None,
    force: Force = False,
) -> ExitCode:
    """Kỳ nào đã ghi mà kỳ sau thiếu thì khtgdv overdue nhắc.

    Ví dụ: khtgdv log TX-28 W09 --on 27/2/2026
    """
    from khtgdv.source.edit import entries

    return record(
        plan, write, [row],
        lambda work, drafts: entries.log(
            work,
            [_read_period(text, drafts.typing_span(today())) for text in periods],
            _when(on, drafts, force=force),
            entries.PlanCalendar(drafts.span, drafts.plan_file.workdays),
        ),
    )  # fmt: skip


def _read_period(text: str, span: DateRange) -> str:
    """Return a period as files write it, with the label behind it if there is one."""
    first, *label = option_text(text, "KỲ").split()
    try:
        return " ".join([str(read_time(first, span)), *label])
    except UsageError:
        return text


def visit(
    plan: PlanOptions,
    write: WriteOptions,
    *,
    row: Id,
    places: Annotated[list[str], argument(metavar="ĐƠN VỊ…", text='Tên đơn vị, ví dụ "Kiến An".')],
    on: OnDay = None,
    force: Force = False,
) -> ExitCode:
    """Đến đủ các đơn vị thì dòng kiểm tra ấy được tính là hoàn thành.

    Ví dụ: khtgdv visit KT-02 "Kiến An" --on 10/9/2026
    """
    from khtgdv.source.edit import entries

    return record(
        plan,
        write,
        [row],
        lambda work, drafts: entries.visit(work, places, _when(on, drafts, force=force)),
    )
