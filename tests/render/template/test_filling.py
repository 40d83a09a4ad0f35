"""An office's own Word file: its places are filled, nothing in it runs, words stay words."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import docx
import pytest

from khtgdv.document.document import Row
from khtgdv.document.issued import IssuedText, Paragraph, Signature
from khtgdv.document.letterhead import Letterhead
from khtgdv.errors import KhtgdvError
from khtgdv.render.formats import RenderOptions
from khtgdv.render.template.filling import render
from khtgdv.render.template.places import PLACES

if TYPE_CHECKING:
    from khtgdv.document.document import Document
    from tests.render.conftest import MakeDocument, MakeTable

HOSTILE = "{{ 7*7 }} {% for %} <w:p/> &amp; {_{ x }_} =1+1 %_}"
LISTS = ("paragraphs", "recipients", "signature", "figures", "departments", "tables", "appendices")
ALL = ("{{ agency }}", "{{ kind }}", "{%p for p in paragraphs %}", "{{ p.text }}", "{%p endfor %}",
       "{{p appendices }}")  # fmt: skip


def template(*paragraphs: str, header: str = "") -> bytes:
    """Return a Word file of some paragraphs."""
    made = docx.Document()
    for text in paragraphs:
        made.add_paragraph(text)
    if header:
        made.sections[0].header.paragraphs[0].text = header
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def lines(data: bytes) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs]


@pytest.fixture
def paper(document: MakeDocument, table: MakeTable) -> Document:
    return paper_saying(document, table, "Việc & 'khác'")


def paper_saying(document: MakeDocument, table: MakeTable, text: str) -> Document:
    issued = IssuedText(
        kind="BÁO CÁO", subject=text, number="Số ……-BC/TU", enclosed=text,
        paragraphs=(Paragraph("section", "I. MỘT"), Paragraph("item", text)),
        signature=Signature(("K/T TRƯỞNG BAN", "PHÓ BAN"), text), recipients=(f"- {text}",),
        appendices={"overdue": text},
    )  # fmt: skip
    head = Letterhead(parent="Cấp trên", agency=text, place=text, issued=issued)
    figures = [Row({"name": "Tổng số", "due": 3}), Row({"name": "Phòng A", "due": 2})]
    tables = (
        table(*figures, name="figures"),
        table(Row({"task": text, "lead": "A"}), name="overdue"),
    )
    return document(*tables, letterhead_of=lambda: head)


def filled(paper: Document, *paragraphs: str, **options: Any) -> list[str]:
    return lines(render(paper, RenderOptions(template=template(*paragraphs), **options)))


def test_every_place_is_filled(paper: Document) -> None:
    texts = [f"{name}: {{{{ {name} }}}}" for name in PLACES if name not in LISTS]
    words = dict(line.split(": ", 1) for line in filled(paper, *texts))
    assert words == {
        "parent": "CẤP TRÊN", "agency": "VIỆC & 'KHÁC'", "number": "Số ……-BC/TU",
        "place": "Việc & 'khác'", "date_line": "Việc & 'khác', ngày … tháng … năm ……",
        "kind": "BÁO CÁO", "subject": "Việc & 'khác'", "position": "",
        "signer": "Việc & 'khác'",
    }  # fmt: skip


def test_lists_are_gone_through(paper: Document) -> None:
    assert filled(
        paper,
        "{%p for part in paragraphs %}", "{{ loop.index }} {{ part.kind }} {{ part.text }}",
        "{%p endfor %}",
        "{%p for line in recipients %}", "{{ line }}", "{%p endfor %}",
        "{%p for line in signature %}", "{{ line|lower }}", "{%p endfor %}",
        "{{ figures.due }}",
        "{%p for d in departments %}", "{{ d.name }} {{ d['due'] }}", "{%p endfor %}",
        "{%p if tables.overdue|length == 1 and not departments == 3 %}",
        "{{ tables.overdue|length }}", "{%p endif %}",
    ) == [
        "1 section I. MỘT", "2 item - Việc & 'khác'", "- Việc & 'khác'", "k/t trưởng ban",
        "phó ban", "3", "Phòng A 2", "1",
    ]  # fmt: skip


def test_tables_stand_where_the_appendices_are(paper: Document) -> None:
    data = render(paper, RenderOptions(template=template("trước", "{{p appendices }}", "sau")))
    made = docx.Document(io.BytesIO(data))
    texts = [p.text for p in made.paragraphs]
    assert texts[0] == "trước"
    assert "Phụ lục 1" in texts
    assert "VIỆC & 'KHÁC'" in texts
    [written] = made.tables
    assert written.rows[1].cells[0].text == "Việc & 'khác'"
    assert "w:tblBorders" in written._tbl.xml


def test_several_appendices_begin_on_pages_of_their_own(
    document: MakeDocument, table: MakeTable
) -> None:
    paper = paper_saying(document, table, "A")
    issued = paper.letterhead.issued
    assert issued
    two = replace(issued, appendices={"overdue": "A", "figures": "B"})
    head = replace(paper.letterhead, issued=two)
    data = render(
        replace(paper, letterhead_of=lambda: head), RenderOptions(template=template(*ALL))
    )
    assert docx.Document(io.BytesIO(data)).element.xml.count('w:type="page"') == 1


def test_a_list_goes_into_a_template_too(document: MakeDocument, table: MakeTable) -> None:
    head = Letterhead(agency="Ban", unit="Phòng", title="DANH MỤC", signatures=("", "LÃNH ĐẠO"))
    paper = document(table({"task": "Việc"}, name="lead"), footer="Hết", letterhead_of=lambda: head)
    texts = filled(paper, *ALL, "{{ signature[0] }}", "{{ parent }}")
    assert texts[:3] == ["PHÒNG", "DANH MỤC", "Hết"]
    assert texts[-2:] == ["LÃNH ĐẠO", "BAN"]
    nobody = document(table({"task": "Việc"}), letterhead_of=Letterhead)
    assert filled(nobody, "{{ agency }}", "{{ kind }}") == ["", nobody.title]


def test_headers_are_filled(paper: Document) -> None:
    data = render(paper, RenderOptions(template=template("{{ kind }}", header="{{ number }}")))
    header = docx.Document(io.BytesIO(data)).sections[0].header
    assert header.paragraphs[0].text == "Số ……-BC/TU"


def with_properties(**properties: str) -> bytes:
    made = docx.Document(io.BytesIO(template(*ALL)))
    for name, text in properties.items():
        setattr(made.core_properties, name, text)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_properties_are_filled_with_words(document: MakeDocument, table: MakeTable) -> None:
    paper = paper_saying(document, table, f"A & {HOSTILE}")
    data = with_properties(
        title="{{ subject }}", author="Ban Y", comments="{{ place }}" + "a" * 240
    )
    properties = docx.Document(
        io.BytesIO(render(paper, RenderOptions(template=data)))
    ).core_properties
    assert properties.title == f"A & {HOSTILE}"
    assert properties.author == "Ban Y"
    assert len(properties.comments) == 255


@pytest.mark.parametrize("text", ["{{ 7 * 7 }}", "{{ nobody }}", "{{ agency.__class__ }}"])
def test_nothing_runs_in_properties(text: str, paper: Document) -> None:
    with pytest.raises(KhtgdvError, match="Mẫu Word "):
        render(paper, RenderOptions(template=with_properties(title=text)))


def test_hostile_words_stay_words(document: MakeDocument, table: MakeTable) -> None:
    paper = paper_saying(document, table, f"{HOSTILE}\x1b")
    shown = HOSTILE + r"\x1b"
    data = render(
        paper,
        RenderOptions(
            template=template(
                *ALL, "{{ subject }}", "{{ place }}", "{{ signer }}", "{{ recipients[0] }}",
                "{{ tables.overdue[0].task }}", header="{{ subject }}",
            )
        ),
    )  # fmt: skip
    made = docx.Document(io.BytesIO(data))
    texts = [p.text for p in made.paragraphs]
    assert texts[2] == "I. MỘT"
    assert texts[-5:] == [shown, shown, shown, f"- {shown}", shown]
    assert f"({shown})" in texts
    assert made.sections[0].header.paragraphs[0].text == shown
    assert made.tables[0].rows[1].cells[0].text == shown


@pytest.mark.parametrize(
    "attack",
    [
        "{{ agency.__class__ }}", "{{ agency.format }}", "{{ agency['__class__'] }}",
        "{{ ''.__class__.__mro__ }}", "{{ agency|attr('__class__') }}", "{{ agency.upper() }}",
        "{{ ().__class__.__base__.__subclasses__() }}", "{{ cycler.__init__.__globals__ }}",
        "{{ range(10) }}", "{{ namespace() }}", "{{ lipsum() }}", "{{ 'a' * 1000000000 }}",
        "{{ 9 ** 9 ** 9 }}", "{{ 1 + 1 }}", "{{ 'a' ~ agency }}", "{{ [1, 2] }}", "{{ {} }}",
        "{% set x = agency %}", "{% macro m() %}{% endmacro %}", "{% include '/etc/passwd' %}",
        "{% import 'os' as os %}", "{% extends 'a' %}", "{% block a %}{% endblock %}",
        "{% call agency() %}{% endcall %}", "{% filter upper %}a{% endfilter %}",
        "{{ agency|map('upper') }}", "{{ figures.items() }}", "{{ self }}", "{{ agency[0:2] }}",
        "{% for a in tables %}{% for b in a %}{% for c in b %}{% endfor %}{% endfor %}{% endfor %}",
        "{% for a in paragraphs recursive %}{{ loop(a) }}{% endfor %}",
        "{% for a in paragraphs %}{{ loop.cycle }}{% endfor %}",
        "{% raw %}", "{{ agency {{", "{% if %}", "{{ figures.unknown }}", "{{ tables.nothing }}",
        "{{ caller }}", "{{ agency is callable }}", "{{ loop.index }}",
    ],
)  # fmt: skip
def test_nothing_but_places_loops_and_choices_is_taken(attack: str, paper: Document) -> None:
    for made in (template(attack), template("a", header=attack)):
        with pytest.raises(KhtgdvError) as refused:
            render(paper, RenderOptions(template=made))
        assert refused.value.message.startswith("Mẫu Word ")


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("{{ range(10) }}", "chỉ được điền chỗ ({{ }}), lặp (for) và chọn (if)."),
        ("{{ agency {{", "có chỗ viết sai; xem lại các dấu {{ }}, {% %}."),
        (
            "{% for a in tables %}" * 3 + "{% endfor %}" * 3,
            "có quá nhiều vòng lặp lồng nhau.",
        ),
    ],
)
def test_why_a_template_is_not_taken(words: str, reason: str, paper: Document) -> None:
    with pytest.raises(KhtgdvError) as refused:
        filled(paper, words)
    assert refused.value.message == f"Mẫu Word {reason}"
    assert refused.value.hint == (
        "Các chỗ có thể điền: xem trang “In ấn và gửi đi”, mục “Mẫu Word của cơ quan”."
    )


def test_an_unknown_place_is_named(paper: Document) -> None:
    with pytest.raises(KhtgdvError) as refused:
        filled(paper, "{{ agancy }} {{ chu_ky }}")
    assert refused.value.message == (
        "Mẫu Word có chỗ không biết điền gì: {{ agancy }}, {{ chu_ky }}."
    )
    assert "có phải {{ agency }}?" in (refused.value.hint or "")
    with pytest.raises(KhtgdvError) as refused:
        filled(paper, "{{ zzzzzz }}")
    assert "In ấn và gửi đi" in (refused.value.hint or "")


def test_what_the_template_does_not_have_is_told(paper: Document) -> None:
    said: list[str] = []
    filled(paper, "{{ agency }}", tell=said.append)
    assert said == [
        "Mẫu không có chỗ: appendices, kind, paragraphs; phần ấy không có trong văn bản"
    ]
    said.clear()
    filled(paper, *ALL, tell=said.append)
    assert said == []


def test_several_papers_do_not_go_into_one(document: MakeDocument, paper: Document) -> None:
    with pytest.raises(KhtgdvError) as caught:
        filled(document(parts=(paper, paper)), "{{ agency }}")
    assert caught.value.message == "Mẫu Word dùng cho một văn bản, ở đây có nhiều văn bản."
    assert caught.value.hint == "chọn một đơn vị, hoặc ghi vào thư mục: --output THƯ-MỤC/"


def broken_package() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("a.txt", "a")
    return out.getvalue()


@pytest.mark.parametrize("data", [b"", b"PK", b"x" * 100, broken_package()])
def test_what_is_no_word_file_is_refused(data: bytes, paper: Document) -> None:
    with pytest.raises(KhtgdvError) as caught:
        render(paper, RenderOptions(template=data))
    assert caught.value.message == "Mẫu không phải một tệp Word đọc được."
    assert caught.value.hint == "mở bằng Word rồi lưu lại dạng .docx"


def test_the_same_bytes_come_out(paper: Document) -> None:
    options = RenderOptions(template=template(*ALL))
    assert render(paper, options) == render(paper, options)
