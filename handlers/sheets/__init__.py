"""The conversation about sheets: lists that come in, by command line or in Slack, and go out."""

from handlers.sheets.asking import register, work
from handlers.sheets.importing import finish, finish_all, keep, rehearse, undo
from handlers.sheets.leaving import save
from handlers.sheets.pages import kind, report

__all__ = [
    "finish",
    "finish_all",
    "keep",
    "kind",
    "register",
    "rehearse",
    "report",
    "save",
    "undo",
    "work",
]
