import inspect

import pytest

from bot.app import build, listeners
from handlers.words import KNOWN, Commands, nearest, says, split


@pytest.mark.parametrize(
    ("text", "word", "rest"),
    [
        ("", "", ""),
        ("   ", "", ""),
        ("recent", "recent", ""),
        ("  Find  Li Wei ", "find", "Li Wei"),
        ("ｆｉｎｄ　李伟", "find", "李伟"),
        ("find R&amp;D &lt;new&gt;", "find", "R&D <new>"),
        ("away until 3 Dec", "away", "until 3 Dec"),
    ],
)
def test_the_first_word_is_told_from_the_rest(text, word, rest):
    assert split({"text": text}) == (word, rest)


def test_a_matcher_hears_its_own_word_only():
    assert says("recent")({"text": "RECENT"})
    assert not says("recent")({"text": "recently"})
    assert says("")({"text": " "})
    assert not says("")({"text": "help"})


def test_a_word_the_help_does_not_know_cannot_be_listened_for():
    with pytest.raises(KeyError):
        says("frobnicate")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("fnd", "find"), ("acount", "account"), ("setings", "settings"), ("qqqq", None)],
)
def test_the_nearest_word(typed, meant):
    assert nearest(typed) == meant


def test_commands_go_by_their_names_in_this_workspace():
    names = [name for name, _, _ in Commands("/besuch", "/stimmen").described()]
    assert names == ["/besuch", "/stimmen"]
    assert all(description and hint for _, description, hint in Commands().described())


def test_each_word_of_the_help_is_heard_and_the_reverse(tmp_path):
    house = build(
        {"SLACK_BOT_TOKEN": "xoxb-1", "EVERYVOTE_DATABASE_URL": f"sqlite:///{tmp_path / 'a.db'}"}
    )
    matchers = [
        getattr(one, "func", says)
        for listener in listeners(house)._listeners
        for one in listener.matchers
    ]
    heard = [
        inspect.getclosurevars(one).nonlocals["word"]
        for one in matchers
        if getattr(one, "__qualname__", "").startswith("says.")
    ]
    house.close()
    assert sorted(heard) == sorted(KNOWN)
