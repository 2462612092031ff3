"""The story of an inspection as facts, each drawn from the records or the register and none kept: what is not known is None.

Numbers of the week come from the timetable, the decision from the outcome and what the framework attaches to it, agreement
from the pairs that people decided, the comparison from a saved question about the register. What is under embargo is not told.
"""

from collections import Counter
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db.models import F

from extramile.core.frameworks import FindingKind
from extramile.core.inspecting import aftermath
from extramile.core.national import answer
from extramile.core.vocabulary import InputError
from extramile.web.findings.models import Finding, FindingState
from extramile.web.findings.queries.knowledge import Known, knowledge
from extramile.web.findings.queries.recognition import shared
from extramile.web.findings.told import (
    Announced,
    Built,
    Quotation,
    Returned,
    all_announced,
    all_built,
    all_quotations,
    all_returned,
)
from extramile.web.inspections import embargo
from extramile.web.inspections.models import Inspection, Purpose
from extramile.web.inspections.queries.inspections import entered_days, framework_of
from extramile.web.library.national import national
from extramile.web.partnerships.models import NO_PARTNERS, Partnership
from extramile.web.timetable.queries.counts import Counts, counts

# The saved question with which an area of the framework of 2016 compares itself; its reading is in the definitions.
QUESTION = "statements-since-march-2017"


@dataclass(frozen=True, slots=True)
class Compared:
    """How many areas were inspected in the time of the question, and how many had to make a statement."""

    since: date | None
    as_of: date | None
    inspected: int
    required: int
    share: float | None


@dataclass(frozen=True, slots=True)
class Letter:
    """The letter or report that presents what was found: when it was published, and how many findings there are of each kind."""

    published_on: date
    # Each kind that there is, as the framework knows it, and how many.
    kinds: tuple[tuple[FindingKind, int], ...]

    @property
    def good(self) -> int:
        """How many strengths it names."""
        return sum(count for kind, count in self.kinds if kind.good)

    @property
    def to_develop(self) -> int:
        """How many findings say what must get better."""
        return sum(count for kind, count in self.kinds if not kind.good)


@dataclass(frozen=True, slots=True)
class Story:
    """What can be said of an inspection. `counted` is None where nobody entered a timetable, `knew` before publication."""

    inspection: Inspection
    # Who works on it together, each under its own name; those who inspect are no part of them.
    organisations: tuple[str, ...]
    counted: Counts | None
    statement_required: bool | None
    national: Compared
    knew: Known | None
    letter: Letter | None = None
    # Praise that is shared with consent; None before publication.
    recognised: int | None = None
    announced: tuple[Announced, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    built: Built | None = None
    returned: Returned | None = None

    @property
    def participants(self) -> int | None:
        """How many came to focus groups: None as long as of one of them nobody has said in full who came."""
        return self.counted.participants if self.counted and not self.counted.participants_unknown else None

    def to_dict(self) -> dict[str, Any]:
        """Return the facts as plain values."""
        counted, knew, compared = self.counted, self.knew, self.national
        return {
            "organisations": list(self.organisations),
            "framework": framework_of(self.inspection).name,
            "visits": counted.visits if counted else None,
            "focus_groups": counted.focus_groups if counted else None,
            "participants": self.participants,
            "sessions_for_families": counted.sessions_for_families if counted else None,
            "duration_days": counted.duration_days if counted else None,
            "letter": {
                "published_on": self.letter.published_on.isoformat() if self.letter else None,
                "strengths": self.letter.good if self.letter else None,
                "areas_for_development": self.letter.to_develop if self.letter else None,
            },
            "statement_of_action_required": self.statement_required,
            "national": {
                "since": compared.since and compared.since.isoformat(),
                "as_of": compared.as_of and compared.as_of.isoformat(),
                "inspected": compared.inspected,
                "required": compared.required,
                "share": compared.share,
            },
            "self_knowledge": {
                "agreed": knew.agreed if knew else None,
                "partly": knew.partly if knew else None,
                "missed_by_us": knew.missed_by_us if knew else None,
                "missed_by_them": knew.missed_by_them if knew else None,
            },
            "recognition": {"shared": self.recognised},
            "announcements": [
                {"headline": each.headline, "published_on": each.published_on.isoformat()} for each in self.announced
            ],
            "quotations": [{"role": each.role, "approved": each.approved} for each in self.quotations],
            "built_on": asdict(self.built) if self.built else None,
            "returns": _returned(self.returned) if self.returned else None,
        }


def told_of(slug: str = "", inspection_id: int | None = None) -> Inspection:
    """Return the inspection to tell of: the one of this number, or the one last published, or else the newest.

    Rehearsals and peer challenges are no part of an area's story. Raises InputError where there is nothing to choose from.
    """
    rows = Inspection.objects.filter(purpose=Purpose.INSPECTION).select_related("partnership", "evaluation")
    if inspection_id is not None:
        found = rows.filter(pk=inspection_id).first()
        if found is None:
            raise InputError(
                f"There is no inspection {inspection_id}.", next_step="Its number stands in the address of its pages."
            )
        return found
    rows = rows.filter(partnership=_partnership(slug))
    found = rows.order_by(F("published_on").desc(nulls_last=True), "-called_at", "-pk").first()
    if found is None:
        raise InputError("This partnership has no inspection yet.", next_step="Begin one on the page of inspections.")
    return found


def _partnership(slug: str) -> Partnership:
    rows = Partnership.objects.filter(slug=slug) if slug else Partnership.objects.filter(inspections__isnull=False)
    found = list(rows.distinct().order_by("pk"))
    if len(found) == 1:
        return found[0]
    if slug:
        raise InputError(f"There is no partnership “{slug}”.", next_step="Use the name in the address of its pages.")
    if not found:
        raise InputError("There is no inspection here yet.", next_step="`extramile demo` builds an invented one.")
    names = ", ".join(each.slug for each in found)
    raise InputError("Several partnerships have inspections.", next_step=f"Name one of them: {names}.")


def story(found: Inspection) -> Story:
    """Return what can be said of an inspection."""
    counted = counts(found)
    published = not embargo.holds(found)
    known = knowledge(found) if published else None
    partners = found.partnership.organisations.exclude(kind__in=NO_PARTNERS).order_by("name")
    return Story(
        inspection=found,
        organisations=tuple(partners.values_list("name", flat=True)),
        counted=counted if counted.sessions else None,
        statement_required=_statement(found) if published else None,
        national=_compared(),
        # Where nobody has decided anything, nothing is known: four zeros would say otherwise.
        letter=_letter(found) if published else None,
        knew=known if known and (known.decided or known.missed_by_them) else None,
        recognised=len(shared(found)) if published else None,
        announced=all_announced(found) if published else (),
        quotations=all_quotations(found) if published else (),
        built=all_built(found) if published else None,
        # The area's own records: no inspection says when they may be told.
        returned=all_returned(found),
    )


def _returned(found: Returned) -> dict[str, Any]:
    shifts = found.shifts and [{**asdict(each), "since": each.since.isoformat()} for each in found.shifts]
    return {**asdict(found), "years": list(found.years), "shifts": None if found.shifts is None else list(shifts or ())}


def _letter(found: Inspection) -> Letter | None:
    if found.published_on is None:
        return None
    kinds = {each.id: each for each in framework_of(found).finding_kinds}
    rows = Finding.objects.filter(inspection=found, state=FindingState.MODERATED).values_list("kind", flat=True)
    many = Counter(each for each in rows if each in kinds)
    return Letter(found.published_on, tuple((each, many[each.id]) for each in kinds.values() if many[each.id]))


def _statement(found: Inspection) -> bool | None:
    if not found.outcome:
        return None
    return aftermath(framework_of(found), found.kind, found.outcome, entered_days(found)).statement_required


def _compared() -> Compared:
    asked = answer(national().register, QUESTION)
    outcome = asked.question.outcome or ""
    return Compared(
        since=asked.question.filters.started_from,
        as_of=asked.question.filters.published_by,
        inspected=asked.summary.inspected,
        required=asked.summary.outcomes.get(outcome, 0),
        share=asked.share,
    )
