"""From a template and facts to a document. What nobody knows is `Missing` in it, in every form it goes out in."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from extramile.core.documents import (
    Block,
    Missing,
    Words,
    address,
    bullets,
    fact,
    facts,
    figure,
    figures,
    heading,
    paragraph,
    plain,
    strong,
    table,
)
from extramile.core.documents import inline as in_line
from extramile.core.frameworks import Pack, ReportKind, Section
from extramile.core.reporting.template import BLANK, BLANKS, Part, Template, TemplateSection
from extramile.core.vocabulary import upper_first


@dataclass(frozen=True, slots=True)
class Said:
    """A finding as a report tells it. `waits`: no second person has read it yet."""

    kind: str
    words: str
    criteria: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()
    waits: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an inspection. A blank without words is missing; `texts` is what people wrote, by section.

    `partners` are (name, what it is), `follows` (what, by when and how sure), `leaders` and `team` (name, post,
    organisation), `counts` (number, what it counts), with None for a number that nobody knows.
    """

    blanks: Mapping[str, str | None] = field(default_factory=dict)
    outcome: str = ""
    findings: Sequence[Said] = ()
    follows: Sequence[tuple[str, str]] = ()
    partners: Sequence[tuple[str, str]] = ()
    leaders: Sequence[tuple[str, str, str]] = ()
    team: Sequence[tuple[str, str, str]] = ()
    addressees: Sequence[str] = ()
    counts: Sequence[tuple[str | None, str]] = ()
    texts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Body:
    """A composed report: how it is called, and its blocks."""

    title: str
    subtitle: str
    blocks: tuple[Block, ...]


def compose(template: Template, found: Pack, report: ReportKind | None, known: Known) -> Body:
    """Compose a letter or report."""
    of_pack = {each.id: each for each in (report.sections if report else ())}
    title, subtitle = (plain(in_line(_filled(words, known))) for words in (template.title, template.subtitle))
    blocks: list[Block] = []
    for section in sections_due(template, report, known):
        about = of_pack.get(section.id)
        made = [block for part in section.parts for block in _part(part, section, about, found, known)]
        words = plain(in_line(_filled(section.heading or (about.heading if about else "") or "", known)))
        # What stands above the document already is not said again.
        if words and made and words not in {title, subtitle}:
            blocks.append(heading(words))
        blocks += made
    return Body(title, subtitle, tuple(blocks))


def sections_due(template: Template, report: ReportKind | None, known: Known) -> tuple[TemplateSection, ...]:
    """Return the sections that stand in this letter or report: one that hangs on an outcome only with that outcome."""
    needs = {each.id: each.only_if for each in (report.sections if report else ())}
    return tuple(each for each in template.sections if _appears(each, needs.get(each.id, ()), known))


def paragraphs(words: str) -> Iterator[Block]:
    """Yield what a person wrote: paragraphs between empty lines, and lists of lines that begin with a dash."""
    for piece in re.split(r"\n\s*\n", words.replace("\r\n", "\n").strip()):
        lines = [line.strip() for line in piece.split("\n") if line.strip()]
        while lines:
            listed = lines[0].startswith(("- ", "• ", "* "))
            run = []
            while lines and lines[0].startswith(("- ", "• ", "* ")) == listed:
                run.append(lines.pop(0))
            if listed:
                yield bullets(*(line[2:].strip() for line in run))
            else:
                yield paragraph("\n".join(run))


def _appears(section: TemplateSection, only_if: Sequence[str], known: Known) -> bool:
    """Say whether a section that needs an outcome is due: it is that outcome, or none yet and there is something to tell."""
    if not only_if or known.outcome in only_if:
        return True
    kinds = {kind for part in section.parts for kind in part.findings}
    return not known.outcome and any(each.kind in kinds for each in known.findings)


def _filled(words: str, known: Known) -> Words:
    pieces: list[Words] = []
    end = 0
    for match in BLANK.finditer(words):
        name = match.group(1)
        pieces += [words[end : match.start()], known.blanks.get(name) or Missing(BLANKS.get(name, name))]
        end = match.end()
    return [*pieces, words[end:]]


def _part(part: Part, section: TemplateSection, about: Section | None, found: Pack, known: Known) -> list[Block]:
    if part.only_if and known.outcome not in part.only_if:
        return []
    if part.words:
        blocks: list[Block] = [paragraph(_filled(part.words, known))]
    elif part.write:
        written = known.texts.get(section.id, "")
        if not written.strip():
            return [] if part.optional else [paragraph(Missing(part.write[0].lower() + part.write[1:]))]
        blocks = list(paragraphs(written))
    elif part.findings:
        blocks = _findings(part, about, found, known)
    else:
        blocks = _made(str(part.made), known)
    return [heading(part.title, 2), *blocks] if part.title and blocks else blocks


def _findings(part: Part, about: Section | None, found: Pack, known: Known) -> list[Block]:
    kinds = [each for each in found.finding_kinds if each.id in part.findings]
    if "all" in part.findings:
        told = {each.kind for each in known.findings}
        kinds = [each for each in found.finding_kinds if each.id in told]
        blocks: list[Block] = []
        for kind in kinds:
            blocks += [
                heading(kind.plural, 2),
                bullets(*(_words(each) for each in known.findings if each.kind == kind.id)),
            ]
        return blocks or [paragraph(Missing("the findings"))]
    wanted = set(about.speaks_to) if about and part.by_criterion else set()
    rows = [
        each for each in known.findings if each.kind in part.findings and (not wanted or _under(each.criteria, wanted))
    ]
    names = " or ".join(each.plural[0].lower() + each.plural[1:] for each in kinds)
    if not rows:
        return [
            paragraph(
                Missing(
                    f"{names}{f' ({part.title.lower()})' if part.title and part.title.lower() not in names else ''}"
                )
            )
        ]
    if not part.table:
        return [bullets(*(_words(each) for each in rows))]
    columns = list(about.columns) if about and about.columns else [names.capitalize()]
    if len(columns) == 1:
        return [table(upper_first(names), columns, [[_words(each)] for each in rows], row_heads=False)]
    cells = [["\n".join(each.responsible) or None, _words(each)] for each in rows]
    return [table(upper_first(names), columns, cells)]


def _under(criteria: Sequence[str], wanted: set[str]) -> bool:
    return any(each == one or each.startswith(one) for each in criteria for one in wanted)


def _words(found: Said) -> Words:
    return [found.words, " ", Missing("a second person's reading")] if found.waits else found.words


def _made(what: str, known: Known) -> list[Block]:
    match what:
        case "address":
            to: list[Words] = [*known.addressees] or [Missing("addressees")]
            return [address(*to)]
        case "follows":
            entries: list[Words] = [f"{words.rstrip('.')} ({by})." if by else words for words, by in known.follows]
            return [bullets(*entries) if entries else paragraph(Missing("what follows"))]
        case "counts":
            return [figures(*(figure(number, counts) for number, counts in known.counts))]
        case "partners":
            rows = [fact(kind, name) for name, kind in known.partners]
            return [facts(*rows or [fact("Partners", None)])]
        case "leaders":
            return _people(known.leaders, "the leaders of the partnership")
        case _:
            return _people(known.team, "the inspection team", signed=what == "signatures")


def _people(people: Sequence[tuple[str, str, str]], missing: str, *, signed: bool = False) -> list[Block]:
    """Return people as points, or `signed` as the lines under a letter."""
    if not people:
        return [paragraph(Missing(missing))]
    return [(address if signed else bullets)(*map(_signed, people))]


def _signed(person: tuple[str, str, str]) -> Words:
    name, *rest = person
    return [strong(name), *(f", {each}" for each in rest if each)]
