"""The forms and answers about who is on the list: within Slack's limits, whatever is in them."""

from dataclasses import replace
from datetime import date

import pytest

from tests.views.conftest import NASTY
from upkeep import merging
from upkeep.accounts import Account, Contact
from upkeep.cadence import Coverage, Standing
from upkeep.eyes import Eyes, Flaw, Life
from upkeep.introductions import Introduction
from views import cards, lines
from views.contacts import accounts, adding, form, merge
from views.contacts.merge import Side

ON = date(2026, 11, 24)


def contact(n, name, **more):
    return Contact(n, Account(1, "Acme"), name, added_on=ON, due_on=ON, **more)


LONG = contact(1, name=NASTY, title=NASTY, phone=NASTY, email=NASTY, aliases=(NASTY,) * 9)
FIRM = Account(3, NASTY, (NASTY,) * 9)


def test_the_form_is_painted_empty_and_full(painted_view):
    painted_view(form.form(form.Filled(), "{}"))
    full = form.filled(LONG, "U0ALICE")
    shown = painted_view(form.form(full, "{}", edit=True, alike=[LONG] * 9))
    assert "Already on the list?" in shown
    painted_view(form.form(replace(full, account=FIRM, owner=None), "{}"))
    painted_view(form.move_form(LONG, "{}"))
    painted_view(accounts.form(replace(FIRM, cadence=30), "U0ALICE", "{}"))
    painted_view(accounts.form(Account(1, "Acme"), "", "{}"))


def test_the_answers_are_painted(painted):
    painted(adding.alike([LONG] * 9, NASTY, 1))
    for said in (
        Introduction(),
        Introduction(NASTY, account=NASTY),
        Introduction("Bo", account=NASTY, account_ids=(1, 2)),
        Introduction("Bo", account_ids=(1,), doubtful=True),
        Introduction("Bo"),
    ):
        painted(adding.unclear(said, 1))


def test_a_merge_shows_what_is_kept_and_what_is_not(painted_view):
    painted_view(merge.choose(LONG, "{}"))
    other = contact(2, name="Li Wei", title="Buyer", weight=7)
    kept, gone = Side(LONG, 3, 1, NASTY), Side(replace(other, account=FIRM), 2, 0, "")
    result = merging.merged(LONG, other)
    shown = painted_view(merge.preview(kept, gone, result, 1, ("general", "general"), "{}"))
    assert "4 visits in all" in shown
    assert "not kept: ~Buyer~" in shown
    assert "At different accounts" in shown


@pytest.mark.parametrize("life", Life)
def test_the_card_of_an_account_turns_its_pages_and_tells_its_eyes(painted, life):
    facts = cards.AccountFacts(
        FIRM,
        "",
        Coverage(),
        lines.Tally(0, 300, 151),
        eyes=(Eyes(life, (1, 2), tuple(Flaw)), (NASTY, NASTY)),
        rows=[(LONG, Standing.UNMET)] * 8,
        first=16,
        total=300,
        change=(NASTY, LONG.added_on),
        hidden=3,
    )
    shown = painted(cards.account(facts, LONG.added_on))
    assert "17 to 24 of 300" in shown
    assert "3:1" in shown
    assert "3:3" in shown
    assert "3 open voices and promises" in shown
