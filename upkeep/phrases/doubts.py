"""Sentences that name somebody and do not say that he was met: asked about, whatever they say.

What says so is in `unmet.py`.
"""

from collections.abc import Sequence
from itertools import pairwise

from upkeep import names, namesakes
from upkeep.accounts import Account
from upkeep.phrases import awaited, clauses, firms, heads, others, unmet
from upkeep.phrases.namelike import may_be_called
from upkeep.phrases.runs import Run
from upkeep.phrases.surnames import SURNAMES
from upkeep.phrases.text import TAKEN


def is_doubtful(
    plain: str,
    covered: str,
    runs: Sequence[Run],
    end: int,
    *,
    missed: bool,
    met: bool,
    how: bool,
    dated: bool,
    present: Sequence[Account],
) -> bool:
    """Whether a sentence does not say that those were met whom its parts name.

    Args:
        plain: the folded text.
        covered: the same without what was lifted from it.
        runs: what may name somebody.
        end: where the parts end.
        missed: the parts say that nobody was reached.
        met: they say that somebody was met.
        how: they say how.
        dated: they say when.
        present: accounts that may be named in it, where none is said to be theirs.
    """
    mixed = len(runs) > 1 and unmet.MIXED.search(plain, 0, end)
    if mixed or any(_is_not_of(plain, run.end, present) for run in runs):
        return True
    if missed or not runs or any(run.attempt for run in runs):
        return False
    before = [awaited.led_by(plain, run) for run in runs]
    return (
        any(unmet.BEFORE.search(one) for one in before)
        or any(
            _is_invited(one, plain, run.begins, how) for one, run in zip(before, runs, strict=True)
        )
        or any(_is_near(plain, run) for run in runs)
        # Of several, only that one is asked about.
        or (len(runs) < unmet.SEVERAL and _is_ours(plain, runs[0]))
        or others.did_it(plain, end)
        or _told_otherwise(covered, runs, end, held=met or how)
        or _confused(plain, runs)
        or heads.tell_no_meeting(plain, runs, end, dated=dated, held=met or how)
    )


def _is_not_of(plain: str, at: int, present: Sequence[Account]) -> bool:
    """Whether a customer is named behind a name as not his: `Tom Baker (not Globex)`."""
    denied = unmet.NOT_OF.match(plain, at)
    said = plain[denied.end() : denied.end() + unmet.NEXT] if denied else ""
    return any(start == 0 for start, *_ in firms.named(said, present))


def of_one(plain: str, runs: Sequence[Run], run: Run, end: int) -> bool:
    """Whether one of several was not met: `(Ann could not come)`, `Ann had a cold`."""
    opened = clauses.opened(plain, run.start)
    if opened > 0 and ")" not in plain[run.end : end + 1] and not plain[run.end : end].strip():
        return True
    if len(runs) < unmet.SEVERAL:
        return False
    where = plain[: run.start].rstrip().endswith("在") and unmet.AT_HIS.match(plain, run.end)
    return bool(
        where or unmet.AWAY.match(plain, run.end) or unmet.THANKED.search(plain[: run.start])
    )


def _told_otherwise(covered: str, runs: Sequence[Run], end: int, *, held: bool) -> bool:
    """Whether what stands behind a name says that he was not met."""
    row = covered.find("\n", runs[-1].end)
    covered = covered[: len(covered) if row < 0 else row]
    beside = covered[:1] != TAKEN and not covered[runs[-1].end : end].strip(unmet.BETWEEN)
    stops = [run.end for run in runs] + ([end] if beside else [])
    within = [at for run in runs for at in run.ends(covered)]
    if any(unmet.EVEN_MET.match(covered, at) for at in (*within, *stops)):
        return True
    told = (
        None
        if held
        else next(filter(None, (unmet.BEHIND.match(covered, at) for at in stops)), None)
    )
    return told is not None and (not told["sent"] or namesakes.is_name(told["sent"]))


def only_says(plain: str, runs: Sequence[Run], end: int) -> bool:
    """Whether a sentence begins with somebody and goes on with what he said or did: 李伟说太贵."""
    if not runs or runs[-1].end != end or plain[: runs[-1].begins].strip():
        return False
    if (
        plain[runs[-1].begins] in "同陪找给见"
        or plain[end - 1] == "来"
        or unmet.HOW_HE_SAID_SO.search(plain, end)
    ):
        return False
    return names.has_hanzi(plain[end : end + 1])


def _confused(plain: str, runs: Sequence[Run]) -> bool:
    """Whether one of two is named for the other, or met him: `met Ann, sorry, Bob`."""
    if unmet.CORRECTED_BEHIND.match(plain, runs[-1].end) or any("→" in run.text for run in runs):
        return True
    if unmet.SUBJECT.search(plain[: runs[0].start]) and unmet.THEY_TWO.match(plain, runs[0].start):
        return True
    if len(runs) < unmet.SEVERAL:
        return False
    wrong = unmet.CORRECTED.search(plain, runs[0].end, runs[-1].end) or unmet.ANOTHER_CAME.match(
        plain, 0, runs[-1].end + unmet.NEXT
    )
    return bool(wrong) or any(_met_him(plain, *two) for two in pairwise(runs))


def _met_him(plain: str, one: Run, other: Run) -> bool:
    """Whether nothing but a verb stands between two names: `Ann Lee met Bob Hill`."""
    if not unmet.SUBJECT.search(plain[: one.start]):
        return False
    return (
        may_be_called(one.text)
        and unmet.BETWEEN_TWO.search(plain[one.end : other.start]) is not None
    )


def _is_near(plain: str, run: Run) -> bool:
    """Whether it is somebody or something of whom is named: 王芳的团队, `Tom Baker's report`."""
    beside = unmet.NEAR.match(plain, run.end) or unmet.NEAR_HAN.match(plain, run.end)
    numbered = unmet.NUMBERED.search(plain, run.start, run.end)
    one = unmet.ONE.search(plain, 0, run.start) and _is_called(run.text)
    return bool(beside or numbered or one)


def _is_ours(plain: str, run: Run) -> bool:
    """Whether it is said to be one of ours: `met our Tom Baker`, `met Tom Baker (ours)`.

    But `had our Tom Baker call` is of a call of ours.
    """
    ours = any(one.end() == run.start for one in unmet.OURS.finditer(plain))
    ours = ours and not heads.OUR_CALL.match(plain, run.end)
    return bool(unmet.OURS_BEHIND.match(plain, run.end) or (ours and may_be_called(run.text)))


def _is_called(text: str) -> bool:
    """Whether people are called so, word by word, and what it is could be nothing else."""
    folded = names.fold(text)
    if names.has_hanzi(folded):
        return len(folded) > 1 and folded[0] in SURNAMES
    return all(map(namesakes.is_name, folded.split()))


def _is_invited(before: str, plain: str, at: int, how: bool) -> bool:
    """Whether somebody was only asked to come: 约了王芳, 邀请王芳来访."""
    if unmet.INVITE.search(before):
        return True
    if unmet.INVITED.search(before) is None:
        return False
    return not (how and unmet.BACK_THEN.search(plain)) and not unmet.SEEN.search(plain, at)
