"""Vietnamese text: folding for search, safe showing, nearest words, sorting."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache

# What keyboards for wide letters type in place of the characters of ASCII, and a wide blank.
_WIDE = {**{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}, 0x3000: " "}
_FOLD_TABLE = _WIDE | str.maketrans(
    {
        "đ": "d",
        "ð": "d",  # a common wrong "đ" (U+00F0) of old keyboards and OCR
        "–": "-",
        "—": "-",
        "\u2011": "-",
        "“": '"',
        "”": '"',
        "‘": "'",
        "’": "'",
        "\u00a0": " ",
    }
)
# Word's hyphens, of which one keeps a number on one line; nobody types them.
ODD_HYPHENS = "\u2010\u2011"
OTHER_DASHES = "\u2010-\u2015\u2212"  # those besides the hyphen, as a set of a pattern has them
_NOT_WORD = re.compile(r"[^a-z0-9]+")
# Letters of the Vietnamese alphabet in their order; tones weigh less than letters.
_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = "\u0300\u0309\u0303\u0301\u0323"  # huyền, hỏi, ngã, sắc, nặng: dictionary order
# Characters that steer a terminal, hide themselves or turn the reading direction.
_BIDI_CONTROLS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_INVISIBLE_CHARACTERS = (
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200d\u2060-\u206f\u3164\ufeff\uffa0"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_BROKEN = "\ud800-\udfff\ufff9-\uffff"  # halves of characters, and what is no character at all
# A pattern of a character that is not shown as it is.
UNSAFE_CHARACTER = (
    rf"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029{_BIDI_CONTROLS}{_INVISIBLE_CHARACTERS}{_BROKEN}]"
)
# Those of them that Python calls printable.
_PRINTABLE_BUT_UNSAFE = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\ufffc\ufffd").union(
    map(chr, range(0xE0100, 0xE01F0))
)
# What Vietnamese text is written with. Nobody has anything to say about these, in any order: they
# are composed, they show, they are no blanks but the space, no letters of old encodings.
ORDINARY_CHARACTERS = (
    "\n -~ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýĂăĐđĨĩŨũƠơƯư\u1ea0-\u1ef9"
    "\u2012-\u2027\u2030-\u205e\u2190-\u21ff\u2500-\u25ff"
)


@cache
def _unsafe_pattern() -> re.Pattern[str]:
    return re.compile(UNSAFE_CHARACTER)


def has_unsafe(text: str) -> bool:
    """Tell whether a text may have an `UNSAFE_CHARACTER`: without a pattern where it is simple.

    To compile that one takes longer than most screens take to be shown.
    """
    is_printable = text.isprintable() or text.replace("\n", " ").isprintable()
    if is_printable and _PRINTABLE_BUT_UNSAFE.isdisjoint(text):
        return False
    return _unsafe_pattern().search(text) is not None


def may_be_pasted(text: str) -> bool:
    """Tell whether a text may have what nobody types (`khtgdv.pasted`); nearly none has."""
    return not text.isprintable() or any(hyphen in text for hyphen in ODD_HYPHENS)


def replace_unsafe(text: str, replacement: Callable[[str], str]) -> str:
    """Return a text with each `UNSAFE_CHARACTER` replaced."""
    if not has_unsafe(text):
        return text
    return _unsafe_pattern().sub(lambda match: replacement(match[0]), text)


@cache
def _ordinary_pattern() -> re.Pattern[str]:
    return re.compile(f"[{ORDINARY_CHARACTERS}]*")


def is_ordinary(text: str) -> bool:
    """Tell whether a text has only `ORDINARY_CHARACTERS`: five times as fast as a search."""
    return _ordinary_pattern().fullmatch(text) is not None


def nfc(text: str) -> str:
    """Return `text` composed (NFC), the form every stored text has."""
    return unicodedata.normalize("NFC", text)


def ascii_width(text: str) -> str:
    """Return `text` with wide letters, figures and marks as plain ones."""
    return text if text.isascii() else text.translate(_WIDE)


def fold(text: str) -> str:
    """Return `text` as search compares it: no case, accents, composition, kinds of dash."""
    decomposed = unicodedata.normalize("NFD", text.casefold().translate(_FOLD_TABLE))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).translate(_FOLD_TABLE)


def name_key(text: str) -> str:
    """Return `text` as a name is compared: folded, letters and digits only."""
    return _NOT_WORD.sub("", fold(text))


def marked_name_key(text: str) -> str:
    """Return `text` as a name is compared with its accents: `Hà` is not `Hạ`, `Hoà` is `Hòa`."""
    letters = unicodedata.normalize("NFD", text.casefold().translate(_WIDE))
    words = re.findall(rf"[^\W_{_TONES}]+(?:[\u0300-\u036f]+[^\W_]*)*", letters)
    return "".join(_tone_last(word) for word in words)


def _tone_last(word: str) -> str:
    tones = "".join(sign for sign in word if sign in _TONES)
    return "".join(sign for sign in word if sign not in _TONES) + tones


def contains(haystack: str, query: str) -> bool:
    """Tell whether every word of `query` stands in `haystack`, both compared folded."""
    folded = fold(haystack)
    return all(word in folded for word in fold(query).split())


def listed(text: str) -> list[str]:
    """Return what a text lists with commas between."""
    return [part.strip() for part in text.split(",") if part.strip()]


def closest_match(word: str, choices: Iterable[str]) -> str | None:
    """Return the choice that looks most like `word` (compared folded), None if none is near."""
    import difflib

    by_key = {fold(choice): choice for choice in choices}
    matches = difflib.get_close_matches(fold(word), by_key, n=1, cutoff=0.55)
    return by_key[matches[0]] if matches else None


def did_you_mean(word: str, choices: Iterable[str]) -> str | None:
    """Return the hint that names the nearest choice, None if none is near."""
    match = closest_match(word, choices)
    return f'có phải "{match}"?' if match else None


def suggestion_hint(match: str | None, advice: str) -> str:
    """Return advice: what was probably meant, if anything is near, then what else to do."""
    return f'Có phải "{match}"? {advice}' if match else advice


def slug(text: str, max_length: int | None = None) -> str:
    """Return the letters and figures of a text as file names and addresses take them anywhere.

    Of `max_length` letters of the text at most, without accents, a hyphen for all between.
    """
    letters = "".join(c if c.isascii() and c.isalnum() else " " for c in fold(text))
    return "-".join(letters[:max_length].split())


def encode_utf8(text: str) -> bytes:
    """Return a text as the bytes of a file; what UTF-8 has no form for is spelt out."""
    return text.encode("utf-8", "backslashreplace")


def escape_unsafe(text: str) -> str:
    r"""Return `text` with every control, bidirectional and hidden character spelt out.

    What comes back can be shown on any terminal: an escape sequence becomes `\x1b[31m`.
    """
    return replace_unsafe(text, escape_sequence) if has_unsafe(text) else text


def screen_text(text: str) -> str:
    """Return `text` safe to show in columns: a TAB takes the one column that it is reckoned as."""
    return escape_unsafe(text).replace("\t", " ")


def one_line(text: str) -> str:
    """Return `text` safe to show, its line breaks and runs of blanks made single blanks."""
    return escape_unsafe(" ".join(text.split()))


def sentence_case(text: str) -> str:
    """Return advice as a sentence begins, with a capital; what people type stays as it is."""
    return text if text.startswith("khtgdv ") else text[:1].upper() + text[1:]


def escape_sequence(char: str) -> str:
    r"""Return a character by its code, as `\x1b` or `\u202e`."""
    code = ord(char)
    if code < 0x100:  # noqa: PLR2004 - one byte
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"  # noqa: PLR2004 - two bytes


SyllableKey = tuple[tuple[tuple[bool, int], ...], tuple[int, ...]]


def collation_key(text: str) -> tuple[SyllableKey, ...]:
    """Return a key that sorts Vietnamese text as its dictionaries do.

    Syllable by syllable (`ba mươi` before `bà con`), by letters first, then by tones.
    """
    return tuple(map(_syllable_key, text.casefold().replace("ð", "đ").split()))


def _syllable_key(word: str) -> SyllableKey:
    parts = unicodedata.normalize("NFD", word)
    tones = tuple(_TONES.index(part) + 1 for part in parts if part in _TONES)
    bare = nfc("".join(part for part in parts if part not in _TONES))
    return tuple(_letter_key(char) for char in bare), tones


def _letter_key(char: str) -> tuple[bool, int]:
    """Return a letter's place in the alphabet; what is no letter of it stands before."""
    place = _ALPHABET.find(char)
    return place >= 0, place if place >= 0 else ord(char)
