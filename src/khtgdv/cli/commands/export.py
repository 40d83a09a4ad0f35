"""`export`: all rows as data, for programs that go on from there."""

from __future__ import annotations

import sys
from functools import partial

from khtgdv.cli.arguments.declarations import option
from khtgdv.cli.arguments.options import FilterOptions, OutputOptions, PlanOptions, PositionOptions
from khtgdv.cli.pipeline import narrow, read, report, standpoint, years_of
from khtgdv.cli.system.environment import display_path
from khtgdv.cli.system.output import say
from khtgdv.errors import ExitCode, UsageError
from khtgdv.hints import Annotated
from khtgdv.text import escape_unsafe

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from typing import Any

    from khtgdv.spark.listing import Listing

_DATA_FORMATS = ("parquet", "json", "csv")


def export(
    plan: PlanOptions, at: PositionOptions, filters: FilterOptions, output: OutputOptions,
    *,
    engine: Annotated[
        str,
        option(
            "--engine", metavar="MÁY", text="Ai đọc kế hoạch: khtgdv, spark.", complete="engines"
        ),
    ] = "khtgdv",
    master: Annotated[
        str | None,
        option(
            "--master", metavar="CỤM", text="Spark chạy ở đâu: local[*], spark://…, yarn.",
            complete="free",
        ),
    ] = None,
) -> ExitCode:  # fmt: skip
    """Nhiệm vụ và cuộc kiểm tra của mọi kế hoạch, mọi năm, theo một khuôn có kiểu dữ liệu.

    --format parquet --output THƯ-MỤC: chia theo năm và kế hoạch, để DuckDB, Spark đọc tiếp.

    --engine spark: Spark liệt kê và đọc các kế hoạch, kể cả ở s3a://… hay hdfs://….
    """
    from khtgdv.query.choices import ENGINES, require_word
    from khtgdv.render.formats import format_name

    require_word("--engine không có giá trị", engine, ENGINES)
    if engine == "spark":
        return _export_by_spark(plan, at, filters, output, master)
    if master is not None:
        raise UsageError("--master chỉ dùng với --engine spark.", "Thêm --engine spark.")
    name = format_name(output.format, output.destination.path)
    if name not in _DATA_FORMATS:
        hint = f"Chọn --format {', '.join(_DATA_FORMATS)}; ví dụ --format parquet --output kho"
        raise UsageError("Lệnh export chỉ ghi dữ liệu.", hint)
    reading = read(plan, at, all_years=True)
    rows = narrow(reading, filters)
    findings = reading.load_result.findings if name == "parquet" else None
    return report("export", reading, rows, output, findings=findings)


def _export_by_spark(
    plan: PlanOptions, at: PositionOptions, filters: FilterOptions, output: OutputOptions,
    master: str | None,
) -> ExitCode:  # fmt: skip
    from khtgdv.cli.results.dataset import MARKER_CONTENT, MARKER_NAME
    from khtgdv.cli.system.java import prepare_java
    from khtgdv.spark.addresses import address_of, place_of
    from khtgdv.spark.job import Storage, read_file, read_parts, running_spark, write_tables
    from khtgdv.spark.listing import folder_tasks, search_listings
    from khtgdv.spark.plan_files import at_hand

    target = place_of(_dataset_folder(plan, filters, output))
    prepare_java()
    with running_spark(master, progress=sys.stderr.isatty()) as session:
        listings = [_list_files(place_of(root), session) for root in plan.data]
        search = search_listings(listings, display_path)
        with at_hand(search, listings, partial(read_file, session)) as nearby:
            year, _, position = standpoint(plan, at, nearby)
        tasks = folder_tasks(search, listings, years_of(plan, year), display_path)
        storage = Storage(session, address_of(target))
        storage.claim(MARKER_NAME, MARKER_CONTENT, target)
        parts = read_parts(session, tasks, position, search.findings)
        counts = write_tables(parts, storage.address, year)
    return _tell_counts(counts, target)


def _list_files(root: str, session: Any) -> Listing:
    """Return the files below a folder; UsageError where there is none."""
    from khtgdv.source.find import PLAN_FOLDER_HINT
    from khtgdv.spark.addresses import address_of
    from khtgdv.spark.job import Storage
    from khtgdv.spark.listing import Listing

    storage = Storage(session, address_of(root))
    if not storage.is_folder():
        message = f"Không tìm thấy thư mục kế hoạch: {escape_unsafe(root)}"
        raise UsageError(message, PLAN_FOLDER_HINT)
    return Listing(root, storage.address, storage)


def _dataset_folder(plan: PlanOptions, filters: FilterOptions, output: OutputOptions) -> Path:
    """Return where the dataset goes; UsageError where that, or the data, is not said as it must."""
    from khtgdv.cli.results.delivery import Destination

    if not plan.data:
        raise UsageError("--engine spark cần --data.", "Ví dụ: --data don-vi, --data s3a://kho/…")
    if filters != type(filters)():
        hint = "Bỏ các tùy chọn lọc dòng; lọc khi hỏi bộ dữ liệu."
        raise UsageError("--engine spark xuất mọi dòng, không lọc.", hint)
    folder = Destination(output.path).folder
    if output.format not in (None, "parquet") or folder is None:
        hint = "Thêm --output THƯ-MỤC, tên không có đuôi; bỏ --format."
        raise UsageError("--engine spark ghi một bộ dữ liệu Parquet, cần một thư mục.", hint)
    return folder


def _tell_counts(counts: Mapping[str, tuple[int, int]], target: str) -> ExitCode:
    tasks, inspections = counts["tasks"][0], counts["inspections"][0]
    findings, errors = counts["findings"]
    wrote = f"Đã ghi {tasks} nhiệm vụ, {inspections} cuộc kiểm tra, {findings} lỗi"
    say(f"{wrote} vào {escape_unsafe(target)}")
    if errors:
        say(f"Dữ liệu có {errors} lỗi: xem bảng findings")
    return ExitCode.FINDINGS if errors else ExitCode.OK
