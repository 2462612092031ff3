"""The letter or report of an inspection as a document: one source for page, Word and PDF."""

from django.utils import timezone

from extramile.core.documents import Block, Document, figure, figures, heading, note, paragraph, table
from extramile.core.reporting import compose
from extramile.web.findings.numbers import number, word
from extramile.web.findings.presenters import accuracy as accuracy_words
from extramile.web.findings.presenters import knowledge as knowledge_words
from extramile.web.findings.queries import accuracy as accuracy_queries
from extramile.web.findings.queries import knowledge as knowledge_queries
from extramile.web.findings.queries.report import known, template_of
from extramile.web.inspections import embargo
from extramile.web.inspections.models import Inspection, Purpose
from extramile.web.inspections.queries.inspections import framework_of
from extramile.web.partnerships.scope import Scope

EMBARGOED = (
    "Draft under embargo. It is for leads and for those whom a lead let in, until the inspection is published. "
    "Do not pass it on."
)


def status_of(scope: Scope, inspection: Inspection) -> str:
    """Return what stands on every page until nothing needs to: draft, embargo, rehearsal, invented area."""
    states = []
    if scope.partnership.is_fictional:
        states.append("Fictional area")
    if inspection.purpose != Purpose.INSPECTION:
        states.append(inspection.get_purpose_display())
    if embargo.holds(inspection):
        states.append("Draft, under embargo")
    return ", ".join(states)


def report(scope: Scope, inspection: Inspection) -> Document:
    """Return the letter or report, as far as it is known."""
    pack, template = framework_of(inspection), template_of(inspection)
    layout = None if not template.pack else pack.report_for(inspection.kind)
    body = compose(template, pack, layout, known(scope, inspection))
    held = embargo.holds(inspection)
    return Document(
        title=body.title,
        subtitle=body.subtitle,
        author_body=scope.partnership.name,
        date=timezone.localdate() if held or not inspection.published_on else inspection.published_on,
        blocks=(*([note(EMBARGOED)] if held else []), *body.blocks),
        status=status_of(scope, inspection),
        opening=template.opening,
    )


def self_knowledge(scope: Scope, inspection: Inspection) -> Document:
    """Return how well the area knew itself: the share with its counts, by criterion, and every decision."""
    pack = framework_of(inspection)
    counted = knowledge_queries.knowledge(inspection)
    share = knowledge_words.share(counted)
    whole = f"of {number(counted.decided, 'decided finding')}"
    undecided, missed = knowledge_queries.unanswered(inspection)
    rows = knowledge_words.rows(knowledge_queries.sides(inspection), missed, undecided, pack)
    blocks: list[Block] = [note(EMBARGOED)] if embargo.holds(inspection) else []
    percent = None if share["percent"] is None else f"{share['percent']}%"
    blocks += [
        figures(
            figure(percent, "said by ourselves", whole),
            figure(str(counted.partly), "partly", whole),
            figure(str(counted.missed_by_us), "missed by us", whole),
            figure(
                str(counted.missed_by_them),
                f"{word(counted.missed_by_them, 'claim')} missed by them",
                "in no share",
            ),
        ),
        paragraph(
            f"Undecided: {number(counted.undecided, 'finding')} and {number(counted.undecided_claims, 'claim')}. "
            "They are in no share. "
            "A pair is suggested by criterion, themes and words, and only ever decided by a person."
        ),
    ]
    cells = [
        [
            criterion,
            f"{each.agreed} of {each.findings}",
            str(each.partly),
            str(each.missed_by_us),
            str(each.missed_by_them),
        ]
        for criterion, each in knowledge_queries.by_criterion(inspection, pack)
    ]
    heads = ["Criterion", "Agreed", "Partly", "Missed by us", "Missed by them"]
    if cells:
        blocks += [
            heading("By criterion"),
            table("What was decided for each criterion", heads, cells, numeric=[1, 2, 3, 4]),
        ]
    listed = [[str(each["Decision"]), each.get("Finding", "none"), each.get("Claim") or "none"] for each in rows]
    if listed:
        blocks += [heading("Side by side"), table("Findings and claims", ["Decision", "Finding", "Claim"], listed)]
    return Document(
        title="How well did we know ourselves?",
        subtitle=inspection.title,
        author_body=scope.partnership.name,
        date=timezone.localdate(),
        blocks=tuple(blocks),
        status=status_of(scope, inspection),
        opening="sheet",
    )


def accuracy(scope: Scope, inspection: Inspection) -> Document:
    """Return the points about the facts of a draft as a table to send."""
    rows = [accuracy_words.row(each) for each in accuracy_queries.points(scope, inspection)]
    told = ["Kind", "Place", "The draft says", "It should say"]
    cells = [
        [
            str(each["Number"]),
            *(each[name] for name in told),
            each["Proof"] or None,
            ": ".join(filter(None, (each["State"], each["Answer"]))),
        ]
        for each in rows
    ]
    blocks: list[Block] = [note(EMBARGOED)] if embargo.holds(inspection) else []
    due = accuracy_words.due_line(accuracy_queries.due(scope, inspection))
    blocks += [
        paragraph(due["words"]),
        table("Points about the facts of the draft", ["Number", *told, "Proof", "Answer"], cells),
    ]
    return Document(
        title="Check of facts",
        subtitle=inspection.title,
        author_body=scope.partnership.name,
        date=timezone.localdate(),
        blocks=tuple(blocks),
        status=status_of(scope, inspection),
        opening="sheet",
    )
