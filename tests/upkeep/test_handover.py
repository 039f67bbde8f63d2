"""Handing over: everybody finds a new owner, who knows them or has room; and what would be lost."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from upkeep import handover
from upkeep.accounts import Account, Contact, Level
from upkeep.handover import Heir, Legacy, Touch
from upkeep.policy import Policy
from upkeep.visits import Channel, FollowUp, Visit, Voice, VoiceKind

ON = date(2026, 11, 24)
ACME = Account(1, "Acme")
WANG, DANA, EVE = 1, 2, 3

KNOWN = st.dictionaries(st.integers(1, 5), st.tuples(st.integers(0, 2), st.integers(0, 2)))
LEGACIES = st.lists(st.tuples(st.integers(1, 4), KNOWN), max_size=40).map(
    lambda rows: [Legacy(n, account, known) for n, (account, known) in enumerate(rows)]
)
HEIRS = st.lists(
    st.builds(Heir, st.integers(1, 6), st.integers(0, 20), st.booleans()),
    min_size=1, max_size=5, unique_by=lambda one: one.member_id,
)  # fmt: skip


@settings(max_examples=80)
@given(LEGACIES, HEIRS)
def test_each_contact_has_exactly_one_new_owner_who_knows_it_best(legacies, heirs):
    plan = handover.split(legacies, heirs)
    assert plan.keys() == {one.contact_id for one in legacies}
    for one in legacies:
        best = max(one.known.get(heir.member_id, (0, 0)) for heir in heirs)
        assert one.known.get(plan[one.contact_id], (0, 0)) == best
    assert handover.split(legacies, heirs[::-1]) == plan


@settings(max_examples=80)
@given(st.lists(st.integers(1, 4), max_size=40), HEIRS)
def test_where_nobody_knows_anybody_accounts_stay_whole_and_loads_end_close(accounts, heirs):
    legacies = [Legacy(n, account, {}) for n, account in enumerate(accounts)]
    plan = handover.split(legacies, heirs)
    taken = Counter(plan.values())
    ends = {one.member_id: one.load + taken[one.member_id] for one in heirs}
    for one in heirs:
        if taken[one.member_id]:
            assert ends[one.member_id] <= min(ends.values()) + handover.WHOLE + 1
    for account, count in Counter(accounts).items():
        owners = {plan[one.contact_id] for one in legacies if one.account_id == account}
        assert len(owners) <= -(-count // handover.WHOLE)


def test_in_a_large_team_a_customer_gets_one_face_and_not_one_from_everybody():
    legacies = [Legacy(n, n // 10, {}) for n in range(300)]
    plan = handover.split(legacies, [Heir(n, load=50) for n in range(49)])
    owners = [{plan[n] for n in range(start, start + 10)} for start in range(0, 300, 10)]
    assert all(len(some) == 1 for some in owners)
    assert len(set.union(*owners)) == 30, "and nobody gets two while somebody has none"
    hall = handover.split([Legacy(n, 1, {}) for n in range(100)], [Heir(n) for n in range(49)])
    assert sorted(Counter(hall.values()).values()) == [handover.WHOLE] * 5


def test_accounts_stay_together_as_far_as_loads_allow():
    legacies = [Legacy(n, 1 + n % 2, {}) for n in range(10)]
    plan = handover.split(legacies, [Heir(DANA), Heir(EVE)])
    assert {frozenset(n % 2 for n in plan if plan[n] == who) for who in (DANA, EVE)} == {
        frozenset({0}), frozenset({1}),
    }  # fmt: skip
    assert handover.of_accounts(plan, legacies) == {1: DANA, 2: EVE}


def test_of_equals_the_one_in_the_same_zone_comes_first():
    assert handover.split([Legacy(9, 1, {})], [Heir(DANA), Heir(EVE, near=True)]) == {9: EVE}


def test_who_is_of_another_team_takes_on_only_whom_he_knows():
    legacies = [Legacy(n, n, {EVE: (1, 1)} if n == 1 else {}) for n in range(1, 8)]
    heirs = [Heir(DANA, load=50), Heir(EVE, guest=True)]
    assert handover.split(legacies, heirs) == {1: EVE} | dict.fromkeys(range(2, 8), DANA)
    assert set(handover.split(legacies, heirs[1:]).values()) == {EVE}, "somebody has to"


def test_with_nobody_there_is_no_split():
    with pytest.raises(ValueError, match="nobody"):
        handover.split([], [])


def contact(n, level=Level.GENERAL, days_ago=None):
    last = ON - timedelta(days=days_ago) if days_ago is not None else None
    return Contact(n, ACME, f"P{n}", date(2026, 1, 1), ON, level=level, last_touch_on=last)


def visit(n, members, *contacts):
    at = datetime(2026, 11, 24, tzinfo=UTC)
    on = ON - timedelta(days=n)
    return Visit(n, 1, "Acme", on, Channel.CALL, contacts, (), members, members[0], at)


def brief(guides, *made, giver=WANG):
    people = [contact(1), contact(2, Level.KEY)]
    return handover.brief(
        people[0].account,
        people,
        made,
        [Voice(VoiceKind.NEED, "spares")],
        [FollowUp("send SLA")],
        giver_id=giver,
        heir_id=DANA,
        guides=guides,
    )


def test_a_brief_tells_people_visits_what_is_open_and_whom_to_visit_with_whom():
    made = [visit(n, (WANG,), 1) for n in range(5)]
    told = brief({WANG, EVE}, *made)
    assert [one.id for one in told.contacts] == [2, 1], "the senior one first"
    assert told.visits == tuple(made[: handover.VISITS])
    assert (told.voices[0].text, told.promises[0].text) == ("spares", "send SLA")
    assert (told.three_way.id, told.guide_id) == (1, WANG)


def test_who_has_left_comes_along_nowhere_but_another_who_knows_them_does():
    assert brief({EVE}, visit(1, (WANG,), 1)).three_way is None
    told = brief({EVE}, visit(1, (WANG,), 2), visit(2, (WANG, EVE), 1))
    assert (told.three_way.id, told.guide_id) == (1, EVE)
    told = brief({WANG, EVE}, visit(1, (EVE,), 2), visit(2, (WANG,), 1))
    assert (told.three_way.id, told.guide_id) == (1, WANG), "the giver first, while he is there"


def test_a_vote_goes_cold_where_nobody_else_keeps_it_warm():
    people = [contact(n) for n in range(1, 5)]
    touches = [
        Touch(1, ON - timedelta(days=5), (WANG,)),
        Touch(2, ON - timedelta(days=5), (WANG, DANA)),
        Touch(3, ON - timedelta(days=5), (WANG,)),
        Touch(3, ON - timedelta(days=30), (DANA,)),
        Touch(4, ON + timedelta(days=1), (WANG,)),
    ]
    (lost,) = handover.rehearse(people, touches, WANG, Policy(), ON)
    assert [one.id for one in lost.cold] == [1]
    assert lost.warm == 3
    assert (lost.before or 0) > 0.8
    assert lost.after == 0, "two votes of four decide nothing"
    assert handover.rehearse(people, touches, EVE, Policy(), ON) == []
    (few,) = handover.rehearse(people[:2], touches, WANG, Policy(), ON)
    assert (few.before, few.after) == (None, None)


def test_a_last_visit_that_a_list_brought_goes_with_the_keeper_and_with_nobody_else():
    people = [contact(n) for n in range(1, 5)]
    kept = replace(people[0], owner_id=WANG)
    touches = [Touch(n, ON - timedelta(days=5), ()) for n in range(1, 5)]
    (lost,) = handover.rehearse([kept, *people[1:]], touches, WANG, Policy(), ON)
    assert [one.id for one in lost.cold] == [kept.id]
    assert handover.rehearse(people, touches, EVE, Policy(), ON) == []
