"""The vote board: every vote as a bar, within Slack's limits for hundreds of them."""

import re
from typing import Any

import pytest

from tests.views.conftest import NASTY
from upkeep.accounts import Level
from upkeep.decision import Tide
from upkeep.eyes import Eyes, Flaw, Life
from upkeep.ledger import Entry
from views import votes_board as views
from views.lines import Tally


def vote(number, days=10, name="Li Wei", **more) -> views.Vote:
    entry = Entry(number, 1, 1, Level.KEY, 60, more.pop("weight", 1), None, days, 99, True)
    return views.Vote(
        entry, name, more.pop("title", ""), more.pop("met_by", {}), more.get("swing", 0)
    )


def board(votes, name="Acme", **more) -> views.Board:
    known: dict[str, Any] = {
        "members": {7: "Dana Rossi", 8: "Bo"},
        "tally": Tally(1, 3, 2, 0.46),
        "without_strongest": 0.31,
        "eyes": Eyes(Life.ONE_EYED, (1,)),
        "tide": Tide(1, 3, 2, 1, (2,)),
    }
    return views.Board(9, name, votes, **known | more)


def test_it_says_how_the_account_would_decide_and_what_would_change_it(painted_view):
    told = painted_view(
        views.paint(board([vote(1), vote(2, 65, "Bo Ek", swing=0.12), vote(3, None, "Cy")]))
    )
    for part in (
        "1 of 3 votes warm, 2 needed.",
        "Support 46%.",
        "Even if the strongest vote goes against us: 31%.",
        "One-eyed: of those who decide only Li Wei is warm.",
        "Nearest to the tide point, where the yes-votes carry it: Bo Ek.",
        "A visit to Bo Ek lifts support from 46% to 58%.",
        "Nobody was met.",
    ):
        assert part in told


def test_each_vote_is_a_bar_with_its_weight_and_who_knows_it(painted_view):
    told = painted_view(
        views.paint(board([vote(1, 60, weight=3, title="Buyer", met_by={8: 1, 7: 4})]))
    )
    assert "▰▰▰▰▱▱▱▱ 50% *Li Wei*, Buyer · due soon · weight 3 · met by Dana Rossi, Bo" in told
    assert "A\N{NO-BREAK SPACE}Dana Rossi · B\N{NO-BREAK SPACE}Bo" in told
    assert "Visits by  A  B\\nLi Wei     4  1" in told
    six = {n: 9 - n for n in range(6)}
    assert "met by ?, ?, ? and 3 more" in painted_view(views.paint(board([vote(1, met_by=six)])))
    assert "▱▱▱▱▱▱▱▱ 0% *Cy* · not met yet" in painted_view(
        views.paint(board([vote(3, None, "Cy")]))
    )


@pytest.mark.parametrize(
    ("eyes", "said"),
    [
        (Eyes(Life.ALIVE, (1, 2)), "Two eyes: Li Wei and Bo."),
        (
            Eyes(Life.FALSE_EYE, (1, 2), (Flaw.SAME_MEMBER,)),
            "A false eye: Li Wei and Bo; both hang on one of us.",
        ),
        (Eyes(Life.BLIND), "Blind: nobody who decides is warm."),
        (Eyes(Life.UNKNOWN), "Nobody is on record who decides"),
    ],
)
def test_eyes_are_told_in_words(painted_view, eyes, said):
    assert said in painted_view(views.paint(board([vote(1), vote(2, name="Bo")], eyes=eyes)))


@pytest.mark.parametrize("size", [0, 1, 40, 41, 300])
@pytest.mark.parametrize("name", ["Li Wei", NASTY])
def test_any_number_of_votes_fits_page_by_page(painted_view, size, name):
    met = dict.fromkeys(range(7, 47), 3)
    votes = [vote(n, n % 90, name, title=name, met_by=met, weight=9) for n in range(size)]
    members = dict.fromkeys(met, name)
    pages = max(-(-size // views.PER_PAGE), 1)
    for number in range(pages):
        told = painted_view(views.paint(board(votes, name, members=members, number=number)))
        assert ("Previous" in told) is (number > 0)
        assert ("Next →" in told) is (number + 1 < pages)
        assert ("and 14 more of ours" in told) is (size > 0)


def test_the_threads_of_a_large_customer_are_on_its_first_page(painted_view):
    """Whom we meet is warm, and the bars begin with the coldest."""
    votes = [vote(n, 90, f"Cold {n}") for n in range(272)]
    votes += [vote(n, 1, f"Person {n}", met_by={7: n}) for n in range(272, 300)]
    first, second = (painted_view(views.paint(board(votes, number=number))) for number in (0, 1))
    matrix = first[first.index("Who met whom, last 90 days*") :]
    assert [n for n in range(300) if re.search(rf"Person {n}[ -]* {n}\b", matrix)] == [
        *range(272, 300)
    ]
    assert "Who met whom" not in second


def test_every_thread_is_on_some_page(painted_view):
    """Of 90 contacts, each met by one of twelve of ours, all 90 are told, whoever went there."""
    votes = [vote(n, 10, f"Person {n:03}", met_by={n % 12: n + 1}) for n in range(90)]
    members = {n: f"Member {n}" for n in range(12)}
    seen = ""
    for number in range(3):
        told = painted_view(views.paint(board(votes, members=members, number=number)))
        matrix = told[told.index("Who met whom") :]
        first, last = 1 + number * 40, min(40 + number * 40, 90)
        assert f": {first} to {last} of 90, those most met first" in matrix
        seen += matrix
    for n in range(90):
        assert re.search(rf"Person {n:03}[ -]* {n + 1}\b", seen), n
    assert all(f"\N{NO-BREAK SPACE}Member {n}" in seen for n in range(12))
