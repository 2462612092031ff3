"""Looking at evidence: the list, one item, its files, the index by criterion."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from extramile.web.design.downloads import as_csv
from extramile.web.design.numbers import whole_number
from extramile.web.evidence import actions, filtering, forms, queries, store
from extramile.web.evidence import criteria as framework
from extramile.web.evidence import presenters as words
from extramile.web.evidence.visibility import may_change
from extramile.web.library.presenters.paging import options, page_number, pager, query_string
from extramile.web.partnerships.doors import room
from extramile.web.partnerships.permissions import Permission

PAGE_SIZE = 30
INDEX_COLUMNS = ["criterion", "short", "evidence", "fresh", "old", "state"]


@require_safe
@room()
def items(request: HttpRequest, scope) -> HttpResponse:
    """The list, with filters and search."""
    given = filtering.given_in(request.GET)
    filters = filtering.filters_of(given, scope)
    rows = queries.items(scope, filters)
    turning = pager(
        total=rows.count(),
        number=page_number(request.GET.get("page", "1")),
        size=PAGE_SIZE,
        path=request.path,
        given=given,
    )
    start = (turning.number - 1) * PAGE_SIZE
    ids = list(rows.values_list("pk", flat=True)[start : start + PAGE_SIZE])
    shown = queries.listed(scope, ids)
    marked = queries.marked_words(scope, filters.words, ids) if filters.words else {}
    today = timezone.localdate()
    choices = filtering.filter_choices(scope)
    context = {
        "here": "evidence",
        "scope": scope,
        "rows": [words.item_row(shown[each], today, marked.get(each)) for each in ids],
        "pager": turning,
        "filters": filters,
        "filtered": bool(given),
        "choices": {name: options(each, given.get(name, "")) for name, each in choices.items()},
        "csv": query_string(given),
        "can_add": scope.can(Permission.ADD_EVIDENCE),
        "can_bundle": scope.can(Permission.TAKE_BUNDLE),
    }
    return render(request, "evidence/items.html", context)


@require_safe
@room()
def items_download(request: HttpRequest, scope) -> HttpResponse:
    """The list as CSV, with the same filters."""
    filters = filtering.filters_of(filtering.given_in(request.GET), scope)
    rows = [words.flat(each) for each in queries.table(scope, filters)]
    return as_csv(f"evidence-{scope.name}", words.COLUMNS, rows)


@require_safe
@room()
def item(request: HttpRequest, scope, item_id: int) -> HttpResponse:
    """One piece of evidence, as it is or, with ?version=, as it was."""
    found = queries.item(scope, item_id)
    shown = queries.version(scope, item_id, whole_number(request.GET.get("version", "")))
    if found is None or shown is None:
        raise Http404
    may = may_change(scope, found)
    in_use = not found.withdrawn_at
    page = words.item_page(
        found,
        shown,
        versions=list(queries.versions(scope, found)),
        uses=list(queries.uses(scope, found)),
        history=queries.history(scope, found),
        today=timezone.localdate(),
    )
    is_back = page.returned is not None and page.returned.taken_back
    context = {
        "here": "evidence",
        "scope": scope,
        "item": page,
        "instead": words.kept_instead(scope, found, shown) if is_back and scope.can(Permission.ADD_EVIDENCE) else "",
        "may_change": may and in_use,
        "may_replace": may and in_use and found.kind in forms.REPLACE_FORMS,
        "may_refresh": may and in_use and queries.may_refresh(found, shown),
        "may_restore": may and not in_use,
        "may_release": found.space and scope.can(Permission.RELEASE_FROM_FORUM),
    }
    return render(request, "evidence/item.html", context)


@room()
def download(request: HttpRequest, scope, item_id: int, number: int) -> HttpResponse:
    """A version of a file, always to be saved and never shown by the browser as a page of ours.

    Where the trail says who took a file, it is sent for (POST). Asking for its address (GET, HEAD, what a browser fetches
    ahead, what a mail program opens to look at a link) gives a page that says so, and leaves no trace.
    """
    version = queries.version(scope, item_id, number)
    if version is None or not version.file_name:
        raise Http404
    if version.is_recorded and request.method != "POST":
        context = {
            "here": "evidence",
            "scope": scope,
            "item": version.item,
            "file": words.version_row(scope.name, version),
        }
        return render(request, "evidence/take.html", context)
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


@require_safe
@room()
def index(request: HttpRequest, scope) -> HttpResponse:
    """Each criterion of a framework with its evidence; what has none stands out."""
    pack, today = filtering.pack_of(request.GET), timezone.localdate()
    lines = queries.index(scope, pack, today)
    by_criterion = queries.newest_by_criterion(scope, lines)
    rows = [
        words.index_row(scope.name, line, [words.item_row(each, today) for each in by_criterion.get(line.name, [])])
        for line in lines
    ]
    context = {
        "here": "evidence",
        "scope": scope,
        "rows": rows,
        "sentence": words.index_sentence(lines),
        "pack": pack,
        "packs": options(framework.pack_choices(), pack),
        "can_add": scope.can(Permission.ADD_EVIDENCE),
    }
    return render(request, "evidence/index.html", context)


@require_safe
@room()
def index_download(request: HttpRequest, scope) -> HttpResponse:
    """The index as CSV."""
    pack = filtering.pack_of(request.GET)
    lines = queries.index(scope, pack, timezone.localdate())
    return as_csv(f"evidence-{scope.name}-{pack}", INDEX_COLUMNS, [words.index_flat(line) for line in lines])
