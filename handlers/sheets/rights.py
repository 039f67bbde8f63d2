"""Who may bring lists in, and what Slack lets the app do with files."""

from slack_sdk import WebClient

from storage import Tx
from upkeep.members import Member, Role
from upkeep.sheets import Kind

#: Lists about our own people.
OURS = frozenset((Kind.MEMBERS, Kind.TEAMS))


def is_admin(tx: Tx, member: Member) -> bool:
    """Whether somebody is an admin here, in Slack or by the file's list."""
    return member.role is Role.ADMIN or member.slack_id in tx.policy.admins


def may_import(tx: Tx, member: Member, kind: str = "") -> bool:
    """Admins may, and managers all but lists of our own people."""
    return is_admin(tx, member) or (member.may_manage() and kind not in OURS)


def granted(client: WebClient, scope: str) -> bool:
    """Whether the app was given a scope; Slack tells them with every answer."""
    told = str(client.auth_test().headers.get("x-oauth-scopes", ""))
    return scope in told.replace(" ", "").split(",")
