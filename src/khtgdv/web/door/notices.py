"""Pages that only say why there is nothing: not let in, not there, our own fault."""

from __future__ import annotations

from html import escape

from starlette.responses import HTMLResponse

from khtgdv.frozen import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from starlette.responses import Response


@dataclass(frozen=True, slots=True)
class Notice:
    """What is wrong, and what to do about it."""

    status: int
    title: str
    advice: str


NOT_LET_IN = Notice(
    403,
    "Trình duyệt này chưa được mở vào trang.",
    "Mở địa chỉ mà lệnh khtgdv web đã in ra (mỗi địa chỉ mở được một lần), hoặc đóng chương "
    "trình bằng Ctrl+C rồi chạy lại khtgdv web.",
)
USED_INVITATION = Notice(
    403,
    "Địa chỉ này đã dùng rồi, hoặc của lần chạy trước.",
    "Trong trình duyệt đã mở trang, chọn “Mở thêm một trình duyệt” ở cuối trang; hoặc chạy lại "
    "khtgdv web.",
)
WRONG_HOST = Notice(
    421, "Địa chỉ này không phải của trang.", "Mở đúng địa chỉ mà lệnh khtgdv web đã in ra."
)
WRONG_ORIGIN = Notice(
    403, "Yêu cầu này đến từ một trang khác, nên bị từ chối.", "Mở trang từ chính khtgdv web."
)
WRONG_METHOD = Notice(405, "Trang này không trả lời cách gọi ấy.", "Mở trang bằng trình duyệt.")
OLD_FORM = Notice(
    403,
    "Biểu mẫu này không phải của lần mở trang hiện nay, nên chưa ghi gì.",
    "Mở lại trang của nhiệm vụ rồi ghi lại.",
)
TOO_LARGE = Notice(413, "Nội dung gửi lên quá dài, nên chưa ghi gì.", "Rút gọn rồi gửi lại.")
TOO_SLOW = Notice(408, "Nội dung gửi lên quá chậm, nên chưa ghi gì.", "Thử lại.")
UNREADABLE = Notice(400, "Yêu cầu này không đọc được.", "Mở lại trang rồi thử lại.")
NOT_FOUND = Notice(404, "Không có trang này.", "Về trang tổng quan để chọn trang khác.")
FAULT = Notice(
    500,
    "Lỗi trong khtgdv, không phải trong kế hoạch.",
    "Cửa sổ đang chạy khtgdv web có ghi thêm; xin báo lại kèm việc vừa làm.",
)
_PAGE = """<!doctype html>
<html lang="vi"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><title>{title}</title>
<link rel="icon" href="/icon.svg"><link rel="stylesheet" href="/style.css"></head>
<body><main><h1>{title}</h1><p>{advice}</p><p><a href="/">Trang tổng quan</a></p></main></body>
</html>
"""


def notice_response(notice: Notice) -> Response:
    """Return a notice as a page."""
    page = _PAGE.format(title=escape(notice.title), advice=escape(notice.advice))
    return HTMLResponse(page, notice.status)
