"""A sentence that names somebody and does not say that whoever writes met him is asked about."""

import pytest

from tests.upkeep.customers import TODAY, read
from upkeep import phrases
from upkeep.accounts import Account, Contact

UNMET = """
saw Tom Baker leave
saw Tom Baker present at the fair
saw Tom Baker having lunch with Anna Schmidt
saw Tom Baker in the distance
saw Tom Baker was promoted
Tom Baker and Anna Schmidt had lunch
Tom Baker and Anna Schmidt met yesterday
Tom Baker and Anna Schmidt went to lunch
Tom Baker had lunch
Tom Baker @Globex had a meeting with his boss
Tom Baker met with their team
Tom Baker visited their plant
Tom Baker had lunch with my boss
Tom Baker called in sick
Tom Baker spoke to Anna Schmidt about spares
Tom Baker had lunch with <@UDANA>
Tom Baker met @dana
@dana met Tom Baker
had Tom Baker call Anna Schmidt
service visited Tom Baker
meet Tom Baker
meet Tom Baker @Globex
meet Tom Baker for lunch
see Tom Baker about spares
to meet Tom Baker
speak to Tom Baker
follow up with Tom Baker
usually meet Tom Baker
we meet Tom Baker monthly
meeting scheduled with Tom Baker
lunch with Tom Baker in the pipeline
lunch with Tom Baker on my agenda
call with Tom Baker to follow
meeting with Tom Baker moved to next week
considering a visit to Tom Baker
looking to meet Tom Baker
hopefully lunch with Tom Baker
fingers crossed for the call with Tom Baker
idea: lunch with Tom Baker
thanks Tom Baker
Tom Baker, can we meet?
Tom Baker is visiting us
Tom Baker proposes lunch
went to school with Tom Baker
met Tom Baker once
met Tom Baker before
met Tom Baker, not sure
Tom Baker decides
Tom Baker is important
Tom Baker is the decision maker
Tom Baker @Globex is difficult
Tom Baker was mentioned
Tom Baker has the budget
Tom Baker will decide
Tom Baker replied
Tom Baker won the lottery
Tom Baker broke a leg
Tom Baker birthday
Tom Baker invoice
Tom Baker became CEO
Tom Baker doesn't answer
Tom Baker hates us
Tom Baker won't talk to me
saw Tom Baker on a panel
saw Tom Baker but did not speak
call Tom Baker again
Tom Baker and my boss had lunch
Tom Baker called support
Tom Baker visited our website
Tom Baker: met Anna Schmidt
Tom Baker - saw Anna Schmidt yesterday
""".strip().splitlines()


@pytest.mark.parametrize("typed", UNMET)
def test_who_was_only_seen_or_told_of_is_asked_about(typed):
    for said in (typed, typed.upper()):
        understood = read(said)
        assert understood.unclear or understood.error, said


MET = [
    ("met Tom Baker", ["Tom Baker"]),
    ("meeting Tom Baker @Globex yesterday", ["Tom Baker"]),
    ("meet Tom Baker yesterday", ["Tom Baker"]),
    ("went to see Tom Baker", ["Tom Baker"]),
    ("got to meet Tom Baker", ["Tom Baker"]),
    ("ran across Tom Baker", ["Tom Baker"]),
    ("spent the day with Tom Baker", ["Tom Baker"]),
    ("had our Tom Baker call", ["Tom Baker"]),
    ("call Tom Baker yesterday", ["Tom Baker"]),
    ("saw Tom Baker", ["Tom Baker"]),
    ("saw Tom Baker at the fair", ["Tom Baker"]),
    ("saw Tom Baker at his desk", ["Tom Baker"]),
    ("was in a meeting with Tom Baker", ["Tom Baker"]),
    ("caught Tom Baker between meetings", ["Tom Baker"]),
    ("trained Tom Baker on the new machine", ["Tom Baker"]),
    ("Tom Baker and Anna Schmidt: lunch", ["Tom Baker", "Anna Schmidt"]),
    ("lunch Tom Baker and Anna Schmidt", ["Tom Baker", "Anna Schmidt"]),
    ("Tom Baker and Anna Schmidt came for lunch", ["Tom Baker", "Anna Schmidt"]),
    ("Tom Baker and Anna Schmidt visited us", ["Tom Baker", "Anna Schmidt"]),
    ("Tom Baker and I had lunch", ["Tom Baker"]),
    ("Tom Baker had lunch with us", ["Tom Baker"]),
    ("Tom Baker met today", ["Tom Baker"]),
    ("Tom Baker took me to lunch", ["Tom Baker"]),
    ("Tom Baker called", ["Tom Baker"]),
    ("Tom Baker was here today", ["Tom Baker"]),
    ("Tom Baker was in our office", ["Tom Baker"]),
    ("Tom Baker welcomed me", ["Tom Baker"]),
    ("Tom Baker gave me ten minutes", ["Tom Baker"]),
    ("Tom Baker wants spares", ["Tom Baker"]),
    ("Tom Baker is happy with the tool", ["Tom Baker"]),
    ("Tom Baker was very friendly", ["Tom Baker"]),
    ("Tom Baker had questions about the price", ["Tom Baker"]),
    ("Tom Baker is looking for a second source", ["Tom Baker"]),
    ("Tom Baker: met his boss", ["Tom Baker"]),
    ("Tom Baker @Globex, lunch: met Anna Schmidt", ["Tom Baker"]),
    ("@dana and I met Tom Baker", ["Tom Baker"]),
    ("@Globex met Tom Baker", ["Tom Baker"]),
]


@pytest.mark.parametrize(("typed", "met"), MET)
def test_who_was_met_is_saved_in_as_many_words(typed, met):
    for said in (typed, typed.upper()):
        understood = read(said)
        assert [one.name for one in understood.contacts] == met, said
        assert understood.clear, said
        assert not understood.attempt, said


def test_a_customers_name_before_a_surname_may_be_a_first_name():
    firms = [Account(1, "Kaveri Semiconductors", ("Kaveri",)), Account(2, "Elbtal")]
    known = [
        Contact(1, firms[0], "Sunita Deshpande", TODAY, TODAY),
        Contact(2, firms[1], "Jana Weissbach", TODAY, TODAY),
    ]
    for typed, met in (
        ("kaveri deshpande", []),
        ("lunch Kaveri Deshpande", []),
        ("deshpande kaveri", ["Sunita Deshpande"]),
        ("@kaveri deshpande", ["Sunita Deshpande"]),
        ("kaveri, deshpande", ["Sunita Deshpande"]),
        ("elbtal weissbach", ["Jana Weissbach"]),
    ):
        heard = phrases.split(typed, today=TODAY, accounts=firms)
        understood = phrases.settle(heard, known, firms, there=known)
        assert [one.name for one in understood.contacts] == met, typed
        assert understood.clear is bool(met), typed
