"""The page of sizes: khtgdv, engines over its dataset, other programs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from bench import ask_dataset, sizes, sizes_page
from bench.programs import dataset, journal, khtgdv
from bench.results import Cost
from tests.bench.example import RESULTS

if TYPE_CHECKING:
    from pathlib import Path

    from bench.measure import Measurement

TIMES = {
    dataset.DUCKDB: (200, 220, 2000),
    dataset.SPARK: (9000, 9500, 20_000),
    dataset.PLAIN_EXPORT: (400, 9000, 300_000),
    dataset.SPARK_EXPORT: (20_000, 30_000, 250_000),
}
COSTS = tuple(
    Cost("", question, "số", rows, ms, ms / 9, 9, 14, 14)
    for question, found in TIMES.items()
    for rows, ms in zip((165, 16_500, 544_500), found, strict=True)
)
FOUND = replace(RESULTS, costs=(*RESULTS.costs, *COSTS))


def test_answers_and_datasets_are_told_apart() -> None:
    answers, makings = sizes_page.tables(FOUND).split("### Viết bộ dữ liệu")
    assert "| `spark, bộ dữ liệu`: số | 9 giây · 1.000x | 9,5 giây · 1.056x | 20 giây" in answers
    assert "Ở 544.500 dòng: khtgdv 11,1x, DuckDB 222,2x, Spark 2.222x." in answers
    assert "`khtgdv export --engine spark`: số | 20 giây · 2.222x" in makings
    assert "khtgdv export" not in answers
    assert "**Không đo được: khal list, 544500 dòng: 1.**" in makings


def test_a_busy_machine_is_told() -> None:
    assert "máy còn bận" not in sizes_page.tables(FOUND)
    busy = replace(FOUND, costs=(*FOUND.costs, replace(COSTS[0], ms=90, ratio=5)))
    assert "Trong lượt đo nó mất từ 9 ms đến 18 ms: máy còn bận" in sizes_page.tables(busy)


def test_the_page_and_its_picture_are_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, picture = tmp_path / "a.md", tmp_path / "a.svg"
    page.write_text(sizes_page.PAGE_PATH.read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.setattr(sizes_page, "PAGE_PATH", page)
    monkeypatch.setattr(sizes_page, "PICTURE_PATH", picture)
    sizes_page.write(FOUND)
    assert sizes_page.tables(FOUND) in page.read_text(encoding="utf-8")
    drawn = ET.fromstring(picture.read_text(encoding="utf-8"))  # noqa: S314 - made here
    words = {text.text for text in drawn.iter("{http://www.w3.org/2000/svg}text")}
    assert {"khtgdv · 11,1x", "DuckDB · 222,2x", "Spark local · 2.222x"} <= words


def test_an_engine_is_asked_with_its_own_python() -> None:
    kept: list[tuple[str, Measurement]] = []
    duckdb, spark = dataset.peers(lambda *one: kept.append(one))
    assert (duckdb.name, spark.name) == ("DuckDB", "Spark")
    [question] = spark.questions
    assert question.arguments[1:] == ("spark", "{folder}/question.sql")
    assert spark.commands != duckdb.commands


def test_only_what_is_drawn_is_asked() -> None:
    asked = [question.name for question in sizes._of_picture(khtgdv.PEER).questions]
    assert asked == [khtgdv.COUNTS]
    assert len(sizes._of_picture(journal.LEDGER).questions) == 1


def test_an_answer_ends_with_its_sum(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "question.sql"
    values = "(VALUES ('VP', 3, 0), ('TT-TH', 4, 1)) AS t(department, overdue, other)"
    file.write_text(f"SELECT other, * FROM {values}", encoding="utf-8")  # noqa: S608 - of a test
    monkeypatch.setattr("sys.argv", ["ask_dataset.py", "duckdb", str(file)])
    ask_dataset.main()
    assert capsys.readouterr().out == "VP 3\nTT-TH 4\n7\n"
