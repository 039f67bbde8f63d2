"""The words after the command: what is asked is answered, and nothing is met with silence."""

from datetime import UTC, date, datetime, timedelta
from unittest.mock import Mock

import pytest

from bot.clock import FixedClock
from handlers import answers, home, lists, owed, promises, votes
from handlers.words import Commands
from storage.drafts import SENTENCE
from tests.conftest import TEAM
from upkeep.members import Role
from upkeep.visits import Channel, FollowUp, NewVisit, Voice, VoiceKind
from views.pieces import Json

NOW = datetime(2026, 11, 24, 8, 30, tzinfo=UTC)
TODAY = date(2026, 11, 24)
CLOCK = FixedClock(NOW)


@pytest.fixture
def alice(store):
    with store.transaction(TEAM) as tx:
        return tx.members.ensure("UALICE", name="Alice", zone="Europe/Berlin")


@pytest.fixture
def acme(store, alice):
    """Acme, with four contacts of Alice's; Li Wei was met in September."""
    with store.transaction(TEAM) as tx:
        acme = tx.accounts.upsert("Acme", ["Acme Semi"], contract=True, owner_id=alice.id)[0]
        nord = tx.accounts.upsert("Nordwerk")[0]
        named = {
            name: tx.contacts.add(at.id, name, added_on=date(2026, 8, 1))
            for name, at in (
                ("Li Wei", acme),
                ("John Smith", acme),
                ("张三", acme),
                ("John  Smith", nord),
            )
        }
        visit = NewVisit(
            acme.id, date(2026, 9, 14), Channel.MEAL, (named["Li Wei"].id,), (alice.id,),
            note="RMA is slow", voices=(Voice(VoiceKind.NEED, "spares on site"),),
            follow_ups=(FollowUp("send SLA", date(2026, 11, 27)),),
        )  # fmt: skip
        tx.visits.add(visit, alice.id, NOW, "r1")
    return named


@pytest.fixture
def says(store, alice):
    """Alice types; what she is answered."""

    def type_(listener, text="", who=None):
        ack = Mock()
        command = {"command": "/votes", "text": text}
        asked = {
            "ack": ack, "command": command, "caller": who or alice, "store": store,
            "clock": CLOCK, "team_id": TEAM, "commands": Commands("/besuch"),
        }  # fmt: skip
        names = listener.__code__.co_varnames[: listener.__code__.co_argcount]
        listener(**{name: asked[name] for name in names})
        return ack.call_args.kwargs["text"]

    return type_


def test_the_list_of_a_newcomer_says_what_to_do(says):
    assert says(votes.mine).startswith("No contacts yet\nLog a visit to somebody")
    assert "ask your admin" in says(votes.mine)


def test_who_may_import_is_shown_how_and_not_sent_to_an_admin(store, alice):
    for role in (Role.MANAGER, Role.ADMIN):
        with store.transaction(TEAM) as tx:
            boss = tx.members.change(alice.id, role=role)
            shown = str(lists.mine(tx, boss, TODAY))
        assert "your admin" not in shown
        assert "'Import a list'" in shown


def test_the_list_names_who_is_most_in_need_and_why(says, acme):
    lines = says(votes.mine).splitlines()
    assert lines[0] == "3 votes are due for a visit"
    assert {lines[1], lines[3], lines[5]} == {"张三, Acme", "Li Wei, Acme", "John Smith, Acme"}
    assert "71 days without a visit, planned every 60 days" in "\n".join(lines)
    assert "Still open: “spares on site”" in lines


def test_the_list_of_who_kept_well(says, acme, store, alice):
    everybody = tuple(acme[name].id for name in ("Li Wei", "John Smith", "张三"))
    account = acme["Li Wei"].account.id
    with store.transaction(TEAM) as tx:
        visit = NewVisit(account, TODAY, Channel.MEAL, everybody, (alice.id,))
        tx.visits.add(visit, alice.id, NOW, "r2")
    said = says(votes.mine)
    assert said.startswith("Nobody is waiting for you")
    assert "due Sat 23 Jan 2027" in said


def test_recent_visits(says, acme):
    assert "Mon 14 Sep · Li Wei, Acme · meal · RMA is slow" in says(votes.recent, "recent")


def test_nobody_else_sees_my_visits(says, acme, store):
    with store.transaction(TEAM) as tx:
        dana = tx.members.ensure("UDANA", name="Dana")
    assert "not logged a visit yet. Try `/besuch met" in says(votes.recent, "recent", dana)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("find li wei", "Li Wei, Acme"),
        ("find zhangsan", "张三, Acme"),
        ("find acme", "Acme"),
        ("find nobody-at-all", "Nobody goes by “nobody-at-all”"),
        ("find", "Whom? Type a name after it: `/votes find NAME`"),
    ],
)
def test_find(says, acme, text, found):
    assert found in says(votes.find, text)


@pytest.mark.parametrize(
    "said",
    [
        "030 555-0101",
        "5550101",
        "+49 30 555 0101",
        "li@acme.example",
        "&lt;mailto:Li@Acme.example|Li@Acme.example&gt;",
        "<tel:0305550101|030 5550101>",
    ],
)
def test_a_number_or_an_address_finds_whose_it_is(says, store, acme, said):
    with store.transaction(TEAM) as tx:
        tx.contacts.change(acme["Li Wei"].id, phone="+49 (0)30 5550101", email="li@acme.example")
    assert says(votes.find, f"find {said}").splitlines()[1:] == ["Li Wei, Acme"]
    assert says(votes.contact, f"contact {said}").startswith("Li Wei\n")
    with store.transaction(TEAM) as tx:
        tx.contacts.leave(acme["Li Wei"].id, date(2026, 11, 20))
    assert says(votes.find, f"find {said}").splitlines()[1:] == ["Li Wei, Acme (has left)"]


def test_who_has_left_is_found_and_told_apart(says, store, acme):
    with store.transaction(TEAM) as tx:
        tx.contacts.leave(acme["张三"].id, date(2026, 11, 20))
    for typed in ("find zhangsan", "contact 张三"):
        assert "张三, Acme (has left)" in says(votes.find, typed)
    assert "has left" not in says(votes.find, "find li wei")


def test_find_shows_nobody_whom_the_name_does_not_fit(says, acme):
    said = says(votes.find, "find 张")
    assert "张三, Acme" in said
    assert "Li Wei" not in said
    assert "John Smith" not in said


def test_the_card_of_a_contact(says, acme):
    said = says(votes.contact, "contact Li Wei")
    for part in (
        "Li Wei", "Neglected", "71 days without a visit", "Owner: Alice", "Need: “spares on site”",
        "send SLA", "RMA is slow",
    ):  # fmt: skip
        assert part in said


def test_two_of_one_name_are_offered_not_guessed(says, acme):
    said = says(votes.contact, "contact John Smith")
    assert "John Smith, Acme" in said
    assert "John Smith, Nordwerk" in said


def test_a_customer_tells_two_of_one_name_apart(says, acme):
    for typed in ("contact John Smith @Nordwerk", "contact john smith＠nord"):
        said = says(votes.contact, typed)
        assert said.startswith("John Smith")
        assert "Nordwerk" in said
        assert "Acme" not in said


def test_of_a_customer_all_are_offered_who_work_there(says, acme):
    for typed in ("contact @nordwerk", "contact nordwerk"):
        assert "Nordwerk" in says(votes.contact, typed)
    said = says(votes.find, "find acme semi")
    for name in ("Li Wei, Acme", "张三, Acme", "John Smith, Acme"):
        assert name in said


def test_the_card_of_an_account(says, acme):
    said = says(votes.account, "account acme semi")
    for part in (
        "Acme\n0 of 3 votes warm, 2 needed", "Contract: yes", "Owner: Alice",
        "0 tended, 0 due soon, 1 neglected, 2 never met", "Visitors, last 90 days: Alice (1 visit)",
    ):  # fmt: skip
        assert part in said


def test_cards_by_a_button(store, alice, acme, monkeypatch):
    seen = []
    monkeypatch.setattr(answers, "say", lambda _body, message: seen.append(message["text"]))
    key: Json = {"value": str(acme["Li Wei"].id)}
    votes.opened_contact(Mock(), key, {}, alice, store, CLOCK, TEAM)
    votes.opened_account(
        Mock(), {"value": str(acme["Li Wei"].account.id)}, {}, alice, store, CLOCK, TEAM
    )
    assert [text.splitlines()[0] for text in seen] == ["Li Wei", "Acme"]


def test_help_and_what_nobody_knows(says):
    assert "`/votes find NAME`" in says(votes.explain, "help")
    said = says(votes.puzzled, "setings")
    assert said.startswith("I do not know “setings”. Did you mean `/votes settings`?")
    assert "`/votes help`" in said


# ---- Home


def opens(store, who, tab="home"):
    home.opened({"tab": tab}, who, store, CLOCK, TEAM)


def painted(store, slack_id="UALICE"):
    with store.reading(TEAM) as tx:
        owing = tx.deliveries.of_period(owed.HOME, slack_id, owed.HOME)
    return str(owing.payload["view"]) if owing else None


def test_home_is_painted_when_it_is_opened(store, alice, acme):
    opens(store, alice, tab="messages")
    assert painted(store) is None
    opens(store, alice)
    view = painted(store)
    for part in ("0 of 5 visits", "Li Wei", "due Fri 13 Nov, 11 days ago", "never met", "send SLA"):
        assert part in view


def test_due_is_the_same_figure_on_every_page(store, alice, acme, says, monkeypatch):
    monkeypatch.setattr(lists, "WEIGHED", 2)  # however few are weighed against each other
    with store.transaction(TEAM) as tx:
        tx.contacts.change(acme["John  Smith"].id, owner_id=alice.id)
        tx.contacts.snooze(acme["John Smith"].id, date(2026, 12, 1))
        assert tx.contacts.due_count(alice.id, TODAY) == 3, "what a receipt says"
    assert says(votes.mine).startswith("3 votes are due for a visit")
    opens(store, alice)
    assert "4 votes, 3 are due, 3 never met" in painted(store)


def test_home_shows_unfinished_logs(store, alice):
    with store.transaction(TEAM) as tx:
        tx.drafts.put(alice.id, SENTENCE, "met Somebody @Acme", {}, NOW)
    opens(store, alice)
    assert "met Somebody @Acme" in painted(store)
    with store.transaction(TEAM) as tx:
        for n in range(6):
            tx.drafts.put(alice.id, SENTENCE, f"met P{n} @Acme", {}, NOW)
    opens(store, alice)
    assert "2 more wait; they come up" in painted(store)
    assert "met Somebody @Acme" not in painted(store)


def test_home_follows_what_happens_if_it_was_ever_opened(store, alice, acme):
    contact = acme["Li Wei"]
    visit = NewVisit(contact.account.id, TODAY, Channel.CALL, (contact.id,), (alice.id,))
    with store.transaction(TEAM) as tx:
        kept, _ = tx.visits.add(visit, alice.id, NOW, "r2")
        owed.after_visit(tx, kept, CLOCK)
    assert painted(store) is None
    opens(store, alice)
    assert "1 of 5 visits" in painted(store)
    with store.transaction(TEAM) as tx:
        owed.after_undo(tx, tx.visits.undo(kept.id, alice.id, NOW), CLOCK)
    assert "0 of 5 visits" in painted(store)


@pytest.mark.parametrize(
    ("absent", "own", "said"),
    [(0, 5, "*0 of 5 visits* this week"), (2, 5, "*0 of 3 visits* this week"),
     (5, 5, "*0 visits* this week"), (0, 0, "*0 visits* this week")],
)  # fmt: skip
def test_home_expects_what_the_days_at_work_allow(store, alice, acme, absent, own, said):
    """As the digest and the own line before it do; and without a target nothing is held."""
    monday = TODAY - timedelta(days=TODAY.weekday())
    away = {"away_from": monday, "away_until": monday + timedelta(days=absent - 1)}
    with store.transaction(TEAM) as tx:
        known = tx.members.change(alice.id, weekly_target=own, **(away if absent else {}))
    opens(store, known)
    assert said in painted(store)
    assert "holds about 0" not in painted(store)


def test_home_has_pages(store, alice, acme):
    with store.transaction(TEAM) as tx:
        for n in range(50):
            tx.contacts.add(acme["Li Wei"].account.id, f"P{n}", added_on=TODAY)
    opens(store, alice)
    assert "Later →" in painted(store)
    home.turned(Mock(), {"value": "1"}, alice, store, CLOCK, TEAM)
    assert "← Sooner" in painted(store)
    home.turned(Mock(), {"value": "99"}, alice, store, CLOCK, TEAM)
    assert "← Sooner" in painted(store), "a page that is no more shows the last one"


@pytest.fixture
def promise(store, alice, acme):
    with store.reading(TEAM) as tx:
        return tx.follow_ups.open_of_member(alice.id)[0].id


def test_a_promise_is_ticked_off_and_opened_again(store, alice, promise):
    opens(store, alice)
    for _ in range(2):
        promises.kept(Mock(), {"value": str(promise)}, {}, alice, store, CLOCK, TEAM)
        with store.reading(TEAM) as tx:
            assert tx.follow_ups.get(promise).done_on == TODAY
        assert "send SLA" not in painted(store)
    promises.opened_again(Mock(), {"value": str(promise)}, {}, alice, store, CLOCK, TEAM)
    assert "send SLA" in painted(store)


def test_a_promise_is_its_owners_or_a_managers_to_tick_off(store, promise, monkeypatch):
    seen = []
    monkeypatch.setattr(answers, "say", lambda _body, message: seen.append(message["text"]))
    with store.transaction(TEAM) as tx:
        dana = tx.members.ensure("UDANA", name="Dana")
        anna = tx.members.ensure("UANNA", name="Anna")
        anna = tx.members.change(anna.id, role=Role.MANAGER)
    promises.kept(Mock(), {"value": str(promise)}, {}, dana, store, CLOCK, TEAM)
    assert seen == ["This promise is Alice's to settle."]
    promises.kept(Mock(), {"value": str(promise)}, {}, anna, store, CLOCK, TEAM)
    with store.reading(TEAM) as tx:
        assert tx.follow_ups.get(promise).done_on == TODAY
