"""What a sentence is understood as: what may be saved, and what is to be asked."""

from dataclasses import dataclass
from datetime import date

from upkeep.accounts import Account, Contact
from upkeep.errors import Refusal
from upkeep.phrases.notes import Promise
from upkeep.visits import Channel, Voice

#: Of those whom a name may mean, so many are offered; a menu of more is read by nobody.
OFFERED = 5


@dataclass(frozen=True, slots=True)
class Unclear:
    """A stretch that names somebody who is not surely known.

    Attributes:
        text: as typed.
        candidates: who it may be, the likeliest first.
        more: how many others it may be.
    """

    text: str
    candidates: tuple[Contact, ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True)
class Understood:
    """A sentence as understood. It may be saved when it is `clear`.

    Attributes:
        source: the sentence as it came.
        account: of the visit; None where several or none are possible.
        account_text: an account as typed that nobody knows; empty otherwise.
        which: accounts that all go by what was typed, where nothing else tells which.
        on: the speaker's local day; None with an error about it.
        channel: None when none was said: the policy's default.
        mentions: Slack ids of colleagues who were there, the speaker not among them.
        error: why it cannot be saved as it stands, apart from what is unclear.
    """

    source: str
    contacts: tuple[Contact, ...] = ()
    unclear: tuple[Unclear, ...] = ()
    account: Account | None = None
    account_text: str = ""
    which: tuple[Account, ...] = ()
    on: date | None = None
    channel: Channel | None = None
    mentions: tuple[str, ...] = ()
    voices: tuple[Voice, ...] = ()
    follow_ups: tuple[Promise, ...] = ()
    attempt: bool = False
    note: str = ""
    error: Refusal | None = None

    @property
    def clear(self) -> bool:
        """Whether it may be saved without a question."""
        return self.error is None and not self.unclear and self.account is not None
