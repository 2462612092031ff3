"""Words for home, help and the list of all public pages."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.urls import reverse

from extramile.core.national import Inspection
from extramile.web.design import figures
from extramile.web.library.presenters.areas import Visit, visit
from extramile.web.library.presenters.indicators import FigureCard, slug

HELP = (
    (
        "outcomes",
        "Outcomes and frameworks",
        "What inspectors can conclude, under the framework of 2016 and that of 2023.",
    ),
    (
        "shares",
        "Shares, intervals and saved questions",
        "What is counted over what, and how far a share can be trusted.",
    ),
    (
        "comparisons",
        "Comparing an area",
        "Rank, quarter, neighbours, region, change: how each is worked out, ties and gaps included.",
    ),
    ("findings", "Findings and themes", "How a report is read, what a finding is, and why a theme was given."),
    (
        "words",
        "Words and abbreviations",
        "SEND, EHC plan, ICB, statistical neighbours and the others, in a sentence each.",
    ),
)
ABOUT = ("data", "accessibility", "privacy")


def home_figures(totals: tuple[int, int, int], reports: int, findings: int) -> list[FigureCard]:
    """Return what the library holds, as a row of figures."""
    inspections, areas, indicators = totals
    return [
        FigureCard("inspections in the register", figures.figure(inspections), "all since May 2016", False),
        FigureCard("local areas", figures.figure(areas), "each with its own page", False),
        FigureCard("published indicators", figures.figure(indicators), "each beside ten neighbours", False),
        FigureCard(
            "findings read from reports",
            figures.figure(findings),
            f"from {figures.figure(reports)} published report{'' if reports == 1 else 's'}"
            if reports
            else "no published report is loaded yet",
            False,
        ),
    ]


@dataclass(frozen=True, slots=True)
class Recent:
    """An inspection whose report came out lately."""

    area: str
    visit: Visit


def recent(inspections: Sequence[Inspection]) -> list[Recent]:
    """Return the latest published inspections."""
    return [Recent(each.area, visit(each)) for each in inspections]


def public_paths(
    areas: Iterable[str], inspections: Iterable[str], indicators: Iterable[str], questions: Iterable[str]
) -> Iterator[str]:
    """Yield the address of every public page."""
    for name in ("home", "inspections", "questions", "findings", "areas", "indicators", "read", "help", "api"):
        yield reverse(f"library:{name}")
    yield from (reverse("library:about", args=[page]) for page in ABOUT)
    yield from (reverse("library:help-page", args=[topic]) for topic, _, _ in HELP)
    yield from (reverse("library:area", args=[code]) for code in areas)
    yield from (reverse("library:inspection", args=[each]) for each in inspections)
    yield from (reverse("library:indicator", args=[slug(code)]) for code in indicators)
    yield from (reverse("library:question", args=[each]) for each in questions)
