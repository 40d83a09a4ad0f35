"""What a plan's files say, read by their lines: completion must not wait for a parser.

A file that no parser could read to its end says this much all the same.
"""

from __future__ import annotations

import re

from khtgdv.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_KEY = r"""["']?([a-z_]+)["']? *:(?= |$)(.*)"""
_NOTHING = frozenset({"", "null", "~", "[]", "{}"})
# A value after its key: in quotes, or up to the end of its line (in braces: of the value).
_VALUE = r""" *(?:"((?:[^"\\]|\\.)*)"|'((?:[^']|'')*)'|([^\s#{}\[\]][^\n]*?)%s)"""
# A quoted text, or a brace or bracket outside of one.
_SIGN = r"""(?<=[\s:,\[{])"(?:[^"\\]|\\.)*"|(?<=[\s:,\[{])'(?:[^']|'')*'|[{}\[\]]"""
_LINE_VALUE, _BRACE_VALUE = _VALUE % r"(?:\s+#|\s*$)", _VALUE % r"\s*(?=[,}\n]|$)"


class RowText(NamedTuple):
    """A row of a file: its ID, its list (`tasks`, `inspections`), the text of each key, its lines.

    A key that says nothing is left out.
    """

    id: str
    section: str
    values: dict[str, str]
    lines: str

    def plain(self, key: str) -> str:
        """Return the words of a key that holds a text, on one line."""
        text = re.sub(
            r"\A *[>|][-+0-9]* *(#.*)?$", "", self.values.get(key, ""), flags=re.MULTILINE
        )
        return unquoted(" ".join(text.split()))


def unquoted(text: str) -> str:
    """Return a value without the quotes it stands in."""
    quote = text[:1]
    if len(text) > 1 and quote in "\"'" and text[-1] == quote:
        return text[1:-1].replace("''" if quote == "'" else '\\"', quote)
    return text


def block_of(text: str, key: str) -> str:
    """Return the lines that stand under a top key."""
    found = re.search(rf"(?m)^{key}:.*(?:\n(?![a-z_]+ *:).*)*", text)
    return found[0] if found else ""


def items_of(text: str, key: str) -> Iterator[str]:
    """Yield the items of a list under a top key, each as its text."""
    yield from items_in(block_of(text, key).partition(":")[2])


def items_in(block: str) -> list[str]:
    """Return the items of a list: each behind a dash of the first one's column, or in braces."""
    dash = re.search(r"(?m)^( *)- ", block)
    mark = rf"(?m)^{dash[1]}- " if dash else r"\{"
    return re.split(mark, block)[1:]


def value_in(item: str, key: str) -> str:
    """Return the text of a key in an item, in lines or in braces; nothing where it has none."""
    in_braces = "}" in item
    pattern = _BRACE_VALUE if in_braces else _LINE_VALUE
    begin = r"(?:^|[{,])\s*" if in_braces else r"^\s*(?:- +)?"
    found = re.search(rf"""(?m){begin}["']?{key}["']? *:{pattern}""", item)
    if not found:
        return ""
    double, single, plain = (part or "" for part in found.groups())
    return double or single.replace("''", "'") or ("" if plain[:1] in ">|" else plain)


def rows_of(text: str, section: str) -> Iterator[RowText]:
    """Yield the rows of a file's list, in its order."""
    block = block_of(text, section)
    first = re.search(r"(?m)^( *)- ", block)
    if not first:
        return
    for lines in re.split(rf"(?m)^(?={first[1]}- )", block)[1:]:
        values = _brace_values(lines) if re.match(r" *- +\{", lines) else _line_values(lines)
        if row := values.get("id", "").strip(" \"'"):
            yield RowText(row, section, values, lines)


def _line_values(lines: str) -> dict[str, str]:
    """Return the text of each key of a row that has its keys on lines of their own."""
    begin = re.match(r" *- +", lines)
    indent = " " * len(begin[0] if begin else "")
    values: dict[str, str] = {}
    key = ""
    for line in (indent + lines[len(indent) :]).split("\n"):
        if found := re.fullmatch(indent + _KEY, line.rstrip()):
            key = found[1]
            values[key] = found[2].partition(" #")[0].strip()
        elif key and not line.lstrip().startswith("#"):
            values[key] += f"\n{line}"
    texts = {key: text.rstrip() for key, text in values.items()}
    return {key: text for key, text in texts.items() if text.strip() not in _NOTHING}


def _without_nested(text: str) -> str:
    """Return what stands in braces up to their end, with a sign for braces and brackets within."""
    depth, begin, parts = 0, 0, []
    for sign in re.finditer(_SIGN, text):
        if sign[0] in "{[":
            parts += [text[begin : sign.start()], "…"] if not depth else []
            depth += 1
        elif sign[0] in "}]":
            depth -= 1
            begin = sign.end() if not depth else begin
            if depth < 0:
                return "".join([*parts, text[begin : sign.start()]])
    return "".join([*parts, text[begin:] if depth <= 0 else ""])


def _brace_values(lines: str) -> dict[str, str]:
    """Return the text of each key of a row in braces."""
    inner = _without_nested(lines[lines.index("{") + 1 :].replace("\n", " "))
    pattern = r"""(?:^|,)\s*["']?([a-z_]+)["']? *:(?= |$)""" + _BRACE_VALUE.replace("{}\\[\\]", "")
    found = re.finditer(pattern, inner)
    values = {m[1]: next((part for part in m.groups()[1:] if part), "") for m in found}
    return {key: text for key, text in values.items() if text not in _NOTHING}
