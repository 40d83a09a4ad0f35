"""The templates of the pages; tables are drawn by the parts of the HTML report."""

LAYOUT = """\
{% macro links(items) %}
<ul>
{% for item in items %}
<li><a href="{{ item.href }}"{% if item.current %} aria-current="page"{% endif %}>\
{{ item.label }}</a></li>
{% endfor %}
</ul>
{% endmacro %}
<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{{ title }} · khtgdv</title>
<link rel="icon" href="/icon.svg">
<link rel="stylesheet" href="/style.css">
</head>
<body class="desk">
<a class="skip" href="#noi-dung">Đến nội dung</a>
<header class="top">
<nav aria-label="Các trang">
{{ links(menu.main) }}
<details{% if menu.more | selectattr("current") | list %} open{% endif %}>\
<summary>Trang khác</summary>
{{ links(menu.more) }}
</details>
</nav>
<form class="find" action="/list" role="search">
<label class="hidden" for="tim">Tìm nhiệm vụ</label>
<input id="tim" name="text" type="search" placeholder="Tìm nhiệm vụ, không cần dấu" maxlength="200">
<button>Tìm</button>
</form>
</header>
<main id="noi-dung">
{% block content %}{% endblock %}
</main>
<footer class="end">
<p>khtgdv, trang trên máy này; đóng bằng Ctrl+C ở cửa sổ đã mở trang.</p>
<form action="/invite" method="post"><input type="hidden" name="token" value="{{ token }}">\
<button class="plain">Mở thêm một trình duyệt</button></form>
</footer>
</body>
</html>
"""

NOTES = """\
{% from "parts" import part %}
{% macro notes(lines) %}
{% if lines %}
<div class="notes" role="status">
{% for line in lines %}<p>{{ line }}</p>{% endfor %}
</div>
{% endif %}
{% endmacro %}
{% macro trouble(lines) %}
{% if lines %}
<div class="trouble" role="alert">
{% for line in lines %}<p>{{ line }}</p>{% endfor %}
</div>
{% endif %}
{% endmacro %}
{% macro back(pile, button, expected, token, plan) %}
<form action="/{{ pile }}" method="post">
<input type="hidden" name="token" value="{{ token }}">
<input type="hidden" name="expected" value="{{ expected }}">
<input type="hidden" name="plan" value="{{ plan }}">
<button>{{ button }}</button>
</form>
{% endmacro %}
{% macro written(told, token, plan) %}
{% if told %}
<div class="written" role="status">
{% for line in told.messages %}<p class="lines"><strong>{{ line }}</strong></p>{% endfor %}
{% for line in told.more %}<p>{{ line }}</p>{% endfor %}
{% if told.way_back %}{{ back(told.way_back, told.button, told.expected, token, plan) }}{% endif %}
</div>
{% endif %}
{% endmacro %}
{% macro document(leaves, below=false) %}
{% for leaf in leaves %}
<article>
<header>
{% if below or leaves | length > 1 %}<h2 class="title">{{ leaf.title }}</h2>\
{% else %}<h1>{{ leaf.title }}</h1>{% endif %}
{% for line in leaf.lines %}<p class="told">{{ line }}</p>{% endfor %}
</header>
{% set titled = leaf.tables | selectattr("title") | selectattr("rows") | list %}
{% if titled | length > 1 %}
<nav class="contents" aria-label="Mục lục"><ul>
{% for table in titled %}\
<li><a href="#{{ leaf.anchor }}{{ table.name }}">{{ table.title }}</a></li>{% endfor %}
</ul></nav>
{% endif %}
{% for line in leaf.figures %}<p>{{ line }}</p>{% endfor %}
{% for table in leaf.tables %}
<div class="block" id="{{ leaf.anchor }}{{ table.name }}">{{ part(table) }}</div>
{% endfor %}
{% if leaf.footer %}<p class="sum">{{ leaf.footer }}</p>{% endif %}
</article>
{% endfor %}
{% endmacro %}
"""

PAGE = """\
{% extends "layout" %}
{% from "notes" import notes, trouble, document without context %}
{% block content %}
{{ trouble(error) }}
{% if leaves | length != 1 %}<h1>{{ title }}</h1>{% endif %}
{% if choices %}
<form class="choices" action="{{ path }}">
{% for field in choices %}
<p><label for="chon-{{ field.name }}">{{ field.label }}</label>
{% if field.options %}
<select id="chon-{{ field.name }}" name="{{ field.name }}">
{% for option in field.options %}
<option value="{{ option.value }}"{% if option.value == field.value %} selected{% endif %}>\
{{ option.label }}</option>
{% endfor %}
</select>
{% else %}
<input id="chon-{{ field.name }}" name="{{ field.name }}" value="{{ field.value }}"\
 placeholder="{{ field.example }}" maxlength="200">
{% endif %}
</p>
{% endfor %}
{% for name, value in kept %}<input type="hidden" name="{{ name }}" value="{{ value }}">{% endfor %}
<p class="do"><button>Xem</button>{% if chosen %} <a href="{{ path }}">Bỏ lọc</a>{% endif %}</p>
</form>
{% endif %}
{% if around %}
<p class="around">{% for item in around %}<a href="{{ item.href }}">{{ item.label }}</a> \
{% endfor %}</p>
{% endif %}
{{ document(leaves) }}
{% if downloads %}
<p class="take">Lấy về:{% for item in downloads %} <a href="{{ item.href }}" download>\
{{ item.label }}</a>{{ " ·" if not loop.last }}{% endfor %}</p>
{% endif %}
{{ notes(said) }}
{% endblock %}
"""

ROW = """\
{% extends "layout" %}
{% from "parts" import part %}
{% from "notes" import notes, trouble, written, document %}
{% macro field(f) %}
{% if f.kind in ("many", "one") %}
{% if f.offers %}
<fieldset><legend>{{ f.label }}</legend>
{% for offer in f.offers %}
<p class="check"><input type="{{ "checkbox" if f.kind == "many" else "radio" }}" \
id="{{ f.id }}-{{ loop.index }}" name="{{ f.name }}" value="{{ offer.value }}"\
{{ " required" if f.needed }}{% if offer.chosen %} checked{% endif %}>
<label for="{{ f.id }}-{{ loop.index }}">{{ offer.label }}</label></p>
{% endfor %}
</fieldset>
{% endif %}
{% elif f.kind == "check" %}
<p class="check"><input type="checkbox" id="{{ f.id }}" name="{{ f.name }}" value="1"\
{% if f.value %} checked{% endif %}><label for="{{ f.id }}">{{ f.label }}</label></p>
{% else %}
<p><label for="{{ f.id }}">{{ f.label }}{% if f.needed %} (bắt buộc){% endif %}</label>
{% if f.kind == "area" %}
<textarea id="{{ f.id }}" name="{{ f.name }}" maxlength="4000"\
{{ " required" if f.needed }}>{{ f.value }}</textarea>
{% else %}
<input id="{{ f.id }}" name="{{ f.name }}" value="{{ f.value }}" maxlength="1000"\
{{ " required" if f.needed }}\
{% if f.kind == "number" %} inputmode="numeric"{% endif %}\
{% if f.example %} aria-describedby="{{ f.id }}-help"{% endif %}>
{% endif %}
{% if f.example %}<span class="help" id="{{ f.id }}-help">Ví dụ: {{ f.example }}</span>{% endif %}
</p>
{% endif %}
{% endmacro %}
{% block content %}
{{ written(told, token, plan) }}
<h1>{{ title }}</h1>
<p class="about">{{ about.text }}</p>
<p>{{ about.lead }}{% if about.deadline %} · hạn {{ about.deadline }}{% endif %} · \
<span class="state tone-{{ about.tone }}">{{ about.state }}</span></p>
{% if no_writing %}<p class="told">{{ no_writing }}</p>{% endif %}
{% if forms %}
<section class="acts" aria-label="Ghi nhận">
{% for form in forms %}
<details{% if form.open %} open{% endif %} id="{{ form.name }}">
<summary>{{ form.title }}</summary>
<form class="fields" action="{{ address }}/{{ form.name }}" method="post">
{% if form.open %}{{ trouble(error) }}{% endif %}
{% for f in form.fields %}{{ field(f) }}{% endfor %}
<input type="hidden" name="token" value="{{ token }}">
<input type="hidden" name="plan" value="{{ plan }}">
<input type="hidden" name="seen" value="{{ seen }}">
<p><button>{{ form.button }}</button></p>
</form>
</details>
{% endfor %}
</section>
{% endif %}
{% for table in leaves[0].tables %}{{ part(table) }}{% endfor %}
{{ document(leaves[1:], true) }}
<p class="take">Lấy về:{% for item in downloads %} <a href="{{ item.href }}" download>\
{{ item.label }}</a>{{ " ·" if not loop.last }}{% endfor %}</p>
{{ notes(said) }}
{% endblock %}
"""

UNDO = """\
{% extends "layout" %}
{% from "notes" import written, back, document %}
{% block content %}
{{ written(told, token, plan) }}
<h1>{{ title }}</h1>
{% if messages %}
<p>Lần ghi sau cùng:</p>
{% for line in messages %}<p class="lines"><strong>{{ line }}</strong></p>{% endfor %}
<pre class="diff" tabindex="0" aria-label="Thay đổi trong tệp">{{ diff }}</pre>
{{ back("undo", "Hoàn tác", expected, token, plan) }}
{% endif %}
{{ document(leaves, true) }}
{% endblock %}
"""

TROUBLE = """\
{% extends "layout" %}
{% from "notes" import trouble without context %}
{% block content %}
<h1>{{ title }}</h1>
{{ trouble(error) }}
{% endblock %}
"""

INVITATION = """\
{% extends "layout" %}
{% block content %}
<h1>{{ title }}</h1>
<p>Mở địa chỉ này trong trình duyệt kia của máy này; mỗi địa chỉ mở được một lần:</p>
<p><code>{{ address }}</code></p>
{% endblock %}
"""
