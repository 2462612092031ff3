"""The coverage map in words and symbols: a sign never stands without its word."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from extramile.web.partnerships.scope import Scope
from extramile.web.selfevaluation.queries.coverage import Covered

GOOD, LACKS = "✓", "✗"
# Stands in an address for the id of a criterion.
_PLACE = "criterion-id"


@dataclass(frozen=True, slots=True)
class Cell:
    """What one cell says: a sign, the words, and whether something is to do."""

    sign: str
    words: str
    lacks: bool


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """A criterion in the map."""

    id: str
    name: str
    href: str
    unverified: bool
    strengths: int
    gaps: int
    cells: tuple[Cell, ...]
    # What to do, each with where it is done.
    todo: tuple[tuple[str, str], ...]


HEADINGS = ("Proof", "Age of proof", "Voice", "Health", "Social care", "Confirmed")


def _cell(lacks: bool, missing: str, there: str) -> Cell:
    return Cell(LACKS, missing, True) if lacks else Cell(GOOD, there, False)


def coverage_rows(
    scope: Scope, evaluation_id: int, found: Iterable[Covered], *, writes: bool, leads: bool
) -> list[CoverageRow]:
    """Return the map in words, with what this person can do about what is lacking."""
    # Looked up once and not for each of some fifty links, which would take longer than all else on the page.
    here, add, ask = (
        reverse(f"selfevaluation:{name}", args=[scope.name, evaluation_id, _PLACE])
        for name in ("criterion", "add", "ask")
    )
    pages = (here, add if writes else here, ask if leads else here)
    return [_row(each, *(page.replace(_PLACE, each.id) for page in pages)) for each in found]


def _row(found: Covered, here: str, write: str, ask: str) -> CoverageRow:
    said = found.strengths + found.gaps
    if not said:
        none = Cell("–", "no claim yet", True)
        return CoverageRow(
            found.id, found.name, here, found.unverified, 0, 0, (none,) * len(HEADINGS), ((write, "Write a claim"),)
        )
    claims = "claim" if found.without_proof == 1 else "claims"
    lacking = [f"no proof: {found.without_proof} {claims}"] if found.without_proof else []
    lacking += [f"proof taken back: {found.with_proof_back}"] if found.with_proof_back else []
    cells = (
        _cell(bool(lacking), "; ".join(lacking), "proof for each"),
        _cell(found.with_old_proof > 0, f"old proof: {found.with_old_proof}", "none is old"),
        _cell(not found.voice, "no voice", "voice"),
        _cell(not found.health, "no health", "health"),
        _cell(not found.social_care, "no social care", "social care"),
        _cell(found.stale > 0, f"not confirmed for a year: {found.stale}", "confirmed within a year"),
    )
    advice = (
        (here, "Link evidence in place of what was taken back" if found.with_proof_back else "Link evidence"),
        (here, "Renew the evidence"),
        (ask, "Ask families, or put a voice beside a claim"),
        (ask, "Ask health partners"),
        (ask, "Ask social care"),
        (here, "Confirm the claims again"),
    )
    todo = [each for cell, each in zip(cells, advice, strict=True) if cell.lacks]
    if not found.gaps:
        todo.append((write, "Say what does not work yet"))
    return CoverageRow(found.id, found.name, here, found.unverified, found.strengths, found.gaps, cells, tuple(todo))
