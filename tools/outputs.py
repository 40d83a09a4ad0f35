"""Write what every command prints in every format, to compare two versions of the program.

    python tools/outputs.py build/before --source OLD/src
    python tools/outputs.py build/after
    diff -r build/before build/after

A change that shall change no behaviour leaves no difference, but where it says why.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import random
import sys
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
FORMATS = ("json", "csv", "md", "html", "ics", "docx", "pdf", "xlsx")
REPORT_COMMANDS = (
    "summary", "list", "list phối hợp", "list -d VP --sort -deadline", "show T01-03,TX-02,KT-02",
    "overdue", "overdue --month 3", "overdue --month 12 --recurring", "overdue --as-of 2026-06-15",
    "upcoming", "upcoming --within 60 --month 6", "workload", "workload --count active",
    "workload --role both --count start", "workload --by focus", "overdue --by lead --month 9",
    "department tt-th", "department all --month 5", "calendar --month 3", "calendar --week 10",
    "timeline", "inspections", "inspections --units", "report 2026-03", "report 2026-Q2",
    "report 2026-H1", "report 2026-9M", "report 2026", "clarity", "clarity --missing product",
    "references", "glossary", "remind --month 4", "validate", "lint", "export",
)  # fmt: skip
OTHER_COMMANDS = (
    "--help", "overdue --help", "done --help", "lits", "overdue --mont 3", "list -d xyz",
    "show T99-01", "overdue --month 13", "report quý", "done T03-12 --on 2027-01-01 --dry-run",
    "done T03-12 --on 2026-03-20 --dry-run", "extend T03-12 --to 2026-05 --reason a --dry-run",
    "cancel T03-12 --reason a --dry-run", "log TX-28 2026-W09 --on 2026-03-01 --dry-run",
    "update T03-12 --progress 50 --dry-run", "visit KT-02 'Kiến An' --on 2026-03-02 --dry-run",
    "add 'Việc mới' --lead VP --section 3 --dry-run", "start T03-12 --on 2026-03-02 --dry-run",
    "history T03-12", "fmt --check", "lint --list", "lint --explain wrong-year",
)  # fmt: skip

_FACT_WEIGHTS = (40, 12, 5, 43)  # in a hundred rows: finished, extended, cancelled, none of these


def main() -> None:
    """Run all command lines on both plans and on the broken ones."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--source", type=Path, default=ROOT / "src")
    arguments = parser.parse_args()
    sys.path.insert(0, str(arguments.source.resolve()))
    from khtgdv.cli.main import run

    folder = arguments.folder.resolve()
    os.environ.update(KHTGDV_TODAY="2026-06-17", KHTGDV_CACHE=str(folder.parent / "cache"))
    os.chdir(ROOT)
    plans = {"shipped": "data", "recorded": str(recorded_plan(folder.parent / "recorded"))}
    for name, data in plans.items():
        os.environ["KHTGDV_DATA"] = data
        _write_all(folder / name, run)
    for path in sorted((ROOT / "tests/plans/invalid").iterdir()):
        if path.suffix != ".txt":
            text = printed_output(run, f"validate '{path.relative_to(ROOT)}'")
            _write(folder / "invalid" / f"{path.name}.txt", text)


def _write_all(folder: Path, run: Callable[[list[str]], int]) -> None:
    for line in REPORT_COMMANDS:
        name = line.replace("/", "_")
        for columns in ("80", "140"):
            os.environ["COLUMNS"] = columns
            _write(folder / f"{name}.{columns}.txt", printed_output(run, f"{line} --color always"))
        for format_name in FORMATS:
            path = folder / f"{name}.{format_name}"
            path.unlink(missing_ok=True)
            text = printed_output(run, f"{line} --output '{path}'")
            _write(folder / f"{name}.{format_name}.said", text.replace(str(folder), ""))
    for line in OTHER_COMMANDS:
        _write(folder / f"{line.replace('/', '_')}.txt", printed_output(run, line))


def printed_output(run: Callable[[list[str]], int], line: str) -> str:
    """Return what a command line prints on both streams, and its exit status."""
    import shlex

    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in range(2))
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = run(shlex.split(line))
    texts = (stream.buffer.getvalue().decode() for stream in (out, err))
    return "\n--- stderr\n".join(texts) + f"\n--- status {status}\n"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def recorded_plan(folder: Path) -> Path:
    """Write the shipped plan with facts recorded at random, the same in every run."""
    folder.mkdir(parents=True, exist_ok=True)
    rng = random.Random(2026)  # noqa: S311 - a plan, not a secret
    for name in ("tasks", "inspections"):
        text = (ROOT / f"data/{name}_2026.yaml").read_text(encoding="utf-8")
        rows = yaml.safe_load(text)
        for row in rows[name]:
            row.update(_facts(row, rng))
        _write(folder / f"{name}_2026.yaml", plan_yaml(rows))
    text = (ROOT / "data/plan_2026.yaml").read_text(encoding="utf-8")
    _write(folder / "plan_2026.yaml", text)
    return folder


class _PlainDumper(yaml.SafeDumper):
    """Writes a day as often as it stands in a plan, which has no anchors."""

    def ignore_aliases(self, _data: object) -> bool:
        """Take no value for one that was written before."""
        return True


def plan_yaml(data: object) -> str:
    """Return a file of a plan, every value on the line of its key."""
    text: str = yaml.dump(
        data, Dumper=_PlainDumper, allow_unicode=True, sort_keys=False, width=10_000
    )
    return text


def _facts(row: dict[str, Any], rng: random.Random) -> Iterator[tuple[str, Any]]:
    day = date(2026, 1, 5) + timedelta(days=rng.randrange(330))
    if "content" in row or "repeat" in row:
        return
    is_started, ending = (
        rng.choice((True, False)),
        rng.choices(("done", "later", "off", ""), _FACT_WEIGHTS),
    )
    if is_started:
        yield "started", day
        yield "progress", rng.randrange(0, 101, 10)
    if ending == ["done"]:
        yield "completed", day + timedelta(days=rng.randrange(40))
        yield "result", f"{rng.randrange(1, 300)}-BC/BTGDVTU"
    elif ending == ["later"] and "due" in row:
        to = f"2026-{rng.randrange(11, 13)}"
        yield "extensions", [{"to": to, "on": day, "reason": "chờ ý kiến"}]
    elif ending == ["off"]:
        yield "cancelled", {"on": day, "reason": "không còn phù hợp"}


if __name__ == "__main__":
    main()
