"""Words by the keys that were pressed for them: `quas hanj` is "quá hạn" with the keyboard off.

Vietnamese is typed with keys that put marks on letters, in one of two ways (Telex, VNI). With the
keyboard program off the keys stay what they are; with it on, English words get marks (`lít` is
"list").
"""

from __future__ import annotations

import unicodedata

# The key of each mark, by the two ways of typing. A circumflex is the letter once more in Telex.
_GRAVE, _ACUTE, _CIRCUMFLEX, _TILDE, _BREVE = "\u0300", "\u0301", "\u0302", "\u0303", "\u0306"
_HOOK, _HORN, _DOT_BELOW = "\u0309", "\u031b", "\u0323"
_TELEX = {
    _ACUTE: "s", _GRAVE: "f", _HOOK: "r", _TILDE: "x", _DOT_BELOW: "j", _BREVE: "w", _HORN: "w",
}  # fmt: skip
_VNI = {
    _ACUTE: "1", _GRAVE: "2", _HOOK: "3", _TILDE: "4", _DOT_BELOW: "5", _CIRCUMFLEX: "6",
    _HORN: "7", _BREVE: "8",
}  # fmt: skip


def has_same_keys(typed: str, word: str) -> bool:
    """Tell whether `typed` is what the keys of `word` gave with the keyboard program off, or on.

    What is the word itself, or has its letters in another order, is not.
    """
    letters, bare = _decomposed(typed), _bare(word)
    if _bare(typed) == bare and len(letters) == len(_decomposed(word)):
        return False
    shorter, longer = sorted((_bare(typed), bare), key=len)
    return _is_within(shorter, longer) and any(
        _keys(typed, marks) == _keys(word, marks) for marks in (_TELEX, _VNI)
    )


def _decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text.lower().replace(" ", ""))


def _bare(text: str) -> str:
    return "".join(c for c in _decomposed(text) if not unicodedata.combining(c)).replace("đ", "d")


def _keys(text: str, marks: dict[str, str]) -> list[str]:
    """Return the keys of a text, whatever their order: marks may be typed at a syllable's end."""
    keys: list[str] = []
    for char in _decomposed(text).replace("đ", "dd" if marks is _TELEX else "d9"):
        keys.append(marks.get(char) or (keys[-1] if char == _CIRCUMFLEX and keys else char))
    return sorted(keys)


def _is_within(word: str, longer: str) -> bool:
    """Tell whether the letters of a word stand in another one in their order."""
    rest = iter(longer)
    return all(letter in rest for letter in word)
