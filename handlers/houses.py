"""A customer that is typed as new, and is on the list by another legal form or name."""

from storage import Tx
from upkeep import doubles


def known(tx: Tx, new: str) -> str:
    """The customer that one typed as new likely is; empty: none, or just the one of that name."""
    if not new or tx.accounts.by_name(new):
        return ""
    return next((there for _, there in doubles.customers([new], tx.accounts.all())), "")
