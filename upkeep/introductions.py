"""Somebody introduced in one line: `Li Wei, ops engineer @Acme +86 21 5555 0101`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from upkeep import names
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
    name, title = parts[0] if parts else "", ", ".join(parts[1:])
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
        ids = firms.meant(at[1], accounts) if at else ()
        if at is None or not ids:
            return Introduction(), text
        return Introduction(account_ids=ids, account=at[1].strip()), text[: at.start()]
    words = found[1].split()
    before, after = text[: found.start()], text[found.end() :]
    for length in range(len(words), 0, -1):
        said = " ".join(words[:length])
        if ids := firms.meant(said, accounts):
            left = " ".join(words[length:])
            known = Introduction(account_ids=ids, account=said)
            return known, f"{before} , {left} , {after}"
    return Introduction(account=" ".join(words)), f"{before} , {after}"


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
