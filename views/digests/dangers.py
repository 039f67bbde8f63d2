"""What is wrong with an account, in words: the same in a digest, a plan, and the Home."""

from collections.abc import Iterable

from upkeep.alerts import Alert, Kind, Line
from upkeep.eyes import Flaw
from views.decisions import is_model
from views.digests import Week
from views.language import N_, _, ngettext
from views.lines import lifts, percent, short
from views.pieces import Json

#: People named of one account.
NAMED = 2

_FLAWS = {
    Flaw.SAME_DEPARTMENT: N_("both sit in one department"),
    Flaw.SAME_MEMBER: N_("both hang on one of us"),
}


_REASONS = {
    Kind.SUPPORT_FELL: N_("support fell from {before} to {now}"),
    Kind.BLIND: N_("blind: nobody who decides is warm"),
    Kind.ONE_EYED: N_("one-eyed: of those who decide only {people} is warm"),
    Kind.FALSE_EYE: N_("a false eye: {people}; {flaws}"),
    Kind.SINGLE_THREADED: N_("only one of us has visited in 90 days: go along once"),
    Kind.SHIELDED: N_("no manager of ours was there in 90 days"),
    Kind.SILENT: N_("silent, and used to speak: {people}"),
    Kind.FLOOD: N_("at least half of the visits in 90 days go to {people}"),
}
#: Where its shares are none to be told, or are the same.
_FELL = N_("support fell below one half")
#: Who of ours it is, is for the managers.
_ONE_THREAD_NAMED = N_("only {who} has visited in 90 days: go along once")


def told(week: Week) -> list[str]:
    """The accounts in danger that are news, and how many others there are."""
    news = week.figures.told
    lines = [risk(one, week) for one in news.lines]
    if news.waiting:
        lines.append(
            ngettext("{n} more account with news", "{n} more accounts with news", news.waiting)
        )
    if news.unchanged:
        lines.append(
            ngettext(
                "{n} account as in the weeks before",
                "{n} accounts as in the weeks before",
                news.unchanged,
            )
        )
    return lines


def risk(line: Line, week: Week) -> str:
    """One account's danger, the worst first."""
    return _("• {account}: {reasons}").format(
        account=short(line.account), reasons=reasons(line, week)
    )


def models(lines: Iterable[Line]) -> list[tuple[str, Json]]:
    """For each account whose support fell: that it is a model, and the way to its inputs."""
    return [
        is_model(line.account_id, line.account)
        for line in lines
        if any(alert.kind is Kind.SUPPORT_FELL for alert in line.alerts)
    ]


def reasons(line: Line, week: Week) -> str:
    """Why an account is in danger."""
    return "; ".join(_reason(alert, week) for alert in line.alerts)


def _reason(alert: Alert, week: Week) -> str:
    who = week.members.get(alert.member_id or 0, "") if week.managed else ""
    before, now = alert.before or 0, alert.now or 0
    told = _REASONS[alert.kind]
    if alert.kind is Kind.SINGLE_THREADED and who:
        told = _ONE_THREAD_NAMED
    if alert.kind is Kind.SUPPORT_FELL and not lifts(now, before):
        told = _FELL
    return _(told).format(
        people=_people(alert, week),
        who=short(who),
        flaws=_(" and ").join(_(_FLAWS[one]) for one in alert.flaws),
        before=percent(before),
        now=percent(now),
    )


def _people(alert: Alert, week: Week) -> str:
    """Whom an alert is about, where people may be named; else how many."""
    if not week.named:
        return ngettext("{n} contact", "{n} contacts", len(alert.contact_ids))
    told = ", ".join(short(week.contacts.get(one, "?")) for one in alert.contact_ids[:NAMED])
    more = len(alert.contact_ids) - NAMED
    return told + (ngettext(" and {n} more", " and {n} more", more) if more > 0 else "")
