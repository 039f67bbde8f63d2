import pytest

from handlers.words import Commands, nearest, says, split


@pytest.mark.parametrize(
    ("text", "word", "rest"),
    [
        ("", "", ""),
        ("   ", "", ""),
        ("recent", "recent", ""),
        ("  Find  Li Wei ", "find", "Li Wei"),
        ("ｆｉｎｄ　李伟", "find", "李伟"),
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
