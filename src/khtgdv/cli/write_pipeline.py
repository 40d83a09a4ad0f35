"""How every writing command runs: find the rows, record, prove, exchange, tell; all or nothing."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from khtgdv.cli.arguments.options import Color, DryRun, PlanOptions
from khtgdv.cli.pipeline import base_year
from khtgdv.cli.system.environment import find_plans, in_color, one_place, shown_path, today
from khtgdv.cli.system.output import say, write_out
from khtgdv.errors import ExitCode, KhtgdvError, UsageError
from khtgdv.frozen import dataclass
from khtgdv.query.names import known_id
from khtgdv.text import sentence, visible

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from khtgdv.source.edit.actions import Record
    from khtgdv.source.edit.changes import Change
    from khtgdv.source.edit.drafts import Draft, Drafts, TroubledError, Work
    from khtgdv.source.edit.transaction import Exchange
    from khtgdv.source.find import Place

    Act = Callable[[Work, Drafts], Record]


@dataclass(frozen=True)
class WriteOptions:
    """How a change is made."""

    title: ClassVar[str] = "Cách ghi"

    dry_run: DryRun = False
    color: Color = "auto"


def state_folder() -> Path:
    """Return where khtgdv keeps what is its own: `KHTGDV_STATE`, else the system's place for it."""
    if chosen := os.environ.get("KHTGDV_STATE"):
        return Path(chosen)
    from platformdirs import user_state_path

    return user_state_path("khtgdv", appauthor=False)


def writable_place(plan: PlanOptions) -> tuple[Place, int]:
    """Return the one plan to write to, and the year in focus."""
    found = find_plans(tuple(plan.data))
    if found.embedded:
        raise KhtgdvError(
            "Kế hoạch gốc kèm theo chương trình chỉ để xem, không ghi được.",
            'tạo bản của mình: khtgdv init "Kế hoạch 2026", rồi chạy lại lệnh trong thư mục đó',
        )
    return one_place(found), base_year(plan.year, found, today())


def drafts_of(plan: PlanOptions, ids: Sequence[str]) -> Drafts:
    """Return the plan and the year that some rows are in."""
    from khtgdv.plan.ids import year_of
    from khtgdv.source.edit.drafts import Drafts

    place, focus = writable_place(plan)
    if plan.year is not None or len(place.years) == 1:
        return Drafts(place, focus, shown_path)
    every = {year: Drafts(place, year, shown_path) for year in place.years}
    for drafts in every.values():
        drafts.open()
    years = {year: drafts.unfinished() for year, drafts in every.items()}
    known = dict.fromkeys(row for rows in years.values() for row in rows)
    return every[year_of([known_id(text, known) for text in ids], years, focus)]


def record(
    plan: PlanOptions, write: WriteOptions, ids: Sequence[str], act: Act, *, shown: bool = False
) -> ExitCode:
    """Record something about some rows: all of them or none; `shown` shows the change first."""
    drafts = drafts_of(plan, ids)

    def make() -> list[str]:
        records = _records(drafts, ids, act)
        changes: dict[str, list[Change]] = {}
        for row, (section, _) in drafts.rows().items():
            if row in records:
                changes.setdefault(section, []).extend(records[row].changes)
        for section, own in changes.items():
            drafts.change(section, own)
        return [one.told for one in records.values()]

    return write_drafts(drafts, write, make, shown=shown)


def _records(drafts: Drafts, ids: Sequence[str], act: Act) -> dict[str, Record]:
    """Return what is recorded of each row; all that is refused is said at once."""
    from khtgdv.source.edit.drafts import TroubledError

    rows = drafts.rows()
    records: dict[str, Record] = {}
    refused: list[KhtgdvError] = []
    for text in ids:
        try:
            row = known_id(text, rows)
            records[row] = act(drafts.work(*rows[row]), drafts)
        except TroubledError:
            raise
        except KhtgdvError as error:
            refused.append(error)
    if refused:
        unknown = any(isinstance(error, UsageError) for error in refused)
        raise (drafts.unreadable() if unknown else None) or _together(refused, len(ids))
    return records


def _together(refused: list[KhtgdvError], asked: int) -> KhtgdvError:
    """Return one error for all that was refused."""
    if asked == 1:
        return refused[0]
    kind = UsageError if any(isinstance(error, UsageError) for error in refused) else KhtgdvError
    lines = [f"{error.message}\n  {sentence(error.hint or '')}" for error in refused]
    return kind("\n".join(lines), f"Chưa ghi gì cho cả {asked} mã.")


def write_drafts(
    drafts: Drafts, write: WriteOptions, make: Callable[[], list[str]], *, shown: bool = False
) -> ExitCode:
    """Make changes in drafts and write them, or show what they would be.

    `make` changes the drafts, and returns what is said once that is written.
    """
    from khtgdv.source.edit.drafts import TroubledError

    color = in_color(write.color)
    try:
        if write.dry_run:
            return _show(drafts, _made(drafts, make), color=color)
        from khtgdv.source.edit.transaction import locked

        with locked(drafts.paths):
            told = _made(drafts, make)
            if shown:
                _show_changes(drafts, color=color)
            exchanges = [draft.exchange for draft in _changed(drafts)]
            kept = exchange_and_keep(drafts.place.folder, told, exchanges)
    except TroubledError as error:
        return tell_troubled(error, write.color)
    _confirm(drafts, told, kept=kept)
    return ExitCode.OK


def _made(drafts: Drafts, make: Callable[[], list[str]]) -> list[str]:
    drafts.open()
    told = make()
    drafts.check()
    return told


def exchange_and_keep(folder: Path, told: Sequence[str], exchanges: Sequence[Exchange]) -> bool:
    """Write files, and keep what they were for `undo`; tell whether that could be kept."""
    from khtgdv.source.edit.transaction import exchange
    from khtgdv.source.edit.undo import remember

    step = remember(state_folder(), folder, told, exchanges)
    try:
        exchange(exchanges)
    except BaseException:
        if step:
            step.forget()
        raise
    return step is not None


def _changed(drafts: Drafts) -> list[Draft]:
    return [draft for draft in drafts.files.values() if draft.changed]


def _show_changes(drafts: Drafts, *, color: bool) -> None:
    from khtgdv.render.diff import text

    for draft in _changed(drafts):
        write_out(text(*draft.texts, draft.shown, color=color))


def _show(drafts: Drafts, told: list[str], *, color: bool) -> ExitCode:
    _show_changes(drafts, color=color)
    for line in told:
        say(line)
    say("Mới xem thử (--dry-run), chưa ghi gì.")
    return ExitCode.OK


def _confirm(drafts: Drafts, told: list[str], *, kept: bool) -> None:
    from khtgdv.render.diff import counted

    files = [f"{draft.shown}: {counted(*draft.texts)}." for draft in _changed(drafts)]
    files[-1] += " Hoàn tác: khtgdv undo" if kept else " Không lưu được để hoàn tác."
    write_out("".join(f"{visible(line)}\n" for line in [*told, *files]))


def tell_troubled(error: TroubledError, color: str) -> ExitCode:
    """Say why a change was refused: the mistakes there are, or would be."""
    from khtgdv.render.diagnostics import text

    say(error.message)
    sys.stderr.write(text(error.findings, color=in_color(color, sys.stderr)))
    say(sentence(error.hint or ""))
    return error.exit_code
