"""The files of a plan that has no row yet, with the remarks that say what goes where."""

from __future__ import annotations

import re

from khtgdv.errors import KhtgdvError
from khtgdv.frozen import dataclass
from khtgdv.source.layout.fmt import format_text
from khtgdv.source.layout.scalars import scalar_text
from khtgdv.source.load.planfile import PLAN_SECTIONS, parse_plan_file
from khtgdv.source.load.sections import parse_yaml_file
from khtgdv.source.new_plans.public_holidays import holiday_sections
from khtgdv.source.text.sourcefile import SourceFile
from khtgdv.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

_PLAN = """\
{paper}  title: {title}
  agency: {agency}

# Phần đầu, nơi nhận, người ký của báo cáo in ra (người đầu tiên ký khi không chọn ai khác):
# office:
#   parent: CƠ QUAN CẤP TRÊN
#   place: Địa danh
#   recipients:
#     - Cơ quan cấp trên (để b/c)
#   signers:
#     - {{title: CHỨC VỤ, name: Họ và tên}}

# Ngày chốt số liệu và ngày gửi báo cáo định kỳ, khi kỳ báo cáo không theo lịch:
# reporting: {{cutoff: 14, send: 2 working days}}

# Các đơn vị thuộc cơ quan: mã viết hoa không dấu, tên như trong văn bản; cách viết khác ở aliases.
departments:
{departments}
{holidays}"""
_SIGNED = """\
# Văn bản kế hoạch; sửa số và ngày khi kế hoạch được ký.
plan:
  year: {year}
  number: {number}
  date: {date}
"""
_DRAFT = """\
# Văn bản kế hoạch, đang là dự thảo. Ký rồi thì thay dòng status bằng số và ngày ký:
#   number: 01-KH/ABC
#   date: {year}-01-05
plan:
  year: {year}
  status: draft
"""
_NO_HOLIDAYS = """\
# Ngày nghỉ lễ, tết, mỗi dòng một ngày hoặc một khoảng ngày:
# holidays:
#   - {{date: {year}-01-01, name: Tết Dương lịch, note: Điều 112 Bộ luật Lao động}}
"""
_TASKS = """\
# Nhiệm vụ, mỗi nhiệm vụ một nhóm khóa. Thêm bằng lệnh khtgdv add, hoặc viết:
#   - id: T03-01
#     task: Nội dung nhiệm vụ
#     lead: {code}
#     start: {year}-03
#     due: {year}-03
tasks: []
"""


@dataclass(frozen=True, slots=True)
class NewPlan:
    """What a new plan begins with; without a number it is a draft.

    `departments` are codes and names, `date` the day of signing.
    """

    year: int
    number: str | None
    date: date
    title: str
    agency: str
    departments: tuple[tuple[str, str], ...]


def plan_texts(plan: NewPlan) -> tuple[dict[str, str], bool]:
    """Return the files of a new plan by name, and whether the year's holidays are in them.

    KhtgdvError where they would not be valid: a code or a name that is none, or that stands twice.
    """
    try:
        holidays, known = holiday_sections(plan.year), True
    except ImportError:
        holidays, known = _NO_HOLIDAYS.format(year=plan.year), False
    departments = "".join(
        f"  - code: {scalar_text(code)}\n    name: {scalar_text(name)}\n\n"
        for code, name in plan.departments
    )
    text = _PLAN.format(
        paper=_paper(plan),
        title=scalar_text(plan.title),
        agency=scalar_text(plan.agency),
        departments=departments.rstrip("\n") + "\n",
        holidays=holidays,
    )
    tasks = _TASKS.format(year=plan.year, code=plan.departments[0][0])
    plan_name, tasks_name = f"plan_{plan.year}.yaml", f"tasks_{plan.year}.yaml"
    _refuse_mistakes(plan_name, text, plan.year)
    return {plan_name: format_text(text, plan_name), tasks_name: tasks}, known


def _paper(plan: NewPlan) -> str:
    if plan.number is None:
        return _DRAFT.format(year=plan.year)
    return _SIGNED.format(year=plan.year, number=scalar_text(plan.number), date=plan.date)


def _refuse_mistakes(name: str, text: str, year: int) -> None:
    """Refuse what a reader would find wrong in the plan's own file."""
    file = SourceFile(name, text)
    parse_plan_file(parse_yaml_file(file, PLAN_SECTIONS), year)
    if file.errors:
        raise KhtgdvError(f"Chưa tạo kế hoạch: {file.errors[0].message}.", file.errors[0].hint)


def department_codes(entries: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Return code and name of departments given as `KT=Phòng Kinh tế`, or by their name alone.

    A name alone gets the first letters of its words as its code, made unlike those before it.
    """
    names_by_code: dict[str, str] = {}
    for entry in entries:
        code, sign, name = entry.partition("=")
        code, name = (code.strip(), name.strip()) if sign else ("", entry.strip())
        base = code or _initials(name)
        code, number = base, 1
        while code in names_by_code:
            number += 1
            code = f"{base}{number}"
        names_by_code[code] = name
    return tuple(names_by_code.items())


def _initials(name: str) -> str:
    words = re.findall("[a-z0-9]+", fold(name))
    return "".join(word[0] for word in words[words[:1] == ["phong"] :]).upper() or "DV"
