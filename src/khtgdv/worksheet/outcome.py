"""What of a sheet is recorded and what is refused, and the changes of rows as files take them."""

from __future__ import annotations

from khtgdv.frozen import dataclass
from khtgdv.source.edit.edit import RefusedEditError
from khtgdv.text import sentence_case
from khtgdv.worksheet.edits import Refusal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from khtgdv.errors import KhtgdvError
    from khtgdv.source.edit.drafts import PlanDraft
    from khtgdv.source.edit.record import Record
    from khtgdv.worksheet.edits import RowEdits
    from khtgdv.worksheet.facts import Work


@dataclass(frozen=True, slots=True)
class Recorded:
    """What is recorded of a row of the sheet; `added` is what is said where it is a new one."""

    row: RowEdits
    row_id: str
    section: str
    work: Work
    records: tuple[Record, ...]
    added: str = ""
    cautions: tuple[str, ...] = ()

    @property
    def messages(self) -> list[str]:
        """What is said once it is written."""
        messages = [record.message() for record in self.records]
        return [self.added, *messages] if self.added else messages


@dataclass(frozen=True, slots=True)
class Outcome:
    """What of a sheet is recorded, what is not and why."""

    recorded: tuple[Recorded, ...] = ()
    refused: tuple[Refusal, ...] = ()


def refusal_of(row: RowEdits, key: str, error: KhtgdvError) -> Refusal:
    """Return the refusal of a row that was read, for one of its cells."""
    edit = row.edits.get(key)
    return Refusal(
        row.number, row.row_id, row.cells.get(key, str(row.number)), key,
        sentence_case(error.message), sentence_case(error.hint or ""),
        base=edit.old if edit else "", sheet=row.now.get(key, ""),
    )  # fmt: skip


def apply_each(
    drafts: PlanDraft, recorded: Sequence[Recorded], refused: list[Refusal]
) -> list[Recorded]:
    """Make the changes of rows in their files; return those whose text allows it."""
    sections = dict.fromkeys(one.section for one in recorded)
    return [
        one
        for section in sections
        for one in _apply(drafts, [one for one in recorded if one.section == section], refused)
    ]


def _apply(
    drafts: PlanDraft, recorded: Sequence[Recorded], refused: list[Refusal]
) -> Sequence[Recorded]:
    """Make changes of one file; where its text does not allow all, in halves, to leave out few."""
    changes = [change for one in recorded for record in one.records for change in record.changes]
    try:
        if changes:
            drafts.apply_changes(recorded[0].section, changes)
    except RefusedEditError as error:
        if len(recorded) == 1:
            refused.append(refusal_of(recorded[0].row, next(iter(recorded[0].row.edits)), error))
            return []
        half = len(recorded) // 2
        first = _apply(drafts, recorded[:half], refused)
        return [*first, *_apply(drafts, recorded[half:], refused)]
    return recorded
