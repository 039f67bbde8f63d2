"""What managers read and press between two digests, held to the books of the test.

It is answered beside the channel, for their eyes only: their own messages stay digests alone.
"""

import csv
import io
from typing import Any

from tests.journeys.books import A_WEEK, FIRST, NAME_OF, OWNERS, TEAM_OF


def the_board_is_read(company: Any) -> None:
    """Each customer of a team as the books have it, and one customer's own board."""
    mona = company.hands["mona"]
    mona.types("/votes team", in_="#team-europe")
    shown = mona.newest().all_text
    for account, owner in OWNERS.items():
        if TEAM_OF[owner] != "Europe":
            assert account not in shown
            continue
        there = [one for one in company.books.people.values() if one.account == account]
        where = [one.standing(company.today) for one in there]
        counts = [where.count(one) for one in ("covered", "neglected", "unmet")]
        row = " | ".join(map(str, (len(there), *counts)))
        assert f"{account} | " in shown, account
        assert row in next(line for line in shown.splitlines() if line.startswith(account)), row
    mona.chooses("Vote board of …", "Acme")
    for part in ("Li Wei", "Who met whom, last 90 days", "Support is a model"):
        mona.sees(part)
    mona.closes()


def this_weeks_five_are_planned(company: Any) -> None:
    """Who goes along with whom to the accounts in danger."""
    mona = company.hands["mona"]
    mona.presses("This week's five", in_="#team-europe")
    mona.sees("Europe: this week's five")
    mona.sees("with Mona Lindt")


def the_votes_come_as_a_sheet(company: Any) -> None:
    """In her own messages: a row for each vote of the team."""
    mona = company.hands["mona"]
    mona.presses("Export CSV", in_="#team-europe")
    company.workspace.clock.pass_(minutes=1)
    mona.opens("dm")
    files = company.workspace.workspace.files.values()
    [sheet] = [one for one in files if one.title.startswith("Votes of Europe")]
    rows = csv.DictReader(io.StringIO(sheet.content.decode("utf-8-sig")))
    told = {row["Contact"]: row["Owner"] for row in rows}
    assert told == {
        one.name: NAME_OF[one.keeper]
        for one in company.books.people.values()
        if TEAM_OF[one.keeper] == "Europe"
    }


def a_promise_came_on_its_day(company: Any) -> None:
    """On Friday, in the morning of who has made it."""
    alice = company.hands["alice"]
    alice.opens("dm")
    [told] = [one.text for one in alice.messages() if one.text.startswith("A promise is due")]
    assert "send the SLA · Acme · due Fri 23 Oct\n" in told, told


def what_customers_taught_us_is_read(company: Any) -> None:
    """In words by who manages the team; in numbers by everybody else."""
    mona, lin = company.hands["mona"], company.hands["lin"]
    for reader, read in ((mona, mona.sees), (lin, lin.does_not_see)):
        reader.presses("What they taught us", in_="#team-europe")
        reader.sees("Acme: Complaint 1")
        read("spares come late")


def an_open_voice_is_on_its_card(company: Any) -> None:
    """For the next visit."""
    alice = company.hands["alice"]
    assert "spares come late" in alice.types("/votes contact Li Wei", in_="dm").all_text


def the_digest_is_asked_again(company: Any, told: str) -> None:
    """In its place, by who manages the team: what has become known since."""
    mona = company.hands["mona"]
    mona.opens("dm")
    mona.does_not_see(told)
    mona.presses("Ask again")
    mona.sees(told)


def the_home_tells_of_a_team(company: Any) -> None:
    """Where its contacts stand today."""
    mona = company.hands["mona"]
    ours = [one for one in company.books.people.values() if TEAM_OF[one.keeper] == "Europe"]
    where = [one.standing(company.today) for one in ours]
    n = {one: where.count(one) for one in ("covered", "neglected", "unmet")}
    mona.opens("home")
    mona.sees(f"{n['covered']} tended, {n['neglected']} neglected, {n['unmet']} never met")
    mona.sees("Whole board")


def a_farewell_is_rehearsed(company: Any) -> None:
    """What would go cold if Wang left, and nothing is moved."""
    ming = company.hands["ming"]
    ming.types("/votes handover rehearse @wang", in_="#team-asia")
    ming.sees("A rehearsal: nothing was moved.")
    ming.sees("Huahong")


def a_past_week_is_shown_as_it_was(company: Any) -> None:
    """The figures that its digest told."""
    mona, week = company.hands["mona"], FIRST + 4 * A_WEEK
    told = company.books.weeks["Europe", week]
    mona.types(f"/votes digest Europe {week}", in_="#team-europe")
    head = f"{len(told['covered'])} tended, {len(told['neglected'])} neglected"
    assert head in mona.newest().text, (head, mona.newest().text)
