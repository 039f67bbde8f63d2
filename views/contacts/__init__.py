"""Contacts and accounts kept: the buttons that lead to adding, changing, moving and merging."""

from upkeep.accounts import Account, Contact
from views import nudges
from views.language import _
from views.nudges import Act
from views.pieces import Json, button

ADD = "contact.add"
ANYWAY = "contact.add_anyway"
EDIT = "contact.edit"
MOVE = "contact.move"
MERGE = "contact.merge"
UNMERGE = "contact.unmerge"
EDIT_ACCOUNT = "account.edit"


def keeping(contact: Contact) -> list[Json]:
    """What everybody may do about what is written of a contact."""
    key, name = str(contact.id), contact.name
    return [
        button(_("Edit"), EDIT, key, label=_("Edit {name}").format(name=name)),
        button(_("Move …"), MOVE, key, label=_("Move {name} to another account").format(name=name)),
        button(_("Merge …"), MERGE, key, label=_("Merge {name} with another").format(name=name)),
    ]


def came_back(contact: Contact) -> Json:
    """The button that takes a farewell back."""
    back = f"{Act.LEFT}:{contact.id}"
    label = _("{name} came back").format(name=contact.name)
    return button(_("Came back"), nudges.TAKE_BACK, back, label=label)


def edit_account(account: Account) -> Json:
    """The button that opens an account's form."""
    label = _("Edit {name}").format(name=account.name)
    return button(_("Edit account"), EDIT_ACCOUNT, str(account.id), label=label)


def undo_merge(merge_id: int) -> Json:
    """The button that makes two of one again."""
    return button(_("Undo"), UNMERGE, str(merge_id), label=_("Undo this merge"))
