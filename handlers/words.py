"""What people say to the bot: the two commands, and the word after the second one."""

from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from html import unescape
from unicodedata import normalize

from views.pieces import Json
from views.words import WORDS

KNOWN = tuple(one.word for one in WORDS)


@dataclass(frozen=True, slots=True)
class Commands:
    """The names of the two commands in this workspace; another app may have taken the usual."""

    visit: str = "/visit"
    votes: str = "/votes"

    def described(self) -> tuple[tuple[str, str, str], ...]:
        """Each command with its description and usage hint, as Slack's composer shows them."""
        said = " | ".join(one.typed for one in WORDS if one.typed)
        return (
            (self.visit, "Log a visit in one sentence, or by a form", "met Li Wei @Acme: …"),
            (self.votes, "Whose vote is going cold, and all that is known of them", f"[{said}]"),
        )


def split(command: Json) -> tuple[str, str]:
    """The first word after a command, in lower case and half width, and the text after it.

    Slack sends typed ampersands and angle brackets as entities.
    """
    said = normalize("NFKC", unescape(str(command.get("text") or "")))
    word, _, rest = said.strip().partition(" ")
    return word.casefold(), rest.strip()


def says(word: str) -> Callable[[Json], bool]:
    """A matcher: the command's first word is this one. The empty word: nothing was said.

    Raises:
        KeyError: the word is not in the table that the help is made of.
    """
    if word not in KNOWN:
        raise KeyError(word)

    def matches(command: Json) -> bool:
        return split(command)[0] == word

    return matches


def asks_help(command: Json) -> bool:
    """A matcher: a command and this word alone; nobody is called so."""
    return split(command) == ("help", "")


def nearest(word: str) -> str | None:
    """The known word that was probably meant; None: nothing comes near."""
    return next(iter(get_close_matches(word, filter(None, KNOWN), n=1, cutoff=0.5)), None)
