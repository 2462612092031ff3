"""Words for tracked cases and their papers."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format

from extramile.web.enquiries.actions.cases import STEPS, name_of
from extramile.web.enquiries.case_values import AGE_BANDS, NEEDS, PAPERS, SETTINGS
from extramile.web.enquiries.models import Case, CasePaper, Consent
from extramile.web.enquiries.usual import Usual

CONSENT_TONES = {Consent.GIVEN: "strength", Consent.REFUSED: "priority", Consent.WITHDRAWN: "priority"}


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A paper that is owed; `steps` are what can be noted of it."""

    id: int
    case: str
    kind: str
    organisation: str
    due: str
    late: bool
    state: str
    tone: str
    steps: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case: its number and the choices beside it."""

    id: int
    name: str
    about: str
    consent: str
    tone: str
    emptied: str
    empties: str
    papers: str


def _moment(value: datetime) -> str:
    return date_format(timezone.localtime(value), "j F, H:i")


def paper_row(paper: CasePaper, *, hands_on: bool) -> PaperRow:
    """Return a paper; `hands_on` says whether this person hands papers on to inspectors."""
    late = paper.came_at is None and not paper.not_held and paper.due is not None and paper.due < timezone.now()
    if paper.handed_on_at:
        state, tone, can = f"handed on {_moment(paper.handed_on_at)}", "strength", ["again"]
    elif paper.came_at:
        state, tone, can = f"came {_moment(paper.came_at)}", "strength", ["handed-on", "again"]
    elif paper.not_held:
        state, tone, can = "no such paper is held", "quiet", ["again"]
    else:
        state, tone, can = "late" if late else "owed", "priority" if late else "develop", ["came", "not-held"]
    return PaperRow(
        id=paper.pk,
        case=name_of(paper.case),
        kind=PAPERS.get(paper.kind, paper.kind),
        organisation=paper.organisation.name,
        due=_moment(paper.due) if paper.due else "no time yet",
        late=late,
        state=state,
        tone=tone,
        steps=[(each, STEPS[each]) for each in can if hands_on or each != "handed-on"],
    )


def case_row(case: Case) -> CaseRow:
    """Return a case."""
    about = [
        AGE_BANDS.get(case.age_band, ""),
        NEEDS[case.need] if case.need else "",
        SETTINGS[case.setting] if case.setting else "",
    ]
    consent, papers = Consent(case.consent), list(case.papers.all())
    came = sum(each.came_at is not None for each in papers)
    return CaseRow(
        id=case.pk,
        name=name_of(case),
        about=", ".join(about),
        consent=consent.label,
        tone=CONSENT_TONES.get(consent, "quiet"),
        emptied=date_format(timezone.localtime(case.deleted_at), "j F Y") if case.deleted_at else "",
        empties=date_format(case.delete_on, "j F Y"),
        papers=f"{came} of {len(papers)} came" if papers else "none asked for yet",
    )


def usual_day(usual: Usual | None, case: Case, today: date) -> tuple[str, str]:
    """Return the usual time as a hint, and its day to begin with while it is ahead; empty where there is none."""
    if usual is None:
        return "", ""
    day = usual.day(case.named_on)
    words = f"{usual.words}: {date_format(day, 'j F Y')}. {usual.source}."
    return words, f"{day:%-d %B %Y}" if day >= today else ""
