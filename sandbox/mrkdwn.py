"""Text as Slack keeps it: what a person types becomes references, what an app sends is escaped."""

import re
from collections.abc import Iterable, Mapping
from html import unescape

#: What may stand in angle brackets; every other bracket is text. Source: formatting-message-text.
_REFERENCE = re.compile(
    r"<(?:[@#][A-Z0-9_]+|![a-z][^<>]*|(?:https?|mailto|tel):[^<>\s|]+)(?:\|[^<>]*)?>"
)
_LOOSE = re.compile(r"&(?!(?:amp|lt|gt);)")
_URL = re.compile(r"https?://[^\s<>]+[^\s<>.,;:!?)\]]")
_DATE = re.compile(r"<!date\^[^>|]*\|([^>]*)>")
_LABELLED = re.compile(r"<[^<>|]+\|([^<>]+)>")


def escaped(text: str) -> str:
    """A person's words with the three characters Slack escapes."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def sanitised(text: str) -> str:
    """An app's text as Slack stores it: loose `&<>` are escaped, references stay."""
    parts: list[str] = []
    end = 0
    for found in _REFERENCE.finditer(text):
        parts += [_loose(text[end : found.start()]), found.group()]
        end = found.end()
    return "".join([*parts, _loose(text[end:])])


def _loose(text: str) -> str:
    return _LOOSE.sub("&amp;", text).replace("<", "&lt;").replace(">", "&gt;")


def typed(
    text: str,
    people: Mapping[str, str],
    channels: Mapping[str, str],
    *,
    named: bool = False,
) -> str:
    """What a person typed, as Slack's client sends it.

    Args:
        text: the words in the composer.
        people: user id by handle or full name; an @word that is none of them stays as typed.
        channels: channel id by name.
        named: whether references carry the name too, as those of commands do.
    """
    label = "|{}" if named else ""
    for sign, known in (("@", people), ("#", channels)):
        text = _marked(text, sign, known, label)
    return "".join(_shown(part) for part in re.split(r"(\x00[^\x00]*\x00|https?://\S+)", text))


def _marked(text: str, sign: str, known: Mapping[str, str], label: str) -> str:
    """The text with each known name after a sign replaced by a reference between NULs."""
    if not known:
        return text
    ids = {name.casefold(): (name, id_) for name, id_ in known.items()}
    names = "|".join(re.escape(name) for name in sorted(known, key=len, reverse=True))
    word = re.compile(rf"(?<![\w{sign}]){sign}({names})(?![A-Za-z0-9_-]|\.\w)", re.IGNORECASE)

    def reference(found: re.Match[str]) -> str:
        name, id_ = ids[found.group(1).casefold()]
        return f"\x00{sign}{id_}{label.format(name)}\x00"

    return word.sub(reference, text)


def _shown(part: str) -> str:
    if part.startswith("\x00"):
        return f"<{part.strip(chr(0))}>"
    return _URL.sub(lambda url: f"<{url.group()}>", part) if "://" in part else escaped(part)


def words(text: str, names: Mapping[str, str]) -> str:
    """What a reader sees of mrkdwn: references by name, dates by their fallback, marks gone."""
    text = _DATE.sub(r"\1", text)
    text = re.sub(
        r"<([@#])([A-Z0-9_]+)(?:\|[^<>]*)?>",
        lambda found: f"{found[1]}{names.get(found[2], found[2])}",
        text,
    )
    text = _LABELLED.sub(r"\1", text)
    text = re.sub(r"<((?:https?|mailto|tel):[^<>]+)>", r"\1", text)
    text = re.sub(r"(?<![\w*_~`])([*_~`])(?=\S)(.+?)(?<=\S)\1(?![\w*_~`])", r"\2", text)
    return unescape(text)


def joined(lines: Iterable[str]) -> str:
    """Lines that say something, one below the other."""
    return "\n".join(line for line in lines if line.strip())
