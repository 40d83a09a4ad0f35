"""A sheet that was handed back on its way into the files of its plan, each row whole or not at all.

A row that cannot be recorded is told with its cell, and does not keep back the others.
"""

from __future__ import annotations

from khtgdv.errors import KhtgdvError, UsageError
from khtgdv.frozen import dataclass, replace
from khtgdv.importer.files.grid import clean_text
from khtgdv.source.edit.counterparts import counterpart_cautions
from khtgdv.source.edit.drafts import BlockingFindingsError
from khtgdv.worksheet.edits import Refusal, RefusedCellError, RowEdits, changed_rows
from khtgdv.worksheet.facts import FACT_LABELS
from khtgdv.worksheet.outcome import Outcome, Recorded, apply_each, refusal_of
from khtgdv.worksheet.reconcile import reconcile
from khtgdv.worksheet.recording import records_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from khtgdv.source.edit.drafts import PlanDraft
    from khtgdv.source.yaml.nodes import MappingNode
    from khtgdv.worksheet.entries import Typing
    from khtgdv.worksheet.facts import Work
    from khtgdv.worksheet.reading import FilledForm
    from khtgdv.worksheet.recording import Recorder

    PlanRows = dict[str, tuple[str, MappingNode]]
    # Adds a row of the sheet to the drafts, and returns its ID and what is said of it.
    AddRow = Callable[[PlanDraft, RowEdits], tuple[str, str]]


_NEW_ROW = "việc mới"  # what a row is called that gets no ID


@dataclass(frozen=True, slots=True)
class FormUpdate:
    """A sheet that was handed back, and how what it says is understood and recorded."""

    form: FilledForm
    typing: Typing
    recorder: Recorder
    add_row: AddRow

    def apply(self, drafts: PlanDraft) -> Outcome:
        """Make the changes in drafts; BlockingFindingsError where the files have mistakes.

        A row whose change would be a mistake of the file is left out, and all begins anew.
        """
        changed = list(changed_rows(self.form, self.typing))
        refused = [row for row in changed if isinstance(row, Refusal)]
        rows = [row for row in changed if isinstance(row, RowEdits)]
        while True:
            drafts.discard_changes()
            outcome = self._attempt(drafts, rows)
            try:
                drafts.check_changes()
            except BlockingFindingsError as error:
                mistakes = _mistakes(outcome, error)
                if not mistakes:
                    raise
                refused += mistakes
                numbers = {refusal.number for refusal in mistakes}
                rows = [row for row in rows if row.number not in numbers]
            else:
                every = sorted((*refused, *outcome.refused), key=lambda refusal: refusal.number)
                return replace(outcome, refused=tuple(every))

    def _attempt(self, drafts: PlanDraft, rows: Iterable[RowEdits]) -> Outcome:
        """Make the changes of rows that are there, then of new ones."""
        refused: list[Refusal] = []
        known, new = [], []
        plan_rows = drafts.rows()
        for row in rows:
            if row.row_id is None:
                new.append(row)
            elif row.row_id not in plan_rows:
                message = f"{row.row_id} không còn trong kế hoạch."
                refused.append(refusal_of(row, "id", UsageError(message, "xóa dòng này khỏi bảng")))
            else:
                section, node = plan_rows[row.row_id]
                known += self._record(row, section, drafts.validate_row(section, node), refused)
        known = apply_each(drafts, known, refused)
        added_before = self._added_before(plan_rows)
        added = []
        for row in new:
            if same := added_before.get(row.now["task"]):
                refused += _differences(row, drafts.validate_row(*same))
            else:
                added += self._add(drafts, row, refused)
        return Outcome(_with_cautions(drafts, [*known, *added]), tuple(refused))

    def _record(
        self, row: RowEdits, section: str, work: Work, refused: list[Refusal], added: str = ""
    ) -> list[Recorded]:
        """Return what is recorded of a row, in a list; nothing where that is refused."""
        reconciled = row if added else reconcile(row, work)
        if isinstance(reconciled, list):
            refused += reconciled
            return []
        texts = {key: edit.new for key, edit in reconciled.edits.items()}
        try:
            records = records_of(work, texts, self.recorder)
        except RefusedCellError as error:
            message = error.message.replace(work.id, _NEW_ROW) if added else error.message
            refused.append(refusal_of(row, error.key, KhtgdvError(message, error.hint)))
            return []
        if not records and not added:
            return []
        return [Recorded(reconciled, work.id, section, work, tuple(records), added)]

    def _add(self, drafts: PlanDraft, row: RowEdits, refused: list[Refusal]) -> list[Recorded]:
        """Add a new row to the drafts, in a list; take it out again where the rest is refused."""
        before = {section: draft.new_content for section, draft in drafts.files.items()}
        try:
            row_id, message = self.add_row(drafts, row)
            section, node = drafts.rows()[row_id]
            work = drafts.validate_row(section, node)
            recorded = self._record(row, section, work, refused, message)
            recorded = apply_each(drafts, recorded, refused)
        except RefusedCellError as error:
            refused.append(refusal_of(row, error.key, error))
            recorded = []
        if not recorded:
            for section, content in before.items():
                drafts.files[section].new_content = content
        return recorded

    def _added_before(self, plan_rows: PlanRows) -> PlanRows:
        """Return the rows that were added since the sheet was made, by what they say."""
        return {
            clean_text(text): (section, node)
            for row_id, (section, node) in plan_rows.items()
            if "added" in node and row_id not in self.form.base
            and isinstance(text := node.get("task") or node.get("content"), str)
        }  # fmt: skip


def _differences(row: RowEdits, same: Work) -> list[Refusal]:
    """Return what a row of the sheet says otherwise than the row that it became before."""
    found = reconcile(replace(row, base=dict.fromkeys(FACT_LABELS, "")), same)
    reason = f"Việc này đã được thêm với mã {same.id}, mà ô này khác với kế hoạch."
    hint = "Xuất bảng mới rồi điền vào dòng ấy"
    differences = found if isinstance(found, list) else []
    return [replace(one, row_id=same.id, reason=reason, hint=hint) for one in differences]


def _with_cautions(drafts: PlanDraft, recorded: Iterable[Recorded]) -> tuple[Recorded, ...]:
    """Return what is recorded with what else there is to mind, in the order of the sheet."""
    related = counterpart_cautions(*map(drafts.files.get, ("tasks", "inspections")))
    return tuple(
        replace(
            one,
            cautions=(
                *(
                    f"ô {edit.cell}: chữ dán vào đã được làm sạch ({edit.cleaned})"
                    for edit in one.row.edits.values()
                    if edit.cleaned
                ),
                *(caution for record in one.records for caution in record.cautions),
                *related.get(one.row_id, ()),
            ),
        )
        for one in sorted(recorded, key=lambda one: one.row.number)
    )


def _mistakes(outcome: Outcome, error: BlockingFindingsError) -> list[Refusal]:
    """Return the rows whose change would be a mistake; none where some mistake is not of a row."""
    rows = {one.row_id: one.row for one in outcome.recorded}
    if any(finding.row_name not in rows for finding in error.findings):
        return []
    first = {finding.row_name: finding for finding in reversed(error.findings)}
    return [
        refusal_of(
            rows[str(name)],
            next(iter(rows[str(name)].edits), "task"),
            KhtgdvError(finding.message, finding.hint),
        )
        for name, finding in first.items()
    ]
