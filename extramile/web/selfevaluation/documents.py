"""The self-evaluation as a document: one source for page, Word and PDF.

What is not known yet is `Missing` and shows so: a document never hides a gap. What nobody verified says so here as well.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils import timezone

from extramile.core.documents import (
    Block,
    Document,
    Fact,
    Missing,
    PageBreak,
    bullets,
    card,
    fact,
    facts,
    figure,
    figures,
    heading,
    note,
    paragraph,
    quote,
    signature,
    signatures,
    strong,
    table,
)
from extramile.core.frameworks import Criterion, Pack, source_line
from extramile.web.partnerships.models import NO_PARTNERS
from extramile.web.partnerships.queries import organisations
from extramile.web.partnerships.scope import Scope
from extramile.web.selfevaluation.models import (
    Challenge,
    Claim,
    Confidence,
    Evaluation,
    EvaluationState,
    PartState,
    Polarity,
    Service,
    Version,
)
from extramile.web.selfevaluation.presenters.evaluations import POLARITY_TONES, day
from extramile.web.selfevaluation.queries.evaluations import claims, framework_of, parts, sees_workings
from extramile.web.selfevaluation.queries.proof import Proof, proofs
from extramile.web.selfevaluation.queries.versions import versions

PARAGRAPHS = (
    ("What we do", "what_we_do"),
    ("How we know", "how_we_know"),
    ("Difference made", "difference"),
    ("What next", "what_next"),
)
UNVERIFIED = "Unverified: how this criterion reads is recalled, or an open question hangs on it."
HOW_TO_READ = (
    "A claim is a strength or a gap in a sentence, in the name of the organisation that makes it.",
    "Confidence is how sure its authors are. The day of confirmation is when they last said that it is still so.",
    "Evidence is old when its own last day has passed, or eighteen months after what it speaks of.",
    "“Taken back” marks evidence whose figures were taken back after they were kept: it proves nothing any more.",
    "“Missing” marks what is not written yet. “Unverified” marks what nobody has read in the official text.",
)


def self_evaluation(scope: Scope, found: Evaluation) -> Document:
    """Return the whole self-evaluation as a document."""
    pack = framework_of(found)
    rows = list(claims(scope, found).prefetch_related("quotes", "challenges__challenger", "challenges__organisation"))
    proven = proofs(scope, [claim.pk for claim in rows])
    frozen = list(versions(scope, found))
    version = standing(found, frozen)
    return Document(
        title=found.title,
        subtitle=found.period,
        author_body=scope.partnership.name,
        date=day_of(version),
        blocks=(
            *_in_short(scope, found, pack, rows, proven),
            *_what_is_said(pack, rows, proven, challenged=sees_workings(scope)),
            *_sources(pack, rows, proven),
            *_sign_off(scope, frozen, version),
        ),
        status=shown(scope, status_of(found, version)),
        facts=(
            fact("Framework", pack.name),
            fact("Version", f"{version.number}, frozen {day(version.made_at)}" if version else "not frozen yet"),
            fact("Claims", _counted(rows) if rows else None),
        ),
        contents=True,
    )


def standing(found: Evaluation, frozen: Sequence[Version]) -> Version | None:
    """Return the version of the present text, if there is one."""
    return next((each for each in frozen if each.revision == found.revision), None)


def status_of(found: Evaluation, version: Version | None) -> str:
    """Return in what state a document is: nothing once the whole is agreed."""
    if found.state == EvaluationState.SUPERSEDED:
        return "Superseded"
    return "" if found.state == EvaluationState.AGREED and version else "Draft"


def shown(scope: Scope, status: str) -> str:
    """Return a state as it stands on every page; what is invented says so wherever it is sent."""
    if not scope.partnership.is_fictional:
        return status
    return f"Fictional area, {status.lower()}" if status else "Fictional area"


def day_of(version: Version | None) -> date:
    """Return the day of a document: when its text was frozen, else today."""
    return timezone.localtime(version.made_at).date() if version else timezone.localdate()


def named(criterion: Criterion, *, before: str = " (", after: str = ")") -> str:
    """Return a criterion as it is called, with the mark of what nobody verified."""
    mark = f"{before}unverified{after}" if criterion.unverified else ""
    return f"{criterion.id} {criterion.short}{mark}"


def _number(count: int, one: str) -> str:
    return f"{count} {one}{'' if count == 1 else 's'}"


def _counted(rows: Sequence[Claim]) -> str:
    strengths = sum(claim.polarity == Polarity.STRENGTH for claim in rows)
    return f"{len(rows)}: {_number(strengths, 'strength')} and {_number(len(rows) - strengths, 'gap')}"


def _in_short(
    scope: Scope, found: Evaluation, pack: Pack, rows: Sequence[Claim], proven: Mapping[int, list[Proof]]
) -> list[Block]:
    """Return the first page: how much is said, how much of it is proven and heard, and where nothing is."""
    strengths = sum(claim.polarity == Polarity.STRENGTH for claim in rows)
    with_proof = sum(_is_proven(claim, proven) for claim in rows)
    heard = sum(bool(claim.quotes.all()) for claim in rows)
    states = {
        criterion: PartState(part.state).label.lower() for part in parts(scope, found) for criterion in part.criteria
    }
    whole = f"of {_number(len(rows), 'claim')}"
    table_rows = []
    for criterion in pack.all_criteria():
        said = [claim for claim in rows if claim.criterion == criterion.id]
        good = sum(claim.polarity == Polarity.STRENGTH for claim in said)
        bare = sum(not _is_proven(claim, proven) for claim in said)
        part = states.get(criterion.id, "")
        table_rows.append([named(criterion), str(good), str(len(said) - good), str(bare), part or None])
    return [
        heading("In short"),
        paragraph(f"What {scope.partnership.name} says of itself under the framework “{pack.name}”.", lead=True),
        figures(
            figure(str(strengths), "strengths", whole),
            figure(str(len(rows) - strengths), "gaps", whole),
            figure(str(with_proof), "with evidence", whole),
            figure(str(heard), "with people's own words", whole),
        ),
        table(
            "What is said for each criterion",
            ["Criterion", "Strengths", "Gaps", "Without evidence", "Part"],
            table_rows,
            numeric=[1, 2, 3],
        ),
        heading("How to read this", 2),
        bullets(*HOW_TO_READ),
    ]


def _is_proven(claim: Claim, proven: Mapping[int, list[Proof]]) -> bool:
    """Say whether anything that stands proves a claim: figures that were taken back do not."""
    return not all(each.back for each in proven.get(claim.pk, []))


def _what_is_said(
    pack: Pack, rows: Sequence[Claim], proven: Mapping[int, list[Proof]], *, challenged: bool
) -> list[Block]:
    blocks: list[Block] = []
    for group in pack.criteria:
        blocks.append(heading(group.name))
        for criterion in group.criteria:
            blocks.append(heading(f"{criterion.id} {criterion.short}", 2))
            blocks.append(paragraph(criterion.statement))
            if criterion.unverified:
                blocks.append(note(UNVERIFIED))
            said = [claim for claim in rows if claim.criterion == criterion.id]
            for claim in said:
                blocks += _claim(claim, proven.get(claim.pk, []), challenged=challenged)
            if not said:
                blocks.append(facts(fact("What we say", Missing(f"what we say for {criterion.id}"))))
    return blocks


def _claim(claim: Claim, proven: Sequence[Proof], *, challenged: bool) -> list[Block]:
    proof = "; ".join(each.marked for each in proven)
    why = f": {claim.confidence_why}" if claim.confidence_why else ""
    return [
        card(
            strong(claim.judgement),
            Polarity(claim.polarity).label,
            POLARITY_TONES[claim.polarity],
            parts=[
                *(_part(claim, name, getattr(claim, field)) for name, field in PARAGRAPHS),
                _part(claim, "Evidence", proof),
                *(_challenge(each) for each in claim.challenges.all() if challenged),
            ],
            footer=[
                f"{claim.organisation.name}; {Service(claim.service).label.lower()}",
                f"Confidence {Confidence(claim.confidence).label.lower()}{why}",
                f"Confirmed {day(claim.last_confirmed)}",
            ],
        ),
        *(quote(each.words, each.who, day(each.said_on)) for each in claim.quotes.all()),
    ]


def _part(claim: Claim, name: str, words: str) -> Fact:
    return fact(name, words or Missing(f"{name.lower()}, {claim.criterion}"))


def _challenge(found: Challenge) -> Fact:
    """Return a challenge with its answer, each in the name of whoever says it."""
    asked = f"{found.challenger.name}, {found.organisation.name}: {found.text}"
    answer = f"Answered {day(found.answered_at)}: {found.answer}" if found.answered_at else "Not answered yet."
    return fact("Challenge", f"{asked}\n{answer}")


def _sources(pack: Pack, rows: Sequence[Claim], proven: Mapping[int, list[Proof]]) -> list[Block]:
    """Return what the claims rest on, and what the criteria themselves rest on."""
    used: dict[int, tuple[Proof, dict[str, None]]] = {}
    for claim in rows:
        for proof in proven.get(claim.pk, []):
            used.setdefault(proof.id, (proof, {}))[1][claim.criterion] = None
    by_source: dict[str, list[str]] = {}
    for criterion in pack.all_criteria():
        by_source.setdefault(source_line(criterion, pack), []).append(criterion.id)
    blocks: list[Block] = [heading("Sources"), heading("Evidence", 2)]
    if used:
        blocks.append(
            table(
                "Evidence that the claims rest on",
                ["Evidence", "Of", "About", "For"],
                [
                    [
                        proof.marked,
                        proof.owner,
                        day(proof.spoken_of) or "no day given",
                        ", ".join(criteria),
                    ]
                    for proof, criteria in sorted(used.values(), key=lambda pair: pair[0].title.casefold())
                ],
            )
        )
    else:
        blocks.append(facts(fact("Evidence", Missing("evidence of any claim"))))
    return [
        *blocks,
        heading("What the criteria rest on", 2),
        facts(*(fact(", ".join(ids), source) for source, ids in by_source.items())),
    ]


def _sign_off(scope: Scope, frozen: Sequence[Version], version: Version | None) -> list[Block]:
    signed = (
        {each.organisation_id: each for each in version.sign_offs.all() if not each.withdrawn_at} if version else {}
    )
    parties = [
        signature(
            each.name,
            each.get_kind_display(),
            signed[each.pk].person.name if each.pk in signed else "",
            day(signed[each.pk].at) if each.pk in signed else "",
        )
        for each in organisations(scope).exclude(kind__in=NO_PARTNERS)
    ]
    # A page of its own: it goes from hand to hand.
    blocks: list[Block] = [PageBreak(), heading("Versions and sign-off")]
    if frozen:
        blocks.append(
            table(
                "Versions",
                ["Version", "Frozen", "Note", "Fingerprint"],
                [[str(each.number), day(each.made_at), each.note or "none", each.sha256[:12]] for each in frozen],
            )
        )
    words = f"Version {version.number} is signed off by" if version else "To be signed off by"
    return [*blocks, signatures(words, *parties)]
