"""Incidents as they look: within Slack's limits, whatever was typed."""

from datetime import date

from tests.views.conftest import pressed
from upkeep.accounts import Account, Contact
from upkeep.incidents import Errand, Incident, Outcome, Topic
from upkeep.visits import VoiceKind
from views import incidents
from views.incidents import Told

ON = date(2026, 11, 24)
LONG = "<!channel> *x* " * 300


def test_the_customer_is_named_once():
    acme = Account(1, "Acme Semiconductor Manufacturing")
    person = Contact(1, acme, "Li Wei", ON, ON, title="Buyer")
    told, one = Told(Incident(1, 1, "line 3", 1, ON, ON), acme.name), Errand(1, person, Topic.COST)
    for message in (incidents.opened(told, [("Ann", one)], [person], ON),
                    incidents.errand(told, one, ON)):  # fmt: skip
        assert message["text"].count("Acme") == 1
        assert "Li Wei, Buyer (never met)" in message["text"]


def test_nobody_is_said_to_have_been_told_who_was_not():
    person = Contact(1, Account(1, "Acme"), "Li Wei", ON, ON)
    told, one = Told(Incident(1, 1, "line 3", 1, ON, ON), "Acme"), Errand(1, person, Topic.COST)
    nobody, single, two = (
        incidents.opened(told, errands, [], ON, ["Bo"])["text"]
        for errands in ([], [("Ann", one)], [("Ann", one), ("Cy", one)])
    )
    assert "privately" not in nobody
    assert "left for Bo" not in nobody, "there was nobody to begin with"
    assert "It was told privately. What came of it is told after Tue 24 Nov." in single
    assert "Each of them was told privately." in two
    assert "left for Bo" in two


def test_incidents_keep_slacks_limits(painted):
    told = Told(Incident(1, 1, LONG, 1, ON, ON), LONG, LONG)
    people = [Contact(n, Account(1, LONG), LONG, ON, ON, title=LONG) for n in range(60)]
    errands = [(LONG, Errand(1, one, Topic.VOICE, LONG)) for one in people]
    opened = painted(incidents.opened(told, errands, people, ON, [LONG] * 60))
    assert "and 30 more" in opened
    assert "and 52 more." in opened
    assert "Within reach now, too" not in painted(incidents.opened(told, [], [], ON))
    painted(incidents.errand(told, errands[0][1], ON))
    assert "and 30 more" in painted(incidents.listed([told] * 60, "/votes", ON))
    came = Outcome(1, tuple(people), tuple(people), {VoiceKind.NEED: 2}, 0.2, 0.6)
    report = incidents.report(told, came, ON)
    assert "support 20% before, 60% now" in painted(report)
    assert "Support is a model" in report["text"]
    assert pressed(report["blocks"]) == ["1"]
    assert "model" not in painted(incidents.report(told, Outcome(0), ON, closed_early=True))
    for topic in Topic:
        assert incidents.ask(Errand(1, people[0], topic, "spares"))
