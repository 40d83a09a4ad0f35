"""The patterns of repetition in the words of a deadline: how often, and on which of the days."""

from __future__ import annotations

from khtgdv.schedule.words.patterns import Pattern
from khtgdv.schedule.words.weekdays import WEEKDAY

_UNIT = "ngày làm việc|học kỳ|ngày|tuần|tháng|quý|6 tháng|nửa năm|9 tháng|năm học|năm"
EACH = (
    r"(?:định kỳ(?: vào)?(?: hằng| mỗi| theo)?|hằng|mỗi|từng|theo(?: từng| định kỳ)?"
    r"|tất cả các|các(?=[^;,]*trong năm)|của(?= năm báo cáo))"
)
_NO_DATE = r"\b(?! \d| đầu| cuối)"
# Units one after the other, the word for each said once: hằng tuần, tháng; 6 tháng và năm.
EACH_UNIT = Pattern(
    rf"\b{EACH} ?(?:\((?=\w))?(?P<units>(?:{_UNIT}){_NO_DATE}"
    rf"(?:(?: ?(?:,|/|và|;|hoặc|-) ?| )(?:{EACH} |cả )?(?:{_UNIT}){_NO_DATE}(?! sau| trước))*)",
    ("định kỳ", "hằng", "mỗi", "từng", "theo", "các", "của"),
)
ONE_UNIT = Pattern(_UNIT)
_ONCE = r"(?:(?:0?1|một) )?lần"
EVERY_SO_MANY = Pattern(
    rf"\b(?:mỗi |cứ )?(?P<n>\d+) ?(?P<unit>ngày|tuần|tháng|quý|năm) ?(?:/|-)? ?{_ONCE}\b"
    rf"|\b(?:mỗi|định kỳ|cứ) (?P<n2>\d+) (?P<unit2>tuần|tháng|quý|năm){_NO_DATE}"
    rf"|\b(?P<unit3>ngày|tuần|tháng|quý|năm) ?/ ?{_ONCE}"
    rf"|\b{_ONCE} ?(?:/|mỗi|trong) ?(?P<n3>[2-9]|1\d) (?P<unit4>tuần|tháng|quý|năm)\b",
    ("lần", "mỗi", "định kỳ", "cứ"),
)
TIMES_A_UNIT = Pattern(
    r"\b(?P<n>\d+|một) (?:lần|kỳ|đợt|cuộc|phiên|buổi|số|bài|tin) ?(?:/|mỗi|trong|trên|một) ?"
    r"(?:(?:0?1|một|mỗi) )?(?P<unit>ngày|tuần|tháng|quý|năm|học kỳ)\b"
    r"|(?<!\d )\b(?:mỗi |hằng |1 )?(?P<unit2>ngày|tuần|tháng|quý|năm|học kỳ) "
    r"(?P<n2>\d+) (?:lần|kỳ|đợt|cuộc)\b",
    ("lần", "kỳ", "đợt", "cuộc", "phiên", "buổi", "số", "bài", "tin"),
)
# 6 tháng (trước 05/6), cả năm (trước 05/12); sơ kết 6 tháng, tổng kết năm; 6 tháng, 9 tháng, năm
HALF_AND_WHOLE = Pattern(
    r"\b6 tháng(?: đầu)?(?: năm)?(?: \([^)]*\)|[^,;/(]*)? ?(?:,|và|;|/|-)"
    r"(?P<nine> ?9 tháng(?: đầu năm)? ?(?:,|và|;|/|-))?[^,;()]*?"
    r"\b(?:(?:tổng kết|cả) năm\b|(?:cả |hằng )?năm\b(?! (?:20\d\d|\d)))",
    ("6 tháng",),
)
SEVERAL_BARE = Pattern(
    r"(?:báo cáo )?(?:tháng|quý|6 tháng|tuần)"
    r"(?: ?(?:,|/|và) ?(?:tuần|tháng|quý|6 tháng|9 tháng|(?:cả )?năm))+",
    (",", "/", "và"),
)
_NEXT = r"(?:sau|kế tiếp|tiếp theo|liền kề|liền sau|kế)"
OF_NEXT = Pattern(
    rf"(?P<n>\d{{1,2}})(?: của)?(?: tháng (?:đầu|đầu tiên|thứ nhất)(?: của)?)? "
    rf"(?P<unit>tuần|tháng|quý) {_NEXT}\b",
    ("sau", "kế", "tiếp", "liền"),
)
AFTER_END = Pattern(
    r"(?<![\d/])(?P<n>\d{1,2}) ngày(?P<work> làm việc)?(?: đầu)?(?: tiên)?"
    r"(?:,? (?:sau|kể từ|từ)(?: khi| ngày)? (?:kết thúc|hết)(?: kỳ| mỗi)? "
    rf"|(?: của)? (?=(?:tháng|quý) {_NEXT}))(?P<unit>tuần|tháng|quý|năm|6 tháng)",
    ("ngày",),
)
WORKDAY = Pattern(
    r"ngày làm việc (?P<place>đầu tiên|đầu|cuối cùng|cuối|thứ nhất|thứ \d+)(?: của| trong)?"
    rf"(?: hằng| mỗi| từng)? ?(?P<unit>tuần|tháng|quý|năm)?(?! \d)(?! {_NEXT})",
    ("ngày làm việc",),
)
LAST_DAY = Pattern(
    r"(?<!\d )ngày (?P<place>cuối cùng|cuối|đầu tiên|đầu)(?: của)?(?: hằng| mỗi| từng)? "
    r"(?P<unit>tuần|tháng|quý|năm)(?! (?:\d|[iv]+\b))",
    ("ngày cuối", "ngày đầu"),
)
LAST_MONTH = Pattern(
    r"tháng (?:cuối|thứ ba|thứ 3|cuối cùng)(?: của)?(?: mỗi| hằng| từng| các)? quý"
    r"(?! (?:[iv]+|\d)\b)",
    ("quý",),
)
WEEKDAY_OF_MONTH = Pattern(
    rf"{WEEKDAY.pattern}.*(?:đầu|cuối)(?: tiên| cùng)?(?: của)?(?: hằng| mỗi)? tháng",
    ("tháng",),
    ("đầu", "cuối"),
)
_FIRST_DAYS = r"(?P<first>\d{1,2}) ngày đầu(?: tiên)?(?: của)?(?: mỗi| hằng)? tháng(?! \d)"
DAY_OF_EACH_MONTH = Pattern(
    r"ngày \d{1,2} (?:của|trong|các) tháng(?! \d)|định kỳ(?: vào)? ngày \d{1,2}(?![\d/])"
    rf"|{_FIRST_DAYS}",
    ("ngày",),
)
DAY_OF_MONTH = Pattern(
    r"(?<!thứ )(?<!tuần )(?<![\d/])(?P<day>\d{1,2})(?=(?: ?(?:,|và|-) ?\d{1,2})*(?: của)?"
    r"(?: (?:hằng|mỗi|từng|các) (?:tháng|quý)| tháng cuối| tháng đầu| cuối tháng| của tháng))"
    rf"|{_FIRST_DAYS}"
    r"|ngày (?P<day2>\d{1,2})(?![\d/]| ?ngày| ?(?:-|,|và) ?\d+/)",
    ("hằng", "mỗi", "từng", "các", "tháng", "ngày"),
)
# Of the days from one to another the last is due: ngày 03 đến 05 hằng tháng.
FIRST_OF_SEVERAL = Pattern(
    r"(?<![\d/])\d{1,2} ?(?:-|đến(?: hết)?|tới) ?(?=(?:ngày )?\d{1,2}\b(?!/))",
    ("-", "đến", "tới"),
)
