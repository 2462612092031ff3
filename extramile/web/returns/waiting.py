"""The cards of returns on today's page: problems that are mine, late cases, loads that ask; figures let out or taken back."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from extramile.core.vocabulary import listed
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope
from extramile.web.partnerships.today import TodayCard, TodayItem, source
from extramile.web.publicpage.queries.recalling import shown_of
from extramile.web.returns.models import Release, TakenBack
from extramile.web.returns.presenters.loads import load_row, title
from extramile.web.returns.presenters.queue import mine_rows
from extramile.web.returns.presenters.words import counted
from extramile.web.returns.presenters.worklist import day, newest
from extramile.web.returns.queries import released
from extramile.web.returns.queries.loads import asking

# So long what was let out is news.
NEWS = timedelta(days=14)


@source(60)
def returns(scope: Scope) -> TodayCard | None:
    """Return the card of returns, for those who see them."""
    if not scope.can(Permission.SEE_RETURNS):
        return None
    rows = mine_rows(scope, timezone.localdate())
    items = [
        TodayItem(words=each["words"], href=each["href"], due=each["due"], late=bool(each["late"])) for each in rows
    ]
    items += _cases(scope)
    items += [
        TodayItem(
            words=f"{title(each)}, load {each.pk}", href=reverse("returns:load", args=[scope.name, each.pk]), due=said
        )
        for each in asking(scope)
        if (said := load_row(scope.name, each)["answer"])
    ]
    return TodayCard(
        title="Returns",
        items=tuple(items),
        empty="No problem of a return is yours, and no case is past a time limit.",
        href=reverse("returns:home", args=[scope.name]),
    )


@source(65)
def figures(scope: Scope) -> TodayCard | None:
    """Return the card of figures that were let out or taken back these days, for those who see figures; whoever did it knows."""
    if not scope.can(Permission.SEE_FIGURES):
        return None
    since = timezone.now() - NEWS
    back, out = released.taken_back_since(scope, since), released.let_out_since(scope, since)
    # What may not be used any more comes first.
    items = [_back(scope, each) for each in back if each.by_id != scope.person.pk]
    items += [item for each in back for item in _public(scope, each)]
    items += [_out(scope, each) for each in out if each.by_id != scope.person.pk]
    href = reverse("returns:released-list", args=[scope.name])
    return TodayCard(title="Figures", items=tuple(items), empty="", href=href) if items else None


def _out(scope: Scope, found: Release) -> TodayItem:
    of = released.title_of(found.load.kind, found.load.year)
    words = f"Figures of the {of} were released on {day(timezone.localdate(found.at))}"
    return TodayItem(words=words, href=reverse("returns:released", args=[scope.name, found.pk]))


def _back(scope: Scope, found: TakenBack) -> TodayItem:
    out = found.release
    of = released.title_of(out.load.kind, out.load.year)
    return TodayItem(
        words=f"Figures of the {of} that were released on {day(timezone.localdate(out.at))} were taken back",
        href=reverse("returns:released", args=[scope.name, out.pk]),
        due=f"Taken back on {day(timezone.localdate(found.at))}: they stand no more",
        late=True,
    )


def _public(scope: Scope, found: TakenBack) -> list[TodayItem]:
    """Return what of the public page rests on what was taken back, for those who publish: it says so by itself."""
    if not scope.can(Permission.PUBLISH):
        return []
    return [
        TodayItem(
            words=f"“Taken back” stands on the public page, for {listed([f'“{each}”' for each in titles])}",
            href=reverse("publicpage:showing", args=[scope.name, shown.theme_id]),
            due=f"In “{shown.title}”, until another figure takes its place",
            late=True,
        )
        for shown, titles in shown_of(scope.partnership, found.release_id)
    ]


def _cases(scope: Scope) -> list[TodayItem]:
    """Return what the worklist of the newest load asks for: what is late, and that something is not known."""
    work = newest(scope)
    if work is None:
        return []
    found = []
    doubts = work["doubts"]
    if work["late"]:
        words = f"{counted(work['limits'], 'time limit')} past, in {counted(work['late'], 'case')}"
        if doubts.said:
            words = (
                f"At least {words}" if doubts.least else f"{words} by what the load holds; what was done may be missing"
            )
        late = next(each["href"] for each in work["counts"] if each["group"] == "late")
        found.append(TodayItem(words=words, href=late, due=f"As of {work['day']}, load {work['load']}", late=True))
    if doubts.said:
        found.append(TodayItem(words=f"Time limits not known: {doubts.said[0]}", href=work["href"]))
    return found
