"""How appendices are numbered: those of a State body's paper in Roman numerals, others in ours."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from khtgdv.plan.heads import HeadForm

_ROMAN = (("C", 100), ("XC", 90), ("L", 50), ("XL", 40), ("X", 10), ("IX", 9), ("V", 5), ("IV", 4),
    ("I", 1))  # fmt: skip


def appendix_label(number: int, form: HeadForm) -> str:
    """Return what stands at the head of an appendix; 0 is the only one there is."""
    return f"Phụ lục {appendix_number(number, form)}" if number else "Phụ lục"


def appendix_number(number: int, form: HeadForm) -> str:
    """Return the number of an appendix (Nghị định 30/2020/NĐ-CP, Phụ lục I, for State bodies)."""
    if form != "state":
        return f"{number}"
    digits = ""
    for letters, value in _ROMAN:
        count, number = divmod(number, value)
        digits += letters * count
    return digits
