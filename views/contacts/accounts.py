"""The form of an account: its names, its contract, who answers for it, how long it may wait."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from upkeep.accounts import Account
from upkeep.errors import Refusal
from views import failures, fields, inputs, pieces
from views.language import _
from views.pieces import Json

FORM = "account.form_sent"

_NAME, _ALIASES, _CONTRACT, _OWNER, _CADENCE = "name", "aliases", "contract", "owner", "cadence"
_LONGEST, _DAYS = 200, 999
_CONTRACTS = {"yes": True, "no": False, "unknown": None}


@dataclass(frozen=True, slots=True)
class Sent:
    """What came back; `errors` say by field what is wrong."""

    own: Mapping[str, object]
    owner: str
    errors: Mapping[str, str] = field(default_factory=dict)


def form(account: Account, owner: str, metadata: str) -> Json:
    """The form, as the account is."""
    told = next(word for word, value in _CONTRACTS.items() if value is account.contract)
    contracts = [
        pieces.option(_("Yes"), "yes"),
        pieces.option(_("No"), "no"),
        pieces.option(_("Not known"), "unknown"),
    ]
    also = inputs.text_input(_ALIASES, initial=fields.listed(account.aliases))
    days = inputs.text_input(
        _CADENCE, initial=str(account.cadence or ""), placeholder=_("the policy's"), most=3
    )
    who = inputs.users_select(_OWNER, initial=[owner] if owner else [], placeholder=_("nobody yet"))
    name = inputs.text_input(_NAME, initial=account.name, most=_LONGEST)
    hint = _("Short forms and other names, as people type them; a comma between them.")
    return pieces.modal(
        _("Edit account"),
        [
            inputs.field(_("Name"), name, _NAME),
            inputs.field(_("Also called"), also, _ALIASES, optional=True, hint=hint),
            inputs.field(
                _("Contract"), inputs.static_select(_CONTRACT, contracts, initial=told), _CONTRACT
            ),
            inputs.field(
                _("Owner"),
                who,
                _OWNER,
                optional=True,
                hint=_("Answers for every contact there who has no owner of its own."),
            ),
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
    errors = {}
    if not name:
        errors[_NAME] = failures.sentence(Refusal("form.account_name"))
    if days and not (days.isdecimal() and 0 < int(days) <= _DAYS):
        errors[_CADENCE] = failures.sentence(Refusal("form.days"))
    own: dict[str, object] = {
        "name": name,
        "aliases": fields.several(values, _ALIASES),
        "contract": _CONTRACTS[fields.chosen(values, _CONTRACT) or "unknown"],
        "cadence": int(days) if days and not errors else None,
    }
    return Sent(own, fields.user(values, _OWNER) or "", errors)


def errors(refusal: Refusal) -> dict[str, str]:
    """A refusal at the field it is about."""
    return {_NAME if refusal.code == "account.known" else _OWNER: failures.sentence(refusal)}
