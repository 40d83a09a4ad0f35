"""`import --update`: a sheet that was filled in, recorded in its plan and told cell by cell."""

from __future__ import annotations

from khtgdv.cli.form_rows import add_row
from khtgdv.cli.rendering import deliver
from khtgdv.cli.system.environment import display_path, today, use_color
from khtgdv.cli.system.output import ONLY_TRIED, say
from khtgdv.cli.write_pipeline import WriteOptions, writable_plan, write_drafts
from khtgdv.cli.write_words import show_drafts
from khtgdv.dates.periods import Position
from khtgdv.errors import ExitCode, KhtgdvError, UsageError
from khtgdv.frozen import dataclass
from khtgdv.text import escape_unsafe

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from khtgdv.cli.arguments.options import OutputOptions, PlanOptions
    from khtgdv.cli.listening.listener import Confirmation
    from khtgdv.source.edit.drafts import PlanDraft
    from khtgdv.worksheet.outcome import Outcome
    from khtgdv.worksheet.reading import FilledForm
    from khtgdv.worksheet.updating import FormUpdate


@dataclass(frozen=True, slots=True)
class FormWrite:
    """How a sheet is recorded: shown only, days before the plan's years taken."""

    dry_run: bool = False
    force: bool = False


def update_from_form(
    plan: PlanOptions, path: Path, output: OutputOptions, how: FormWrite
) -> ExitCode:
    """Record what was filled in in a sheet; the status says whether all of it could be."""
    from khtgdv.worksheet.outcome import Outcome
    from khtgdv.worksheet.reading import read_form
    from khtgdv.worksheet.told import build

    form = read_form(path)
    drafts = _drafts_of(plan, form, path)
    update = _form_update(form, drafts, force=how.force)
    outcome = Outcome()

    def make_changes() -> list[str]:
        nonlocal outcome
        outcome = update.apply(drafts)
        return [message for one in outcome.recorded for message in one.messages]

    def tell(written: Confirmation | None) -> None:
        if how.dry_run and output.path is None and output.format in (None, "table"):
            show_drafts(drafts, color=use_color(output.color))
        lines = _lines(outcome, form, f"{path.name} · Kế hoạch {_plan_name(drafts)}")
        told = build(outcome, _plan_name(drafts), Position(today()), lines, _footer(written))
        try:
            deliver(told, output)
        except KhtgdvError:
            say(_footer(written))  # what was recorded stays recorded
            raise

    write = WriteOptions(dry_run=how.dry_run, color=output.color)
    status = write_drafts(drafts, write, make_changes, tell=tell)
    return ExitCode.FINDINGS if outcome.refused else status


def _drafts_of(plan: PlanOptions, form: FilledForm, path: Path) -> PlanDraft:
    """Return the files of the plan that a sheet is of; UsageError where another plan was chosen."""
    from khtgdv.importer.files.grid import clean_text
    from khtgdv.source.edit.drafts import PlanDraft
    from khtgdv.worksheet.build import identity_of

    place, _ = writable_plan(plan)
    year = int(form.identity["year"])
    if plan.year not in (None, year) or year not in place.years:
        years = ", ".join(map(str, [plan.year] if plan.year else place.years))
        message = f"{path.name} là bảng của kế hoạch năm {year}, không phải năm {years}."
        raise UsageError(message, "nhập vào đúng kế hoạch, hoặc xuất bảng mới từ kế hoạch này")
    drafts = PlanDraft(place, year, display_path)
    plan_identity = identity_of(drafts.plan_file.build_plan(place, year, []))
    own = {key: clean_text(text) for key, text in plan_identity.items()}
    if own != form.identity:
        theirs, ours = (_identity_words(one) for one in (form.identity, own))
        message = f"{path.name} là bảng của {theirs}; kế hoạch ở đây là {ours}."
        raise UsageError(message, "chọn đúng kế hoạch bằng --data")
    return drafts


def _identity_words(identity: Mapping[str, str]) -> str:
    number = f"số {identity['number']}" if identity.get("number") else "chưa có số"
    return escape_unsafe(f"Kế hoạch {number}, năm {identity['year']}, {identity['agency']}")


def _form_update(form: FilledForm, drafts: PlanDraft, *, force: bool) -> FormUpdate:
    from khtgdv.worksheet.entries import Typing
    from khtgdv.worksheet.recording import Recorder
    from khtgdv.worksheet.updating import FormUpdate

    typing = Typing(drafts.typing_span(today()), today())
    return FormUpdate(form, typing, Recorder(today(), None if force else drafts.span), add_row)


def _plan_name(drafts: PlanDraft) -> str:
    document = drafts.plan_file.document
    return document.name if document else drafts.plan_folder.name


def _lines(outcome: Outcome, form: FilledForm, first: str) -> tuple[str, ...]:
    """Return what stands above the tables: counts, and what the sheet has lost."""
    from khtgdv.worksheet.edits import lost_rows

    refused_rows = {refusal.number for refusal in outcome.refused}
    counts = [f"ghi {len(outcome.recorded)} dòng"]
    counts += [f"không ghi {len(refused_rows)} dòng"] if refused_rows else []
    gone = len(lost_rows(form))
    lines = [f"{first} · {', '.join(counts)}"]
    lines += [f"{gone} dòng lúc xuất không còn trong bảng: kế hoạch giữ nguyên."] if gone else []
    if form.lost_columns:
        lines.append(f"Bảng không còn cột: {', '.join(form.lost_columns)}; các ô ấy giữ nguyên.")
    return tuple(lines)


def _footer(written: Confirmation | None) -> str:
    if written is None:
        return ONLY_TRIED
    if not written.files:
        return "Không có gì để ghi."
    return "\n".join((" ".join(written.files), *written.notes))
