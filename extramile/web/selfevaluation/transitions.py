"""How a part moves: one table. The page, the checks and the diagram in the documentation are made from it."""

from dataclasses import dataclass

from extramile.web.partnerships.permissions import Permission
from extramile.web.selfevaluation.models import PartState

S, P = PartState, Permission


@dataclass(frozen=True, slots=True)
class Move:
    """One way of moving: what it is called, from where, to where, who may; `own` for people of the part's organisation."""

    name: str
    words: str
    begins: tuple[PartState, ...]
    ends: PartState
    permission: Permission
    own: bool = False
    reason: bool = False
    about: str = ""


MOVES = (
    Move(
        "assign",
        "Assign",
        (S.OPEN, S.ASSIGNED, S.RETURNED),
        S.ASSIGNED,
        P.LEAD_EVALUATION,
        about="An organisation, and a person if one is named, answers for it by a day",
    ),
    Move(
        "submit",
        "Submit",
        (S.ASSIGNED, S.RETURNED),
        S.SUBMITTED,
        P.WRITE_CLAIMS,
        own=True,
        about="Those who wrote it say that it is ready; from now on only a lead changes it",
    ),
    Move(
        "take-back",
        "Take back",
        (S.SUBMITTED,),
        S.ASSIGNED,
        P.WRITE_CLAIMS,
        own=True,
        about="Those who wrote it go on writing",
    ),
    Move(
        "return",
        "Return",
        (S.SUBMITTED, S.AGREED),
        S.RETURNED,
        P.LEAD_EVALUATION,
        reason=True,
        about="The lead says what is missing",
    ),
    Move("agree", "Agree", (S.SUBMITTED,), S.AGREED, P.LEAD_EVALUATION, about="The lead takes it into the whole"),
)
# In these states those who wrote a part may change its claims; afterwards only a lead may.
WRITABLE = frozenset({S.OPEN, S.ASSIGNED, S.RETURNED})


def move(name: str) -> Move | None:
    """Return the move of that name."""
    return next((each for each in MOVES if each.name == name), None)


def moves_from(state: str) -> list[Move]:
    """Return the ways on from a state."""
    return [each for each in MOVES if state in each.begins]


def diagram() -> str:
    """Return the table as a page of the documentation: a drawing (Mermaid) and the same in words."""
    drawn = [
        f"    {begins.name.lower()} --> {each.ends.name.lower()}: {each.words.lower()}"
        for each in MOVES
        for begins in each.begins
    ]
    names = [f"    {state.name.lower()}: {state.label}" for state in S]
    rows = [
        f"| {each.words} | {', '.join(state.label.lower() for state in each.begins)} | {each.ends.label.lower()} | "
        f"{'own organisation, or a lead' if each.own else 'a lead'} | {'yes' if each.reason else 'no'} | {each.about} |"
        for each in MOVES
    ]
    return "\n".join(
        [
            "# How a part of a self-evaluation moves",
            "",
            "<!-- Generated: python -m extramile.web.selfevaluation > docs/reference/self-evaluation-parts.md -->",
            "",
            "```mermaid",
            "stateDiagram-v2",
            "    [*] --> open",
            *names,
            *drawn,
            "    agreed --> [*]",
            "```",
            "",
            "| move | from | to | who | needs a reason | what it means |",
            "|---|---|---|---|---|---|",
            *rows,
            "",
        ]
    )
