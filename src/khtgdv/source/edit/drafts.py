"""A plan's files on their way from what they are to what they shall be, held against all checks."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from khtgdv.dates.spans import typing_span, year_span
from khtgdv.errors import KhtgdvError
from khtgdv.plan import model
from khtgdv.plan.ids import REGULAR_SECTION, section_of
from khtgdv.source.edit.edit import edit_content
from khtgdv.source.edit.refusals import NotWrittenError
from khtgdv.source.edit.transaction import FileReplacement, read_bytes
from khtgdv.source.find import path_exists
from khtgdv.source.layout.fmt import MENDABLE_CODES
from khtgdv.source.load.load import load_yaml_files
from khtgdv.source.load.planfile import read_plan_file
from khtgdv.source.load.sections import parse_yaml_file
from khtgdv.source.load.units import with_lead_codes
from khtgdv.source.load.validate import validate_row
from khtgdv.source.text.sourcefile import SourceFile
from khtgdv.source.yaml.nodes import MappingNode

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from khtgdv.dates.periods import DateRange
    from khtgdv.dates.spans import TypingSpan
    from khtgdv.diagnostics import Diagnostic
    from khtgdv.source.edit.changes import Change
    from khtgdv.source.find import PlanFolder
    from khtgdv.source.load.planfile import PlanFile
    from khtgdv.source.load.sections import YamlFile

BOM = "\ufeff"
Work = model.Task | model.Inspection
ROW_TYPES: dict[str, type[Work]] = {"tasks": model.Task, "inspections": model.Inspection}


class BlockingFindingsError(KhtgdvError):
    """Mistakes, there already or to come, that keep a change from being made."""

    def __init__(self, message: str, findings: Iterable[Diagnostic], hint: str) -> None:
        """Keep the findings that say where."""
        super().__init__(message, hint)
        self.findings = tuple(findings)


@dataclass
class FileDraft:
    """One file: its bytes as read, what they say, and what the file shall say."""

    path: Path
    display_path: str
    old_bytes: bytes
    bom: str
    old_content: YamlFile
    new_content: YamlFile

    @property
    def texts(self) -> tuple[str, str]:
        """The text before and after."""
        return self.old_content.source.text, self.new_content.source.text

    @property
    def is_changed(self) -> bool:
        """Tell whether there is anything to write."""
        return self.old_content is not self.new_content

    @property
    def is_unreliable(self) -> bool:
        """Tell whether something in the file could not be read for certain."""
        return bool(self.old_content.source.errors) or not self.old_content.is_complete

    @property
    def replacement(self) -> FileReplacement:
        """The bytes to write."""
        return FileReplacement(
            self.path, self.old_bytes, f"{self.bom}{self.new_content.source.text}".encode()
        )

    @property
    def rows(self) -> list[MappingNode]:
        """The rows of the file that can be read and have an ID, with the changes made so far."""
        return _rows_of(self.new_content)


@dataclass
class PlanDraft:
    """The files of one year of a plan that rows are recorded in."""

    plan_folder: PlanFolder
    year: int
    show: Callable[[Path], str]
    files: dict[str, FileDraft] = field(default_factory=dict)

    def path(self, section: str) -> Path:
        """Return the file of a section."""
        return self.plan_folder.folder / f"{section}_{self.year}.yaml"

    @property
    def paths(self) -> list[Path]:
        """The files that may be written."""
        return [self.path(section) for section in ROW_TYPES]

    @cached_property
    def plan_file(self) -> PlanFile:
        """What the plan's own file says, which no change of a row touches."""
        return read_plan_file(
            self.plan_folder.folder / f"plan_{self.year}.yaml", self.year, self.show
        )

    @cached_property
    def span(self) -> DateRange:
        """The days the plan is for."""
        return self.plan_file.span or year_span(self.year)

    def typing_span(self, today: date) -> TypingSpan:
        """Return the days that what is typed without a year is of."""
        return typing_span(self.span, today)

    def open_files(self) -> None:
        """Read the files anew; those that are not there are left out."""
        self.files = {
            section: open_draft(self.path(section), self.show(self.path(section)), section)
            for section in ROW_TYPES
            if path_exists(self.path(section))
        }

    def discard_changes(self) -> None:
        """Have every file as it was read."""
        for draft in self.files.values():
            draft.new_content = draft.old_content

    def rows(self) -> dict[str, tuple[str, MappingNode]]:
        """Return every row that has an ID, with its section; of two the first."""
        rows_by_id: dict[str, tuple[str, MappingNode]] = {}
        for section, draft in self.files.items():
            for row in draft.rows:
                rows_by_id.setdefault(str(row["id"]), (section, row))
        return rows_by_id

    def reading_error(self) -> BlockingFindingsError | None:
        """Return what keeps some rows from being read at all, if anything does."""
        drafts = (draft for draft in self.files.values() if draft.is_unreliable)
        return next(
            (
                _blocking_error(draft.display_path, draft.old_content.source.errors)
                for draft in drafts
            ),
            None,
        )

    def unfinished_by_id(self) -> dict[str, bool]:
        """Return every row, and whether it is left over once the year is past.

        What is done all year long begins anew with the next year's plan.
        """
        return {
            name: not (
                section_of(name) == REGULAR_SECTION or "completed" in row or "cancelled" in row
            )
            for name, (_, row) in self.rows().items()
        }

    def validate_row(self, section: str, node: MappingNode) -> Work:
        """Return one row as the model has it; BlockingFindingsError where mistakes leave it out."""
        draft = self.files[section]
        file = draft.new_content.source.without_findings()
        result = validate_row(file, node, ROW_TYPES[section])
        if result is None or result.value is None or not result.usable:
            # What was told when the file was read is not told again.
            raise _blocking_error(
                draft.display_path, file.errors or draft.old_content.source.errors
            )
        return with_lead_codes(result.value, self.plan_file.directory)

    def changed_row(self, row_id: str, changes: Sequence[Change]) -> Work | None:
        """Return a row as some changes of it would leave it; None where that has mistakes."""
        section, node = self.rows()[row_id]
        content = self._writable_draft(section).new_content
        new_content = edit_content(content, changes)
        place = _rows_of(content).index(node)
        file = SourceFile("", new_content.source.text)
        result = validate_row(file, _rows_of(new_content)[place], ROW_TYPES[section])
        return result.value if result and result.usable else None

    def apply_changes(self, section: str, changes: Iterable[Change]) -> None:
        """Make changes in a section's file, which must be readable to its end."""
        draft = self._writable_draft(section)
        draft.new_content = edit_content(draft.new_content, changes)

    def _writable_draft(self, section: str) -> FileDraft:
        """Return a section's file; BlockingFindingsError where not all of it could be read."""
        draft = self.files[section]
        if draft.is_unreliable:
            raise _blocking_error(draft.display_path, draft.old_content.source.errors)
        self._require_readable_plan_file()
        return draft

    def _require_readable_plan_file(self) -> None:
        """Refuse to write beside a plan's own file of which a part cannot be read."""
        for content in self.plan_file.yaml_files:
            if content.gaps:
                raise _blocking_error(content.source.path, content.source.errors)

    def check_changes(self) -> None:
        """Make sure that the changed files validate; BlockingFindingsError otherwise."""
        files = {draft.display_path: draft for draft in self.files.values() if draft.is_changed}
        errors = [finding for finding in self._errors(new=True) if finding.path in files]
        if not errors:
            return
        error_counts = Counter(map(_finding_identity, self._errors(new=False)))
        new_errors = []
        for error in errors:
            error_counts[_finding_identity(error)] -= 1
            new_errors += [error] if error_counts[_finding_identity(error)] < 0 else []
        if new_errors:
            message = "Ghi như vậy thì kế hoạch có lỗi, nên chưa ghi gì:"
            raise BlockingFindingsError(message, new_errors, "sửa lại nội dung cần ghi")
        raise _blocking_error(errors[0].path, errors)

    def _errors(self, *, new: bool) -> list[Diagnostic]:
        contents = [
            (section, draft.new_content if new else draft.old_content)
            for section, draft in self.files.items()
        ]
        loaded = load_yaml_files(self.plan_folder, self.year, self.plan_file, contents)
        return [finding for finding in loaded.findings if finding.level == "error"]


def _rows_of(content: YamlFile) -> list[MappingNode]:
    rows = (row for rows in (content.root or {}).values() for row in rows or ())
    return [row for row in rows if isinstance(row, MappingNode) and isinstance(row.get("id"), str)]


def _blocking_error(display_path: str, findings: list[Diagnostic]) -> BlockingFindingsError:
    rows = (f" {finding.row_name}" for finding in findings if finding.row_name)
    row = "" if Path(display_path).name.startswith("plan_") else next(rows, "")
    hint = f"sửa rồi ghi lại: khtgdv edit{row}"
    if all(finding.code in MENDABLE_CODES for finding in findings):
        hint = "khtgdv fmt sửa được những chỗ này; sửa rồi ghi lại"
    return BlockingFindingsError(f"{display_path} đang có lỗi nên chưa ghi gì:", findings, hint)


def _finding_identity(finding: Diagnostic) -> tuple[str, str, str | None, str]:
    """Return what a finding says, wherever the lines have moved to."""
    message = re.sub(r":[0-9]+", "", finding.message)
    return finding.path, finding.code, finding.row_name, message


def open_draft(path: Path, display_path: str, section: str) -> FileDraft:
    """Read a file to be changed; NotWrittenError where its bytes are no text."""
    data = read_bytes(path)
    bom, text = decode_text(data, display_path)
    content = parse_yaml_file(SourceFile(display_path, text), [section])
    return FileDraft(path, display_path, data, bom, content, content)


def decode_text(data: bytes, display_path: str) -> tuple[str, str]:
    """Return a file's byte order mark, or nothing, and its text."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        message = f"{display_path} không lưu bằng bảng mã UTF-8."
        raise NotWrittenError(message, "khtgdv validate cho biết chỗ sai và cách sửa") from None
    return (BOM, text[1:]) if text.startswith(BOM) else ("", text)
