"""Voices on the golden thread: questions, sessions, themes, and what became of what was said.

Which answers were coded to a theme is not told here: where few answered, a link alone would say what one of them wrote.
"""

from collections.abc import Collection, Iterable

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import Truncator

from extramile.core.disclosure import Shown
from extramile.web.evidence.models import Kind
from extramile.web.evidence.queries import frozen_pairs
from extramile.web.evidence.threads import EVIDENCE
from extramile.web.partnerships.scope import Scope
from extramile.web.thread import things
from extramile.web.thread.things import Ends, Loose, Stage, Thing
from extramile.web.voices import queries
from extramile.web.voices.coding import Code, code_book
from extramile.web.voices.models import LoopEntry, Question

QUESTION, SESSION, THEME, LOOP = "question", "voice-session", "voice-theme", "loop"


def find_questions(scope: Scope, ids: Collection[str]) -> list[Thing]:
    """Return the questions of surveys that this person may know of."""
    known = queries.surveys(scope).order_by().values("pk")
    rows = Question.objects.filter(pk__in=things.numbers(ids), survey__in=known).select_related("survey").order_by("pk")
    return [
        Thing(
            QUESTION,
            str(each.pk),
            each.words,
            reverse("voices:survey", args=[scope.name, each.survey_id]),
            each.survey.title,
        )
        for each in rows
    ]


def find_sessions(scope: Scope, ids: Collection[str]) -> list[Thing]:
    """Return the sessions that this person may know of."""
    return [
        Thing(
            SESSION,
            str(each.pk),
            each.title,
            reverse("voices:session", args=[scope.name, each.pk]),
            f"{each.get_kind_display()}, {date_format(each.held_on, 'j F Y')}",
        )
        for each in queries.sessions(scope).filter(pk__in=things.numbers(ids)).order_by("pk")
    ]


def _theme(scope: Scope, found: Code) -> Thing:
    about = "no longer used" if found.retired else "our own code" if found.own else ""
    return Thing(THEME, found.id, found.title, reverse("voices:theme", args=[scope.name, found.id]), about)


def find_themes(scope: Scope, ids: Collection[str]) -> list[Thing]:
    """Return the themes of the code book."""
    return [_theme(scope, each) for each in code_book(scope) if each.id in ids]


def became(entry: LoopEntry) -> str:
    """Return how far an entry of the loop has come, in words."""
    if entry.not_done:
        return "not done, and it says why"
    steps = (("difference", "it made a difference"), ("done", "done"), ("decided", "decided"))
    return next((words for name, words in steps if getattr(entry, name)), "nothing decided yet")


def find_loop(scope: Scope, ids: Collection[str]) -> list[Thing]:
    """Return the entries of the loop that this person may know of."""
    where = reverse("voices:loop", args=[scope.name])
    return [
        Thing(LOOP, str(each.pk), Truncator(each.said).chars(160), f"{where}#entry-{each.pk}", became(each))
        for each in queries.loop(scope).filter(pk__in=things.numbers(ids)).order_by("pk")
    ]


@things.link(SESSION, THEME, "spoke of")
def spoken_of(scope: Scope, sessions: Collection[str], themes: Collection[str]) -> list[tuple[int, str]]:
    """Return of which themes a session spoke. A list in a field is not searched alike by both databases."""
    rows = queries.sessions(scope).order_by("pk").values_list("pk", "themes")
    return [(pk, theme) for pk, of in rows for theme in of if str(pk) in sessions or theme in themes]


@things.link(THEME, LOOP, "was answered in")
def answered(scope: Scope, themes: Collection[str], entries: Collection[str]) -> Iterable[tuple[str, int]]:
    """Return which entries of the loop are on a theme."""
    rows = queries.loop(scope).exclude(theme="").order_by("pk").values_list("theme", "pk")
    return [(theme, pk) for theme, pk in rows if theme in themes or str(pk) in entries]


@things.link(THEME, EVIDENCE, "was frozen in")
def frozen(scope: Scope, themes: Collection[str], items: Collection[str]) -> Iterable[tuple[str, int]]:
    """Return which evidence was frozen from a theme."""
    return frozen_pairs(scope, Kind.VOICE, "theme", themes, things.numbers(items))


def undecided(scope: Scope) -> Ends:
    """Return the themes that were heard, as far as this person may know, and of which nothing was decided."""
    counts, entries = queries.theme_counts(scope), list(queries.loop(scope))
    heard = {theme for found in queries.sessions(scope) for theme in found.themes} | {each.theme for each in entries}
    decided = {each.theme for each in entries if each.decided or each.not_done}
    rows = [each for each in code_book(scope) if each.id in heard or _counted(counts.of(each.id)[1])]
    why = "It was heard, and the loop says neither what was decided nor why not."
    return Ends([Loose(_theme(scope, each), why) for each in rows if each.id not in decided], len(rows))


def _counted(released: object) -> bool:
    return isinstance(released, Shown) and released.count > 0


things.kind(things.Kind(QUESTION, "Question of a survey", Stage.SOURCE, find_questions))
things.kind(things.Kind(SESSION, "Session in which people spoke", Stage.SOURCE, find_sessions))
things.kind(things.Kind(THEME, "Voice theme", Stage.SOURCE, find_themes))
things.kind(things.Kind(LOOP, "What was said and what became of it", Stage.SOURCE, find_loop))
things.sort(
    70,
    things.Sort(
        "theme-undecided",
        "A voice theme without a decision",
        "Families spoke of it, and nobody has told them yet what was decided, or why nothing will be done.",
        "theme that was heard",
        "themes that were heard",
        undecided,
    ),
)
