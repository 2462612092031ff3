"""Evidence on the golden thread, the indicators it was frozen from, and what rests on it."""

from collections.abc import Collection, Iterable

from django.urls import reverse
from django.utils import timezone

from extramile.web.evidence import queries
from extramile.web.evidence.models import Item, Kind
from extramile.web.library.asking import indicator_by_slug
from extramile.web.library.presenters.indicators import slug
from extramile.web.partnerships.scope import Scope
from extramile.web.thread import things
from extramile.web.thread.things import Ends, Loose, Stage, Thing
from extramile.web.thread.walking import leading_on

EVIDENCE, INDICATOR = "evidence", "indicator"


def _thing(scope: Scope, found: Item, back: Collection[int] = ()) -> Thing:
    about = [found.get_kind_display(), found.organisation.name]
    if found.withdrawn_at:
        about.append("withdrawn")
    elif found.pk in back:
        about.append("taken back")
    elif queries.is_old(found, timezone.localdate()):
        about.append("old")
    href = reverse("evidence:item", args=[scope.name, found.pk])
    return Thing(EVIDENCE, str(found.pk), found.title, href, ", ".join(about))


def find(scope: Scope, ids: Collection[str]) -> list[Thing]:
    """Return the pieces of evidence that this person may see."""
    asked = Item.objects.visible_to(scope).filter(pk__in=things.numbers(ids)).select_related("organisation")
    rows = list(asked.order_by("pk"))
    frozen = [each.pk for each in rows if each.kind == Kind.SNAPSHOT]
    back = queries.taken_back(scope, frozen) if frozen else ()
    return [_thing(scope, each, back) for each in rows]


def find_indicators(scope: Scope, ids: Collection[str]) -> list[Thing]:
    """Return the published indicators, which are everybody's."""
    found = ((each, indicator_by_slug(each)) for each in sorted(ids))
    return [
        Thing(INDICATOR, name, info.title, reverse("library:indicator", args=[name]), "published figures")
        for name, info in found
        if info is not None
    ]


@things.link(INDICATOR, EVIDENCE, "was frozen in")
def snapshots(scope: Scope, indicators: Collection[str], items: Collection[str]) -> list[tuple[str, int]]:
    """Return which indicator a measure snapshot was taken from."""
    codes = [info.code for each in indicators if (info := indicator_by_slug(each))]
    rows = queries.frozen_pairs(scope, Kind.SNAPSHOT, INDICATOR, codes, things.numbers(items))
    # A figure of a return was taken from no indicator.
    return [(slug(code), item) for code, item in rows if code]


def rests_on_evidence(kind: str, use: str, words: str) -> None:
    """Register that things of another room rest on evidence; `use` is what `evidence.actions.attach` knows them as."""

    @things.link(EVIDENCE, kind, words)
    def pairs(scope: Scope, items: Collection[str], rests: Collection[str]) -> Iterable[tuple[int, str]]:
        return queries.use_pairs(scope, use, things.numbers(items), rests)


def used_nowhere(scope: Scope) -> Ends:
    """Return the evidence on which nothing rests: what this person may not see counts, unless it is under embargo for them."""
    rows = list(queries.items(scope))
    used = leading_on(scope, EVIDENCE, {str(each.pk) for each in rows})
    back = queries.taken_back(scope)
    why = "Nothing rests on it."
    return Ends([Loose(_thing(scope, each, back), why) for each in rows if str(each.pk) not in used], len(rows))


def taken_back(scope: Scope) -> Ends:
    """Return the evidence in use whose figures were taken back, and whether anything rests on it that this person may see."""
    rows = list(queries.items(scope, queries.Filters(kind=Kind.SNAPSHOT)))
    back = queries.taken_back(scope)
    used = leading_on(scope, EVIDENCE, {str(each) for each in back}) if back else set()
    why = {True: "Its figures were taken back, and something rests on it.", False: "Its figures were taken back."}
    found = [each for each in rows if each.pk in back]
    return Ends([Loose(_thing(scope, each, back), why[str(each.pk) in used]) for each in found], len(rows))


things.kind(things.Kind(INDICATOR, "Indicator", Stage.SOURCE, find_indicators))
things.kind(things.Kind(EVIDENCE, "Evidence", Stage.EVIDENCE, find))
things.sort(
    60,
    things.Sort(
        "evidence-unused",
        "Evidence used nowhere",
        "It was gathered, and no claim, answer, finding or measure names it.",
        "piece of evidence",
        "pieces of evidence",
        used_nowhere,
        mend="Link it from there, or withdraw it.",
    ),
)
things.sort(
    25,
    things.Sort(
        "evidence-taken-back",
        "Evidence whose figures were taken back",
        "It proves nothing any more, whatever rests on it.",
        "frozen figure",
        "frozen figures",
        taken_back,
        mend="Link what stands in its place, then withdraw it.",
    ),
)
