"""The command that opens the plan in a browser of this machine."""

from __future__ import annotations

from khtgdv.cli.arguments.declarations import option
from khtgdv.cli.arguments.options import PlanOptions
from khtgdv.cli.system.environment import search_plans
from khtgdv.cli.system.output import say, write_out
from khtgdv.cli.system.programs import open_in_browser
from khtgdv.errors import ExitCode, MissingLibraryError
from khtgdv.hints import Annotated

_SAMPLE_ONLY = (
    "Kế hoạch mẫu kèm chương trình chỉ để xem. Tạo kế hoạch của mình bằng khtgdv init, rồi chạy "
    "khtgdv web trong thư mục đó."
)
_OTHER_ADDRESS = "Trang mở cho máy khác (--host) chỉ để xem, không ghi được."
_SEEN_BY_OTHERS = (
    "máy khác trong mạng xem được kế hoạch ở địa chỉ này, nội dung qua mạng không mã hóa; trang "
    "mở như vậy chỉ để xem, không ghi được."
)


def web(
    plan: PlanOptions,
    *,
    port: Annotated[
        int,
        option(
            "--port",
            metavar="CỔNG",
            text="Cổng; mặc định hệ điều hành chọn cổng trống.",
            complete="free",
        ),
    ] = 0,
    host: Annotated[
        str,
        option(
            "--host",
            metavar="ĐỊA CHỈ",
            text="Địa chỉ khác 127.0.0.1: máy khác xem được, không ghi.",
            complete="free",
        ),
    ] = "127.0.0.1",
    no_open: Annotated[
        bool, option("--no-open", metavar=None, text="Chỉ in địa chỉ, không mở trình duyệt.")
    ] = False,
) -> ExitCode:
    """Xem và ghi như các lệnh, trong trình duyệt của máy này; Ctrl+C để đóng.

    Địa chỉ in ra chỉ mở được một lần, trên máy này; không gửi gì ra ngoài.
    """
    try:
        from khtgdv.web.server import is_loopback, listen, make_desk, serve
    except ImportError as error:
        message = "Trang trên máy cần thêm thư viện chưa cài."
        raise MissingLibraryError(message, "web") from error
    no_writing = _SAMPLE_ONLY if search_plans(tuple(plan.data)).embedded else ""
    if not is_loopback(host):
        no_writing = no_writing or _OTHER_ADDRESS
        say(f"Cảnh báo: {_SEEN_BY_OTHERS}")
    with listen(host, port) as listener:
        desk = make_desk(_plan_words(plan), listener, no_writing)
        _tell_address(desk.invitation(), open_browser=not no_open)
        serve(desk, listener)
    say("Đã đóng trang.")
    return ExitCode.OK


def _plan_words(plan: PlanOptions) -> tuple[tuple[str, str], ...]:
    """Return the options that choose the plans, for the commands that the page runs."""
    year = () if plan.year is None else (("year", str(plan.year)),)
    return (*(("data", str(path)) for path in plan.data), *year)


def _tell_address(address: str, *, open_browser: bool) -> None:
    """Say where the page is; open it where there is a browser to do that."""
    write_out(f"{address}\n")
    if not (open_browser and open_in_browser(address)):
        say("Mở địa chỉ trên trong trình duyệt của máy này; mỗi địa chỉ mở được một lần.")
    say("Đóng trang bằng Ctrl+C.")
