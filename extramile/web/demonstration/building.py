"""Building the demonstration: everything invented, from one seed, through the same actions that people use.

It is one transaction: somebody who interrupts it finds what was there before. A second call finds it there and does nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from extramile.core.definitions import folder
from extramile.core.vocabulary import InputError
from extramile.web.audit.actions import SYSTEM, record
from extramile.web.audit.models import Event
from extramile.web.demonstration import (
    announcing,
    enquiring,
    evaluations,
    evidence,
    inspections,
    people,
    planning,
    records,
    telling,
    voices,
)
from extramile.web.demonstration.announcing import InventedAnnouncements
from extramile.web.demonstration.cast import Cast
from extramile.web.demonstration.definitions import InventedEvaluation, InventedEvidence, InventedVoices
from extramile.web.demonstration.diary import Diary
from extramile.web.demonstration.enquiry_definitions import InventedEnquiries
from extramile.web.demonstration.inspection_definitions import InventedInspection
from extramile.web.demonstration.plan_definitions import InventedPlan
from extramile.web.demonstration.reading import AnyDefinition, read_filled
from extramile.web.demonstration.return_definitions import InventedReturns
from extramile.web.demonstration.telling import InventedPage
from extramile.web.partnerships.models import Partnership

SEED = "wexmoor"
BUILT = "demonstration built"
# How long ago the invented partnerships began to work together here.
FOUNDED = 430


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a partnership, file by file; a name that has no file is nothing to tell."""

    evidence: tuple[str, ...]
    voices: tuple[str, ...]
    evaluations: tuple[str, ...]
    inspections: tuple[str, ...] = ()
    enquiries: tuple[str, ...] = ()
    plans: tuple[str, ...] = ()
    public_pages: tuple[str, ...] = ()
    announcements: tuple[str, ...] = ()
    returns: tuple[str, ...] = ()


PARTNERSHIPS = {
    "wexmoor": Told(
        evidence=("evidence-figures", "evidence-practice", "evidence-families", "evidence-older"),
        voices=("voices",),
        evaluations=("self-evaluation-2016", "self-evaluation-2023"),
        inspections=("inspection-2016", "inspection-2023"),
        enquiries=("requests-2023",),
        plans=("plan-2022",),
        public_pages=("public-page",),
        announcements=("announcements",),
        returns=("returns",),
    ),
    "harrowmere": Told(
        evidence=("harrowmere-evidence",), voices=("harrowmere-voices",), evaluations=("harrowmere-self-evaluation",)
    ),
}


def is_built() -> bool:
    """Whether the demonstration is there."""
    return Event.objects.filter(scope="", verb=BUILT).exists()


def build(
    *,
    scale: float = 1.0,
    seed: str = SEED,
    today: date | None = None,
    tell: Callable[[int, int], None] = lambda *_: None,
) -> int:
    """Build the demonstration, if it is not there. Returns how many steps it took, 0 if it was there.

    `scale` makes the surveys smaller, for tests; `tell` hears how many steps are done.
    """
    if settings.PRODUCTION:
        raise InputError("Invented people are never put into a production installation.")
    with transaction.atomic():
        if is_built():
            return 0
        if Partnership.objects.filter(slug__in=PARTNERSHIPS).exists():
            raise InputError(
                "The demonstration here was built by an earlier version.",
                next_step=f"Remove {settings.HOME} and begin anew, or go on with what is there by `extramile serve`.",
            )
        diary = Diary(today or timezone.localdate())
        people.plan(diary, FOUNDED)
        casts = [_planned(diary, slug, told, seed, scale) for slug, told in PARTNERSHIPS.items()]
        with voices.seeded_keys(casts[0]):
            steps = diary.play(tell)
        after = {"seed": seed, "steps": steps}
        record(by=SYSTEM, verb=BUILT, kind="demonstration", thing_id=seed, thing="The demonstration", after=after)
    return steps


def _planned(diary: Diary, slug: str, told: Told, seed: str, scale: float) -> Cast:
    cast = Cast(slug=slug, diary=diary, seed=seed, scale=scale)
    for name in told.voices:
        voices.plan(cast, _read(name, InventedVoices, diary.today))
    for name in told.evidence:
        evidence.plan(cast, _read(name, InventedEvidence, diary.today).items)
    for name in told.evaluations:
        evaluations.plan(cast, name, _read(name, InventedEvaluation, diary.today))
    for name in told.inspections:
        inspections.plan(cast, name, _read(name, InventedInspection, diary.today))
    for name in told.enquiries:
        enquiring.plan(cast, _read(name, InventedEnquiries, diary.today))
    for name in told.plans:
        planning.plan(cast, name, _read(name, InventedPlan, diary.today))
    for name in told.returns:
        records.plan(cast, _read(name, InventedReturns, diary.today))
    for name in told.announcements:
        announcing.plan(cast, _read(name, InventedAnnouncements, diary.today))
    for name in told.public_pages:
        telling.plan(cast, _read(name, InventedPage, diary.today))
    return cast


def _read(name: str, model: type[AnyDefinition], today: date) -> AnyDefinition:
    return read_filled(folder() / "demonstration" / f"{name}.yaml", model, today)
