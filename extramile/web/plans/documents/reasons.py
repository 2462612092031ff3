"""Why things changed since the last pack: one line for each reason, however many things were changed for it at once."""

import textwrap
from collections import defaultdict
from collections.abc import Iterable

from extramile.core.vocabulary import listed
from extramile.web.plans.models import Change
from extramile.web.plans.presenters.changes import step_words
from extramile.web.plans.presenters.saying import day
from extramile.web.plans.queries.packing import PackContent

MOST_NAMED, LONGEST_NAME = 4, 90
Names = dict[tuple[str, int], str]


def reasons(found: PackContent) -> list[str]:
    """Return a line for each reason that somebody gave since the last pack, in the order in which they were given."""
    names = _names(found)
    together: dict[tuple[str, str, str, str], list[str]] = defaultdict(list)
    for each in found.reasons:
        # What is so now is said with the milestone that was reached.
        if each.kind == "milestone" and each.why == each.after.get("actual"):
            continue
        said = step_words(each)
        key = (f"{said[:1].lower()}{said[1:]}", each.why, each.by.name, day(each.at.date()))
        together[key].append(_named(each, names))
    return [f"{_listed(things)}, {step}: {why} ({by}, {on})" for (step, why, by, on), things in together.items()]


def _listed(things: Iterable[str]) -> str:
    once = list(dict.fromkeys(things))
    if len(once) > MOST_NAMED:
        return f"{', '.join(once[: MOST_NAMED - 1])} and {len(once) - MOST_NAMED + 1} more"
    return listed(once)


def _names(found: PackContent) -> Names:
    """Return how things are called: as they stand, or, where they stand no more, as the last pack called them."""
    names: Names = {}
    for theme in found.last.content["themes"] if found.last else ():
        names["theme", theme["id"]] = theme["title"]
        names |= {("action", each["id"]): each["words"] for each in theme["actions"]}
        names |= {("measure", each["id"]): each["title"] for each in theme["measures"]}
    for now in found.now.themes:
        names["theme", now.theme.pk] = now.theme.title
        names |= {("measure", each.measure.pk): each.measure.title for each in now.measures}
        names |= {("word", each.pk): each.title for each in now.words}
        for one in now.actions:
            names["action", one.action.pk] = one.action.words
            names |= {("milestone", each.pk): each.expected for each in one.action.milestones.all()}
    return names


def _named(each: Change, names: Names) -> str:
    if each.kind == "plan":
        return "The plan"
    name = names.get((each.kind, each.thing_id))
    if name:
        short = textwrap.shorten(name, LONGEST_NAME, placeholder=" …")
        return f"The milestone “{short}”" if each.kind == "milestone" else f"“{short}”"
    # It came and went between the two packs.
    return {"word": "A word of families"}.get(each.kind, f"A {each.kind} that stands no more").replace("A a", "An a")
