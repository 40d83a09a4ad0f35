"""The secrets of a run: how many there are, and that none opens twice."""

from __future__ import annotations

from khtgdv.web.door.keys import Keys
from khtgdv.web.door.recent import Recent


def test_an_invitation_lets_one_browser_in() -> None:
    keys = Keys()
    token = keys.invite()
    cookie = keys.admit(token)
    assert cookie
    assert keys.knows(cookie)
    assert keys.admit(token) is None
    assert not keys.knows(token)


def test_the_address_of_an_invitation_fits_a_narrow_screen() -> None:
    token = Keys().invite()
    assert len(f"http://127.0.0.1:65535/open/{token}") <= 60
    assert len(token) * 6 >= 128  # bits of chance


def test_old_invitations_and_browsers_are_forgotten() -> None:
    keys = Keys()
    tokens = [keys.invite() for _ in range(20)]
    assert keys.admit(tokens[0]) is None
    cookies = [keys.admit(keys.invite()) or "" for _ in range(40)]
    assert not keys.knows(cookies[0])
    assert keys.knows(cookies[-1])


def test_tokens_of_forms_differ_by_browser_and_run() -> None:
    one, other = Keys(), Keys()
    assert one.is_form_token("a", one.form_token("a"))
    assert not one.is_form_token("b", one.form_token("a"))
    assert not other.is_form_token("a", one.form_token("a"))


def test_what_is_taken_is_gone() -> None:
    kept: Recent[int] = Recent(2)
    for number in range(3):
        kept.keep(str(number), number)
    assert (kept.get("0"), kept.get("2"), kept.take("2"), kept.take("2")) == (None, 2, 2, None)
