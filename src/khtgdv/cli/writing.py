"""How every writing command runs: find the rows, record, prove, exchange, tell; all or nothing."""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from khtgdv.cli.environment import find_plans, in_color, shown_path, today
from khtgdv.cli.options import PlanOptions, option
from khtgdv.cli.output import say, write_out
from khtgdv.errors import ExitCode, KhtgdvError, UsageError
from khtgdv.frozen import dataclass
from khtgdv.query.names import known_id
from khtgdv.source.draft import Drafts, WouldBreakError
from khtgdv.source.find import Place
from khtgdv.text import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from khtgdv.source.change import Record
    from khtgdv.source.draft import Draft, Work


@dataclass(frozen=True)
class WriteOptions:
    """How a change is made."""

    dry_run: Annotated[
        bool, option("--dry-run", metavar=None, text="Chỉ hiện thay đổi, không ghi.")
    ] = False
    color: Annotated[str, option("--color", metavar="KHI", text="Tô màu: auto, always, never.")] = (
        "auto"
    )


def state_folder() -> Path:
    """Return where khtgdv keeps what is its own: `KHTGDV_STATE`, else the system's place for it."""
    if chosen := os.environ.get("KHTGDV_STATE"):
        return Path(chosen)
    from platformdirs import user_state_path

    return user_state_path("khtgdv", appauthor=False)


def writable_places(plan: PlanOptions) -> list[tuple[Place, int]]:
    """Return the plans that may be written to, each with the year in focus."""
    found = find_plans(tuple(plan.data))
    if found.embedded:
        raise KhtgdvError(
            "Kế hoạch gốc kèm theo chương trình chỉ để xem, không ghi được.",
            'tạo bản của mình: khtgdv init "Kế hoạch 2026", rồi chạy lại lệnh trong thư mục đó',
        )
    known = sorted({year for place in found.places for year in place.years})
    if plan.year is not None and plan.year not in known:
        years = ", ".join(str(year) for year in known)
        raise UsageError(f"Không có kế hoạch năm {plan.year}.", f"Các năm có kế hoạch: {years}")
    now = today().year
    focus = plan.year or (now if now in known else known[-1])
    return [(place, focus) for place in found.places if focus in place.years]


def plan_of(plan: PlanOptions, ids: Sequence[str]) -> Drafts:
    """Return the one plan that holds some rows; UsageError where that is not certain."""
    every = [Drafts(place, year, shown_path) for place, year in writable_places(plan)]
    if len(every) == 1:
        return every[0]
    for drafts in every:
        drafts.open()
    known = [drafts.rows().keys() for drafts in every]
    union = dict.fromkeys(row for rows in known for row in rows)
    wanted = {known_id(text, union) for text in ids}
    holding = [drafts for drafts, rows in zip(every, known, strict=True) if rows & wanted]
    if len(holding) != 1:
        names = ", ".join(visible(drafts.show(drafts.place.folder)) for drafts in holding or every)
        message = f"Có nhiều kế hoạch ở đây: {names}."
        raise UsageError(message, "chọn một kế hoạch bằng --data")
    return holding[0]


def locks(drafts: Drafts) -> ExitStack:
    """Lock the folders that a plan's files really stand in."""
    from khtgdv.source.store import locked

    folders = {path.resolve().parent for path in map(drafts.path, ("tasks", "inspections"))}
    stack = ExitStack()
    try:
        for folder in sorted(folders):
            stack.enter_context(locked(folder))
    except BaseException:
        stack.close()
        raise
    return stack


def record(
    plan: PlanOptions, write: WriteOptions, ids: Sequence[str], act: Callable[[Work, int], Record]
) -> ExitCode:
    """Record something about some rows: all of them or none."""
    drafts = plan_of(plan, ids)

    def make() -> list[str]:
        rows = drafts.rows()
        wanted = list(dict.fromkeys(known_id(text, rows) for text in ids))
        records = {row: act(drafts.work(*rows[row]), drafts.year) for row in wanted}
        for section in drafts.files:
            own = [c for row in wanted if rows[row][0] == section for c in records[row].changes]
            if own:
                drafts.change(section, own)
        return [record.told for record in records.values()]

    return write_drafts(drafts, write, make)


def write_drafts(drafts: Drafts, write: WriteOptions, make: Callable[[], list[str]]) -> ExitCode:
    """Make changes in drafts and write them, or show what they would be."""
    try:
        if write.dry_run:
            drafts.open()
            told = make()
            drafts.check()
            return _show(drafts, told, color=in_color(write.color))
        with locks(drafts):
            drafts.open()
            told = make()
            drafts.check()
            kept = _exchange(drafts, told)
    except WouldBreakError as error:
        tell_broken(error, color=write.color == "always")
        return ExitCode.FINDINGS
    _confirm(drafts, told, kept=kept)
    return ExitCode.OK


def _exchange(drafts: Drafts, told: list[str]) -> bool:
    from khtgdv.source.store import exchange
    from khtgdv.source.undo import remember

    exchanges = [draft.exchange for draft in _changed(drafts)]
    exchange(exchanges)
    return remember(state_folder(), drafts.place.folder, told, exchanges)


def _changed(drafts: Drafts) -> list[Draft]:
    return [draft for draft in drafts.files.values() if draft.changed]


def _show(drafts: Drafts, told: list[str], *, color: bool) -> ExitCode:
    from khtgdv.render.diff import text

    for draft in _changed(drafts):
        write_out(text(draft.opened.text, draft.text, draft.shown, color=color))
    for line in told:
        say(line)
    say("Mới xem thử (--dry-run), chưa ghi gì.")
    return ExitCode.OK


def _confirm(drafts: Drafts, told: list[str], *, kept: bool) -> None:
    from khtgdv.render.diff import counted

    files = [f"{d.shown}: {counted(d.opened.text, d.text)}." for d in _changed(drafts)]
    files[-1] += " Hoàn tác: khtgdv undo" if kept else " Không lưu được để hoàn tác."
    write_out("".join(f"{visible(line)}\n" for line in [*told, *files]))


def tell_broken(error: WouldBreakError, *, color: bool) -> None:
    """Say why a change was refused: the mistakes that the plan would have."""
    from khtgdv.render.diagnostics import text

    say(error.message)
    sys.stderr.write(text(error.findings, color=color))
