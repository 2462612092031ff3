"""A thread in words: by stage, each thing with what it is tied to; the drawing; plain values."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from extramile.web.design.charts import Chart, Node, flow_chart
from extramile.web.design.charts import Tie as Line
from extramile.web.partnerships.scope import Scope
from extramile.web.thread.things import STAGES, Key, Stage, Thing, kinds
from extramile.web.thread.walking import Thread

SHORT = 110


def address(scope: Scope, found: Thing) -> str:
    """Return where the thread of a thing is."""
    return reverse("thread:thread", args=[scope.name, found.kind, found.id])


@dataclass(frozen=True, slots=True)
class Tied:
    """What a thing is tied to, in words around its name: "It" "is proof of" "Families are heard"."""

    before: str
    title: str
    after: str
    anchor: str
    kind: str


@dataclass(frozen=True, slots=True)
class Row:
    """A thing in the list of its stage."""

    anchor: str
    kind: str
    title: str
    href: str
    about: str
    thread_href: str
    here: bool
    tied: Sequence[Tied]


@dataclass(frozen=True, slots=True)
class Group:
    """A stage with what of the thread stands there."""

    title: str
    rows: Sequence[Row]


def kind_words(found: Thing) -> str:
    """Return what kind of thing it is."""
    return kinds()[found.kind].words


def anchor(key: Key) -> str:
    """Return the name of a thing within a page."""
    return "-".join(key)


def by_stage(found: Thread) -> list[tuple[Stage, list[Thing]]]:
    """Return the stages that have something, with what they have."""
    stages: dict[Stage, list[Thing]] = defaultdict(list)
    for each in found.things.values():
        stages[kinds()[each.kind].stage].append(each)
    return [(stage, stages[stage]) for stage in Stage if stages[stage]]


def groups(scope: Scope, found: Thread) -> list[Group]:
    """Return the thread by stage, each thing with what connects it."""
    tied: dict[Key, list[Tied]] = defaultdict(list)
    for each in found.ties:
        start, end = found.things[each.start], found.things[each.end]
        tied[each.start].append(Tied(f"It {each.words}", _short(end.title), "", anchor(each.end), kind_words(end)))
        tied[each.end].append(Tied("", _short(start.title), f"{each.words} it", anchor(each.start), kind_words(start)))
    return [
        Group(
            STAGES[stage],
            [
                Row(
                    anchor(each.key),
                    kind_words(each),
                    each.title,
                    each.href,
                    each.about,
                    address(scope, each),
                    each == found.here,
                    tied[each.key],
                )
                for each in rows
            ],
        )
        for stage, rows in by_stage(found)
    ]


def _short(words: str) -> str:
    """Return words as they stand within a sentence of ours."""
    words = words.rstrip(".")
    return words if len(words) <= SHORT else f"{words[: SHORT - 1].rstrip()}…"


def sentence(found: Thread) -> str:
    """Return what the thread is, in a sentence."""
    others = len(found.things) - 1
    if not others:
        return "Nothing leads to it that you may see, and nothing follows from it yet."
    return f"{others} {'thing is' if others == 1 else 'things are'} tied to it, before it or after it."


def left_out(found: Thread) -> str:
    """Return what is not shown, in words; "" if everything is."""
    if found.whole:
        return ""
    others = len(found.things) - 1
    more = f"{found.left_out} more {'thing' if found.left_out == 1 else 'things'} at the next step"
    return (
        f"The {others} nearest things are shown. {more}, and what lies beyond, are left out: "
        "open the thread of one that is here to go on from there."
    )


def drawing(found: Thread) -> Chart:
    """Return the thread as a drawing, with its table."""
    columns = [
        (STAGES[stage], [Node(anchor(each.key), each.title, here=each == found.here) for each in rows])
        for stage, rows in by_stage(found)
    ]
    lines = [Line(anchor(each.start), anchor(each.end), each.words) for each in found.ties]
    counted = ", ".join(f"{name[0].lower()}{name[1:]}: {len(nodes)}" for name, nodes in columns)
    return flow_chart(
        columns,
        lines,
        title=f"The thread of “{_short(found.here.title)}”",
        description=f"Columns from left to right, {counted}. {len(lines)} lines between them; the list says each in words.",
        id_prefix="thread",
    )


def plain(scope: Scope, found: Thread) -> dict[str, Any]:
    """Return a thread as plain values."""
    return {
        "here": {"kind": found.here.kind, "id": found.here.id},
        "stages": [
            {
                "stage": stage.name.lower(),
                "title": STAGES[stage],
                "things": [
                    {
                        "kind": each.kind,
                        "kind_words": kind_words(each),
                        "id": each.id,
                        "title": each.title,
                        "about": each.about,
                        "href": each.href or None,
                        "thread": address(scope, each),
                    }
                    for each in rows
                ],
            }
            for stage, rows in by_stage(found)
        ],
        "ties": [
            {
                "from": {"kind": each.start[0], "id": each.start[1]},
                "to": {"kind": each.end[0], "id": each.end[1]},
                "words": each.words,
            }
            for each in found.ties
        ],
        "left_out": found.left_out,
        "whole": found.whole,
    }
