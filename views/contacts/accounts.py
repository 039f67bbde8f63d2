"""The form of an account: its names, its contract, who answers for it, how long it may wait."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from upkeep.accounts import Account
from upkeep.errors import Refusal
from upkeep.sheets import cells
from views import failures, fields, inputs, pieces
from views.language import _
from views.pieces import Json

FORM = "account.form_sent"

_NAME, _ALIASES, _CONTRACT, _OWNER, _CADENCE = "name", "aliases", "contract", "owner", "cadence"
_LONGEST = 200
_CONTRACTS = {"yes": True, "no": False, "unknown": None}


@dataclass(frozen=True, slots=True)
class Sent:
    """What came back; `errors` say by field what is wrong."""

    own: Mapping[str, object]
    owner: str
    errors: Mapping[str, str] = field(default_factory=dict)


def form(account: Account, owner: str | None, metadata: str) -> Json:
    """The form, as the account is. `owner`: a Slack id or empty; None: not the reader's to say."""
    told = next(word for word, value in _CONTRACTS.items() if value is account.contract)
    contracts = [
        pieces.option(_("Yes"), "yes"),
        pieces.option(_("No"), "no"),
        pieces.option(_("Not known"), "unknown"),
    ]
    also = inputs.text_input(_ALIASES, initial=fields.listed(account.aliases))
    days = inputs.text_input(
        _CADENCE, initial=str(account.cadence or ""), placeholder=_("the policy's"), most=4
    )
    who = inputs.users_select(_OWNER, initial=[owner] if owner else [], placeholder=_("nobody yet"))
    name = inputs.text_input(_NAME, initial=account.name, most=_LONGEST)
    every = _("Answers for every contact there who has no owner of its own.")
    answers = inputs.field(_("Owner"), who, _OWNER, optional=True, hint=every)
    hint = _("Short forms and other names, as people type them; a comma between them.")
    return pieces.modal(
        _("Edit account"),
        [
            inputs.field(_("Name"), name, _NAME),
            inputs.field(_("Also called"), also, _ALIASES, optional=True, hint=hint),
            inputs.field(
                _("Contract"), inputs.static_select(_CONTRACT, contracts, initial=told), _CONTRACT
            ),
            *([answers] if owner is not None else []),
            inputs.field(_("Longest time without a visit, in days"), days, _CADENCE, optional=True),
        ],
        callback_id=FORM,
        submit=_("Save"),
        close=_("Cancel"),
        metadata=metadata,
    )


def read(view: Json) -> Sent:
    """What stands in the form, with errors by field."""
    values = fields.values(view)
    name, days = " ".join(fields.text(values, _NAME).split()), fields.text(values, _CADENCE)
    aliases, errors = fields.other_names(values, _ALIASES)
    if not name:
        errors[_NAME] = failures.sentence(Refusal("form.account_name"))
    if days and not (days.isdecimal() and 0 < int(days) <= cells.MOST_CADENCE):
        errors[_CADENCE] = failures.sentence(Refusal("form.days"))
    own: dict[str, object] = {
        "name": name,
        "aliases": aliases,
        "contract": _CONTRACTS[fields.chosen(values, _CONTRACT) or "unknown"],
        "cadence": int(days) if days and not errors else None,
    }
    return Sent(own, fields.user(values, _OWNER) or "", errors)


def errors(refusal: Refusal) -> dict[str, str]:
    """A refusal at the field it is about."""
    return {_NAME if refusal.code == "account.known" else _OWNER: failures.sentence(refusal)}
