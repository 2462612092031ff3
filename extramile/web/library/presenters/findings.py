"""Words for findings: in lists, on their own page, in downloads."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from extramile.core.themes import theme_list
from extramile.web.library.models import STANDS_ON, Correction, Finding, Kind, Origin
from extramile.web.library.presenters.paging import query_string
from extramile.web.library.words import KIND_TONES, OUTCOME_BY_NUMBER, OUTCOMES


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme of a finding: its title, the words that gave it, where more of it is."""

    id: str
    title: str
    why: str
    href: str


@dataclass(frozen=True, slots=True)
class Card:
    """A finding as a page shows it."""

    key: str
    html: SafeString
    kind: str
    kind_words: str
    tone: str
    position: int
    page: int
    responsible: str
    themes: list[Theme]
    href: str
    area: str
    when: str
    inspection_href: str
    corrected: bool
    fictional: bool


def theme_title(theme: str) -> str:
    """Return a theme's title; a theme that is no longer in the list keeps its id."""
    known = {each.id: each.title for each in theme_list().themes}
    return known.get(theme, theme)


def themes(finding_themes: Iterable[Any]) -> list[Theme]:
    """Return the themes of a finding with the words that gave each."""
    return [
        Theme(
            id=each.theme,
            title=theme_title(each.theme),
            why="because of the words " + ", ".join(f"“{word}”" for word in each.words)
            if each.words
            else "given by an editor",
            href=reverse("library:findings") + query_string({"theme": each.theme}),
        )
        for each in finding_themes
    ]


def paragraphs(text: str) -> SafeString:
    """Return a finding's words as HTML: a paragraph, and its sub-points (lines that begin with a bullet) as a list.

    Text that is not yet safe is escaped; text with words marked comes escaped already.
    """
    blocks: list[SafeString] = []
    points: list[SafeString] = []
    for line in conditional_escape(text).split("\n"):
        stripped = line.strip()
        if stripped.startswith("•"):
            points.append(format_html("<li>{}</li>", mark_safe(stripped[1:].strip())))  # noqa: S308 - escaped above
        elif stripped:
            blocks += _list(points)
            points = []
            blocks.append(format_html("<p>{}</p>", mark_safe(stripped)))  # noqa: S308 - escaped above
    return format_html_join("", "{}", ((block,) for block in [*blocks, *_list(points)]))


def _list(points: list[SafeString]) -> list[SafeString]:
    return [format_html("<ul>{}</ul>", format_html_join("", "{}", ((point,) for point in points)))] if points else []


def card(finding: Finding, html: SafeString | None = None) -> Card:
    """Return a finding in words. `html` is its text with words marked, where it was searched for."""
    report = finding.report
    return Card(
        key=finding.key,
        html=paragraphs(html if html is not None else finding.text),
        kind=finding.kind,
        kind_words=Kind(finding.kind).label,
        tone=KIND_TONES[Kind(finding.kind)],
        position=finding.position,
        page=finding.page,
        responsible="For " + "; ".join(finding.responsible) if finding.responsible else "",
        themes=themes(finding.themes.all()),
        href=reverse("library:finding", args=[finding.key]),
        area=report.area_name + (" (fictional)" if report.is_fictional else ""),
        when=date_format(report.started, "F Y") if report.started else "date not known",
        inspection_href=reverse("library:inspection", args=[report.slug]),
        corrected=finding.origin == Origin.SPLIT or any(not each.undone_at for each in finding.corrections.all()),
        fictional=report.is_fictional,
    )


@dataclass(frozen=True, slots=True)
class Change:
    """A correction in words; `html` marks what was taken out and what was put in."""

    id: int
    what: str
    html: SafeString
    why: str
    who: str
    undone: str
    undo_href: str = ""
    href: str = ""


def difference(before: str, after: str) -> SafeString:
    """Return two texts as one: words taken out inside <del>, words put in inside <ins>, all of it escaped."""
    old, new = before.split(), after.split()
    parts: list[tuple[str, str]] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            parts.append(("{} ", " ".join(old[a:b])))
            continue
        if b > a:
            parts.append(("<del>{}</del> ", " ".join(old[a:b])))
        if d > c:
            parts.append(("<ins>{}</ins> ", " ".join(new[c:d])))
    return format_html_join("", "{}", ((format_html(shape, words),) for shape, words in parts))


def change(correction: Correction, *, can_undo: bool) -> Change:
    """Return a correction in words, with the address at which it is taken back, if it can be."""
    finding = correction.finding
    route, of = ("undo", finding.key) if finding else ("undo-report", correction.report.slug)
    return Change(
        id=correction.pk,
        what=Correction.Field(correction.field).label,
        html=_what_changed(correction),
        why=correction.why,
        who=f"{correction.by.name}, {date_format(correction.at, 'j F Y')}",
        undone=f"Taken back by {correction.undone_by.name}, {date_format(correction.undone_at, 'j F Y')}"
        if correction.undone_by and correction.undone_at
        else "",
        undo_href=reverse(f"library:{route}", args=[of, correction.pk]) if can_undo else "",
        href=reverse("library:finding", args=[finding.key]) if finding and not finding.withdrawn else "",
    )


def _what_changed(correction: Correction) -> SafeString:
    """Return what a correction changed: what was taken out and put in is marked, two parts stand one below the other."""
    before, after = correction.before, correction.after
    match correction.field:
        case Correction.Field.SPLIT:
            parts = ((after["first"],), (after["second"],))
            return format_html("<ol>{}</ol>", format_html_join("", "<li>{}</li>", parts))
        case Correction.Field.ADDED:
            return format_html("<ins>{}</ins> (page {})", after["text"], after["page"])
        case Correction.Field.THEMES:
            titles = [", ".join(theme_title(each["theme"]) for each in tags) or "no theme" for tags in (before, after)]
            return difference(*titles)
    return difference(fact(correction.field, before), fact(correction.field, after))


def fact(name: str, value: Any) -> str:
    """Return a corrected fact in words: an outcome has a name, a day is written as everywhere."""
    if value is None:
        return "not known"
    if name == Correction.Field.OUTCOME:
        return OUTCOMES[OUTCOME_BY_NUMBER[value]].words
    if name in DAYS:
        return date_format(date.fromisoformat(value), "j F Y")
    return str(value)


DAYS = {Correction.Field.STARTED, Correction.Field.ENDED, Correction.Field.PUBLISHED}


def changes(corrections: list[Correction]) -> list[Change]:
    """Return corrections in words, oldest first; those can be taken back that no later one stands on."""
    standing = [each for each in corrections if not each.undone_at]

    def is_last(one: Correction) -> bool:
        fields = STANDS_ON.get(Correction.Field(one.field), {one.field})
        return not any(
            each.pk > one.pk and each.finding_id == one.finding_id and each.field in fields for each in standing
        )

    return [change(each, can_undo=each in standing and is_last(each)) for each in corrections]


def halves(text: str) -> tuple[str, str]:
    """Return a finding as two parts to begin with: cut at the end of the sentence nearest to its middle."""
    ends = [match.end() for match in re.finditer(r"[.!?][’”\"')]*\s+", text)]
    if not ends:
        return text, ""
    cut = min(ends, key=lambda end: abs(end - len(text) / 2))
    return text[:cut].strip(), text[cut:].strip()


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is used: its words, and the address without it."""

    words: str
    href: str


def chips(path: str, given: Mapping[str, Any], names: Mapping[str, str]) -> list[Chip]:
    """Return each filter that is used, to be taken away one by one. `names` turn codes and ids into words."""
    found = []
    for name, value in given.items():
        if name in {"words", "page", "fictional"}:
            continue
        for each in value if isinstance(value, list) else [value]:
            rest = [other for other in value if other != each] if isinstance(value, list) else None
            shown = names.get(f"{name}:{each}", each)
            words = CHIP_WORDS.get(name, "{}").format(fact("started", shown) if name in DATED else shown)
            found.append(Chip(words, path + query_string(given, **{name: rest}, page=None)))
    return found


DATED = {"started_from", "started_to"}
CHIP_WORDS = {
    "near": "areas like {}",
    "started_from": "inspected from {}",
    "started_to": "inspected to {}",
}


def coverage(place: str, neighbours: list[str], with_reports: list[str]) -> str:
    """Return how many of an area's neighbours the library can speak of, since silence may only mean that nothing was read."""
    if len(with_reports) == len(neighbours):
        return f"All {len(neighbours)} statistical neighbours of {place} have a report in this library."
    missing = [name for name in neighbours if name not in with_reports]
    have = (
        f"{len(with_reports)} of the {len(neighbours)} statistical neighbours of {place} have a report in this library"
    )
    named = f" ({', '.join(with_reports)})" if with_reports else ""
    return f"{have}{named}. Nothing can be said here of the others: {', '.join(missing)}."


def record(finding: Finding) -> Mapping[str, Any]:
    """Return a finding as plain values, for downloads and the read API."""
    report = finding.report
    return {
        "key": finding.key,
        "area": report.area_name,
        "la_code": report.area_code,
        "region": report.region,
        "fictional": report.is_fictional,
        "inspection": report.slug,
        "inspection_start": report.started.isoformat() if report.started else None,
        "outcome": report.outcome,
        "kind": finding.kind,
        "position": finding.position,
        "text": finding.text,
        "text_as_read": finding.text_as_read,
        "origin": finding.origin,
        "responsible": finding.responsible,
        "page": finding.page,
        "themes": [{"theme": each.theme, "words": each.words} for each in finding.themes.all()],
    }
