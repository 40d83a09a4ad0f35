"""The template of a page and its style sheet: light and dark, for a phone, a screen, paper."""

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
<svg class="axis" viewBox="0 0 1000 40" role="img"><title>Các tháng{% if axis.day %}; vạch đứng: \
{{ axis.day }}{% endif %}</title>
{% for month in axis.months %}<text x="{{ month.x + 6 }}" y="28">{{ month.name }}</text>{% endfor %}
</svg>
{% endmacro %}
{% macro bar(cell, axis) %}
<svg class="bar" viewBox="0 0 1000 20" preserveAspectRatio="none" role="img">\
<title>{{ cell.about }}</title>
{% for month in axis.months %}<rect class="month" x="{{ month.x }}" width="1.5" height="20"/>\
{% endfor %}
<rect class="{{ 'firm' if cell.span.firm else 'loose' }}" x="{{ cell.span.x }}" y="4" \
width="{{ cell.span.length }}" height="12"/>
{% if cell.span.late %}<rect class="late" x="{{ cell.span.end }}" y="7" \
width="{{ cell.span.late }}" height="6"/>{% endif %}
{% if axis.now is not none %}<rect class="now" x="{{ axis.now }}" width="3" height="20"/>{% endif %}
</svg>
{% endmacro %}
{% macro linked(cell) %}
{% if cell.href %}<a href="{{ cell.href }}">{{ words(cell.text) }}</a>\
{% else %}{{ words(cell.text) }}{% endif %}
{% endmacro %}
{% macro inside(cell, axis) %}
{% if cell.span %}{{ bar(cell, axis) }}{% else %}
{% if cell.full is not none %}{{ meter(cell.full) }}{% endif %}{{ linked(cell) }}{% endif %}
{% endmacro %}
{% macro grid(table, label) %}
<div class="wide" tabindex="0" role="region" aria-label="{{ label }}">
<table{% if table.matrix %} class="matrix"{% endif %}>
<caption>{{ label }}</caption>
<thead><tr>
{% for column in table.head %}
<th scope="col" class="{{ column.class }}">{{ column.title }}\
{% if column.kind == "span" and table.axis %}{{ months(table.axis) }}{% endif %}</th>
{% endfor %}
</tr></thead>
<tbody>
{% for row in table.rows %}
{% if table.headings[loop.index0] %}
<tr><th scope="colgroup" colspan="{{ table.head | length }}">\
{{ table.headings[loop.index0] }}</th></tr>
{% endif %}
<tr>{% for cell in row %}
<{{ "th scope=row" if loop.first else "td" }} class="{{ cell.class }}">\
{{ inside(cell, table.axis) }}</{{ "th" if loop.first else "td" }}>
{% endfor %}</tr>
{% endfor %}
</tbody>
{% if table.total %}
<tfoot><tr>{% for text in table.total %}
<{{ "th scope=row" if loop.first else "td" }} class="{{ table.head[loop.index0].class }}">\
{{ text }}</{{ "th" if loop.first else "td" }}>
{% endfor %}</tr></tfoot>
{% endif %}
</table>
</div>
{% endmacro %}
{% macro figures(table) %}
{% for row in table.rows %}
<dl class="figures">
{% for cell in row %}
<div class="{{ 'main' if cell.main else 'side' }}"><dt>{{ cell.title }}</dt>\
<dd>{{ linked(cell) }}{% if cell.full is not none %}{{ meter(cell.full) }}{% endif %}</dd></div>
{% endfor %}
</dl>
{% endfor %}
{% endmacro %}
{% macro records(table) %}
{% for row in table.rows %}
{% for cell in row if cell.class == "k-id" %}\
<h{{ table.level }}>{{ cell.text }}</h{{ table.level }}>\
{% endfor %}
<dl class="record">
{% for cell in row if cell.text %}
<div><dt>{{ cell.title }}</dt><dd>{{ words(cell.text) }}</dd></div>
{% endfor %}
</dl>
{% endfor %}
{% endmacro %}
{% macro part(table, leaf) %}
{% set label = table.title or table.section or leaf.title %}
{% if table.section %}<h2>{{ table.section }}</h2>{% endif %}
{% for line in table.intro %}<p>{{ line }}</p>{% endfor %}
{% if table.rows %}
{% if table.title %}<h{{ table.level }}>{{ table.title }}</h{{ table.level }}>{% endif %}
{% if table.kind == "figures" %}{{ figures(table) }}
{% elif table.kind == "record" %}{{ records(table) }}
{% else %}{{ grid(table, label) }}{% endif %}
{% for line in table.footer %}<p class="sum">{{ line }}</p>{% endfor %}
{% elif table.empty %}<p>{{ table.empty }}</p>{% endif %}
{% endmacro %}
"""

PAGE_TEMPLATE = """\
{% from "parts" import part %}
<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" \
content="default-src 'none'; style-src 'sha256-{{ policy }}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{{ title }}</title>
<style>{{ style | safe }}</style>
</head>
<body>
<a class="skip" href="#noi-dung">Đến nội dung</a>
<main id="noi-dung">
{% if leaves | length > 1 %}<h1>{{ title }}</h1>{% endif %}
{% for leaf in leaves %}
<article>
<header>
{% if leaf.agency %}<p class="agency">{{ leaf.agency }}</p>{% endif %}
{% if leaves | length > 1 %}<h2 class="title">{{ leaf.title }}</h2>\
{% else %}<h1>{{ leaf.title }}</h1>{% endif %}
{% for line in leaf.lines %}<p class="told">{{ line }}</p>{% endfor %}
</header>
{% for line in leaf.figures %}<p>{{ line }}</p>{% endfor %}
{% for table in leaf.tables %}
{{ part(table, leaf) }}
{% endfor %}
{% if leaf.footer %}<p class="sum">{{ leaf.footer }}</p>{% endif %}
</article>
{% endfor %}
</main>
<footer class="end"><p>Kế hoạch {{ plans }} · lập bằng khtgdv</p></footer>
</body>
</html>
"""

STYLE_SHEET = """
:root{--paper:#fff;--ink:#1b1f24;--soft:#57606a;--line:#d5dbe1;--head:#eef2f6;--accent:#a31621;
--fill:#2f6f4f;--track:#e3e8ed;--firm:#2c6aa8;--loose:#9db7d1;--late:#c62828;--now:#a31621;
--late-bg:#fde3e3;--late-ink:#8f1414;--soon-bg:#fff2c2;--soon-ink:#5c4300;--done-bg:#dcf3e3;
--done-ink:#14532d;--h1:#fff3c4;--h2:#ffe08a;--h3:#ffc25c;--h4:#f79b4b;--hot:#1b1f24}
@media (prefers-color-scheme:dark){:root{--paper:#14171b;--ink:#e8ebee;--soft:#a9b3bd;
--line:#363d45;--head:#20252b;--accent:#ff9a9a;--fill:#5fbf8c;--track:#2c333a;--firm:#6aa9e6;
--loose:#41607f;--late:#ff7b7b;--now:#ff9a9a;--late-bg:#4a1d1d;--late-ink:#ffc9c9;
--soon-bg:#453611;--soon-ink:#ffe49a;--done-bg:#173a27;--done-ink:#b4ecc9;
--h1:#3b3315;--h2:#5c4a12;--h3:#80590f;--h4:#a8590c;--hot:#fff}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);
font:1rem/1.5 system-ui,"Segoe UI",Roboto,"Noto Sans",Arial,sans-serif}
main,.end{max-width:75rem;margin:0 auto;padding:1rem}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:1rem;background:var(--paper);
color:var(--ink);padding:.5rem}
h1{font-size:1.6rem;line-height:1.25;margin:.2rem 0}
h2{font-size:1.15rem;margin:2rem 0 .6rem;border-bottom:2px solid var(--accent);
padding-bottom:.2rem}
h3{font-size:1rem;margin:1.4rem 0 .5rem}
p{margin:.3rem 0}.agency,.told,.sum,.end{color:var(--soft)}.agency{font-weight:600}
.sum{font-size:.95rem}
.wide{overflow-x:auto}
.wide:focus-visible,a:focus-visible{outline:3px solid var(--firm);outline-offset:2px}
table{border-collapse:collapse;width:100%;font-size:.95rem}
caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
th,td{padding:.4rem .6rem;border-bottom:1px solid var(--line);text-align:left;
vertical-align:top}
thead th{background:var(--head);vertical-align:bottom}
tbody th{font-weight:600;position:sticky;left:0;background:var(--paper)}
tfoot td,tfoot th{font-weight:700;border-top:2px solid var(--ink)}
.right{text-align:right;font-variant-numeric:tabular-nums}
.k-long{min-width:20rem;overflow-wrap:anywhere}.k-text{min-width:8rem;overflow-wrap:anywhere}
.k-line{min-width:16rem;font-size:.9rem;overflow-wrap:anywhere}
.k-id,.k-code,.k-date,.k-number,.k-heat{white-space:nowrap}td.k-date{white-space:normal}
.k-state{min-width:9.5rem}.k-bar,.k-share{min-width:6.5rem}.k-span{min-width:24rem;width:40%}
.matrix td,.matrix th{padding:.35rem .4rem}.matrix .k-heat{text-align:center}
.heat-1{background:var(--h1)}.heat-2{background:var(--h2)}.heat-3{background:var(--h3)}
.heat-4{background:var(--h4)}.heat-1,.heat-2,.heat-3,.heat-4{color:var(--hot)}
.tone-late{background:var(--late-bg);color:var(--late-ink);font-weight:600}
.tone-soon{background:var(--soon-bg);color:var(--soon-ink)}
.tone-done{background:var(--done-bg);color:var(--done-ink)}
.tone-quiet,.tone-off{color:var(--soft)}.tone-now{font-weight:700}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(8.5rem,1fr));gap:.7rem;
margin:1rem 0}
.figures div{border:1px solid var(--line);border-radius:.5rem;padding:.6rem .8rem;
display:flex;flex-direction:column-reverse;justify-content:flex-end}
.figures dd{margin:0;font-size:1.25rem;font-weight:700;line-height:1.2}
.figures dt{color:var(--soft);font-size:.85rem}
.figures .main{background:var(--head);order:-1}.figures .main dd{font-size:2.1rem}
.record{border:1px solid var(--line);border-radius:.5rem;padding:.4rem .9rem;margin:0 0 1rem}
.record div{display:grid;grid-template-columns:12rem 1fr;gap:.8rem;padding:.25rem 0}
.record dt{color:var(--soft)}.record dd{margin:0;overflow-wrap:anywhere}
.meter{display:block;width:100%;min-width:5rem;height:.5rem;margin:.35rem 0 .15rem}
.track{fill:var(--track)}.fill{fill:var(--fill)}
.axis{display:block;width:100%;height:1.3rem;overflow:visible}
.axis text{fill:var(--soft);font-size:24px;font-weight:400}
.bar{display:block;width:100%;height:1.3rem}
.month{fill:var(--line)}.firm{fill:var(--firm)}.loose{fill:var(--loose)}.late{fill:var(--late)}
.now{fill:var(--now)}
@media (max-width:40rem){main{padding:.7rem}h1{font-size:1.3rem}
.figures{grid-template-columns:repeat(2,1fr)}.k-long{min-width:15rem}
.record div{grid-template-columns:1fr;gap:0}}
@media print{:root{--paper:#fff;--ink:#000;--soft:#333;--line:#999;--head:#eee;--accent:#000;
font-size:10px}
@page{size:A4 landscape;margin:12mm}
main,.end{max-width:none;padding:0}.skip{display:none}.wide{overflow:visible}
body{font-size:9pt;line-height:1.3;-webkit-print-color-adjust:exact;print-color-adjust:exact}
table{font-size:8.5pt}th,td,.matrix td,.matrix th{padding:.2rem .5rem}
thead{display:table-header-group}tr,.figures div,.record{break-inside:avoid}
h1,h2,h3,thead{break-after:avoid}tbody tr:first-child{break-before:avoid}
article+article{break-before:page}
.k-long,.k-line,.k-span,.k-text{min-width:0}tbody th{position:static}
.k-state{white-space:nowrap;min-width:0}
.k-line{width:45%;font-size:7.5pt;line-height:1.2}.bar{height:1.2rem}
.k-bar .meter,.k-share .meter{display:inline-block;width:9rem;margin:0 .7rem 0 0}
.figures{grid-template-columns:repeat(8,1fr);gap:.5rem;margin:.6rem 0}
.figures div{padding:.3rem .6rem}.figures dd{font-size:11pt}.figures dt{font-size:7.5pt}
.figures .main dd{font-size:15pt}.figures .meter{min-width:0;width:100%;display:block}
h2{margin:1.4rem 0 .5rem}h3{margin:1rem 0 .4rem}}
"""
