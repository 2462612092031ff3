"""What a plan must show, written plainly from what people did: it calls no rule of the product, so that the two can disagree.

Everything here is kept as people would keep it on paper: what an action was after each change, which figures were entered, what
families said. From that alone it says how far each action is, what each measure shows, and how each theme stands.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

# From which states a step leads where, what it needs, and whether a lead alone may take it.
STEPS = {
    "begin": ({"not-started"}, "on-track"),
    "delay": ({"not-started", "on-track"}, "delayed"),
    "recover": ({"delayed"}, "on-track"),
    "finish": ({"not-started", "on-track", "delayed"}, "done"),
    "stop": ({"not-started", "on-track", "delayed"}, "stopped"),
    "reopen": ({"done", "stopped"}, "on-track"),
    "unbegin": ({"on-track", "delayed"}, "not-started"),
}
SETTLED = {"done", "stopped"}


@dataclass
class Doing:
    """An action. `was` holds what it was at each revision, the first included."""

    words: str
    state: str = "not-started"
    due: date | None = None
    owner: int | None = None
    confidence: str = "unknown"
    risk: str = "none"
    risk_words: str = ""
    themes: list[int] = field(default_factory=list)
    was: list[dict[str, Any]] = field(default_factory=list)

    def now(self) -> dict[str, Any]:
        """What can be changed of it in a sheet."""
        names = ("words", "state", "due", "owner", "confidence", "risk", "risk_words")
        return {name: getattr(self, name) for name in names}

    def keep(self) -> None:
        self.was.append(self.now())

    @property
    def revision(self) -> int:
        return len(self.was)

    def late(self, today: date) -> bool:
        return self.due is not None and self.due < today and self.state not in SETTLED


@dataclass
class Counting:
    """A measure with every figure that was entered, in the order in which it was."""

    title: str
    theme: int
    good: str
    baseline: float | None
    baseline_on: date | None
    target: float | None
    target_by: date | None
    tolerance: float
    out: bool = False
    revision: int = 1
    entered: list[tuple[date, str, float | None]] = field(default_factory=list)

    def standing(self) -> dict[date, tuple[str, float | None]]:
        return {day: (state, value) for day, state, value in self.entered}

    def better(self, value: float, other: float) -> float:
        return value - other if self.good == "up" else other - value

    def shows(self) -> str:
        """What it shows: one figure is never a movement, unless the target is reached."""
        if self.baseline is None or self.baseline_on is None:
            return "no-data"
        days = sorted(self.standing())
        known = [self.standing()[day][1] for day in days if day > self.baseline_on]
        figures = [value for value in known if value is not None]
        if not figures:
            return "no-data"
        latest, gain = figures[-1], self.better(figures[-1], self.baseline)
        if self.target is not None and gain > 0 and self.better(latest, self.target) >= 0:
            return "reached"
        if len(figures) == 1:
            return "no-data"
        two = figures[-2:]
        return "moving" if min(self.better(each, self.baseline) for each in two) > self.tolerance else "not-moving"


@dataclass
class Said:
    """What families said got better."""

    title: str
    theme: int
    on: date
    withdrawn: bool = False

    def counts(self, today: date) -> bool:
        try:
            year_before = today.replace(year=today.year - 1)
        except ValueError:
            year_before = today - timedelta(days=366)
        return not self.withdrawn and year_before <= self.on <= today


@dataclass
class Heading:
    """A theme of a plan; `answers` if findings stand in it."""

    plan: int
    title: str
    answers: bool = False
    out: bool = False


@dataclass
class Paper:
    """A partnership's plans as they would stand on paper. `order` holds the themes of each plan in their order."""

    themes: dict[int, Heading] = field(default_factory=dict)
    actions: dict[int, Doing] = field(default_factory=dict)
    measures: dict[int, Counting] = field(default_factory=dict)
    words: dict[int, Said] = field(default_factory=dict)
    order: dict[int, list[int]] = field(default_factory=dict)

    def themes_of(self, plan: int) -> list[int]:
        return [each for each in self.order[plan] if not self.themes[each].out]

    def actions_of_theme(self, theme: int) -> list[int]:
        return [key for key, each in self.actions.items() if theme in each.themes]

    def actions_of(self, plan: int) -> set[int]:
        return {key for theme in self.themes_of(plan) for key in self.actions_of_theme(theme)}

    def measures_of_theme(self, theme: int) -> list[int]:
        return [key for key, each in self.measures.items() if each.theme == theme and not each.out]

    def measures_of(self, plan: int) -> set[int]:
        return {key for theme in self.themes_of(plan) for key in self.measures_of_theme(theme)}

    def proof(self, theme: int, today: date) -> list[str]:
        """What shows a change in a theme: the measures that moved, and what families said within a year."""
        moved = [
            self.measures[key].title
            for key in self.measures_of_theme(theme)
            if self.measures[key].shows() in {"moving", "reached"}
        ]
        said = [each.title for each in self.words.values() if each.theme == theme and each.counts(today)]
        return sorted([*moved, *said])

    def colour(self, theme: int, today: date) -> str:
        """How a theme stands. Nobody chooses it."""
        actions = [self.actions[key] for key in self.actions_of_theme(theme)]
        actions = [each for each in actions if each.state != "stopped"]
        late = [each for each in actions if each.late(today)]
        proof = self.proof(theme, today)
        if not actions or (all(each.state == "not-started" for each in actions) and not late):
            return "not-begun"
        if late and not proof:
            return "red"
        if late or any(each.state == "delayed" for each in actions) or not proof:
            return "amber"
        shown = [self.measures[key].shows() for key in self.measures_of_theme(theme)]
        done = all(each.state == "done" for each in actions)
        return "blue" if done and shown and set(shown) == {"reached"} else "green"
