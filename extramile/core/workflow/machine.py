"""A state machine that is a table: it answers which steps are open, takes them, and draws itself."""

from collections.abc import Mapping
from dataclasses import dataclass

from extramile.core.vocabulary import InputError


@dataclass(frozen=True, slots=True)
class State:
    """What a thing can be. `words` is how pages call it; a thing stays where it is in one that is `final`."""

    id: str
    words: str
    final: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """A way from some states to another. `words` are those of its button, `who` may take it, in words."""

    id: str
    words: str
    leaves: tuple[str, ...]
    reaches: str
    who: str
    needs: str = ""


class Machine:
    """The states and steps of one kind of thing.

    Raises ValueError where the table does not fit together: a step leads nowhere or begins in a final state, a state
    cannot be reached, two things have one name, or a thing could get stuck in a state that is not final.
    """

    def __init__(self, thing: str, states: tuple[State, ...], steps: tuple[Step, ...]) -> None:
        self.thing = thing
        self.states: Mapping[str, State] = {each.id: each for each in states}
        self.steps: Mapping[str, Step] = {each.id: each for each in steps}
        self.start = states[0].id
        if len(self.states) < len(states) or len(self.steps) < len(steps):
            raise ValueError(f"{thing}: a name stands twice")
        ends = {end for step in steps for end in (*step.leaves, step.reaches)}
        if unknown := ends - set(self.states):
            raise ValueError(f"{thing}: no such state: {', '.join(sorted(unknown))}")
        left = {state for step in steps for state in step.leaves}
        for state in states:
            if state.final == (state.id in left):
                raise ValueError(f"{thing}: “{state.words}” {'is final and left' if state.final else 'is a dead end'}")
        if lost := set(self.states) - self._within_reach():
            raise ValueError(f"{thing}: not to be reached: {', '.join(sorted(lost))}")

    def _within_reach(self) -> set[str]:
        reached, found = set(), {self.start}
        while found:
            reached |= found
            found = {step.reaches for step in self.steps.values() if reached & set(step.leaves)} - reached
        return reached

    def open_steps(self, state: str) -> tuple[Step, ...]:
        """Return the steps that can be taken from a state, in the order of the table."""
        return tuple(step for step in self.steps.values() if state in step.leaves)

    def way(self, state: str, wanted: str) -> tuple[Step, ...]:
        """Return the fewest steps that lead from a state to another; none if it is there, or if no way leads there."""
        ways: dict[str, tuple[Step, ...]] = {state: ()}
        look = [state]
        while look and wanted not in ways:
            ends = [(each, step) for each in look for step in self.open_steps(each) if step.reaches not in ways]
            for begun, step in ends:
                ways.setdefault(step.reaches, (*ways[begun], step))
            look = [step.reaches for _, step in ends]
        return ways.get(wanted, ())

    def take(self, state: str, step_id: str) -> str:
        """Return the state that a step leads to. Raises InputError if it cannot be taken from this one."""
        step = self.steps.get(step_id)
        if step is None or state not in step.leaves:
            can = ", ".join(f"“{each.words}”" for each in self.open_steps(state))
            what = f"“{step.words}”" if step else "That"
            raise InputError(
                f"{what} cannot be done: the {self.thing} is {self.states[state].words.lower()}.",
                next_step=f"What can be done now: {can}." if can else "Nothing more can be done with it.",
            )
        return step.reaches

    def diagram(self) -> str:
        """Return the drawing of this table in the Mermaid language, which documentation pages draw."""
        lines = ["stateDiagram-v2", f"    [*] --> {self.start}"]
        lines += [f'    state "{each.words}" as {each.id}' for each in self.states.values()]
        lines += [
            f"    {state} --> {step.reaches}: {step.words}" for step in self.steps.values() for state in step.leaves
        ]
        lines += [f"    {each.id} --> [*]" for each in self.states.values() if each.final]
        return "\n".join(lines)
