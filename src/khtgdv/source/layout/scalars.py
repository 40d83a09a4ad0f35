"""Texts as YAML scalars: plain where every reader sees the same text, quoted where not."""

from __future__ import annotations

import re

from khtgdv.text import UNSAFE_CHARACTER, has_unsafe

# What YAML 1.1 or 1.2 programs take for a truth value, nothing, a number, a time or a date.
_AMBIGUOUS = re.compile(
    r"(?i:yes|no|on|off|true|false|y|n|null)|~|=|<<|[-+]?\.(?i:inf|nan)"
    r"|[-+]?(?:[0-9][0-9_,]*\.?|\.[0-9])[0-9_]*(?:[eE][-+]?[0-9]+)?"
    r"|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?|0[box][0-9a-fA-F_]+"
    r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt ].*)?"
)
_INDICATOR = re.compile(r"[-?:,\[\]{}#&*!|>'\"%@` ]|\.\.\.")
_PLAIN_BREAK = re.compile(r": |:$| #|[\n\t]|\s$")
_FLOW_INDICATOR = re.compile(r"[,\[\]{}]")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}
_ESCAPED_CHARACTER = re.compile(rf"[\\\"\n\t]|{UNSAFE_CHARACTER}")
_FORMS = (("x", 2), ("u", 4), ("U", 8))  # escapes by how many digits they have


def scalar_text(text: str, *, flow: bool = False, typed: bool = False) -> str:
    """Return a text as a scalar of one line.

    `flow` is inside brackets, where a comma ends a text; `typed` values are dates and numbers of
    the model, which stay plain however other programs read them.
    """
    if typed and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]+", text):
        return text
    if _needs_quotes(text) or (flow and (splits_flow(text) or "?" in text)):
        return quote(text)
    return text


def _needs_quotes(text: str) -> bool:
    return bool(
        not text
        or _INDICATOR.match(text)
        or _PLAIN_BREAK.search(text)
        or has_unsafe(text)
        or _AMBIGUOUS.fullmatch(text)
    )


def splits_flow(text: str) -> bool:
    """Tell whether a text has a character that ends or begins items between brackets."""
    return bool(_FLOW_INDICATOR.search(text))


def quote(text: str) -> str:
    """Return a text in quotation marks: double ones, single ones where that spares escapes."""
    if '"' in text and not has_unsafe(text) and not re.search(r"[\n\t]", text):
        return "'" + text.replace("'", "''") + "'"
    return '"' + _ESCAPED_CHARACTER.sub(lambda match: _escape(match[0]), text) + '"'


def _escape(char: str) -> str:
    code = f"{ord(char):x}"
    mark, width = next(form for form in _FORMS if len(code) <= form[1])
    return _ESCAPES.get(char) or f"\\{mark}{code:0>{width}}"


def folded_lines(text: str, width: int) -> list[str] | None:
    """Return the lines of a `>` scalar, None where folding would not give the text back."""
    if not _block(text) or any(part[:1] == " " or part[-1:] == " " for part in text.split("\n")):
        return None
    lines: list[str] = []
    for number, paragraph in enumerate(text.split("\n")):
        lines += [""] if number else []
        lines += _wrap(paragraph, width) if paragraph else []
    return lines


def literal_lines(text: str) -> list[str] | None:
    """Return the lines of a `|` scalar, None where they would not give the text back."""
    lines = text.split("\n")
    if not _block(text) or any(line and not line.strip() for line in lines):
        return None
    return lines


def _block(text: str) -> bool:
    """Tell whether a text can be a block scalar without indicators of its own."""
    return bool(text.strip()) and not (
        text[0] in " \n" or text[-1] in " \n" or "\t" in text or has_unsafe(text)
    )


def _wrap(paragraph: str, width: int) -> list[str]:
    """Break a paragraph at single blanks; others would not come back as they were."""
    lines = [""]
    for word in re.split(r"(?<=\S) (?=\S)", paragraph):
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}" if lines[-1] else word
    return lines
