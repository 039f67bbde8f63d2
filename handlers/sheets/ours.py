"""Our own people and teams, taken in from lines."""

from handlers.sheets.arriving import Page
from handlers.sheets.book import Entry
from storage import Change
from storage.teams import is_everyone
from upkeep import names
from upkeep.errors import Refusal
from upkeep.sheets import MemberLine, TeamLine

#: What a line may say of a team or a member, as it is stored.
OF_TEAM = "channel zone digest_on digest_at".split()
OF_MEMBER = (
    "name role function work_days country zone slack_id locale weekly_target reminder_at away_from"
    " away_until reminder_on quiet_until active"
).split()


def take_colleague(page: Page, line: MemberLine) -> Change:
    """A person of ours, known by e-mail until Slack has been asked."""
    if line.email in {line.manager, line.standin}:
        raise Refusal("line.self")
    known = page.book.members.get(line.email) or page.book.members.get(line.slack_id or "")
    member = known if known and known.id else page.someone(line.email)
    change = member.say(
        {
            **{key: getattr(line, key) for key in OF_MEMBER},
            "team_id": _one_of_them(page, line.team),
            "manager_id": page.person(line.manager),
            "standin_id": page.person(line.standin),
        }
    )
    return change if member.id else Change.CREATED


def take_team(page: Page, line: TeamLine) -> Change:
    """A team; its parent is made where it is new."""
    was = page.book.teams.get(names.fold(line.team))
    above, team = _one_of_them(page, line.parent), page.book.team(line.team)
    if above and _is_below(page, above, team):
        raise Refusal("line.circle", value=line.parent, team=line.team)
    told = {key: getattr(line, key) for key in OF_TEAM}
    change = team.say({**told, "parent_id": above})
    return change if was else Change.CREATED


def _one_of_them(page: Page, name: str | None) -> Entry | None:
    """A team that is named; who is in everybody's, or below it, is in none, or below none."""
    return page.book.team(name) if name and not is_everyone(name) else None


def _is_below(page: Page, team: Entry, top: Entry) -> bool:
    """Whether a team is another one, or stands somewhere under it."""
    by_id = {one.id: one for one in page.book.teams.values()}
    here: Entry | None = team
    while here is not None and here is not top:
        above = here.now("parent_id")
        here = above if isinstance(above, Entry) else by_id.get(above) if above else None  # type: ignore[call-overload]  # the id of a team
    return here is top
