"""The words of a deadline in one spelling: what follows reads `tháng 6/2026 - tháng 7/2026`.

Citations of documents are taken out, since their dates are no deadlines, and so are hours.
"""

import re
from collections.abc import Callable

from khtgdv.schedule.words.patterns import Pattern
from khtgdv.text import name_key, nfc

_CITATION = Pattern(
    r"(?:[Ss]ố\s+)?(?<![\d/])\d+(?:/\d{4})?[-/][A-ZĐ]{2}[\w/&Đđ-]*"
    r"(?:\s*,?\s*(?:ngày\s+)?\d{1,2}[/.-]\d{1,2}[/.-]\d{4})?",
    ("-", "/"),
)
_NUMBERS = {
    "một": "1", "nhất": "1", "hai": "2", "ba": "3", "bốn": "4", "tư": "4", "sáu": "6",
    "bảy": "7", "tám": "8", "chín": "9", "mười": "10", "mười một": "11", "mười hai": "12",
}  # fmt: skip
_WORD_NUMBER = "mười một|mười hai|một|nhất|hai|ba|bốn|tư|sáu|bảy|tám|chín|mười"
_AND = r"(?:-|,|&|\+|và|đến(?: hết)?|tới|hoặc)"
_AND_WORDS = ("-", ",", "&", "+", "và", "đến", "tới", "hoặc")
_ROMAN = r"(?:iv|i{1,3}|[1-4])"
_YEAR = r"20\d\d"
_DAY_IN_WORDS = (
    r"(?P<week>tuần [^;()]*?|(?:lần|đợt|kỳ|bước|giai đoạn) (?:thứ )?)?(?<!\d)(?P<d>\d{1,2})"
    r" tháng (?P<m>\d{1,2})"
    rf"(?P<y>/{_YEAR})?(?! lần)\b"
)

_DAYS_IN_WORDS = (
    r"(?<![\d/])(?P<d>\d{1,2}) (?:của )?các tháng "
    r"(?P<months>\d{1,2}(?: ?(?:,|và) ?\d{1,2})+)(?![\d/])"
)


def _day_in_figures(match: re.Match[str]) -> str:
    """Return 15 tháng 3 as 15/3."""
    return match[0] if match["week"] else f"{match['d']}/{match['m']}{match['y'] or ''}"


def _days_in_figures(match: re.Match[str]) -> str:
    """Return 15 các tháng 3, 9 as 15/3, 15/9."""
    return ", ".join(f"{match['d']}/{month}" for month in re.findall(r"\d+", match["months"]))


# In this order: a spelling, and the one that stands for it.
_SPELLINGS: tuple[tuple[Pattern, str | Callable[[re.Match[str]], str]], ...] = (
    (Pattern(r"[–—−]", "–—−"), "-"),
    (Pattern(r"\s+"), " "),
    (Pattern(r"\bhàng (?=ngày|tuần|tháng|quý|quí|năm|kỳ|kì)", ("hàng ",)), "hằng "),
    (Pattern(r"\bquí\b", ("í",)), "quý"),
    (Pattern(r"\bkì\b", ("kì",)), "kỳ"),
    (Pattern(r"\bthường kỳ\b", ("thường kỳ",)), "định kỳ"),
    (Pattern(r"\b(?:mùng|mồng) (?=\d)", ("mùng", "mồng")), ""),
    (Pattern(r"\bsáu tháng\b", ("sáu tháng",)), "6 tháng"),
    (Pattern(r"\bchín tháng\b", ("chín tháng",)), "9 tháng"),
    (Pattern(r"\bba tháng\b", ("ba tháng",)), "3 tháng"),
    (Pattern(r"\bhai (?=tháng|năm|tuần|lần|quý)", ("hai ",)), "2 "),
    (Pattern(r"\bmột lần\b", ("một lần",)), "1 lần"),
    # hours say nothing of the day
    (Pattern(r"(?<![\d/])\d{1,2}\s*(?:h|g|giờ)\s*(?:\d{2})?(?:\s*phút)?,?(?= (?:ngày|thứ|\d))",
             ("h", "g")), ""),
    (Pattern(r"(?<![\d/])\d{1,2}:\d{2},?(?= (?:ngày|thứ|\d))", (":",)), ""),
    (Pattern(r"  +", ("  ",)), " "),
    (Pattern(r"\bq\.? ?(?=(?:iv|i{1,3}|[1-4])\b)", ("q",)), "quý "),
    (Pattern(rf"\bquy (?=(?:iv|i{{1,3}})\b|[1-4]/{_YEAR})", ("quy ",)), "quý "),
    (Pattern(r"\bt\.? ?(?=(?:0?[1-9]|1[0-2])\b(?! hằng tuần| mỗi tuần))"), "tháng "),
    (Pattern(r"\btháng thứ (?=0?[1-9]\b|1[0-2]\b)", ("tháng thứ ",)), "tháng "),
    (Pattern(rf"\btháng (\d{{1,2}}) ?[-.] ?(?={_YEAR})", ("20",), ("-", ".")), r"tháng \1/"),
    (Pattern(rf"\btháng (\d{{1,2}}),? (?:của )?năm ({_YEAR})", ("năm 20",)), r"tháng \1/\2"),
    (Pattern(rf"\bquý ({_ROMAN}) ?[-.] ?(?={_YEAR})", ("20",), ("-", ".")), r"quý \1/"),
    (Pattern(rf"\bquý ({_ROMAN}),? (?:của )?(?:năm )?(?={_YEAR})", (" 20",)), r"quý \1/"),
    (Pattern(r" ?/ ?(?=\d)", ("/",)), "/"),
    (Pattern(r"\btháng (\d{1,2})/(?=[23]\d(?![\d/]))", ("/2", "/3")), r"tháng \1/20"),
    (Pattern(rf"({_YEAR})-(\d\d)-(\d\d)", ("20",), ("-",)), r"\3/\2/\1"),
    (Pattern(rf"(?<![\d/])(\d{{1,2}}) - (\d{{1,2}}) - ({_YEAR})", ("- 20",)), r"\1/\2/\3"),
    (Pattern(rf"(?<![\d/.-])(\d{{1,2}})-(?={_YEAR})", ("-20",)), r"\1/"),
    (Pattern(rf"(?<![\d/])(\d{{1,2}})[-.](\d{{1,2}})[-.]({_YEAR})", ("-20", ".20")), r"\1/\2/\3"),
    (Pattern(r"(?<![\d/.])(\d{1,2})\.(\d{1,2})(?![\d/.])", (".",)), r"\1/\2"),
    # a day in words; the second week of a month is none
    (Pattern(_DAYS_IN_WORDS, ("các tháng",)), _days_in_figures),
    (Pattern(_DAY_IN_WORDS, (" tháng ",)), _day_in_figures),
    # months of one year: 6-7/2026
    (Pattern(rf"(?<![\d/])(?:tháng )?(\d{{1,2}}) ?({_AND}) ?(\d{{1,2}})/({_YEAR})", ("/20",)),
     r"tháng \1/\4 \2 tháng \3/\4"),
)  # fmt: skip
# What is said once for several: 01 - 07/10, tháng 3, 6, 9; quý I, II. Done until nothing changes.
_ELLIPSES = (
    (
        Pattern(
            rf"(?<!tháng )(?<!tuần )(?<!quý )(?<!thứ )(?<![\d/])(\d{{1,2}})(?= ?{_AND})"
            rf"( ?{_AND} ?(?:ngày )?)(\d{{1,2}}/)(\d{{1,2}}(?:/\d{{2,4}})?)(?![\d/])",
            ("/",),
            _AND_WORDS,
        ),
        r"\1/\4\2\3\4",
    ),
    (
        Pattern(
            rf"(tháng \d{{1,2}}(?:/{_YEAR})?)( ?{_AND} ?)(\d{{1,2}})"
            rf"(?![\d.]|/\d\d?(?!\d)| ?(?:lần|ngày|tuần|tháng|giờ|phút|%))",
            ("tháng ",),
            _AND_WORDS,
        ),
        r"\1\2tháng \3",
    ),
    (
        Pattern(
            rf"(quý {_ROMAN}(?:/{_YEAR})?)( ?{_AND} ?)({_ROMAN})\b(?! ?(?:lần|ngày|tuần|tháng))",
            ("quý ",),
            _AND_WORDS,
        ),
        r"\1\2quý \3",
    ),
)
_NUMBER_WORDS = Pattern(
    rf"\b(?<!mỗi )(?<!hằng )(tháng|quý|tuần(?: thứ)?) ({_WORD_NUMBER})\b(?! lần)",
    [f" {word}" for word in _NUMBERS],
)
_ROMAN_MONTH = Pattern(
    r"\btháng (xii|xi|ix|iv|x|viii|vii|vi|v|iii|ii|i)\b", ("tháng x", "tháng i", "tháng v")
)
_ROMAN_NUMBERS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
# mỗi tháng 1 chuyên đề: how many, not which
_HOW_MANY = Pattern(
    r"\b(mỗi|hằng|từng) (tuần|tháng|quý|năm) (?=\d+ (?!lần\b)[a-zđ])", ("mỗi ", "hằng ", "từng ")
)


# The words of time, for a cell that was typed without accents.
_ACCENTED = {
    name_key(word): word
    for word in re.split(
        " ",
        "trước ngày tháng tuần năm hằng mỗi đầu cuối giữa nửa đến hết từ kể và thứ chậm nhất "
        "trong xong hoàn thành thường xuyên định kỳ đột xuất phát sinh khi cả lần sau của làm việc",
    )
}
_LONGEST = 300  # a finish cell says what it has to say in fewer characters


def _with_accents(words: str) -> str:
    return re.sub("[a-z]+", lambda match: _ACCENTED.get(match[0], match[0]), words)


def spell(text: str) -> str:
    """Return the words of a deadline in small letters and in one spelling."""
    words = _CITATION.sub("văn bản", nfc(text[:_LONGEST])).lower()
    words = _with_accents(words) if words.isascii() else words
    for pattern, full in _SPELLINGS[:2]:
        words = pattern.sub(full, words)
    words = _ROMAN_MONTH.sub(lambda match: f"tháng {_ROMAN_NUMBERS.index(match[1]) + 1}", words)
    words = _NUMBER_WORDS.sub(lambda match: f"{match[1]} {_NUMBERS[match[2]]}", words.strip())
    for pattern, full in _SPELLINGS[2:]:
        words = pattern.sub(full, words)
    longer, shorter = _HOW_MANY.sub(r"\1 \2, ", words), ""
    while longer != shorter:
        shorter = longer
        for pattern, full in _ELLIPSES:
            longer = pattern.sub(full, longer)
    return longer
