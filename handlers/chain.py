"""Who stands above whom: the manager who is there, else the next one up, else the admins."""

from datetime import date

from handlers import owed, teams
from storage import Tx
from upkeep import workdays
from upkeep.members import Member, Role


def above(tx: Tx, member: Member, on: date) -> list[Member]:
    """Who is told about a member: the nearest above who are at work and can be written to."""
    for rank in (_named(tx, member), *_ranks(tx, member)):
        there = [one for one in rank if one.id != member.id and is_there(tx, one, on)]
        if there:
            return there
    return [one for one in owed.admins(tx) if one.id != member.id and is_there(tx, one, on)]


def is_there(tx: Tx, member: Member, on: date) -> bool:
    """Whether a member can be written to, and is not away: as he said, or his status in Slack."""
    reachable = member.active and member.slack_id is not None
    return reachable and not workdays.is_absent(member, tx.policy, on)


def manages(tx: Tx, caller: Member, member: Member) -> bool:
    """Whether somebody is above a member, at any height; admins are above everybody."""
    if teams.is_admin(tx, caller) or caller.id == member.manager_id:
        return True
    return any(one.id == caller.id for rank in _ranks(tx, member) for one in rank)


def _named(tx: Tx, member: Member) -> list[Member]:
    return [tx.members.get(member.manager_id)] if member.manager_id is not None else []


def _ranks(tx: Tx, member: Member) -> list[list[Member]]:
    """The managers of a member's team, then of the team above it, up to the top."""
    if not tx.teams.all():
        return [[one for one in tx.members.all() if one.role is Role.MANAGER]]
    ranks, team_id = [], member.team_id
    while team_id is not None:
        ranks.append(tx.members.managers_of(team_id))
        team_id = tx.teams.get(team_id).parent_id
    return ranks
