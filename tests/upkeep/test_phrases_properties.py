"""What holds for any sentence whatever."""

import re
from datetime import date

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests import trials
from upkeep import names, phrases
from upkeep.accounts import Account, Contact

TODAY = date(2025, 11, 19)
ACCOUNTS = (Account(1, "Acme", ("ACM",)), Account(2, "华虹半导体", ("华虹",)), Account(3, "Globex"))
CONTACTS = tuple(
    Contact(number, account, name, added_on=TODAY, due_on=TODAY, aliases=aliases)
    for number, (account, name, aliases) in enumerate(
        (
            (ACCOUNTS[0], "Li Wei", ()),
            (ACCOUNTS[0], "John Smith", ("Johnny",)),
            (ACCOUNTS[1], "李伟", ()),
            (ACCOUNTS[1], "王芳", ("芳姐",)),
            (ACCOUNTS[2], "John Smith", ()),
            (ACCOUNTS[2], "Anna Schmidt", ()),
        ),
        1,
    )
)

_WORDS = (
    "met saw called Li Wei John Smith Johnny Anna Schmidt Xavier 李伟 王芳 芳姐 李伟明 张三 @Acme "
    "@Globex @华虹 华虹的 at from with and , : ; . - \n ： ， 、 和 拜访了 见了 昨天 上周三 "
    "明天 yesterday "
    "tomorrow last Tue 11/12 12 Nov 3 days ago lunch call 电话 吃饭 #need #complaint #投诉 "
    "next: todo: "
    "下一步： by Fri no answer 没见到 was not said he to discuss 聊了 <@U1> <@U2|bob> &amp; 😀 "
    ":coffee: "
    "Mon-Wed ( ) ' “ ”"
)
_sentences = st.one_of(
    st.text(max_size=80),
    st.lists(st.sampled_from(_WORDS.split(" ")), max_size=14).map(" ".join),
    st.lists(st.sampled_from(_WORDS.split(" ")), max_size=14).map("".join),
)


def read(text, **options):
    heard = phrases.split(text, today=TODAY, accounts=ACCOUNTS, **options)
    return phrases.settle(heard, CONTACTS, ACCOUNTS, member_id=1)


def essence(understood):
    """All that was understood, apart from how it was typed."""
    return (
        [c.id for c in understood.contacts],
        [names.fold(u.text) for u in understood.unclear],
        understood.account,
        understood.on,
        understood.channel,
        understood.mentions,
        [(v.kind, names.fold(v.text)) for v in understood.voices],
        [(f.due_on, names.fold(f.text)) for f in understood.follow_ups],
        understood.attempt,
        names.fold(understood.note),
        understood.error and understood.error.code,
    )


@settings(max_examples=trials.times(120), deadline=None)
@given(_sentences, st.booleans(), st.sampled_from(("en-US", "en-GB", "zh-CN", "", "x")))
@example("31/02 Feb 30 0/0 99月99日 零月零日 十十月 〇〇", True, "en-US")
def test_no_sentence_raises_and_reading_is_repeatable(text, escaped, locale):
    first = read(text, escaped=escaped, locale=locale)
    assert essence(first) == essence(read(text, escaped=escaped, locale=locale))
    assert first.on is None or first.on <= TODAY
    assert first.on is not None or first.error is not None


@settings(max_examples=trials.times(120), deadline=None)
@given(_sentences)
def test_reading_knows_no_case(text):
    assert essence(read(text.upper())) == essence(read(text.lower())) == essence(read(text))


def widened(text):
    return "".join(chr(ord(one) + 0xFEE0) if "!" <= one <= "~" else one for one in text)


@settings(max_examples=trials.times(120), deadline=None)
@given(_sentences.map(lambda text: re.sub("[<>&]", "", text)))  # Slack's own signs have one width
def test_reading_knows_no_width_and_neither_of_both(text):
    assert essence(read(widened(text.upper()))) == essence(read(widened(text)))
    assert essence(read(widened(text))) == essence(read(text))


@settings(max_examples=trials.times(120), deadline=None)
@given(_sentences)
def test_whoever_is_saved_was_named_in_full(text):
    """With nobody's parts, titles or initials in the words, only full names may settle."""
    folded = names.fold(text.replace("&amp;", "&")).replace(" ", "")
    for contact in read(text).contacts:
        full = {k for name in (contact.name, *contact.aliases) for k in names.forms(name).full}
        parts = {k for name in (contact.name, *contact.aliases) for k in names.forms(name).words}
        initials = names.keys(contact.name) - names.forms(contact.name).full
        assert any(key.replace(" ", "") in folded for key in full | parts | initials)


@settings(max_examples=trials.times(120), deadline=None)
@given(_sentences)
def test_what_was_typed_is_kept(text):
    assert read(text).source == text
