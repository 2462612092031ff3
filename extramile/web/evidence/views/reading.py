"""Looking at evidence: the list, one item, its files, the index by criterion."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header

from extramile.web.design.downloads import as_csv
from extramile.web.evidence import actions, forms, queries, store
from extramile.web.evidence import presenters as words
from extramile.web.library.presenters.paging import options, page_number, pager, query_string
from extramile.web.partnerships.doors import room
from extramile.web.partnerships.permissions import Permission

PAGE_SIZE = 30
INDEX_COLUMNS = ["criterion", "short", "evidence", "fresh", "old", "state"]
GIVEN = ("words", "kind", "organisation", "sensitivity", "criterion", "freshness", "withdrawn")


def _given(request: HttpRequest) -> dict[str, str]:
    return {name: request.GET[name].replace("\0", "")[:200] for name in GIVEN if request.GET.get(name)}


@room()
def items(request: HttpRequest, scope) -> HttpResponse:
    """The list, with filters and search."""
    given = _given(request)
    filters = forms.filters_of(given, scope)
    rows = queries.items(scope, filters)
    turning = pager(
        total=rows.count(),
        number=page_number(request.GET.get("page", "1")),
        size=PAGE_SIZE,
        path=request.path,
        given=given,
    )
    start = (turning.number - 1) * PAGE_SIZE
    shown = list(queries.for_list(rows)[start : start + PAGE_SIZE])
    marked = queries.marked_words(scope, filters.words, [each.pk for each in shown]) if filters.words else {}
    today = timezone.localdate()
    choices = forms.filter_choices(scope)
    context = {
        "here": "evidence",
        "scope": scope,
        "rows": [words.item_row(each, today, marked.get(each.pk)) for each in shown],
        "pager": turning,
        "filters": filters,
        "filtered": bool(given),
        "choices": {name: options(each, given.get(name, "")) for name, each in choices.items()},
        "csv": query_string(given),
        "can_add": scope.can(Permission.ADD_EVIDENCE),
        "can_bundle": scope.can(Permission.TAKE_BUNDLE),
    }
    return render(request, "evidence/items.html", context)


@room()
def items_download(request: HttpRequest, scope) -> HttpResponse:
    """The list as CSV, with the same filters."""
    rows = queries.for_list(queries.items(scope, forms.filters_of(_given(request), scope)))
    return as_csv(f"evidence-{scope.name}", words.COLUMNS, [words.flat(each) for each in rows])


@room()
def item(request: HttpRequest, scope, item_id: int) -> HttpResponse:
    """One piece of evidence."""
    found = queries.item(scope, item_id)
    if found is None:
        raise Http404
    may_change = actions.may_change(scope, found) and not found.withdrawn_at
    context = {
        "here": "evidence",
        "scope": scope,
        "item": words.item_page(
            found,
            list(queries.versions(scope, found)),
            list(queries.uses(scope, found)),
            list(queries.history(scope, found)),
            timezone.localdate(),
        ),
        "may_change": may_change,
        "may_replace": may_change and found.kind in forms.REPLACE_FORMS,
        "may_release": found.space and scope.can(Permission.RELEASE_FROM_FORUM),
    }
    return render(request, "evidence/item.html", context)


@room()
def download(request: HttpRequest, scope, item_id: int, number: int) -> HttpResponse:
    """A version of a file, always to be saved and never shown by the browser as a page of ours."""
    version = queries.version(scope, item_id, number)
    if version is None or not version.file_name:
        raise Http404
    try:
        data = actions.taken(scope=scope, version=version)
    except store.DamagedError as error:
        return damaged(request, error)
    return attachment(data, version.file_name, version.media_type)


def attachment(data: bytes, name: str, media_type: str) -> HttpResponse:
    """Return bytes as a file to save. No browser guesses another type for it."""
    response = HttpResponse(data, content_type=media_type)
    response.headers["Content-Disposition"] = content_disposition_header(True, name)
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def damaged(request: HttpRequest, error: Exception) -> HttpResponse:
    """Return the page for a file that is not what was kept."""
    context = {
        "heading": "This file cannot be given",
        "advice": f"{error} Nothing of it is shown, because it could mislead. Tell an administrator; a backup can bring it back.",
    }
    return render(request, "design/error.html", context, status=500)


@room()
def index(request: HttpRequest, scope) -> HttpResponse:
    """Each criterion of a framework with its evidence; what has none stands out."""
    pack, today = forms.pack_of(request.GET), timezone.localdate()
    lines = queries.index(scope, pack, today)
    by_criterion = queries.newest_by_criterion(scope, pack)
    rows = [
        words.index_row(scope.name, line, [words.item_row(each, today) for each in by_criterion.get(line.name, [])])
        for line in lines
    ]
    context = {
        "here": "evidence",
        "scope": scope,
        "rows": rows,
        "pack": pack,
        "packs": options(forms.pack_choices(), pack),
        "gaps": sum(line.state == "none" for line in lines),
        "old": sum(line.state == "old" for line in lines),
        "can_add": scope.can(Permission.ADD_EVIDENCE),
    }
    return render(request, "evidence/index.html", context)


@room()
def index_download(request: HttpRequest, scope) -> HttpResponse:
    """The index as CSV."""
    pack = forms.pack_of(request.GET)
    lines = queries.index(scope, pack, timezone.localdate())
    return as_csv(f"evidence-{scope.name}-{pack}", INDEX_COLUMNS, [words.index_flat(line) for line in lines])
