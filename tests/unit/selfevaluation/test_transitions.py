"""The table of moves, and the page of the documentation that is made from it."""

from pathlib import Path

from extramile.web.selfevaluation.models import PartState
from extramile.web.selfevaluation.transitions import MOVES, diagram

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "self-evaluation-parts.md"


def test_every_state_can_be_reached_and_left_again() -> None:
    assert {each.ends for each in MOVES} == set(PartState) - {PartState.OPEN}
    assert {state for each in MOVES for state in each.begins} == set(PartState)


def test_the_drawing_in_the_documentation_is_fresh() -> None:
    assert PAGE.read_text("utf-8") == diagram()
