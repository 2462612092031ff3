"""What the library can be asked about findings and reports. National facts come from `national`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When

from extramile.web.library.models import Correction, Finding, FindingTheme, Kind, LibraryState, Report
from extramile.web.library.national import national
from extramile.web.search.queries import marked, matching

KIND_ORDER = Case(
    *(When(kind=kind, then=Value(place)) for place, kind in enumerate(Kind.values)), output_field=IntegerField()
)


@dataclass(frozen=True, slots=True)
class FindingFilters:
    """Which findings are meant. Empty means any."""

    words: str = ""
    kinds: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    outcomes: tuple[int, ...] = ()
    region: str = ""
    area: str = ""
    neighbours_of: str = ""
    started_from: date | None = None
    started_to: date | None = None
    fictional: bool = False


def library_version() -> str:
    """Return a text that changes whenever anything on a public page may have changed."""
    state = LibraryState.objects.filter(pk=1).values_list("version", flat=True).first() or 0
    return f"{national().version}-{state}"


def findings(filters: FindingFilters) -> QuerySet[Finding]:
    """Return the findings that fit, newest inspection first, in the order of the report."""
    rows = Finding.objects.filter(report__is_fictional=filters.fictional, withdrawn=False)
    if filters.kinds:
        rows = rows.filter(kind__in=filters.kinds)
    if filters.themes:
        rows = rows.filter(id__in=FindingTheme.objects.filter(theme__in=filters.themes).values("finding"))
    if filters.outcomes:
        rows = rows.filter(report__outcome__in=filters.outcomes)
    if filters.region:
        rows = rows.filter(report__region=filters.region)
    if filters.area:
        rows = rows.filter(report__area_code=filters.area)
    if filters.neighbours_of:
        near = [neighbour.code for neighbour in national().neighbours(filters.neighbours_of)]
        rows = rows.filter(report__area_code__in=near)
    if filters.started_from:
        rows = rows.filter(report__started__gte=filters.started_from)
    if filters.started_to:
        rows = rows.filter(report__started__lte=filters.started_to)
    rows = matching(rows, "text", filters.words)
    return rows.order_by("-report__started", "report__area_name", "report_id", KIND_ORDER, "position")


def with_words_marked(rows: Sequence[Finding], words: str) -> dict[int, str]:
    """Return the text of each finding as HTML, with the words searched for marked."""
    return marked(Finding.objects.all(), "text", words, [row.id for row in rows])


def in_full(rows: QuerySet[Finding]) -> QuerySet[Finding]:
    """Bring along what a page shows of each finding: report, themes, corrections."""
    return rows.select_related("report").prefetch_related("themes", "corrections")


def finding(key: str) -> Finding | None:
    """Return the finding at this permanent address, or None."""
    return in_full(Finding.objects.filter(key=key, withdrawn=False)).first()


def told_the_same(row: Finding) -> QuerySet[Finding]:
    """Return findings of other reports that share a theme and say the same kind of thing, most shared themes first."""
    themes = [each.theme for each in row.themes.all()]
    good = {Kind.EFFECTIVE}
    kinds = good if row.kind in good else set(Kind.values) - good
    return (
        Finding.objects.filter(themes__theme__in=themes, kind__in=kinds, withdrawn=False)
        .filter(report__is_fictional=row.report.is_fictional)
        .exclude(report=row.report_id)
        .annotate(shared=Count("themes"))
        .order_by("-shared", "-report__started", "report__area_name", KIND_ORDER, "position")
    )


def report(slug: str) -> Report | None:
    """Return the report that was read for this inspection, or None."""
    return Report.objects.filter(slug=slug).first()


def reports() -> QuerySet[Report]:
    """Return every report that was read, newest inspection first, without its long reading."""
    return Report.objects.defer("reading")


def report_slugs() -> frozenset[str]:
    """Return the slugs of all reports in the library."""
    return frozenset(Report.objects.values_list("slug", flat=True))


def findings_of(row: Report) -> list[Finding]:
    """Return a report's findings in its own order."""
    return list(in_full(row.findings.filter(withdrawn=False).order_by(KIND_ORDER, "position")))


def theme_counts(rows: Iterable[Finding] | QuerySet[Finding]) -> dict[str, int]:
    """Return how many of these findings speak to each theme."""
    counted = FindingTheme.objects.filter(finding__in=rows).values_list("theme").annotate(n=Count("id"))
    return dict(counted)


@dataclass(frozen=True, slots=True)
class Holdings:
    """What the library holds. Fictional examples are never counted with real reports."""

    reports: int
    findings: int
    examples: int


def holdings() -> Holdings:
    """Return what the library holds."""
    of_kind = dict(Report.objects.values_list("is_fictional").annotate(n=Count("id")).order_by())
    findings_held = (
        Finding.objects.filter(report__is_fictional=False, withdrawn=False).count() if of_kind.get(False) else 0
    )
    return Holdings(of_kind.get(False, 0), findings_held, of_kind.get(True, 0))


def has_real_reports() -> bool:
    """Say whether the library holds a report of a real area."""
    return Report.objects.filter(is_fictional=False).exists()


def areas_with_reports(codes: Iterable[str]) -> set[str]:
    """Return those of these areas that have a report in the library."""
    return set(Report.objects.filter(area_code__in=list(codes)).values_list("area_code", flat=True))


def corrections_of(row: Finding | Report) -> list[Correction]:
    """Return what was corrected in a finding, or in the facts and the list of findings of a report: oldest first.

    What was taken back is among it. A finding that was added and taken back is shown nowhere but here.
    """
    if isinstance(row, Report):
        asked = Q(finding=None) | Q(field__in=[Correction.Field.SPLIT, Correction.Field.ADDED])
        rows = row.corrections.filter(asked)
    else:
        second_part = Q(field=Correction.Field.SPLIT, after__key=row.key)
        rows = Correction.objects.filter(Q(finding=row) | second_part, report=row.report_id)
    return list(rows.select_related("by", "undone_by", "finding", "report"))
