"""What can be done to the library: keep a reading, correct it, take a correction back.

Each action is one transaction that also moves the library's version on, so that no page shows the old state.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import PurePath
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.text import slugify

from extramile.core.national import Inspection
from extramile.core.themes import theme_list
from extramile.core.vocabulary import InputError
from extramile.web.accounts.models import Person
from extramile.web.library.models import Correction, Finding, FindingTheme, Kind, LibraryState, Report
from extramile.web.library.national import national

# Where the JSON of a reading keeps each kind of finding.
LISTS = {
    Kind.EFFECTIVE: "effective",
    Kind.IMPROVE: "improve",
    Kind.PRIORITY_ACTION: "priority_actions",
    Kind.AREA_FOR_IMPROVEMENT: "areas_for_improvement",
}
REPORT_FACTS = {"outcome", "started", "ended", "published"}
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
    Report.objects.filter(file_hash=file_hash).exclude(slug=slug).delete()
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
    standing = {each.field for each in known.corrections.filter(finding=None, undone_at=None)} if known else set()
    report, _ = Report.objects.update_or_create(
        slug=slug, defaults={name: value for name, value in values.items() if name not in standing}
    )
    report.refresh_from_db()
    _keep_findings(report, reading)
    library_changed()
    return report, True


def _keep_findings(report: Report, reading: Mapping[str, Any]) -> None:
    """Make the report's findings those of the reading; what people corrected stays as they left it.

    A finding that the new reading no longer has goes, unless somebody corrected it.
    """
    before = {finding.key: finding for finding in report.findings.prefetch_related("corrections")}
    for kind, name in LISTS.items():
        for position, item in enumerate(reading[name], start=1):
            key = f"{report.slug}-{kind.replace('_', '-')}-{position}"
            finding = before.pop(key, None) or Finding(key=key, report=report, kind=kind, position=position)
            corrected = _standing(finding)
            finding.text_as_read, finding.page = item["text"], item["page"]
            finding.responsible = item.get("responsible", [])
            if Correction.Field.TEXT not in corrected:
                finding.text = item["text"]
            finding.save()
            if Correction.Field.THEMES not in corrected:
                _set_themes(finding, item["themes"])
    for gone in before.values():
        if not _standing(gone):
            gone.delete()


def _standing(finding: Finding) -> set[str]:
    """Return which fields of a finding have a correction that was not taken back."""
    return {each.field for each in finding.corrections.all() if not each.undone_at} if finding.pk else set()


def _set_themes(finding: Finding, tags: Sequence[Mapping[str, Any]]) -> None:
    finding.themes.all().delete()
    FindingTheme.objects.bulk_create(
        FindingTheme(finding=finding, theme=tag["theme"], words=list(tag["words"]), position=position)
        for position, tag in enumerate(tags, start=1)
    )


def _check_editor(by: Person) -> None:
    """Only an editor of the library may correct it."""
    if not (by.is_active and by.is_editor):
        raise InputError("Only editors of the library can do this.", next_step="An administrator can make you one.")


@transaction.atomic
def correct_finding(
    *, finding: Finding, text: str, themes: Sequence[str], why: str, by: Person, seen_text: str | None = None
) -> list[Correction]:
    """Correct the words or the themes of a finding. The reading stays beside it. Returns what was recorded.

    `seen_text` is what the editor had before them: if it was changed meanwhile, nothing is saved and they are told.
    """
    _check_editor(by)
    finding = Finding.objects.select_for_update().get(pk=finding.pk)
    if seen_text is not None and seen_text.split() != finding.text.split():
        raise InputError(
            "Somebody else corrected this finding while you were writing.",
            next_step="Look at their words above, change yours if need be, and save again.",
        )
    # One space between words; a line stays a line, since sub-points are lines.
    text, why = "\n".join(filter(None, (" ".join(line.split()) for line in text.splitlines()))), why.strip()
    if not text:
        raise InputError("A finding needs words.")
    if not why:
        raise InputError("Say why, so that readers can trust the change.")
    known = {theme.id for theme in theme_list().themes}
    if unknown := set(themes) - known:
        raise InputError(f"There is no theme {', '.join(sorted(unknown))}.")
    recorded = []
    if text != finding.text:
        recorded.append(Correction(field="text", before=finding.text, after=text))
        finding.text = text
        finding.save(update_fields=["text"])
    tags = list(finding.themes.values("theme", "words"))
    if {tag["theme"] for tag in tags} != set(themes):
        kept = [tag for tag in tags if tag["theme"] in themes]
        added = [
            {"theme": theme, "words": []} for theme in dict.fromkeys(themes) if theme not in {t["theme"] for t in kept}
        ]
        recorded.append(Correction(field="themes", before=tags, after=[*kept, *added]))
        _set_themes(finding, [*kept, *added])
    for correction in recorded:
        correction.report_id, correction.finding = finding.report_id, finding
        correction.why, correction.by = why, by
        correction.save()
    if recorded:
        library_changed()
    return recorded


@transaction.atomic
def correct_report(*, report: Report, changes: Mapping[str, Any], why: str, by: Person) -> list[Correction]:
    """Correct facts of a report: `changes` holds outcome, started, ended or published. Returns what was recorded."""
    _check_editor(by)
    report = Report.objects.select_for_update().get(pk=report.pk)
    if unknown := set(changes) - REPORT_FACTS:
        raise ValueError(f"not a fact of a report that can be corrected: {unknown}")
    if not why.strip():
        raise InputError("Say why, so that readers can trust the change.")
    started, ended = changes.get("started", report.started), changes.get("ended", report.ended)
    if started and ended and started > ended:
        raise InputError("The last day must not be before the first day.")
    recorded = []
    for name, value in changes.items():
        old = getattr(report, name)
        if value == old:
            continue
        setattr(report, name, value)
        correction = Correction(
            report=report, field=name, before=_plain(old), after=_plain(value), why=why.strip(), by=by
        )
        correction.save()
        recorded.append(correction)
    if recorded:
        report.save(update_fields=[each.field for each in recorded])
        library_changed()
    return recorded


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


@transaction.atomic
def undo_correction(*, correction: Correction, by: Person) -> None:
    """Take a correction back: what was before it stands again. Only the latest of its field can be taken back."""
    _check_editor(by)
    correction = Correction.objects.select_for_update().get(pk=correction.pk)
    if correction.undone_at:
        raise InputError("This correction was taken back already.")
    later = Correction.objects.filter(
        report=correction.report_id,
        finding=correction.finding_id,
        field=correction.field,
        undone_at=None,
        pk__gt=correction.pk,
    )
    if later.exists():
        raise InputError("A later correction stands on this one.", next_step="Take the later one back first.")
    finding = correction.finding
    if finding is None:
        is_day = correction.field != Correction.Field.OUTCOME and correction.before
        value = date.fromisoformat(correction.before) if is_day else correction.before
        setattr(correction.report, correction.field, value)
        correction.report.save(update_fields=[correction.field])
    elif correction.field == Correction.Field.TEXT:
        # Without a correction before this one, the reading stands again; it may be a newer one than was corrected.
        earlier = finding.corrections.filter(field=Correction.Field.TEXT, undone_at=None, pk__lt=correction.pk).exists()
        finding.text = correction.before if earlier else finding.text_as_read
        finding.save(update_fields=["text"])
    else:
        _set_themes(finding, correction.before)
    correction.undone_by, correction.undone_at = by, timezone.now()
    correction.save(update_fields=["undone_by", "undone_at"])
    library_changed()
