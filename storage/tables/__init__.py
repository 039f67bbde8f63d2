"""The tables: one file for each side of the business. Rows never leave storage."""

from storage.tables.customers import Account, Contact, Import, ImportPage, Merge, Sweep
from storage.tables.messages import Delivery, Digest, Gate, Nudge
from storage.tables.people import Audit, Draft, Handover, Member, PolicyChange, Team, Workspace
from storage.tables.visits import FollowUp, Incident, Visit, VisitContact, VisitMember, Voice

__all__ = [
    "Account",
    "Audit",
    "Contact",
    "Delivery",
    "Digest",
    "Draft",
    "FollowUp",
    "Gate",
    "Handover",
    "Import",
    "ImportPage",
    "Incident",
    "Member",
    "Merge",
    "Nudge",
    "PolicyChange",
    "Sweep",
    "Team",
    "Visit",
    "VisitContact",
    "VisitMember",
    "Voice",
    "Workspace",
]
