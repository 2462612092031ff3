"""Letting the figures of a load out, after showing what each audience is told and what is wrong; taking a release back."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from extramile.web.design.errors import told
from extramile.web.evidence import store
from extramile.web.evidence.doing import done
from extramile.web.evidence.views.reading import damaged
from extramile.web.partnerships.doors import room
from extramile.web.partnerships.permissions import Permission
from extramile.web.returns import released as content
from extramile.web.returns.actions import releasing
from extramile.web.returns.presenters import children
from extramile.web.returns.presenters import letting_out as words
from extramile.web.returns.presenters import released as released_words
from extramile.web.returns.queries import figures
from extramile.web.returns.queries import released as queries
from extramile.web.returns.queries.using import uses
from extramile.web.returns.views.within import found_in, within


@require_http_methods(["GET", "HEAD", "POST"])
@room(Permission.LOAD_RETURNS)
def let_out(request: HttpRequest, scope, load_id: int) -> HttpResponse:
    """What each audience would be told, and which errors stand in the load; then releasing what was looked at."""
    found, problem = found_in(scope, load_id), ""
    chosen = request.POST.getlist("audiences")
    try:
        if request.method == "POST":
            standing, last = queries.standing(found), queries.told_last(found)
            sent = {"seen": request.POST.get("sha256", ""), "note": request.POST.get("note", "")}
            made, problem = done(releasing.let_out, scope=scope, load=found, audiences=chosen, **sent)
            if made and made == standing:
                messages.info(request, "The same figures were released before. Nothing was changed.")
            elif made:
                said = f"The figures are released to {words.told_words(made)}. {words.no_more_words(last, made)}"
                messages.success(request, said.strip())
            if made:
                return redirect("returns:released", slug=scope.name, release_id=made.pk)
        return _asked(request, scope, found, problem)
    except store.DamagedError as error:
        return damaged(request, error)


def _asked(request: HttpRequest, scope, found, problem: str) -> HttpResponse:
    said = queries.preview(scope, found)
    if said is None:
        raise Http404
    sha256, last, errors = content.hash_of(said), queries.told_last(found), queries.errors(scope, found)
    rows = words.audience_rows(said, last, lambda audience: queries.told_before(found, audience))
    back, same = queries.taken_back(found), queries.taken_back_before(found, sha256)
    # What is released takes the place of what stands: who is told that is told this, unless somebody unticks them.
    told_now = [each["name"] for each in rows if each["told"]]
    around, missing = within(scope, found, "returns:audiences"), children.said(found, lambda: store.get(found.snapshot))
    # Where they could be a part of a return, or those of a load that another took the place of, each is a step of its own.
    if around["other"] or (missing and missing.ask):
        told_now = []
    context = {
        **around,
        "rows": rows,
        "chosen": request.POST.getlist("audiences") if request.method == "POST" else told_now,
        "asks": found.asks_first,
        "note": request.POST.get("note", ""),
        "wrongs": words.error_rows(scope.name, found, errors),
        "wrong_words": words.errors_sentence(errors),
        "last": last,
        "standing": queries.standing(found),
        "children": missing,
        "before": words.before_words(queries.let_out_before(found, sha256), found.pk),
        "sha256": sha256,
        "back": back,
        "back_words": words.back_words(back) if back else "",
        "same_back": words.back_words(same) if same else "",
        "stale": figures.is_stale(found),
        "errors": [("id_audiences", problem)] if problem else [],
    }
    return render(request, "returns/let_out.html", context, status=422 if problem else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@room(Permission.LOAD_RETURNS)
def take_back(request: HttpRequest, scope, release_id: int) -> HttpResponse:
    """Take a release back, with a reason."""
    found = queries.release(scope, release_id)
    if found is None:
        raise Http404
    errors: list[tuple[str, str]] = []
    if request.method == "POST":
        problem = told(releasing.take_back, scope=scope, release=found, why=request.POST.get("why", ""))
        if not problem:
            messages.success(request, "The figures are taken back. Nobody is shown them any more.")
            return redirect("returns:released", slug=scope.name, release_id=found.pk)
        errors = [("id_why", problem)]
    title = f"{queries.title(found)}, as of {released_words.day(found.content['as_of'])}"
    context = {"here": "figures", "scope": scope, "release": found, "title": title, "errors": errors}
    context["uses"] = uses(scope, found)
    context |= {"given": request.POST.get("why", ""), "already": queries.is_taken_back(found)}
    return render(request, "returns/take_back.html", context, status=422 if errors else 200)
