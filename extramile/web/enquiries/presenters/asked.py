"""Words for schools and settings that were asked by a link."""

from dataclasses import dataclass

from django.utils import timezone

from extramile.web.enquiries.models import AskedSetting
from extramile.web.enquiries.presenters.requests import at
from extramile.web.enquiries.queries import asked as queries
from extramile.web.evidence.models import Item
from extramile.web.partnerships.scope import Scope


@dataclass(frozen=True, slots=True)
class AskedRow:
    """Somebody who was asked, as who works on the request sees it."""

    id: int
    setting: str
    name: str
    words: str
    due: str
    state: str
    tone: str
    receipt: str
    answer: str
    item: Item | None
    unseen_file: bool
    waits: bool
    new: bool


def row(scope: Scope, asked: AskedSetting) -> AskedRow:
    """Return somebody who was asked, and what came."""
    waits = queries.waits(asked)
    if asked.withdrawn_at:
        state, tone = "asked no longer", "quiet"
    elif asked.taken_at:
        state, tone = "put into the answer", "strength"
    elif asked.answered_at:
        state, tone = f"answered {at(asked.answered_at)}", "info"
    elif waits and asked.due < timezone.now():
        state, tone = "late", "priority"
    elif asked.reminded_at:
        state, tone = f"reminded {at(asked.reminded_at)}", "develop"
    else:
        state, tone = ("not answered yet", "quiet") if waits else ("no answer came", "quiet")
    item = queries.came_item(scope, asked)
    return AskedRow(
        id=asked.pk,
        setting=asked.setting,
        name=asked.name,
        words=asked.words,
        due=at(asked.due),
        state=state,
        tone=tone,
        receipt=asked.receipt,
        answer=asked.answer,
        item=item,
        unseen_file=bool(asked.item and item is None),
        waits=waits,
        new=bool(asked.answered_at and not asked.taken_at),
    )
