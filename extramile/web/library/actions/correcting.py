"""Correcting what was read: the words and themes of a finding, the facts of a report; and taking a correction back.

Every correction says who, when and why, and what stood before. Whoever corrects what somebody else has changed since
they looked is told so, and nothing is overwritten.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from extramile.core.themes import theme_list
from extramile.core.vocabulary import InputError
from extramile.web.accounts.models import Person
from extramile.web.library.actions.keeping import FAR, REPORT_FACTS, library_changed, plain, set_themes
from extramile.web.library.models import STANDS_ON, Correction, Finding, Origin, Report


def check_editor(by: Person) -> None:
    """Only an editor of the library may correct it."""
    if not (by.is_active and by.is_editor):
        raise InputError("Only editors of the library can do this.", next_step="An administrator can make you one.")


def why_given(why: str) -> str:
    """Return the reason without spaces around it; a correction without one is refused."""
    if not why.strip():
        raise InputError("Say why, so that readers can trust the change.")
    return why.strip()


def words_given(text: str) -> str:
    """Return the words of a finding with one space between them. A line stays a line, since sub-points are lines."""
    text = "\n".join(filter(None, (" ".join(line.split()) for line in text.splitlines())))
    if not text:
        raise InputError("A finding needs words.")
    return text


def themes_given(themes: Iterable[str]) -> list[str]:
    """Return the themes, each once; one that is not in the list is refused."""
    chosen = list(dict.fromkeys(themes))
    known = {theme.id for theme in theme_list().themes}
    if unknown := set(chosen) - known:
        raise InputError(f"There is no theme {', '.join(sorted(unknown))}.")
    return chosen


def still_there(finding: Finding, seen_text: str | None = None, seen_themes: Iterable[str] | None = None) -> Finding:
    """Return the finding, locked. If it is no more what the editor had before them, they are told."""
    finding = Finding.objects.select_for_update().get(pk=finding.pk)
    if finding.withdrawn:
        raise InputError("This finding was taken back while you were writing.")
    changed = seen_text is not None and seen_text.split() != finding.text.split()
    if seen_themes is not None:
        changed = changed or set(seen_themes) != {each.theme for each in finding.themes.all()}
    if changed:
        raise InputError(
            "Somebody else corrected this finding while you were writing.",
            next_step="Look at it as it stands now, above; change yours if need be, and save again.",
        )
    return finding


def tags_of(finding: Finding) -> list[dict[str, Any]]:
    """Return the themes of a finding with the words that gave them, as plain values."""
    return list(finding.themes.values("theme", "words"))


@transaction.atomic
def correct_finding(
    *,
    finding: Finding,
    text: str,
    themes: Sequence[str],
    why: str,
    by: Person,
    seen_text: str | None = None,
    seen_themes: Iterable[str] | None = None,
) -> list[Correction]:
    """Correct the words or the themes of a finding. The reading stays beside it. Returns what was recorded.

    `seen_text` and `seen_themes` are what the editor had before them: if either was changed meanwhile, nothing is saved
    and they are told.
    """
    check_editor(by)
    finding = still_there(finding, seen_text, seen_themes)
    text, why, themes = words_given(text), why_given(why), themes_given(themes)
    recorded = []
    if text != finding.text:
        recorded.append(Correction(field="text", before=finding.text, after=text))
        finding.text = text
        finding.save(update_fields=["text"])
    tags = tags_of(finding)
    if {tag["theme"] for tag in tags} != set(themes):
        kept = [tag for tag in tags if tag["theme"] in themes]
        added = [{"theme": theme, "words": []} for theme in themes if theme not in {tag["theme"] for tag in kept}]
        recorded.append(Correction(field="themes", before=tags, after=[*kept, *added]))
        set_themes(finding, [*kept, *added])
    for correction in recorded:
        correction.report_id, correction.finding = finding.report_id, finding
        correction.why, correction.by = why, by
        correction.save()
    if recorded:
        library_changed()
    return recorded


@transaction.atomic
def correct_report(
    *, report: Report, changes: Mapping[str, Any], why: str, by: Person, seen: Mapping[str, Any] | None = None
) -> list[Correction]:
    """Correct facts of a report: `changes` holds outcome, started, ended or published. Returns what was recorded.

    `seen` are the facts that the editor had before them, days in ISO form: if one was changed meanwhile, nothing is saved
    and they are told.
    """
    check_editor(by)
    report = Report.objects.select_for_update().get(pk=report.pk)
    if unknown := set(changes) - REPORT_FACTS:
        raise ValueError(f"not a fact of a report that can be corrected: {unknown}")
    if seen is not None and seen != facts_of(report):
        raise InputError(
            "Somebody else corrected this report while you were writing.",
            next_step="Look at its facts as they stand now, above; change yours if need be, and save again.",
        )
    why = why_given(why)
    _in_order(changes.get("started", report.started), changes.get("ended", report.ended))
    recorded = []
    for name, value in changes.items():
        old = getattr(report, name)
        if value == old:
            continue
        setattr(report, name, value)
        correction = Correction(report=report, field=name, before=plain(old), after=plain(value), why=why, by=by)
        correction.save()
        recorded.append(correction)
    if recorded:
        report.save(update_fields=[each.field for each in recorded])
        library_changed()
    return recorded


def facts_of(report: Report) -> dict[str, Any]:
    """Return the facts of a report that can be corrected, days in ISO form."""
    return {name: plain(getattr(report, name)) for name in sorted(REPORT_FACTS)}


def _in_order(started: date | None, ended: date | None, next_step: str = "") -> None:
    if started and ended and started > ended:
        raise InputError("The last day must not be before the first day.", next_step=next_step)


@transaction.atomic
def undo_correction(*, correction: Correction, by: Person) -> None:
    """Take a correction back: what was before it stands again. One that later ones stand on cannot be taken back.

    Without a correction before this one the reading stands again. It may be a newer one than was corrected.
    """
    check_editor(by)
    correction = Correction.objects.select_for_update().get(pk=correction.pk)
    if correction.undone_at:
        raise InputError("This correction was taken back already.")
    if stands_on(correction):
        raise InputError("A later correction stands on this one.", next_step="Take the later one back first.")
    if correction.finding is None:
        _undo_fact(correction, correction.report)
    else:
        _undo_in_finding(correction, correction.finding)
    correction.undone_by, correction.undone_at = by, timezone.now()
    correction.save(update_fields=["undone_by", "undone_at"])
    library_changed()


def stands_on(correction: Correction) -> bool:
    """Say whether a later correction that was not taken back stands on this one."""
    fields = STANDS_ON.get(Correction.Field(correction.field), {correction.field})
    later = Correction.objects.filter(report=correction.report_id, undone_at=None, pk__gt=correction.pk)
    if later.filter(finding=correction.finding_id, field__in=fields).exists():
        return True
    parted = correction.field == Correction.Field.SPLIT
    return parted and later.filter(finding__key=correction.after["key"]).exists()


def _undo_fact(correction: Correction, report: Report) -> None:
    name = correction.field
    earlier = report.corrections.filter(finding=None, field=name, undone_at=None, pk__lt=correction.pk).exists()
    value = correction.before if earlier else report.facts_as_read.get(name, correction.before)
    setattr(report, name, date.fromisoformat(value) if value and name != Correction.Field.OUTCOME else value)
    _in_order(report.started, report.ended, "Take the correction of the other day back first.")
    report.save(update_fields=[name])


def _undo_in_finding(correction: Correction, finding: Finding) -> None:
    field = Correction.Field(correction.field)
    before = finding.corrections.filter(undone_at=None, pk__lt=correction.pk)
    if field == Correction.Field.ADDED:
        withdraw(finding)
        return
    if field == Correction.Field.SPLIT:
        second = Finding.objects.get(key=correction.after["key"])
        if second.origin != Origin.READ:  # a newer reading may have parted it as the editor did
            withdraw(second)
    if field in {Correction.Field.TEXT, Correction.Field.SPLIT}:
        earlier = before.filter(field__in=[Correction.Field.TEXT, Correction.Field.SPLIT, Correction.Field.ADDED])
        words = correction.before["text"] if field == Correction.Field.SPLIT else correction.before
        finding.text = words if earlier.exists() else finding.text_as_read
    if field in {Correction.Field.THEMES, Correction.Field.SPLIT}:
        earlier = before.filter(field__in=[Correction.Field.THEMES, Correction.Field.SPLIT, Correction.Field.ADDED])
        tags = correction.before["themes"] if field == Correction.Field.SPLIT else correction.before
        set_themes(finding, tags if earlier.exists() else finding.themes_as_read)
    finding.save(update_fields=["text"])
    others = finding.corrections.filter(undone_at=None).exclude(pk=correction.pk)
    if finding.origin == Origin.EARLIER and not others.exists():
        withdraw(finding)  # nothing but the correction kept it there


def withdraw(finding: Finding) -> None:
    """Show a finding nowhere any more; its corrections stay. Those behind it move up."""
    finding.withdrawn = True
    finding.save(update_fields=["withdrawn"])
    make_room(finding.report, finding.kind, finding.position + 1, by=-1)


def make_room(report: Report, kind: str, position: int, *, by: int) -> None:
    """Move the findings of a kind from this position on by so many places."""
    behind = report.findings.filter(kind=kind, withdrawn=False, position__gte=position)
    behind.update(position=F("position") + FAR)  # two may not share a place for a moment
    report.findings.filter(kind=kind, withdrawn=False, position__gte=FAR).update(position=F("position") - FAR + by)
