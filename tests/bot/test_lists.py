"""The command line's lists: how far a long one is."""

from functools import partial

from typer.testing import CliRunner

from bot import cli, lists
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


def test_a_list_of_names_alone_is_put_where_the_command_line_says(tmp_path):
    (tmp_path / "names.csv").write_text("name\nLi Wei\nBo Chen\n")
    told = {"EVERYVOTE_DATABASE_URL": f"sqlite:///{tmp_path / 'e.db'}"}
    words = ["import", str(tmp_path / "names.csv"), "--account", "Acme"]
    done = CliRunner().invoke(cli.app, words, env=told)
    assert (done.exit_code, done.output) == (
        0,
        "names.csv: 2 contacts added, 0 changed, 0 as they were.\n",
    )


def test_of_several_files_the_one_that_is_no_list_is_named(tmp_path):
    for name, text in (("good.csv", "name,account\nLi,Acme\n"), ("other.csv", "foo,bar\n1,2\n")):
        (tmp_path / name).write_text(text)
    files = [str(tmp_path / name) for name in ("good.csv", "other.csv")]
    told = {"EVERYVOTE_DATABASE_URL": f"sqlite:///{tmp_path / 'e.db'}"}
    done = CliRunner().invoke(cli.app, ["import", *files], env=told)
    assert done.exit_code == 2
    assert "other.csv: These headings belong to no sheet I know: foo, bar." in done.output
