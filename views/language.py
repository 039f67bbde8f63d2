"""Which language a reader is spoken to in, and how a sentence is said in it."""

import gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

DOMAIN = "everyvote"
CATALOGS = Path(__file__).parent / "locale"

_locale: ContextVar[str] = ContextVar("locale", default="en-US")


@cache
def _catalog(locale: str) -> gettext.NullTranslations:
    wanted = locale.replace("-", "_")
    languages = [wanted, wanted.partition("_")[0]]
    return gettext.translation(DOMAIN, CATALOGS, languages=languages, fallback=True)


#: What languages call themselves.
_NAMES = {"de": "Deutsch", "zh": "中文", "zh_CN": "中文（简体）", "zh_TW": "中文（繁體）"}


@cache
def known() -> dict[str, str]:
    """The languages that are spoken here, by their codes: English, and those with a catalog."""
    found = sorted(one.parts[-3] for one in CATALOGS.glob(f"*/LC_MESSAGES/{DOMAIN}.mo"))
    return {"en": "English"} | {one: _NAMES.get(one, one) for one in found}


def speak(locale: str) -> None:
    """From here on in this thread, speak the language of a Slack locale such as `zh-CN`."""
    _locale.set(locale)


@contextmanager
def speaking(locale: str) -> Iterator[None]:
    """Speak the language of a Slack locale inside the block only."""
    before = _locale.set(locale)
    try:
        yield
    finally:
        _locale.reset(before)


def spoken() -> str:
    """The locale spoken at the moment."""
    return _locale.get()


def _(message: str) -> str:
    """The message in the reader's language; put values in afterwards with `.format`."""
    return _catalog(_locale.get()).gettext(message)


def N_(message: str) -> str:  # noqa: N802 — gettext's own name for it
    """Marks a message for the catalogs where it stands in a table; `_` says it later."""
    return message


def ngettext(one: str, many: str, n: int) -> str:
    """The form of a message that fits the number `n`, with `{n}` filled in."""
    return _catalog(_locale.get()).ngettext(one, many, n).format(n=n)
