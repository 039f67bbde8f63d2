"""A company that has lived for weeks goes out as files, and an empty workspace becomes the same."""

import random
from dataclasses import replace
from datetime import time, timedelta
from functools import partial

import pytest

from handlers import sheets
from tests import trials
from tests.recount.histories import History, closing
from upkeep.accounts import Quorum, Rule
from upkeep.members import Role
from upkeep.sheets import Kind
from upkeep.visits import FollowUp, Voice, VoiceKind

#: Histories on each database.
HISTORIES = trials.times(2)
WEEKS, ACTS = 3, 25
NOW = closing(WEEKS)
#: Names and texts that were made to be misread.
NAMES = ("Li Wei", "李伟", "Li Wei (2)", "=1+1", "-", r"O'Neil; \Sons", '"A", B', "A @ B", "'x")
TEXTS = (
    "",
    "spares",
    "=cmd|' /C calc'!A0",
    "'quoted'",
    "one\ntwo",
    '第二\t工厂; \\ "x"',
    "(nobody)",
)
#: A message may hold as much as 40,000 characters.
LONG = "spares are short, and " * 1000


class Life(History):
    """A history in which all that a list can say is said sooner or later."""

    def founded(self, tx):
        super().founded(tx)
        for number, one in enumerate(self.members):
            email = f"M{number}@us.example" if number else None  # one is known by Slack alone
            tx.members.change(one, slack_id=f"U0MEMBER{number}", email=email)

    def arrives(self, tx, at):
        super().arrives(tx, at)
        tx.contacts.change(self.contacts[-1], name=self.chance.choice(NAMES))

    def _visit(self, tx, at):
        visit, choose = super()._visit(tx, at), self.chance.choice
        heard = [Voice(choose([*VoiceKind]), choose(TEXTS) or "x") for _ in visit.voices * 2]
        heard = [replace(one, contact_id=choose([None, *visit.contact_ids])) for one in heard]
        told = [FollowUp(choose(TEXTS) or "x", None, self._member()) for _ in visit.follow_ups]
        note, source = choose([*TEXTS, LONG]), choose(TEXTS)
        promises = (*told, *visit.follow_ups)
        return replace(visit, voices=tuple(heard), follow_ups=promises, note=note, source=source)

    def lives(self, tx, since, until, acts):
        for _ in range(acts):
            super().lives(tx, since, until, 1)
            some = (self.is_described, self.is_kept, self.is_told, self.has_habits)
            self.chance.choice(some)(tx, until.date())

    def is_described(self, tx, on):
        """A card is filled in."""
        choose = self.chance.choice
        tx.contacts.change(
            choose(self.contacts),
            **{key: " ".join(choose(TEXTS).split()) for key in ("title", "department")},
            pronunciation=choose(["", "lee way"]),
            email=choose(["", "li.wei@acme.example"]),
            aliases=tuple(self.chance.sample(NAMES, choose([0, 1, 3]))),
            weight=choose([1, 1, 9]),
            cadence=choose([None, 7, 3650]),
            snoozed_until=choose([None, on + timedelta(days=5)]),
        )

    def is_kept(self, tx, on):
        """A customer is described, and how it decides."""
        account, choose = tx.accounts.get(self._account()), self.chance.choice
        aliases = self.chance.sample(NAMES, choose([0, 2]))
        tx.accounts.upsert(
            account.name, aliases, choose([True, False, None]), None, choose([9, 50])
        )
        tx.contacts.recount_account(account.id)
        there = [one.id for one in tx.contacts.of_account(account.id)]
        rule = Rule(choose([*Quorum]), choose([None, *there]), choose([0.01, 0.29, 0.99]))
        tx.accounts.decide(account.id, rule if rule.decider_id else replace(rule, influence=0.5))

    def is_told(self, tx, on):
        """A voice is given to somebody, answered or opened again; a promise moves."""
        account, choose = self._account(), self.chance.choice
        for voice in tx.voices.open_of_account(account)[:2]:
            tx.voices.assign(voice.id, choose([None, *self.members]))
            tx.voices.answer(voice.id, choose([None, on]), choose(TEXTS).strip(), self._member())
        for promise in tx.follow_ups.open_of_account(account)[:2]:
            tx.follow_ups.move(promise.id, on + timedelta(days=9))
            tx.follow_ups.done(promise.id, choose([None, on]))

    def has_habits(self, tx, on):
        """One of us says when to be reminded, and who stands in."""
        one, choose = self._member(), self.chance.choice
        others = [other for other in self.members if other != one]
        tx.members.change(
            one,
            role=choose([*Role]),
            function=choose(["sales", "R&D"]),
            country=choose([None, "DE-BY"]),
            zone=choose(["UTC", "Asia/Shanghai"]),
            locale=choose(["en-US", "zh-CN"]),
            weekly_target=choose([None, 0, 7]),
            work_days=choose([None, frozenset({0, 6})]),
            reminder_at=choose([None, time(7, 30)]),
            reminder_on=choose([None, "FREQ=WEEKLY;BYDAY=MO,WE"]),
            quiet_until=choose([None, on]),
            away_from=choose([None, on]),
            away_until=choose([None, on + timedelta(days=3)]),
            standin_id=choose([None, *others]),
            manager_id=choose([None, *others]),
        )


def lists(store, team_id, folder):
    """All that goes out, by the name of its file."""
    made = sheets.save(store, team_id, folder, NOW.date())
    return {one.name: one.read_bytes() for one in made}


@pytest.mark.timeout(600)
def test_an_empty_workspace_becomes_the_same(any_store, tmp_path):
    for number in range(HISTORIES):
        ending = ("csv", "xlsx")[number % 2]
        history, out, back = Life(random.Random(number)), f"T{number}OUT", f"T{number}BACK"
        with any_store.transaction(out) as tx:
            history.founded(tx)
            for week in range(WEEKS):
                history.lives(tx, closing(week), closing(week + 1), ACTS)
        went = lists(any_store, out, tmp_path / out)
        take_in = partial(sheets.keep, any_store, back, now=NOW, breathe=lambda _: None)
        for kind in Kind:
            report = take_in(went[f"{kind}.{ending}"])
            assert (report.bad, report.unknown) == ((), ()), (number, kind)
        came = lists(any_store, back, tmp_path / back)
        for kind in Kind:
            assert came[f"{kind}.csv"].decode() == went[f"{kind}.csv"].decode(), (number, kind)
        assert came["contacts.vcf"] == went["contacts.vcf"]
        with any_store.reading(back) as tx:
            assert tx.contacts.differences() == []
