"""The letters that remind each department of its work."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from khtgdv.cli.arguments.options import (
    FilterOptions,
    OutputOptions,
    PlanOptions,
    PositionOptions,
    option,
)
from khtgdv.cli.pipeline import Reading, narrow, present, read
from khtgdv.cli.system.environment import in_color, width
from khtgdv.cli.system.output import as_bytes, emit, emit_each, is_folder, say, tell_trouble
from khtgdv.errors import ExitCode, UsageError
from khtgdv.render.formats import Look, format_name, render
from khtgdv.text import key, visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khtgdv.document.document import Document
    from khtgdv.query.selection import Selection
    from khtgdv.reports.remind import Letter

_FAR = 3660
# The formats that letters go out in, and their files' suffixes; all others get one document.
_SUFFIXES = {"table": ".txt", "md": ".md", "eml": ".eml"}


def remind(
    plan: PlanOptions,
    at: PositionOptions,
    filters: FilterOptions,
    output: OutputOptions,
    *,
    within: Annotated[
        int, option("--within", metavar="NGÀY", text="Trong bao nhiêu ngày tới; mặc định 14.")
    ] = 14,
) -> ExitCode:
    """Mỗi đơn vị một thư về việc mình chủ trì: quá hạn, sắp đến hạn, chờ cấp trên, kiểm tra.

    --output THƯ MỤC ghi mỗi thư một tệp .eml (.md, .txt nếu có --format md, table) để mở bằng
    phần mềm thư rồi gửi; --format nhận table, md, eml, json, csv.
    """
    from khtgdv.reports.remind import build, letters

    if not 0 <= within <= _FAR:
        raise UsageError(f"Số ngày của --within phải từ 0 đến {_FAR}.", "Ví dụ: --within 14")
    reading = read(plan, at, backlog=True)
    selection = narrow(reading, filters)
    chosen = _chosen(output)
    if output.output is not None:
        _not_the_plan(output.output, reading)
    if chosen not in _SUFFIXES:
        return present(reading, build(selection, within=within), output)
    made = letters(selection, within=within)
    _write(_named(made), chosen, output, reading)
    _tell_silent(made, selection, within)
    tell_trouble(reading.found, reading.loaded)
    return ExitCode.FINDINGS if reading.loaded.errors else ExitCode.OK


def _named(made: Sequence[Letter]) -> dict[str, Document]:
    """Return the letters that have something to say, under names fit for files."""
    several = len({letter.plan for letter in made}) > 1
    found: dict[str, Document] = {}
    for letter in made:
        name = f"{key(letter.plan)}_{letter.code}" if several else letter.code
        while name in found:  # two plans may be called alike but for accents
            name += "_"
        if letter.needed:
            found[name] = letter.document
    return found


def _tell_silent(made: Sequence[Letter], selection: Selection, within: int) -> None:
    """Say who gets no letter, and what stands in none."""
    from khtgdv.reports.remind import near_inspections

    silent = [letter.code for letter in made if not letter.needed]
    if silent:
        say(f"Không có gì để nhắc, không có thư: {', '.join(silent)}")
    orphans = [row.id for row in near_inspections(selection, within) if not row.lead]
    if orphans:
        say(f"Cuộc kiểm tra chưa ghi đơn vị chủ trì, không có trong thư nào: {', '.join(orphans)}")


def _chosen(output: OutputOptions) -> str:
    """Return the format: as asked, that of the file's suffix, `.eml` files for a folder."""
    path = output.output
    asked = output.format.lower() if output.format else None
    draft = path is not None and (is_folder(path) or path.suffix.lower() == ".eml")
    if asked == "eml" or (asked is None and draft):
        return "eml"
    return format_name(output.format, path)


def _write(
    documents: dict[str, Document], chosen: str, output: OutputOptions, reading: Reading
) -> None:
    """Write the letters: a file each into a folder, else one after the other."""
    color = in_color(output.color) and output.output is None
    look = Look(width() if output.output is None else None, color=color)
    rendered = {name: _rendered(document, chosen, look) for name, document in documents.items()}
    if output.output is not None and is_folder(output.output):
        # The position's day is part of the name, so that old letters are told apart.
        end = f"{reading.selection.position.as_of}{_SUFFIXES[chosen]}"
        files = {f"nhac-viec_{name}_{end}": content for name, content in rendered.items()}
        emit_each(files, output.output, reading.found)
        return
    if chosen == "eml" and len(rendered) > 1:
        hint = "Thêm --output THƯ MỤC để mỗi thư một tệp, hoặc --department để chọn một đơn vị."
        raise UsageError(f"Có {len(rendered)} thư, mỗi thư phải là một tệp .eml riêng.", hint)
    emit(b"\n".join(map(as_bytes, rendered.values())), output.output, reading.found)


def _rendered(document: Document, chosen: str, look: Look) -> str | bytes:
    if chosen == "eml":
        from khtgdv.render.letter import render as draft

        return draft(document, look)
    return render(document, chosen, look)


def _not_the_plan(path: Path, reading: Reading) -> None:
    """Refuse to write letters into a plan's folder."""
    target = path.resolve()
    for place in reading.found.places:
        folder = place.folder.resolve()
        if folder in (target, *target.parents):
            raise UsageError(
                f"{visible(str(path))} nằm trong thư mục kế hoạch.", "Chọn một thư mục khác."
            )
