"""From what was heard to who was meant. Nothing is guessed: what is not sure is asked about."""

from collections.abc import Sequence
from dataclasses import dataclass

from upkeep import names, namesakes
from upkeep.accounts import Account, Contact
from upkeep.errors import Refusal
from upkeep.members import Member
from upkeep.phrases import clumps, colleagues, doing, firms, leftover, titles, within
from upkeep.phrases.certainty import is_first_name, is_last_word, is_rivalled, is_sure
from upkeep.phrases.matching import Match, is_of_rank, is_surname, match, ranked, titled
from upkeep.phrases.namelike import may_be_first
from upkeep.phrases.reading import Heard
from upkeep.phrases.runs import Longer, Run, apart
from upkeep.phrases.understood import OFFERED, Unclear, Understood
from upkeep.phrases.when import FUTURE

NOBODY = "contact.none"
SEVERAL_ACCOUNTS = "account.several"


@dataclass(frozen=True, slots=True)
class _Table:
    """What is known while names are settled.

    Attributes:
        pool: candidates at the account that was named, or all.
        accounts: those whose name may stand in the sentence.
        known: all of the workspace.
        there: everybody at the one account that was named.
        narrowed: exactly one account was named.
        lost: an account was named that nobody knows.
    """

    everyone: tuple[Contact, ...]
    pool: tuple[Contact, ...]
    accounts: tuple[Account, ...]
    known: Sequence[Account]
    there: tuple[Contact, ...]
    narrowed: bool
    lost: bool
    member_id: int | None

    def unclear(self, text: str) -> Unclear:
        name, _ = apart(text)
        here = ranked(name, self.pool, self.member_id) or titled(text, self.there)
        elsewhere = (c for c in self.everyone if c not in self.pool)
        there = ranked(name, elsewhere, self.member_id)
        found = (*here, *there) or within.mentioned(text, self.everyone)
        return Unclear(text, found[:OFFERED], len(found[OFFERED:]))


def settle(
    heard: Heard,
    candidates: Sequence[Contact],
    accounts: Sequence[Account] = (),
    *,
    there: Sequence[Contact] = (),
    member_id: int | None = None,
    members: Sequence[Member] = (),
) -> Understood:
    """Decide who and where was meant.

    Args:
        heard: the sentence, split.
        candidates: what storage found for `heard.queries` and `heard.pieces`.
        accounts: all accounts of the workspace, as `split` got them.
        there: everybody at the accounts named, to know somebody by a title that is nobody else's.
        member_id: the speaker; the contacts he keeps come first among candidates, no more.
        members: ours, to know colleagues named without a mention.
    """
    everyone = tuple({c.id: c for c in candidates}.values())
    mentions, strangers = colleagues.named(heard.mentions, heard.colleagues, members)
    mentions += filter(None, (colleagues.slack_id(one, members) for one in heard.tail.ours))
    said = list(heard.accounts)
    runs, bare = _bare_accounts(heard, everyone, accounts, there)
    groups = [ids for ids in (*(s.ids for s in said), *bare) if ids]
    ours = {s.text: colleagues.slack_id(s.text, members) for s in said if not s.ids}
    mentions += [slack_id for slack_id in ours.values() if slack_id]
    named = {i for ids in groups for i in ids}
    places = leftover.places(said, accounts) if len(named) == 1 else ()
    lost = [one for one, slack_id in ours.items() if slack_id is None and one not in places]
    table = _Table(
        everyone,
        tuple(c for c in everyone if not named or c.account.id in named),
        heard.present,
        accounts,
        tuple(c for c in there if named == {c.account.id} and c.left_on is None),
        narrowed=len(named) == 1,
        lost=bool(lost),
        member_id=member_id,
    )
    longer = [name.word for run, _ in runs if (name := _longer(run, table)) and name.word]
    heard = heard.without(longer)
    people, unclear = _people(runs, strangers, heard, table)
    contacts = {one.id: one for one in people}
    unclear = [one for one in unclear if not leftover.is_where(one, contacts, accounts)]
    # Of several, with a story, perhaps not all were missed: `all there but Bob, who was out`.
    sure = len(contacts) == 1 or (contacts and not heard.attempt)
    sure = sure or (not contacts and any(one.candidates for one in unclear))
    story = leftover.told(runs, unclear, heard, narrowed=bool(groups)) if sure else {}
    unclear = [one for one in unclear if one.text not in story]
    if unclear and not (contacts or groups) and leftover.is_nothing(runs, unclear, lost):
        unclear, lost = [], []
    elif heard.problem is None and (not unclear or heard.unsure):
        unclear += leftover.behind(heard, everyone, contacts)
    account, several = _account(tuple(contacts.values()), groups, accounts)
    return Understood(
        source=heard.source,
        contacts=tuple(contacts.values()),
        unclear=tuple(unclear),
        account=None if lost and not contacts else account,
        account_text=" ".join(lost),
        on=heard.on,
        channel=heard.channel,
        mentions=tuple(dict.fromkeys(mentions)),
        voices=heard.voices,
        follow_ups=heard.follow_ups,
        attempt=heard.attempt,
        note="; ".join(filter(None, (*leftover.noted(heard, story), heard.note))),
        error=heard.problem or several or _nobody(heard, contacts, unclear, account),
    )


def _people(
    runs: Sequence[tuple[Run, str]], strangers: Sequence[str], heard: Heard, table: _Table
) -> tuple[list[Contact], list[Unclear]]:
    """Who is settled, and what is not."""
    settled: list[Contact] = []
    unclear: list[Unclear] = []
    before: Contact | None = None
    for said in runs:
        run = said[0]
        asked = before is None and bool(unclear)
        for text in _texts(said, heard, table):
            one = _settled(text, table) if isinstance(text, str) else None
            if run.apposed and run.doubtful and asked and titles.is_one(said[1]):
                continue  # of him: `Marc Dubois @Acme, new guy in purchasing`
            if run.apposed and isinstance(text, str) and titles.is_one(text):
                if titles.is_of(text, before, there=table.there, aside=run.aside):
                    continue
                one = None  # `Tom Baker, purchasing manager`, which he is not
            if one is not None and run.woman is not None and _is_other(one, woman=run.woman):
                one = None  # Ms Baker, where there is a Tom Baker
            if one is not None:
                settled.append(one)
                if run.aside and unclear and match(unclear[-1].text, one) is Match.SOUND:
                    unclear.pop()  # 梁军 (Liang Jun)
            else:
                unclear.append(table.unclear(text) if isinstance(text, str) else text)
            before = one
    return settled, [*unclear, *map(table.unclear, strangers)]


def _is_other(contact: Contact, *, woman: bool) -> bool:
    """Whether a contact cannot be who was addressed as a woman, or as a man."""
    first = names.fold(contact.name).split()[0]
    return namesakes.is_of_other_sex(first, woman=woman)


def _nobody(
    heard: Heard, contacts: dict[int, Contact], unclear: list[Unclear], account: Account | None
) -> Refusal | None:
    if contacts or unclear or (account is not None and heard.visited):
        return None
    return Refusal(NOBODY)


def _account(
    contacts: tuple[Contact, ...], groups: list[tuple[int, ...]], accounts: Sequence[Account]
) -> tuple[Account | None, Refusal | None]:
    """The one account of a visit: its contacts', else the one that was named."""
    theirs = {c.account.id: c.account for c in contacts}
    named = {i for ids in groups for i in ids}
    if len(theirs) > 1 or len([g for g in set(groups) if not theirs.keys() & set(g)]) > (
        not theirs
    ):
        return None, Refusal(SEVERAL_ACCOUNTS)
    if theirs:
        return next(iter(theirs.values())), None
    if len(named) == 1:
        return next((a for a in accounts if a.id in named), None), None
    return None, None


def _bare_accounts(
    heard: Heard,
    everyone: tuple[Contact, ...],
    accounts: Sequence[Account],
    there: Sequence[Contact],
) -> tuple[list[tuple[Run, str]], list[tuple[int, ...]]]:
    """Accounts beside a name or a title without any mark: `Li Wei Acme`, `the Acme buyer`."""
    kept: list[tuple[Run, str]] = []
    found: list[tuple[int, ...]] = []
    for run in heard.who:
        folded = names.fold(run.text)
        if run.aside and leftover.is_one(run.text, everyone, accounts):
            found.append(firms.meant(run.text, accounts))
            continue
        if names.has_hanzi(folded) or any(match(run.text, c) is Match.SAME for c in everyone):
            if names.has_hanzi(folded):
                found += clumps.cut(run.text, everyone, heard.present).accounts
            kept.append((run, run.text))
            continue
        text = run.text
        for start, end, ids in firms.named(folded, heard.present):
            rest = (folded[:start] + " " + folded[end:]).strip()
            at_edge = start == 0 or end == len(folded)
            if start == 0 and is_surname(rest, everyone) and may_be_first(folded[:end]):
                continue  # `Austin Hensley`, `Kaveri Deshpande`
            firm, theirs = folded[start:end], [c for c in everyone if c.account.id in ids]
            if at_edge and (
                _is_of(rest, ids, everyone, there) or is_first_name(rest, firm, theirs)
            ):
                found.append(ids)
                text = rest
                break
        kept.append((run, text))
    return kept, found


def _is_of(
    text: str, account_ids: Sequence[int], everyone: Sequence[Contact], there: Sequence[Contact]
) -> bool:
    """Whether a text names somebody, or nearly, or by a title, somebody of some accounts."""
    if any(match(text, c) is Match.SAME for c in everyone):
        return True
    theirs = [c for c in (*everyone, *there) if c.account.id in account_ids]
    named = " " in text or is_surname(text, theirs)
    full = named and any(match(text, c) is not Match.NONE for c in theirs)
    return full or bool(titled(text, theirs))


def _longer(run: Run, table: _Table) -> Longer | None:
    """The name a run is with the word beside it, where somebody is called just that."""
    for one in run.longer:
        known = any(match(one.text, c) is Match.SAME for c in table.everyone)
        if known or titled(one.text, table.there):
            return one
    return None


def _texts(said: tuple[Run, str], heard: Heard, table: _Table) -> list[str | Unclear]:
    """The names in a run, each to be settled; what can be read two ways is unclear at once."""
    run, text = said
    others = heard.visited or len(heard.who) > 1
    missed = run.attempt and others and not heard.attempt
    refused = heard.planned or (heard.problem is not None and heard.problem.code == FUTURE)
    if missed or (run.doubtful and not refused):
        whole = _longer(run, table)  # `visited Li Wei, Bob not in`: was Bob visited?
        return [table.unclear(whole.text if whole else text)]
    if one := _longer(run, table):
        sure = one.word is not None and not _names_another(text, one, table)
        return [one.text if sure else table.unclear(one.text)]
    if not names.has_hanzi(text):
        kinds = {match(text, c) for c in table.pool}
        sure = run.bounded or bool(kinds & {Match.SAME, Match.SLIP})
        sure = sure or (run.dated and (is_last_word(text, table.everyone) or titles.is_one(text)))
        told = bool(heard.visited or heard.days or heard.tail.on)
        inside = _within(text, table, told=told) if kinds <= {Match.NONE} else []
        return inside or [text if sure else table.unclear(text)]
    if any(match(text, c) is Match.SAME for c in table.everyone):
        return [text]
    cut = clumps.cut(text, table.everyone, table.accounts)
    held = heard.visited or run.along or bool(heard.voices)
    inside = _within(text, table, held=held) if cut.rest else []
    return inside or [*cut.names, *(_who(piece, table) for piece in cut.rest)]


def _within(text: str, table: _Table, **how: bool) -> list[str | Unclear]:
    """The full names in a run, unless they may be somebody else's as well."""
    if one := within.related(text, table.pool):
        return [one]
    return list(within.people(text, table.everyone, table.accounts, table.known, **how))


def _who(text: str, table: _Table) -> str:
    return doing.whose(text, table.pool, table.there)


def _names_another(text: str, longer: Longer, table: _Table) -> bool:
    """Whether a name without the word beside it may be somebody else's: Mei, met on Sunday."""
    return any(
        match(text, c) is not Match.NONE and match(longer.text, c) is not Match.SAME
        for c in table.pool
    )


def _settled(text: str, table: _Table) -> Contact | None:
    """The one contact a text means, beyond doubt; None: ask."""
    if table.lost:
        return None
    name, role = apart(text)
    called = role and any(match(name, c) is Match.SAME for c in table.pool)
    text = name if called else text
    pool = [c for c in table.pool if c.left_on is None and (not called or is_of_rank(role, c))]
    matches = [(match(text, c), c) for c in pool]
    best = max((m for m, _ in matches), default=Match.NONE)
    first = [c for m, c in matches if m is best]
    if best is Match.NONE:
        people = titled(text, table.there)
        return people[0] if len(people) == 1 else None
    sure = is_sure(text, best, table.everyone, narrowed=table.narrowed)
    alone = len(first) == 1 and sure and not is_rivalled(text, best, matches)
    return first[0] if alone else None
