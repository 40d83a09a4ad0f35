"""The world outside: the clock, the environment's variables, the terminal, the working folder."""

from __future__ import annotations

import os
import sys
from _thread import allocate_lock
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

from khtgdv.cli.system.own_folders import cache_folder
from khtgdv.dates.periods import DATE_HINT, parse_date
from khtgdv.errors import KhtgdvError, UsageError
from khtgdv.fields import FieldError
from khtgdv.frozen import replace
from khtgdv.text import escape_unsafe

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TextIO

    from khtgdv.render.formats import Face
    from khtgdv.source.find import PlanFolder, PlanSearch

_MAX_NAMES = 10
_LEAST_COLUMNS, _USUAL_COLUMNS = 40, 80
PIPED_WIDTH = 120  # columns of a table that goes elsewhere than to a terminal
COLOR_CHOICES = ("auto", "always", "never")


def today() -> date:
    """Return today, or the day `KHTGDV_TODAY` fixes for tests and documents."""
    setting = os.environ.get("KHTGDV_TODAY")
    if not setting:
        return date.today()  # noqa: DTZ011 - the office's own calendar day
    try:
        return parse_date(setting)
    except FieldError:
        message = f'KHTGDV_TODAY="{escape_unsafe(setting)}" không phải một ngày.'
        raise UsageError(message, DATE_HINT) from None


def moment_now() -> str:
    """Return when it is (ISO, with its zone); the day alone where `KHTGDV_TODAY` fixes it."""
    if os.environ.get("KHTGDV_TODAY"):
        return today().isoformat()
    return datetime.now().astimezone().isoformat(timespec="seconds")


def account_name() -> str:
    """Return the name of who runs us on this machine; nothing for an account without one."""
    from getpass import getuser

    try:
        return getuser()
    except (OSError, KeyError, ImportError):  # the last on Windows before Python 3.13
        return ""


def time_zone() -> str:
    """Return the machine's time zone, which decides when a day begins, with its name if any."""
    now = datetime.now().astimezone()
    name, offset = f"{now:%Z}", f"{now:%z}"
    zone = f"UTC{offset[:3]}:{offset[3:5]}"
    return zone if name[:1] in "+-" else f"{name} ({zone})"


def working_folder() -> Path:
    """Return the working folder; KhtgdvError where it was deleted under our feet."""
    try:
        return Path.cwd()
    except OSError as error:
        message = "Thư mục đang đứng không còn nữa."
        raise KhtgdvError(message, "Chuyển sang một thư mục khác (cd) rồi chạy lại.") from error


def search_plans(paths: tuple[Path, ...], *, may_be_empty: bool = False) -> PlanSearch:
    """Return the plan folders to read, by the options, the environment and the working folder.

    KhtgdvError where all there may be cannot be looked into, unless the caller tells of that.
    """
    from khtgdv.source.find import find_plans

    if stored := [text for text in map(str, paths) if "://" in text]:
        hint = "Các kế hoạch ở nơi lưu khác được đọc bằng export --engine spark."
        raise UsageError(f"Lệnh này không đọc được {escape_unsafe(stored[0])}.", hint)
    setting = os.environ.get("KHTGDV_DATA")
    search = find_plans(paths, setting, working_folder(), cache_folder(), _remembered_plan)
    if search.findings:
        findings = (replace(f, path=display_path(Path(f.path))) for f in search.findings)
        search = replace(search, findings=tuple(findings))
    if not (search.folders or may_be_empty):
        raise KhtgdvError(
            "\n".join(f"{f.path}: {f.message} [{f.code}]" for f in search.findings),
            search.findings[0].hint,
        )
    return search


def _remembered_plan() -> Path | None:
    from khtgdv.cli.system.remembered_plan import remembered_plan

    return remembered_plan()


def only_plan_folder(search: PlanSearch) -> PlanFolder:
    """Return the only plan folder there is; UsageError where there are several to choose from."""
    if len(search.folders) > 1:
        names = [escape_unsafe(display_path(plan_folder.folder)) for plan_folder in search.folders]
        more = f" và {len(names) - _MAX_NAMES} kế hoạch khác" if len(names) > _MAX_NAMES else ""
        message = f"Có nhiều kế hoạch ở đây: {', '.join(names[:_MAX_NAMES])}{more}."
        raise UsageError(message, "chọn một kế hoạch bằng --data")
    return search.folders[0]


_WITHOUT_CACHE = allocate_lock()


@contextmanager
def without_cache() -> Iterator[None]:
    """Have no snapshots for a while; a second thread that wants none waits for the first."""
    with _WITHOUT_CACHE:
        previous = os.environ.get("KHTGDV_CACHE")
        os.environ["KHTGDV_CACHE"] = "off"
        try:
            yield
        finally:
            del os.environ["KHTGDV_CACHE"]
            if previous is not None:
                os.environ["KHTGDV_CACHE"] = previous


def find_face() -> Face | None:
    """Return the face of letters that papers are to be set in, where the machine has it."""
    from khtgdv.cli.fonts.search import find_face as find

    return find()


def display_path(path: Path) -> str:
    """Return a path as a person sees it from the working folder; a link is shown, not followed."""
    try:
        return str(Path(os.path.abspath(path)).relative_to(working_folder()))  # noqa: PTH100 - see above
    except ValueError:
        return str(path)


def terminal_width(stream: TextIO | None = None) -> int | None:
    """Return the terminal's columns; None where the text goes elsewhere and may be wide.

    `stream` is what is written to, standard output unless told. COLUMNS is believed before both.
    """
    columns = os.environ.get("COLUMNS", "")
    if columns.isascii() and columns.isdigit() and int(columns) > 0:
        return max(int(columns), _LEAST_COLUMNS)
    size = _terminal_size(stream or sys.stdout)
    return max(size.columns or _USUAL_COLUMNS, _LEAST_COLUMNS) if size else None


def terminal_height() -> int | None:
    """Return the lines of the terminal that standard output is, None where it is none."""
    size = _terminal_size(sys.stdout)
    return size.lines or None if size else None


def _terminal_size(stream: TextIO) -> os.terminal_size | None:
    """Return the size of the terminal that is written to, None where it is none."""
    try:
        return os.get_terminal_size(stream.fileno()) if stream.isatty() else None
    except (OSError, ValueError):  # closed, or a terminal that does not know its size
        return None


def use_color(choice: str, stream: TextIO | None = None) -> bool:
    """Tell whether to colour: as asked, else on a terminal where NO_COLOR is not set.

    `stream` is what is written to, standard output unless told.
    """
    if choice not in COLOR_CHOICES:
        raise UsageError(
            f'Không có cách tô màu "{escape_unsafe(choice)}".', f"Chọn: {', '.join(COLOR_CHOICES)}"
        )
    if choice == "auto":
        is_dumb = os.environ.get("TERM") == "dumb"
        return (stream or sys.stdout).isatty() and not os.environ.get("NO_COLOR") and not is_dumb
    return choice == "always"


def on_github_actions() -> bool:
    """Tell whether GitHub Actions runs us."""
    return os.environ.get("GITHUB_ACTIONS") == "true"
