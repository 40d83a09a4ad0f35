"""A plan's files on their way from what they are to what they shall be, held against all checks."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from khtgdv import model
from khtgdv.errors import KhtgdvError
from khtgdv.source.edit import Opened, edit, open_text
from khtgdv.source.find import is_there
from khtgdv.source.load import read_work
from khtgdv.source.planfile import read_plan_file
from khtgdv.source.sections import content_of, open_content
from khtgdv.source.sourcefile import SourceFile
from khtgdv.source.store import Exchange, NotWrittenError, read_bytes
from khtgdv.source.validate import validate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from khtgdv.diagnostics import Diagnostic
    from khtgdv.source.edit import Change, NewRow
    from khtgdv.source.find import Place
    from khtgdv.source.yaml import Mapping

BOM = "\ufeff"
Work = model.Task | model.Inspection
_KINDS: dict[str, type[Work]] = {"tasks": model.Task, "inspections": model.Inspection}


class WouldBreakError(KhtgdvError):
    """A change that would leave the plan with new mistakes: `findings` says which."""

    def __init__(self, findings: tuple[Diagnostic, ...]) -> None:
        """Keep the findings."""
        super().__init__("Ghi như vậy thì kế hoạch có lỗi, nên chưa ghi gì:")
        self.findings = findings


@dataclass
class Draft:
    """One file: its bytes as read, its text, and its text as it shall be."""

    path: Path
    shown: str
    old: bytes
    bom: str
    opened: Opened
    text: str

    @property
    def changed(self) -> bool:
        """Tell whether there is anything to write."""
        return self.text != self.opened.text

    @property
    def exchange(self) -> Exchange:
        """The bytes to write."""
        return Exchange(self.path, self.old, f"{self.bom}{self.text}".encode())


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

    def open(self) -> None:
        """Read the files anew; those that are not there are left out."""
        self.files = {
            section: open_draft(self.path(section), self.show(self.path(section)))
            for section in _KINDS
            if is_there(self.path(section))
        }

    def rows(self) -> dict[str, tuple[str, Mapping]]:
        """Return every row that has an ID, with its section; of two the first."""
        found: dict[str, tuple[str, Mapping]] = {}
        for section, draft in self.files.items():
            for row in draft.opened.rows(section):
                if isinstance(row.get("id"), str):
                    found.setdefault(str(row["id"]), (section, row))
        return found

    def work(self, section: str, node: Mapping) -> Work:
        """Return one row as the model has it; KhtgdvError where mistakes leave it out."""
        checked = validate(SourceFile(""), node, _KINDS[section])
        if checked is None or checked.value is None or not checked.usable:
            message = f"{node['id']} đang có lỗi nên chưa ghi được."
            raise KhtgdvError(message, "khtgdv validate cho biết từng lỗi và cách sửa")
        return checked.value

    def change(self, section: str, changes: Iterable[Change | NewRow]) -> None:
        """Make changes in a section's file."""
        draft = self.files[section]
        draft.text = edit(draft.opened, changes)

    def check(self) -> None:
        """Make sure that the changed files have no mistakes that they did not have before."""
        after = self._errors(changed=True)
        if not after:
            return
        known = Counter(map(_what, self._errors(changed=False)))
        new = []
        for finding in after:
            known[_what(finding)] -= 1
            if known[_what(finding)] < 0:
                new.append(finding)
        if new:
            raise WouldBreakError(tuple(new))

    def _errors(self, *, changed: bool) -> list[Diagnostic]:
        plan_path = self.place.folder / f"plan_{self.year}.yaml"
        plan = read_plan_file(plan_path, self.year, self.show)
        contents = []
        for section in _KINDS:
            if changed and section in self.files:
                draft = self.files[section]
                file = SourceFile(draft.shown, draft.text)
                contents.append((section, content_of(file, [section])))
            elif is_there(path := self.path(section)):
                contents.append((section, open_content(path, self.show(path), [section])))
        loaded = read_work(self.place, self.year, plan, contents)
        return [finding for finding in loaded.findings if finding.level == "error"]


def open_draft(path: Path, shown: str) -> Draft:
    """Read a file to be changed; KhtgdvError where it cannot be read in full."""
    data = read_bytes(path)
    bom, text = decoded(data, shown)
    return Draft(path, shown, data, bom, open_text(text, shown), text)


def decoded(data: bytes, shown: str) -> tuple[str, str]:
    """Return a file's byte order mark, or nothing, and its text."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        message = f"{shown} không lưu bằng bảng mã UTF-8."
        raise NotWrittenError(message, "khtgdv validate cho biết chỗ sai và cách sửa") from None
    return (BOM, text[1:]) if text.startswith(BOM) else ("", text)


def _what(finding: Diagnostic) -> tuple[str, str, str | None, str]:
    """Return what a finding says, wherever its line has moved to."""
    return finding.path, finding.code, finding.row, re.sub(r"[0-9]+", "#", finding.message)
