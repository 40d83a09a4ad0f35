"""What every test may use: the program run in process, plan folders, rows made from texts.

The fixtures `run`, `make_task`, `make_inspection`, `portfolio` and `shipped` live as long as the
session, so that tests of hypothesis may use them. Their types are for annotations only:
`if TYPE_CHECKING: from tests.conftest import Run`.
"""

from __future__ import annotations

import io
import json
import os
import shutil
import sys
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol
from unittest.mock import patch

import pytest
import yaml
from hypothesis import settings
from pydantic import TypeAdapter

from khtgdv.cli import main
from khtgdv.plan.model import Inspection, Plan, Portfolio, Task
from khtgdv.source.find import PlanFolder
from khtgdv.source.load.load import load_plans
from tests.support.rights import ordinary_rights
from tests.support.suite import (  # noqa: F401 - hooks
    pytest_collection_modifyitems,
    pytest_configure,
    pytest_runtest_call,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

settings.register_profile("khtgdv", deadline=None, max_examples=60)
settings.load_profile("khtgdv")
ROOT = Path(__file__).resolve().parent.parent
TODAY = "2026-11-24"
UNSET_VARIABLES = ("KHTGDV_DATA", "KHTGDV_DEBUG", "COLUMNS", "NO_COLOR", "GITHUB_ACTIONS", "TERM")
PLAN_TEMPLATE = """\
plan:
  year: {year}
  number: 01-KH/THU
  date: {year}-01-05
  title: Kế hoạch thử
  agency: Ban thử
departments:
  - {{code: LLCT-LSD, name: "Phòng LLCT, LSĐ", aliases: [Phòng LLCT-LSĐ]}}
  - {{code: KG-VHVN, name: "Phòng KG, VH - VN"}}
  - {{code: TT-TH, name: Phòng TT - TH, aliases: [Phòng TT-TH, Phòng TT- TH]}}
  - {{code: TT-BCXB, name: "Phòng TT, BC-XB"}}
  - {{code: DVCCQNN, name: "Phòng DVCCQNN, DT-TG", aliases: [Phòng DVCCQNN]}}
  - {{code: DT-CH, name: Phòng ĐT&CH, aliases: [Phòng Đoàn thể và Các hội]}}
  - {{code: VP, name: Văn phòng, aliases: [VP, Văn phòng Ban TGDVTU]}}
groups:
  - name: Các phòng CM
    aliases: [Các phòng chuyên môn]
    members: [LLCT-LSD, KG-VHVN, TT-TH, TT-BCXB, DVCCQNN, DT-CH]
  - name: VP và các phòng
    members: [LLCT-LSD, KG-VHVN, TT-TH, TT-BCXB, DVCCQNN, DT-CH, VP]
focus:
  - {{code: "1.4", text: Nhiệm vụ trọng tâm thử}}
"""


@dataclass(frozen=True, slots=True)
class RunResult:
    """What a run of the program left: its exit status and what it wrote."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output read as JSON."""
        return json.loads(self.out)


class Run(Protocol):
    """The program in process; `today` fixes its clock, `env` sets variables (None unsets)."""

    def __call__(
        self,
        *arguments: object,
        cwd: Path | None = None,
        env: Mapping[str, str | None] | None = None,
        today: str | None = TODAY,
    ) -> RunResult: ...


class WritePlan(Protocol):
    """A small plan folder written to disk; rows as YAML text or as mappings.

    A text stands under its top key: `- {id: T01-01, ...}` in block or flow style. `plan` None
    leaves the plan's own file out.
    """

    def __call__(
        self,
        tasks: str | Sequence[Mapping[str, object]] = (),
        inspections: str | Sequence[Mapping[str, object]] | None = None,
        *,
        folder: Path | str = "plan",
        year: int = 2026,
        plan: str | None = PLAN_TEMPLATE,
    ) -> Path: ...


class MakeRow(Protocol):
    """A row made from the texts of a file; whatever is required and not given has a default."""

    def __call__(self, **values: Any) -> Any: ...


@pytest.fixture(scope="session", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Keep snapshots in a folder of the tests' own, for their child processes too; no plan."""
    folder = tmp_path_factory.mktemp("cache")
    own = {"XDG_CACHE_HOME": str(folder), "KHTGDV_CACHE": str(folder), "KHTGDV_CONFIG": "off"}
    own["KHTGDV_FONTS"] = "off"  # the face that typst carries: what machines have differs
    with patch.dict(os.environ, own):
        os.environ.pop("COLUMNS", None)  # that of the tests' own terminal
        yield folder


@pytest.fixture(scope="session")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Run the program in process; what it keeps for itself stays out of the reader's own home."""
    state_variable = {"KHTGDV_STATE": str(tmp_path_factory.mktemp("state"))}

    def call(
        *arguments: object,
        cwd: Path | None = None,
        env: Mapping[str, str | None] | None = None,
        today: str | None = TODAY,
    ) -> RunResult:
        out, err = io.BytesIO(), io.BytesIO()
        streams = (io.TextIOWrapper(out, "utf-8"), io.TextIOWrapper(err, "utf-8"))
        variables = (
            dict.fromkeys(UNSET_VARIABLES)
            | state_variable
            | {"KHTGDV_TODAY": today}
            | dict(env or {})
        )
        with (
            chdir(cwd or ROOT),
            patch.dict(os.environ, {k: v for k, v in variables.items() if v is not None}),
            patch.object(sys, "stdout", streams[0]),
            patch.object(sys, "stderr", streams[1]),
        ):
            for name in [name for name, value in variables.items() if value is None]:
                os.environ.pop(name, None)
            status = int(main.run([str(argument) for argument in arguments]))
        for stream in streams:
            stream.flush()
        return RunResult(status, out.getvalue().decode(), err.getvalue().decode())

    return call


@pytest.fixture
def ordinary_user() -> Iterator[None]:
    """Run the test with the rights of an ordinary user, who may be refused, also where it is root.

    A test that prepares as root what belongs to others uses `ordinary_rights` itself.
    """
    with ordinary_rights():
        yield


@pytest.fixture
def plan_folder(tmp_path: Path) -> Path:
    """Return a copy of the repository's own data folder."""
    return Path(shutil.copytree(ROOT / "data", tmp_path / "data"))


@pytest.fixture
def write_plan(tmp_path: Path) -> WritePlan:
    """Write a small plan folder below the test's own folder."""

    def write(
        tasks: str | Sequence[Mapping[str, object]] = (),
        inspections: str | Sequence[Mapping[str, object]] | None = None,
        *,
        folder: Path | str = "plan",
        year: int = 2026,
        plan: str | None = PLAN_TEMPLATE,
    ) -> Path:
        return write_folder(tmp_path / folder, tasks, inspections, year=year, plan=plan)

    return write


def write_folder(
    folder: Path,
    tasks: str | Sequence[Mapping[str, object]] = (),
    inspections: str | Sequence[Mapping[str, object]] | None = None,
    *,
    year: int = 2026,
    plan: str | None = PLAN_TEMPLATE,
) -> Path:
    """Write a plan folder: its rows, and (unless `plan` is None) its own file."""
    folder.mkdir(parents=True, exist_ok=True)
    texts = {f"tasks_{year}.yaml": as_yaml("tasks", tasks)}
    if inspections is not None:
        texts[f"inspections_{year}.yaml"] = as_yaml("inspections", inspections)
    if plan is not None:
        texts[f"plan_{year}.yaml"] = plan.format(year=year) if plan is PLAN_TEMPLATE else plan
    for name, text in texts.items():
        (folder / name).write_bytes(text.encode())
    return folder


def as_yaml(top_key: str, rows: str | Sequence[Mapping[str, object]]) -> str:
    """Return rows as the text of a file; dates and numbers are written as they are."""
    if isinstance(rows, str):
        return f"{top_key}:\n{rows}"
    json_rows = json.loads(json.dumps(list(rows), default=str))
    return yaml.safe_dump({top_key: json_rows}, allow_unicode=True, sort_keys=False, width=90)


@pytest.fixture(scope="session")
def portfolio() -> Portfolio:
    """Return the plan that ships with the program, as it was signed."""
    loaded = load_plans(
        [PlanFolder(str(ROOT / "data"), "data", (2026,))], lambda place: place.years, str
    )
    assert loaded.findings == ()
    return loaded.portfolio


@pytest.fixture(scope="session")
def shipped(portfolio: Portfolio) -> Plan:
    """Return the one plan of `portfolio`."""
    (plan,) = portfolio
    return plan


@pytest.fixture(scope="session")
def make_task() -> MakeRow:
    """Make a task from the texts of a file: `make_task(due="2026-03", completed="2026-03-02")`.

    Extensions may be pairs `(to, on)`, a cancellation one date.
    """
    return _row_maker(TypeAdapter(Task), id="T01-01", task="Việc thử", lead="VP")


@pytest.fixture(scope="session")
def make_inspection() -> MakeRow:
    """Make an inspection from the texts of a file, as `make_task` does."""
    return _row_maker(TypeAdapter(Inspection), id="KT-01", content="Cuộc kiểm tra thử")


def _row_maker(adapter: TypeAdapter[Any], **defaults: str) -> MakeRow:
    def make(**values: Any) -> Any:
        texts = {**defaults, **values}
        if isinstance(on := texts.get("cancelled"), str):
            texts["cancelled"] = {"on": on, "reason": "không còn cần"}
        if "extensions" in texts:
            texts["extensions"] = [
                {"to": item[0], "on": item[1], "reason": "chờ ý kiến"}
                if isinstance(item, tuple)
                else item
                for item in texts["extensions"]
            ]
        return adapter.validate_python(texts)

    return make
