"""`export --engine spark` writes what `export` writes: the same rows, the same findings.

Spark itself is tried by tools/external_parts/spark.py; here a small stand-in does its part.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import pytest

from khtgdv.cli.system import java
from tests.conftest import PLAN_TEMPLATE
from tests.support import fake_spark

if TYPE_CHECKING:
    from tests.conftest import Run, WritePlan

TABLES = ("tasks", "inspections", "intervals", "findings")


@pytest.fixture
def spark(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Return the settings that the stand-in for Spark is started with."""
    monkeypatch.setenv("JAVA_HOME", "/usr")
    monkeypatch.setenv("PYSPARK_PYTHON", "python3")
    return fake_spark.install(monkeypatch)


def row(number: int = 1, **facts: object) -> dict[str, object]:
    return {"id": f"T01-{number:02}", "task": f"Việc {number}", "lead": "VP", **facts}


@pytest.fixture
def many(write_plan: WritePlan) -> Path:
    """Return a folder of plans: healthy, of two years, broken, misnamed, without a file."""
    late = [row(n, start="2026-01", due=f"2026-0{n}", focus=["1.4"]) for n in range(1, 5)]
    write_plan(late, [{"id": "KT-01", "content": "Kiểm tra"}], folder="đơn vị/xã Bình")
    write_plan([row(due="2025-03")], folder="đơn vị/xã Bình", year=2025)
    write_plan([row(due="2026-31"), row(2)], folder="đơn vị/tỉnh/xã An [1]")
    write_plan([row(2)], folder="đơn vị/tỉnh/XÃ AN [1]", plan=None)
    folder = write_plan("- {id: T01-01, task: [", folder="đơn vị/tỉnh/hỏng").parent.parent
    (folder / "xã Bình" / "Tasks 2027.YAML").write_bytes(b"tasks: []")
    (folder / "xã Bình" / "không liên quan.pdf").write_bytes(b"%PDF")
    (folder / "xã Bình" / "inspections_2025.yaml").write_bytes(b"")
    write_plan([row(3)], folder="đơn vị/tỉnh/_xã Cũ/a=1")  # Spark passes over such a name
    write_plan([row(4)], folder="đơn vị/tỉnh/_xã Cũ/a=1/b=2")  # below a plan, nobody looks
    (folder / "tỉnh" / "_tasks_2026.yaml").write_bytes(b"tasks: []")
    (folder / "tỉnh" / ".ẩn").mkdir()
    (folder / "tỉnh" / ".ẩn" / "tasks_2026.yaml").write_bytes(b"tasks: []")
    return folder


def contents(dataset: Path, table: str) -> list[tuple[Any, ...]]:
    """Return the rows of a table, sorted, below the names of its columns."""
    source = f"read_parquet('{dataset}/{table}/**/*.parquet', hive_partitioning = true)"
    found = duckdb.connect().execute(f"SELECT * FROM {source}")  # noqa: S608 - of a test
    names = tuple(f"{name} {kind}" for name, kind, *_ in found.description or ())
    return [names, *sorted(found.fetchall(), key=repr)]


@pytest.mark.parametrize("options", [("--month", "3"), ("--year", "2025"), ()])
def test_spark_writes_what_the_plain_export_writes(
    options: tuple[str, ...], run: Run, many: Path, tmp_path: Path, spark: dict[str, str]
) -> None:
    export = ("export", "--data", many, *options)
    plain = run(*export, "-f", "parquet", "-o", tmp_path / "kho")
    by_spark = run(*export, "--engine", "spark", "-o", tmp_path / "cụm", "--master", "local[2]")
    assert by_spark.status == plain.status == 1
    for table in TABLES:
        assert contents(tmp_path / "cụm", table) == contents(tmp_path / "kho", table)
    assert spark["master"] == "local[2]"
    assert spark["stopped"] == "yes"
    assert len(contents(tmp_path / "kho", "findings")) > 3


def test_a_plan_that_stands_alone_is_named_by_its_paper(
    run: Run, write_plan: WritePlan, tmp_path: Path, spark: dict[str, str]
) -> None:
    folder = write_plan([row(2)])
    export = ("export", "--data", folder)
    assert run(*export, "-f", "parquet", "-o", tmp_path / "kho").status == 0
    ran = run(*export, "--engine", "spark", "-o", tmp_path / "cụm")
    told = f"Đã ghi 1 nhiệm vụ, 0 cuộc kiểm tra, 0 lỗi vào {tmp_path / 'cụm'}\n"
    assert (ran.status, ran.err) == (0, told)
    for table in TABLES:
        assert contents(tmp_path / "cụm", table) == contents(tmp_path / "kho", table)
    assert "master" not in spark


@pytest.mark.usefixtures("spark")
def test_a_dataset_is_written_anew_whoever_wrote_it(
    run: Run, many: Path, write_plan: WritePlan, tmp_path: Path
) -> None:
    other, out = write_plan([row(3)]), tmp_path / "kho"
    spark = ("export", "--engine", "spark", "-o", out)
    plain = ("export", "-f", "parquet", "-o", out)
    assert run(*plain, "--data", many).status == 1
    assert run(*spark, "--data", other).status == 0
    assert [values[0] for values in contents(out, "tasks")[1:]] == ["T01-03"]
    assert run(*plain, "--data", many).status == 1
    tasks = contents(out, "tasks")
    assert run(*plain, "--data", other).status == 0
    assert len(contents(out, "tasks")) == 2 < len(tasks)
    assert run(*spark, "--data", many).status == 1
    assert contents(out, "tasks") == tasks


@pytest.mark.usefixtures("spark")
def test_several_roots_are_read_together(run: Run, many: Path, tmp_path: Path) -> None:
    roots = ("--data", many / "xã Bình", "--data", many / "tỉnh")
    run("export", *roots, "-f", "parquet", "-o", tmp_path / "kho")
    run("export", *roots, "--engine", "spark", "-o", tmp_path / "cụm")
    for table in TABLES:
        assert contents(tmp_path / "cụm", table) == contents(tmp_path / "kho", table)


@pytest.mark.usefixtures("spark")
def test_a_folder_of_somebody_else_stays(run: Run, write_plan: WritePlan, tmp_path: Path) -> None:
    mine = tmp_path / "của tôi" / "thư.txt"
    mine.parent.mkdir()
    mine.write_bytes(b"")
    ran = run("export", "--data", write_plan(), "--engine", "spark", "-o", mine.parent)
    said = f"Thư mục {mine.parent} đã có tệp khác, không phải do khtgdv xuất ra."
    assert (ran.status, ran.err.splitlines()[0]) == (1, said)
    assert list(mine.parent.iterdir()) == [mine]


@pytest.mark.usefixtures("spark")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--data", "."), "--engine spark ghi một bộ dữ liệu Parquet, cần một thư mục."),
        (("--data", ".", "-o", "a.csv"), "--engine spark ghi một bộ dữ liệu Parquet,"),
        (("--data", ".", "-f", "json", "-o", "kho"), "--engine spark ghi một bộ dữ liệu"),
        (("-o", "kho"), "--engine spark cần --data."),
        (("--data", ".", "-o", "kho", "-d", "VP"), "--engine spark xuất mọi dòng, không lọc."),
        (("--data", ".", "-o", "kho"), "Không có kế hoạch nào trong ."),
        (("--engine", "duckdb"), '--engine không có giá trị "duckdb".'),
        (("--engine", "khtgdv", "--master", "yarn"), "--master chỉ dùng với --engine spark."),
    ],
)
def test_what_makes_no_sense_is_said(
    arguments: tuple[str, ...], said: str, run: Run, tmp_path: Path
) -> None:
    ran = run("export", "--engine", "spark", *arguments, cwd=tmp_path)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith(said)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("spark")
def test_what_spark_cannot_do_is_said_in_a_sentence(run: Run, tmp_path: Path) -> None:
    export = ("export", "--engine", "spark", "-o", tmp_path / "kho")
    ran = run(*export, "--data", tmp_path, "--master", "hỏng")
    said = (
        "Spark dừng giữa chừng: [JAVA_GATEWAY_EXITED] Java gateway process exited\n"
        "Kiểm tra địa chỉ, quyền đọc và ghi, Java; máy nào của cụm cũng phải có khtgdv[spark]. "
        "Viết lại bộ dữ liệu bằng cách chạy lại lệnh\n"
    )
    assert (ran.status, ran.err) == (1, said)


@pytest.mark.usefixtures("spark")
@pytest.mark.parametrize("root", ["s3a://kho/không-có", "hdfs:///không có", "kế hoạch", "a.txt"])
def test_a_root_that_is_no_folder_is_said_as_it_was_typed(
    root: str, run: Run, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    ran = run("export", "--engine", "spark", "-o", "kho", "--data", root, cwd=tmp_path)
    said = (
        f"Không tìm thấy thư mục kế hoạch: {root}\n"
        "Một kế hoạch là thư mục có tệp tasks_<năm>.yaml và plan_<năm>.yaml\n"
    )
    assert (ran.status, ran.err) == (2, said)


@pytest.mark.usefixtures("spark")
@pytest.mark.parametrize(
    ("root", "stored"),
    [
        ("hdfs:///kế hoạch/năm nay", f"hdfs {fake_spark.AUTHORITY}/kế hoạch/năm nay"),
        ("hdfs://may-khac:9000/a/", "hdfs may-khac:9000/a"),
        ("s3a://kho/a", "s3a kho/a"),
        ("abfss://c@kho.dfs.core.windows.net/a", "abfss c@kho.dfs.core.windows.net/a"),
    ],
)
def test_an_address_is_written_as_it_was_typed(
    root: str, stored: str, run: Run, write_plan: WritePlan, tmp_path: Path
) -> None:
    write_plan([row(1), row(2, due="2026-31")], folder=f"{stored}/đơn vị/xã An")
    write_plan([row(3)], folder=f"{stored}/đơn vị/_Ban B")
    target = f"{root.rstrip('/')} kho"
    export = ("export", "--engine", "spark", "--data", root, "-o", target)
    ran = run(*export, cwd=tmp_path)
    said = f"Đã ghi 2 nhiệm vụ, 0 cuộc kiểm tra, 1 lỗi vào {target}\n"
    assert (ran.status, ran.err) == (1, f"{said}Dữ liệu có 1 lỗi: xem bảng findings\n")
    dataset = tmp_path / f"{stored} kho"
    findings = [values[0] for values in contents(dataset, "findings")[1:]]
    assert findings == [f"{root.rstrip('/')}/đơn vị/xã An/tasks_2026.yaml"]
    plans = "SELECT DISTINCT plan_name FROM read_parquet($1) ORDER BY 1"
    names = duckdb.connect().execute(plans, [f"{dataset}/tasks/**/*.parquet"]).fetchall()
    assert names == [("đơn vị/_Ban B",), ("đơn vị/xã An",)]


@pytest.mark.usefixtures("spark")
@pytest.mark.parametrize(("count", "day"), [(2, date(2027, 3, 31)), (21, date(2026, 3, 31))])
def test_plans_elsewhere_say_which_days_they_are_of(
    count: int, day: date, run: Run, write_plan: WritePlan, tmp_path: Path
) -> None:
    """Of more than 20 a month without a year is that of the calendar, as it is on the disk."""
    year = "  year: 2026\n"
    plan = PLAN_TEMPLATE.format(year=2026).replace(year, f"{year}  span: 2026-09..2027-08\n")
    for number in range(count):
        rows = [row(1, start="2026-09", due="2026-10")]
        folder = write_plan(rows, folder=f"s3a kho/a/xã {number}", plan=plan)
    (folder / "tasks_2025.yaml").write_bytes(b"tasks: []\n")
    month = ("--month", "3", "--year", "2026")
    on_disk = ("export", "-f", "parquet", "-o", "đĩa", "--data", tmp_path / "s3a kho", *month)
    assert run(*on_disk, cwd=tmp_path).status == 0
    by_spark = ("export", "--engine", "spark", "-o", "kho", "--data", "s3a://kho/", *month)
    assert run(*by_spark, cwd=tmp_path).status == 0
    tasks = contents(tmp_path / "kho", "tasks")
    assert tasks == contents(tmp_path / "đĩa", "tasks")
    assert {row[tasks[0].index("as_of DATE")] for row in tasks[1:]} == {day}


@pytest.mark.parametrize(
    ("arguments", "said", "hint"),
    [
        (
            ("list", "--data", "hdfs:///kế hoạch"),
            "Lệnh này không đọc được hdfs:///kế hoạch.",
            "Các kế hoạch ở nơi lưu khác được đọc bằng export --engine spark.",
        ),
        (
            ("export", "-f", "parquet", "-o", "s3a://kho/a"),
            "Lệnh này không ghi được vào s3a://kho/a.",
            "Ghi vào máy này, hoặc dùng export --engine spark.",
        ),
        (
            ("list", "--data", "Mục 1:/kế hoạch"),  # a path: no scheme has a blank
            "Không tìm thấy thư mục kế hoạch: Mục 1:/kế hoạch",
            "Một kế hoạch là thư mục có tệp tasks_<năm>.yaml và plan_<năm>.yaml",
        ),
    ],
)
def test_what_reads_without_spark_knows_no_address(
    arguments: tuple[str, ...], said: str, hint: str, run: Run, tmp_path: Path
) -> None:
    ran = run(*arguments, cwd=tmp_path)
    assert (ran.status, ran.out, ran.err) == (2, "", f"{said}\n{hint}\n")
    assert list(tmp_path.iterdir()) == []


def test_a_machine_without_pyspark_is_told_how_to_get_it(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JAVA_HOME", "/usr")
    monkeypatch.setenv("PYSPARK_PYTHON", "python3")
    monkeypatch.setitem(sys.modules, "py4j", None)
    ran = run("export", "--engine", "spark", "--data", tmp_path, "-o", tmp_path / "kho")
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.startswith("--engine spark cần thư viện pyspark, chưa cài.\n")
    assert "-m pip install" in ran.err
    assert "'pyspark>=4,<5'" in ran.err


def test_a_machine_without_java_is_told_how_to_get_it(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYSPARK_PYTHON", "python3")
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setattr(java, "find_program", dict[str, str]().get)
    ran = run("export", "--engine", "spark", "--data", tmp_path, "-o", tmp_path / "kho")
    said = (
        "--engine spark cần Java, máy này không có.\n"
        "Cài Java 17 trở lên; Debian, Ubuntu: sudo apt install default-jre-headless\n"
    )
    assert (ran.status, ran.err) == (1, said)
