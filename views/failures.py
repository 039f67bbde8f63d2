"""What is said when something cannot be done: a sentence that says what to do next."""

from types import MappingProxyType

from upkeep.errors import Refusal
from views import sheets
from views.language import N_, _
from views.pieces import Json, cut, escaped, modal, section

#: Letters of what was typed that are given back.
TYPED = 2500
_SENTENCES = MappingProxyType(
    {
        "gone": N_("That is not there any more. Somebody may have removed it; look it up anew."),
        "date.future": N_(
            "A visit is something that happened, and that day is still to come. Which day was it?"
        ),
        "date.old": N_("That is more than a year ago. Which day was it?"),
        "date.range": N_("A visit is on one day. Log each day of several on its own."),
        "date.unclear": N_("I could not tell which day you mean. Which day was it?"),
        "visit.planned": N_(
            "That sounds like a plan. Log it once it has happened; a promise goes after “next:”."
        ),
        "contact.none": N_("Whom did you meet? Name a contact, or an @Account and what it was."),
        "account.several": N_("These people are at different customers. Log one visit for each."),
        "visit.not_yours": N_("Only who was there, or a manager, can change this visit."),
        "visit.late": N_(
            "A visit can be undone until the end of the next day. Edit it, or ask a manager."
        ),
        "visit.apart": N_("These two are not one meeting any more: one was changed or undone."),
        "visit.changed": N_(
            "This visit was changed since you opened it. Copy what you typed, close this, and press"
            " Edit again."
        ),
        "visit.undone": N_("This visit was undone. Let it stand again first: Log it again."),
        "rhythm.unclear": N_(
            "“{value}” is no rhythm I know. Write weekdays (Mon, Wed, Fri), every workday, first"
            " workday of the month, or an RRULE such as FREQ=WEEKLY;INTERVAL=2;BYDAY=MO"
        ),
        "rhythm.part": N_(
            "A rhythm is of days, without an end or hours: {value} cannot be part of it"
        ),
        "rhythm.empty": N_("“{value}” has no day at all in some years"),
        "rhythm.often": N_("“{value}” comes on several days of a week: choose one"),
        "days.unclear": N_(
            "“{value}” is no day. Write days as 2026-12-24, spans as 2026-12-24 to 2027-01-01"
        ),
        "days.rhythm": N_("“{value}” are no days of the week. Write Mon, Tue, Wed"),
        "targets.unclear": N_(
            "“{value}” says no targets. Write functions with visits a week: default 5, executive 2"
        ),
        "emoji.unclear": N_("“{value}” is no name of an emoji. Write names such as palm_tree"),
        "country.unknown": N_(
            "The holidays of “{value}” are not known. Write a code such as DE, US-CA or CN"
        ),
        "draft.finished": N_("This one is finished already, or older than a week."),
        "form.contacts": N_("Choose at least one contact, or the account that was visited."),
        "form.date": N_("Choose the day of the visit."),
        "form.voices": N_(
            "Each line needs #need, #worry, #complaint, #idea or #praise, and their words."
        ),
        "form.promise": N_("Say what was promised, or take the date away."),
        "form.due": N_("Choose a day after the visit."),
        "form.name": N_("Write the name of the person."),
        "form.account": N_("Choose the account, or write the name of a new one."),
        "form.account_name": N_("Write the name of the account."),
        "form.email": N_("That is no e-mail address. Write one like li.wei@acme.com."),
        "form.days": N_("Write a number of days, from 1 to 3650, or leave this empty."),
        "form.long": N_(
            "“{value}” is longer than {most} characters. A comma goes between two names."
        ),
        "move.same": N_("That is where they are already. Choose another account."),
        "form.colleague": N_("Choose a colleague who is at work here: no bots, nobody who left."),
        "account.known": N_("Another account goes by the name {name}. Choose another name."),
        "account.alike": N_(
            "{name} is on the list: choose it above. If this is another company, write what tells"
            " them apart, such as its town."
        ),
        "merge.none": N_("Choose the other record of the same person."),
        "merge.same": N_("That is the same record already. Choose another one."),
        "merge.others": N_(
            "{name} looks after the one that would go. Keep that one instead, or ask {name} or a"
            " manager to merge them."
        ),
        "merge.later": N_("Another merge came after this one. Undo the later one first."),
        "merge.late": N_("A merge can be undone until the end of the next day."),
        "merge.not_yours": N_("Only who merged them, or a manager, can undo this."),
        "promise.day": N_("Choose a day from today on, within a year."),
        "voice.answered": N_(
            "This one was answered meanwhile: it is among the answered ones. Open it again there to"
            " say something else."
        ),
        "handover.late": N_(
            "A handover can be undone until the end of the next day. Hand it back instead."
        ),
        "handover.heir_left": N_(
            "{name} has left since this was proposed. Choose somebody else there, or leave it as it"
            " is and ask anew."
        ),
        "form.elsewhere": N_("The people above are at {account}: leave this empty."),
        "form.two_accounts": N_("Leave this empty, or take the account above away."),
    }
)
_LONGEST = 80


def sentence(refusal: Refusal) -> str:
    """A refusal of the rules in the reader's language."""
    said = _SENTENCES.get(refusal.code)
    if said is None:
        return sheets.reason(refusal)
    return _(said).format(**{key: cut(str(one), _LONGEST) for key, one in refusal.values.items()})


def broken(number: str) -> str:
    """Something failed that nobody foresaw; the number also stands in the log."""
    return _(
        "Something went wrong here, and nothing was saved. Try again; if it stays so, tell your"
        " admin the number {number}."
    ).format(number=number)


def with_typed(sentence: str, typed: str) -> str:
    """The same with what was typed after a command, as Slack gave it: nothing typed is lost."""
    if not typed.strip():
        return sentence
    quoted = "\n".join(f"> {line}" for line in cut(typed, TYPED).splitlines())
    return sentence + "\n" + _("You typed:") + "\n" + quoted


def page(text: str) -> Json:
    """The same on a page of its own."""
    return modal(
        _("That did not work"),
        [section(escaped(text))],
        callback_id="failure.page",
        close=_("Close"),
    )
