"""Announcements of a partnership, as far as a person may see them: one about findings under embargo only who may read those."""

from django.db.models import QuerySet

from extramile.core.announcing import FIELDS, PUBLIC_STATES
from extramile.web.announcements.models import (
    Announcement,
    AnnouncementStep,
    AnnouncementText,
    Correction,
    Picture,
    Quotation,
)
from extramile.web.inspections import embargo
from extramile.web.inspections.models import Inspection, Purpose
from extramile.web.inspections.queries.inspections import inspections
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope
from extramile.web.plans.models import Plan
from extramile.web.plans.queries import plans


def told_of(found: Announcement) -> list[Inspection]:
    """Return the inspections of which an announcement tells: its own, and the one that its plan answers."""
    both = (found.inspection, found.plan.inspection if found.plan else None)
    return list(dict.fromkeys(each for each in both if each is not None))


def was_public(found: Announcement) -> bool:
    """Say whether everybody reads an announcement, or read it: then it is corrected and not rewritten."""
    return found.state in PUBLIC_STATES


def under_embargo(found: Announcement) -> bool:
    """Say whether an announcement is of an inspection that is still under embargo, or of a plan that answers one."""
    return any(map(embargo.holds, told_of(found)))


def may_see(scope: Scope, found: Announcement) -> bool:
    """Say whether this person may see an announcement as those do who make it, published or not."""
    if not scope.can(Permission.SEE_ANNOUNCEMENTS):
        return False
    # As long as it may still tell of a person it is for few, with all its texts: the others read its public page.
    if found.withdrawn_for_privacy and not scope.can(Permission.PROTECT_PEOPLE):
        return False
    return all(embargo.may_read_findings(scope, each) for each in told_of(found))


def announcements(scope: Scope) -> list[Announcement]:
    """Return the announcements that this person may see, the newest first."""
    rows = Announcement.objects.filter(partnership=scope.partnership).select_related(
        "inspection", "plan__inspection", "partnership"
    )
    return [each for each in rows if may_see(scope, each)]


def announcement(scope: Scope, announcement_id: int) -> Announcement | None:
    """Return an announcement of this partnership that this person may see, or None."""
    rows = Announcement.objects.filter(partnership=scope.partnership).select_related(
        "inspection", "plan__inspection", "partnership"
    )
    found = rows.filter(pk=announcement_id).first()
    return found if found is not None and may_see(scope, found) else None


def inspections_to_tell_of(scope: Scope) -> list[Inspection]:
    """Return the inspections of which this person can write an announcement. A rehearsal is told to nobody."""
    rows = inspections(scope).exclude(purpose=Purpose.REHEARSAL)
    return [each for each in rows if embargo.may_read_findings(scope, each)]


def plans_to_tell_of(scope: Scope) -> QuerySet[Plan]:
    """Return the plans of which this person can write an announcement: one that answers what is under embargo is under it too."""
    return plans.plans(scope)


def texts(found: Announcement) -> QuerySet[AnnouncementText]:
    """Return the texts as each person saved them, oldest first."""
    return found.texts.select_related("by")


def steps(found: Announcement) -> QuerySet[AnnouncementStep]:
    """Return the steps that it took, oldest first."""
    return found.steps.select_related("by")


def corrections(found: Announcement) -> QuerySet[Correction]:
    """Return what was corrected after publication, oldest first."""
    return found.corrections.select_related("by")


def taken_out(scope: Scope, found: Announcement) -> list[Correction]:
    """Return what was taken out because it told of a person, with what it said, for those who may see that."""
    if not scope.can(Permission.PROTECT_PEOPLE):
        return []
    return list(found.corrections.filter(for_privacy=True).select_related("by"))


def unsaid_until(scope: Scope, found: Announcement) -> dict[str, int]:
    """Return for each text of which a passage was taken out up to which revision this person does not read it."""
    if scope.can(Permission.PROTECT_PEOPLE):
        return {}
    rows = found.corrections.filter(for_privacy=True).order_by("pk")
    return {field: revision for field, revision in rows.values_list("field", "revision") if revision}


def pictures(found: Announcement) -> QuerySet[Picture]:
    """Return the pictures that stand in it, without their content."""
    return found.pictures.filter(removed_at=None).defer("content")


def parts_of(found: Announcement) -> list[str]:
    """Return the names of the parts of which each can tell of a person: texts, "facts", "quotation-5", "picture-3"."""
    said = [f"quotation-{pk}" for pk in standing(found).values_list("pk", flat=True)]
    seen = [f"picture-{pk}" for pk in pictures(found).values_list("pk", flat=True)]
    return [*(each.name for each in FIELDS), "facts", *said, *seen]


def picture(found: Announcement, picture_id: int) -> Picture | None:
    """Return a picture of it with its content, or None."""
    return found.pictures.filter(removed_at=None, pk=picture_id).first()


def quotations(found: Announcement) -> QuerySet[Quotation]:
    """Return everybody who is quoted or was to be, in their order."""
    return found.quotations.select_related("member__person", "asked_by")


def standing(found: Announcement) -> QuerySet[Quotation]:
    """Return the quotations that stand in it, approved or not."""
    return quotations(found).exclude(state="taken-out")


def quotation(found: Announcement, quotation_id: int) -> Quotation | None:
    """Return a quotation of it, or None."""
    return quotations(found).filter(pk=quotation_id).first()
