"""The public holidays of a year, as a new plan file has them; the library `holidays` knows them.

It is an extra of its own: only who begins a new year's plan needs it.
"""

from __future__ import annotations

from itertools import groupby

from khtgdv.source.layout.scalars import scalar_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

# Days that the law itself names, and the weekday after one that falls on a weekend.
_LAW, _NEXT_WEEKDAY = "Điều 112 Bộ luật Lao động", "nghỉ bù theo Điều 111 Bộ luật Lao động"
_DAYS_OF_THE_LAW = (
    "Tết Dương lịch", "Tết Nguyên đán", "Ngày Giỗ Tổ Hùng Vương", "Ngày Chiến thắng",
    "Ngày Quốc tế Lao động", "Quốc khánh",
)  # fmt: skip
_NOTICE = "chưa ghi số văn bản"
_HEAD = """\
# Ngày nghỉ lễ, tết năm {year} theo luật. Hằng năm cơ quan có thẩm quyền của Nhà nước thông báo lịch
# nghỉ Tết, Quốc khánh và những ngày hoán đổi: có thông báo thì sửa ở đây, ghi số văn bản vào note;
# ngày nghỉ cuối tuần đi làm bù ghi ở working_days.
holidays:
"""


def holiday_sections(*years: int) -> str:
    """Return the lists `holidays` and `working_days` of years; ImportError without the library."""
    import holidays

    calendar = holidays.country_holidays("VN", years=years, language="vi")
    names = {day: _name(calendar[day]) for day in sorted(calendar) if day.year in years}
    days_off = [_entry(days, name, _source(name)) for days, name in _in_a_row(names)]
    worked = sorted(day for day in calendar.weekend_workdays if day.year in years)
    head = _HEAD.format(year=", ".join(map(str, years)))
    text = f"{head}{''.join(days_off)}"
    if worked:
        entries = (_entry(f"{day}", "làm bù cho ngày hoán đổi", _NOTICE) for day in worked)
        text += f"\nworking_days:\n{''.join(entries)}"
    return text


def _name(name: str) -> str:
    """Return one name for all days of the lunar new year, which the library calls one by one."""
    return "Tết Nguyên đán" if "Tết" in name and "Dương" not in name else name


def _in_a_row(names: dict[date, str]) -> Iterator[tuple[str, str]]:
    """Yield days of one name that follow each other as one range: `2026-02-16..2026-02-20`."""
    places = {day: number for number, day in enumerate(names)}
    for (name, _), group in groupby(
        names, key=lambda day: (names[day], day.toordinal() - places[day])
    ):
        days = list(group)
        yield f"{days[0]}..{days[-1]}" if len(days) > 1 else f"{days[0]}", name


def _source(name: str) -> str:
    if name in _DAYS_OF_THE_LAW:
        return _LAW
    return _NEXT_WEEKDAY if "nghỉ bù" in name else _NOTICE


def _entry(days: str, name: str, note: str) -> str:
    name_text, note_text = scalar_text(name, flow=True), scalar_text(note, flow=True)
    return f"  - {{date: {days}, name: {name_text}, note: {note_text}}}\n"
