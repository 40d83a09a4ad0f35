"""What a plan is: frozen values, defined once, validated by pydantic in `source.validate`.

The Vietnamese docstring under an attribute is what an editor shows of the key. Nothing here
imports pydantic: the markers of `fields` speak its protocol by name. Annotations stay texts, and
what they name is imported by who reads files (`HINTS`, `frozen.hints_of`): a look needs none of it.
"""

from __future__ import annotations

from collections.abc import Mapping

from khtgdv.dates.periods import DateRange
from khtgdv.dates.spans import year_span
from khtgdv.frozen import dataclass, field
from khtgdv.plan.office import (
    CONFIG,
    Abbreviation,
    Body,
    Department,
    DepartmentGroup,
    FocusArea,
    Office,
    PlanDocument,
    Section,
)
from khtgdv.plan.reporting import Reporting
from khtgdv.plan.workdays import WorkCalendar

TYPE_CHECKING = False
if TYPE_CHECKING:
    from khtgdv.plan.row_values import Leads, RepeatRules, UnitNames
    from khtgdv.plan.time_values import Date, Deadline
    from khtgdv.plan.values import (
        FocusCode,
        InspectionId,
        Name,
        Percent,
        TaskId,
        Text,
    )

# What annotations name is defined there.
HINTS = ("khtgdv.plan.values", "khtgdv.plan.time_values", "khtgdv.plan.row_values")


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """One change of a deadline; it is in force from `on`."""

    __pydantic_config__ = CONFIG
    to: Deadline
    """Thời hạn mới."""
    on: Date
    """Ngày quyết định gia hạn."""
    reason: Text
    """Lý do gia hạn."""
    document: Text | None = None
    """Số hiệu văn bản cho gia hạn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cancellation:
    """A row that is no longer to be done."""

    __pydantic_config__ = CONFIG
    on: Date
    """Ngày hủy."""
    reason: Text
    """Lý do hủy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A part of a row with a deadline of its own; it is no row."""

    __pydantic_config__ = CONFIG
    text: Text
    """Nội dung bước."""
    due: Deadline | None = None
    """Thời hạn của bước: ngày cuối của kỳ này."""
    leads: Leads = ()
    """Đơn vị làm bước này, khi khác đơn vị chủ trì: mã, tên hay tên khác."""
    completed: Date | None = None
    """Ngày xong bước."""
    result: Text | None = None
    """Số hiệu văn bản hoặc kết quả của bước."""

    @property
    def lead(self) -> str | None:
        """The first of the departments that do the step, None where the row's do."""
        return self.leads[0] if self.leads else None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkItem:
    """What tasks and inspections have in common: a span, a deadline, the facts recorded."""

    id: str
    start: Deadline | None = None
    """Tháng bắt đầu triển khai, ví dụ 2026-03."""
    due: Deadline | None = None
    """Thời hạn: ngày cuối của kỳ này (2026-03, 2026-03-15, 2026-Q1, 2026-H1, 2026-9M, 2026)."""
    due_text: Text | None = None
    """Lời văn của thời hạn, khi nói nhiều hơn một tháng."""
    completed: Date | None = None
    """Ngày hoàn thành."""
    result: Text | None = None
    """Số hiệu văn bản ban hành khi hoàn thành."""
    extensions: tuple[Extension, ...] = ()
    """Các lần gia hạn; lần sau cùng có hiệu lực."""
    cancelled: Cancellation | None = None
    """Hủy: ngày và lý do."""
    added: Date | None = None
    """Ngày thêm vào kế hoạch, với dòng thêm sau khi ký."""
    notes: tuple[Text, ...] = ()
    """Ghi chú."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task(WorkItem):
    """One row of Appendix 1."""

    __pydantic_config__ = CONFIG
    id: TaskId
    """Mã: vị trí trong văn bản (T03-12, TX-05; II-12a khi mục II đã khai)."""
    task: Text
    """Nội dung nhiệm vụ, nguyên văn."""
    leads: Leads
    """Đơn vị chủ trì: mã, tên, tên khác hay tên gọi chung; nhiều đơn vị thì viết danh sách."""
    lead_text: Text | None = None
    """Cách văn bản viết tên đơn vị chủ trì, khi khác tên chính thức."""
    coordinating: tuple[Text, ...] = ()
    """Các đơn vị phối hợp, như văn bản viết."""
    repeat: RepeatRules = ()
    """Lịch định kỳ."""
    steps: tuple[Step, ...] = ()
    """Các bước của nhiệm vụ, mỗi bước có thời hạn riêng."""
    waits_for: Text | None = None
    """Việc phải chờ: kế hoạch, hướng dẫn, quyết định của ai."""
    from_: Text | None = None
    """Dòng của kế hoạch trước mà nhiệm vụ này chuyển sang: số hiệu và mã."""
    leader: Text | None = None
    """Lãnh đạo phụ trách."""
    assignee: Text | None = None
    """Rõ người: người được giao."""
    product: Text | None = None
    """Rõ sản phẩm: kết quả phải có."""
    responsibility: Text | None = None
    """Rõ trách nhiệm."""
    authority: Text | None = None
    """Rõ thẩm quyền: ai ban hành, phê duyệt."""
    focus: tuple[FocusCode, ...] = ()
    """Nhiệm vụ trọng tâm ở mục II.1, ví dụ ["1.4"]."""
    started: Date | None = None
    """Ngày bắt đầu thực hiện."""
    progress: Percent | None = None
    """Tiến độ, phần trăm."""
    log: Mapping[Name, Date] = field(default_factory=dict)
    """Nhật ký định kỳ: kỳ → ngày thực hiện."""

    @property
    def text(self) -> str:
        """What the row is about."""
        return self.task

    @property
    def lead(self) -> str:
        """The first of the departments that lead the row, where one is meant."""
        return self.leads[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Units:
    """Units of one kind that an inspection visits."""

    __pydantic_config__ = CONFIG
    kind: Text | None = None
    """Loại đơn vị: Phường, Xã, Đảng uỷ …"""
    names: UnitNames
    """Tên các đơn vị."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection(WorkItem):
    """One row of Appendix 2."""

    __pydantic_config__ = CONFIG
    id: InspectionId
    """Mã: vị trí trong Phụ lục 2 (KT-02)."""
    content: Text
    """Nội dung kiểm tra, giám sát, khảo sát, nguyên văn."""
    team: tuple[Text, ...] = ()
    """Thành phần đoàn."""
    units: tuple[Units, ...] = ()
    """Các đơn vị được kiểm tra, theo loại."""
    leads: Leads = ()
    """Đơn vị chủ trì: mã, tên, tên khác hay tên gọi chung."""
    related: tuple[TaskId, ...] = ()
    """Mã các nhiệm vụ liên quan ở Phụ lục 1."""
    visits: Mapping[Text, Date] = field(default_factory=dict)
    """Đơn vị → ngày đã kiểm tra."""

    @property
    def text(self) -> str:
        """What the row is about."""
        return self.content

    @property
    def lead(self) -> str | None:
        """The first of the departments that lead the row; None where none is named."""
        return self.leads[0] if self.leads else None

    @property
    def unit_names(self) -> tuple[str, ...]:
        """Every unit to visit, in the paper's order."""
        return tuple(name for units in self.units for name in units.names)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One year of one office's plan, as read from its folder."""

    name: str
    folder: str
    year: int
    document: PlanDocument | None
    departments: tuple[Department, ...] = ()
    groups: tuple[DepartmentGroup, ...] = ()
    sections: tuple[Section, ...] = ()
    focus: tuple[FocusArea, ...] = ()
    bodies: tuple[Body, ...] = ()
    abbreviations: tuple[Abbreviation, ...] = ()
    tasks: tuple[Task, ...] = ()
    inspections: tuple[Inspection, ...] = ()
    workdays: WorkCalendar = field(default_factory=WorkCalendar)
    office: Office = field(default_factory=Office)
    reporting: Reporting = field(default_factory=Reporting)

    @property
    def span(self) -> DateRange:
        """The days the plan is for: as it declares them, else its year."""
        declared = self.document.span if self.document else None
        return declared or year_span(max(self.year, 1))  # a file that stands alone may have no year


Portfolio = tuple[Plan, ...]
