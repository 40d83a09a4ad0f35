"""The options that commands share, each declared once, in groups that commands take whole.

Annotations are values here, not texts, which take long to read: every command asks for them.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

from khtgdv.cli.arguments.completion import (
    complete_assignees,
    complete_departments,
    complete_ids,
    complete_kinds,
    complete_leaders,
    complete_sections,
    complete_states,
)
from khtgdv.errors import UsageError
from khtgdv.frozen import dataclass, field

if TYPE_CHECKING:
    from khtgdv.cli.results.delivery import Destination

TextList = list[str]


@dataclass(frozen=True)
class Declaration:
    """How a parameter is called on the command line; without `names` it is told by its place.

    What is pasted into it is brought to one line, unless it may `keep_lines`. Where it may stand
    without a value it means the `bare` one.
    """

    names: tuple[str, ...]
    metavar: str | None
    text: str
    complete: Callable[..., Any] | None = None
    keep_lines: bool = False
    bare: str = ""


def option(
    *names: str, metavar: str | None, text: str, complete: Any = None, keep_lines: bool = False,
    bare: str = "",
) -> Declaration:  # fmt: skip
    """Declare an option: its names, what its value is called (None: a switch), what it does."""
    return Declaration(names, metavar, text, complete, keep_lines, bare)


def argument(metavar: str, text: str, complete: Any = None) -> Declaration:
    """Declare a parameter told by its place: what it is called, what it is."""
    return Declaration((), metavar, text, complete)


Color = Annotated[str, option("--color", metavar="KHI", text="Tô màu: auto, always, never.")]
WordTemplate = Annotated[
    Path | None,
    option("--template", metavar="TỆP", text="Ghi vào mẫu Word này, hoặc party, state, other."),
]
ReplaceFiles = Annotated[
    bool,
    option("--force", metavar=None, text="Thay tệp đã có, cả khi không phải do khtgdv làm ra."),
]
DryRun = Annotated[bool, option("--dry-run", metavar=None, text="Chỉ hiện thay đổi, không ghi.")]


@dataclass(frozen=True)
class PlanOptions:
    """Which plan is read."""

    title: ClassVar[str] = "Kế hoạch"

    data: Annotated[
        list[Path],
        option("--data", metavar="THƯ MỤC", text="Thư mục kế hoạch; dùng được nhiều lần."),
    ] = field(default_factory=list)
    year: Annotated[
        int | None, option("--year", metavar="NĂM", text="Chỉ đọc kế hoạch của năm này.")
    ] = None


@dataclass(frozen=True)
class PositionOptions:
    """The day a report stands at."""

    title: ClassVar[str] = "Thời điểm"

    as_of: Annotated[
        str | None,
        option("--as-of", metavar="NGÀY", text="Tính đến hết ngày này, ví dụ 31/03/2026."),
    ] = None
    month: Annotated[
        str | None,
        option("--month", metavar="THÁNG", text="Tính đến hết tháng này: 3, 03, 3/2026, 2026-03."),
    ] = None


@dataclass(frozen=True)
class FilterOptions:
    """Which rows are shown."""

    title: ClassVar[str] = "Chọn dòng"

    department: Annotated[
        TextList,
        option(
            "--department", "-d", metavar="ĐƠN VỊ", text="Đơn vị chủ trì: mã, tên hay tên khác.",
            complete=complete_departments,
        ),
    ] = field(default_factory=list)  # fmt: skip
    plan: Annotated[
        TextList,
        option("--plan", metavar="KẾ HOẠCH", text="Chỉ các kế hoạch này, khi đọc nhiều kế hoạch."),
    ] = field(default_factory=list)
    coordinating: Annotated[
        TextList,
        option(
            "--coordinating", metavar="ĐƠN VỊ", text="Đơn vị phối hợp, trong hay ngoài cơ quan.",
            complete=complete_departments,
        ),
    ] = field(default_factory=list)  # fmt: skip
    assignee: Annotated[
        TextList,
        option(
            "--assignee", metavar="TÊN", text="Người được giao; một phần của tên cũng được.",
            complete=complete_assignees,
        ),
    ] = field(default_factory=list)  # fmt: skip
    leader: Annotated[
        TextList,
        option(
            "--leader", metavar="TÊN", text="Lãnh đạo phụ trách; một phần của tên cũng được.",
            complete=complete_leaders,
        ),
    ] = field(default_factory=list)  # fmt: skip
    starts: Annotated[
        TextList, option("--starts", metavar="KHOẢNG", text="Bắt đầu trong khoảng: 3, 1-3, Q1.")
    ] = field(default_factory=list)
    due: Annotated[
        TextList,
        option("--due", metavar="KHOẢNG", text="Đến hạn trong khoảng: 3, Q1, 2026-11..2027-01."),
    ] = field(default_factory=list)
    during: Annotated[
        TextList,
        option("--during", metavar="KHOẢNG", text="Diễn ra trong khoảng, dù chỉ một phần."),
    ] = field(default_factory=list)
    state: Annotated[
        TextList,
        option(
            "--state", metavar="TRẠNG THÁI", text='Ví dụ: overdue, "quá hạn", "hoàn thành".',
            complete=complete_states,
        ),
    ] = field(default_factory=list)  # fmt: skip
    kind: Annotated[
        TextList,
        option(
            "--kind", metavar="LOẠI", text='Ví dụ: dated, "định kỳ", "chờ cấp trên".',
            complete=complete_kinds,
        ),
    ] = field(default_factory=list)  # fmt: skip
    id: Annotated[
        TextList,
        option("--id", metavar="MÃ", text="Chỉ các mã này, ví dụ T03-12.", complete=complete_ids),
    ] = field(default_factory=list)
    section: Annotated[
        TextList,
        option(
            "--section", metavar="MỤC", text="Chỉ các mục này: số hay tên mục, ví dụ II, T03, TX.",
            complete=complete_sections,
        ),
    ] = field(default_factory=list)  # fmt: skip
    focus: Annotated[
        TextList, option("--focus", metavar="SỐ", text="Nhiệm vụ trọng tâm ở mục II.1, ví dụ 1.4.")
    ] = field(default_factory=list)


@dataclass(frozen=True)
class OutputOptions:
    """How and where a report goes out."""

    title: ClassVar[str] = "Xuất ra"

    format: Annotated[
        str | None,
        option(
            "--format",
            "-f",
            metavar="DẠNG",
            text="table, json, csv, md, ics, docx, pdf, xlsx, html.",
        ),
    ] = None
    output: Annotated[
        Path | None,
        option(
            "--output",
            "-o",
            metavar="TỆP",
            text="Ghi vào tệp; đuôi tệp chọn định dạng. Tên không có đuôi là một thư mục.",
        ),
    ] = None
    force: ReplaceFiles = False
    opened: Annotated[
        bool, option("--open", metavar=None, text="Ghi xong thì mở tệp ấy ra xem.")
    ] = False
    events: Annotated[
        bool,
        option("--events", metavar=None, text="Với ics: sự kiện cả ngày, thay cho việc cần làm."),
    ] = False
    color: Color = "auto"
    pager: Annotated[
        str,
        option("--pager", metavar="KHI", text="Xem từng trang khi dài hơn màn hình: auto, never."),
    ] = "auto"
    wide: Annotated[
        bool,
        option("--wide", metavar=None, text="Bảng rộng vừa đủ nội dung, không theo màn hình."),
    ] = False

    @property
    def width(self) -> int | None:
        """The columns that a table has: None for all it needs; in a pipe those of most screens."""
        from khtgdv.cli.system.environment import PIPED_WIDTH, terminal_width

        return None if self.wide or self.output else terminal_width() or PIPED_WIDTH

    @property
    def destination(self) -> "Destination":
        """Where the result goes; what is to be opened is written here where nothing else is said.

        UsageError where that would be no file.
        """
        from khtgdv.cli.results.delivery import Destination

        path = self.output
        if self.opened and path is None:
            if self.format is None or self.format.lower() == "table":
                message = "--open mở tệp đã ghi, nên cần --output TỆP hoặc --format."
                raise UsageError(message, "Ví dụ: --format docx --open")
            path = Path()
        return Destination(path, self.force, self.opened, self.pager)


@dataclass(frozen=True)
class TableOptions:
    """How tables are arranged."""

    title: ClassVar[str] = "Bảng"

    sort: Annotated[
        str | None,
        option("--sort", metavar="CỘT", text="Sắp theo cột, ví dụ lead,-deadline (- là ngược)."),
    ] = None
    columns: Annotated[
        str | None, option("--columns", metavar="CỘT", text="Chỉ các cột này, ví dụ id,task,lead.")
    ] = None
    limit: Annotated[
        int | None, option("--limit", metavar="SỐ", text="Số dòng tối đa; 0 là tất cả.")
    ] = None
    appendix: Annotated[
        int | None,
        option(
            "--appendix",
            metavar="SỐ",
            text="Với docx, pdf: in thành phụ lục số ấy kèm theo kế hoạch; 0 là không đánh số.",
        ),
    ] = None
    editable: Annotated[
        bool,
        option(
            "--editable",
            metavar=None,
            text="Với xlsx: bảng để điền, nhập lại bằng import --update.",
        ),
    ] = False
