"""How every writing command runs: find the rows, record, prove, exchange, tell; all or nothing."""

from __future__ import annotations

from contextlib import ExitStack

from khtgdv.cli.arguments.options import Color, DryRun, PlanOptions
from khtgdv.cli.listening.listener import Confirmation, current_listener
from khtgdv.cli.pipeline import base_year
from khtgdv.cli.system.environment import (
    display_path,
    only_plan_folder,
    search_plans,
    today,
    use_color,
)
from khtgdv.cli.system.interrupts import interrupts_deferred
from khtgdv.cli.system.output import require_whole_search, say
from khtgdv.cli.system.plan_files import exchange_and_keep, locked
from khtgdv.cli.write_words import (
    changed_drafts,
    show_drafts,
    tell_dry_run,
    tell_refusal,
    tell_written,
)
from khtgdv.errors import ExitCode, KhtgdvError, UsageError
from khtgdv.frozen import dataclass
from khtgdv.query.id_lists import split_row_ids, with_ranges
from khtgdv.query.names import resolve_step_id
from khtgdv.text import escape_unsafe, sentence_case

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from khtgdv.cli.write_words import Tell
    from khtgdv.source.edit.changes import Change
    from khtgdv.source.edit.drafts import PlanDraft, Work
    from khtgdv.source.edit.record import Record, RecordDates
    from khtgdv.source.find import PlanFolder

    RecordAction = Callable[[Work, PlanDraft], Record]
    StepAction = Callable[[Work, int, PlanDraft], Record]
    RowOrStep = tuple[str, int | None]


@dataclass(frozen=True)
class RowActions:
    """What is recorded of a row, and of a step of one, where anything is."""

    row: RecordAction
    step: StepAction | None = None


@dataclass(frozen=True)
class WriteOptions:
    """How a change is made."""

    title = "Cách ghi"

    dry_run: DryRun = False
    color: Color = "auto"


def writable_plan(plan: PlanOptions) -> tuple[PlanFolder, int]:
    """Return the one plan to write to, and the year in focus."""
    search = search_plans(tuple(plan.data))
    if search.embedded:
        raise KhtgdvError(
            "Kế hoạch mẫu kèm chương trình chỉ để xem, không ghi được.",
            'tạo bản của mình: khtgdv init "Kế hoạch 2026", rồi chạy lại lệnh trong thư mục đó',
        )
    require_whole_search(search)
    plan_folder, year = only_plan_folder(search), base_year(plan.year, search, today())
    tell_copies([plan_folder])
    return plan_folder, year


def tell_copies(plan_folders: Iterable[PlanFolder]) -> None:
    """Say what nobody reads beside plans that are to be written: somebody may record there."""
    from khtgdv.source.copies import DatedPlan, find_copies
    from khtgdv.source.load.planfile import read_document

    plans = [DatedPlan(place.path, year) for place in plan_folders for year in place.years]
    for finding in find_copies(plans, display_path, read_document):
        say(f"cảnh báo: {finding.path}: {finding.message}; {finding.hint}")


def drafts_of(plan: PlanOptions, ids: Sequence[str]) -> PlanDraft:
    """Return the plan and the year that some rows are in."""
    from khtgdv.plan.ids import year_of
    from khtgdv.source.edit.drafts import PlanDraft

    place, focus = writable_plan(plan)
    if plan.year is not None or len(place.years) == 1:
        return PlanDraft(place, focus, display_path)
    every = {year: PlanDraft(place, year, display_path) for year in place.years}
    for drafts in every.values():
        drafts.open_files()
    years = {year: drafts.unfinished_by_id() for year, drafts in every.items()}
    known_ids = dict.fromkeys(row for rows in years.values() for row in rows)
    rows = [resolve_step_id(text, known_ids)[0] for text in with_ranges(ids, known_ids)]
    return every[year_of(rows, years, focus)]


def record_dates(on: str | None, drafts: PlanDraft, *, force: bool) -> RecordDates:
    """Return the day something happened, today where none was given, and what bounds it."""
    from khtgdv.query.ranges import read_past_day
    from khtgdv.source.edit.record import RecordDates

    current_day = today()
    day = current_day
    if on is not None:
        day = read_past_day(on, drafts.typing_span(current_day), current_day)
    return RecordDates(day, current_day, None if force else drafts.span, on is not None)


def record(
    plan: PlanOptions,
    write: WriteOptions,
    ids: Sequence[str],
    action: RecordAction,
    *,
    show_changes: bool = False,
    step_action: StepAction | None = None,
) -> ExitCode:
    """Record something about some rows: all of them or none, showing the change first if asked.

    `step_action` is what is recorded of a step (`T03-01.2`), where anything is.
    """
    ids = split_row_ids(ids)
    actions = RowActions(action, step_action)
    return record_rows(drafts_of(plan, ids), write, ids, actions, show_changes=show_changes)


def record_rows(
    drafts: PlanDraft,
    write: WriteOptions,
    ids: Sequence[str],
    actions: RowActions,
    *,
    show_changes: bool = False,
) -> ExitCode:
    """Record something about some rows of a plan that was found."""
    from khtgdv.cli.row_words import row_line
    from khtgdv.source.edit.counterparts import counterpart_cautions

    def add_records() -> list[str]:
        records = _make_records(drafts, ids, actions)
        changes: dict[str, list[Change]] = {}
        sections = {row: section for row, (section, _) in drafts.rows().items()}
        places = {row: place for place, row in enumerate(sections)}
        for row, number in sorted(records, key=lambda key: (places[key[0]], key[1] or 0)):
            changes.setdefault(sections[row], []).extend(records[row, number][1].changes)
        for section, section_changes in changes.items():
            drafts.apply_changes(section, section_changes)
        cautions = counterpart_cautions(*map(drafts.files.get, ("tasks", "inspections")))
        departments = drafts.plan_file.departments
        return [
            f"{made.message(cautions.get(row, ()))}\n{row_line(work.leads, work.text, departments)}"
            for (row, _), (work, made) in records.items()
        ]

    return write_drafts(drafts, write, add_records, show_changes=show_changes)


def _make_records(
    drafts: PlanDraft, ids: Sequence[str], actions: RowActions
) -> dict[RowOrStep, tuple[Work, Record]]:
    """Return what is recorded of each row or step; all that is refused is said at once."""
    from khtgdv.source.edit.drafts import BlockingFindingsError

    rows, listener = drafts.rows(), current_listener()
    ids = with_ranges(ids, rows)
    records: dict[RowOrStep, tuple[Work, Record]] = {}
    refusals: list[KhtgdvError] = []
    for text in ids:
        try:
            row, number = resolve_step_id(text, rows)
            work = drafts.validate_row(*rows[row])
            if listener:
                listener.require_row(work)
            made = (
                actions.row(work, drafts)
                if number is None
                else _require_for_steps(actions.step, text)(work, number, drafts)
            )
            records[row, number] = work, made
        except BlockingFindingsError:
            raise
        except KhtgdvError as error:
            refusals.append(error)
    if refusals:
        unknown = any(isinstance(error, UsageError) for error in refusals)
        raise (drafts.reading_error() if unknown else None) or _combined_error(refusals, len(ids))
    return records


def _require_for_steps(step_action: StepAction | None, text: str) -> StepAction:
    if step_action is None:
        message = f"{escape_unsafe(text)} là một bước; lệnh này chỉ dùng cho cả nhiệm vụ."
        raise UsageError(message, "với một bước dùng được khtgdv done, reopen, update")
    return step_action


def _combined_error(refusals: list[KhtgdvError], id_count: int) -> KhtgdvError:
    """Return one error for all that was refused."""
    if id_count == 1:
        return refusals[0]
    kind = UsageError if any(isinstance(error, UsageError) for error in refusals) else KhtgdvError
    lines = [f"{error.message}\n  {sentence_case(error.hint or '')}" for error in refusals]
    return kind("\n".join(lines), f"Chưa ghi gì cho cả {id_count} mã.")


def write_drafts(
    drafts: PlanDraft,
    write: WriteOptions,
    make_changes: Callable[[], list[str]],
    *,
    show_changes: bool = False,
    tell: Tell | None = None,
) -> ExitCode:
    """Make changes in drafts and write them, or show what they would be.

    `make_changes` changes the drafts, and returns what is said once that is written; `tell` says
    it where it is more than lines.
    """
    from khtgdv.source.edit.drafts import BlockingFindingsError

    color = use_color(write.color)
    try:
        if write.dry_run:
            messages = _apply_changes(drafts, make_changes)
            return tell_dry_run(drafts, messages, tell, color=color)
        with ExitStack() as until_confirmed:
            with locked(drafts.paths):
                messages = _apply_changes(drafts, make_changes)
                if show_changes:
                    show_drafts(drafts, color=color)
                exchanges = [draft.replacement for draft in changed_drafts(drafts)]
                if tell and not exchanges:
                    tell(Confirmation(()))
                    return ExitCode.OK
                until_confirmed.enter_context(interrupts_deferred())
                written = exchange_and_keep(drafts.plan_folder.folder, messages, exchanges)
            tell_written(drafts, messages, written, tell)
    except BlockingFindingsError as error:
        return tell_refusal(error, write.color)
    return ExitCode.OK


def _apply_changes(drafts: PlanDraft, make_changes: Callable[[], list[str]]) -> list[str]:
    drafts.open_files()
    messages = make_changes()
    drafts.check_changes()
    return messages
