"""What the words of a deadline tie a row to that is no time: a superior, a need, the whole year."""

from khtgdv.schedule.words.patterns import Pattern
from khtgdv.tuples import NamedTuple

# A tie ends where a time of the office's own begins.
_UNTIL = r"""(?: (?!\b(?:
      chậm\snhất | muộn\snhất | hoàn\sthành | xong | dự\skiến | thường\sxuyên | định\skỳ
    | đột\sxuất
    | (?: nhưng\s )? trước\s (?: ngày | tháng | quý | \d )
    | trong\s (?: tháng | quý )\s (?: \d | [iv]+\b )
  )\b) [^;,()] )*"""
# What somebody else makes or decides.
_DECISION = r"""(?:sự\s)? (?:
    kh | kế\shoạch | chương\strình | ct | tiến\sđộ | lộ\strình | chỉ\sđạo | hướng\sdẫn | hd
  | quyết\sđịnh | qđ | lịch | thông\sbáo | tb | ý\skiến | kết\sluận | kl | chủ\strương
  | phân\scông | phân\sbổ | phân\scấp | phê\sduyệt | văn\sbản | công\svăn | cv | định\shướng
  | nghị\squyết | nq | chỉ\sthị | nghị\sđịnh | thông\stư | luật(?!\sđịnh) | kinh\sphí | giấy\smời
  | thư\smời | giấy\striệu\stập | triệu\stập | mốc | khung\sthời\sgian | kết\squả | đề\sán | dự\sán
  | đề\scương | chấp\sthuận | tờ\strình | quy\schế\sphối\shợp )\b"""
# What comes up by itself.
_NEED = r"""(?:
    phát\ssinh | xảy\sra | yêu\scầu | cần | sự\scố | vụ,?\sviệc | tình\shuống | tình\shình | đơn
  | nhu\scầu | vấn\sđề | biến\sđộng | thay\sđổi | dịch | thiên\stai | khách | đoàn | người
  | công\sdân | hồ\ssơ | dư\sluận | sự\skiện | kiến\snghị | phản\sánh | khiếu\snại | tố\scáo
  | trường\shợp | vi\sphạm | tin\sbáo | việc | lệnh | bão | mưa | hỏa\shoạn | cháy | báo\schí
  | phóng\sviên | đề\snghị | đề\sxuất | tai\snạn | nội\sdung | nhiệm\svụ | tin | bài
  | hội\snghị | thông\stin | cử\stri | đảng\sviên | quần\schúng | cán\sbộ | viên\schức
  | lao\sđộng | nhân\sviên | giáo\sviên | học\ssinh | sinh\sviên | doanh\snghiệp | nhà\sđầu\stư
  | nhà\sthầu | hợp\sđồng | tranh\schấp )\b"""
_MEETS = r"(?:nhận | nhận\sđược | nhận\sđủ | tiếp\snhận | phát\shiện | xảy\sra | phát\ssinh)"
_WHEN = rf"(?:khi | nếu | lúc) (?:\s (?:có | được | xuất\shiện | {_MEETS}))*"
_SINCE = r"(?:sau | kể\stừ | tính\stừ | từ) \s (?:khi | ngày | lúc | thời\sđiểm)"
_SPAN = r"\d+\s(?:ngày | giờ | phút | tuần | tháng)(?:\slàm\sviệc)?,?\s"
_END_OF_PERIOD = r"(?:kết\sthúc | hết)\s(?:mỗi\s)?(?:tháng | quý | năm | kỳ)"
_LUNAR = Pattern(r"âm lịch|\bâl\b|\brằm\b|tháng (?:giêng|chạp)\b")
_NAMED_AFTER_TIME = Pattern(
    r"""(?<! cả\s ) (?<! suốt\s ) (?<! trong\s )
        (?: năm\shọc | nhiệm\skỳ | khóa )\s 20\d\d (?: \s?-\s? 20\d\d )?
      | (?: (?: kết\sthúc | hết | sau | trước )\s )? học\skỳ\s (?: [iv]+ | \d )\b (?! \slần )
      | (?: tết | đại\shội | hội\snghị | kỳ\shọp | phiên\shọp | bầu\scử )
        (?: (?! \d{1,2}/ | ngày\s\d | tháng\s\d | quý
              | (?: hằng | mỗi )\s (?: tuần | tháng | quý | năm ) ) [^;,()] )*""",
    (
        "năm học",
        "nhiệm kỳ",
        "khóa",
        "học kỳ",
        "tết",
        "đại hội",
        "hội nghị",
        "kỳ họp",
        "phiên họp",
        "bầu cử",
    ),
    verbose=True,
)
_ON_DEMAND = Pattern(
    rf"""(?:{_SPAN})? (?:ngay\s)? (?:sau\s | trước\s)? {_WHEN}\s {_NEED} {_UNTIL}
      | (?:{_SPAN})? {_SINCE}\s (?:có\s | {_MEETS}\s)+ {_NEED} {_UNTIL}
      | (?:{_SPAN})? (?:ngay\s)? (?:khi | {_SINCE})\s {_MEETS}\b
        (?! (?:\sđược)? \s {_DECISION} ) {_UNTIL}
      | (?: theo | tùy\stheo | tùy | căn\scứ(?:\svào)? )(?: \scác | \stừng )?\s
        (?: yêu\scầu | nhu\scầu | đề\snghị | vụ,?\sviệc | sự\svụ | sự\sviệc | tình\shuống | đơn
          | phát\ssinh | hồ\ssơ | đợt\sphát\ssinh | thực\stế\sphát\ssinh
          | tình\shình\sphát\ssinh ) {_UNTIL}
      | (?<! sau\s ) khi\s [^,;()]+? \s(?: yêu\scầu | đề\snghị | kiến\snghị | khiếu\snại )\b
        {_UNTIL}
      | phát\ssinh | đột\sxuất | bất\sthường | sự\svụ | bất\scứ\skhi\snào | ^nếu\scó$
      | trong (?:\svòng)? \s\d+\s? (?: h | giờ | phút )\b""",
    (
        "khi",
        "nếu",
        "lúc",
        "sau ngày",
        "từ ngày",
        "thời điểm",
        "yêu cầu",
        "nhu cầu",
        "đề nghị",
        "vụ việc",
        "vụ, việc",
        "sự việc",
        "tình huống",
        "đơn",
        "hồ sơ",
        "phát sinh",
        "đột xuất",
        "bất thường",
        "sự vụ",
        "trong",
    ),
    verbose=True,
)
_WHEN_DECIDED = Pattern(
    rf"(?:{_SPAN})? (?:ngay\s)? (?:sau\s)? {_WHEN}\s {_DECISION} {_UNTIL}",
    ("khi", "nếu", "lúc"),
    verbose=True,
)
_AWAITING = Pattern(
    rf"""(?: theo | căn\scứ(?:\svào | \stheo)? | tùy(?:\stheo | \sthuộc(?:\svào)? | \svào)?
          | bám\ssát | phụ\sthuộc(?:\svào)? | đồng\sbộ\svới | cùng\svới | song\ssong\svới
          | gắn\svới )\s {_DECISION} {_UNTIL}
      # whatever it is, it is somebody's
      | (?: theo | tùy\stheo | phụ\sthuộc(?:\svào)? )\s
        (?! tình\shình | thực\stế | điều\skiện ) [^;,()]*? \scủa\s
        (?! pháp\sluật | luật | nhà\snước ) {_UNTIL}
      | \bchờ\b {_UNTIL}
      | (?: trong(?:\svòng)?\s | chậm\snhất(?:\slà)?\s | sau\s )? (?:{_SPAN})? (?:ngay\s)?
        (?:kể\s | tính\s)? (?:sau | từ)\s (?:khi | ngày | lúc)\s
        (?! hôm\snay | {_END_OF_PERIOD} | \d ) {_UNTIL}
      | (?:ngay\s)? (?<! trước\s ) khi\s (?! cần | {_END_OF_PERIOD} ) {_UNTIL}""",
    (
        "theo",
        "căn cứ",
        "tùy",
        "bám sát",
        "phụ thuộc",
        "đồng bộ",
        "cùng với",
        "song song",
        "gắn với",
        "chờ",
        "sau ",
        "từ ",
        "khi",
    ),
    verbose=True,
)
_CONTINUOUS = Pattern(
    r"""\b(?: thường\sxuyên | liên\stục | (?: quanh | suốt | toàn | cả )\snăm | định\skỳ | duy\strì
          | trong\snăm\b(?! \s (?: 20\d\d | sau | tới ) )
          | xuyên\ssuốt | suốt\s (?: quá\strình | thời\sgian )
          | 24/24h? | lâu\sdài | trở\sđi | hằng\skỳ
          | (?: những | các )\snăm\s (?: tiếp\stheo | sau | kế\stiếp | tới )
          | (?: cả | trong | suốt )\s (?: năm\shọc | nhiệm\skỳ ) )\b""",
    (
        "thường xuyên",
        "liên tục",
        "năm",
        "định kỳ",
        "duy trì",
        "suốt",
        "24/24",
        "lâu dài",
        "trở đi",
        "hằng kỳ",
        "nhiệm kỳ",
    ),
    verbose=True,
)


class Ties(NamedTuple):
    """What words tie a row to, and the words with that taken out, each at its place."""

    rest: str
    is_awaiting: bool = False
    is_on_demand: bool = False
    is_continuous: bool = False


def find_ties(words: str) -> Ties:
    """Return what words tie a row to; dates inside such a tie are no deadlines.

    A day of the lunar calendar is no day of ours: such words name none.
    """
    if _LUNAR.search(words):
        return Ties("")
    rest, is_decided = _without(_WHEN_DECIDED, words)
    rest, is_on_demand = _without(_ON_DEMAND, rest)
    rest, is_awaiting = _without(_AWAITING, rest)
    rest, _ = _without(_NAMED_AFTER_TIME, rest)
    is_continuous = _CONTINUOUS.search(rest) is not None
    return Ties(rest, is_decided or is_awaiting, is_on_demand, is_continuous)


def _without(pattern: Pattern, words: str) -> tuple[str, bool]:
    """Return words with what a pattern finds blotted out, and whether there was any."""
    rest, count = pattern.subn(lambda match: "\0" * len(match[0]), words)
    return rest, count > 0
