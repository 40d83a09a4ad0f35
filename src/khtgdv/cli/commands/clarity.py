"""The commands that ask whether the plan itself is clear."""

from __future__ import annotations

from khtgdv.cli.arguments.declarations import argument, option
from khtgdv.cli.arguments.options import (
    DryRun,
    FilterOptions,
    OutputOptions,
    PlanOptions,
    PositionOptions,
    TableOptions,
)
from khtgdv.cli.pipeline import narrow, read, report
from khtgdv.errors import ExitCode, UsageError
from khtgdv.hints import Annotated
from khtgdv.query.choices import PARTS, read_choice

TYPE_CHECKING = False
if TYPE_CHECKING:
    from khtgdv.query.selection import Selection
    from khtgdv.source.edit.drafts import PlanDraft, Work
    from khtgdv.source.edit.record import Record


def clarity(
    plan: PlanOptions,
    at: PositionOptions,
    filters: FilterOptions,
    output: OutputOptions,
    tables: TableOptions,
    *,
    missing: Annotated[
        list[str],
        option(
            "--missing",
            metavar="PHẦN",
            text="Chỉ việc chưa nêu phần này, ví dụ product.",
            complete="parts",
        ),
    ] = [],  # noqa: B006 - it is never changed
    apply_suggestions: Annotated[
        bool,
        option("--apply-suggestions", metavar=None, text="Ghi các sản phẩm gợi ý vào kế hoạch."),
    ] = False,
    dry_run: DryRun = False,
) -> ExitCode:
    """Từng việc, từng đơn vị: đã nêu việc, người, phối hợp, thời gian, sản phẩm … hay chưa.

    Bản giấy không có cột nào thì nói là không nêu; sản phẩm gợi ý theo lời văn chỉ là gợi ý.
    """
    parts = tuple(
        read_choice("Không có phần {}.", name.strip(), PARTS)
        for text in missing
        for name in text.split(",")
    )
    reading = read(plan, at)
    selection = narrow(reading, filters)
    if apply_suggestions:
        return _apply(plan, selection, color=output.color, dry_run=dry_run)
    if dry_run:
        raise UsageError("--dry-run chỉ dùng cùng --apply-suggestions.", "Bỏ --dry-run.")
    return report("clarity", reading, selection, output, tables, missing=parts)


def _apply(plan: PlanOptions, selection: Selection, *, color: str, dry_run: bool) -> ExitCode:
    """Write the suggested products of the selected rows; what would change is shown first."""
    from khtgdv.cli.system.output import say
    from khtgdv.cli.write_pipeline import WriteOptions, record
    from khtgdv.language.suggestions import suggest_product
    from khtgdv.source.edit.actions import update

    suggestions = {
        row.id: suggestion
        for row in selection.tasks
        if not row.work.product and (suggestion := suggest_product(row.work.task))
    }
    if not suggestions:
        say("Không có sản phẩm nào để gợi ý.")
        return ExitCode.OK

    def action(work: Work, _: PlanDraft) -> Record:
        return update(work, {"product": suggestions[work.id]}, [])

    return record(plan, WriteOptions(dry_run, color), list(suggestions), action, show_changes=True)


def references(
    plan: PlanOptions,
    at: PositionOptions,
    filters: FilterOptions,
    output: OutputOptions,
    tables: TableOptions,
) -> ExitCode:
    """Quyết định, kết luận, chỉ thị … mà các dòng kế hoạch viện dẫn, mỗi văn bản một dòng."""
    reading = read(plan, at)
    return report("references", reading, narrow(reading, filters), output, tables)


def glossary(
    plan: PlanOptions,
    output: OutputOptions,
    tables: TableOptions,
    *,
    text: Annotated[
        list[str],
        argument(metavar="[CHỮ]…", text="Chỉ các chữ viết tắt có những chữ này.", complete="free"),
    ] = [],  # noqa: B006 - it is never changed
) -> ExitCode:
    """Tìm bằng chữ viết tắt hay chữ viết đầy đủ đều ra cả hai."""
    reading = read(plan, PositionOptions())
    return report("glossary", reading, reading.selection, output, tables, text=" ".join(text))
