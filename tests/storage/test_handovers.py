"""Handovers, incidents and absences, on both databases."""

from dataclasses import replace
from datetime import timedelta

import pytest

from storage import Tx
from tests.conftest import TEAM
from tests.storage.company import NOW, TODAY, found, meeting
from upkeep.handover import State


@pytest.fixture
def tx(any_store):
    with any_store.transaction(TEAM) as tx:
        yield tx


@pytest.fixture
def company(tx: Tx):
    return found(tx)


def test_a_proposal_keeps_its_plan_and_is_settled(tx, company):
    mine, li = company.member.id, company.li.id
    made = tx.handovers.propose(mine, None, NOW, "left")
    assert tx.handovers.propose(mine, None, NOW, "left") == made
    planned = replace(made, contacts={li: mine}, accounts={company.account.id: mine}, told=("U1",))
    tx.handovers.plan(planned)
    assert tx.handovers.get(made.id) == planned
    assert tx.handovers.open_of(mine) == [planned]
    tx.handovers.settle(made.id, State.DONE, mine, NOW)
    assert tx.handovers.open_of(mine) == []


def test_an_incident_is_one_for_its_request_and_for_its_words_while_it_lasts(tx, company):
    def opened(text, request):
        return tx.incidents.add(
            company.account.id, text, company.member.id, first=TODAY,
            last=TODAY + timedelta(days=13), report_at=NOW + timedelta(days=14), request=request,
        )  # fmt: skip

    first, new = opened("down", "1")
    assert new
    assert opened("down", "1") == opened("down", "2") == (first, False)
    other = opened("fire", "3")[0]
    assert tx.incidents.open_at(company.account.id, TODAY) == [other, first]
    assert tx.incidents.open_on(TODAY + timedelta(days=14)) == []
    assert tx.incidents.to_report(NOW) == []
    assert len(tx.incidents.to_report(NOW + timedelta(days=14))) == 2
    closed = tx.incidents.close(first.id, TODAY + timedelta(days=2))
    assert (closed.until, closed.report_at) == (TODAY + timedelta(days=2), None)
    assert tx.incidents.open_at(company.account.id, TODAY) == [other]
    assert opened("down", "4")[1], "it may happen again"


def test_who_was_met_first_because_of_it(tx, company):
    tx.incidents.add(
        company.account.id, "down", company.member.id, first=TODAY - timedelta(days=3),
        last=TODAY, report_at=NOW, request="1",
    )  # fmt: skip
    for number, (who, days) in enumerate(((company.li, 2), (company.marta, 9), (company.marta, 1))):
        tx.visits.add(meeting(company, who, days_ago=days), company.member.id, NOW, str(number))
    here = [company.account.id]
    assert tx.incidents.met_first(here, TODAY - timedelta(days=6), TODAY) == [company.li.id]
    assert tx.incidents.met_first(here, TODAY - timedelta(days=1), TODAY) == []
    assert tx.incidents.met_first([], TODAY - timedelta(days=6), TODAY) == []


def test_the_neglected_ones_of_who_is_away_come_to_who_stands_in(tx, company):
    dana = tx.members.ensure("UDANA", name="Dana")
    tx.visits.add(meeting(company, company.li, days_ago=90), company.member.id, NOW, "1")
    away = {"away_from": TODAY, "away_until": TODAY + timedelta(days=2)}
    tx.members.change(company.member.id, **away)

    def named(days=0):
        return [one.id for one in tx.contacts.neediest(dana.id, TODAY + timedelta(days=days), 9)]

    assert named() == []
    assert tx.contacts.unattended([company.member.id], TODAY) == [company.li.id]
    tx.members.change(company.member.id, standin_id=dana.id)
    assert named() == [company.li.id], "Marta was never met"
    assert tx.contacts.unattended(None, TODAY) == []
    assert named(days=3) == []
    tx.members.change(company.member.id, active=False)
    assert tx.contacts.unattended([company.member.id], TODAY) == [company.li.id]
