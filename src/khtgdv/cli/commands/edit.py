"""The command that opens a plan's file in the reader's editor and looks at what comes back."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from khtgdv.cli.arguments import completion
from khtgdv.cli.arguments.options import Color, PlanOptions, argument
from khtgdv.cli.system.environment import in_color, shown_path
from khtgdv.cli.system.output import say, write_out
from khtgdv.cli.write_pipeline import state_folder, writable_place
from khtgdv.errors import ExitCode
from khtgdv.frozen import dataclass
from khtgdv.query.names import known_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from khtgdv.diagnostics import Diagnostic
    from khtgdv.source.find import Place

_FILES = ("tasks", "inspections", "plan")
_ID = re.compile(r"""\bid["']?\s*:\s*["']?([\w-]+)""")
_YES = ("", "c", "co", "có", "y", "yes")


@dataclass(frozen=True, slots=True)
class _Target:
    """What is edited: a plan's year, one of its files, a line."""

    place: Place
    year: int
    path: Path
    line: int = 1

    def findings(self) -> list[Diagnostic]:
        """Return what is wrong in the plan now."""
        from khtgdv.source.load.load import load_plan

        return list(load_plan(self.place, self.year, shown_path).findings)

    def at(self, findings: Iterable[Diagnostic]) -> _Target:
        """Return the first place of an error; the same where there is none in the plan's files."""
        for found in findings:
            for path in _paths(self.place, self.year):
                if found.level == "error" and found.path == shown_path(path) and path.exists():
                    return _Target(self.place, self.year, path, found.span.line)
        return self


def edit(
    plan: PlanOptions,
    *,
    row: Annotated[
        str | None,
        argument(metavar="[MÃ]", text="Mở ở dòng này; không có thì ở lỗi đầu tiên hoặc đầu tệp.",
                 complete=completion.ids),
    ] = None,
    color: Color = "auto",
) -> ExitCode:  # fmt: skip
    """Trình soạn thảo lấy ở biến VISUAL hoặc EDITOR, không có thì nano, vim, Notepad.

    Đóng trình soạn thảo thì khtgdv kiểm tra kế hoạch; có lỗi thì hỏi có mở lại để sửa không.
    """
    painted = in_color(color)
    place, year = writable_place(plan)
    target = _row(place, year, row, [plan.year] if plan.year else place.years)
    if row is None:
        target = target.at(target.findings())
    while (again := _edited(target, color=painted)) is not None:
        target = again
        if not _asked("Mở lại để sửa? [C/k] "):
            say("Kế hoạch còn lỗi. Sửa tiếp: khtgdv edit")
            return ExitCode.FINDINGS
    return ExitCode.OK


def _paths(place: Place, year: int) -> list[Path]:
    return [place.folder / f"{name}_{year}.yaml" for name in _FILES]


def _row(place: Place, focus: int, row: str | None, years: Sequence[int]) -> _Target:
    """Return where a row stands, looked for in the text: its file may be broken."""
    if row is None:
        return _Target(place, focus, _paths(place, focus)[0])
    known: dict[str, _Target] = {}
    for year in sorted(years, key=lambda year: (year != focus, -year)):
        for path in filter(Path.is_file, _paths(place, year)):
            text = path.read_text(encoding="utf-8", errors="replace")
            for number, line in enumerate(text.split("\n"), 1):
                for name in _ID.findall(line):
                    known.setdefault(name, _Target(place, year, path, number))
    return known[known_id(row, known)]


def _edited(target: _Target, *, color: bool) -> _Target | None:
    """Let the reader edit; return where to go on if there are errors, None if all is well."""
    from khtgdv.cli.system.editor import open_at
    from khtgdv.source.edit.transaction import read_bytes

    before = read_bytes(target.path)
    open_at(target.path, target.line)
    after = read_bytes(target.path)
    findings = target.findings()
    _tell(findings, color=color)
    _confirm(target, before, after, errors=sum(found.level == "error" for found in findings))
    return target.at(findings) if any(found.level == "error" for found in findings) else None


def _tell(findings: Sequence[Diagnostic], *, color: bool) -> None:
    from khtgdv.render.diagnostics import text

    if findings:
        write_out(text(findings, color=color))


def _confirm(target: _Target, before: bytes, after: bytes, *, errors: int) -> None:
    from khtgdv.render.diff import counted
    from khtgdv.source.edit.transaction import Exchange
    from khtgdv.source.edit.undo import remember

    words = f"{errors} lỗi trong kế hoạch" if errors else "không có lỗi"
    shown = shown_path(target.path)
    if before == after:
        write_out(f"{shown}: không có gì thay đổi, {words}.\n")
        return
    told = counted(*(data.decode("utf-8", "replace") for data in (before, after)))
    told = told or "chỉ đổi chỗ xuống dòng ở cuối tệp"
    change = [Exchange(target.path, before, after)]
    kept = remember(state_folder(), target.place.folder, [f"soạn tay {shown}: {told}"], change)
    write_out(f"{shown}: {told}, {words}.{' Hoàn tác: khtgdv undo' if kept else ''}\n")


def _asked(question: str) -> bool:
    """Ask the reader; an answer that never comes is no."""
    sys.stderr.write(question)
    sys.stderr.flush()
    answer = sys.stdin.readline()
    return bool(answer) and answer.strip().lower() in _YES
