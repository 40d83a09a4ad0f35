"""The command that makes next year's plan from this one, as a draft."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from khtgdv.cli.arguments.declarations import option
from khtgdv.cli.arguments.options import DryRun
from khtgdv.cli.system.environment import display_path, only_plan_folder, search_plans, today
from khtgdv.cli.system.new_files import create_files, finish_new_plan, refuse_existing
from khtgdv.cli.system.output import ONLY_TRIED, confirm, say, write_diff
from khtgdv.errors import ExitCode, KhtgdvError, UsageError
from khtgdv.frozen import dataclass, field
from khtgdv.hints import Annotated
from khtgdv.source.find import PlanFolder
from khtgdv.source.load.load import load_plan
from khtgdv.source.load.result import name_plans
from khtgdv.text import escape_unsafe

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from khtgdv.plan.model import Plan
    from khtgdv.source.new_plans.next_plan import NextPlan

_MOST = 12  # IDs that a line of the list names
_VALIDATE_HINT = "khtgdv validate cho biết từng lỗi và cách sửa; sửa xong rồi chạy lại"


@dataclass(frozen=True)
class RolloverOptions:
    """Which plan goes on, where to, and what of it."""

    title = "Kế hoạch năm sau"

    data: Annotated[
        list[Path],
        option("--data", metavar="THƯ MỤC", text="Thư mục kế hoạch năm nay.", complete="folders"),
    ] = field(default_factory=list)
    year: Annotated[
        int | None,
        option(
            "--year",
            metavar="NĂM",
            text="Năm của kế hoạch mới; không có thì năm kế tiếp.",
            complete="new-years",
        ),
    ] = None
    into: Annotated[
        Path | None,
        option(
            "--into",
            metavar="THƯ MỤC",
            text="Nơi ghi; không có thì cùng thư mục năm nay.",
            complete="folders",
        ),
    ] = None
    rows: Annotated[
        str,
        option(
            "--rows",
            metavar="DÒNG",
            text="regular: việc thường xuyên, định kỳ; unfinished: thêm việc chưa xong; "
            "all: mọi dòng.",
            complete="row-choices",
        ),
    ] = "unfinished"
    shift_years: Annotated[
        bool,
        option("--shift-years", metavar=None, text="Đổi cả năm nằm trong lời văn sang năm mới."),
    ] = False
    dry_run: DryRun = False


def rollover(options: RolloverOptions) -> ExitCode:
    """Dự thảo ghi ra tệp mới; kế hoạch năm nay không bị sửa.

    Giữ cơ quan, đơn vị, mục, việc thường xuyên; việc chưa xong ghi rõ chuyển từ dòng nào; hạn lùi
    đúng số năm; ghi nhận của năm cũ không mang theo.
    """
    from khtgdv.source.new_plans.next_plan import ROW_CHOICES

    if options.rows not in ROW_CHOICES:
        message = f'--rows: không có lựa chọn "{escape_unsafe(options.rows)}".'
        raise UsageError(message, f"chọn một trong: {', '.join(ROW_CHOICES)}")
    place, folder = _places(options)
    plan, new = _next_plan(place, options)
    contents = {name: text.encode() for name, text in new.texts.items()}
    refuse_existing(folder, contents)
    _require_valid(contents, new.year)
    if options.dry_run:
        _show(folder, new)
    else:
        _create(folder, contents)
    lines = [_summary(plan, new), "Cơ quan còn quyết định:", *_decisions(plan, new)]
    confirm("".join(f"{line}\n" for line in lines))
    if options.dry_run:
        say(ONLY_TRIED)
    return ExitCode.OK


def _places(options: RolloverOptions) -> tuple[PlanFolder, Path]:
    """Return the plan that goes on, and the folder of the new one."""
    search = search_plans(tuple(options.data))
    place = only_plan_folder(search)
    if search.embedded and options.into is None:
        hint = 'thêm --into "Kế hoạch của tôi", hoặc chọn kế hoạch bằng --data'
        raise UsageError("Kế hoạch mẫu kèm chương trình không ghi thêm vào được.", hint)
    return place, options.into or place.folder


def _next_plan(place: PlanFolder, options: RolloverOptions) -> tuple[Plan, NextPlan]:
    from khtgdv.source.new_plans.next_plan import Rollover, next_plan, years_on

    year = _source_year(place, options.year)
    result = name_plans(load_plan(place, year, display_path))
    if result.error_count or result.rows_left_out:
        message = f"Kế hoạch năm {year} có {result.error_count} lỗi, chưa lập được kế hoạch sau."
        raise KhtgdvError(message, _VALIDATE_HINT)
    (plan,) = result.portfolio
    least = year + years_on(plan)
    if options.year is not None and options.year < least:
        message = f"Kế hoạch năm {year} còn đến hết {plan.span.end.year}."
        raise UsageError(message, f"năm của kế hoạch sau ít nhất là {least}: --year {least}")
    how = Rollover(options.year or least, options.rows, options.shift_years)  # type: ignore[arg-type]
    return plan, next_plan(plan, _files(place.folder, year), how)


def _source_year(place: PlanFolder, year: int | None) -> int:
    """Return the year of the plan that goes on: the newest before the new one's."""
    if year is None:
        return today().year if today().year in place.years else place.years[-1]
    earlier_years = [one for one in place.years if one < year]
    if not earlier_years:
        years = ", ".join(map(str, place.years))
        raise UsageError(
            f"Không có kế hoạch nào trước năm {year}.", f"các năm có kế hoạch: {years}"
        )
    return earlier_years[-1]


def _files(folder: Path, year: int) -> dict[str, Any]:
    """Return what the files of a plan say, by their first word."""
    from khtgdv.source.find import path_exists
    from khtgdv.source.load.planfile import PLAN_SECTIONS
    from khtgdv.source.load.sections import read_yaml_file
    from khtgdv.source.new_plans.next_plan import plain

    paths = {name: folder / f"{name}_{year}.yaml" for name in ("plan", "tasks", "inspections")}
    known = (*PLAN_SECTIONS, "tasks", "inspections")
    return {
        name: plain(read_yaml_file(path, str(path), known).root or {})
        for name, path in paths.items()
        if path_exists(path)
    }


def _require_valid(contents: Mapping[str, bytes], year: int) -> None:
    """Refuse to write what a reader would find errors in."""
    with TemporaryDirectory() as name:
        create_files(Path(name), contents)
        result = load_plan(PlanFolder(name, "", (year,)), year, lambda path: path.name)
    errors = [finding for finding in result.findings if finding.level == "error"]
    if errors:
        places = "; ".join(f"{e.path}:{e.span.line}: {e.message}" for e in errors[:3])
        raise KhtgdvError(f"Chưa lập kế hoạch: {places}.", "sửa dòng ấy ở kế hoạch cũ rồi chạy lại")


def _create(folder: Path, contents: Mapping[str, bytes]) -> None:
    from khtgdv.cli.system.plan_files import locked

    create_files(folder, {})
    with locked(folder / name for name in contents):
        create_files(folder, contents)
    folder_text = escape_unsafe(display_path(folder))
    confirm(f"Đã tạo dự thảo ở {folder_text}: {', '.join(contents)}\n")
    finish_new_plan(folder)


def _show(folder: Path, new: NextPlan) -> None:
    for name, text in new.texts.items():
        write_diff("", text, escape_unsafe(display_path(folder / name)), color=False)


def _summary(plan: Plan, new: NextPlan) -> str:
    rows = new.rows
    return (
        f"Từ {plan.name} năm {plan.year}: {rows.count} dòng, trong đó {len(rows.regular)} việc "
        f"thường xuyên, định kỳ, {len(rows.unfinished)} việc chưa xong chuyển sang, "
        f"{len(rows.finished)} việc có thời hạn đã xong."
    )


def _decisions(plan: Plan, new: NextPlan) -> Iterator[str]:
    """Yield what the office still has to decide, the paper first, then rows, then wording."""
    from khtgdv.cli.installation.advice import install_command
    from khtgdv.source.new_plans.next_plan import mention_lines

    rows, plan_name = new.rows, next(iter(new.texts))
    yield f"- tên kế hoạch, người ký, số, ngày ký: khóa plan của {plan_name}; ký thì xóa status"
    if new.knows_holidays:
        yield "- ngày nghỉ hoán đổi, làm bù: sửa holidays, working_days khi có thông báo"
    else:
        yield (
            "- ngày nghỉ chưa ghi được: ghi tay vào holidays, hoặc cài thư viện rồi lập lại; "
            f"cài bằng lệnh: {install_command(['holidays'])}"
        )
    if plan.focus:
        yield "- nhiệm vụ trọng tâm (focus): còn là của năm cũ"
    if rows.unfinished:
        yield f"- việc chưa xong, hạn mới đã đúng chưa: {_ids(rows.unfinished)}"
    if rows.running:
        yield f"- hạn đang có hiệu lực ở kế hoạch cũ chưa qua hết năm cũ: {_ids(rows.running)}"
    if rows.finished:
        yield f"- việc năm cũ đã xong, năm mới có làm nữa không: {_ids(rows.finished)}"
    if rows.cancelled:
        yield f"- việc năm cũ đã hủy, năm mới có làm nữa không: {_ids(rows.cancelled)}"
    if new.mentions:
        yield f"- {len(new.mentions)} chỗ có năm trong lời văn:"
        for line in mention_lines(new.mentions):
            yield f"  {escape_unsafe(line)}"


def _ids(rows: tuple[str, ...]) -> str:
    more = f" và {len(rows) - _MOST} dòng khác" if len(rows) > _MOST else ""
    return ", ".join(rows[:_MOST]) + more
