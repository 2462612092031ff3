"""The coverage map in words and symbols: a sign never stands without its word."""

from dataclasses import dataclass

from extramile.web.selfevaluation.queries.coverage import Covered

GOOD, LACKS = "✓", "✗"


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
    strengths: int
    gaps: int
    cells: tuple[Cell, ...]
    # What to do, each with the name of the page of this criterion where it is done.
    todo: tuple[tuple[str, str], ...]


HEADINGS = ("Proof", "Age of proof", "Voice", "Health", "Social care", "Confirmed")


def _cell(lacks: bool, missing: str, there: str) -> Cell:
    return Cell(LACKS, missing, True) if lacks else Cell(GOOD, there, False)


def coverage_row(found: Covered, *, writes: bool, leads: bool) -> CoverageRow:
    """Return a criterion in words, with what this person can do about what it lacks."""
    here = "selfevaluation:criterion"
    write = "selfevaluation:add" if writes else here
    ask = "selfevaluation:ask" if leads else here
    said = found.strengths + found.gaps
    if not said:
        none = Cell("–", "no claim yet", True)
        return CoverageRow(found.id, found.name, 0, 0, (none,) * len(HEADINGS), ((write, "Write a claim"),))
    claims = "claim" if found.without_proof == 1 else "claims"
    cells = (
        _cell(found.without_proof > 0, f"no proof: {found.without_proof} {claims}", "proof for each"),
        _cell(found.with_old_proof > 0, f"old proof: {found.with_old_proof}", "none is old"),
        _cell(not found.voice, "no voice", "voice"),
        _cell(not found.health, "no health", "health"),
        _cell(not found.social_care, "no social care", "social care"),
        _cell(found.stale > 0, f"not confirmed for a year: {found.stale}", "confirmed within a year"),
    )
    advice = (
        (here, "Link evidence"),
        (here, "Renew the evidence"),
        (ask, "Ask families, or put a voice beside a claim"),
        (ask, "Ask health partners"),
        (ask, "Ask social care"),
        (here, "Confirm the claims again"),
    )
    todo = [each for cell, each in zip(cells, advice, strict=True) if cell.lacks]
    if not found.gaps:
        todo.append((write, "Say what does not work yet"))
    return CoverageRow(found.id, found.name, found.strengths, found.gaps, cells, tuple(todo))
