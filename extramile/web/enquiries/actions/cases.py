"""Tracked cases: a number with choices beside it, the papers owed, and the day on which all of it is emptied.

What stands beside a number stays out of the trail: it says only that a case was named, changed or emptied.
"""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from extramile.core.vocabulary import InputError
from extramile.web.audit.actions import SYSTEM, record
from extramile.web.enquiries.case_values import AGE_BANDS, KEPT, NEEDS, PAPERS, SETTINGS
from extramile.web.enquiries.models import Case, CasePaper, Consent
from extramile.web.enquiries.queries import cases as queries
from extramile.web.inspections.actions.telling import taken, tell
from extramile.web.inspections.models import Inspection
from extramile.web.partnerships.models import Organisation
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope

FIELDS = ("age_band", "need", "setting", "consent")
STEPS = {
    "came": "The paper has come",
    "not-held": "They hold no such paper",
    "handed-on": "It was handed on to the inspectors",
    "again": "It is owed again",
}
MOST = 60


def name_of(found: Case) -> str:
    """Return how a case is called."""
    return f"Case {found.number}"


def _months_on(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _checked(values: Mapping[str, str]) -> dict[str, str]:
    said = {name: values.get(name, "") for name in FIELDS}
    known = {"age_band": AGE_BANDS, "need": NEEDS, "setting": SETTINGS, "consent": Consent.values}
    if not said["age_band"]:
        raise InputError("Choose the age band.")
    if any(said[name] not in known[name] for name in FIELDS):
        raise InputError("Choose from the lists only: nothing else is kept of a case.")
    return said


def _locked(scope: Scope, found: Case) -> Case:
    scope.check(Permission.SEE_CASES)
    inspection = taken(scope, found.inspection)
    locked = Case.objects.select_for_update(of=("self",)).get(pk=found.pk, inspection=inspection)
    if locked.deleted_at:
        raise InputError("This case was emptied on its day.")
    return locked


@transaction.atomic
def add(*, scope: Scope, inspection: Inspection, values: Mapping[str, str], months: int) -> Case:
    """Give the next number to a case that inspectors named; it is emptied after so many months."""
    scope.check(Permission.SEE_CASES)
    locked = taken(scope, inspection)
    said = _checked(values)
    if months not in KEPT:
        raise InputError("Choose after how long the case is emptied.")
    last = locked.cases.aggregate(last=Max("number"))["last"] or 0
    if last >= MOST:
        raise InputError(f"At most {MOST} cases can be tracked.")
    today = timezone.localdate()
    made = Case.objects.create(
        inspection=locked,
        number=last + 1,
        **said,
        consent_on=today if said["consent"] != Consent.NOT_ASKED else None,
        named_on=today,
        delete_on=_months_on(today, months),
    )
    tell(scope, "case named", "case", made, name_of(made))
    return made


@transaction.atomic
def change(*, scope: Scope, case: Case, values: Mapping[str, str], was: Mapping[str, str]) -> Case:
    """Change what stands beside a number; what somebody else changed since the page `was` read stays."""
    locked = _locked(scope, case)
    said = _checked(values)
    for name in FIELDS:
        stands = getattr(locked, name)
        if said[name] == was.get(name, stands):
            continue
        if stands not in {was.get(name, stands), said[name]}:
            raise InputError(
                "Somebody else changed the same of this case meanwhile. Nothing was saved.",
                next_step="The page shows what stands now: choose again.",
            )
        if name == "consent":
            locked.consent_on = timezone.localdate()
        setattr(locked, name, said[name])
    locked.save()
    tell(scope, "case changed", "case", locked, name_of(locked))
    return locked


@transaction.atomic
def ask_paper(*, scope: Scope, case: Case, organisation: Organisation, kind: str, due: datetime | None) -> CasePaper:
    """Say that an agency owes a paper for a case, and by when."""
    locked = _locked(scope, case)
    if kind not in PAPERS:
        raise InputError("Choose the paper from the list.")
    if not queries.bodies(scope).filter(pk=organisation.pk).exists():
        raise InputError("This organisation is not in this partnership.")
    if locked.papers.filter(organisation=organisation, kind=kind).exists():
        raise InputError("This agency owes this paper already.", next_step="Change the line that stands here.")
    made = CasePaper.objects.create(case=locked, organisation=organisation, kind=kind, due=due)
    tell(scope, "paper asked for", "case", locked, name_of(locked))
    return made


@transaction.atomic
def step(*, scope: Scope, paper: CasePaper, do: str) -> CasePaper:
    """Note that a paper has come, was handed on, is not held, or is owed again. Who owes it may say so themselves."""
    inspection = taken(scope, paper.case.inspection)
    if queries.paper(scope, inspection, paper.pk) is None:
        scope.check(Permission.SEE_CASES)
        raise InputError("This paper is not here any more.")
    locked = CasePaper.objects.select_for_update(of=("self",)).select_related("case").get(pk=paper.pk)
    now = timezone.now()
    if do == "came" and locked.came_at is None:
        locked.came_at, locked.not_held = now, False
    elif do == "not-held" and locked.came_at is None:
        locked.not_held = True
    elif do == "handed-on" and locked.came_at is not None and scope.can(Permission.SEE_CASES):
        locked.handed_on_at = now
    elif do == "again":
        locked.came_at, locked.handed_on_at, locked.not_held = None, None, False
    else:
        raise InputError(
            "This cannot be noted now.", next_step="Open the page again: somebody noted something meanwhile."
        )
    locked.save()
    tell(scope, f"paper: {do}", "case", locked.case, name_of(locked.case))
    return locked


@transaction.atomic
def empty(*, case: Case) -> None:
    """Empty a case whose day has come: what stood beside its number and its papers go; that there was one stays."""
    locked = Case.objects.select_for_update(of=("self",)).select_related("inspection__partnership").get(pk=case.pk)
    if locked.deleted_at:
        return
    locked.papers.all().delete()
    locked.age_band, locked.need, locked.setting = "", "", ""
    locked.consent, locked.consent_on = Consent.NOT_ASKED, None
    locked.deleted_at = timezone.now()
    locked.save()
    record(
        by=SYSTEM,
        verb="case emptied",
        kind="case",
        thing_id=locked.pk,
        thing=name_of(locked),
        scope=locked.inspection.partnership.slug,
    )
