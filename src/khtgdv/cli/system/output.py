"""Where the result goes, and what is said about the run on standard error."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress

from khtgdv.cli.listening.listener import current_listener
from khtgdv.cli.system.environment import terminal_width
from khtgdv.diagnostics import PLACE_CODES
from khtgdv.errors import KhtgdvError, UsageError, os_error_reason
from khtgdv.text import encode_utf8, escape_unsafe, sentence_case

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path
    from typing import TextIO

    from khtgdv.diagnostics import Diagnostic
    from khtgdv.source.find import PlanSearch
    from khtgdv.source.load.result import LoadResult

ONLY_TRIED = "Mới xem thử (--dry-run), chưa ghi gì."
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
    write_out(_wrapped(content, sys.stdout))


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
        sys.stdout.buffer.write(as_bytes(_wrapped(content, sys.stdout)))
        sys.stdout.buffer.flush()
        heard = sys.__stdout__ is not None  # closed before we began, it leads nowhere
    except (OSError, ValueError):
        detach_stdout()
        heard = False
    if not heard:
        for line in content.splitlines():
            say(line)


def _wrapped(text: str, stream: TextIO) -> str:
    """Return what a person reads on a stream in lines that fit the screen."""
    width = terminal_width(stream)
    if width is None:
        return text
    from khtgdv.wrapping import wrap_text

    return wrap_text(text, width)


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
        sys.stderr.write(_wrapped(text, sys.stderr))
        sys.stderr.flush()


def tell_error(error: KhtgdvError) -> None:
    """Say what is wrong and what to do."""
    say(error.message)
    if error.hint:
        say(sentence_case(error.hint))


_MANY_ROWS = 2_000  # of a table: to draw so many takes longer than all else


def tell_csv_is_quicker(row_count: int) -> None:
    """Say, before a long table is drawn for another program, what is quicker for both."""
    if row_count < _MANY_ROWS:
        return
    count = f"{row_count:,}".replace(",", ".")
    say(
        f"Bảng có {count} dòng: chuyển sang chương trình khác thì thêm --format csv, "
        "nhanh hơn nhiều lần"
    )


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
        say("đang dùng kế hoạch mẫu kèm chương trình, chưa có ghi nhận nào")
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
        rows = load_result.rows_left_out
        yield f"loại {rows} dòng" if rows else "không loại dòng nào"
    if files:
        yield f"{files} tệp không đọc được"
    if places:
        yield f"{places} thư mục hoặc tệp không xem được"
