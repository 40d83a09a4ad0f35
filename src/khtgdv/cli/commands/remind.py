"""The letters that remind each department of its work."""

from __future__ import annotations

from khtgdv.cli.arguments.declarations import option
from khtgdv.cli.arguments.options import FilterOptions, OutputOptions, PlanOptions, PositionOptions
from khtgdv.cli.arguments.values_given import MAX_DAYS_AHEAD
from khtgdv.cli.pipeline import PlanReading, marked, narrow, present, read
from khtgdv.cli.results.delivery import emit, emit_each
from khtgdv.cli.system.environment import find_face, use_color
from khtgdv.cli.system.output import as_bytes, say, tell_load_problems
from khtgdv.errors import ExitCode, UsageError
from khtgdv.hints import Annotated
from khtgdv.render.formats import FORMATS, RenderOptions, format_name, render
from khtgdv.text import escape_unsafe, name_key

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from khtgdv.cli.results.delivery import Destination
    from khtgdv.query.selection import Selection
    from khtgdv.reports.remind import Letter
    from khtgdv.reports.shared.figures import Horizon

# The formats of letters to be sent, and their files' suffixes. Paper has a page for each letter,
# and all others get one document.
_SUFFIXES = {"table": ".txt", "md": ".md", "eml": ".eml"}

_EML_NAMES = frozenset({"eml", "thu", "mail", "email"})
_MAX_NAME_BYTES = 120  # of a department's code in a file's name, where a day follows


def remind(
    plan: PlanOptions,
    at: PositionOptions,
    filters: FilterOptions,
    output: OutputOptions,
    *,
    within: Annotated[
        int | None,
        option(
            "--within",
            metavar="NGÀY",
            text="Trong bao nhiêu ngày tới; mặc định đến hết tháng sau.",
            complete="free",
        ),
    ] = None,
    attach: Annotated[
        str | None,
        option(
            "--attach",
            metavar="DẠNG",
            text="Với eml: đính kèm danh mục của đơn vị: docx, pdf, xlsx, ics; none là không.",
            complete="attachments",
        ),
    ] = None,
) -> ExitCode:
    """Mỗi đơn vị một thư về việc mình chủ trì: quá hạn, sắp đến hạn, chờ cấp trên, kiểm tra.

    --output THƯ MỤC ghi mỗi thư một tệp .eml (.md, .txt nếu có --format md, table) để mở bằng
    phần mềm thư rồi gửi; --format nhận table, md, eml, json, csv, docx, pdf, html, xlsx. Thư .eml
    gửi đến địa chỉ ghi ở office.letters, kèm danh mục (docx) và lịch (ics) của đơn vị.
    """
    from khtgdv.reports.remind import build, letter_sheaf, letters
    from khtgdv.reports.shared.figures import horizon

    if within is not None and not 0 <= within <= MAX_DAYS_AHEAD:
        raise UsageError(
            f"Số ngày của --within phải từ 0 đến {MAX_DAYS_AHEAD}.", "Ví dụ: --within 14"
        )
    reading = read(plan, at, backlog=True)
    selection = narrow(reading, filters)
    format_choice = _choose_format(output)
    destination = output.destination
    _refuse_plan_folder(destination, reading)
    if attach is not None and format_choice != "eml":
        raise UsageError("--attach chỉ dùng với thư .eml.", "Thêm --format eml.")
    if format_choice not in _SUFFIXES and FORMATS[format_choice].medium not in ("page", "screen"):
        return present(reading, build(selection, within=within), output)
    soon = horizon(reading.selection.position, within)
    department_letters = letters(selection, soon)
    named_letters = _letters_by_name(department_letters)
    _tell_silent(department_letters, selection, soon)
    if format_choice not in _SUFFIXES and destination.folder is None:
        documents = tuple(letter.document for letter in named_letters.values())
        return present(reading, letter_sheaf(documents, selection), output)
    _refuse_many_drafts(len(named_letters), format_choice, destination)
    contents = _letter_contents(named_letters, format_choice, output, reading, attach)
    _write_letters(contents, format_choice, output, reading)
    tell_load_problems(reading.search, reading.load_result)
    return ExitCode.FINDINGS if reading.load_result.error_count else ExitCode.OK


def _letters_by_name(department_letters: Sequence[Letter]) -> dict[str, Letter]:
    """Return the letters that have something to say, under names fit for files."""
    multiple_plans = len({letter.plan for letter in department_letters}) > 1
    named: dict[str, Letter] = {}
    for letter in department_letters:
        name = f"{name_key(letter.plan)}_{letter.code}" if multiple_plans else letter.code
        while name in named:  # two plans may be called alike but for accents
            name += "_"
        if letter.needed:
            named[name] = letter
    return named


def _tell_silent(department_letters: Sequence[Letter], selection: Selection, soon: Horizon) -> None:
    """Say who gets no letter, and what stands in none."""
    from khtgdv.reports.shared.reminders import near_inspections

    codes_without_letter = [letter.code for letter in department_letters if not letter.needed]
    if codes_without_letter:
        say(f"Không có gì để nhắc, không có thư: {', '.join(codes_without_letter)}")
    orphans = [row.id for row in near_inspections(selection, soon) if not row.lead]
    if orphans:
        say(f"Cuộc kiểm tra chưa ghi đơn vị chủ trì, không có trong thư nào: {', '.join(orphans)}")


def _choose_format(output: OutputOptions) -> str:
    """Return the format: as asked, that of the file's suffix, `.eml` files for a folder."""
    destination = output.destination
    path = destination.path
    format_option = name_key(output.format) if output.format else None
    is_draft = destination.folder or (path is not None and path.suffix.lower() == ".eml")
    if format_option in _EML_NAMES or (format_option is None and is_draft):
        return "eml"
    return format_name(output.format, path)


def _letter_contents(
    letters: dict[str, Letter], format_choice: str, output: OutputOptions, reading: PlanReading,
    attach: str | None,
) -> dict[str, str | bytes]:  # fmt: skip
    """Return each letter in a format; drafts of messages with what goes with them."""
    documents = {name: marked(letter.document, reading) for name, letter in letters.items()}
    if format_choice == "eml":
        from khtgdv.cli.results.mails import Mailing, attached_formats, message_of, tell_addressless

        formats = attached_formats(attach)
        sample, asked = reading.search.embedded, attach is not None
        mailing = Mailing(reading.selection, sample, formats, asked, output.alarms)
        tell_addressless(letters.values())
        return {name: message_of(letters[name], documents[name], mailing) for name in letters}
    color = use_color(output.color) and output.destination.path is None
    options = RenderOptions(output.width, color=color, tell=say, find_face=find_face)
    return {name: render(document, format_choice, options) for name, document in documents.items()}


def _write_letters(
    contents: dict[str, str | bytes], format_choice: str, output: OutputOptions,
    reading: PlanReading,
) -> None:  # fmt: skip
    """Write the letters: a file each into a folder, else one after the other."""
    destination = output.destination
    if destination.folder is not None:
        from khtgdv.cli.system.result_files import distinct_stems

        # The position's day is part of the name, so that old letters are told apart.
        suffix = _SUFFIXES.get(format_choice) or FORMATS[format_choice].suffixes[0]
        day = reading.selection.position.as_of
        stems = distinct_stems(contents, _MAX_NAME_BYTES)
        files = {f"nhac-viec_{stems[name]}_{day}": text for name, text in contents.items()}
        emit_each(files, suffix, destination, reading.search)
        return
    emit(b"\n".join(map(as_bytes, contents.values())), destination, reading.search)


def _refuse_many_drafts(count: int, format_choice: str, destination: Destination) -> None:
    """Refuse to put several messages into one file."""
    if format_choice == "eml" and count > 1 and destination.folder is None:
        hint = "Thêm --output THƯ MỤC để mỗi thư một tệp, hoặc --department để chọn một đơn vị."
        raise UsageError(f"Có {count} thư, mỗi thư phải là một tệp .eml riêng.", hint)


def _refuse_plan_folder(destination: Destination, reading: PlanReading) -> None:
    """Refuse to strew letters among the files of a plan; a folder of their own there is fine."""
    folder = destination.folder.resolve() if destination.folder else None
    if folder in [plan_folder.folder.resolve() for plan_folder in reading.search.folders]:
        message = f"{escape_unsafe(str(destination.path))} là thư mục của kế hoạch."
        raise UsageError(message, "Ghi thư vào một thư mục riêng, ví dụ --output thu-nhac")
