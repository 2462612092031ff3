"""Words for findings: a card of a list, one with all that belongs to it, what two people's changes met in."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from extramile.core.frameworks import FindingKind, Pack
from extramile.core.inspecting import CHANGEABLE, FINDING
from extramile.web.findings.actions.steps import BY_A_SECOND
from extramile.web.findings.finding_texts import LABELS, said_then
from extramile.web.findings.meeting import Said
from extramile.web.findings.models import Finding, FindingState, FindingStep, FindingText
from extramile.web.findings.presenters.meeting import Shown, changes, moment
from extramile.web.findings.queries import findings as queries

COLUMNS = ("Kind", "Finding", "Criteria", "Who must act", "State", "Written by", "Moderated by", "Page")
# So many of those who could do something are named.
SHOWN_NAMES = 4
STATE_TONES = {
    FindingState.DRAFT: "quiet",
    FindingState.PROPOSED: "info",
    FindingState.RETURNED: "develop",
    FindingState.MODERATED: "strength",
    FindingState.DROPPED: "quiet",
}


def tone(kind: FindingKind | None) -> str:
    """Return the colour that repeats the word of a kind."""
    if kind is None:
        return "quiet"
    return "priority" if kind.grave else "strength" if kind.good else "develop"


def edge(kind: FindingKind | None) -> str:
    """Return the name of the edge that a finding of this kind has."""
    return {"strength": "effective", "develop": "improve", "priority": "priority_action"}.get(tone(kind), "quiet")


def card(found: Finding, pack: Pack, *, drafts: bool = True) -> dict[str, Any]:
    """Return a finding as a list shows it. Without `drafts` nothing is said of how it came about."""
    kind = next((each for each in pack.finding_kinds if each.id == found.kind), None)
    names = {each.id: each.short for each in pack.all_criteria()}
    return {
        "id": found.pk,
        "words": found.words,
        "kind": kind.name if kind else found.kind,
        "kind_id": found.kind,
        "tone": tone(kind),
        "edge": edge(kind),
        "unverified": bool(kind and kind.unverified),
        "state": found.get_state_display() if drafts else "",
        "state_tone": STATE_TONES[FindingState(found.state)],
        "reason": found.reason if drafts else "",
        "criteria": [f"{each} {names.get(each, '')}".strip() for each in found.criteria],
        "responsible": [each.name for each in found.responsible.all()],
        "author": found.author.name if drafts else "",
        "moderator": found.moderated_by.name if drafts and found.moderated_by else "",
        "page": found.page,
        "corrected": moment(found.corrected_at) if found.corrected_at else "",
    }


def columns(item: dict[str, Any]) -> dict[str, Any]:
    """Return a card as a row of a table to take away."""
    lists = {"Criteria": item["criteria"], "Who must act": item["responsible"]}
    people = {"State": item["state"], "Written by": item["author"], "Moderated by": item["moderator"]}
    return {"Kind": item["kind"], "Finding": item["words"], **lists, **people, "Page": item["page"] or ""}


Sorted = list[tuple[dict[str, Any], list[Finding]]]


def by_kind(rows: Iterable[Finding], pack: Pack, kinds: Iterable[FindingKind]) -> Sorted:
    """Return the findings by kind, in the order of the report; kinds of which there is none are named too."""
    known, rows = {each.id for each in kinds}, list(rows)
    listed = [*kinds, *(each for each in pack.finding_kinds if each.id not in known)]
    return [
        (_head(each.id, each.plural, each.about, unverified=each.unverified), own)
        for each in listed
        if (own := [one for one in rows if one.kind == each.id]) or each.id in known
    ]


def by_criterion(rows: Iterable[Finding], pack: Pack) -> Sorted:
    """Return the findings by criterion, in the order of the framework; one against several stands under each."""
    rows = list(rows)
    found = [
        (
            _head(each.id, f"{each.id} {each.short}", each.statement, unverified=each.unverified),
            [one for one in rows if each.id in one.criteria],
        )
        for each in pack.all_criteria()
    ]
    none = [one for one in rows if not one.criteria]
    return [*found, (_head("none", "Against no criterion yet"), none)] if none else found


def _head(name: str, title: str, about: str = "", *, unverified: bool = False) -> dict[str, Any]:
    return {"id": name, "title": title, "about": about, "unverified": unverified}


def on_page(groups: Sorted, first: int, size: int, pack: Pack, *, drafts: bool) -> list[dict[str, Any]]:
    """Return those groups of which something stands on a page, each with its cards there; `first` is 0 on the first page.

    A card knows whether it is the first or the last of its whole group, which may begin or end on another page. Groups in
    which there is nothing stand where they would.
    """
    found, place = [], 0
    for head, rows in groups:
        cards = [
            card(one, pack, drafts=drafts) | {"first": number == 0, "last": number == len(rows) - 1}
            for number, one in enumerate(rows)
            if first <= place + number < first + size
        ]
        if cards or (not rows and first <= place < first + size):
            found.append({**head, "cards": cards, "number": len(rows)})
        place += len(rows)
    return found


def steps_open(found: Finding, person_id: int) -> list[dict[str, Any]]:
    """Return the steps that this person can take now: whoever wrote it does not moderate it."""
    own = person_id in queries.writers(found)
    return [
        {"id": each.id, "words": each.words, "needs": each.needs, "second": each.id in BY_A_SECOND}
        for each in FINDING.open_steps(found.state)
        if not (own and each.id in BY_A_SECOND)
    ]


def waits_for_another(found: Finding, person_id: int) -> bool:
    """Say whether this finding waits, and not for this person: they wrote it."""
    return found.state == FindingState.PROPOSED and person_id in queries.writers(found)


def waiting_for(names: Sequence[str], did: str) -> str:
    """Return for whom something waits, as a sentence: somebody else than who wrote or proposed it."""
    if not names:
        return f"It waits for somebody else than who {did} it, and nobody else here may. A lead can let somebody in."
    shown = names[:SHOWN_NAMES]
    said = " or ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)
    return f"It waits for somebody else than who {did} it: {said}{' or others' if len(names) > len(shown) else ''}."


def changeable(found: Finding) -> bool:
    """Say whether its words can be changed now."""
    return found.state in CHANGEABLE


def shown_with(pack: Pack, bodies: Mapping[int, str], grounds: Mapping[tuple[str, int], str]) -> Shown:
    """Return how what was said of a finding is shown; `grounds` are the notes and sessions that this person may know."""

    def shown(name: str, value: Any) -> str:
        if name == "kind":
            return next((each.name for each in pack.finding_kinds if each.id == value), value) or "not chosen"
        if name == "criteria":
            return ", ".join(value) or "none"
        if name == "responsible":
            return ", ".join(bodies.get(each, f"organisation {each}") for each in value) or "nobody named"
        if name in {"session_id", "note_id"}:
            return grounds.get((name, value), "one that you may not see") if value else "none"
        return str(value)

    return shown


def history(texts: Iterable[FindingText], steps: Iterable[FindingStep], shown: Shown) -> list[dict[str, Any]]:
    """Return what became of a finding, oldest first: each saved text with what it changed, each step with its words."""
    rows: list[tuple[Any, dict[str, Any]]] = []
    before: Said | None = None
    for text in texts:
        said = said_then(text)
        changed = changes(LABELS, before, said, shown) if before is not None else []
        what = "Corrected" if text.why else "Changed" if before is not None else "Written"
        rows.append((text.at, {"what": what, "who": text.by.name, "words": text.why, "changes": changed}))
        before = said
    for step in steps:
        what = FINDING.states[step.reached].words
        rows.append((step.at, {"what": what, "who": step.by.name, "words": step.words, "changes": []}))
    return [{"when": moment(at), **row} for at, row in sorted(rows, key=lambda each: each[0])]


def session_words(session: Any) -> str:
    """Return a session in a line."""
    return f"{session.title}, {moment(session.starts)}"


def note_words(note: Any) -> str:
    """Return a note in a line: what meeting, and when. Not what was said."""
    return f"{note.get_kind_display()}, {moment(note.held_at)}"


def grounds(notes: Iterable[Any], sessions: Iterable[Any]) -> dict[tuple[str, int], str]:
    """Return notes and sessions in a line each, by the name of the field and their number."""
    return {
        **{("note_id", each.pk): note_words(each) for each in notes},
        **{("session_id", each.pk): session_words(each) for each in sessions},
    }
