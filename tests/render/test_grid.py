from __future__ import annotations

import re
from collections import Counter
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from khtgdv.document.document import Column, Row, Tone
from khtgdv.document.time_axis import TimeAxis
from khtgdv.render.formats import RenderOptions
from khtgdv.render.screen_widths import fit_widths
from khtgdv.render.terminal import render

if TYPE_CHECKING:
    from khtgdv.document.document import Value
    from tests.render.conftest import MakeDocument, MakeTable

TASKS = (
    Column("id", "Mã", "id"),
    Column("task", "Nhiệm vụ", "long"),
    Column("lead", "Chủ trì", "code"),
    Column("co", "Phối hợp", below_text=True),
    Column("deadline", "Hạn", "date"),
    Column("state", "Tình trạng", "state"),
)
ROW: dict[str, Value] = {
    "id": "T01-01",
    "task": "Biên soạn sách điện tử về những điển hình tiên tiến",
    "lead": "LLCT-LSD",
    "co": "Đảng ủy các xã, phường\nVăn phòng   Thành ủy",
    "deadline": "Theo KH của Ban TGDV Trung ương",
    "state": "đang thực hiện, còn 15 ngày",
}
MATRIX = (
    Column("name", "Đơn vị"),
    *(Column(f"m{number}", f"T{number}", "heat") for number in range(1, 14)),
    Column("undated", "Chưa hạn", "number"),
)
words = st.lists(st.text("abđệ", min_size=1, max_size=40), max_size=12).map(" ".join)


def letters(text: str) -> Counter[str]:
    return Counter(char for char in text if char not in " \n─")


@pytest.mark.parametrize("width", [*range(40, 130, 3), 200, None])
def test_no_letter_is_cut_on_any_screen(
    width: int | None, document: MakeDocument, table: MakeTable
) -> None:
    shown = render(document(table(ROW, columns=TASKS), title=""), RenderOptions(width))
    assert letters(shown) >= letters("".join(map(str, ROW.values())))
    titles = (column.title for column in TASKS)
    assert letters(shown.casefold()) >= letters("".join(titles).casefold())


@pytest.mark.parametrize("width", [40, 50, 60, 80, 99, 100, 140])
def test_a_table_keeps_to_the_screen(width: int, document: MakeDocument, table: MakeTable) -> None:
    lines = render(document(table(ROW, columns=TASKS)), RenderOptions(width)).splitlines()
    assert max(map(len, lines)) <= width


def test_titles_stand_on_several_lines_where_a_broad_screen_is_not_enough(
    document: MakeDocument, table: MakeTable
) -> None:
    titles = [f"Chưa thực hiện {number:02}" for number in range(12)]
    columns = (*TASKS[:2], *(Column(title, title, "number") for title in titles))
    row: dict[str, Value] = {"id": "T01-01", "task": "Việc", **dict.fromkeys(titles, 7)}
    lines = render(document(table(row, columns=columns)), RenderOptions(140)).splitlines()
    assert max(map(len, lines)) <= 140
    assert "".join(lines).count("thực") == 12


def test_what_has_no_room_beside_the_text_stands_below_it(
    document: MakeDocument, table: MakeTable
) -> None:
    row = {**ROW, "deadline": "3/2026", "state": "quá hạn 59 ngày"}
    made = document(table(row, columns=TASKS, title=""), title="", lines=("x " * 40,))
    lines = render(made, RenderOptions(60)).splitlines()
    assert [len(line) for line in lines if set(line) == {"x", " "}] == [59, 19]
    assert lines[4:] == [
        "Mã      Nhiệm vụ                    Hạn     Tình trạng",
        "─" * 60,
        "T01-01  Biên soạn sách điện tử về   3/2026  quá hạn 59 ngày",
        "        những điển hình tiên tiến",
        "        chủ trì: LLCT-LSD",
        "        phối hợp: Đảng ủy các xã,",
        "        phường; Văn phòng Thành ủy",
    ]
    lines = render(made, RenderOptions(40)).splitlines()
    assert "        chủ trì: LLCT-LSD · hạn: 3/2026" in lines


def test_a_table_of_figures_is_drawn_in_pieces_that_fit(
    document: MakeDocument, table: MakeTable
) -> None:
    row: dict[str, Value] = {"name": "VP", **{f"m{n}": 10 + n for n in range(1, 14)}, "undated": 7}
    made = table(row, columns=MATRIX, total=Row({**row, "name": "Cộng"}), title="")
    lines = render(document(made, title=""), RenderOptions(40)).splitlines()
    assert max(map(len, lines)) <= 40
    assert [line.split() for line in lines if line.startswith("VP")] == [
        ["VP", *map(str, range(11, 18))],
        ["VP", *map(str, range(18, 24)), "7"],
    ]
    assert sum(line.startswith("Cộng") for line in lines) == 2


def test_a_figure_broader_than_the_screen_oversteps_it_rather_than_be_cut(
    document: MakeDocument, table: MakeTable
) -> None:
    row: dict[str, Value] = {"name": "VP", "m1": 1, "m2": int("9" * 50), "m3": 3}
    shown = render(document(table(row, columns=MATRIX[:4])), RenderOptions(40))
    assert "9" * 50 in shown


def test_a_word_broader_than_its_column_is_broken_at_its_separators(
    document: MakeDocument, table: MakeTable
) -> None:
    address = "https://tulieuvankien.dangcongsan.vn/he-thong-van-ban/ket-luan"
    made = table({**ROW, "task": f"Xem {address}"}, columns=TASKS[:2], title="")
    lines = render(document(made, title=""), RenderOptions(40)).splitlines()
    assert [line.split()[-1] for line in lines[4:]] == [
        "https://", "tulieuvankien.dangcongsan.vn/", "he-thong-van-ban/ket-luan",
    ]  # fmt: skip


def test_days_of_a_week_are_alike_on_a_narrow_screen(
    document: MakeDocument, table: MakeTable
) -> None:
    columns = [Column("w", "Tuần", "code"), *(Column(f"d{n}", f"T{n}", "day") for n in range(2, 9))]
    row: dict[str, Value] = {"w": "49", **{f"d{n}": str(n) for n in range(2, 8)}, "d8": "12 hạn"}
    lines = render(document(table(row, columns=columns)), RenderOptions(60)).splitlines()
    places = [lines[2].index(f"T{n}") for n in range(2, 9)]
    assert {after - before for before, after in pairwise(places)} == {8}
    assert max(map(len, lines)) <= 60


def test_other_units_stand_under_the_text_on_a_narrow_screen(
    document: MakeDocument, table: MakeTable
) -> None:
    made = document(table(ROW, {**ROW, "co": None}, columns=TASKS))
    narrow = " ".join(render(made, RenderOptions(99)).split())
    assert "Phối hợp" not in narrow
    assert narrow.count("phối hợp:") == 1
    assert "phối hợp: Đảng ủy các xã, phường;" in narrow
    wide = render(made, RenderOptions(100))
    assert "Phối hợp" in wide.splitlines()[2]
    assert "phối hợp:" not in wide


def test_units_keep_their_column_where_there_is_no_long_text(
    document: MakeDocument, table: MakeTable
) -> None:
    made = document(table(ROW, columns=TASKS, choice=("id", "co")))
    assert "Phối hợp" in render(made, RenderOptions(80))


def test_an_empty_side_column_is_not_shown_unless_chosen(
    document: MakeDocument, table: MakeTable
) -> None:
    row = {**ROW, "co": None}
    assert "Phối hợp" not in render(document(table(row, columns=TASKS)), RenderOptions(140))
    chosen = table(row, columns=TASKS, choice=("id", "co"))
    assert "Phối hợp" in render(document(chosen), RenderOptions(140))


def test_a_matrix_is_close_on_a_narrow_screen(document: MakeDocument, table: MakeTable) -> None:
    row: dict[str, Value] = {
        "name": "Phòng TT - TH",
        **{f"m{n}": n for n in range(1, 14)},
        "undated": 0,
    }
    made = table(
        row, columns=MATRIX, narrow=("name", "undated"), total=Row({**row, "name": "Cộng"})
    )
    wide = render(document(made), RenderOptions(140)).splitlines()
    assert "Chưa hạn" in wide[2]
    assert wide[-1].split()[:3] == ["Cộng", "1", "2"]
    narrow = render(document(made), RenderOptions(100)).splitlines()
    assert [line.split()[-1] for line in narrow[2:4]] == ["Chưa", "hạn"]
    assert "T13" not in "".join(narrow)


def test_no_number_of_a_matrix_is_cut(document: MakeDocument, table: MakeTable) -> None:
    row: dict[str, Value] = {
        "name": "Phòng",
        **{f"m{n}": 1000 + n for n in range(1, 14)},
        "undated": 7,
    }
    shown = render(document(table(row, columns=MATRIX)), RenderOptions(40))
    assert [int(number) for number in re.findall(r"\b1[0-9]{3}\b", shown)] == list(
        range(1001, 1014)
    )


@pytest.mark.parametrize(
    ("tone", "style"),
    [
        (Tone.LATE, "\x1b[31m"),
        (Tone.SOON, "\x1b[33m"),
        (Tone.DONE, "\x1b[32m"),
        (Tone.QUIET, "\x1b[2m"),
    ],
)
def test_a_tone_is_a_colour_beside_its_word(
    tone: Tone, style: str, document: MakeDocument, table: MakeTable
) -> None:
    made = document(table(Row({"state": "overdue"}, {"state": "lời"}, tone), columns=TASKS[-1:]))
    assert f"{style}lời" in render(made, RenderOptions(80, color=True))
    assert "lời" in render(made, RenderOptions(80))
    assert "\x1b" not in render(made, RenderOptions(80))


def test_a_plain_row_has_no_colour(document: MakeDocument, table: MakeTable) -> None:
    made = document(table(Row({"state": "open"}), columns=TASKS[-1:]), title="")
    line = next(
        line for line in render(made, RenderOptions(80, color=True)).splitlines() if "open" in line
    )
    assert re.sub(r"\x1b\[0?m", "", line).strip() == "open"


def test_heat_grows_with_the_number(document: MakeDocument, table: MakeTable) -> None:
    columns = tuple(Column(f"m{n}", f"T{n}", "heat") for n in range(5))
    row = Row({"m0": 0, "m1": 1, "m2": 4, "m3": 6, "m4": 8}, {"m0": "·"})
    shown = render(document(table(row, columns=columns)), RenderOptions(80, color=True))
    line = next(line for line in shown.splitlines() if "·" in line)
    assert "\x1b[2m" in line.partition("·")[0]
    assert re.findall(r"48;2;(\d+;\d+;\d+)", line) == [
        "255;243;176", "255;209;102", "248;150;30", "214;40;40",
    ]  # fmt: skip


def test_a_matrix_of_zeros_has_no_heat(document: MakeDocument, table: MakeTable) -> None:
    made = table({"m1": 0}, columns=(Column("m1", "T1", "heat"),))
    assert "48;2" not in render(document(made), RenderOptions(80, color=True))


@pytest.mark.parametrize(
    ("done", "whole", "full"), [(0, 8, 0), (4, 8, 8), (8, 8, 16), (0, 0, 0), (3, None, 0)]
)
def test_a_bar_shows_a_part(
    done: int, whole: int | None, full: int, document: MakeDocument, table: MakeTable
) -> None:
    columns = (Column("done", "Xong", "bar", whole_key="whole"), Column("whole", "Hết", "number"))
    made = table(Row({"done": done, "whole": whole}, {"done": "chữ"}), columns=columns)
    assert f"{'█' * full}{'░' * (16 - full)} chữ" in render(document(made), RenderOptions(80))


def test_zeros_and_quiet_rows_are_dim(document: MakeDocument, table: MakeTable) -> None:
    columns = (Column("n", "Số", "number"), Column("share", "Tỷ lệ", "share"), Column("t", "Chữ"))
    made = table(
        Row({"n": 0, "share": 0.5, "t": "thường"}),
        Row({"n": 7, "share": None, "t": "lặng"}, {}, Tone.QUIET),
        columns=columns,
    )
    shown = render(document(made), RenderOptions(80, color=True))
    assert re.search(r"\x1b\[2m\s*0\x1b", shown)
    assert "\x1b[2mlặng" in shown
    assert "\x1b[2mthường" not in shown


@given(
    st.lists(st.sampled_from(TASKS), min_size=1, unique=True),
    st.lists(st.integers(0, 300), min_size=6, max_size=6),
    st.integers(1, 300),
)
def test_what_may_not_be_wrapped_keeps_its_width(
    columns: list[Column], natural: list[int], room: int
) -> None:
    natural = natural[: len(columns)]
    words = [wide if column.kind in ("id", "code") else min(wide, 7) for column, wide in
             zip(columns, natural, strict=True)]  # fmt: skip
    made = fit_widths(columns, natural, words, room)
    hard = fit_widths(columns, natural, words, room, hard=True)
    for tight, width, word, wide in zip(hard, made, words, natural, strict=True):
        assert min(word, wide) <= tight <= width
    for column, width, wide in zip(columns, made, natural, strict=False):
        assert width <= wide
        if column.kind in ("id", "code"):
            assert width == wide
        assert width >= min(wide, {"long": 24, "state": 16}.get(column.kind, 12))
    if sum(made) < room and "text" not in {column.kind for column in columns}:
        assert sum(natural) >= sum(made)


@given(texts=st.lists(words, min_size=1, max_size=3), width=st.integers(60, 200))
def test_long_texts_lose_nothing(
    texts: list[str], width: int, document: MakeDocument, table: MakeTable
) -> None:
    made = table(*({**ROW, "task": text} for text in texts), columns=TASKS, title="")
    shown = render(document(made, title=""), RenderOptions(width))
    assert letters(shown) >= letters("".join(texts))


@given(text=words, width=st.integers(40, 120))
def test_a_record_loses_nothing_and_keeps_to_the_screen(
    text: str, width: int, document: MakeDocument, table: MakeTable
) -> None:
    made = table({**ROW, "task": text}, columns=TASKS, layout="record", title="")
    shown = render(document(made, title=""), RenderOptions(width))
    assert letters(shown) >= letters(text)
    assert max(map(len, shown.splitlines())) <= width


def test_the_name_of_a_fact_may_take_the_whole_screen(
    document: MakeDocument, table: MakeTable
) -> None:
    made = table({"x": "một hai ba bốn năm"}, columns=(Column("x", "Tên " * 20),), layout="record")
    shown = render(document(made), RenderOptions(40))
    assert "một hai ba bốn" in shown
    assert len(shown.split()) == 1 + 20 + 5


def test_a_table_of_nothing_but_empty_cells_is_empty(
    document: MakeDocument, table: MakeTable
) -> None:
    made = table({"co": None}, columns=TASKS[3:4], title="Bảng")
    assert render(document(made, title="Tên"), RenderOptions(80)) == "Tên\n\nBảng\n"


def test_a_column_of_nothing_takes_no_letter_of_another(
    document: MakeDocument, table: MakeTable
) -> None:
    columns = (Column("m1", "", "heat"), Column("m2", "Tháng", "heat"))
    shown = render(document(table(Row({"m2": 12}), columns=columns)), RenderOptions(80))
    assert shown.endswith("Tháng\n───────\n     12\n")


@pytest.mark.parametrize("width", [80, None])
def test_a_tab_costs_a_record_no_letter(
    width: int | None, document: MakeDocument, table: MakeTable
) -> None:
    made = table({"task": "một\thai ba"}, columns=TASKS[1:2], layout="record", title="")
    shown = render(document(made, title=""), RenderOptions(width))
    assert shown.split() == ["Nhiệm", "vụ", "một", "hai", "ba"]


@given(
    texts=st.lists(st.text("abđệ\u0323日 \n[]\x1b\u202e"), min_size=1, max_size=3),
    width=st.integers(40, 140) | st.none(),
)
def test_colour_adds_nothing_but_colour(
    texts: list[str], width: int | None, document: MakeDocument, table: MakeTable
) -> None:
    rows = [Row({**ROW, "task": text, "co": text}, tone=Tone.LATE) for text in texts]
    made = document(table(*rows, columns=TASKS, total=Row({"id": "Cộng"})))
    coloured = re.sub(r"\x1b\[[0-9;]*m", "", render(made, RenderOptions(width, color=True)))
    plain = render(made, RenderOptions(width))
    assert [line.rstrip() for line in coloured.split("\n")] == plain.split("\n")


def test_titles_stand_low_and_totals_at_the_foot(document: MakeDocument, table: MakeTable) -> None:
    columns = (Column("id", "Mã", "id"), Column("n", "Chưa hạn", "number"), *MATRIX[1:2])
    made = table(
        {"id": "T1", "n": 3, "m1": 1}, columns=columns, total=Row({"id": "Cộng", "n": 3}), title=""
    )
    assert render(document(made, title="Tên"), RenderOptions(80)).splitlines()[2:] == [
        "     Chưa", "Mã    hạn T1", "────────────", "T1      3  1", "", "Cộng    3",
    ]  # fmt: skip


@pytest.mark.parametrize("word", ["năm\tbảy", "năm  ", "  năm", "日本"])
def test_every_cell_is_as_broad_as_its_column(
    word: str, document: MakeDocument, table: MakeTable
) -> None:
    columns = (Column("t", "Chữ"), Column("n", "Số", "number"), Column("id", "Mã", "id"))
    made = table({"t": word, "n": 1, "id": "Q"}, {"t": "một hai ba", "n": 22, "id": "Q"},
        columns=columns)  # fmt: skip
    lines = render(document(made, title=""), RenderOptions(120)).splitlines()
    assert len({cell_len(line) for line in lines if line.endswith("Q")}) == 1


def test_a_table_of_figures_without_room_stands_in_pieces(
    document: MakeDocument, table: MakeTable
) -> None:
    columns = (Column("name", "Đơn vị"), *(Column(f"m{n}", f"T{n}", "number") for n in range(30)))
    row = {column.key: 12345 for column in columns} | {"name": "Văn phòng"}
    shown = render(document(table(row, columns=columns), title=""), RenderOptions(40))
    assert shown.count("12345") == 30
    assert max(map(len, shown.splitlines())) <= 40


def test_a_chart_without_room_has_narrow_months(document: MakeDocument, table: MakeTable) -> None:
    axis = TimeAxis(date(2026, 1, 1), date(2030, 12, 31), date(2026, 5, 16))
    columns = (Column("id", "Mã", "id"), Column("task", "Nhiệm vụ", "long"),
               Column("bar", "Thời gian", "span"))  # fmt: skip
    row: dict[str, Value] = {"id": "T01-01", "task": "Việc " * 30, "bar": None}
    shown = render(document(table(row, columns=columns, axis=axis), title=""), RenderOptions(12))
    assert "T01-01" in shown
