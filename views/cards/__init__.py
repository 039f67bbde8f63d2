"""All that is known of one contact or one account, on one screen."""

from views.cards.firm import AccountFacts, Row, account
from views.cards.person import contact
from views.cards.words import level, standing, voice_kind

__all__ = ["AccountFacts", "Row", "account", "contact", "level", "standing", "voice_kind"]
