"""Publishing: the one thing that ends the embargo, all of it at once. And correcting what was published, with a reason.

No correction brings the embargo back: a day that lies ahead is refused, and no day is ever taken away.
"""

from datetime import date

from django.db import transaction
from django.utils import timezone

from extramile.core.vocabulary import InputError
from extramile.web.findings.actions.findings import keep_text, name_of
from extramile.web.findings.finding_texts import said_in
from extramile.web.findings.meeting import Standing, check_met
from extramile.web.findings.models import Finding, FindingState, Publication, PublicationCorrection
from extramile.web.findings.queries import outcome
from extramile.web.findings.queries.findings import text_at
from extramile.web.findings.queries.publication import told_of
from extramile.web.findings.queries.readiness import stands_in_the_way
from extramile.web.inspections import embargo
from extramile.web.inspections.actions.telling import required, taken, tell
from extramile.web.inspections.models import Inspection
from extramile.web.jobs.actions import start
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope

PUBLICATION_LABELS = {"on": "Day of publication", "address": "Where the report can be read"}


@transaction.atomic
def publish(*, scope: Scope, inspection: Inspection, on: date, address: str = "") -> Publication:
    """Publish an inspection: from this moment its findings and outcome are for everybody in the partnership."""
    scope.check(Permission.LEAD_INSPECTION)
    locked = taken(scope, inspection, ended=True)
    if not embargo.holds(locked):
        raise InputError(
            "This inspection was published already.", next_step="A finding can be corrected, with a reason."
        )
    _check_day(locked, on)
    if obstacles := stands_in_the_way(scope, locked):
        raise InputError(
            f"Something stands in the way: {obstacles[0].words}.", next_step="See the checklist and mend it first."
        )
    judged = outcome.judgement(scope, locked)
    locked.published_on = on
    if judged is not None and judged.state == "agreed":
        locked.outcome, locked.outcome_why = judged.outcome, judged.why
    locked.save(update_fields=["published_on", "outcome", "outcome_why"])
    made = Publication.objects.create(inspection=locked, address=address.strip(), by=scope.person)
    # Drafts and what was dropped stay with those who see drafts: only what passed is counted here.
    number = locked.findings.filter(state=FindingState.MODERATED).count()
    after = {"on": on, "outcome": locked.outcome, "findings": number}
    tell(scope, "inspection published", "inspection", locked, locked.title, before={"on": None}, after=after)
    for member in told_of(locked):
        start(
            name="findings.tell_published",
            title="Telling that an inspection is published",
            by=None,
            scope=scope.name,
            inspection_id=locked.pk,
            member_id=member.pk,
        )
    return made


@transaction.atomic
def correct_publication(
    *, scope: Scope, inspection: Inspection, on: date, why: str, seen: int, address: str = ""
) -> PublicationCorrection:
    """Correct the day or the address of a publication that were entered wrongly. What stood there is kept, with the reason.

    `seen` is the number of corrections that the person had read; raises ChangedMeanwhileError if there is another.
    """
    scope.check(Permission.LEAD_INSPECTION)
    locked = taken(scope, inspection, ended=True)
    made = Publication.objects.select_for_update().filter(inspection=locked).first()
    if made is None or embargo.holds(locked):
        raise InputError("This inspection is not published yet.", next_step="Publish it first.")
    _check_day(locked, on)
    reason = required(why, "Enter why it is corrected: everybody reads it.")
    kept = {each.number: each for each in made.corrections.all()}
    theirs, mine = {"on": locked.published_on, "address": made.address}, {"on": on, "address": address.strip()}
    if seen != len(kept):
        later = kept.get(seen + 1)
        before = {"on": later.on_before, "address": later.address_before} if later else theirs
        check_met(Standing("publication", PUBLICATION_LABELS, len(kept)), before, theirs, mine)
    if mine == theirs:
        raise InputError("Day and address are the same as before.", next_step="Change one, or leave both as they are.")
    found = PublicationCorrection.objects.create(
        publication=made,
        number=len(kept) + 1,
        on_before=locked.published_on,
        address_before=made.address,
        why=reason,
        by=scope.person,
        **mine,
    )
    locked.published_on, made.address = on, mine["address"]
    locked.save(update_fields=["published_on"])
    made.save(update_fields=["address"])
    tell(scope, "publication corrected", "inspection", locked, locked.title, before=theirs, after=mine, why=reason)
    return found


def _check_day(inspection: Inspection, on: date) -> None:
    today = timezone.localdate()
    if on > today:
        raise InputError(
            "The day of publication lies ahead: until then everything stays under embargo.",
            next_step="Come back on the day, and publish then.",
        )
    if on < timezone.localtime(inspection.called_at).date():
        raise InputError("The day of publication is before the call.", next_step="Enter the day on the report.")


@transaction.atomic
def correct(*, scope: Scope, finding: Finding, words: str, why: str, seen: int) -> Finding:
    """Correct the words of a published finding. What stood before stays readable, and so does the reason."""
    scope.check(Permission.LEAD_INSPECTION)
    locked = taken(scope, finding.inspection, ended=True)
    if embargo.holds(locked):
        raise InputError("This finding is not published yet.", next_step="Change its words on its page.")
    found = Finding.objects.select_for_update().get(pk=finding.pk, inspection=locked, state=FindingState.MODERATED)
    said = required(words.replace("\r\n", "\n"), "Enter the finding in words.")
    reason = required(why, "Enter why it is corrected: everybody reads it.")
    if seen != found.revision:
        base = text_at(found, seen)
        before = {"words": base.words if base else ""}
        check_met(
            Standing("finding", {"words": "Finding"}, found.revision), before, {"words": found.words}, {"words": said}
        )
    if said == found.words:
        raise InputError("The words are the same as before.", next_step="Change them, or leave the finding as it is.")
    before, found.words = found.words, said
    found.revision += 1
    found.written_by, found.corrected_at = scope.person, timezone.now()
    found.save()
    keep_text(scope, found, said_in(found), reason)
    after = {"words": said}
    tell(
        scope, "finding corrected", "finding", found, name_of(found), before={"words": before}, after=after, why=reason
    )
    return found
