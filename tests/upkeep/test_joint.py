"""Who goes along with whom: somebody senior where that is missing, and each in turn."""

import pytest

from tests.upkeep.people import ACME, TODAY, ago, contact, entries, member, visit
from upkeep import alerts, joint
from upkeep.accounts import Account, Level
from upkeep.alerts import Alert, Kind, Line
from upkeep.joint import Joint

TEAM = [member(1), member(2), member(3)]


def facts(account=ACME, contacts=(), visits=()):
    return alerts.facts(account, entries(contacts), visits, {}, TODAY)


def plan(lines, known, seniors=(), made=None):
    return joint.five(lines, {one.account.id: one for one in known}, TEAM, seniors, made or {})


def test_the_owner_takes_along_who_has_made_fewest_visits():
    line = Line(1, "Acme", (Alert(Kind.SINGLE_THREADED, member_id=1),))
    known = [facts(contacts=[contact(1, touched=ago(1)), contact(2)], visits=[visit(ago(1))])]
    assert plan([line], known, made={2: 4, 3: 1}) == [Joint(2, 1, 3, line)]
    assert plan([line], known, made={2: 0, 3: 1}) == [Joint(2, 1, 2, line)]


def test_where_somebody_senior_is_missing_a_senior_goes():
    line = Line(1, "Acme", (Alert(Kind.SHIELDED),))
    assert plan([line], [facts(contacts=[contact(1)])], {3}, {3: 9}) == [Joint(1, 1, 3, line)]


def test_whom_to_meet_is_whose_vote_would_change_most():
    people = [
        contact(1, touched=ago(10)),
        contact(2, touched=ago(59), weight=3),
        contact(3, touched=ago(30), level=Level.KEY),
    ]
    line = Line(1, "Acme", (Alert(Kind.FLOOD, (1,)),))
    [one] = plan([line], [facts(contacts=people)])
    assert one.contact_id == 2


@pytest.mark.parametrize(
    ("alert", "whom"),
    [
        (Alert(Kind.BLIND), 4),
        (Alert(Kind.ONE_EYED, (4,)), 3),
        (Alert(Kind.FALSE_EYE, (3, 4)), 4),
        (Alert(Kind.SILENT, (1,)), 1),
        (Alert(Kind.FLOOD, (1,)), 2),
    ],
)
def test_whom_to_meet_is_one_of_those_whom_the_danger_is_about(alert, whom):
    people = [
        contact(1, touched=ago(10)),
        contact(2, touched=ago(200), weight=3),
        contact(3, touched=ago(20), level=Level.KEY),
        contact(4, touched=ago(25), level=Level.EXECUTIVE),
    ]
    line = Line(1, "Acme", (alert,))
    [one] = plan([line], [facts(contacts=people)])
    assert one.contact_id == whom


def test_who_has_left_or_is_away_hosts_nobody():
    line = Line(1, "Acme", (Alert(Kind.SINGLE_THREADED, member_id=2),))
    known = [facts(Account(1, "Acme", owner_id=9), [contact(1)])]
    assert plan([line], known) == [Joint(1, 2, 1, line)]


def test_five_at_most_each_colleague_in_turn_and_none_to_nobody():
    lines = [Line(n, f"Account {n}", (Alert(Kind.SILENT),)) for n in range(1, 9)]
    known = [facts(Account(n, f"Account {n}", owner_id=1), [contact(n)]) for n in range(2, 9)]
    known.append(facts(Account(1, "Account 1", owner_id=1)))  # nobody is left there
    found = plan(lines, known)
    assert [one.line.account_id for one in found] == [2, 3, 4, 5, 6]
    assert [one.guest_id for one in found] == [2, 3, 2, 3, 2]


def test_without_an_owner_who_holds_the_thread_is_the_host_and_a_lone_member_goes_alone():
    line = Line(1, "Acme", (Alert(Kind.SINGLE_THREADED, member_id=2),))
    known = {1: facts(Account(1, "Acme"), [contact(1)])}
    assert joint.five([line], known, [member(2)], (), {}) == [Joint(1, 2, None, line)]
