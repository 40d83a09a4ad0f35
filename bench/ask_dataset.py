"""Ask a dataset: `python ask_dataset.py duckdb|spark QUESTION`; the last word is the sum.

Run by a Python that has the engine; imports nothing else, so that what is measured is the engine.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path


def main() -> None:
    """Print how many rows are overdue in each department, and in all."""
    engine, file = sys.argv[1:]
    counts = list(ENGINES[engine](Path(file).read_text(encoding="utf-8")))
    for name, count in counts:
        print(name, count)
    print(sum(count for _, count in counts))


def ask_duckdb(sql: str) -> Iterable[tuple[str, int]]:
    """Return what DuckDB says of each department."""
    import duckdb

    found = duckdb.connect().execute(sql)
    columns = [column[0] for column in found.description or ()]
    name, count = (columns.index(column) for column in ("department", "overdue"))
    return [(row[name], row[count]) for row in found.fetchall()]


def ask_spark(sql: str) -> Iterable[tuple[str, int]]:
    """Return what Spark on this machine says of each department."""
    from pyspark.sql import SparkSession  # type: ignore[import-not-found]

    session = SparkSession.builder.master("local[*]").getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    return [(row["department"], row["overdue"]) for row in session.sql(sql).collect()]


ENGINES = {"duckdb": ask_duckdb, "spark": ask_spark}

if __name__ == "__main__":
    main()
