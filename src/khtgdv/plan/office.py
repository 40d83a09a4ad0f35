"""What a plan's own file says: the signed paper, the office's departments, its words.

As in `plan.model`, the Vietnamese docstring under an attribute is what an editor shows of the key.
"""

from __future__ import annotations

from collections.abc import Mapping

from khtgdv.fields import key_of
from khtgdv.frozen import dataclass, field

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    from khtgdv.plan.time_values import Date, PlanSpan
    from khtgdv.plan.values import (
        Code,
        DraftStatus,
        MailAddress,
        Name,
        PaperForm,
        SectionCode,
        Text,
        Year,
    )


HINTS = ("khtgdv.plan.values", "khtgdv.plan.time_values")  # what annotations name
# Unknown keys are refused.
CONFIG = {"extra": "forbid", "alias_generator": key_of}


DRAFT: Literal["draft"] = "draft"
SIGNED_KEYS = ("number", "date")  # which a plan must have unless it is a draft


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanDocument:
    """The paper of a plan: signed, with number and date, or a draft, which may be without them."""

    __pydantic_config__ = CONFIG
    year: Year
    """Năm của kế hoạch."""
    span: PlanSpan | None = None
    """Thời gian của kế hoạch khi không phải năm dương lịch: 2026-09..2027-08 (năm học), \
2026-07-10..2026-11-30 (100 ngày), 2026..2030 (chương trình)."""
    status: DraftStatus | None = None
    """Kế hoạch chưa ký thì ghi draft (dự thảo), khi đó chưa cần number và date; ký rồi thì xóa."""
    number: Text | None = None
    """Số hiệu văn bản."""
    date: Date | None = None
    """Ngày ký."""
    title: Text
    """Tên kế hoạch."""
    agency: Text
    """Cơ quan ban hành."""
    signer: Text | None = None
    """Người ký."""
    signer_title: Text | None = None
    """Chức vụ người ký."""
    place: Text | None = None
    """Vị trí trong văn bản."""

    @property
    def draft(self) -> bool:
        """Tell whether the plan is not signed yet."""
        return self.status == DRAFT

    @property
    def name(self) -> str:
        """What the plan is called: by its number; a draft without one by its year."""
        return self.number or f"dự thảo {self.year}"


def signed_keys(kind: type, row: Mapping[str, object]) -> tuple[str, ...]:
    """Return the keys that a row of a kind must have because it is a paper that was signed."""
    is_signed = kind is PlanDocument and row.get("status") != DRAFT
    return SIGNED_KEYS if is_signed else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Department:
    """A department of the office."""

    __pydantic_config__ = CONFIG
    code: Code
    """Mã đơn vị."""
    name: Text
    """Tên trong văn bản."""
    aliases: tuple[Text, ...] = ()
    """Các cách viết khác."""
    place: Text | None = None
    """Vị trí trong văn bản."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartmentGroup:
    """A collective name that stands for several departments."""

    __pydantic_config__ = CONFIG
    name: Text
    """Tên gọi chung."""
    aliases: tuple[Text, ...] = ()
    """Các cách viết khác."""
    members: tuple[Name, ...]
    """Mã các đơn vị."""
    place: Text | None = None
    """Vị trí trong văn bản."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A section of a plan that is not ordered by months, or not by them alone."""

    __pydantic_config__ = CONFIG
    code: SectionCode
    """Số của mục như văn bản đánh (I, A, 1); mã các dòng bắt đầu bằng số này."""
    heading: Text
    """Tên mục, nguyên văn."""

    @property
    def title(self) -> str:
        """The heading with its number: `I. Thể chế`; one that names its number stays as it is."""
        words = [word.strip(".,:;)") for word in self.heading.split()[:2]]
        return self.heading if self.code in words else f"{self.code}. {self.heading}"


@dataclass(frozen=True, slots=True, kw_only=True)
class FocusArea:
    """A focus area of section II.1."""

    __pydantic_config__ = CONFIG
    code: Name
    """Số thứ tự, ví dụ "1.4"."""
    text: Text
    """Nguyên văn."""
    place: Text | None = None
    """Vị trí trong văn bản."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A body that section III names."""

    __pydantic_config__ = CONFIG
    name: Text
    """Tên cơ quan, tổ chức."""
    duty: Text | None = None
    """Việc được giao hoặc đề nghị, nguyên văn."""
    place: Text | None = None
    """Vị trí trong văn bản."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Abbreviation:
    """A short form that the plan uses, and what it stands for."""

    __pydantic_config__ = CONFIG
    short: Text
    """Chữ viết tắt, đúng như văn bản viết (DLXH, CT-XH)."""
    full: Text
    """Viết đầy đủ."""
    place: Text | None = None
    """Vị trí trong văn bản."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """Who signs the office's papers, and in whose name."""

    __pydantic_config__ = CONFIG
    authority: Text | None = None
    """Quyền hạn ký, như đứng trên chữ ký (T/M BAN THƯỜNG VỤ, K/T TRƯỞNG BAN)."""
    title: Text
    """Chức vụ, như đứng trên chữ ký (PHÓ TRƯỞNG BAN)."""
    name: Text
    """Họ và tên người ký."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """Who issues papers, and how: the head, the place, the recipients, the signatures."""

    __pydantic_config__ = CONFIG
    form: PaperForm | None = None
    """Thể thức phần đầu: party (Đảng), state (Nhà nước), other (khác); không ghi thì theo số."""
    parent: Text | None = None
    """Cơ quan cấp trên trực tiếp, đứng trên tên cơ quan (THÀNH ỦY HẢI PHÒNG)."""
    name: Text | None = None
    """Tên cơ quan ở phần đầu văn bản. Không ghi thì theo agency của plan."""
    place: Text | None = None
    """Địa danh trước ngày, tháng, năm (Hải Phòng)."""
    symbol: Text | None = None
    """Phần của số hiệu đứng sau tên loại văn bản (BTGDVTU)."""
    recipients: tuple[Text, ...] = ()
    """Nơi nhận, mỗi dòng một mục."""
    signers: tuple[Signer, ...] = ()
    """Những người ký văn bản; người đầu tiên ký khi không chọn ai khác."""
    letters: Mapping[Name, MailAddress] = field(default_factory=dict)
    """Mã đơn vị → địa chỉ thư, để gửi thư nhắc việc."""
