"""Spark itself: its answers over a dataset, and plans that it reads for `export --engine spark`.

The first is the suite's own test of DuckDB, with Spark asked beside it: 40 random positions,
filters and plans. For the second 300 plans, some of them broken in many ways, are exported with
Spark and without, and every row and finding must be the same.
"""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

import duckdb

from bench.generate import TODAY, generate, office_folder
from tools.external_parts.kit import expect

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tools.external_parts.kit import Kit

_PLANS = 300
_SPOILED: tuple[Callable[[bytes], bytes], ...] = (
    lambda data: data[: len(data) // 2],
    lambda data: data.replace(b"due: 2026-0", b"due: 2026-3"),
    lambda data: data.replace(b"lead: VP", "lead: Phòng Lạ".encode()),
    lambda data: data.decode().encode("utf-16"),
    lambda data: data + b"# " + b"x" * 2**23,
    lambda data: data.replace(b"\n", b"\r\r\n"),
    lambda _: b"",
)
_TABLES = ("tasks", "inspections", "intervals", "findings")


def check(kit: Kit) -> None:
    """Ask Spark what DuckDB and khtgdv are asked; have it read what khtgdv reads."""
    kit.apt("java", "default-jre-headless")
    python = kit.venv("spark", f"{kit.root}[parquet,spark]")
    version = kit.run_checked(python, "-c", "import pyspark; print(pyspark.__version__)").strip()
    tests = ("-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/dataset/test_answers.py")
    kit.run_checked(sys.executable, *tests, cwd=kit.root, KHTGDV_SPARK_PYTHON=str(python))
    print(f"  Spark {version}: 40 thời điểm, bộ lọc, kế hoạch; câu trả lời bằng DuckDB, khtgdv")
    _check_export(kit, python)


def _check_export(kit: Kit, python: Path) -> None:
    """Export 300 plans twice, and hold every table against the other's."""
    folder = kit.scratch / "đơn vị [a]"
    generate(folder, _PLANS)
    broken = _break_some(kit.root / "tests" / "plans" / "invalid", folder)
    export = ("-m", "khtgdv", "export", "--data")
    variables = {
        "PYTHONPATH": str(kit.root / "src"),
        "KHTGDV_TODAY": str(TODAY),
        "KHTGDV_CACHE": "off",
        "PYSPARK_PYTHON": str(python),
    }
    outputs = {name: kit.scratch / name for name in ("kho", "cụm")}
    engines = {
        "kho": (folder, "--format", "parquet"),
        "cụm": (f"file://{folder}/", "--engine", "spark", "--master", "local[2]"),
    }
    for name, output in outputs.items():
        ran = kit.run(python, *export, *engines[name], "--output", output, env=variables)
        expect(ran.returncode == 1, f"export: mã {ran.returncode}\n{ran.stderr[-2000:]}")
    counts = [_compare(table, outputs["kho"], outputs["cụm"]) for table in _TABLES]
    expect(counts[-1] > broken, f"chỉ có {counts[-1]} lỗi trong {broken} kế hoạch hỏng")
    told = ", ".join(f"{table} {count}" for table, count in zip(_TABLES, counts, strict=True))
    print(f"  export --engine spark: {_PLANS} kế hoạch, {broken} hỏng; từng dòng như nhau: {told}")


def _break_some(examples: Path, folder: Path) -> int:
    """Break plans in every way that there is an example of, and in some more; return how many."""
    numbers = iter(range(1, _PLANS + 1))
    found = list(zip(sorted(examples.glob("*.yaml")), numbers, strict=False))
    for example, number in found:
        shutil.copy(example, folder / office_folder(number) / "tasks_2026.yaml")
    for spoil, number in zip(_SPOILED, numbers, strict=False):
        file = folder / office_folder(number) / "tasks_2026.yaml"
        file.write_bytes(spoil(file.read_bytes()))
    last = folder / office_folder(_PLANS)
    (last / "tasks_2026.yaml").rename(last / "tasks 2026.yml")
    hidden = folder / office_folder(_PLANS - 1)
    hidden.rename(hidden.with_name(f"_{hidden.name}"))  # Spark itself passes over such a name
    (last.parent / "xã mới").mkdir()
    (last.parent / "xã mới" / "plan_2027.yaml").write_bytes(b"PK\x03\x04")
    return len(found) + len(_SPOILED) + 2


def _compare(table: str, plain: Path, by_spark: Path) -> int:
    """Fail the part where a row, or a column's type, is not the same; return how many rows."""
    partitions = "" if table == "findings" else ", hive_partitioning = true"
    one, other = (
        f"SELECT * FROM read_parquet('{folder}/{table}/**/*.parquet'{partitions})"  # noqa: S608 - ours
        for folder in (plain, by_spark)
    )
    with duckdb.connect() as connection:
        types = [connection.execute(f"DESCRIBE {query}").fetchall() for query in (one, other)]
        expect(types[0] == types[1], f"{table}: cột khác nhau\n{types}")
        for query, without in ((one, other), (other, one)):
            differing = connection.execute(f"{query} EXCEPT ALL {without}").fetchmany(3)
            expect(not differing, f"{table}: dòng chỉ có ở một bên\n{differing}")
        [[count]] = connection.execute(f"SELECT count(*) FROM ({one})").fetchall()  # noqa: S608 - ours
    return int(count)
