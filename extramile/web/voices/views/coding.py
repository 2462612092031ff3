"""Coding what people said, and how far two readers agree; taking words out."""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from extramile.web.design.errors import errors_of, told
from extramile.web.partnerships.doors import room
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope
from extramile.web.voices import coding, queries
from extramile.web.voices.forms import CodeForm
from extramile.web.voices.presenters import hearing as words
from extramile.web.voices.views.common import found_or_404, not_done, page, words_of


def _thing(scope: Scope, kind: str, thing_id: UUID) -> queries.Answer | queries.Quote:
    found = queries.text_answer(scope, thing_id) if kind == "answer" else queries.quote(scope, thing_id)
    return found_or_404(found)


@room(Permission.READ_ANSWERS)
def redact(request: HttpRequest, scope: Scope, kind: str, thing_id: UUID) -> HttpResponse:
    """Take words out of an answer or a quote."""
    thing = _thing(scope, kind, thing_id)
    errors = []
    if request.method == "POST":
        problem = told(coding.redact, scope=scope, thing=thing, words=request.POST.get("words", ""))
        if not problem:
            messages.success(request, "The words are taken out.")
            return redirect("voices:redact", slug=scope.name, kind=kind, thing_id=thing_id)
        errors = [("id_words", problem)]
    back = words.where_it_stands(scope, thing)
    return page(request, scope, "voices/redact.html", errors, item=words.passage(scope, thing), back=back)


@room(Permission.CODE_ANSWERS)
def to_code(request: HttpRequest, scope: Scope) -> HttpResponse:
    """What people said, to be coded."""
    mine = queries.mine_to_code(scope)
    wanted = words_of(request)
    found = queries.to_code_with(scope, wanted) if wanted else mine
    shown = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page", "1")[:9])
    return page(
        request,
        scope,
        "voices/coding.html",
        found=[words.passage(scope, each) for each in queries.said(scope, shown.object_list)],
        page=shown,
        number=len(found),
        every=queries.how_much_was_said(scope),
        words=wanted,
        query=f"{urlencode({'words': wanted})}&" if wanted else "",
    )


PAGE_SIZE = 20


@room(Permission.CODE_ANSWERS)
def code(request: HttpRequest, scope: Scope, kind: str, thing_id: UUID) -> HttpResponse:
    """Code one answer or quote."""
    thing = _thing(scope, kind, thing_id)
    part = coding.part_for(scope, thing)
    mine = coding.codings(thing).get(part)
    errors = []
    if request.method == "POST":
        problem = told(coding.code, scope=scope, thing=thing, codes=request.POST.getlist("codes"))
        if not problem:
            rest = queries.mine_to_code(scope)
            if not rest:
                return redirect("voices:coding", slug=scope.name)
            # The next in order, so that somebody who began on a later page stays there; after the last the first again.
            following, key = next((each for each in rest if each[1].int > thing_id.int), rest[0])
            kind = "answer" if following is queries.Answer else "quote"
            return redirect("voices:code", slug=scope.name, kind=kind, thing_id=key)
        errors = [("id_codes", problem)]
    item = words.passage(scope, thing)
    return page(
        request,
        scope,
        "voices/code.html",
        errors,
        item=item,
        part=part,
        book=[each for each in coding.code_book(scope) if not each.retired or (mine and each.id in mine.codes)],
        chosen=request.POST.getlist("codes") if request.method == "POST" else list(mine.codes) if mine else [],
        suggested=dict(words.suggested(item.words)),
    )


@room(Permission.CODE_ANSWERS)
def agreement(request: HttpRequest, scope: Scope) -> HttpResponse:
    """How far two readers agree, and what they have to settle."""
    things = queries.read_twice(scope)
    book = coding.code_book(scope)
    titles = {each.id: each.title for each in book}
    differ = []
    for each in things:
        done = coding.codings(each)
        if "settled" not in done and done["first"].codes != done["second"].codes:
            sides = [(done[p].by.name, [titles.get(c, c) for c in done[p].codes]) for p in ("first", "second")]
            both = sorted({*done["first"].codes, *done["second"].codes})
            differ.append((words.passage(scope, each), sides, [(c, titles.get(c, c)) for c in both]))
    return page(request, scope, "voices/agreement.html", found=words.agreed(book, things), differ=differ)


@require_POST
@room(Permission.CODE_ANSWERS)
def settle(request: HttpRequest, scope: Scope, kind: str, thing_id: UUID) -> HttpResponse:
    """Settle a difference."""
    thing = _thing(scope, kind, thing_id)
    problem = told(
        coding.settle,
        scope=scope,
        thing=thing,
        codes=request.POST.getlist("codes"),
        why=request.POST.get("why", "")[:500],
    )
    return not_done(request, problem) if problem else redirect("voices:agreement", slug=scope.name)


@room()
def book(request: HttpRequest, scope: Scope) -> HttpResponse:
    """The code book; those who code may add to it."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    errors = []
    do = request.POST.get("do", "")
    if do in {"retire", "bring-back"}:
        slug = request.POST.get("code", "").removeprefix(coding.OWN)
        problem = told(coding.retire_code, scope=scope, slug=slug, retired=do == "retire")
        return not_done(request, problem) if problem else redirect("voices:book", slug=scope.name)
    if request.method == "POST":
        errors = errors_of(form)
        if form.is_valid():
            problem = told(coding.add_code, scope=scope, **form.cleaned_data)
            if not problem:
                return redirect("voices:book", slug=scope.name)
            errors = [("id_title", problem)]
    can_code = scope.can(Permission.CODE_ANSWERS)
    book = coding.code_book(scope)
    themes, own = [each for each in book if not each.own], [each for each in book if each.own]
    return page(request, scope, "voices/book.html", errors, themes=themes, own=own, form=form, can_code=can_code)
