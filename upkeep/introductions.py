"""Somebody introduced in one line: `Li Wei, ops engineer @Acme +86 21 5555 0101`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from upkeep import doubles, names, namesakes
from upkeep.accounts import Account, Level
from upkeep.phrases import firms

_MARKUP = re.compile(r"<(?:mailto:|tel:)[^|>]*\|([^<>]*)>")
_HANZI = "\u3400-\u9fff"
#: What people write before an address or a number goes with it.
_EMAIL = re.compile(
    r"(?:(?:\be?-?mail|(?:电子)?(?:邮箱|邮件)|电邮)\s*[:：]?\s*)?"
    rf"([^\s,;，；:：<>@()（）{_HANZI}]+@(?:[^\W{_HANZI}]|-)+(?:\.(?:[^\W{_HANZI}]|-)+)+)",
    re.IGNORECASE,
)
_PHONE = re.compile(
    r"(?:(?:\b(?:tele)?phone|\btel|\bmobile|\bcell|电话|电話|手机号?码?|座机)\s*[.:：]?\s*)?"
    r"((?:\+|\b00|\()?\d[\d\s().\-/]{4,}\d(?:\s*(?:ext\.?|x|转|轉|分机)\s*\d{1,6})?)",
    re.IGNORECASE,
)
_DEPARTMENT = re.compile(
    r"(?:\b(?:dept|department)\b\.?|部门|部門)\s*[:：]?\s*([^,;，；@\n]+)", re.IGNORECASE
)
_LEVEL = re.compile(r"(?:#|\blevel\s*[:：]?\s*|级别\s*[:：]?\s*)(\w+)", re.IGNORECASE)
_ACCOUNT = re.compile(r"[@＠]\s*([^,;，；\n]+)")
_AT = re.compile(r"\s(?:at|from)\s+([^,;，；\n]+)$", re.IGNORECASE)
_PARTS = re.compile(r"\s*[,;，；、\n]\s*|\s+[-–—/|]\s+")
#: Between two who come together.
_AND = re.compile(r"\band\b|&", re.IGNORECASE)
_LEVELS = {
    **dict.fromkeys(("general", "普通", "一般"), Level.GENERAL),
    **dict.fromkeys(("key", "关键", "關鍵"), Level.KEY),
    **dict.fromkeys(("executive", "exec", "高管"), Level.EXECUTIVE),
}
#: A name with what stands in brackets behind it.
_ASIDE = re.compile(r"(.*\S)\s*[(（]([^()（）]+)[)）]")
#: Words of a name; more of them hold something else, too.
_MOST_WORDS = 4
#: A longer part is more than a title.
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Introduction:
    """What a line says of somebody new.

    Attributes:
        account_ids: the accounts that may be meant; not exactly one: it is not clear.
        account: as it was typed; empty: none was said.
        doubtful: what is left for a name does not look like one alone, or is too long.
    """

    name: str = ""
    title: str = ""
    account_ids: tuple[int, ...] = ()
    account: str = ""
    department: str = ""
    level: Level = Level.GENERAL
    phone: str = ""
    email: str = ""
    doubtful: bool = False

    @property
    def clear(self) -> bool:
        """Whether it can be kept as it is."""
        return bool(self.name) and len(self.account_ids) == 1 and not self.doubtful


def read(text: str, accounts: Sequence[Account]) -> Introduction:
    """The parts of a line, in any order; what nothing else takes is name, then title."""
    rest = _MARKUP.sub(r"\1", text)
    email, rest = _take(_EMAIL, rest)
    phone, rest = _take(_PHONE, rest)
    department, rest = _take(_DEPARTMENT, rest)
    level, rest = _level(rest)
    said, rest = _account(rest, accounts)
    level, rest = (level, rest) if level else _level_alone(rest)
    parts = [part.strip(" .") for part in _PARTS.split(rest) if part.strip(" .")]
    if not said.account:
        said, parts = _account_alone(parts, accounts)
    name, *titles = [*_apart(parts[0]), *parts[1:]] if parts else [""]
    title = ", ".join(titles)
    two = _AND.search(name) or re.search(rf"{re.escape(name)}\s*、", rest)
    return replace(
        said,
        name=name,
        title=title,
        department=department,
        level=level or Level.GENERAL,
        phone=phone,
        email=email.casefold(),  # as lists bring it, and as it is compared
        doubtful=two is not None
        or len(name.split()) > _MOST_WORDS
        or any(map(str.isdigit, name))
        or (" " not in f"{name}{title}" and namesakes.is_name(names.fold(title)))  # Lee, Ann
        or max(len(name), len(title)) > _LONGEST,
    )


def _take(pattern: re.Pattern[str], text: str) -> tuple[str, str]:
    """The first match, and the text with a gap in its place."""
    found = pattern.search(text)
    if found is None:
        return "", text
    taken = found[1] if pattern.groups else found[0]
    return taken.strip(), f"{text[: found.start()]} , {text[found.end() :]}"


def _account(text: str, accounts: Sequence[Account]) -> tuple[Introduction, str]:
    """Where somebody works: after an at sign as far as it is known, or `at Acme` at the end."""
    found = _ACCOUNT.search(text)
    if found is None:
        at = _AT.search(re.sub(r"[\s,]+$", "", text))
        ids = _meant(at[1], accounts) if at else ()
        if at is None or not ids:
            return Introduction(), text
        return Introduction(account_ids=ids, account=at[1].strip()), text[: at.start()]
    words = found[1].split()
    before, after = text[: found.start()], text[found.end() :]
    for length in range(len(words), 0, -1):
        said = " ".join(words[:length])
        if ids := _meant(said, accounts):
            left = " ".join(words[length:])
            known = Introduction(account_ids=ids, account=said)
            return known, f"{before} , {left} , {after}"
    return Introduction(account=" ".join(words)), f"{before} , {after}"


def _meant(said: str, accounts: Sequence[Account]) -> tuple[int, ...]:
    """The accounts that are said to be where somebody works, also by another legal form."""
    return firms.meant(said, accounts) or _named(said, accounts)


def _named(said: str, accounts: Sequence[Account]) -> tuple[int, ...]:
    """The accounts that are called so as a whole, but for the legal form."""
    house = doubles.house(said)
    called = ((one.id, (one.name, *one.aliases)) for one in accounts)
    return tuple(id_ for id_, them in called if house in map(doubles.house, them))


def _account_alone(parts: list[str], accounts: Sequence[Account]) -> tuple[Introduction, list[str]]:
    """An account behind the name, alone between commas or on a line of its own, as on a card."""
    known = [(part, ids) for part in parts[1:] if (ids := _named(part, accounts))]
    if len(known) != 1:
        return Introduction(), parts
    [(part, ids)] = known
    return Introduction(account_ids=ids, account=part), [one for one in parts if one != part]


def _apart(name: str) -> list[str]:
    """A name, and the title that stands behind it in brackets, or after a gap between hanzi.

    What is a name itself, as in Li Wei (李伟) or Robert Hill (Bob), stays where it is.
    """
    aside = _ASIDE.fullmatch(name)
    if aside and names.has_hanzi(aside[2]) <= names.has_hanzi(aside[1]):
        return [name] if namesakes.is_name(names.fold(aside[2])) else [aside[1], aside[2]]
    first, _, rest = name.partition(" ")
    if len(first) > 1 and names.has_hanzi(first) and names.has_hanzi(rest):
        return [name] if names.surname(first + rest) == first else [first, rest]
    return [name]


def _level(text: str) -> tuple[Level | None, str]:
    """A level said as such: `#key`, `level key`."""
    found = _LEVEL.search(text)
    if found and (level := _LEVELS.get(names.fold(found[1]))):
        return level, f"{text[: found.start()]} , {text[found.end() :]}"
    return None, text


def _level_alone(text: str) -> tuple[Level | None, str]:
    """A level that stands alone between commas, once the account is out of the way."""
    parts = _PARTS.split(text)
    for at, part in enumerate(parts):
        if level := _LEVELS.get(names.fold(part)):
            return level, ", ".join(parts[:at] + parts[at + 1 :])
    return None, text
