"""Words for those who choose the measures of a theme: what each counts, and what of it everybody would read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from extramile.core.disclosure import Basis, Counts, Suppressed, TakenBack
from extramile.web.plans.models import Measure, MeasureSource
from extramile.web.publicpage.models import ShownTheme
from extramile.web.publicpage.presenters.progress import day
from extramile.web.publicpage.queries import making
from extramile.web.publicpage.queries.figures import counts_to_choose
from extramile.web.publicpage.queries.private import TEXTS, Known

COUNTS = {
    Counts.UNSAID: "Choose what it counts",
    Counts.SHARE: "A share of people",
    Counts.COUNT: "A number of people",
    Counts.MEAN: "An average, a time or a rate over people",
    Counts.NOBODY: "No people: money, meetings, schools",
}


@dataclass(frozen=True, slots=True)
class MeasureChoice:
    """A measure that can be shown: whether it is, what is said of its figures, and how many of them would not be told."""

    id: int
    title: str
    chosen: bool
    choices: tuple[tuple[str, str], ...]
    counts: str
    at_least: str
    note: str


def choices(found: Measure) -> tuple[tuple[str, str], ...]:
    """Return what a measure can be said to count, with nothing said first."""
    return tuple((each.value, COUNTS[each]) for each in (Counts.UNSAID, *counts_to_choose(found)))


def begins(found: making.Showable, actions: Sequence[tuple[int, str]], known: Known) -> dict[str, Any]:
    """Return what the form begins with: what is shown, or what would be; of what told of a person nothing."""
    shown, theme = found.shown, found.theme
    measures = {each.pk: " ".join((each.title, each.definition, each.source_words)) for each in theme.measures.all()}
    if shown is not None:
        texts = {name: getattr(shown, name) for name in TEXTS}
        chosen = {
            "actions": {each["id"] for each in shown.actions},
            "measures": {each["id"] for each in shown.measures},
        }
    else:
        answered = " ".join(each.finding.words for each in theme.findings.select_related("finding"))
        texts = {"title": theme.title, "found": answered, "outcome": theme.outcome}
        chosen = {"actions": {pk for pk, _ in actions}, "measures": set(measures)}
    return {
        **{name: "" if known.tells(words) else words for name, words in texts.items()},
        "actions": [pk for pk, words in actions if pk in chosen["actions"] and not known.tells(words)],
        "measures": [pk for pk, words in measures.items() if pk in chosen["measures"] and not known.tells(words)],
    }


def measure(found: Measure, shown: ShownTheme | None, stands: Mapping[str, Any]) -> MeasureChoice:
    """Return a measure as the form shows it: as it was released, or as somebody sent it. `stands` says what is chosen."""
    entries = {each["id"]: each for each in shown.measures} if shown else {}
    said = making.said_of(entries.get(found.pk))
    counts = stands.get(f"counts_{found.pk}", said.counts.value)
    at_least = stands.get(f"least_{found.pk}", str(said.at_least or ""))
    chosen = found.pk in stands["measures"]
    return MeasureChoice(found.pk, found.title, chosen, choices(found), counts, at_least, _note(found, said))


def _note(found: Measure, said: Basis) -> str:
    seen = making.preview(found, said)
    number = len(seen.figures)
    if not number:
        return "It has no figure yet."
    back = sum(isinstance(each, TakenBack) for _, each in seen.figures)
    hidden = sum(isinstance(each, Suppressed) for _, each in seen.figures)
    words = "1 figure" if number == 1 else f"{number} figures"
    if back and seen.taken_back:
        of_them = f"{back} {'was' if back == 1 else 'were'} taken back on {day(seen.taken_back)}"
        words += f", of which {of_them} and would be told as that"
    if seen.unsaid:
        return f"{words}; {seen.unsaid} without both numbers, so that somebody must say of how many at least."
    if not hidden:
        return f"{words}." if back else f"{words}; all would be told."
    it = "it" if hidden == 1 else "them"
    none_of = f"{'it is' if hidden == 1 else 'they are'} none of the figures that were released to everybody, or "
    of_release = none_of if found.source == MeasureSource.RETURNS else ""
    return f"{words}; {hidden} would not be told, because {of_release}few people may stand behind {it}."
