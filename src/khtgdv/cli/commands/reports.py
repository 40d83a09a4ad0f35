"""The looking commands: each one report, built from the rows that passed the filters."""

from __future__ import annotations

from khtgdv.cli.arguments.declarations import argument, option
from khtgdv.cli.arguments.options import (
    FilterOptions,
    OutputOptions,
    PlanOptions,
    PositionOptions,
    TableOptions,
    WordTemplate,
)
from khtgdv.cli.pipeline import narrow, read, report
from khtgdv.errors import ExitCode, UsageError
from khtgdv.frozen import replace
from khtgdv.hints import Annotated

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from khtgdv.cli.pipeline import PlanReading
    from khtgdv.query.choices import Words
    from khtgdv.query.selection import Selection

_GROUPS = "Gộp theo plan, department, month, focus, section, leader, assignee."
GroupBy = Annotated[str | None, option("--by", metavar="NHÓM", text=_GROUPS, complete="groups")]
SearchWords = Annotated[
    list[str], argument(metavar="[CHỮ]…", text="Các chữ phải có, không cần dấu.", complete="free")
]
# What `summary --by` shows: a report of its own, or the roll-up.
_SUMMARY_REPORTS = {
    "department": "summary", "focus": "focus", "plan": "rollup", "month": "rollup",
    "section": "rollup",
    "leader": "rollup", "assignee": "rollup",
}  # fmt: skip


def summary(
    plan: PlanOptions,
    at: PositionOptions,
    filters: FilterOptions,
    output: OutputOptions,
    tables: TableOptions,
    *,
    by: Annotated[
        str, option("--by", metavar="CÁCH", text=_GROUPS, complete="groups")
    ] = "department",
) -> ExitCode:
    """Cũng là điều hiện ra khi chỉ gõ khtgdv."""
    from khtgdv.query.choices import GROUPS

    by = _choice("--by", by, GROUPS, _SUMMARY_REPORTS)
    reading = read(plan, at, backlog=True)
    options = {"report": "summary", "by": by} if _SUMMARY_REPORTS[by] == "rollup" else {}
    return report(
        _SUMMARY_REPORTS[by], reading, narrow(reading, filters), output, tables, **options
    )


def listing(
    plan: PlanOptions,
    at: PositionOptions,
    filters: FilterOptions,
    output: OutputOptions,
    tables: TableOptions,
    *,
    text: SearchWords = [],  # noqa: B006 - it is never changed
) -> ExitCode:
    """Không lọc thì hiện mọi nhiệm vụ, cả việc đã xong và đã hủy.

    Ví dụ: khtgdv list --department TT-TH --due Q1
    """
    from khtgdv.cli.hints import tell_month_is_position, tell_other_readings

    reading = read(plan, at)
    words = " ".join(text)
    selection = narrow(reading, filters, words)
    # What a focus area might have too is among the rows that pass the other filters.
    any_focus = narrow(reading, replace(filters, focus=[]), words) if filters.focus else None
    if words:
        tell_other_readings(words, reading)
    tell_month_is_position("list", at, filters, output, reading)
    return report("list", reading, selection, output, tables, wide=any_focus)


def show(
    plan: PlanOptions,
    at: PositionOptions,
    output: OutputOptions,
    *,
    rows: Annotated[
        list[str],
        argument(metavar="MÃ…", text="Ví dụ T03-12, TX-05, KT-02.", complete="rows"),
    ],
) -> ExitCode:
    """Mã không phân biệt chữ hoa, số 0 ở đầu: t3-12 cũng là T03-12."""
    reading = read(plan, at)
    return report("show", reading, narrow(reading, FilterOptions(id=rows)), output)


def overdue(
    plan: PlanOptions,
    at: PositionOptions,
    filters: FilterOptions,
    output: OutputOptions,
    tables: TableOptions,
    *,
    recurring: Annotated[
        bool, option("--recurring", metavar=None, text="Mọi lịch của việc định kỳ.")
    ] = False,
    by: GroupBy = None,
    exit_code: Annotated[
        bool, option("--exit-code", metavar=None, text="Kết thúc với mã 1 nếu có việc quá hạn.")
    ] = False,
) -> ExitCode:
    """Cuối danh sách là việc chờ cấp trên và việc chưa có thời hạn: không quá hạn, không quên.

    Ví dụ: khtgdv overdue --month 3 --department "phòng tt th"
    """
    reading = read(plan, at, backlog=True)
    rollup = _rollup_report("overdue", by)
    selection = narrow(reading, filters)
    name, options = rollup or ("overdue", {"recurring": recurring})
    status = report(name, reading, selection, output, tables, **options)
    return ExitCode.FINDINGS if exit_code and _any_overdue(selection) else status


def _any_overdue(selection: Selection) -> bool:
    from khtgdv.query.cells import rows_matching

    sets = (selection.tasks, selection.inspections)
    return any(rows_matching(rows, selection.position, {"state": ("overdue",)}) for rows in sets)


def upcoming(
    plan: PlanOptions,
    at: PositionOptions,
    filters: FilterOptions,
    output: OutputOptions,
    tables: TableOptions,
    *,
    within: Annotated[
        int | None,
        option(
            "--within",
            metavar="NGÀY",
            text="Trong bao nhiêu ngày tới; mặc định đến hết tháng sau.",
            complete="free",
        ),
    ] = None,
) -> ExitCode:
    """Chỉ việc chưa xong và chưa quá hạn."""
    from khtgdv.cli.arguments.values_given import MAX_DAYS_AHEAD

    if within is not None and not 0 <= within <= MAX_DAYS_AHEAD:
        raise UsageError(
            f"Số ngày của --within phải từ 0 đến {MAX_DAYS_AHEAD}.", "Ví dụ: --within 30"
        )
    reading = read(plan, at, backlog=True)
    return report("upcoming", reading, narrow(reading, filters), output, tables, within=within)


def workload(
    plan: PlanOptions,
    at: PositionOptions,
    filters: FilterOptions,
    output: OutputOptions,
    tables: TableOptions,
    *,
    by: GroupBy = None,
    count: Annotated[
        str,
        option(
            "--count",
            metavar="CÁCH",
            text="Đếm theo due (đến hạn), start, active.",
            complete="counts",
        ),
    ] = "due",
    role: Annotated[
        str,
        option(
            "--role", metavar="VAI", text="lead (chủ trì), coordinating, both.", complete="roles"
        ),
    ] = "lead",
) -> ExitCode:
    """Việc đã hủy không tính; việc chưa có hạn và việc thường xuyên có cột riêng."""
    from khtgdv.query.choices import COUNTS, ROLES
    from khtgdv.reports.workload import COUNT_LABELS, ROLE_LABELS

    count = _choice("--count", count, COUNTS, COUNT_LABELS)
    role = _choice("--role", role, ROLES, ROLE_LABELS)
    reading = read(plan, at)
    selection = narrow(reading, filters)
    name, options = _rollup_report("workload", by) or ("workload", {"count": count, "role": role})
    return report(name, reading, selection, output, tables, **options)


def _rollup_report(name: str, by: str | None) -> tuple[str, dict[str, object]] | None:
    """Return the report that rolls another up, and its options; None where nobody asked."""
    if by is None:
        return None
    from khtgdv.query.choices import GROUPS
    from khtgdv.reports.rollup import GROUP_LABELS

    group = _choice("--by", by, GROUPS, GROUP_LABELS)
    return "rollup", {"report": name, "by": group}


def _choice(name: str, value: str, words: Mapping[str, Words], allowed: Iterable[str]) -> str:
    from khtgdv.query.choices import read_choice

    return read_choice(f"{name} không có giá trị {{}}.", value, words, tuple(allowed))


def department(
    plan: PlanOptions,
    at: PositionOptions,
    filters: FilterOptions,
    output: OutputOptions,
    tables: TableOptions,
    *,
    name: Annotated[
        str | None,
        argument(
            metavar="[ĐƠN VỊ]", text="Mã, tên hay tên khác của đơn vị; all là mọi đơn vị.",
            complete="department-or-all",
        ),
    ] = None,
    template: WordTemplate = None,
) -> ExitCode:  # fmt: skip
    """Việc chủ trì, việc quá hạn, việc phối hợp, việc thường xuyên.

    Mọi đơn vị, mỗi đơn vị một phần: --department all; thêm --output thành một thư mục thì mỗi
    đơn vị một tệp.
    """
    from khtgdv.cli.hints import tell_month_is_position
    from khtgdv.query.names import means_every_department

    reading = read(plan, at)
    all_departments = any(map(means_every_department, filters.department))
    names = filters.department if name is None or all_departments else [name]
    if not names:
        raise UsageError("Chưa chọn đơn vị.", "Ví dụ: khtgdv department VP, hoặc department all")
    if name is None or all_departments:
        filters = replace(filters, department=[])
    codes = _department_codes(names, reading)
    tell_month_is_position(f"department {' '.join(codes)}", at, filters, output, reading)
    return report(
        "department",
        reading,
        narrow(reading, filters),
        output,
        tables,
        codes=codes,
        template=template,
    )


def _department_codes(names: Sequence[str], reading: PlanReading) -> tuple[str, ...]:
    """Return the codes of the departments asked for, each once."""
    from khtgdv.query.names import means_every_department, resolve_departments

    if any(map(means_every_department, names)):
        return tuple(reading.selection.departments)
    portfolio = reading.selection.portfolio
    codes = (code for name in names for code in resolve_departments(name, portfolio))
    return tuple(dict.fromkeys(codes))


def inspections(
    plan: PlanOptions,
    at: PositionOptions,
    filters: FilterOptions,
    output: OutputOptions,
    tables: TableOptions,
    *,
    text: SearchWords = [],  # noqa: B006 - it is never changed
    units: Annotated[
        bool, option("--units", metavar=None, text="Từng đơn vị được kiểm tra, ở những cuộc nào.")
    ] = False,
) -> ExitCode:
    """Phụ lục 2: nội dung, đơn vị, thời gian, nơi đã kiểm tra."""
    reading = read(plan, at)
    selection = narrow(reading, filters, " ".join(text))
    return report("units" if units else "inspections", reading, selection, output, tables)
