"""What a digest says, line by line: most important first, and nothing where there is nothing."""

from collections.abc import Iterator, Sequence

from upkeep.cadence import Coverage
from upkeep.figures import Figures, Neglected, Since
from upkeep.visits import VoiceKind
from views import dates
from views.digests import Week, dangers, gaps, member_week
from views.language import N_, _, ngettext
from views.lines import amount, percent, quoted, short
from views.pieces import squeezed

#: Names told one by one; the board has the rest.
NAMED = 5

_HEARD = {
    VoiceKind.NEED: (N_("{n} need"), N_("{n} needs")),
    VoiceKind.WORRY: (N_("{n} worry"), N_("{n} worries")),
    VoiceKind.COMPLAINT: (N_("{n} complaint"), N_("{n} complaints")),
    VoiceKind.IDEA: (N_("{n} idea"), N_("{n} ideas")),
    VoiceKind.PRAISE: (N_("{n} word of praise"), N_("{n} words of praise")),
}


def title(week: Week) -> str:
    """Whose week it is, and which."""
    days = f"{dates.day(week.figures.week, week.on)} – {dates.day(week.sunday, week.on)}"
    if week.running:
        return _("{team}: the week so far, {days}").format(team=squeezed(week.team, 60), days=days)
    return _("{team}: {days}").format(team=squeezed(week.team, 60), days=days)


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
    yield _to_do(week)
    if week.own is not None:
        yield member_week.own(week.own)


def standing(coverage: Coverage) -> str:
    """Coverage in plain numbers; never met stands apart from neglect."""
    return _("{tended} tended, {neglected} neglected, {unmet} never met").format(
        tended=coverage.covered, neglected=coverage.neglected, unmet=coverage.unmet
    )


def _now(week: Week, now: Coverage) -> str:
    """What has changed since a digest, for who asks again."""
    day = dates.day(week.on, week.on)
    if now == week.figures.coverage and not week.since:
        return _("Asked again on {day}: still the same.").format(day=day)
    parts = [standing(now), *since(week.since)]
    return _("Since then, by {day}: {standing}").format(day=day, standing="; ".join(parts))


def since(known: Since) -> Iterator[str]:
    """What became known of a week after its digest, part by part."""
    if known.late:
        yield ngettext("{n} visit logged later", "{n} visits logged later", known.late)
    if known.undone:
        yield ngettext("{n} visit taken back", "{n} visits taken back", known.undone)
    if known.merged:
        yield ngettext("{n} contact merged", "{n} contacts merged", known.merged)


def _moved(figures: Figures, share: float) -> str:
    """Coverage as a share, and its way since the digest before and over the chart's weeks."""
    parts = [_("Coverage {share}").format(share=percent(share))]
    if figures.change is not None:
        points = _points(share - figures.change, share)
        parts.append(_("{points} on the week before").format(points=points))
    first = figures.weeks[0] if len(figures.weeks) > 2 else None  # noqa: PLR2004 — else it is last week's
    if first is not None and first.share is not None:
        way = ngettext("{{points}} in {n} week", "{{points}} in {n} weeks", len(figures.weeks) - 1)
        parts.append(way.format(points=_points(first.share, share)))
    told = ", ".join(parts) + "."
    return " ".join([told, *_incomparable(figures)])


def _incomparable(figures: Figures) -> Iterator[str]:
    """What makes a change of coverage nobody's doing."""
    if figures.came or figures.went:
        yield _("The list changed: {came} came, {went} went.").format(
            came=figures.came, went=figures.went
        )
    changed = sum(one.changed for one in figures.weeks)
    if changed:
        yield ngettext(
            "Cadences were changed in {n} of these weeks (†), so it does not compare.",
            "Cadences were changed in {n} of these weeks (†), so they do not compare.",
            changed,
        )


def _points(before: float, now: float) -> str:
    """How far two shares are apart as they are told, so that who subtracts finds the same."""
    points = round(now * 100) - round(round(before, 6) * 100)
    if not points:
        return _("unchanged")
    return ngettext("{{sign}}{n} point", "{{sign}}{n} points", abs(points)).format(
        sign="+" if points > 0 else "−"
    )


def _to_do(week: Week) -> str:
    """One sentence that says what to do."""
    figures = week.figures
    if not figures.coverage.active:
        return _("No contacts yet: an import or a logged visit brings the first ones.")
    if figures.neglected:
        first = figures.neglected[0]
        who = _who(first) if week.named else _("the most neglected contact")
        return _("To do first: a visit to {who}, after {days}.").format(who=who, days=_days(first))
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
    yield from _crossed(week)
    if figures.neglected and week.named:
        lines = [neglected(one, named=week.managed) for one in figures.neglected[:NAMED]]
        yield "\n".join([_("*Most neglected*"), *lines])
    yield from _risks(week)
    yield from _contracts(figures)
    yield from _escalated(week)
    yield from _voices(week)
    yield from _promises(figures)
    yield from _met(week)
    yield from gaps.told(figures)
    if figures.since:
        told = ", ".join(since(figures.since))
        yield _("*Since the digest before:* {told}").format(told=told)


def _visits(figures: Figures) -> Iterator[str]:
    made = ngettext("*{n} visit*", "*{n} visits*", figures.visits)
    if figures.attainment is not None:
        made = _("{made}, {share} of the week's target of {target}").format(
            made=made, share=percent(figures.attainment), target=amount(figures.target)
        )
        if percent(figures.attainment) != percent(figures.visits / figures.target):
            made += _(", counted for each one up to the own target")
    made += member_week.thin_share(figures.thin, figures.visits)
    told = "\n".join(filter(None, [made, _capacity(figures)]))
    if figures.attainment is not None or figures.visits:
        yield told


def _capacity(figures: Figures) -> str:
    """How many votes are more than the team's targets can keep; empty where they can."""
    if not 0 < figures.holds < figures.coverage.active:
        return ""
    return ngettext(
        "{n} vote; the team's targets hold about {{holds}}.",
        "{n} votes; the team's targets hold about {{holds}}.",
        figures.coverage.active,
    ).format(holds=figures.holds)


def _crossed(week: Week) -> Iterator[str]:
    """Votes won back and gone cold since the digest before; by another cadence nobody won any."""
    figures = week.figures
    if figures.weeks and figures.weeks[-1].changed:
        return
    if figures.won:
        won = ngettext("*{n} vote won back*", "*{n} votes won back*", figures.won)
        yield won + _some(figures.recovered, figures.won, week)
    if figures.cold:
        lost = ngettext("*{n} vote gone cold*", "*{n} votes gone cold*", figures.cold)
        yield lost + _some(figures.lost, figures.cold, week)


def _some(names: Sequence[str], count: int, week: Week) -> str:
    """The first few of so many names, where people may be named."""
    if not week.named or not names:
        return ""
    told = "; ".join(map(_person_there, names[:NAMED]))  # a name has a comma of its own
    more = count - len(names[:NAMED])
    return f": {told}" + (ngettext(" and {n} more", " and {n} more", more) if more > 0 else "")


def _person_there(told: str) -> str:
    """A contact and the customer, as they were kept together; of each both ends."""
    name, _comma, account = told.rpartition(", ")
    return ", ".join(short(one) for one in (name, account) if one)


def neglected(one: Neglected, *, named: bool) -> str:
    """A neglected vote; whose it is, only for who manages the team."""
    if one.met:
        line = _("• {who}: {days}, planned every {cadence}").format(
            who=_who(one), days=_days(one), cadence=one.cadence
        )
    else:
        line = _("• {who}: never met, added {since}").format(
            who=_who(one), since=dates.ago(one.days)
        )
    return f"{line} ({short(one.keeper)})" if named and one.keeper else line


def _days(one: Neglected) -> str:
    if one.in_person:
        return ngettext(
            "{n} day without meeting in person", "{n} days without meeting in person", one.days
        )
    return ngettext("{n} day", "{n} days", one.days)


def _who(one: Neglected) -> str:
    return ", ".join(filter(None, (short(one.name), short(one.account), short(one.about))))


def _escalated(week: Week) -> Iterator[str]:
    """Reminders that came and went: a count, and for managers the contacts."""
    figures = week.figures
    if not figures.escalated:
        return
    told = ngettext(
        "*{n} contact* was in three reminders or more without an answer, or its owner is not there",
        "*{n} contacts* were in three reminders or more without an answer, or their owner is not"
        " there",
        figures.escalated,
    )
    lines = [neglected(one, named=True) for one in figures.escalations] if week.managed else []
    yield "\n".join([told, *lines])


def _promises(figures: Figures) -> Iterator[str]:
    """What was promised: kept in the week, and past its day."""
    told = figures.promises
    parts = []
    if told.kept:
        parts.append(ngettext("{n} kept", "{n} kept", told.kept))
    if told.overdue:
        parts.append(ngettext("{n} past its day", "{n} past their day", told.overdue))
    if parts:
        yield _("*Promises:* {told}").format(told=", ".join(parts))


def _met(week: Week) -> Iterator[str]:
    """Whom an incident opened the door to."""
    met = week.figures.first_met
    if met:
        told = ngettext(
            "*{n} person met for the first time* because of an incident",
            "*{n} people met for the first time* because of an incident",
            len(met),
        )
        yield told + _some(met, len(met), week)


def _risks(week: Week) -> Iterator[str]:
    """Accounts in danger, each with its reasons in words."""
    if lines := dangers.told(week):
        yield "\n".join([_("*Accounts in danger*"), *lines])


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
    heard = week.figures.heard
    counts = [_count(kind, heard.kinds[kind]) for kind in VoiceKind if heard.kinds.get(kind)]
    if counts:
        yield _("*Heard:* {counts}").format(counts=", ".join(counts))
    if not heard.still_open or heard.oldest is None:
        return
    lines = [
        ngettext(
            "*{n} voice still open*, since {{day}}",
            "*{n} voices still open*, the oldest since {{day}}",
            heard.still_open,
        ).format(day=dates.day(heard.oldest, week.on))
    ]
    if week.managed:
        lines += [
            _("• {who}: {said}").format(who=short(one.who), said=quoted(one.said))
            for one in week.waiting
        ]
    yield "\n".join(lines)


def _count(kind: VoiceKind, n: int) -> str:
    return ngettext(*_HEARD[kind], n)
