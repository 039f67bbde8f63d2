"""What a digest says, line by line: most important first, and nothing where there is nothing."""

from collections.abc import Iterator, Sequence

from upkeep.alerts import Alert, Kind, Line
from upkeep.cadence import Coverage
from upkeep.digests import Figures, Neglected
from upkeep.eyes import Flaw
from upkeep.visits import VoiceKind
from views import dates
from views.digests import Week
from views.language import N_, _, ngettext
from views.lines import percent, quoted, short

#: Names told one by one; the board has the rest.
NAMED = 5
#: A voice in words is for managers only, and the oldest few are what waits longest.
WORDS = 3

_HEARD = {
    VoiceKind.NEED: (N_("{n} need"), N_("{n} needs")),
    VoiceKind.WORRY: (N_("{n} worry"), N_("{n} worries")),
    VoiceKind.COMPLAINT: (N_("{n} complaint"), N_("{n} complaints")),
    VoiceKind.IDEA: (N_("{n} idea"), N_("{n} ideas")),
    VoiceKind.PRAISE: (N_("{n} word of praise"), N_("{n} words of praise")),
}
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
    Kind.FLOOD: N_("most visits go to {people} alone"),
}
#: Who of ours it is, is for the managers.
_ONE_THREAD_NAMED = N_("only {who} has visited in 90 days: go along once")


def title(week: Week) -> str:
    """Whose week it is, and which."""
    days = f"{dates.day(week.figures.week, week.on)} – {dates.day(week.sunday, week.on)}"
    if week.running:
        return _("{team}: the week so far, {days}").format(team=week.team[:60], days=days)
    return _("{team}: {days}").format(team=week.team[:60], days=days)


def top(week: Week) -> Iterator[str]:
    """What has to be read even if nothing else is."""
    figures = week.figures
    yield f"*{standing(figures.coverage)}*"
    if figures.coverage.share is not None:
        yield _moved(figures, figures.coverage.share)
    if week.now is not None:
        yield _now(week, week.now)
    if not week.kept and not week.running:
        yield _("No digest was kept of this week: it is counted anew, as far as is known today.")
    yield _to_do(figures)


def standing(coverage: Coverage) -> str:
    """Coverage in plain numbers; never met stands apart from neglect."""
    return _("{tended} tended, {neglected} neglected, {unmet} never met").format(
        tended=coverage.covered, neglected=coverage.neglected, unmet=coverage.unmet
    )


def _now(week: Week, now: Coverage) -> str:
    """What has changed since a digest, for who asks again."""
    day = dates.day(week.on, week.on)
    if now == week.figures.coverage:
        return _("Asked again on {day}: still the same.").format(day=day)
    return _("Since then, by {day}: {standing}").format(day=day, standing=standing(now))


def _moved(figures: Figures, share: float) -> str:
    """Coverage as a share, and its way since the digest before and over the chart's weeks."""
    parts = [_("Coverage {share}").format(share=percent(share))]
    if figures.change is not None:
        parts.append(_("{points} on the week before").format(points=_points(figures.change)))
    first = figures.weeks[0] if len(figures.weeks) > 2 else None  # noqa: PLR2004 — else it is last week's
    if first is not None and first.share is not None:
        way = ngettext("{{points}} in {n} week", "{{points}} in {n} weeks", len(figures.weeks) - 1)
        parts.append(way.format(points=_points(share - first.share)))
    return ", ".join(parts) + "."


def _points(change: float) -> str:
    points = round(change * 100)
    if not points:
        return _("unchanged")
    return ngettext("{{sign}}{n} point", "{{sign}}{n} points", abs(points)).format(
        sign="+" if points > 0 else "−"
    )


def _to_do(figures: Figures) -> str:
    """One sentence that says what to do."""
    if not figures.coverage.active:
        return _("No contacts yet: an import or a logged visit brings the first ones.")
    if figures.neglected:
        first = figures.neglected[0]
        return _("To do first: a visit to {who}, after {days}.").format(
            who=_who(first), days=ngettext("{n} day", "{n} days", first.days)
        )
    if figures.coverage.unmet:
        return ngettext(
            "Nobody is neglected. Next: get to know the {n} person never met.",
            "Nobody is neglected. Next: get to know some of the {n} people never met.",
            figures.coverage.unmet,
        )
    return _("Nobody is neglected. Keep it so.")


def rest(week: Week) -> Iterator[str]:
    """The details, paragraph by paragraph, most important first."""
    figures = week.figures
    yield from _visits(figures)
    yield from _crossed(figures)
    if figures.neglected:
        lines = [neglected(one, named=week.managed) for one in figures.neglected[:NAMED]]
        yield "\n".join([_("*Waiting longest*"), *lines])
    yield from _risks(week)
    yield from _contracts(figures)
    yield from _voices(week)
    yield from _gaps(figures)


def _visits(figures: Figures) -> Iterator[str]:
    made = ngettext("*{n} visit*", "*{n} visits*", figures.visits)
    if figures.attainment is not None:
        yield _("{made}, {share} of the week's target of {target}").format(
            made=made, share=percent(figures.attainment), target=f"{figures.target:.3g}"
        )
    elif figures.visits:
        yield made


def _crossed(figures: Figures) -> Iterator[str]:
    """Votes won back and votes gone cold since the digest before."""
    if figures.recovered:
        won = ngettext("*{n} vote won back:*", "*{n} votes won back:*", len(figures.recovered))
        yield f"{won} {_some(figures.recovered)}"
    if figures.lost:
        lost = ngettext("*{n} vote gone cold:*", "*{n} votes gone cold:*", len(figures.lost))
        yield f"{lost} {_some(figures.lost)}"


def _some(names: Sequence[str]) -> str:
    told = "; ".join(short(one) for one in names[:NAMED])  # a name has a comma of its own
    more = len(names) - NAMED
    return told + (ngettext(" and {n} more", " and {n} more", more) if more > 0 else "")


def neglected(one: Neglected, *, named: bool) -> str:
    """A neglected vote; whose it is, only for who manages the team."""
    line = _("• {who}: {days}, planned every {cadence}").format(
        who=_who(one), days=ngettext("{n} day", "{n} days", one.days), cadence=one.cadence
    )
    return f"{line} ({short(one.keeper)})" if named and one.keeper else line


def _who(one: Neglected) -> str:
    return ", ".join(filter(None, (short(one.name), short(one.account), short(one.about))))


def _risks(week: Week) -> Iterator[str]:
    """Accounts in danger, each with its reasons in words."""
    told = week.figures.told
    lines = [risk(one, week) for one in told.lines]
    if told.waiting:
        lines.append(ngettext("{n} more with news", "{n} more with news", told.waiting))
    if told.unchanged:
        lines.append(
            ngettext(
                "{n} account as in the weeks before",
                "{n} accounts as in the weeks before",
                told.unchanged,
            )
        )
    if lines:
        yield "\n".join([_("*Accounts in danger*"), *lines])


def risk(line: Line, week: Week) -> str:
    """One account's danger, the worst first."""
    reasons = "; ".join(_reason(alert, week) for alert in line.alerts)
    return _("• {account}: {reasons}").format(account=short(line.account), reasons=reasons)


def _reason(alert: Alert, week: Week) -> str:
    who = week.members.get(alert.member_id or 0, "") if week.managed else ""
    told = _ONE_THREAD_NAMED if alert.kind is Kind.SINGLE_THREADED and who else _REASONS[alert.kind]
    return _(told).format(
        people=", ".join(short(week.contacts.get(one, "?")) for one in alert.contact_ids[:2]),
        who=short(who),
        flaws=_(" and ").join(_(_FLAWS[one]) for one in alert.flaws),
        before=percent(alert.before or 0),
        now=percent(alert.now or 0),
    )


def _contracts(figures: Figures) -> Iterator[str]:
    """Coverage with and without a contract, side by side."""
    signed, without = figures.contract, figures.no_contract
    if signed.share is None or without.share is None:
        return
    told = _("*With a contract* {signed} of {n} · *without* {without} of {m}").format(
        signed=percent(signed.share), n=signed.active, without=percent(without.share),
        m=without.active,
    )  # fmt: skip
    if figures.contract_gap:
        told += "\n" + _("Customers without a contract hear less of us than those with one.")
    yield told


def _voices(week: Week) -> Iterator[str]:
    """What was heard, in counts; in words for managers only."""
    figures = week.figures
    counts = [_count(kind, figures.heard[kind]) for kind in VoiceKind if figures.heard.get(kind)]
    if counts:
        yield _("*Heard:* {counts}").format(counts=", ".join(counts))
    if not figures.still_open or figures.oldest_open is None:
        return
    lines = [
        ngettext(
            "*{n} voice still open*, since {{day}}",
            "*{n} voices still open*, the oldest since {{day}}",
            figures.still_open,
        ).format(day=dates.day(figures.oldest_open, week.on))
    ]
    if week.managed:
        lines += [_("• {said}").format(said=quoted(one.text)) for one in week.open_voices[:WORDS]]
    yield "\n".join(lines)


def _count(kind: VoiceKind, n: int) -> str:
    return ngettext(*_HEARD[kind], n)


def _gaps(figures: Figures) -> Iterator[str]:
    """What is missing in what we know."""
    gaps = []
    if figures.orphans:
        gaps.append(
            ngettext(
                "{n} contact that nobody answers for",
                "{n} contacts that nobody answers for",
                figures.orphans,
            )
        )
    if figures.without_phone:
        gaps.append(
            ngettext(
                "{n} without a phone number", "{n} without a phone number", figures.without_phone
            )
        )
    if gaps:
        yield _("*To fill in:* {gaps}").format(gaps=", ".join(gaps))
