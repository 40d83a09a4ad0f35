"""The command that opens a plan's file in the reader's editor and looks at what comes back."""

from __future__ import annotations

import re
import sys
from contextlib import ExitStack, suppress
from pathlib import Path

from khtgdv.cli.arguments.declarations import argument
from khtgdv.cli.arguments.options import Color, PlanOptions
from khtgdv.cli.system.environment import display_path, terminal_width, use_color
from khtgdv.cli.system.interrupts import interrupts_deferred
from khtgdv.cli.system.output import confirm, say
from khtgdv.cli.system.plan_files import exchange_and_keep, locked
from khtgdv.cli.write_pipeline import writable_plan
from khtgdv.errors import ExitCode, KhtgdvError
from khtgdv.frozen import dataclass
from khtgdv.hints import Annotated
from khtgdv.query.names import resolve_row_id
from khtgdv.text import escape_unsafe

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from khtgdv.cli.system.plan_files import Written
    from khtgdv.diagnostics import Diagnostic
    from khtgdv.source.edit.transaction import FileReplacement
    from khtgdv.source.find import PlanFolder

_FILE_NAMES = ("tasks", "inspections", "plan")
_ID_PATTERN = re.compile(r"""\bid["']?\s*:\s*["']?([\w.-]+)""")
_YES_ANSWERS = ("", "c", "co", "có", "y", "yes")


@dataclass(frozen=True, slots=True)
class _EditTarget:
    """What is edited: a plan's year, one of its files, a line."""

    plan_folder: PlanFolder
    year: int
    path: Path
    line: int = 1

    def findings(self) -> list[Diagnostic]:
        """Return what is wrong in the plan now."""
        from khtgdv.source.load.load import load_plan

        return list(load_plan(self.plan_folder, self.year, display_path).findings)

    def at_first_error(self, findings: Iterable[Diagnostic]) -> _EditTarget:
        """Return the first place of an error; the same where there is none in the plan's files."""
        for finding in findings:
            for path in _plan_paths(self.plan_folder, self.year):
                if (
                    finding.level == "error"
                    and finding.path == display_path(path)
                    and path.exists()
                ):
                    return _EditTarget(self.plan_folder, self.year, path, finding.span.line)
        return self


def edit(
    plan: PlanOptions,
    *,
    row: Annotated[
        str | None,
        argument(metavar="[MÃ]", text="Mở ở dòng này; không có thì ở lỗi đầu tiên hoặc đầu tệp.",
                 complete="fitting-row"),
    ] = None,
    color: Color = "auto",
) -> ExitCode:  # fmt: skip
    """Trình soạn thảo lấy ở biến VISUAL hoặc EDITOR, không có thì nano, vim, Notepad.

    Đóng trình soạn thảo thì khtgdv kiểm tra kế hoạch; có lỗi thì hỏi có mở lại để sửa không.
    """
    colored = use_color(color)
    plan_folder, year = writable_plan(plan)
    target = _row_target(plan_folder, year, row, [plan.year] if plan.year else plan_folder.years)
    if row is None:
        target = target.at_first_error(target.findings())
    while (next_target := _edit_and_check(target, color=colored)) is not None:
        target = next_target
        if not _ask_yes_no("Mở lại để sửa? [C/k] "):
            say("Kế hoạch còn lỗi. Sửa tiếp: khtgdv edit")
            return ExitCode.FINDINGS
    return ExitCode.OK


def _plan_paths(plan_folder: PlanFolder, year: int) -> list[Path]:
    return [plan_folder.folder / f"{name}_{year}.yaml" for name in _FILE_NAMES]


def _row_target(
    plan_folder: PlanFolder, focus_year: int, row: str | None, years: Sequence[int]
) -> _EditTarget:
    """Return where a row stands, looked for in the text: its file may be broken."""
    if row is None:
        return _EditTarget(plan_folder, focus_year, _plan_paths(plan_folder, focus_year)[0])
    targets_by_id: dict[str, _EditTarget] = {}
    for year in sorted(years, key=lambda year: (year != focus_year, -year)):
        for path in filter(Path.is_file, _plan_paths(plan_folder, year)):
            text = path.read_text(encoding="utf-8", errors="replace")
            for number, line in enumerate(text.split("\n"), 1):
                for name in _ID_PATTERN.findall(line):
                    targets_by_id.setdefault(name, _EditTarget(plan_folder, year, path, number))
    return targets_by_id[resolve_row_id(row, targets_by_id)]


def _edit_and_check(target: _EditTarget, *, color: bool) -> _EditTarget | None:
    """Let the reader edit; return where to go on if there are errors, None if all is well.

    What was changed is saved whatever the editor's exit, since `undo` takes it back.
    """
    with ExitStack() as until_confirmed:
        change, written, editor_error = _edit_copy(target, until_confirmed)
        findings = target.findings()
        _show_findings(findings, color=color)
        error_count = sum(finding.level == "error" for finding in findings)
        _confirm(target, change, written, error_count)
    if editor_error:
        raise editor_error
    return target.at_first_error(findings) if error_count else None


def _edit_copy(
    target: _EditTarget, until_confirmed: ExitStack
) -> tuple[FileReplacement, Written | None, KhtgdvError | None]:
    """Open a copy, and put it in the file's place if nobody else wrote there meanwhile.

    Return the change, what became of it (None: there is none) and what the editor failed with.
    """
    from khtgdv.cli.system.working_copy import working_copy
    from khtgdv.source.edit.transaction import FileReplacement, read_bytes

    before = read_bytes(target.path)
    with working_copy(target.path, before) as copy:
        editor_error = _editor_error(copy, target.line)
        change = FileReplacement(target.path, before, read_bytes(copy))
        if before == change.new_bytes:
            if editor_error:
                raise editor_error
            return change, None, None
        folder = target.plan_folder.folder
        message = f"soạn tay {display_path(target.path)}: {_change_in_words(change)}"
        with locked([target.path]):
            until_confirmed.enter_context(interrupts_deferred())
            return change, exchange_and_keep(folder, [message], [change]), editor_error


def _editor_error(copy: Path, line: int) -> KhtgdvError | None:
    """Let the reader edit; return what the editor failed with, if it did."""
    from khtgdv.cli.system.editor import open_at

    try:
        open_at(copy, line)
    except KhtgdvError as error:
        return error
    return None


def _show_findings(findings: Sequence[Diagnostic], *, color: bool) -> None:
    from khtgdv.render.diagnostics import findings_text

    if findings:
        confirm(findings_text(findings, color=color, width=terminal_width()))


def _confirm(
    target: _EditTarget, change: FileReplacement, written: Written | None, error_count: int
) -> None:
    words = f"{error_count} lỗi trong kế hoạch" if error_count else "không có lỗi"
    path_text = display_path(target.path)
    if written is None:
        confirm(f"{path_text}: không có gì thay đổi, {words}.\n")
        return
    line = f"{path_text}: {_change_in_words(change)}, {words}. {written.undo_words}"
    confirm("".join(f"{escape_unsafe(text)}\n" for text in [line, *written.notes]))


def _change_in_words(change: FileReplacement) -> str:
    from khtgdv.render.diff import change_summary

    texts = (data.decode("utf-8", "replace") for data in (change.old_bytes, change.new_bytes))
    return change_summary(*texts) or "chỉ đổi chỗ xuống dòng ở cuối tệp"


def _ask_yes_no(question: str) -> bool:
    """Ask the reader; an answer that never comes is no."""
    with suppress(OSError, ValueError):
        sys.stderr.write(question)
        sys.stderr.flush()
    answer = sys.stdin.readline()
    return bool(answer) and answer.strip().lower() in _YES_ANSWERS
