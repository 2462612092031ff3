"""Keeping a reading: filed under its inspection, its findings told apart from those of the reading before."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from difflib import SequenceMatcher
from itertools import count
from pathlib import PurePath
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.text import slugify

from extramile.core.national import Inspection
from extramile.web.accounts.models import Person
from extramile.web.library.models import Correction, Finding, FindingTheme, Kind, LibraryState, Origin, Report
from extramile.web.library.national import national

# Where the JSON of a reading keeps each kind of finding.
LISTS = {
    Kind.EFFECTIVE: "effective",
    Kind.IMPROVE: "improve",
    Kind.PRIORITY_ACTION: "priority_actions",
    Kind.AREA_FOR_IMPROVEMENT: "areas_for_improvement",
}
REPORT_FACTS = {"outcome", "started", "ended", "published"}
# From this likeness on, by the words that two texts have in common in order, they are two readings of one finding.
ALIKE = 0.6
# Beyond any position in a report: findings are put here while they change places.
FAR = 1000
PUBLISHED_IN_NAME = re.compile(r"(\d{1,2})[-_ ]([a-z]+)[-_ ](20\d\d)", re.IGNORECASE)
MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]


def library_changed() -> None:
    """Move the library's version on; call it inside the transaction of the change."""
    if not LibraryState.objects.filter(pk=1).update(version=F("version") + 1):
        LibraryState.objects.create(pk=1, version=1)


def published_in_file_name(name: str) -> date | None:
    """Return the publication date that a file's name carries ("…-published-16-may-2023.pdf"), if it does.

    The report itself prints none.
    """
    for day, month, year in PUBLISHED_IN_NAME.findall(name):
        if month.lower() in MONTHS:
            try:
                return date(int(year), MONTHS.index(month.lower()) + 1, int(day))
            except ValueError:
                continue
    return None


def plain(value: Any) -> Any:
    """Return a day in ISO form, as JSON keeps it, and anything else as it is."""
    return value.isoformat() if isinstance(value, date) else value


def _inspection_of(reading: Mapping[str, Any]) -> Inspection | None:
    """Return the inspection of the register that this report belongs to: same area, same day or month."""
    code, started = reading["la_code"], reading["inspection_start"]
    if not code or not started:
        return None
    of_area = [each for each in national().register.of_area(code) if each.framework == reading["framework"]]
    same_day = [each for each in of_area if each.started and each.started.isoformat() == started]
    same_month = [each for each in of_area if each.month == started[:7]]
    return next(iter(same_day or same_month), None)


@transaction.atomic
def keep_reading(
    *,
    reading: Mapping[str, Any],
    file_hash: str,
    by: Person | None = None,
    published: date | None = None,
    fictional: bool = False,
) -> tuple[Report, bool]:
    """Keep the reading of a report (the JSON of `extramile reports read`); return it and whether anything changed.

    The same file twice changes nothing. A new reading of an inspection that is there replaces the old one; what people
    corrected stays as they left it.
    """
    inspection = _inspection_of(reading)
    started = reading["inspection_start"]
    slug = inspection.id if inspection else slugify(f"{reading['area']} {started or 'undated'}")
    known = Report.objects.select_for_update().filter(slug=slug).first()
    # Inspectors' names are left out, and so is the folder in which the file lay.
    kept_reading = {key: value for key, value in reading.items() if not key.startswith("inspectors")}
    kept_reading["file"] = file_name = PurePath(reading["file"].replace("\\", "/")).name
    if known and known.file_hash == file_hash and known.reading == kept_reading:
        return known, False
    elsewhere = Report.objects.filter(file_hash=file_hash).exclude(slug=slug)
    if known is None and (moved := elsewhere.first()):  # the same file, now read as another inspection
        moved.slug = slug
        moved.save(update_fields=["slug"])
        known = moved
    elsewhere.delete()
    code = reading["la_code"] or ""
    values = {
        "in_register": inspection is not None,
        "is_fictional": fictional,
        "framework": reading["framework"],
        "area_code": code,
        "area_name": national().areas.get(code).name if code else reading["area"],
        "region": national().areas.get(code).region if code else "",
        "started": started,
        "ended": reading["inspection_end"],
        "published": published or (inspection.published if inspection else None) or published_in_file_name(file_name),
        "outcome": reading["outcome"],
        "reading": kept_reading,
        "file_name": file_name,
        "file_hash": file_hash,
        "loaded_by": by,
    }
    values["facts_as_read"] = {name: plain(values[name]) for name in sorted(REPORT_FACTS)}
    corrected = {each.field for each in known.corrections.filter(finding=None, undone_at=None)} if known else set()
    report, _ = Report.objects.update_or_create(
        slug=slug, defaults={name: value for name, value in values.items() if name not in corrected}
    )
    report.refresh_from_db()
    _keep_findings(report, reading)
    library_changed()
    return report, True


def _keep_findings(report: Report, reading: Mapping[str, Any]) -> None:
    """Make the report's findings those of the reading; what people corrected, parted or added stays as they left it.

    A finding that the new reading no longer has goes, unless somebody corrected it.
    """
    taken = set(report.findings.values_list("key", flat=True))
    for kind, name in LISTS.items():
        rows = report.findings.filter(kind=kind, withdrawn=False).order_by("position").prefetch_related("corrections")
        before = list(rows)
        pairs = aligned([each.text_as_read for each in before], [item["text"] for item in reading[name]])
        found = [(before[at] if at is not None else None, item) for at, item in zip(pairs, reading[name], strict=True)]
        going = {each.pk for place, each in enumerate(before) if place not in pairs and not _kept(each)}
        report.findings.filter(pk__in=going).delete()
        staying = [each for each in before if each.pk not in going]
        report.findings.filter(pk__in=[each.pk for each in staying]).update(position=F("position") + FAR)
        read = [_read(report, kind, known, item, taken) for known, item in found]
        for each in staying:
            if each not in read and each.origin == Origin.READ:
                each.origin = Origin.EARLIER
        for position, each in enumerate(in_order(staying, read), start=1):
            each.position = position
            each.save()
        for each, item in zip(read, reading[name], strict=True):
            if not standing(each) & {Correction.Field.THEMES, Correction.Field.SPLIT}:
                set_themes(each, item["themes"])


def _read(report: Report, kind: Kind, known: Finding | None, item: Mapping[str, Any], taken: set[str]) -> Finding:
    """Return the finding of an item of the reading, with what was read; not saved yet."""
    finding = known or Finding(key=free_key(report, kind, taken), report=report, kind=kind)
    finding.text_as_read, finding.page, finding.origin = item["text"], item["page"], Origin.READ
    finding.themes_as_read, finding.responsible = list(item["themes"]), item.get("responsible", [])
    if not standing(finding) & {Correction.Field.TEXT, Correction.Field.SPLIT, Correction.Field.ADDED}:
        finding.text = item["text"]
    return finding


def free_key(report: Report, kind: str, taken: set[str]) -> str:
    """Return the first permanent address of this kind that no finding of the report has, and take it."""
    numbers = (f"{report.slug}-{kind.replace('_', '-')}-{number}" for number in count(1))
    key = next(each for each in numbers if each not in taken)
    taken.add(key)
    return key


def _kept(finding: Finding) -> bool:
    """Say whether a finding stays though the reading lacks it: somebody made it, or corrected it."""
    return finding.origin in {Origin.SPLIT, Origin.ADDED} or bool(standing(finding))


def aligned(before: Sequence[str], now: Sequence[str]) -> list[int | None]:
    """Return for each text of now which of the texts before it is: the same, one much like it, or the one in its place.

    A reading that has one finding more than the last must not shift the corrections of all that follow.
    """
    found: list[int | None] = [None] * len(now)
    for kind, a, b, c, d in SequenceMatcher(None, before, now, autojunk=False).get_opcodes():
        old, new = list(range(a, b)), list(range(c, d))
        if kind == "equal":
            for at, place in zip(old, new, strict=True):
                found[place] = at
            continue
        likely = sorted(((_likeness(before[at], now[place]), at, place) for at in old for place in new), reverse=True)
        for likeness, at, place in likely:
            if likeness >= ALIKE and at in old and place in new:
                found[place] = at
                old.remove(at)
                new.remove(place)
        if len(old) == len(new):  # words wholly changed, in the same places
            for at, place in zip(old, new, strict=True):
                found[place] = at
    return found


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio()


def in_order(before: Sequence[Finding], read: Sequence[Finding]) -> list[Finding]:
    """Return the findings in the order of the reading; those that it lacks stand behind what they stood behind."""
    ordered = list(read)
    last: Finding | None = None
    for each in before:
        if each not in ordered:
            ordered.insert(ordered.index(last) + 1 if last else 0, each)
        last = each
    return ordered


def standing(finding: Finding) -> set[str]:
    """Return which fields of a finding have a correction that was not taken back."""
    return {each.field for each in finding.corrections.all() if not each.undone_at} if finding.pk else set()


def set_themes(finding: Finding, tags: Sequence[Mapping[str, Any]]) -> None:
    """Make these the themes of a finding, in this order."""
    finding.themes.all().delete()
    FindingTheme.objects.bulk_create(
        FindingTheme(finding=finding, theme=tag["theme"], words=list(tag["words"]), position=position)
        for position, tag in enumerate(tags, start=1)
    )
