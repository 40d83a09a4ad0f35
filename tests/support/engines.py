"""Engines that answer SQL: DuckDB here, Spark in a process of its own where there is one.

Spark is asked where KHTGDV_SPARK_PYTHON names a Python that has pyspark, as it does when
tools/external_parts/spark.py runs the tests.
"""

from __future__ import annotations

import json
import os
import subprocess
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Answer = list[dict[str, Any]]
Engine = tuple[str, "Callable[[str], Answer]"]
_SERVER = Path(__file__).with_name("spark_server.py")


def ask_duckdb(sql: str) -> Answer:
    """Return the rows that DuckDB answers with."""
    found = duckdb.connect().execute(sql)
    names = [column[0] for column in found.description or ()]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


@contextmanager
def engines() -> Iterator[list[Engine]]:
    """Give every engine there is, each with the name of its dialect."""
    python = os.environ.get("KHTGDV_SPARK_PYTHON")
    if not python:
        yield [("duckdb", ask_duckdb)]
        return
    command = [python, str(_SERVER)]
    with subprocess.Popen(  # noqa: S603 - a Python that the reader named
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
    ) as process:
        pipes = process.stdin, process.stdout

        def ask_spark(sql: str) -> Answer:
            assert pipes[0]
            assert pipes[1]
            pipes[0].write(json.dumps(sql) + "\n")
            pipes[0].flush()
            rows: Answer = json.loads(pipes[1].readline())
            return rows

        yield [("duckdb", ask_duckdb), ("spark", ask_spark)]
