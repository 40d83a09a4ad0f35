"""DuckDB and Spark over the dataset that `export` wrote; what making it cost is kept besides.

Each has its dataset from the way of exporting that is its own, and is asked what `khtgdv sql` says.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bench.generate import TODAY, generate
from bench.measure import KHTGDV_COMMAND, ROOT, Measurement, make_workspace
from bench.programs.peer import OVERDUE_COUNTS, Peer, Question, last_number
from bench.work import Work

DUCKDB, SPARK = "duckdb, bộ dữ liệu", "spark, bộ dữ liệu"
PLAIN_EXPORT, SPARK_EXPORT = "khtgdv export", "khtgdv export --engine spark"
_SPARK_PYTHON = str(ROOT / "build" / "peers" / "spark" / "bin" / "python")
_ASKER = str(ROOT / "bench" / "ask_dataset.py")
Keep = Callable[[str, Measurement], None]


@dataclass(frozen=True, slots=True)
class Engine:
    """An engine: its question and its own way of exporting, how both are called."""

    name: str
    question: str
    export: str
    python: str
    options: tuple[str, ...]

    def write(self, keep: Keep, work: Work, folder: Path) -> None:
        """Write the plans, export them, and put down the question; `keep` is told the cost."""
        units, dataset = str(folder / "units"), str(folder / "kho")
        generate(folder / "units", work.plans)
        workspace = make_workspace(
            folder / "export",
            KHTGDV_CACHE=str(folder / "cache"),
            KHTGDV_TODAY=TODAY.isoformat(),
            PYTHONPATH=str(ROOT / "src"),
            PYSPARK_PYTHON=self.python,
        )
        export = ("export", "--data", units, *self.options, "--output", dataset)
        keep(self.export, workspace.run((self.python, "-m", "khtgdv", *export)))
        asking = ("sql", "overdue", "--by", "department", "--data", units, "--dataset", dataset)
        workspace.run((*KHTGDV_COMMAND, *asking, "--dialect", self.name.lower()))
        workspace.output.rename(folder / "question.sql")

    def peer(self, keep: Keep) -> Peer:
        """Return it as a program like others."""
        library = {"DuckDB": "duckdb", "Spark": "pyspark"}[self.name]
        asking = (_ASKER, self.name.lower(), "{folder}/question.sql")
        return Peer(
            self.name,
            (self.python,),
            ("-c", f"import {library}; print({library}.__version__)"),
            partial(self.write, keep),
            (Question(self.question, OVERDUE_COUNTS, asking, "overdue", last_number),),
        )


# Each exports with the Python that has its library.
_ENGINES = (
    Engine("DuckDB", DUCKDB, PLAIN_EXPORT, sys.executable, ("--format", "parquet")),
    Engine("Spark", SPARK, SPARK_EXPORT, _SPARK_PYTHON, ("--engine", "spark")),
)


def peers(keep: Keep) -> list[Peer]:
    """Return the engines as programs; `keep` is told what their datasets cost."""
    return [engine.peer(keep) for engine in _ENGINES]
