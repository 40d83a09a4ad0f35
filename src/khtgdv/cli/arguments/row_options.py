"""The arguments and options of the commands that record something about rows."""

from khtgdv.cli.arguments.declarations import argument, option
from khtgdv.hints import Annotated

Ids = Annotated[
    list[str],
    argument(metavar="MÃ…", text="Ví dụ T03-12, TX-05.", complete="fitting-rows"),
]
Id = Annotated[str, argument(metavar="MÃ", text="Ví dụ T03-12, KT-02.", complete="fitting-row")]
OnDay = Annotated[
    str | None,
    option(
        "--on",
        metavar="NGÀY",
        text="Ngày việc xảy ra, ví dụ 31/03/2026; mặc định hôm nay.",
        complete="days",
    ),
]
Force = Annotated[
    bool, option("--force", metavar=None, text="Ghi cả khi ngày ở trước năm của kế hoạch.")
]
Remove = Annotated[
    bool, option("--remove", metavar=None, text="Bỏ điều đã ghi nhầm, thay cho ghi thêm.")
]
