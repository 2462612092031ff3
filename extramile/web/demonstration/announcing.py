"""What an invented area announces: words around its records, and what leaders say, each approved by their own link."""

from extramile.core.definitions import Definition, StrictModel
from extramile.web.announcements.actions import correcting, quoting, releasing, writing
from extramile.web.announcements.models import Announcement, Quotation
from extramile.web.announcements.queries import quotations as queries
from extramile.web.demonstration.cast import Cast
from extramile.web.demonstration.definitions import Who


class InventedQuotation(StrictModel):
    """Words of a leader. `who` is their persona, if they have an account; `own` is what they made of the words, if anything.

    Without `approved` they have not answered yet; without `asked` nothing was sent.
    """

    role: str
    name: str
    organisation: str
    email: str
    who: Who = ""
    words: str
    own: str = ""
    asked: int | None = None
    approved: int | None = None


class InventedCorrected(StrictModel):
    """A text that was corrected after publication."""

    ago: int
    field: str
    words: str
    why: str


class InventedAnnouncement(StrictModel):
    """An announcement of an inspection, a plan or both. Without `published` it is still being written."""

    key: str
    by: Who
    inspection: str = ""
    plan: str = ""
    begun: int
    written: int
    published: int | None = None
    texts: dict[str, str]
    quotations: tuple[InventedQuotation, ...]
    corrected: InventedCorrected | None = None


class InventedAnnouncements(Definition):
    """Everything that an invented partnership announces."""

    announcements: tuple[InventedAnnouncement, ...]


def plan(cast: Cast, told: InventedAnnouncements) -> None:
    """Note in the diary what was written, who was asked and answered, and what was published."""
    for each in told.announcements:
        cast.on(each.begun, _begin, cast, each)
        cast.on(each.written, _write, cast, each)
        for quoted in each.quotations:
            cast.on(each.written, _propose, cast, each, quoted)
            if quoted.asked is not None:
                cast.on(quoted.asked, _ask, cast, each, quoted)
            if quoted.approved is not None:
                cast.on(quoted.approved, _approve, cast, each, quoted)
        if each.published is not None:
            cast.on(each.published, _publish, cast, each)
        if each.corrected:
            cast.on(each.corrected.ago, _correct, cast, each, each.corrected)


def _announcement(cast: Cast, told: InventedAnnouncement) -> Announcement:
    return Announcement.objects.get(pk=cast.made["announcement", told.key].pk)


def _quotation(cast: Cast, told: InventedAnnouncement, quoted: InventedQuotation) -> Quotation:
    return Quotation.objects.get(pk=cast.made["quotation", f"{told.key}/{quoted.role}"].pk)


def _begin(cast: Cast, told: InventedAnnouncement) -> None:
    inspection = cast.made["inspection", told.inspection].pk if told.inspection else None
    plan_id = cast.made["plan", told.plan].pk if told.plan else None
    cast.made["announcement", told.key] = writing.begin(
        scope=cast.scope(told.by), headline=told.texts["headline"], inspection_id=inspection, plan_id=plan_id
    )


def _write(cast: Cast, told: InventedAnnouncement) -> None:
    found = _announcement(cast, told)
    writing.write(scope=cast.scope(told.by), announcement=found, texts=told.texts, seen=found.revision)


def _propose(cast: Cast, told: InventedAnnouncement, quoted: InventedQuotation) -> None:
    values = quoted.model_dump(include={"role", "name", "organisation", "email", "words"})
    values["member"] = cast.scope(quoted.who).member if quoted.who else None
    cast.made["quotation", f"{told.key}/{quoted.role}"] = quoting.quote(
        scope=cast.scope(told.by), announcement=_announcement(cast, told), values=values
    )


def _ask(cast: Cast, told: InventedAnnouncement, quoted: InventedQuotation) -> None:
    quoting.ask(scope=cast.scope(told.by), quotation=_quotation(cast, told, quoted))


def _approve(cast: Cast, told: InventedAnnouncement, quoted: InventedQuotation) -> None:
    """Answer as the person does: by the link that they were sent, and by nothing else."""
    asked = _quotation(cast, told, quoted)
    mine = queries.by_link(asked.pk, queries.token(asked))
    if mine is None:
        raise LookupError(f"the link of the {quoted.role} leads nowhere")
    quoting.approve(quotation=mine, words=quoted.own or mine.words, seen=mine.revision)


def _publish(cast: Cast, told: InventedAnnouncement) -> None:
    scope = cast.scope(told.by)
    releasing.check(scope=scope, announcement=_announcement(cast, told))
    releasing.publish(scope=scope, announcement=_announcement(cast, told))


def _correct(cast: Cast, told: InventedAnnouncement, wrong: InventedCorrected) -> None:
    found = _announcement(cast, told)
    given = {"field": wrong.field, "words": wrong.words, "why": wrong.why, "seen": found.revision}
    correcting.correct_text(scope=cast.scope(told.by), announcement=found, **given)
