"""The templates of a page, and of its parts, which other pages use too."""

PARTS_TEMPLATE = """\
{% macro words(text) %}
{% for line in text.split("\\n") %}{% if not loop.first %}<br>{% endif %}{{ line }}{% endfor %}
{% endmacro %}
{% macro meter(full) %}
<svg class="meter" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
<rect class="track" width="100" height="10"/>\
<rect class="fill" width="{{ full }}" height="10"/></svg>
{% endmacro %}
{% macro months(axis) %}
<svg class="axis" role="img"><title>Các tháng{% if axis.day %}; vạch đứng: \
{{ axis.day }}{% endif %}</title>
{% for month in axis.months %}<text x="{{ month.x }}%" y="70%" dx="3">{{ month.name }}</text>\
{% endfor %}
</svg>
{% endmacro %}
{% macro piece(piece) %}
<rect class="{{ piece.look }}" x="{{ piece.x }}%" y="{{ piece.y }}%" \
width="{{ piece.length }}%" height="{{ piece.height }}%"/>\
{% endmacro %}
{% macro bar(cell, axis) %}
<svg class="bar" role="img"><title>{{ cell.about }}</title>
{% for month in axis.months %}<rect class="month" x="{{ month.x }}%" width="1" height="100%"/>\
{% endfor %}
{% for part in cell.span %}{{ piece(part) }}{% endfor %}
{% if axis.now is not none %}<rect class="now" x="{{ axis.now }}%" width="2" height="100%"/>\
{% endif %}
</svg>
{% endmacro %}
{% macro legend(signs) %}
<ul class="legend">
{% for part in signs.pieces %}
<li><svg class="sign" aria-hidden="true">{{ piece(part) }}</svg>{{ part.words }}</li>
{% endfor %}
{% if signs.day %}
<li><svg class="sign" aria-hidden="true"><rect class="now" x="50%" width="2" height="100%"/></svg>\
ngày {{ signs.day }}</li>
{% endif %}
</ul>
{% endmacro %}
{% macro linked(cell) %}
{% if cell.link %}
<a{% for key, value in cell.link.items() %} {{ key }}="{{ value }}"{% endfor %}>\
{{ words(cell.text) }}</a>
{% else %}{{ words(cell.text) }}{% endif %}
{% endmacro %}
{% macro inside(cell, axis) %}
{% if cell.span %}{{ bar(cell, axis) }}{% else %}
{% if cell.full is not none %}{{ meter(cell.full) }}{% endif %}{{ linked(cell) }}{% endif %}
{% endmacro %}
{% macro grid(table, label) %}
<div class="wide" tabindex="0" role="region" aria-label="{{ label }}">
<table{% if table.look %} class="{{ table.look }}"{% endif %}>
<caption>{{ label }}</caption>
<thead><tr>
{% for column in table.head %}
<th scope="col" class="{{ column.class }}">{{ column.title }}\
{% if column.kind == "span" and table.axis %}{{ months(table.axis) }}{% endif %}</th>
{% endfor %}
</tr></thead>
<tbody>
{% for row in table.rows %}
{% if row.heading %}
<tr class="section"><th scope="colgroup" colspan="{{ table.head | length }}">\
{{ row.heading }}</th></tr>
{% endif %}
<tr{% for key, value in row.marks.items() %} data-{{ key }}="{{ value }}"{% endfor %}>\
{% for cell in row.cells %}
<{{ "th scope=row" if loop.first else "td" }} class="{{ cell.class }}"\
{% if cell.name %} data-t="{{ cell.name }}"{% endif %}>\
{{ inside(cell, table.axis) }}</{{ "th" if loop.first else "td" }}>
{% endfor %}</tr>
{% endfor %}
</tbody>
{% if table.total %}
<tfoot><tr>{% for cell in table.total %}
<{{ "th scope=row" if loop.first else "td" }} class="{{ table.head[loop.index0].class }}">\
{{ linked(cell) }}</{{ "th" if loop.first else "td" }}>
{% endfor %}</tr></tfoot>
{% endif %}
</table>
</div>
{% endmacro %}
{% macro figures(table) %}
{% for row in table.rows %}
<dl class="figures">
{% for cell in row.cells %}
<div class="{{ 'main' if cell.main else 'side' }}"><dt>{{ cell.title }}</dt>\
<dd>{{ linked(cell) }}{% if cell.full is not none %}{{ meter(cell.full) }}{% endif %}</dd></div>
{% endfor %}
</dl>
{% endfor %}
{% endmacro %}
{% macro records(table) %}
{% for row in table.rows %}
{% for cell in row.cells if cell.class == "k-id" %}\
<h{{ table.level }}>{{ cell.text }}</h{{ table.level }}>\
{% endfor %}
<dl class="record">
{% for cell in row.cells if cell.text %}
<div><dt>{{ cell.title }}</dt><dd>{{ words(cell.text) }}</dd></div>
{% endfor %}
</dl>
{% endfor %}
{% endmacro %}
{% macro body(table) %}
{% for line in table.intro %}<p>{{ line }}</p>{% endfor %}
{% if table.rows %}
{% if table.title %}<h{{ table.level }}>{{ table.title }}</h{{ table.level }}>{% endif %}
{% if table.kind == "figures" %}{{ figures(table) }}
{% elif table.kind == "record" %}{{ records(table) }}
{% else %}{{ grid(table, table.label) }}{% endif %}
{% for line in table.footer %}<p class="sum">{{ line }}</p>{% endfor %}
{% elif table.empty %}<p>{{ table.empty }}</p>{% endif %}
{% endmacro %}
{% macro part(table) %}
{% if table.section %}<h2>{{ table.section }}</h2>{% endif %}
{% if table.legend %}{{ legend(table.legend) }}{% endif %}
{{ body(table) }}
{% endmacro %}
{% macro ways(contents, choices) %}
{% if contents %}
<nav class="contents" aria-label="Mục lục"><ul>
{% for place, text in contents %}<li><a href="#{{ place }}">{{ text }}</a></li>{% endfor %}
</ul></nav>
{% endif %}
{% if choices %}
<form class="pick" id="loc" hidden aria-label="Lọc các dòng">
{% for list in choices %}
<label>{{ list.title }} <select name="{{ list.key }}"><option value="">Tất cả</option>
{% for value, text in list.choices %}<option value="{{ value }}">{{ text }}</option>{% endfor %}
</select></label>
{% endfor %}
</form>
<div class="picked"><p id="dang-xem" role="status" tabindex="-1"></p>\
<button id="bo-loc" type="button" hidden>Bỏ lọc</button></div>
{% endif %}
{% endmacro %}
"""

PAGE_TEMPLATE = """\
{% from "parts" import body, legend, ways %}
<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
style-src 'sha256-{{ style_hash }}'; script-src 'sha256-{{ script_hash }}'; base-uri 'none'; \
form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{{ title }}</title>
<style>{{ style | safe }}</style>
</head>
<body>
<a class="skip" href="#noi-dung">Đến nội dung</a>
<main id="noi-dung" class="r-{{ report }}">
{% if leaves | length > 1 %}<h1>{{ title }}</h1>{{ ways(contents, choices) }}{% endif %}
{% for leaf in leaves %}
<article id="{{ leaf.id }}" tabindex="-1">
<header>
{% if leaf.agency %}<p class="agency">{{ leaf.agency }}</p>{% endif %}
{% if leaves | length > 1 %}<h2 class="title">{{ leaf.title }}</h2>\
{% else %}<h1>{{ leaf.title }}</h1>{% endif %}
{% for line in leaf.lines %}<p class="told">{{ line }}</p>{% endfor %}
</header>
{% if leaves | length == 1 %}{{ ways(contents, choices) }}{% endif %}
{% for line in leaf.figures %}<p>{{ line }}</p>{% endfor %}
{% for part in leaf.parts %}
<section class="part" id="{{ part.id }}" tabindex="-1">
{% if part.title %}<h2>{{ part.title }}</h2>{% endif %}
{% if part.legend %}{{ legend(part.legend) }}{% endif %}
{% for table in part.tables %}
<div class="block" id="{{ table.id }}" tabindex="-1">
{{ body(table) }}
</div>
{% endfor %}
</section>
{% endfor %}
{% if leaf.footer %}<p class="sum">{{ leaf.footer }}</p>{% endif %}
</article>
{% endfor %}
</main>
<footer class="end"><p>Kế hoạch {{ plans }} · lập bằng khtgdv</p></footer>
<script>{{ script | safe }}</script>
</body>
</html>
"""
