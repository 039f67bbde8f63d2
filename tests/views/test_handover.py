"""Handing over as it looks: within Slack's limits, whatever was typed and however much it is."""

from datetime import date

import pytest

from tests.views.conftest import pressed
from upkeep.accounts import Account, Contact
from upkeep.handover import Brief, Loss, State
from upkeep.visits import FollowUp, Voice, VoiceKind
from views import handover
from views.handover import Proposal, Share, brief, rehearsal

ON = date(2026, 11, 24)
LONG = "<!channel> *x* " * 300
PEOPLE = tuple(Contact(n, Account(1, LONG), LONG, ON, ON, title=LONG) for n in range(60))


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("start", [0, 45])
def test_proposals_keep_slacks_limits(painted, state, start):
    shares = [
        Share(n, LONG, ((LONG, 3),) * 20, frozenset({LONG}), "U1" if n else None) for n in range(50)
    ]
    painted(
        handover.proposal(Proposal(1, LONG, state, True, shares, 300, 2, LONG, (LONG,) * 9, start))
    )


def test_briefs_and_rehearsals_keep_slacks_limits(painted):
    one = Brief(
        1, LONG, PEOPLE, (), (Voice(VoiceKind.NEED, LONG),) * 9, (FollowUp(LONG, ON),) * 9,
        PEOPLE[0], 1,
    )  # fmt: skip
    pages = brief.briefs(LONG, [one] * 20, {1: LONG}, ON)
    assert len(pages) == 3
    for page in pages:
        painted(page)
    painted(rehearsal.rehearsal(LONG, [Loss(1, LONG, PEOPLE, 60, 0.5, 0.0)] * 60, 300))
    assert "hardly any" in painted(rehearsal.rehearsal("W", [Loss(1, "A", PEOPLE, 60, 0.5, 0)], 3))
    alone = rehearsal.rehearsal("W", [Loss(1, "A", PEOPLE[:1], 1, None, None)], 3)
    assert "*A*: the only warm vote: " in alone["text"]
    moved = rehearsal.rehearsal("W", [Loss(7, "A", PEOPLE, 60, 0.5, 0.2)], 3)
    assert "Support is a model; “Why?” shows what it is made of." in moved["text"]
    assert pressed(moved["blocks"]) == ["7"]
    same = rehearsal.rehearsal("W", [Loss(1, "A", PEOPLE, 60, 0.0, 0.0)], 3)
    assert "hardly any" not in painted(same), "nothing has changed"
    assert "model" not in painted(same), "no figure is told"
    assert "0 votes that are warm" in painted(rehearsal.rehearsal("Wang", [], 0))
