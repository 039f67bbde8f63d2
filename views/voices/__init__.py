"""What customers said: the list with its filters, the answer, and what a week taught us."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from upkeep.visits import Voice, VoiceKind
from upkeep.voices import Taught, Which
from views import dates, lines
from views.inputs import static_select
from views.language import N_, _, ngettext
from views.pieces import Json, Message, actions, button, context, header, option, overflow, section
from views.visits import voice_name

WHICH = "voice.which"
KIND = "voice.kind"
EARLIER = "voice.earlier"
LATER = "voice.later"
MENU = "voice.menu"
ANSWER = "voice.answer"
TAUGHT = "voice.taught"
#: Voices on one page, and told word for word of one week.
PER_PAGE, PER_WEEK = 10, 30
#: Letters of what was said, where it is read and not only recalled.
VERBATIM = 1000
#: The first word of a menu's choice.
TO_ANSWER, TO_ASSIGN, TO_REOPEN = "answer", "assign", "reopen"
_WHICH = {
    Which.OPEN: N_("Still open"),
    Which.MINE: N_("Mine to answer"),
    Which.ANSWERED: N_("Answered"),
    Which.ALL: N_("All"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """Which page of which list; it travels in the values of its menus and buttons."""

    which: Which = Which.OPEN
    kind: VoiceKind | None = None
    account_id: int | None = None
    start: int = 0

    def value(self) -> str:
        """As it travels."""
        return f"{self.which}:{self.kind or ''}:{self.account_id or ''}:{self.start}"

    @classmethod
    def read(cls, value: str) -> "Asked":
        """Back from `value`."""
        which, kind, account_id, start = value.split(":")
        return cls(
            Which(which),
            VoiceKind(kind) if kind else None,
            int(account_id) if account_id else None,
            int(start),
        )


@dataclass(frozen=True, slots=True)
class Told:
    """A voice with the names it takes to tell it; `where` is the account's."""

    voice: Voice
    where: str
    who: str = ""
    assignee: str = ""
    answerer: str = ""


def page(told: Sequence[Told], total: int, asked: Asked, on: date, place: str = "") -> Message:
    """One page of a list. `place`: the one account it is about."""
    title = _(_WHICH[asked.which]) + f": {total}"
    if place:
        title = f"{lines.short(place)} · {title}"
    blocks = [header(title), _filters(asked)]
    blocks += [section(line(one, on), accessory=_menu(one.voice, asked)) for one in told]
    if not told:
        blocks.append(section(_nothing(asked)))
    turns = _turns(asked, total)
    blocks += [actions(*turns)] if turns else []
    text = [title, *(line(one, on) for one in told)]
    return {"text": lines.fallback(text if told else [*text, _nothing(asked)]), "blocks": blocks}


def _nothing(asked: Asked) -> str:
    if asked.which is Which.MINE:
        return _("Nobody has asked you to answer anything.")
    if asked.which is Which.OPEN:
        return _("Nothing is waiting for an answer. `#need` or `#worry` in a visit adds a voice.")
    return _("Nothing here.")


def _filters(asked: Asked) -> Json:
    first = replace(asked, start=0)
    which = [option(_(label), replace(first, which=one).value()) for one, label in _WHICH.items()]
    kinds = [option(_("Every kind"), replace(first, kind=None).value())]
    kinds += [option(voice_name(one), replace(first, kind=one).value()) for one in VoiceKind]
    return actions(
        static_select(WHICH, which, initial=first.value()),
        static_select(KIND, kinds, initial=first.value()),
    )


def _turns(asked: Asked, total: int) -> list[Json]:
    turns = []
    if asked.start:
        before = replace(asked, start=max(asked.start - PER_PAGE, 0))
        turns.append(button(_("← Earlier"), EARLIER, before.value()))
    if asked.start + PER_PAGE < total:
        after = replace(asked, start=asked.start + PER_PAGE)
        turns.append(button(_("Later →"), LATER, after.value()))
    return turns


def line(told: Told, on: date) -> str:
    """A voice on two lines: what was said; who, when, and what became of it."""
    one = told.voice
    said = f"*{voice_name(one.kind)}* · {lines.quoted(one.text, VERBATIM)}"
    parts = [", ".join(filter(None, (lines.short(told.who), lines.short(told.where))))]
    if one.said_on:
        parts.append(dates.day(one.said_on, on))
    if one.answered_on:
        parts.append(_answer(told, on))
    elif told.assignee:
        parts.append(_("{name} is to answer").format(name=lines.short(told.assignee)))
    return f"{said}\n{' · '.join(filter(None, parts))}"


def _answer(told: Told, on: date) -> str:
    assert told.voice.answered_on is not None
    day = dates.day(told.voice.answered_on, on)
    who = lines.short(told.answerer)
    said = (
        _("answered {day} by {who}").format(day=day, who=who)
        if who
        else _("answered {day}").format(day=day)
    )
    return f"{said}: {lines.quoted(told.voice.answer, VERBATIM)}" if told.voice.answer else said


def _menu(one: Voice, asked: Asked) -> Json:
    key = f"{one.id}:{asked.value()}"
    if one.answered_on:
        return overflow(MENU, [option(_("Open again"), f"{TO_REOPEN}:{key}")])
    return overflow(
        MENU,
        [
            option(_("Answered …"), f"{TO_ANSWER}:{key}"),
            option(_("Ask a colleague to answer …"), f"{TO_ASSIGN}:{key}"),
        ],
    )


def chosen(value: str) -> tuple[str, int, Asked]:
    """What a menu's choice is to do, to which voice, and the list it stands in."""
    act, voice_id, asked = value.split(":", 2)
    return act, int(voice_id), Asked.read(asked)


def waiting(one: Voice, on: date) -> Json:
    """An open voice on a card, with the button that answers it."""
    said = f"{voice_name(one.kind)}: {lines.quoted(one.text)}"
    said += f" ({dates.day(one.said_on, on)})" if one.said_on else ""
    label = _("Say what was answered to: {text}").format(text=one.text)
    return section(said, accessory=button(_("Answered …"), ANSWER, str(one.id), label=label))


def asked_to(told: Told, asker: str, on: date) -> Message:
    """The message to who is asked to answer."""
    intro = _("{asker} asks you to answer a customer:").format(asker=lines.short(asker))
    asked = line(replace(told, assignee=""), on)
    return {
        "text": lines.fallback([intro, asked]),
        "blocks": [
            section(intro),
            section(asked),
            actions(button(_("Answered …"), ANSWER, str(told.voice.id))),
        ],
    }


def settled(told: Told, on: date) -> Message:
    """What became of a voice just now."""
    return {"text": line(told, on), "blocks": [section(line(told, on))]}


def no_account(words: str) -> Message:
    """There is no customer of that name."""
    text = _("No customer goes by “{name}”.").format(name=lines.short(words))
    return {"text": text, "blocks": [section(text)]}


def not_yours() -> Message:
    """An answer to who may not read a voice."""
    text = _("Only who was there, who looks after this customer, and managers can do this.")
    return {"text": text, "blocks": [section(text)]}


def taught_button(team_id: int, monday: date) -> Json:
    """The button behind which the words of a team's week are, for those who may read them."""
    return button(_("What they taught us"), TAUGHT, f"{team_id}:{monday.isoformat()}")


def taught_of(value: str) -> tuple[int, date]:
    """The team and the Monday that the button stands for."""
    team_id, _colon, monday = value.partition(":")
    return int(team_id), date.fromisoformat(monday)


def taught(
    kinds: Mapping[VoiceKind, int],
    accounts: Sequence[tuple[str, Taught]],
    told: Sequence[Told],
    monday: date,
    on: date,
) -> Message:
    """A week's voices: counts by kind and account for everybody, and the words one may read."""
    title = _("What customers taught us, week of {day}").format(day=dates.day(monday, on))
    if not accounts:
        text = f"{title}: {_('nothing was written down.')}"
        return {"text": text, "blocks": [section(text)]}
    rows = [counts(kinds)]
    rows += [f"{lines.short(name)}: {counts(one.kinds)}" for name, one in accounts[:15]]
    rest = len(accounts) - 15
    rows += [ngettext("and {n} more account", "and {n} more accounts", rest)] if rest > 0 else []
    words = [line(one, on) for one in told[:PER_WEEK]]
    hidden = sum(kinds.values()) - len(told)
    blocks = [header(title), section("\n".join(rows)), *map(section, words)]
    more = len(told) - len(words)
    untold = [_("and {n} more: `voices all` has them").format(n=more)] if more > 0 else []
    tail = ngettext(
        "The words of {n} voice are for those who look after the customer.",
        "The words of {n} voices are for those who look after the customers.",
        hidden,
    )
    untold += [tail] if hidden > 0 else []
    blocks += map(context, untold)
    said = [title, *rows, *words, *untold]
    return {"text": lines.fallback(said), "blocks": blocks}


def counts(kinds: Mapping[VoiceKind, int]) -> str:
    """Voices by kind: "Need 3, Worry 1"."""
    return ", ".join(f"{voice_name(kind)} {kinds[kind]}" for kind in VoiceKind if kinds.get(kind))
