"""`sql`: the question that gives a report's figures from what `export` wrote, for any position."""

from __future__ import annotations

from khtgdv.cli.arguments.declarations import argument, option
from khtgdv.cli.arguments.options import PlanOptions, PositionOptions, TextList
from khtgdv.cli.pipeline import standpoint
from khtgdv.cli.system.environment import search_plans
from khtgdv.cli.system.output import write_out
from khtgdv.dates.periods import Position
from khtgdv.errors import ExitCode, UsageError
from khtgdv.hints import Annotated
from khtgdv.query.choices import GROUPS as GROUP_WORDS
from khtgdv.query.choices import read_choice, require_word

TYPE_CHECKING = False
if TYPE_CHECKING:
    from khtgdv.dates.periods import DateRange
    from khtgdv.dates.spans import TypingSpan


def sql(
    plan: PlanOptions,
    at: PositionOptions,
    *,
    report: Annotated[
        list[str],
        argument(
            metavar="BÁO CÁO",
            text="Một trong: summary, overdue, upcoming, workload, report; report thêm kỳ.",
            complete="figures",
        ),
    ],
    dialect: Annotated[
        str, option("--dialect", metavar="MÁY", text="duckdb hay spark.", complete="dialects")
    ] = "duckdb",
    dataset: Annotated[
        str,
        option(
            "--dataset", metavar="THƯ MỤC", text="Thư mục mà export đã ghi.", complete="folders"
        ),
    ] = "kho",
    by: Annotated[
        str | None,
        option(
            "--by",
            metavar="NHÓM",
            text="Gộp theo plan, department, month, section, focus.",
            complete="question-groups",
        ),
    ] = None,
    department: Annotated[
        TextList,
        option(
            "--department",
            "-d",
            metavar="MÃ",
            text="Chỉ các đơn vị chủ trì này.",
            complete="department-codes",
        ),
    ] = [],  # noqa: B006 - it is never changed
) -> ExitCode:
    """Bộ dữ liệu là một thư mục: khtgdv export --format parquet --output kho.

    Ví dụ: khtgdv sql overdue --month 3 --by department
    """
    from khtgdv.dataset.dialects import DIALECTS
    from khtgdv.dataset.questions import GROUPS, QUESTIONS, Question, question

    name, *rest = report
    require_word("Không có báo cáo", name, QUESTIONS)
    require_word("--dialect không có giá trị", dialect, DIALECTS)
    if by is not None:
        by = read_choice("--by không có giá trị {}.", by, GROUP_WORDS, tuple(GROUPS))
    year, span, position = standpoint(plan, at, search_plans(tuple(plan.data)))
    period = None
    if name == "report":
        position, period = _read_term(" ".join(rest), span, position)
    elif rest:
        raise UsageError(f'"{" ".join(rest)}" không đi cùng {name}.', "chỉ report nhận thêm kỳ")
    departments = tuple(department)
    asked = Question(position, year, dataset, by or "", departments, period)
    write_out(question(name, asked, DIALECTS[dialect]))
    return ExitCode.OK


def _read_term(text: str, span: TypingSpan, at: Position) -> tuple[Position, DateRange]:
    """Return the period of a report, and its close; while it is not over, the position asked."""
    from khtgdv.query.ranges import read_report_period

    if not text:
        raise UsageError("Thiếu kỳ báo cáo.", "ví dụ: khtgdv sql report 2026-Q1")
    period = read_report_period(text, span)
    return (Position(period.end, closed=True) if period.end <= at.as_of else at), period
