"""Tables of other offices, each hard to read in its own way: every row, field by field."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from khtgdv.dates.spans import parse_span, year_span
from khtgdv.importer.files.readers import read_table_file
from khtgdv.importer.finish import finish_reader
from khtgdv.importer.importing import Office, PlanYears, import_plan, tables_of_plan
from khtgdv.importer.plan_files import plan_file_text, rows_text
from tests.importer.papers import word_file, workbook

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from syrupy.assertion import SnapshotAssertion

CHAIR, DEPUTY = "Đ/c Nguyễn Văn An - Chủ tịch", "Đ/c Lê Văn Cường – PCT"


def commune(path: Path) -> Path:
    """Roman sections beside their words, a head repeated, days in words, spellings of a name."""
    head = [
        "STT",
        "Nội dung công việc",
        "Đơn vị chủ trì tham mưu",
        "Đơn vị phối hợp",
        "Thời gian trình/hoàn thành",
        "Lãnh đạo UBND phụ trách",
        "Sản phẩm, kết quả",
        "Ghi chú",
    ]
    first = [
        head,
        ["I", "LĨNH VỰC KINH TẾ", "<", "<", "<", "<", "<", "<"],
        ["1", "Lập kế hoạch vốn", "Phòng Kinh tế", "Văn phòng;\nPhòng Văn hóa - Xã hội",
         "Trước 15/3/2026", CHAIR, "Tờ trình", "Trình kỳ họp"],
        ["2", "Phòng chống thiên tai,\ntìm kiếm cứu nạn", "Phòng Kinh tế", "Công an xã", "Quý I",
         CHAIR, "Kế hoạch", ""],
        ["II", "LĨNH VỰC VĂN HÓA", "<", "<", "<", "<", "<", "<"],
        ["1", "Rà soát hộ nghèo", "Phòng Văn hóa – Xã hội", "Các thôn", "Từ 01/9 đến 30/10/2026",
         DEPUTY, "Quyết định", ""],
    ]  # fmt: skip
    second = [
        head,
        ["2", "Ngày hội Đại đoàn kết", "Phòng văn hóa - xã hội", "", "18/11", DEPUTY, "", ""],
        ["3", "Chi trả trợ cấp", "Phòng Văn hóa - Xã hội", "Bưu điện", "Trước ngày 10 hằng tháng",
         DEPUTY, "", ""],
        ["4", "Giải quyết đơn thư", "Văn phòng", "", "Khi phát sinh", CHAIR, "", ""],
    ]  # fmt: skip
    words = [
        "ỦY BAN NHÂN DÂN\nXÃ TÂN PHÚ", "Số: 15/KH-UBND", "Tân Phú, ngày 12 tháng 01 năm 2026",
        "KẾ HOẠCH\nCông tác năm 2026", "Căn cứ Quyết định số 120/QĐ-UBND ngày 05/01/2026;",
    ]  # fmt: skip
    return word_file(path.with_suffix(".docx"), [first, second], words)


def school(path: Path) -> Path:
    """Give a sheet a month, persons in charge instead of units, weeks and days of the month."""
    head = ["TT", "Nội dung công tác", "Người phụ trách", "Phối hợp", "Thời gian", "Minh chứng"]

    def sheet(month: int, *rows: list[object]) -> list[list[object]]:
        title = f"KẾ HOẠCH CÔNG TÁC THÁNG {month} NĂM HỌC 2026-2027"
        return [["TRƯỜNG THCS LÊ LỢI"], [], [title, "<", "<", "<", "<", "<"], [], [*head], *rows]

    sheets = {
        "Tháng 9": sheet(
            9,
            ["1", "Khai giảng", "Hiệu trưởng", "Toàn trường", date(2026, 9, 5), "Biên bản"],
            ["2", "Họp phụ huynh", "GVCN", "PHT", "Tuần 3", "Biên bản họp"],
            ["3", "Kiểm tra hồ sơ", "^", "Tổ trưởng", "05 - 10", ""],
        ),
        "Tháng 1": sheet(1, ["1", "Sơ kết học kỳ I", "Hiệu trưởng", "", "15", "Báo cáo"]),
    }
    return workbook(path.with_suffix(".xlsx"), sheets)


def ward(path: Path) -> Path:
    """Put the month in one cell beside several rows; nothing is numbered."""
    rows = [
        ["Thời gian", "Nội dung", "Cơ quan chuẩn bị", "Cơ quan phối hợp", "Cấp cho ý kiến"],
        ["Tháng 01/2026", "Tổng kết năm 2025", "Văn phòng Đảng ủy", "Ban XDĐ", "BCH"],
        ["^", "Kế hoạch Tết", "Ban XDĐ", "Văn phòng Đảng ủy", "BTV"],
        ["Tháng 02", "Gặp mặt đầu xuân", "Văn phòng Đảng ủy", "", "TT"],
    ]
    return word_file(path.with_suffix(".docx"), [rows], ["CHƯƠNG TRÌNH CÔNG TÁC NĂM 2026"])


def service(path: Path) -> Path:
    """Give a head of two rows, parts of work, what was done so far, a total and a signature."""
    rows: list[list[object]] = [
        ["SỞ KHOA HỌC VÀ CÔNG NGHỆ"],
        ["BẢNG THEO DÕI KẾ HOẠCH CHUYỂN ĐỔI SỐ NĂM 2026"],
        ["TT", "Nhiệm vụ", "Phân công", "<", "Thời gian", "<", "Tỷ lệ (%)", "Ngày hoàn thành",
         "Tình trạng", "Số, ký hiệu văn bản"],
        ["^", "^", "Chủ trì", "Phối hợp", "Bắt đầu", "Kết thúc", "^", "^", "^", "^"],
        ["A", "Hạ tầng số", "<", "<", "<", "<", "<", "<", "<", "<"],
        ["1", "Trung tâm dữ liệu", "Phòng CĐS", "VP Sở", date(2026, 1, 5), date(2026, 6, 30), 0.6,
         "", "Đang thực hiện", ""],
        ["1.1", "Khảo sát", "Phòng CĐS", "", date(2026, 1, 5), date(2026, 2, 28), 1,
         date(2026, 2, 20), "Hoàn thành", "45/BC-SKHCN"],
        ["B", "Nhân lực số", "<", "<", "<", "<", "<", "<", "<", "<"],
        ["1", "Tập huấn cấp xã", "VP Sở", "Phòng CĐS", "Tháng 4", "Tháng 5", "100%", "20/5/2026",
         "Đã hoàn thành", "112/KH-SKHCN ngày 02/4/2026"],
        ["", "Tổng cộng: 3 nhiệm vụ"],
        ["", "NGƯỜI LẬP", "", "", "", "GIÁM ĐỐC"],
    ]  # fmt: skip
    return workbook(path.with_suffix(".xlsx"), {"KH 2026": rows})


def company(path: Path) -> Path:
    """English headings, codes of its own, names with and without blanks."""
    rows = [
        ["Mã CV", "Hạng mục công việc", "Bộ phận", "PIC", "Deadline", "Output", "Trạng thái"],
        ["1. Kinh doanh"],
        ["KD01", "Hợp đồng khung", "P. Kinh doanh", "Tuấn", "31/03/2026", "5 hợp đồng", "Đang làm"],
        ["KD02", "Doanh số tuần", "P. Kinh doanh", "Hà", "Thứ 6 hàng tuần", "Báo cáo", ""],
        ["2. Nhân sự"],
        ["NS01", "Tuyển công nhân", "P.HCNS", "Quỳnh", "Q2/2026", "10 HĐLĐ", "Xong 15/5/2026"],
        ["NS02", "Đánh giá nửa năm", "P. HCNS", "Quỳnh", "30.6.2026", "Bảng điểm", ""],
    ]
    return word_file(path.with_suffix(".docx"), [rows], ["KẾ HOẠCH SẢN XUẤT NĂM 2026"])


def campaign(path: Path) -> Path:
    """Inspections and tasks in two tables, who leads and who joins in within one cell."""
    inspections = [
        ["TT", "Nội dung kiểm tra, giám sát", "Đối tượng kiểm tra", "Thành phần đoàn", "Thời gian",
         "Bộ phận tham mưu"],
        ["01", "Quyết định 23-QĐ/TW", "- Đảng ủy xã A\n- Đảng ủy xã B; Đảng ủy phường C",
         "Trưởng ban", "Quý II", "Phòng Đoàn thể"],
    ]  # fmt: skip
    tasks = [
        ["TT", "Tên nhiệm vụ", "Thực hiện", "Thời hạn", "Hình thức văn bản"],
        ["1", "Sơ kết phong trào", "Phòng Đoàn thể (chủ trì), Văn phòng (phối hợp)",
         "Cuối tháng 6", "Báo cáo"],
        ["2", "Chỉ thị", "Phòng Đoàn thể", "Theo chương trình của Tỉnh ủy", "Chỉ thị"],
        ["3", "Họp giao ban", "Văn phòng", "Sáng thứ Hai hằng tuần", ""],
    ]  # fmt: skip
    words = ["BAN DÂN VẬN TỈNH ỦY", "Số 08-KH/BDVTU", "Hà Tĩnh, ngày 03 tháng 02 năm 2026",
             "KẾ HOẠCH", "kiểm tra, giám sát năm 2026"]  # fmt: skip
    return word_file(path.with_suffix(".docx"), [inspections, tasks], words)


def chart(path: Path) -> Path:
    """Give the months columns of their own, below one heading, with marks in them."""
    span = ["Thời gian thực hiện", *["<"] * 5]
    rows: list[list[object]] = [
        ["KẾ HOẠCH TRIỂN KHAI NĂM 2026"],
        ["STT", "Hoạt động", *span, "Đơn vị thực hiện"],
        ["^", "^", *[str(month) for month in range(1, 7)], "^"],
        ["1", "Khảo sát", "x", "x", "", "", "", "", "Tổ 1"],
        ["2", "Tập huấn", "", "", "x", "", "", "x", "Tổ 2"],
        ["3", "Nghiệm thu", "", "", "", "", "", "25", "Tổ 1"],
    ]  # fmt: skip
    return workbook(path.with_suffix(".xlsx"), {"Tiến độ": rows})


@pytest.mark.parametrize("make", [chart, commune, school, ward, service, company, campaign])
def test_tables_of_other_offices(
    make: Callable[[Path], Path], tmp_path: Path, snapshot: SnapshotAssertion
) -> None:
    source = tables_of_plan([read_table_file(make(tmp_path / "a"))])
    span = parse_span(source.facts.span) if source.facts.span else year_span(2026)
    years = PlanYears(2026, span, date(2026, 11, 30))
    plan = import_plan(source, years, finish_reader(span), Office())
    texts = [plan_file_text(plan), rows_text(plan, "tasks"), rows_text(plan, "inspections")]
    unread = [f"{cell.row}, {cell.column}: {cell.text} ({cell.reason})" for cell in plan.unread]
    assert "\n".join([*texts, *plan.remarks, *unread]) == snapshot
