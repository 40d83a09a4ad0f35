"""`export`: all rows as data, for programs that go on from there."""

from __future__ import annotations

from khtgdv.cli.arguments.options import FilterOptions, OutputOptions, PlanOptions, PositionOptions
from khtgdv.cli.pipeline import narrow, read, report
from khtgdv.errors import ExitCode, UsageError

_DATA_FORMATS = ("parquet", "json", "csv")


def export(
    plan: PlanOptions, at: PositionOptions, filters: FilterOptions, output: OutputOptions
) -> ExitCode:
    """Nhiệm vụ và cuộc kiểm tra của mọi kế hoạch, mọi năm, theo một khuôn có kiểu dữ liệu.

    --format parquet --output THƯ-MỤC: chia theo năm và kế hoạch, để DuckDB, Spark đọc tiếp.
    """
    from khtgdv.render.formats import format_name

    name = format_name(output.format, output.destination.path)
    if name not in _DATA_FORMATS:
        hint = f"Chọn --format {', '.join(_DATA_FORMATS)}; ví dụ --format parquet --output kho"
        raise UsageError("Lệnh export chỉ ghi dữ liệu.", hint)
    reading = read(plan, at, all_years=True)
    rows = narrow(reading, filters)
    findings = reading.load_result.findings if name == "parquet" else None
    return report("export", reading, rows, output, findings=findings)
