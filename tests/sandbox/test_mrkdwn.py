"""Text: what a person types, what Slack keeps of an app's, what a reader sees."""

import pytest

from sandbox.mrkdwn import sanitised, typed, words

PEOPLE = {"dana": "U1", "Dana Levy": "U1", "zhang.wei": "U2", "张伟": "U2"}


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ("with @dana: ok", "with <@U1>: ok"),
        ("@Dana Levy and @DANA.", "<@U1> and <@U1>."),
        ("@dana聊了备件", "<@U1>聊了备件"),
        ("@张伟，好", "<@U2>，好"),
        ("@zhang.wei", "<@U2>"),
        ("@danae @zhang @Acme dana@l.example", "@danae @zhang @Acme dana@l.example"),
        ("a & b <c>", "a &amp; b &lt;c&gt;"),
        ("see https://e.example/?a=1&b=2.", "see <https://e.example/?a=1&b=2>."),
        ("#sales #salesman", "<#C1> #salesman"),
        ("<@U9> <!channel>", "&lt;@U9&gt; &lt;!channel&gt;"),
    ],
)
def test_typed(text, sent):
    assert typed(text, PEOPLE, {"sales": "C1"}) == sent


def test_typed_after_a_command_carries_names():
    assert typed("@Dana Levy #sales", PEOPLE, {"sales": "C1"}, named=True) == (
        "<@U1|Dana Levy> <#C1|sales>"
    )


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a & b", "a &amp; b"),
        ("a &amp; b", "a &amp; b"),
        ("1 < 2 > 0", "1 &lt; 2 &gt; 0"),
        ("<@U1> <#C1|x> <!here> <https://e.example|e> <mailto:a@b.c>",) * 2,
        ("<script>", "&lt;script&gt;"),
    ],
)
def test_sanitised(text, kept):
    assert sanitised(text) == kept


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("*Li Wei* is _late_", "Li Wei is late"),
        ("2*3*4 and snake_case_name", "2*3*4 and snake_case_name"),
        ("<@U1> &amp; <@U9>", "@Dana & @U9"),
        ("<https://e.example|here> <https://e.example>", "here https://e.example"),
        ("<!date^1^{date}|1 Jan>", "1 Jan"),
    ],
)
def test_words(text, read):
    assert words(text, {"U1": "Dana"}) == read
