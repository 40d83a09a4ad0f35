"""The options that commands share, each declared once, in groups that commands take whole.

Annotations are values here, not texts, which take long to read: every command asks for them.
"""

from pathlib import Path

from khtgdv.cli.arguments.declarations import STANDARD_OUTPUT, option
from khtgdv.frozen import dataclass, field
from khtgdv.hints import Annotated

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import timedelta

    from khtgdv.cli.results.delivery import Destination

TextList = list[str]


Color = Annotated[
    str, option("--color", metavar="KHI", text="Tô màu: auto, always, never.", complete="colors")
]
WordTemplate = Annotated[
    Path | None,
    option(
        "--template",
        metavar="TỆP",
        text="Ghi vào mẫu Word này, hoặc party, state, other.",
        complete="template",
    ),
]
ReplaceFiles = Annotated[
    bool,
    option("--force", metavar=None, text="Thay tệp đã có, cả khi không phải do khtgdv làm ra."),
]
DryRun = Annotated[bool, option("--dry-run", metavar=None, text="Chỉ hiện thay đổi, không ghi.")]


@dataclass(frozen=True)
class PlanOptions:
    """Which plan is read."""

    title = "Kế hoạch"

    data: Annotated[
        list[Path],
        option(
            "--data", metavar="THƯ MỤC", text="Thư mục kế hoạch; dùng được nhiều lần.",
            complete="folders",
        ),
    ] = field(default_factory=list)  # fmt: skip
    year: Annotated[
        int | None,
        option("--year", metavar="NĂM", text="Chỉ đọc kế hoạch của năm này.", complete="years"),
    ] = None


@dataclass(frozen=True)
class PositionOptions:
    """The day a report stands at."""

    title = "Thời điểm"

    as_of: Annotated[
        str | None,
        option(
            "--as-of", metavar="NGÀY", text="Tính đến hết ngày này, ví dụ 31/03/2026.",
            complete="days",
        ),
    ] = None  # fmt: skip
    month: Annotated[
        str | None,
        option(
            "--month", metavar="THÁNG", text="Tính đến hết tháng này: 3, 03, 3/2026, 2026-03.",
            complete="months",
        ),
    ] = None  # fmt: skip


@dataclass(frozen=True)
class FilterOptions:
    """Which rows are shown."""

    title = "Chọn dòng"

    department: Annotated[
        TextList,
        option(
            "--department", "-d", metavar="ĐƠN VỊ", text="Đơn vị chủ trì: mã, tên hay tên khác.",
            complete="departments",
        ),
    ] = field(default_factory=list)  # fmt: skip
    plan: Annotated[
        TextList,
        option(
            "--plan", metavar="KẾ HOẠCH", text="Chỉ các kế hoạch này, khi đọc nhiều kế hoạch.",
            complete="plans",
        ),
    ] = field(default_factory=list)  # fmt: skip
    coordinating: Annotated[
        TextList,
        option(
            "--coordinating", metavar="ĐƠN VỊ", text="Đơn vị phối hợp, trong hay ngoài cơ quan.",
            complete="departments",
        ),
    ] = field(default_factory=list)  # fmt: skip
    assignee: Annotated[
        TextList,
        option(
            "--assignee", metavar="TÊN", text="Người được giao; một phần của tên cũng được.",
            complete="assignees",
        ),
    ] = field(default_factory=list)  # fmt: skip
    leader: Annotated[
        TextList,
        option(
            "--leader", metavar="TÊN", text="Lãnh đạo phụ trách; một phần của tên cũng được.",
            complete="leaders",
        ),
    ] = field(default_factory=list)  # fmt: skip
    starts: Annotated[
        TextList,
        option(
            "--starts", metavar="KHOẢNG", text="Bắt đầu trong khoảng: 3, 1-3, Q1.",
            complete="periods",
        ),
    ] = field(default_factory=list)  # fmt: skip
    due: Annotated[
        TextList,
        option(
            "--due", metavar="KHOẢNG", text="Đến hạn trong khoảng: 3, Q1, 2026-11..2027-01.",
            complete="periods",
        ),
    ] = field(default_factory=list)  # fmt: skip
    during: Annotated[
        TextList,
        option(
            "--during", metavar="KHOẢNG", text="Diễn ra trong khoảng, dù chỉ một phần.",
            complete="periods",
        ),
    ] = field(default_factory=list)  # fmt: skip
    state: Annotated[
        TextList,
        option(
            "--state", metavar="TRẠNG THÁI", text='Ví dụ: overdue, "quá hạn", "hoàn thành".',
            complete="states",
        ),
    ] = field(default_factory=list)  # fmt: skip
    kind: Annotated[
        TextList,
        option(
            "--kind", metavar="LOẠI", text='Ví dụ: dated, "định kỳ", "chờ cấp trên".',
            complete="kinds",
        ),
    ] = field(default_factory=list)  # fmt: skip
    id: Annotated[
        TextList,
        option("--id", metavar="MÃ", text="Chỉ các mã này, ví dụ T03-12.", complete="rows"),
    ] = field(default_factory=list)
    section: Annotated[
        TextList,
        option(
            "--section", metavar="MỤC", text="Chỉ các mục này: số hay tên mục, ví dụ II, T03, TX.",
            complete="sections",
        ),
    ] = field(default_factory=list)  # fmt: skip
    focus: Annotated[
        TextList,
        option(
            "--focus", metavar="SỐ", text="Nhiệm vụ trọng tâm ở mục II.1, ví dụ 1.4.",
            complete="focus",
        ),
    ] = field(default_factory=list)  # fmt: skip


@dataclass(frozen=True)
class OutputOptions:
    """How and where a report goes out."""

    title = "Xuất ra"

    format: Annotated[
        str | None,
        option(
            "--format", "-f", metavar="DẠNG",
            text="table, json, csv, md, ics, docx, pdf, xlsx, html.", complete="formats",
        ),
    ] = None  # fmt: skip
    output: Annotated[
        Path | None,
        option(
            "--output", "-o", metavar="TỆP",
            text="Ghi vào tệp; đuôi tệp chọn định dạng. Tên không có đuôi là thư mục; - là in ra.",
            complete="files",
        ),
    ] = None  # fmt: skip
    force: ReplaceFiles = False
    opened: Annotated[
        bool, option("--open", metavar=None, text="Ghi xong thì mở tệp ấy ra xem.")
    ] = False
    events: Annotated[
        bool,
        option("--events", metavar=None, text="Với ics: sự kiện cả ngày, thay cho việc cần làm."),
    ] = False
    alarm: Annotated[
        TextList,
        option(
            "--alarm",
            metavar="TRƯỚC",
            text="Với ics: nhắc trước hạn từng ấy lâu: 3d, 1w, 2d16h.",
            complete="alarms",
        ),
    ] = field(default_factory=list)
    color: Color = "auto"
    pager: Annotated[
        str,
        option(
            "--pager", metavar="KHI", text="Xem từng trang khi dài hơn màn hình: auto, never.",
            complete="paging",
        ),
    ] = "auto"  # fmt: skip
    wide: Annotated[
        bool,
        option("--wide", metavar=None, text="Bảng rộng vừa đủ nội dung, không theo màn hình."),
    ] = False

    @property
    def path(self) -> Path | None:
        """The file or folder that is written; None is standard output: not said, or `-`."""
        return None if self.output == STANDARD_OUTPUT else self.output

    @property
    def width(self) -> int | None:
        """The columns that a table has: None for all it needs; in a pipe those of most screens."""
        from khtgdv.cli.system.environment import PIPED_WIDTH, terminal_width

        return None if self.wide or self.path else terminal_width() or PIPED_WIDTH

    @property
    def alarms(self) -> "tuple[timedelta, ...]":
        """How long before things are due a calendar reminds of them; UsageError for other words."""
        if not self.alarm:
            return ()
        from khtgdv.query.times.alarms import read_alarms

        return read_alarms(self.alarm)

    @property
    def destination(self) -> "Destination":
        """Where the result goes; what is to be opened is written here where nothing else is said.

        UsageError where that would be no file.
        """
        from khtgdv.cli.results.delivery import Destination, refuse_destination

        refuse_destination(self.output, self.format, opened=self.opened)
        path = Path() if self.opened and self.output is None else self.path
        return Destination(path, self.force, self.opened, self.pager)


@dataclass(frozen=True)
class TableOptions:
    """How tables are arranged."""

    title = "Bảng"

    sort: Annotated[
        str | None,
        option(
            "--sort", metavar="CỘT", text="Sắp theo cột, ví dụ lead,-deadline (- là ngược).",
            complete="sort-keys",
        ),
    ] = None  # fmt: skip
    columns: Annotated[
        str | None,
        option(
            "--columns", metavar="CỘT", text="Chỉ các cột này, ví dụ id,task,lead.",
            complete="columns",
        ),
    ] = None  # fmt: skip
    limit: Annotated[
        int | None,
        option("--limit", metavar="SỐ", text="Số dòng tối đa; 0 là tất cả.", complete="free"),
    ] = None
    appendix: Annotated[
        int | None,
        option(
            "--appendix", metavar="SỐ",
            text="Với docx, pdf: in thành phụ lục số ấy kèm theo kế hoạch; 0 là không đánh số.",
            complete="free",
        ),
    ] = None  # fmt: skip
    editable: Annotated[
        bool,
        option(
            "--editable", metavar=None,
            text="Với xlsx: bảng để điền, nhập lại bằng import --update.",
        ),
    ] = False  # fmt: skip
