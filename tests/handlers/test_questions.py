"""Questions that others have answered meanwhile: nobody is taken for another, nothing stumbles."""

from handlers.visits import doors, newcomers, questions
from handlers.visits.keeping import Desk
from tests.conftest import TEAM
from tests.handlers.test_visits import TODAY, seen, world  # noqa: F401 — fixtures
from tests.views.test_visits import state
from views import drafts
from views.visits.newcomer import Newcomer


def becomes_known(world):  # noqa: F811
    with world.store.transaction(TEAM) as tx:
        tx.contacts.add(world.acme.id, "Bob Fletcher", added_on=TODAY)


def sends_twice(world, page, **typed):  # noqa: F811
    warned = page | world.call(newcomers.added, view=state(page, **typed))["view"]
    world.call(newcomers.added, view=state(warned, **typed))


def test_a_page_whose_question_is_answered_meanwhile_does_not_stumble(world):  # noqa: F811
    answer = world.types("met Bob Fletcher @Acme")
    world.presses(questions.add_contact, answer, drafts.NEWCOMER)
    becomes_known(world)
    sends_twice(world, world.opened())


def test_who_is_added_goes_by_no_other_strangers_name(world):  # noqa: F811
    answer = world.types("met Bob Fletcher and Ann Gray")
    chosen = {f"who-{n}": {"selected_option": {"value": drafts.NEW}} for n in (0, 1)}
    world.presses(questions.settled, answer, drafts.SETTLE, chosen=chosen)
    becomes_known(world)
    sends_twice(world, world.opened(), new_account={"value": "Acme"})
    with world.store.reading(TEAM) as tx:
        assert all("Ann Gray" not in one.aliases for one in tx.contacts.all())


def test_a_choice_for_one_name_is_not_taken_for_another(world):  # noqa: F811
    answer = world.types("met Bob Fletcher and Ann Gray @Acme")
    becomes_known(world)
    chosen = {"who-0": {"selected_option": {"value": drafts.SKIP}}}
    world.presses(questions.settled, answer, drafts.SETTLE, chosen=chosen)
    assert world.visits() == [], "Bob was left out, and Ann not answered"


def test_who_has_left_is_told_of_and_not_said_to_be_unknown(world):  # noqa: F811
    with world.store.transaction(TEAM) as tx:
        tx.contacts.change(world.contact("Li Wei").id, left_on=TODAY)
    assert "“li wei” has left: Li Wei, " in str(world.types("met li wei @Acme", trigger="1"))
    assert "“li wei” has left: " not in str(world.types("met li wei @Nordwerk", trigger="2"))
    assert "nobody called “Li Weir”" in str(world.types("met Li Weir @Acme", trigger="3"))


def account_of(page):
    """The account that is filled in on the page of a new contact."""
    [block] = [one for one in page["blocks"] if one.get("block_id") == "account"]
    chosen = block["element"].get("initial_option")
    return chosen and chosen["text"]["text"]


def test_who_is_added_works_where_the_others_who_were_chosen_do(world):  # noqa: F811
    with world.store.transaction(TEAM) as tx:
        tx.contacts.add(world.nord.id, "Evelyn Bergmann", added_on=TODAY)
    answer = world.types("met John Smith and Evelin Bergmann: tea")
    smith = world.contact("John Smith", world.nord)
    chosen = {
        "who-0": {"selected_option": {"value": str(smith.id)}},
        "who-1": {"selected_option": {"value": drafts.NEW}},
    }
    world.presses(questions.settled, answer, drafts.SETTLE, chosen=chosen)
    assert account_of(world.opened()) == "Nordwerk"


def test_who_is_added_in_the_form_works_where_those_chosen_in_it_do(world):  # noqa: F811
    command = {"text": "", "trigger_id": "1", "response_url": "https://x"}
    world.call(doors.by_command, command=command)
    li = {"selected_options": [{"value": str(world.contact("Li Wei").id)}]}
    view = state(world.opened(), contacts=li)
    body = {"view": view, "trigger_id": "2"}
    world.call(newcomers.pushed, action={"value": "0"}, body=body)
    assert account_of(world.opened("views_push")) == "Acme"


def test_who_is_added_at_a_customer_nobody_knows_is_put_at_no_other(world):  # noqa: F811
    answer = world.types("met John Smith and Bob Fletcher @Zenith: tea")
    smith = world.contact("John Smith", world.nord)
    chosen = {
        "who-0": {"selected_option": {"value": str(smith.id)}},
        "who-1": {"selected_option": {"value": drafts.NEW}},
    }
    world.presses(questions.settled, answer, drafts.SETTLE, chosen=chosen)
    assert world.visits() == [], "he was typed to be at Zenith"
    page = world.opened()
    assert account_of(page) is None
    world.call(newcomers.added, view=state(page))
    assert "different customers" in world.seen[-1][1]["text"]
    with world.store.reading(TEAM) as tx:
        [bob] = [one for one in tx.contacts.all() if one.name == "Bob Fletcher"]
    assert bob.account.name == "Zenith"


def test_a_new_contact_is_found_again_by_the_name_it_was_first_called(world):  # noqa: F811
    with world.store.transaction(TEAM) as tx:
        desk = Desk(tx, world.alice, world.clock)
        jon = desk.welcome(Newcomer("Jonathan Smith", world.acme.id, ""), "r1", called="Jonny")
        ann = desk.welcome(Newcomer("Ann Lee", world.acme.id, ""), "r2", called="ANN LEE")
        assert jon.aliases == ("Jonny",)
        assert ann.aliases == (), "that is her name already"


def test_two_strangers_at_a_customer_nobody_knows_are_asked_about_once(world):  # noqa: F811
    answer = world.types("met Zoe Winter and Bob Gray @Zenith tomorrow: tea")
    new = {"selected_option": {"value": drafts.NEW}}
    monday = {"selected_date": "2026-11-23"}
    chosen = {"who-0": new, "who-1": new, "day": monday}
    world.presses(questions.settled, answer, drafts.SETTLE, chosen=chosen)
    world.call(newcomers.added, view=state(world.opened()))
    [visit] = world.visits()
    assert (visit.account_name, visit.contact_names) == ("Zenith", ("Zoe Winter", "Bob Gray"))
    assert str(visit.on) == "2026-11-23"


def test_a_tour_of_one_of_several_customers_says_which_there_are(world):  # noqa: F811
    with world.store.transaction(TEAM) as tx:
        for name in ("Borealis Berlin", "Borealis Munich"):
            tx.accounts.upsert(name)
    answer = world.types("@Borealis company tour: showed the line")
    assert "Several customers go by that: Borealis Berlin and Borealis Munich." in answer["text"]
    assert "Whom did you meet? Name" not in answer["text"]
    assert "Whom did you meet? Name" in world.types("company tour", trigger="2")["text"]
