"""Type-ahead shows whom somebody may mean, his own first, and hides nobody behind a whole match."""

import pytest

from storage.found import WEIGHED
from storage.search import NEAR
from tests.conftest import TEAM
from tests.storage.company import NOW, TODAY, founded

PEOPLE = (
    "Lena Ivanova",
    "Li Wei",
    "李娜",
    "Alina Berg",
    "Maria Olsen",
    "Zhang Wei",
    "Bo Larsen",
    "欧阳慧敏",
    "陳建國",
    "孙文华",
)


@pytest.fixture
def suggests(any_store):
    """What a member of another account is shown for some letters."""
    company = founded(any_store, TEAM)
    with any_store.transaction(TEAM) as tx:
        account, _ = tx.accounts.upsert("Nordwerk")
        for name in PEOPLE:
            tx.contacts.add(account.id, name, added_on=TODAY)

    def type_(text, limit=5):
        with any_store.reading(TEAM) as tx:
            found = tx.contacts.suggest(text, company.member.id, limit)
            return [one.name if one.account.id != 1 else f"own {one.name}" for one in found]

    return type_


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("li", {"own Li Wei", "Lena Ivanova", "Li Wei", "李娜"}),
        ("marai olsen", {"own Marta Olsen", "Maria Olsen"}),
        ("zahng wei", {"Zhang Wei"}),
        ("olsen mar", {"own Marta Olsen", "Maria Olsen"}),
        ("李娜", {"李娜"}),
        ("lina", {"李娜"}),
        ("慧敏", {"欧阳慧敏"}),
        ("陈建国", {"陳建國"}),
        ("孫文華", {"孙文华"}),
        ("bo lars", {"Bo Larsen"}),
        ("j l i", set()),
        ('"%_\\', set()),
    ],
)
def test_the_right_ones_come_first(suggests, typed, first):
    found = suggests(typed)
    assert set(found[: len(first)]) == first if first else not found
    own = [one for one in found if one.startswith("own")]
    assert found[: len(own)] == own


def test_one_slip_finds_its_man_among_a_thousand_of_his_first_name(any_store):
    with any_store.transaction(TEAM) as tx:
        account, _ = tx.accounts.upsert("Nordwerk")
        for number in range(NEAR + 5):
            tx.contacts.add(account.id, f"Amir {chr(97 + number % 26)}{number}", added_on=TODAY)
        tx.contacts.add(account.id, "Amir Stenwell", added_on=TODAY)
    with any_store.reading(TEAM) as tx:
        for typed in ("amir stewell", "Amir Setnwell", "amri stenw"):
            assert [one.name for one in tx.contacts.suggest(typed, 99, 5)] == ["Amir Stenwell"]


def test_whose_number_it_is_and_whose_address(any_store):
    with any_store.transaction(TEAM) as tx:
        account, _ = tx.accounts.upsert("Nordwerk")
        bo = tx.contacts.add(account.id, "Bo Larsen", added_on=TODAY, phone="+49 30 5550101")
        eva = tx.contacts.add(account.id, "Eva Berg", added_on=TODAY, email="eva@nord.example")
        tx.contacts.add(account.id, "Ann Far", added_on=TODAY, phone="+49 89 5550101")
        (ida,) = tx.traces.add(
            "contact",
            [{"name": "Ida", "account_id": account.id, "added_on": TODAY, "phone": "0305550102"}],
        )
        gone = tx.contacts.add(account.id, "Al Gone", added_on=TODAY, phone="030 555 0101")
        tx.contacts.leave(gone.id, TODAY)

    def whose(phone="", email=""):
        with any_store.reading(TEAM) as tx:
            return [one.id for one in tx.contacts.reached(phone, email)]

    assert whose("030/555 01 01") == [bo.id, gone.id]
    assert whose("+49 30 5550102") == [ida]
    assert whose(email="Eva@Nord.example") == [eva.id]
    assert whose("030 5550103") == whose(email="nobody@nord.example") == whose() == []
    with any_store.transaction(TEAM) as tx:
        tx.contacts.change(bo.id, phone="030 5550103")
        tx.merges.merge(eva.id, bo.id, None, NOW, TODAY)
    assert whose("030 555 0101") == [gone.id]
    assert whose("5550103") == [eva.id]


def test_the_search_goes_on_where_there_is_room(suggests):
    assert suggests("lin", 9)[:2] == ["李娜", "Alina Berg"]


def test_among_namesakes_everywhere_nobody_at_the_named_customer_is_lost(any_store):
    with any_store.transaction(TEAM) as tx:
        nordwerk, globex = (tx.accounts.upsert(name)[0] for name in ("Nordwerk", "Globex"))
        for _ in range(WEIGHED):
            tx.contacts.add(nordwerk.id, "Li Wei", added_on=TODAY)
        last = tx.contacts.add(globex.id, "Li Wei", added_on=TODAY)
    with any_store.reading(TEAM) as tx:
        assert last.id not in {one.id for one in tx.contacts.called([], ["Li Wei"])}
        assert last.id in {one.id for one in tx.contacts.called([], ["Li Wei"], [globex.id])}


@pytest.mark.parametrize(
    "name", ['Bo "Bear" Ek', "Ann-Lee 🐻 Ox", "अनिता राव", "A\u0378B Codd", "x*y^z"]
)
def test_a_whole_name_is_found_whatever_it_is_written_with(any_store, name):
    with any_store.transaction(TEAM) as tx:
        account, _ = tx.accounts.upsert("Nordwerk")
        known = tx.contacts.add(account.id, name, added_on=TODAY)
    with any_store.reading(TEAM) as tx:
        assert [one.id for one in tx.contacts.called([name], [])] == [known.id]
