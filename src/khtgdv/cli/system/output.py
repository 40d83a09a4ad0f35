"""Where the result goes, and what is said about the run on standard error."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from khtgdv.cli.listening.listener import current_listener
from khtgdv.cli.system.environment import terminal_width
from khtgdv.diagnostics import PLACE_CODES
from khtgdv.errors import KhtgdvError, UsageError, os_error_reason
from khtgdv.text import encode_utf8, escape_unsafe, sentence_case
from khtgdv.wrapping import wrap_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from khtgdv.diagnostics import Diagnostic
    from khtgdv.source.find import PlanSearch
    from khtgdv.source.load.result import LoadResult

_PLACES = 10


def write_out(content: str | bytes) -> None:
    """Write a result to standard output, in UTF-8 whatever the system's code page.

    A reader that has seen enough (`| head`) is no trouble; a full disk is.
    """
    if listener := current_listener():
        listener.content += as_bytes(content)
        return
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(as_bytes(content))
        sys.stdout.buffer.flush()
    except OSError as error:
        detach_stdout()
        if not reader_has_left(error):
            raise unwritable_error(error) from error


def write_words(content: str) -> None:
    """Write to standard output what a person reads, in lines that fit the screen."""
    write_out(wrap_text(content, terminal_width()))


def write_diff(before: str, after: str, path: str, *, color: bool) -> None:
    """Write to standard output what a change does to a file."""
    from khtgdv.render.diff import diff_text

    write_out(diff_text(before, after, path, color=color, width=terminal_width()))


def confirm(content: str) -> None:
    """Say that something was written to a plan, on standard error where standard output is gone.

    What was done stays done: that it could not be said is no reason to tell that it failed.
    """
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(as_bytes(wrap_text(content, terminal_width())))
        sys.stdout.buffer.flush()
        heard = sys.__stdout__ is not None  # closed before we began, it leads nowhere
    except (OSError, ValueError):
        detach_stdout()
        heard = False
    if not heard:
        for line in content.splitlines():
            say(line)


def reader_has_left(error: OSError) -> bool:
    """Tell whether a write failed because nobody reads any more; Windows calls that EINVAL."""
    return error.errno in (errno.EPIPE, errno.EINVAL)


def unwritable_error(error: OSError) -> KhtgdvError:
    """Return what to say where standard output takes no more."""
    hint = "Kiểm tra dung lượng đĩa, hoặc ghi vào chỗ khác bằng --output."
    return KhtgdvError(f"Không ghi được kết quả: {write_failure(error)}.", hint)


def write_failure(error: OSError) -> str:
    """Return in Vietnamese why the system refused to write."""
    if error.errno == errno.ENOSPC:
        return "đĩa đã đầy"
    return os_error_reason(error)


def detach_stdout() -> None:
    """Let standard output lead nowhere: what is still buffered must not fail again at exit."""
    with suppress(OSError, ValueError):
        stdout = sys.stdout.fileno()
        null_device = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null_device, stdout)
        os.close(null_device)


def as_bytes(content: str | bytes) -> bytes:
    """Return content as the bytes of a file."""
    return content if isinstance(content, bytes) else encode_utf8(content)


def say(message: str) -> None:
    """Say something about the run, on standard error; nobody may be listening there."""
    say_lines(f"{escape_unsafe(message)}\n")


def say_lines(text: str) -> None:
    """Say lines that are safe to show, and may be coloured."""
    if listener := current_listener():
        listener.said.append(text.removesuffix("\n"))
        return
    with suppress(OSError, ValueError):
        sys.stderr.write(wrap_text(text, terminal_width(sys.stderr)))
        sys.stderr.flush()


def tell_error(error: KhtgdvError) -> None:
    """Say what is wrong and what to do."""
    say(error.message)
    if error.hint:
        say(sentence_case(error.hint))


def emit(content: str | bytes, output: Path | None, search: PlanSearch) -> None:
    """Write a result to standard output or to a file; never over a file of the plan."""
    if output is None:
        write_out(content)
        return
    from khtgdv.cli.system.result_files import refuse_plan_file, replace_file

    refuse_plan_file(output, (place.folder for place in search.folders))
    name = escape_unsafe(str(output))
    try:
        _refuse_bad_target(output)
        replace_file(output.resolve(), as_bytes(content))
    except OSError as error:
        hint = "Kiểm tra quyền ghi và chỗ trống; đóng tệp nếu đang mở ở chương trình khác."
        raise KhtgdvError(f"Không ghi được {name}: {write_failure(error)}.", hint) from error
    say(f"Đã ghi {name}")


def _refuse_bad_target(output: Path) -> None:
    """Refuse a file where a folder stands, or where there is no folder for it."""
    name = escape_unsafe(str(output))
    if output.is_dir():
        hint = f"Thêm tên tệp, ví dụ {escape_unsafe(str(output / 'bao-cao.docx'))}"
        raise KhtgdvError(f"Không ghi được {name}: đây là một thư mục.", hint)
    if not output.parent.is_dir():
        hint = "Kiểm tra đường dẫn, hoặc tạo thư mục ấy trước."
        missing = escape_unsafe(str(output.parent))
        raise KhtgdvError(f"Không ghi được {name}: không có thư mục {missing}.", hint)


def names_folder(output: Path) -> bool:
    """Tell whether a path that was given for the result means a folder of files."""
    return not output.suffix or output.is_dir()


def emit_each(
    contents: Mapping[str, str | bytes], suffix: str, folder: Path, search: PlanSearch
) -> None:
    """Write results into a folder, which is made where there is none, each under its own name.

    One that cannot be written does not keep back the others; KhtgdvError once they are.
    """
    from khtgdv.cli.system.result_files import distinct_stems

    _make_folder(folder)
    errors: list[KhtgdvError] = []
    for name, stem in distinct_stems(contents).items():
        try:
            emit(contents[name], folder / f"{stem}{suffix}", search)
        except KhtgdvError as error:
            errors.append(error)
    for earlier_error in errors[:-1]:
        tell_error(earlier_error)
    if errors:
        raise errors[-1]


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = f"Không tạo được thư mục {escape_unsafe(str(folder))}: {write_failure(error)}."
        raise KhtgdvError(message, "Kiểm tra đường dẫn và quyền ghi.") from error


def refuse_binary_on_terminal(name: str, output: Path | None) -> None:
    """Refuse to fill a terminal with the bytes of a format that is no text."""
    from khtgdv.render.formats import FORMATS

    on_terminal = current_listener() is None and sys.stdout.isatty()
    if FORMATS[name].binary and output is None and on_terminal:
        hint = f"Thêm --output ten-tep.{name}, hoặc chuyển sang chương trình khác bằng dấu |."
        raise UsageError(f"Định dạng {name} không phải là chữ để hiện trên màn hình.", hint)


def tell_load_problems(search: PlanSearch, load_result: LoadResult) -> None:
    """Say which plan was read where that may surprise, and what could not be read."""
    if search.embedded:
        say("đang dùng kế hoạch gốc kèm theo, chưa có ghi nhận nào")
        say(
            'tạo kế hoạch của cơ quan mình: khtgdv init "Kế hoạch của tôi" --empty; '
            "đã có ở nơi khác thì chọn: khtgdv use THƯ-MỤC"
        )
    for file in load_result.files:
        for note in file.gap_notes:
            say(f"{escape_unsafe(file.path)}: {note}")
    if load_result.error_count:
        errors = [finding for finding in load_result.findings if finding.level == "error"]
        _tell_places([finding for finding in errors if finding.code in PLACE_CODES])
        locations = dict.fromkeys(map(_location, errors))
        location_list = ", ".join(list(locations)[:_PLACES])
        more = f" và {len(locations) - _PLACES} chỗ khác" if len(locations) > _PLACES else ""
        lost_text = " và ".join(_lost_parts(load_result, errors))
        say(f"Dữ liệu có {load_result.error_count} lỗi, {lost_text}: {location_list}{more}")
        say("khtgdv validate cho biết từng lỗi và cách sửa")


def require_whole_search(search: PlanSearch) -> None:
    """Refuse to go on where a plan may be hidden; only names of files that are wrong are said."""
    hiding = [finding for finding in search.findings if finding.code != "misnamed-file"]
    if hiding:
        raise KhtgdvError(
            "\n".join(f"{f.path}: {f.message} [{f.code}]" for f in hiding),
            f"{hiding[0].hint}; hoặc chọn đúng thư mục kế hoạch bằng --data",
        )
    for finding in search.findings:
        say(f"{finding.path}: {finding.message}; {finding.hint}")


def _tell_places(findings: Sequence[Diagnostic]) -> None:
    """Say of each folder or file that could not be looked into why: nobody knows what is in it."""
    for finding in findings[:_PLACES]:
        say(f"{finding.path}: {finding.message} [{finding.code}]")


def _location(finding: Diagnostic) -> str:
    path = escape_unsafe(finding.path)
    return path if finding.code in PLACE_CODES else f"{path}:{finding.span.line}"


def _lost_parts(load_result: LoadResult, errors: Iterable[Diagnostic]) -> Iterator[str]:
    """Yield what is not in the report: rows, files, folders; that no row is only where it is so."""
    files = sum(gap == (0, file.line_count) for file in load_result.files for gap in file.gaps)
    places = len({finding.path for finding in errors if finding.code in PLACE_CODES})
    if load_result.rows_left_out or not (files or places):
        yield f"bỏ ra {load_result.rows_left_out} dòng"
    if files:
        yield f"{files} tệp không đọc được"
    if places:
        yield f"{places} thư mục hoặc tệp không xem được"
