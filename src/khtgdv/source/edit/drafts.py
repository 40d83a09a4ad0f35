"""A plan's files on their way from what they are to what they shall be, held against all checks."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from khtgdv.errors import KhtgdvError
from khtgdv.plan import model
from khtgdv.source.edit.edit import edit
from khtgdv.source.edit.transaction import Exchange, NotWrittenError, read_bytes
from khtgdv.source.find import is_there
from khtgdv.source.layout.fmt import MENDED
from khtgdv.source.load.load import read_work
from khtgdv.source.load.planfile import read_plan_file
from khtgdv.source.load.sections import content_of
from khtgdv.source.load.validate import validate
from khtgdv.source.text.sourcefile import SourceFile
from khtgdv.source.yaml.nodes import Mapping

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from khtgdv.diagnostics import Diagnostic
    from khtgdv.source.edit.changes import Change
    from khtgdv.source.find import Place
    from khtgdv.source.load.planfile import PlanFile
    from khtgdv.source.load.sections import Content

BOM = "\ufeff"
Work = model.Task | model.Inspection
KINDS: dict[str, type[Work]] = {"tasks": model.Task, "inspections": model.Inspection}


class TroubledError(KhtgdvError):
    """Mistakes, there already or to come, that keep a change from being made."""

    def __init__(self, message: str, findings: Iterable[Diagnostic], hint: str) -> None:
        """Keep the findings that say where."""
        super().__init__(message, hint)
        self.findings = tuple(findings)


@dataclass
class Draft:
    """One file: its bytes as read, what they say, and what the file shall say."""

    path: Path
    shown: str
    old: bytes
    bom: str
    before: Content
    after: Content

    @property
    def texts(self) -> tuple[str, str]:
        """The text before and after."""
        return self.before.file.text, self.after.file.text

    @property
    def changed(self) -> bool:
        """Tell whether there is anything to write."""
        return self.before is not self.after

    @property
    def troubled(self) -> bool:
        """Tell whether something in the file could not be read for certain."""
        return bool(self.before.file.findings) or not self.before.whole

    @property
    def exchange(self) -> Exchange:
        """The bytes to write."""
        return Exchange(self.path, self.old, f"{self.bom}{self.after.file.text}".encode())

    @property
    def rows(self) -> list[Mapping]:
        """The rows of the file that can be read and have an ID."""
        found = (row for rows in (self.before.root or {}).values() for row in rows or ())
        return [row for row in found if isinstance(row, Mapping) and isinstance(row.get("id"), str)]


@dataclass
class Drafts:
    """The files of one year of a plan that rows are recorded in."""

    place: Place
    year: int
    show: Callable[[Path], str]
    files: dict[str, Draft] = field(default_factory=dict)

    def path(self, section: str) -> Path:
        """Return the file of a section."""
        return self.place.folder / f"{section}_{self.year}.yaml"

    @property
    def paths(self) -> list[Path]:
        """The files that may be written."""
        return [self.path(section) for section in KINDS]

    @cached_property
    def plan_file(self) -> PlanFile:
        """What the plan's own file says, which no change of a row touches."""
        return read_plan_file(self.place.folder / f"plan_{self.year}.yaml", self.year, self.show)

    def open(self) -> None:
        """Read the files anew; those that are not there are left out."""
        self.files = {
            section: open_draft(self.path(section), self.show(self.path(section)), section)
            for section in KINDS
            if is_there(self.path(section))
        }

    def rows(self) -> dict[str, tuple[str, Mapping]]:
        """Return every row that has an ID, with its section; of two the first."""
        found: dict[str, tuple[str, Mapping]] = {}
        for section, draft in self.files.items():
            for row in draft.rows:
                found.setdefault(str(row["id"]), (section, row))
        return found

    def unreadable(self) -> TroubledError | None:
        """Return what keeps some rows from being read at all, if anything does."""
        troubled = (draft for draft in self.files.values() if draft.troubled)
        return next((_troubled(draft, draft.before.file.findings) for draft in troubled), None)

    def unfinished(self) -> dict[str, bool]:
        """Return every row, and whether it is left over once the year is past.

        What is done all year long begins anew with the next year's plan.
        """
        return {
            name: not (name.startswith("TX") or "completed" in row or "cancelled" in row)
            for name, (_, row) in self.rows().items()
        }

    def work(self, section: str, node: Mapping) -> Work:
        """Return one row as the model has it; TroubledError where mistakes leave it out."""
        draft = self.files[section]
        file = SourceFile(draft.shown, draft.before.file.text)
        checked = validate(file, node, KINDS[section])
        if checked is None or checked.value is None or not checked.usable:
            # What was told when the file was read is not told again.
            raise _troubled(draft, file.findings or draft.before.file.findings)
        return checked.value

    def change(self, section: str, changes: Iterable[Change]) -> None:
        """Make changes in a section's file, which must be readable to its end."""
        draft = self.files[section]
        if draft.troubled:
            raise _troubled(draft, draft.before.file.findings)
        draft.after = edit(draft.before, changes)

    def check(self) -> None:
        """Make sure that the changed files validate; TroubledError with their mistakes if not."""
        changed = {draft.shown: draft for draft in self.files.values() if draft.changed}
        errors = [found for found in self._errors(new=True) if found.path in changed]
        if not errors:
            return
        known = Counter(map(_what, self._errors(new=False)))
        fresh = []
        for error in errors:
            known[_what(error)] -= 1
            fresh += [error] if known[_what(error)] < 0 else []
        if fresh:
            message = "Ghi như vậy thì kế hoạch có lỗi, nên chưa ghi gì:"
            raise TroubledError(message, fresh, "sửa lại nội dung cần ghi")
        raise _troubled(changed[errors[0].path], errors)

    def _errors(self, *, new: bool) -> list[Diagnostic]:
        contents = [
            (section, draft.after if new else draft.before) for section, draft in self.files.items()
        ]
        loaded = read_work(self.place, self.year, self.plan_file, contents)
        return [finding for finding in loaded.findings if finding.level == "error"]


def _troubled(draft: Draft, findings: list[Diagnostic]) -> TroubledError:
    row = next((f" {finding.row}" for finding in findings if finding.row), "")
    hint = f"sửa rồi ghi lại: khtgdv edit{row}"
    if all(finding.code in MENDED for finding in findings):
        hint = "khtgdv fmt sửa được những chỗ này; sửa rồi ghi lại"
    return TroubledError(f"{draft.shown} đang có lỗi nên chưa ghi gì:", findings, hint)


def _what(finding: Diagnostic) -> tuple[str, str, str | None, str]:
    """Return what a finding says, wherever the lines have moved to."""
    words = re.sub(r":[0-9]+", "", finding.message)
    return finding.path, finding.code, finding.row, words


def open_draft(path: Path, shown: str, section: str) -> Draft:
    """Read a file to be changed; NotWrittenError where its bytes are no text."""
    data = read_bytes(path)
    bom, text = decoded(data, shown)
    content = content_of(SourceFile(shown, text), [section])
    return Draft(path, shown, data, bom, content, content)


def decoded(data: bytes, shown: str) -> tuple[str, str]:
    """Return a file's byte order mark, or nothing, and its text."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        message = f"{shown} không lưu bằng bảng mã UTF-8."
        raise NotWrittenError(message, "khtgdv validate cho biết chỗ sai và cách sửa") from None
    return (BOM, text[1:]) if text.startswith(BOM) else ("", text)
