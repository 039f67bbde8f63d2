"""All that is known of one contact or one account, on one screen."""

from views.cards.firm import BOARD, AccountFacts, Row, account
from views.cards.person import contact
from views.cards.words import level, standing, voice_kind

__all__ = ["BOARD", "AccountFacts", "Row", "account", "contact", "level", "standing", "voice_kind"]
