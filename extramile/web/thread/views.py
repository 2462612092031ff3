"""The thread of a thing, and the places at which threads are broken."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from extramile.web.design.downloads import as_csv, as_json
from extramile.web.library.presenters.indicators import slug
from extramile.web.library.presenters.paging import page_number, pager
from extramile.web.partnerships.doors import room
from extramile.web.thread import learning as others
from extramile.web.thread import queries
from extramile.web.thread.presenters import learning as learning_words
from extramile.web.thread.presenters import loose as loose_words
from extramile.web.thread.presenters import threads as words

FIRST_FEW = 5
AREAS = 10
MOST_TYPED = 200
PAGE_SIZE = 30


def _thread_or_404(scope, kind: str, thing_id: str) -> queries.Thread:
    found = queries.thread(scope, kind, thing_id)
    if found is None:
        raise Http404
    queries.opened(scope, found.things)
    return found


@require_safe
@room()
def thread(request: HttpRequest, scope, kind: str, thing_id: str) -> HttpResponse:
    """What leads to a thing and what came of it."""
    found = _thread_or_404(scope, kind, thing_id)
    context = {
        "here": "thread",
        "scope": scope,
        "thing": found.here,
        "kind": words.kind_words(found.here),
        "sentence": words.sentence(found),
        "left_out": words.left_out(found),
        "groups": words.groups(scope, found),
        "drawing": words.drawing(found),
        "teaches": queries.teaches(kind),
    }
    return render(request, "thread/thread.html", context)


@require_safe
@room()
def thread_json(request: HttpRequest, scope, kind: str, thing_id: str) -> HttpResponse:
    """The thread of a thing as plain values."""
    return as_json(words.plain(scope, _thread_or_404(scope, kind, thing_id)))


@require_safe
@room()
def learning(request: HttpRequest, scope, kind: str, thing_id: str) -> HttpResponse:
    """Which areas were told the same, the nearest first, and what followed there."""
    asked = queries.lesson(scope, kind, thing_id)
    if asked is None:
        raise Http404
    thing, lesson = asked
    queries.opened(scope, [thing.key])
    typed = " ".join(request.GET.get("words", "").replace("\0", "").split())[:MOST_TYPED]
    infos = others.indicators(lesson)
    wanted = request.GET.get("indicator", "")
    info = next((each for each in infos if slug(each.code) == wanted), infos[0])
    found = others.learnt(scope, lesson, typed)
    given = {"words": typed, "indicator": slug(info.code) if wanted else ""}
    number = page_number(request.GET.get("page", ""))
    turning = pager(total=len(found.told), number=number, size=AREAS, path=request.path, given=given)
    shown = found.told[max(turning.first - 1, 0) : turning.last]
    context = {
        "here": "thread",
        "scope": scope,
        "thing": thing,
        "kind": words.kind_words(thing),
        "good": lesson.good,
        "caution": learning_words.CAUTION,
        "themes": learning_words.themes(found),
        "summary": learning_words.summary(found),
        "areas": [learning_words.area(each, others.path(info, each)) for each in shown],
        "near": bool(others.ours(scope)),
        "choices": learning_words.choices(infos, slug(info.code)),
        "indicator": learning_words.indicator(info),
        "typed": typed,
        "pager": turning,
    }
    return render(request, "thread/learning.html", context)


@require_safe
@room()
def loose(request: HttpRequest, scope) -> HttpResponse:
    """Every sort of loose end with its first few, or one sort page by page."""
    name = request.GET.get("sort", "")
    found = queries.loose_ends(scope, name)
    if not found:
        raise Http404
    turning = None
    if name:
        [(sort, ends)] = found
        number = page_number(request.GET.get("page", ""))
        turning = pager(total=len(ends.found), number=number, size=PAGE_SIZE, path=request.path, given={"sort": name})
        shown = [(sort, ends, ends.found[max(turning.first - 1, 0) : turning.last])]
    else:
        shown = [(sort, ends, ends.found[:FIRST_FEW]) for sort, ends in found]
    queries.opened(scope, [each.thing.key for _, _, rows in shown for each in rows])
    context = {
        "here": "thread",
        "scope": scope,
        "lede": loose_words.lede(scope, found),
        "title": loose_words.title(scope),
        "mends": loose_words.mends(scope),
        "parts": [loose_words.part(scope, *each) for each in shown],
        "one": name,
        "any": any(ends.found for _, ends in found),
        "pager": turning,
    }
    return render(request, "thread/loose.html", context)


@require_safe
@room()
def loose_csv(request: HttpRequest, scope) -> HttpResponse:
    """The loose ends to take away, of all sorts or of one."""
    found = queries.loose_ends(scope, request.GET.get("sort", ""))
    queries.opened(scope, [each.thing.key for _, ends in found for each in ends.found])
    return as_csv(f"loose-ends-{scope.name}", loose_words.COLUMNS, loose_words.flat(found))
