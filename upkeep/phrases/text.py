"""The typed line: Slack's markup taken out, case and width folded, every letter traceable."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from upkeep.names import fold_letter, simpler

#: Stands where something was already understood; no word ever crosses it.
TAKEN = "\x01"

_MENTION = 0xE000  # first of the private characters that stand for mentions
_MOST_MENTIONS = 500
_MARKUP = re.compile(r"<([@#!]?)([^<>|\n]{1,3000})(?:\|([^<>\n]{0,3000}))?>")
_MEMBER = re.compile(r"[UW][A-Z0-9]{1,30}", re.IGNORECASE)
_EMOJI = re.compile(r"(?<![\w:]):[a-z0-9_+'-]*[a-z_+][a-z0-9_+'-]*:(?!\w)")
#: As WeChat writes them.
_FACES = re.compile(
    r"\[(?:强|弱|赞|握手|抱拳|微笑|呲牙|偷笑|大笑|憨笑|笑哭|捂脸|愉快|得意|鼓掌|合十|玫瑰|爱心|庆祝|加油|胜利|拥抱"
    r"|旺柴|哇|耶|吃瓜|奋斗|可怜|流泪|大哭|尴尬|疑问|ok)\]"
)
_ENTITY = re.compile(r"&(lt|gt|amp);", re.IGNORECASE)
_ENTITIES = {"lt": "<", "gt": ">", "amp": "&"}


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence as it is read.

    Attributes:
        typed: as typed, without markup and escapes; mentions are single private characters.
        plain: folded, for recognising words; in simplified characters.
        origin: for each letter of `plain` the place in `typed` it came from.
        mentions: Slack ids in the order of their first place.
        labels: where in `typed` others' addresses are shown by what they are called.
    """

    typed: str
    plain: str
    origin: tuple[int, ...]
    mentions: tuple[str, ...]
    labels: tuple[tuple[int, int], ...] = ()

    def piece(self, start: int, end: int) -> str:
        """What was typed for `plain[start:end]`, mentions as Slack writes them."""
        if start >= end:
            return ""
        typed = self.typed[self.origin[start] : self.origin[end - 1] + 1]
        return "".join(self._shown(letter) for letter in typed)

    def is_label(self, start: int, end: int) -> bool:
        """Whether some of `plain[start:end]` is what an address is called."""
        first, last = self.origin[start], self.origin[end - 1]
        return any(begin <= last and first < stop for begin, stop in self.labels)

    def _shown(self, letter: str) -> str:
        who = mention(letter)
        return letter if who is None else f"<@{self.mentions[who]}>"


def mention(letter: str) -> int | None:
    """Which mention a letter stands for; None: an ordinary letter."""
    place = ord(letter) - _MENTION
    return place if 0 <= place < _MOST_MENTIONS else None


#: A character class of the letters that stand for mentions.
MENTIONS = f"{chr(_MENTION)}-{chr(_MENTION + _MOST_MENTIONS - 1)}"


def line(raw: str, *, escaped: bool) -> Line:
    """The line behind what Slack sent (`escaped`) or what was typed elsewhere.

    Mentions are markup in both; only Slack escapes `&`, `<` and `>`.
    """
    mentions: list[str] = []
    labels: list[tuple[int, int]] = []
    typed = "".join(_unmarked(raw, escaped=escaped, mentions=mentions, labels=labels))
    plain: list[str] = []
    origin: list[int] = []
    for place, letter in enumerate(typed):
        for folded in _folded(letter):
            plain.append(folded)
            origin.append(place)
    folded = simpler("".join(plain))
    for signs in (_EMOJI, _FACES):
        folded = signs.sub(lambda found: " " * len(found[0]), folded)
    return Line(typed, folded, tuple(origin), tuple(mentions), tuple(labels))


def _unmarked(
    raw: str, *, escaped: bool, mentions: list[str], labels: list[tuple[int, int]]
) -> list[str]:
    parts: list[str] = []
    end = 0
    for found in _MARKUP.finditer(raw):
        parts.append(_unescaped(raw[end : found.start()], escaped=escaped))
        end = found.end()
        sign, address, label = found[1], found[2].strip(), found[3]
        if sign == "@" and _MEMBER.fullmatch(address):
            member = address.upper()
            if member not in mentions and len(mentions) < _MOST_MENTIONS:
                mentions.append(member)
            known = member in mentions
            parts.append(chr(_MENTION + mentions.index(member)) if known else " ")
        elif sign == "" and not escaped:
            parts.append(found[0])  # a plain < and > of somebody's
        elif sign == "!" and not label:
            parts.append(" ")
        else:
            parts.append(_unescaped(label or address, escaped=escaped))
            if address.lower().startswith("mailto:") and label:
                stop = sum(map(len, parts))
                labels.append((stop - len(parts[-1]), stop))
    parts.append(_unescaped(raw[end:], escaped=escaped))
    return parts


def _unescaped(text: str, *, escaped: bool) -> str:
    text = "".join(" " if mention(letter) is not None else letter for letter in text)
    return _ENTITY.sub(lambda found: _ENTITIES[found[1].lower()], text) if escaped else text


@lru_cache(maxsize=4096)
def _folded(letter: str) -> str:
    if letter == "\n" or mention(letter) is not None:
        return letter
    kind = unicodedata.category(letter)
    if kind == "Cf":
        return ""
    if kind in ("Cc", "Cs", "Co", "Cn", "So", "Zs", "Zl", "Zp"):
        return "\n" if kind in ("Zl", "Zp") else " "
    return fold_letter(letter).replace("’", "'").replace("‘", "'")
