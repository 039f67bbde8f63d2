"""What is remembered: tables, and the questions and changes of each noun."""

from storage.claims import Claimed, Record
from storage.deliveries import Delivery
from storage.digests import DigestRow
from storage.drafts import SENTENCE, Draft
from storage.drafts import WAIT as DRAFTS_WAIT
from storage.engine import StoreError
from storage.handovers import Handover
from storage.imports import Import
from storage.merges import Merge
from storage.noun import Change
from storage.nudges import Nudge
from storage.settings import PolicyChange
from storage.store import LOCAL, Store, Tx, Workspace, open_store

__all__ = [
    "DRAFTS_WAIT",
    "LOCAL",
    "SENTENCE",
    "Change",
    "Claimed",
    "Delivery",
    "DigestRow",
    "Draft",
    "Handover",
    "Import",
    "Merge",
    "Nudge",
    "PolicyChange",
    "Record",
    "Store",
    "StoreError",
    "Tx",
    "Workspace",
    "open_store",
]
