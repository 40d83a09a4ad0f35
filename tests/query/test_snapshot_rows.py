"""Rows that the snapshot counts and finds, against the same rows loaded, looked at one by one."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st

from khtgdv.dates.periods import Position
from khtgdv.dates.spans import year_span
from khtgdv.document.facets import Facets
from khtgdv.document.row_version import RowVersion
from khtgdv.errors import UsageError
from khtgdv.query import snapshot_rows
from khtgdv.query.arrange import Arrangement, arrange
from khtgdv.query.cells import DIMENSION_READERS, count_rows, rows_matching, sort_by_deadline
from khtgdv.query.filters import FilterTexts, apply_filters, parse_filters
from khtgdv.query.selection import Selection, select_all
from khtgdv.render import csv_text, json_text
from khtgdv.render.formats import RenderOptions
from khtgdv.reports import inspections as visits
from khtgdv.reports import listing
from khtgdv.reports.overdue import build
from khtgdv.schedule.moments import moment_of
from khtgdv.schedule.status import KIND_LABELS, STATE_LABELS
from khtgdv.source.find import find_plans
from khtgdv.source.load.load import load_plans
from khtgdv.source.snapshot import queries
from khtgdv.source.snapshot.refresh import ActiveYears, open_reader
from tests.support.random_plans import DATA, plans, positions
from tests.support.reckoning import DEPARTMENT_CODES, ReportPosition

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khtgdv.document.document import Document, Row
    from khtgdv.query.rows import AnyRow, PlanRow
    from tests.conftest import Run

NAMES = ("tỉnh/xã A", "tỉnh/xã B", "tỉnh/xã C")
CHOSEN = Arrangement(columns=("plan", "due_text", "days_overdue", "id", "state"))
YEAR = year_span(2026)
AT = Position(date(2026, 3, 31), closed=True)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("kept")


@pytest.fixture(params=["plan by plan", "all plans at once"])
def _ways(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    few = 50 if request.param == "plan by plan" else 0
    monkeypatch.setattr(queries, "PLAN_BY_PLAN_LIMIT", few)
    monkeypatch.setattr(snapshot_rows, "_SINGLE_PLAN_LIMIT", few)


def write(root: Path, each: Sequence[tuple[Any, Any]]) -> None:
    shutil.rmtree(root, ignore_errors=True)
    for name, (tasks, inspections) in zip(NAMES, each, strict=False):
        folder = root / name
        folder.mkdir(parents=True)
        (folder / "plan_2026.yaml").write_bytes((DATA / "plan_2026.yaml").read_bytes())
        for top, rows in (("tasks", tasks), ("inspections", inspections)):
            text = json.dumps({top: rows}, ensure_ascii=False)
            (folder / f"{top}_2026.yaml").write_text(text, encoding="utf-8")


def both(root: Path, at: Position) -> tuple[Selection, Selection]:
    """Return the rows of some plans from the files, and from the snapshot beside them."""
    places = find_plans((root / "plans",), None, root).folders
    loaded = load_plans(places, lambda place: place.years, str)
    found = open_reader([(p, year) for p in places for year in p.years], str, root / "cache")
    assert found is not None
    return select_all(loaded.portfolio, at), snapshot_rows.selection_of_snapshot(found, at)


def named(rows: Sequence[AnyRow]) -> list[Any]:
    return [(row.plan.name, row.work, row.status, row.coordinating) for row in rows]


def counted(rows: Sequence[PlanRow[Any]], at: Position, by: Sequence[Any]) -> Counter[Any]:
    """Return cells as a mapping; the snapshot may count what is alike in two parts."""
    found: Counter[Any] = Counter()
    for cell in count_rows(rows, at, *by):
        found[cell._replace(n=0)] += cell.n
    return found


filters = st.builds(
    FilterTexts,
    department=st.lists(st.sampled_from(DEPARTMENT_CODES), max_size=2).map(tuple),
    state=st.lists(st.sampled_from(list(STATE_LABELS)), max_size=3).map(tuple),
    kind=st.lists(st.sampled_from(list(KIND_LABELS)), max_size=2).map(tuple),
    due=st.sampled_from([(), ("Q1",)]),
    coordinating=st.sampled_from([(), (), ("VP",)]),
    leader=st.sampled_from([(), (), ("lan",), ("ong van an", "bi thu")]),
    assignee=st.sampled_from([(), (), ("an",)]),
)
dimensions = st.lists(st.sampled_from(list(DIMENSION_READERS)), max_size=4, unique=True)
several = st.lists(plans(), min_size=1, max_size=3)


@pytest.mark.uncounted
@pytest.mark.usefixtures("_ways")
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    each=several, where=positions(), asked=filters,
    by=st.lists(dimensions, min_size=3, max_size=3),
)  # fmt: skip
def test_both_say_the_same(
    each: list[Any], where: ReportPosition, asked: FilterTexts, by: list[list[Any]], root: Path
) -> None:
    write(root / "plans", each)
    at = Position(where.day, closed=where.closed)
    wholes = both(root, at)
    if asked.state and len(each) > 1:
        asked = replace(asked, plan=(wholes[0].portfolio[-1].name,))
    try:
        one, other = (apply_filters(whole, parse_filters(asked, whole, YEAR)) for whole in wholes)
    except UsageError:  # nobody in these plans has the name
        reject()
    compare(one, other, by)
    assert tables(one) == tables(other)


def tables(selection: Selection) -> list[Any]:
    """Return what the report of overdue rows says, and what its rows are picked by."""
    return [(replace(t, rows=()), list(map(asked_row, t.rows))) for t in build(selection).tables]


def asked_row(row: Row) -> tuple[Row, Facets, RowVersion]:
    """Return a row with what it answers when it is asked."""
    return replace(row, facets=Facets, version=RowVersion), row.facets(), row.version()


def bare(document: Document) -> Document:
    """Return a document all of whose rows are made."""
    tables = (table.with_rows(tuple(table.rows)) for table in document.tables)
    return replace(document, tables=tuple(tables))


def compare(one: Selection, other: Selection, by: list[list[Any]]) -> None:
    at = one.position
    assert (list(one.portfolio.names), list(one.portfolio.years)) == (
        list(other.portfolio.names),
        list(other.portfolio.years),
    )
    assert [(p.name, p.date, p.agency, p.draft) for p in one.portfolio.papers] == [
        (p.name, p.date, p.agency, p.draft) for p in other.portfolio.papers
    ]
    assert (one.departments, one.portfolio.focus) == (other.departments, other.portfolio.focus)
    assert one.portfolio.latest_issue_date == other.portfolio.latest_issue_date
    assert one.portfolio.workdays == other.portfolio.workdays
    assert [replace(p, tasks=(), inspections=()) for p in one.portfolio] == list(other.portfolio)
    assert (one.total_tasks, one.total_inspections) == (other.total_tasks, other.total_inspections)
    assert (one.filter, one.filter_text) == (other.filter, other.filter_text)
    for some, same in ((one.tasks, other.tasks), (one.inspections, other.inspections)):
        assert len(some) == len(same)
        for dimension in by:
            assert counted(some, at, dimension) == counted(same, at, dimension)
    for state in STATE_LABELS:
        few, first = (
            sort_by_deadline(
                rows_matching(rows, at, {"state": (state,), "kind": list(KIND_LABELS)[:2]})
            )
            for rows in (one.tasks, other.tasks)
        )
        assert len(few) == len(first)
        assert named(few[:3]) == named(first[:3])
        assert named(few) == named(first)
    assert named(one.rows) == named(other.rows)
    assert named(one.all_tasks) == named(other.all_tasks)


@pytest.fixture
def years(tmp_path: Path) -> Path:
    """Return a folder with two years of one plan, one of them done with."""
    folder = tmp_path / "plans" / "xã A"
    folder.mkdir(parents=True)
    for year, facts in ((2025, ", completed: 2025-03-02"), (2026, "")):
        row = f"{{id: T01-01, task: Việc, lead: VP, start: {year}-01, due: {year}-03{facts}}}"
        text = (DATA / "plan_2026.yaml").read_text(encoding="utf-8").replace("2026", str(year))
        (folder / f"plan_{year}.yaml").write_text(text, encoding="utf-8")
        (folder / f"tasks_{year}.yaml").write_text(f"tasks:\n  - {row}\n", encoding="utf-8")
    return tmp_path


@pytest.mark.usefixtures("_ways")
def test_years_are_told_apart(years: Path) -> None:
    one, other = both(years, AT)
    compare(one, other, [["span"], ["span", "plan", "state"], ["leads", "span"]])
    places = find_plans((years / "plans",), None, years).folders
    for known in ([2026], [2025]):
        found = open_reader([(places[0], year) for year in known], str, years / "cache")
        assert found is not None
        rows = snapshot_rows.selection_of_snapshot(found, AT)
        assert [(row.plan.year, row.status.state) for row in rows.tasks] == [
            (known[0], "completed" if known == [2025] else "overdue")
        ]
        assert (
            count_rows(
                snapshot_rows.selection_of_snapshot(found, AT).tasks, AT, "state", "started"
            )[0].n
            == 1
        )


def test_years_that_are_done_with_are_left_out(years: Path) -> None:
    [place] = find_plans((years / "plans",), None, years).folders
    for day, expected in ((date(2025, 3, 1), [2025, 2026]), (date(2025, 3, 2), [2026])):
        alive = ActiveYears(2026, moment_of(Position(day)))
        plans = [(place, year) for year in place.years]
        found = open_reader(plans, str, years / "cache", active_years=alive)
        assert found is not None
        assert found.years == expected


@pytest.mark.usefixtures("_ways")
def test_a_year_that_one_plan_is_done_with_still_counts_for_another(years: Path, run: Run) -> None:
    shutil.copytree(years / "plans" / "xã A", years / "plans" / "xã B")
    left = years / "plans" / "xã B" / "tasks_2025.yaml"
    text = left.read_text(encoding="utf-8").replace(", completed: 2025-03-02", "")
    left.write_text(text, encoding="utf-8")
    for line in (
        ["overdue"],
        ["overdue", "--by", "plan"],
        ["summary"],
        ["workload", "--year=2025"],
    ):
        whole = (*line, "--data", years / "plans", "--month", "2026-03", "-f", "json")
        kept_there = run(*whole, env={"KHTGDV_CACHE": str(years / "cache")})
        assert kept_there == run(*whole, env={"KHTGDV_CACHE": "off"})
        assert kept_there.status == 0


def test_rows_are_a_sequence(years: Path) -> None:
    one, other = both(years, AT)
    assert named(other.tasks[:1]) == named(one.tasks[:1])
    assert named([other.tasks[-1]]) == named([one.tasks[-1]])
    assert len(other.tasks) == 2


@pytest.mark.uncounted
@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(each=several, days=st.lists(positions(), min_size=2, max_size=2))
def test_data_formats_write_the_same_of_both(
    each: list[Any], days: list[ReportPosition], root: Path
) -> None:
    write(root / "plans", each)
    for where in days:
        at = Position(where.day, closed=where.closed)
        one, other = both(root, at)
        for report in (build, listing.build, visits.build):
            for written in (csv_text.render, json_text.render):
                for arranged in (Arrangement(), CHOSEN):
                    whole, same = (arrange(report(rows), arranged) for rows in (one, other))
                    assert written(same, RenderOptions()) == written(bare(whole), RenderOptions())


def test_a_name_that_a_spreadsheet_would_take_apart_is_quoted(years: Path) -> None:
    (years / "plans" / "xã A").rename(years / "plans" / "xã A, B")
    shutil.copytree(years / "plans" / "xã A, B", years / "plans" / "=1+1")
    one, other = both(years, AT)
    written = csv_text.render(listing.build(other), RenderOptions())
    assert written == csv_text.render(listing.build(one), RenderOptions())
    plans = [row["plan"] for row in csv.DictReader(io.StringIO(written.decode("utf-8-sig")))]
    assert plans == ["'=1+1", "'=1+1", "xã A, B", "xã A, B"]


def test_a_table_makes_the_row_that_is_looked_at(years: Path) -> None:
    for whole in both(years, AT):
        [table] = listing.build(whole).tables
        assert table.rows[1].values["plan"] == table.rows[-1].values["plan"] != ""
        assert [row.values for row in table.rows[:1]] == [table.rows[0].values]


def test_rows_can_be_narrowed_again_and_again(years: Path) -> None:
    for whole in both(years, AT):
        late = rows_matching(whole.tasks, AT, {"state": ("overdue", "completed")})
        assert [row.plan.year for row in sort_by_deadline(late)] == [2025, 2026]
        assert [row.plan.year for row in rows_matching(late, AT, {"state": ("overdue",)})] == [2026]
        assert not rows_matching(
            rows_matching(late, AT, {"leads": ("VP",)}), AT, {"leads": ("TT-TH",)}
        )
        name = whole.portfolio[0].name
        assert (
            len(rows_matching(rows_matching(late, AT, {"plan": (name,)}), AT, {"plan": (name,)}))
            == 2
        )
        assert not rows_matching(
            rows_matching(late, AT, {"plan": (name,)}), AT, {"plan": ("khác",)}
        )
