"""The list, the reminder, the cards and Home: within Slack's limits, and kind."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.views.conftest import NASTY, pressed
from upkeep.accounts import Account, Contact
from upkeep.alerts import Alert, Kind, Line, Told
from upkeep.cadence import Coverage, Standing, clock
from upkeep.deliveries import Health
from upkeep.figures import Figures
from upkeep.policy import Policy
from upkeep.regime import MemberWeek, OwnWeek
from upkeep.visits import Channel, FollowUp, Visit, Voice, VoiceKind
from views import away, cards, home, lines, nudges, pieces, promises, votes
from views.digests import Week
from views.lines import Promise
from views.nudges import Act, Answer, Nudge, forms

ON = date(2026, 11, 24)
ACME = Account(1, "Acme", contract=True)


def contact(n=1, name="Li Wei", account=ACME, **more):
    facts = {"added_on": date(2026, 6, 1), "due_on": ON, "last_touch_on": date(2026, 9, 14)}
    return Contact(n, account, name, **facts | more)


def item(one=None, **more):
    one = one or contact(title="Operations engineer")
    known = lines.Item(one, ON, clock(one, Policy()), lines.Tally(7, 17, 9, 0.46), 0.58)
    return replace(known, **more)


def nasty(n=1):
    account = Account(n, NASTY, owner_id=1)
    one = contact(
        n, NASTY, account, title=NASTY, department=NASTY, phone=NASTY, email=NASTY,
        pronunciation=NASTY,
    )  # fmt: skip
    return item(
        one,
        last=visit(n, NASTY),
        voices=tuple(Voice(VoiceKind.NEED, NASTY * 20, n, said_on=ON) for n in range(40)),
        promises=tuple(FollowUp(NASTY * 20, ON, id=n) for n in range(40)),
    )


def visit(n=1, text="RMA is slow"):
    return Visit(
        n, 1, text, ON, Channel.MEAL, (1, 2), (text, text), (1,), 1,
        datetime(2026, 11, 24, 9, tzinfo=UTC), note=text,
    )  # fmt: skip


def test_a_contact_is_told_in_three_lines():
    one = item(voices=(Voice(VoiceKind.WORRY, "spare parts"),))
    assert lines.three(one).splitlines() == [
        "*Li Wei*, Operations engineer, Acme",
        "71 days without a visit, planned every 60 days · a visit would lift Acme from 46% to 58%",
        "Still open: “spare parts”",
    ]


@pytest.mark.parametrize(
    ("tally", "lifted", "said"),
    [
        (lines.Tally(7, 17, 9, 0.46), 0.58, "a visit would lift Acme from 46% to 58%"),
        (lines.Tally(2, 17, 9, 0.001), 0.002, "Acme: 2 of 17 votes warm, 9 needed, 7 to go"),
        (lines.Tally(16, 17, 9, 0.999), 0.9995, "Acme: 16 of 17 votes warm, 9 needed"),
        (
            lines.Tally(2, 13, 7, 0.001, weighted=True),
            0.002,
            "Acme: warm weight 2 of 13, 7 needed, 5 to go",
        ),
        (lines.Tally(1, 2, 2, None), None, ""),
    ],
)
def test_the_reason_is_a_figure_or_the_way_to_go(tally, lifted, said):
    assert lines.why(item(tally=tally, lifted=lifted)) == said


def test_long_names_that_differ_at_their_end_can_be_told_apart():
    plant = "Kaohsiung Advanced Semiconductor Manufacturing Company Limited, Fab 18"
    for limit in (20, 28, 36, 60):
        told = {pieces.squeezed(plant + end, limit) for end in "AB"}
        assert len(told) == 2
        assert all(len(one) <= limit for one in told)
    one = lines.three(item(contact(account=replace(ACME, name=plant + "A"))))
    assert one.count("Fab 18A") == 2
    assert one.count("Semiconductor Manu") == 1, "once at length"


@pytest.mark.parametrize(
    ("last", "said"),
    [
        (None, "never met, added 25 weeks ago"),
        (ON, "met today, planned every 60 days"),
        (ON - timedelta(days=1), "1 day without a visit, planned every 60 days"),
    ],
)
def test_how_long(last, said):
    one = contact(last_touch_on=last)
    assert lines.how_long(item(one)) == said


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({}, ""),
        ({"promises": (FollowUp("send SLA", date(2026, 11, 27)),)}, "Promised: “send SLA”"),
        ({"last": visit()}, "Last time: “RMA is slow”"),
        ({"voices": (Voice(VoiceKind.PRAISE, "thanks"),), "last": visit()}, "Last time: “RMA"),
        ({"voices": (Voice(VoiceKind.NEED, "spares"),), "last": visit()}, "Still open: “spares”"),
    ],
)
def test_what_is_open_is_picked_up_first(more, said):
    assert lines.pick_up(item(**more)).startswith(said)


@pytest.mark.parametrize("count", [0, 1, 5, 10])
def test_the_list_is_painted(painted, count):
    items = [nasty(n) for n in range(1, count + 1)]
    painted(votes.mine(items, 300, due=count))


def test_the_list_is_kind_when_it_is_empty(painted):
    assert "No contacts yet" in painted(votes.mine([], 0, due=0))
    shown = painted(votes.mine([item()], 12, due=0))
    assert "Nobody is waiting for you" in shown
    assert "Next is Li Wei" in shown


def test_what_was_done_stands_above_the_list(painted):
    done = nudges.done(contact(), Answer(Act.SNOOZED, date(2026, 12, 1), back="snoozed:1"), ON)
    shown = painted(votes.mine([item()], 12, due=1, done=done))
    assert "snoozed until Tue 1 Dec" in shown
    assert "Undo" in shown


@pytest.mark.parametrize("count", [1, 5, 10])
def test_the_reminder_is_painted(painted, count):
    due = [Promise(FollowUp(NASTY * 20, ON, id=n), NASTY) for n in range(40)]
    shown = painted(nudges.reminder([Nudge(nasty(n)) for n in range(count)], due, ON, more=7))
    assert "7 more are due" in shown


def test_the_reminder_counts_who_is_left(painted):
    answers = [None, Answer(Act.MET, ON, back="12"), Answer(Act.LEFT, ON, back="left:3")]
    open_ = [Nudge(item(contact(n)), one) for n, one in enumerate(answers)]
    assert painted(nudges.reminder(open_, [], ON)).startswith("One person to stay close to today")
    assert painted(nudges.reminder(open_[1:], [], ON)).startswith("All done for today")


def test_a_reminder_of_promises_only(painted):
    due = [Promise(FollowUp("send SLA", ON, id=3), "Acme")]
    message = nudges.reminder([], due, ON)
    assert painted(message).startswith("A promise is due")
    assert promises.named(message["blocks"]) == [3]


@pytest.mark.parametrize(
    ("done_on", "due_on", "title"),
    [
        (None, ON, "A promise is due\nPromised by today\nsend SLA"),
        (ON, ON, "All done for today. Thank you.\nPromised by today\n✓ send SLA"),
        (None, ON + timedelta(days=1), "All done for today. Thank you.\nPromised by today\nsend"),
    ],
)
@pytest.mark.parametrize("met", [[], [Nudge(item(), Answer(Act.MET, ON, back="12"))]])
def test_all_is_done_once_the_promises_are_too(met, done_on, due_on, title):
    due = [Promise(FollowUp("send SLA", due_on, id=3, done_on=done_on), "Acme")]
    told = nudges.reminder(met, due, ON)["text"].splitlines()
    del told[1 : 1 + len(met)]
    assert "\n".join(told).startswith(title)
    assert nudges.reminder(met, [], ON)["text"].startswith("All done for today")


def test_the_own_line_is_whole_in_words_and_its_target_short(painted):
    due, week = (
        [Promise(FollowUp("send SLA", ON, id=3), "Acme")],
        OwnWeek(MemberWeek(1, "Bo", 1, 25 / 6)),
    )
    told = nudges.reminder([], due, ON, week=week)["text"]
    assert "\nYour week so far: 1 visit of 4.17. Anything to log" in told
    assert "1 visit of 4.17." in painted(nudges.reminder([], [], ON, week=week))


@pytest.mark.parametrize(
    "answer",
    [
        Answer(Act.MET, ON, back="12"),
        Answer(Act.SNOOZED, ON, back="snoozed:1"),
        Answer(Act.GIVEN, ON, to=NASTY, back="given:1:2:3"),
        Answer(Act.LEFT, ON, back="left:1"),
        Answer(Act.BACK, ON),
    ],
)
def test_each_act_is_told_with_its_way_back(painted, answer):
    shown = painted(nudges.done(contact(name=NASTY), answer, ON))
    assert ("Undo" in shown) is bool(answer.back)


def test_forms_are_painted(painted_view):
    painted_view(forms.snooze_form(contact(name=NASTY), ON, "{}"))
    painted_view(forms.give_form(contact(name=NASTY), ON, "{}"))


def test_a_brief_tells_what_there_is(painted):
    made = [visit(n) for n in range(9)]
    shown = painted(nudges.brief(replace(nasty(), last=None), NASTY, made))
    assert "asks you to look after" in shown
    painted(nudges.brief(item(), "Dana", []))


@pytest.mark.parametrize("mine", [True, False])
def test_the_card_of_a_contact(painted, mine):
    made = [visit(n, NASTY) for n in range(300)]
    painted(cards.contact(nasty(), Standing.UNMET, NASTY, made, mine=mine))
    shown = painted(cards.contact(item(), Standing.NEGLECTED, "", [], mine=mine))
    assert "Neglected" in shown
    assert "nobody yet" in shown
    assert "Support is a model; “Why?” shows what it is made of." in shown
    gone = item(contact(left_on=ON))
    farewell = painted(cards.contact(gone, Standing.TENDED, "", [], mine=mine))
    assert "Has left" in farewell
    assert "Why?" not in farewell, "no figure is told"


def test_the_card_of_an_account(painted):
    facts = cards.AccountFacts(
        ACME, "Dana", Coverage(5, 2, 9, 1), lines.Tally(7, 17, 9, 0.46), 0.31, contact(), 0.58,
        [("Dana", 5)], [visit()], [Voice(VoiceKind.NEED, "spares")], [FollowUp("SLA", id=2)],
    )  # fmt: skip
    shown = painted(cards.account(facts, ON))
    for said in (
        "7 of 17 votes warm, 9 needed. Support 46%.",
        "Even if the strongest vote goes against us: 31%.",
        "A visit to Li Wei lifts support from 46% to 58%.",
        "5 tended, 2 due soon, 9 neglected, 1 never met",
        "Dana (5 visits)",
    ):
        assert said in shown
    huge = replace(
        facts,
        account=replace(ACME, name=NASTY),
        owner=NASTY,
        visitors=[(NASTY, 9)] * 300,
        visits=[visit(n, NASTY) for n in range(300)],
        voices=nasty().voices,
        promises=nasty().promises,
    )
    painted(cards.account(huge, ON))
    empty = cards.AccountFacts(ACME, "", Coverage(), lines.Tally(0, 0, 1))
    assert "No contacts on record yet" in painted(cards.account(empty, ON))


def page(count=3, **more):
    shown = [nasty(n).contact for n in range(count)]
    return home.Page(
        **{
            "on": ON,
            "votes": shown,
            "total": count,
            "due": 2,
            "unmet": 1,
            "number": 0,
            "made": 3,
            "target": 5,
        }
        | more
    )


def test_a_full_home_keeps_within_a_hundred_blocks(painted_view):
    every = tuple(Alert(kind, (1, 2), 7, before=0.62, now=0.43) for kind in Kind)
    told = Told(tuple(Line(n, NASTY, every) for n in range(5)), 12, 3)
    week = Week(3, NASTY, ON, Figures(ON, ON, Coverage(), told=told), {1: NASTY, 2: NASTY})
    week = replace(week, now=Coverage(1))
    full = page(
        home.PER_PAGE,
        teams=[week] * 9,
        health=Health(1, 2, 3, None, (("reminder", NASTY * 9),)),
        total=300,
        number=3,
        holds=56,
        promises=[Promise(FollowUp(NASTY * 20, ON, id=n), NASTY) for n in range(40)],
        drafts=[(n, NASTY * 20) for n in range(40)],
        recent=[visit(n, NASTY) for n in range(40)],
    )
    view = home.paint(full)
    shown = painted_view(view)
    assert isinstance(view["blocks"], list)
    assert len(view["blocks"]) <= 100
    assert "The last ones given up" in shown, "the last section was not cut off"
    assert "300 votes; your target holds about 56." in shown
    assert "Sooner" in shown
    assert "Later" in shown


def test_what_waits_at_home_reads_as_its_writer_saw_it(painted_view):
    waiting = [(1, "met R&amp;D &lt;all&gt; with <@U1|dana>")]
    assert "“met R&amp;D &lt;all&gt; with @dana”" in painted_view(
        home.paint(page(0, drafts=waiting))
    )


def test_a_fallen_support_at_home_is_a_model_with_its_inputs_one_press_away(painted_view):
    fell = (Alert(Kind.SUPPORT_FELL, before=0.62, now=0.43),)
    figures = Figures(ON, ON, Coverage(), told=Told((Line(7, "Acme", fell),), 1, 4))
    view = home.paint(page(0, teams=[Week(3, "Europe", ON, figures, now=Coverage(1))]))
    assert "support fell from 62% to 43%" in painted_view(view)
    assert "Support is a model" in painted_view(view)
    assert pressed(view["blocks"]) == ["7"]
    assert "1 more account with news\\n4 accounts as in the weeks before" in painted_view(view)
    assert "*Accounts in danger* on Tue 24 Nov\\n• Acme" in painted_view(view), "not today's"


def test_no_account_in_danger_is_lost_at_home_for_the_length_of_its_name(painted_view):
    every = tuple(Alert(kind, (1, 2), 7, before=0.62, now=0.43) for kind in Kind)
    places = [f"{'Wilhelmina Maschinen' * 4}bau {n}" for n in range(5)]
    told = Told(tuple(Line(n, place, every) for n, place in enumerate(places)), 12, 3)
    people = {n: f"Dr. Ernst-August {'von und zu ' * 6} Sachsen {n}" for n in (1, 2)}
    known = Week(3, "Europe", ON, Figures(ON, ON, Coverage(), told=told), people)
    view = home.paint(page(home.PER_PAGE, teams=[replace(known, now=Coverage(1))] * 4))
    shown = painted_view(view)
    assert shown.count("bau 4: support fell from 62% to 43%") == 4
    assert shown.count("12 more accounts with news\\n3 accounts as in the weeks before") == 4


def test_an_admins_home_leads_to_settings_and_lists(painted_view):
    new = page(0, due=0, made=0, health=Health(0, 0, 0, None, ()))
    shown = painted_view(home.paint(new))
    assert "Settings" in shown
    assert "Import a list" in shown
    assert "your admin" not in shown, "he is the admin"
    assert "Import a list" not in painted_view(home.paint(page(0)))


def test_an_empty_home_is_kind(painted_view):
    shown = painted_view(home.paint(page(0, due=0, made=0)))
    assert "Log a visit" in shown
    assert "Nobody yet" in shown


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"last_touch_on": None}, "never met"),
        ({"due_on": ON - timedelta(days=11)}, "due Fri 13 Nov, 11 days ago"),
        ({"due_on": ON}, "due today"),
        ({"due_on": ON + timedelta(days=40)}, "due Sun 3 Jan 2027"),
        ({"snoozed_until": ON + timedelta(days=7)}, "snoozed until Tue 1 Dec"),
    ],
)
def test_each_vote_says_when_it_is_due(painted_view, facts, said):
    assert said in painted_view(home.paint(page(votes=[contact(**facts)])))


@pytest.mark.parametrize(("total", "pages"), [(0, 1), (20, 1), (21, 2), (300, 15)])
def test_pages(total, pages):
    assert home.pages(total) == pages


def test_help_lists_what_can_be_said(painted):
    shown = painted(votes.help_("/besuch", "/votes"))
    assert "`/votes find NAME`" in shown
    assert "`/besuch met Li Wei @Acme" in shown
    shown = painted(votes.help_("/visit", "/votes", unknown="<!channel>" * 50, meant="find"))
    assert "Did you mean `/votes find`?" in shown


def test_recent_visits(painted):
    assert "not logged a visit yet" in painted(votes.recent([], ON, "/votes"))
    assert "Undo" in painted(votes.recent([visit(n, NASTY) for n in range(300)], ON, "/votes"))


def test_find(painted):
    people = [nasty(n).contact for n in range(30)]
    more = "There are more: write a surname too, or @ and the account."
    assert more in painted(votes.found(NASTY, people, [one.account for one in people]))
    assert more not in painted(votes.found(NASTY, people[:10], []))
    assert "Nobody goes by" in painted(votes.found(NASTY, [], []))
    painted(votes.ask_name("/votes", "find"))


def test_away(painted):
    shown = painted(away.away(ON, date(2026, 12, 3), ON))
    assert "from Tue 24 Nov to Thu 3 Dec" in shown
    painted(away.away(ON, ON, ON, NASTY))
    painted(away.stand_in(NASTY, ON, ON))
    for message in (away.back(), away.not_away(), away.not_there(NASTY)):
        painted(message)
    painted(away.ask_day("/votes", NASTY))


def test_promises(painted):
    kept = FollowUp(NASTY, ON, id=3, done_on=ON)
    assert "Not done" in painted(promises.settled(kept, NASTY, ON))
    assert "Done" in painted(promises.settled(replace(kept, done_on=None), NASTY, ON))
    painted(promises.refused(NASTY))
    painted(nudges.refused(contact(name=NASTY), NASTY))
    assert "no owner yet" in painted(nudges.refused(contact(), ""))
