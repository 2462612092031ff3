"""Mending what the reader made of the list of findings: parting one in two, adding one that it missed.

Both are corrections like any other: they say who, when and why, stand in the trail, and can be taken back.
"""

from collections.abc import Sequence

from django.db import transaction

from extramile.core.themes import theme_list
from extramile.core.vocabulary import InputError
from extramile.web.accounts.models import Person
from extramile.web.library.actions.correcting import (
    check_editor,
    make_room,
    still_there,
    tags_of,
    themes_given,
    why_given,
    words_given,
)
from extramile.web.library.actions.keeping import free_key, library_changed, set_themes
from extramile.web.library.models import Correction, Finding, Kind, Origin, Report

LAST_PAGE = 80


@transaction.atomic
def split_finding(
    *, finding: Finding, first: str, second: str, page: int, why: str, by: Person, seen_text: str | None = None
) -> Correction:
    """Part a finding that holds two. Together they have its words, in their order; `page` is where the second starts.

    Each part is given the themes that its own words speak to. Returns what was recorded.
    """
    check_editor(by)
    finding = still_there(finding, seen_text)
    first, second, why = words_given(first), words_given(second), why_given(why)
    if _bare(f"{first}\n{second}") != _bare(finding.text):
        raise InputError(
            "The two parts together must have all the words of the finding, in their order.",
            next_step="Part it first, and correct the words afterwards.",
        )
    if not finding.page <= page <= LAST_PAGE:
        raise InputError(f"The second part starts on page {finding.page} or a later one.")
    before = {"text": finding.text, "themes": tags_of(finding)}
    report = finding.report
    make_room(report, finding.kind, finding.position + 1, by=1)
    added = Finding(
        report=report,
        kind=finding.kind,
        key=_free_key(report, finding.kind),
        position=finding.position + 1,
        text=second,
        text_as_read=second,
        themes_as_read=_tags(second),
        origin=Origin.SPLIT,
        responsible=finding.responsible,
        page=page,
    )
    added.save()
    finding.text = first
    finding.save(update_fields=["text"])
    set_themes(finding, _tags(first))
    set_themes(added, added.themes_as_read)
    after = {"first": first, "second": second, "key": added.key}
    correction = Correction(
        report=report, finding=finding, field=Correction.Field.SPLIT, before=before, after=after, why=why, by=by
    )
    correction.save()
    library_changed()
    return correction


@transaction.atomic
def add_finding(
    *,
    report: Report,
    kind: str,
    text: str,
    page: int,
    themes: Sequence[str],
    why: str,
    by: Person,
    position: int | None = None,
    responsible: Sequence[str] = (),
) -> Finding:
    """Add a finding that the report prints and the reader missed; behind the others of its kind, or at `position`."""
    check_editor(by)
    report = Report.objects.select_for_update().get(pk=report.pk)
    text, why, themes = words_given(text), why_given(why), themes_given(themes)
    there = list(report.findings.filter(kind=kind, withdrawn=False).order_by("position"))
    if any(_bare(each.text) == _bare(text) for each in there):
        raise InputError("A finding with these words is there already.")
    if not 1 <= page <= LAST_PAGE:
        raise InputError("The page must be one of the report's.")
    bodies = [body for each in responsible if (body := " ".join(each.split()))]
    if bodies and kind != Kind.PRIORITY_ACTION:
        raise InputError("Only a priority action names the bodies responsible for it.")
    place = min(position or len(there) + 1, len(there) + 1)
    make_room(report, kind, place, by=1)
    tags = [{"theme": theme, "words": []} for theme in themes]
    finding = Finding(
        report=report,
        kind=kind,
        key=_free_key(report, kind),
        position=place,
        text=text,
        text_as_read="",
        origin=Origin.ADDED,
        responsible=bodies,
        page=page,
    )
    finding.save()
    set_themes(finding, tags)
    after = {"text": text, "page": page, "themes": tags}
    Correction(report=report, finding=finding, field=Correction.Field.ADDED, after=after, why=why, by=by).save()
    library_changed()
    return finding


def _free_key(report: Report, kind: str) -> str:
    return free_key(report, kind, set(report.findings.values_list("key", flat=True)))


def _tags(text: str) -> list[dict[str, object]]:
    return [{"theme": tag.theme, "words": list(tag.words)} for tag in theme_list().tag(text)]


def _bare(text: str) -> list[str]:
    """Return the words without the marks of sub-points, which parting may move."""
    return text.replace("•", " ").split()
