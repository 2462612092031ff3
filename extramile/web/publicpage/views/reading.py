"""The public page of a partnership, and following it."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from extramile.web.design.errors import errors_of, told
from extramile.web.design.secret_links import untold
from extramile.web.evidence import store
from extramile.web.library.ready import ready
from extramile.web.publicpage import limits
from extramile.web.publicpage.actions import following
from extramile.web.publicpage.forms import FollowForm
from extramile.web.publicpage.keeping import public
from extramile.web.publicpage.presenters import changes as change_words
from extramile.web.publicpage.presenters import outcomes
from extramile.web.publicpage.presenters import progress as words
from extramile.web.publicpage.queries import released
from extramile.web.voices import queries as voices
from extramile.web.voices.presenters.hearing import loop_steps

NEWEST = 8
# So many lines of a day that says no more of them are looked at for each that is listed.
MOST_FOLDED = 4
NEWEST_NEWS = 3
MOST_IN_FEED = 50
OFTEN = {
    "heading": "This was pressed too often",
    "advice": "Wait an hour, then press it again.",
}
GONE = {
    "heading": "This link does not work any more",
    "advice": "It was used already, is too old, or part of it is missing. On the page you can ask again.",
}


@ready
def everywhere(request: HttpRequest) -> HttpResponse:
    """Every partnership that has opened its page."""
    return render(request, "publicpage/everywhere.html", {"pages": list(released.pages())})


@public
def page(request: HttpRequest, found) -> HttpResponse:
    """What everybody may read of one partnership, on one page."""
    inspections = [outcomes.inspection(each) for each in released.inspections(found)]
    loop = voices.public_loop(found.partnership.slug)
    changed = released.changes(found, released.updates(found)[: NEWEST * MOST_FOLDED])
    themes = [words.theme(each) for each in released.progress(found)]
    news = list(released.news(found)[: NEWEST_NEWS + 1])
    context = {
        "page": found,
        "partnership": found.partnership,
        "latest": inspections[0] if inspections else None,
        "earlier": inspections[1:],
        "themes": themes,
        "loop": [(each, loop_steps(each)) for each in loop],
        "documents": [(each, version) for each, version in released.documents(found)],
        "news": [change_words.news(each) for each in news[:NEWEST_NEWS]],
        "more_news": len(news) > NEWEST_NEWS,
        "updates": change_words.listed(found, changed)[:NEWEST],
        "changed": change_words.latest(changed, themes),
    }
    return render(request, "publicpage/page.html", context)


@public
def theme(request: HttpRequest, found, theme_id: int) -> HttpResponse:
    """From one finding to progress: what was found, who acts, by when, what shows it."""
    rows = released.progress(found, theme_id)
    if not rows:
        raise Http404
    context = {"page": found, "partnership": found.partnership, "theme": words.theme(rows[0])}
    return render(request, "publicpage/theme.html", context)


@public
def changes(request: HttpRequest, found) -> HttpResponse:
    """Everything that changed on the page, corrections as well."""
    updates = change_words.listed(found, released.changes(found, released.updates(found)))
    context = {"page": found, "partnership": found.partnership, "updates": updates}
    return render(request, "publicpage/changes.html", context)


@public
def feed(request: HttpRequest, found) -> HttpResponse:
    """What changed, for a feed reader."""
    home = request.build_absolute_uri(reverse("publicpage:page", args=[found.partnership.slug]))
    everything = reverse("publicpage:changes", args=[found.partnership.slug])
    made = Atom1Feed(
        title=f"What changed: {found.partnership.name}",
        link=home,
        description="What everybody may read, and what changed of it.",
        feed_url=request.build_absolute_uri(),
        language="en-GB",
    )
    for each in released.changes(found, released.updates(found)[:MOST_IN_FEED]):
        row = change_words.change(found, each)
        made.add_item(
            title=row.words,
            link=request.build_absolute_uri(row.href or everything),
            description=row.words,
            unique_id=f"{home}changes/{row.id}",
            # What is said no more is another entry for those who keep what they were told.
            updateddate=each.said_at,
            pubdate=each.update.at,
        )
    return HttpResponse(made.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


@require_safe
def document(request: HttpRequest, slug: str, document_id: int) -> HttpResponse:
    """A document of the page."""
    found = released.page(slug)
    version = released.document(found, document_id) if found else None
    if version is None:
        raise Http404
    if not version.file_name:
        return redirect(version.address) if version.address else _text(version.text)
    response = HttpResponse(store.get(version.sha256), content_type=version.media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{version.file_name}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _text(text: str) -> HttpResponse:
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


def follow(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask for a mail whenever something changes."""
    found = released.page(slug)
    if found is None:
        raise Http404
    form = FollowForm(request.POST or None)
    errors: list[tuple[str, str]] = []
    if request.method == "POST":
        errors = errors_of(form)
        # A machine fills every field: it is told what a person is told, and nothing is sent.
        if not errors and not form.cleaned_data["website"]:
            problem = told(following.ask, page=found, email=form.cleaned_data["email"])
            errors = [("id_email", problem)] if problem else []
        if not errors:
            return redirect("publicpage:asked", slug=slug)
    context = {"page": found, "partnership": found.partnership, "form": form, "errors": errors, "goes": following.GOES}
    return render(request, "publicpage/follow.html", context, status=422 if errors else 200)


@require_safe
def asked(request: HttpRequest, slug: str) -> HttpResponse:
    """Say that a mail is on its way."""
    found = released.page(slug)
    if found is None:
        raise Http404
    return render(request, "publicpage/asked.html", {"page": found, "partnership": found.partnership})


@require_POST
def tell_now(request: HttpRequest) -> HttpResponse:
    """Send what goes once a day to those who follow, at once. Only in a demonstration: it is at an end before its next day."""
    if settings.PRODUCTION:
        raise Http404
    following.tell_now()
    messages.success(
        request, "They go now, to those who follow a page on which something changed. Look again in a few seconds."
    )
    return redirect("accounts:mails")


def confirm(request: HttpRequest, subscriber_id: int, token: str) -> HttpResponse:
    """Say yes to following. Opening the link does nothing: programs that look at mails open links."""
    return _by_link(request, "confirm", subscriber_id, token)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, subscriber_id: int, token: str) -> HttpResponse:
    """End following with one press: on this page, or in a mail program, which sends the form without opening it (RFC 8058).

    It takes that form without a token against forged ones: a token needs a cookie, and nobody is signed in here. Whoever
    knows the address may end it, and nobody else can.
    """
    return _by_link(request, "leave", subscriber_id, token)


def _by_link(request: HttpRequest, purpose: str, subscriber_id: int, token: str) -> HttpResponse:
    found = following.by_link(subscriber_id, purpose, token)
    if found is None:
        return untold(render(request, "design/error.html", GONE, status=404))
    confirms = purpose == "confirm"
    already = confirms and found.confirmed_at is not None
    done = already or found.left_at is not None
    if request.method == "POST" and (confirms or not done):
        if limits.too_often(found.pk):
            return untold(render(request, "design/error.html", OFTEN, status=429))
        (following.confirm if confirms else following.leave)(subscriber=found)
        done = True
    context = {
        "page": found.page,
        "partnership": found.page.partnership,
        "purpose": purpose,
        "done": done,
        "already": already,
        "leave": reverse("publicpage:leave", args=[found.pk, following.token(found, "leave")]) if confirms else "",
        "goes": following.GOES,
    }
    return untold(render(request, "publicpage/by_link.html", context))
