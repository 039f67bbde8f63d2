"""The command line's lists: how far a long one is."""

from functools import partial

from bot import lists
from handlers import sheets
from tests.conftest import TEAM
from tests.handlers.test_sheets import NOW

LINES = b"name,account\n" + b"".join(b"Person %d,Acme\n" % number for number in range(250))


def test_a_long_list_says_how_far_it_is(store):
    said: list[str] = []
    keep = partial(sheets.keep, store, TEAM, LINES, NOW, breathe=lambda _: None)
    keep(name="long.csv", watch=lists.progress(said.append, every=0))
    assert said == [f"long.csv: {done} of 250 lines" for done in (100, 200, 250)]
    keep(name="short.csv", watch=lists.progress(said.append))
    assert len(said) == 3, "nobody is told every page"
