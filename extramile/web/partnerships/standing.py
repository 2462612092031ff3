"""Two people change the same member: what each saw and wants, and what becomes of both.

The page that changes a member carries what its reader saw. Who saves second and saw something else is shown what changed,
with a proposal that holds both; nothing is overwritten unseen.
"""

import json
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from typing import Any

from extramile.web.partnerships.models import Member


@dataclass(frozen=True, slots=True)
class Standing:
    """Whom a member speaks for and what they are: what a lead can change."""

    organisation: int
    post: str = ""
    roles: frozenset[str] = frozenset()
    ends: date | None = None

    @property
    def text(self) -> str:
        """Return it for a hidden field of a form."""
        return json.dumps({**asdict(self), "roles": sorted(self.roles), "ends": str(self.ends or "")})

    @classmethod
    def from_text(cls, text: str) -> "Standing":
        """Read it from the hidden field. Raises ValueError for what no page of ours sends."""
        try:
            found = json.loads(text)
            ends = date.fromisoformat(found["ends"]) if found["ends"] else None
            return cls(int(found["organisation"]), str(found["post"]), frozenset(map(str, found["roles"])), ends)
        except (KeyError, TypeError) as error:
            raise ValueError("no standing") from error


NAMES = tuple(each.name for each in fields(Standing))


def standing_of(member: Member) -> Standing:
    """Return how a member stands now."""
    grants = list(member.grants.all())
    ends = next((grant.ends for grant in grants if grant.ends), None)
    return Standing(member.organisation_id, member.post, frozenset(grant.role for grant in grants), ends)


@dataclass(frozen=True, slots=True)
class Met:
    """One thing that somebody else changed while a person wrote; `mine` is None where this person left it alone."""

    name: str
    theirs: Any
    mine: Any


def meet(seen: Standing, theirs: Standing, mine: Standing) -> tuple[Met, ...]:
    """Return what changed since `seen`, if this person would undo any of it; nothing if both want the same."""
    changed = [name for name in NAMES if getattr(theirs, name) != getattr(seen, name)]
    if all(getattr(mine, name) == getattr(theirs, name) for name in changed):
        return ()
    return tuple(
        Met(name, getattr(theirs, name), getattr(mine, name) if getattr(mine, name) != getattr(seen, name) else None)
        for name in changed
    )


def together(seen: Standing, theirs: Standing, mine: Standing) -> Standing:
    """Return a proposal that holds both: where both changed the same, this person's stands; roles are joined one by one."""
    taken = {
        name: getattr(theirs if getattr(mine, name) == getattr(seen, name) else mine, name)
        for name in NAMES
        if name != "roles"
    }
    roles = (theirs.roles | (mine.roles - seen.roles)) - (seen.roles - mine.roles)
    return replace(theirs, **taken, roles=roles)


class ChangedMeanwhileError(Exception):
    """Somebody changed this member after the page was read. Nothing was overwritten; the page must show both.

    No InputError: a sentence alone is no answer to it.
    """

    def __init__(self, who: str, now: Standing, met: tuple[Met, ...], proposal: Standing) -> None:
        super().__init__(f"{who} changed this while you wrote. See what changed, then save again.")
        self.now, self.met, self.proposal = now, met, proposal
