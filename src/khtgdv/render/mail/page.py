"""The HTML part of a message: what its text says, to be read on a phone as on a desk.

Mail programs leave out style sheets and scripts and know little of layout: each row is a block
below the other, its look stands in the elements themselves, and nothing comes from elsewhere.
Texts are escaped by the template's engine. Colours never speak without a word beside them.
"""

from __future__ import annotations

from khtgdv.document.document import Tone
from khtgdv.render.html.page import make_environment
from khtgdv.text import escape_unsafe, one_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from khtgdv.document.document import Column, Document, Row, Table

_COLORS = {Tone.LATE: "#b3261e", Tone.SOON: "#8a5300", Tone.DONE: "#1b6e3c"}
_PLAIN_COLOR = "#44505c"
_TEMPLATE = """\
<!DOCTYPE html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<title>{{ title }}</title>
</head>
<body style="margin:0;padding:0;background:#eef1f4">
<div style="max-width:680px;margin:0 auto;padding:20px 16px;background:#ffffff;color:#1b2127;\
font-family:'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif;font-size:16px;line-height:1.5;\
overflow-wrap:anywhere;word-break:break-word">
<h1 style="margin:0 0 4px;font-size:21px;line-height:1.3">{{ title }}</h1>
{% if subtitle %}
<p style="margin:0 0 16px;color:#44505c;font-size:15px">{{ subtitle }}</p>
{% endif %}
{% for line in lines %}
<p style="margin:0 0 12px">{{ line }}</p>
{% endfor %}
{% for table in tables %}
<h2 style="margin:28px 0 4px;padding-bottom:6px;border-bottom:2px solid #1b2127;font-size:16px;\
line-height:1.3">{{ table.title }}</h2>
{% for row in table.rows %}
<div style="padding:10px 0 10px 12px;border-bottom:1px solid #d5dae0;\
border-left:4px solid {{ row.color }}">
<div><strong>{{ row.id }}</strong>{% if row.state %}
<span style="color:{{ row.color }};font-weight:600"> · {{ row.state }}</span>{% endif %}</div>
<div style="margin:2px 0">{{ row.text }}</div>
{% if row.details %}
<div style="color:#44505c;font-size:14px">\
{% for name, words in row.details %}{% if not loop.first %} · {% endif %}\
{{ name }}: {{ words }}{% endfor %}</div>
{% endif %}
</div>
{% endfor %}
{% endfor %}
{% for line in footer %}
<p style="margin:24px 0 0">{{ line }}</p>
{% endfor %}
</div>
</body>
</html>
"""


def html_page(document: Document) -> str:
    """Return the document as the HTML part of a message."""
    tables = [table for table in document.tables if table.layout != "data" and table.rows]
    return (
        make_environment({"mail": _TEMPLATE})
        .get_template("mail")
        .render(
            title=one_line(document.title),
            subtitle=one_line(document.subtitle),
            lines=[escape_unsafe(line) for line in (*document.lines, *document.figures)],
            tables=[_table_context(table) for table in tables],
            footer=escape_unsafe(document.footer).splitlines(),
        )
    )


def _table_context(table: Table) -> dict[str, Any]:
    return {
        "title": one_line(table.title),
        "rows": [_row_context(row, table.page_columns) for row in table.rows],
    }


def _row_context(row: Row, columns: tuple[Column, ...]) -> dict[str, Any]:
    """Return a row as a block: what it is, where it stands, what else is known."""
    words = {column: one_line(row.text(column.key)) for column in columns}
    by_kind = {column.kind: text for column, text in words.items() if text}
    headed = ("id", "long", "state")
    details = [(one_line(c.title), text) for c, text in words.items() if c.kind not in headed]
    return {
        "id": by_kind.get("id", ""),
        "state": by_kind.get("state", ""),
        "text": by_kind.get("long", ""),
        "color": _COLORS.get(row.tone, _PLAIN_COLOR),
        "details": [(name, text) for name, text in details if text],
    }
