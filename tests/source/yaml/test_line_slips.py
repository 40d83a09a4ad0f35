"""Mistakes of people who edit by hand, in slips.txt: each with its place, and what it costs."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from khtgdv.diagnostics import WARNING_CODES
from khtgdv.source.find import PlanFolder
from khtgdv.source.load.load import load_plans

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

    from khtgdv.source.load.result import LoadResult
    from tests.conftest import Run

HERE = Path(__file__).parent
HEALTHY = HERE / "slips_plan"
IDS = {"T01-01", "T02-01", "T03-01", "TX-01", "KT-01"}
_CASE = re.compile(
    r"^\[(?P<name>.*)\]\n(?P<file>\w+) (?P<first>\d+)-(?P<last>\d+)\n(?P<lines>(?:\|.*\n)*)"
    r"(?P<found>(?:=> .*\n)+)(?:lost (?P<lost>.*)\n)?",
    re.MULTILINE,
)
_ESCAPE = re.compile(r"\\(?:x([0-9a-f]{2})|u([0-9a-f]{4}))")


@dataclass(frozen=True)
class Slip:
    """A mistake: the bytes of one file, what is found in it, which rows are left out."""

    file: str
    text: str
    found: tuple[str, ...]
    lost: frozenset[str]

    def written(self, folder: Path) -> Path:
        shutil.copytree(HEALTHY, folder)
        (folder / f"{self.file}_2026.yaml").write_bytes(self.text.encode())
        return folder

    @property
    def errors(self) -> list[str]:
        return [found for found in self.found if found.split()[1] not in WARNING_CODES]


def slips() -> dict[str, Slip]:
    found = _CASE.finditer((HERE / "slips.txt").read_text(encoding="utf-8"))
    return {case["name"]: made(case) for case in found}


def made(case: re.Match[str]) -> Slip:
    path = HEALTHY / f"{case['file']}_2026.yaml"
    lines = path.read_text(encoding="utf-8").split("\n")
    new = [unescaped(line[1:]) for line in case["lines"].split("\n")[:-1]]
    lines[int(case["first"]) - 1 : int(case["last"])] = new
    told = [line.removeprefix("=> ") for line in case["found"].splitlines()]
    found = tuple(line for line in told if line != "nothing")
    return Slip(case["file"], "\n".join(lines), found, frozenset((case["lost"] or "").split()))


def unescaped(line: str) -> str:
    return _ESCAPE.sub(lambda match: chr(int(match[1] or match[2], 16)), line)


SLIPS = slips()


def read(folder: Path) -> LoadResult:
    return load_plans(
        [PlanFolder(str(folder), "d", (2026,))], lambda place: place.years, lambda p: p.name
    )


def test_there_are_slips_of_every_kind() -> None:
    assert len(SLIPS) > 150
    assert {slip.file for slip in SLIPS.values()} == {"plan", "tasks", "inspections"}


@pytest.mark.parametrize("name", SLIPS)
def test_found_where_it_stands(name: str, tmp_path: Path) -> None:
    slip = SLIPS[name]
    folder = slip.written(tmp_path / "d")
    loaded = read(folder)
    places = (f"{f.span.line}:{f.span.column} {f.code}" for f in loaded.findings)
    assert tuple(places) == slip.found
    assert {f.path for f in loaded.findings} <= {f"{slip.file}_2026.yaml"}
    assert all(f.hint or f.note for f in loaded.findings), "a remedy for each"
    (plan,) = loaded.portfolio
    assert IDS - {row.id for row in (*plan.tasks, *plan.inspections)} == slip.lost


@pytest.mark.uncounted
@pytest.mark.parametrize("name", SLIPS)
def test_told_on_the_screen_and_beside_a_report(name: str, run: Run, tmp_path: Path) -> None:
    slip = SLIPS[name]
    folder = slip.written(tmp_path / "d")
    shown = run("validate", "--data", folder)
    assert shown.status == (1 if slip.errors else 0)
    assert run("validate", "--data", folder, "--strict").status == (1 if slip.found else 0)
    for found in slip.found:
        place, code = found.split()
        line = rf"{slip.file}_2026\.yaml:{place}: .* \[{code}\]$"
        assert re.search(line, shown.out, re.MULTILINE)
    looked = run("overdue", "--data", folder, "--format", "json")
    assert looked.status == (1 if slip.errors else 0)
    late = {row["id"] for row in looked.json["tables"]["overdue"]}
    assert late.isdisjoint(slip.lost)
    assert "T01-01" in late | slip.lost
    for found in slip.errors[:10]:
        assert f"{slip.file}_2026.yaml:{found.split(':')[0]}" in looked.err


@pytest.mark.uncounted
def test_what_is_said(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    said = []
    for number, (name, slip) in enumerate(SLIPS.items()):
        said.append(f"[{name}]")
        for found in read(slip.written(tmp_path / str(number))).findings:
            remedies = (text for text in (found.hint, found.note) if text)
            said.append("\n    ".join((f"{found.code}: {found.message}", *remedies)))
    assert "\n".join(said) == snapshot
