"""Home, explanations, and what machines ask for."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from django.urls import reverse
from django.views.decorators.http import require_safe

from extramile.web.library import asking, queries
from extramile.web.library.presenters import pages as words
from extramile.web.library.presenters import questions as question_words
from extramile.web.library.ready import ready


@ready
def home(request: HttpRequest) -> HttpResponse:
    """What this is, and three things to do."""
    holds = queries.holdings()
    context = {
        "here": "home",
        "figures_row": words.home_figures(asking.totals(), holds.reports, holds.findings),
        "questions": [question_words.brief(each) for each in asking.featured_answers()],
        "recent": words.recent(asking.latest_inspections()),
    }
    return render(request, "library/home.html", context)


@ready
def about(request: HttpRequest, page: str) -> HttpResponse:
    """A page about the library itself: data, accessibility, privacy."""
    return _explained(request, f"library/about/{page}.html")


@ready
def help_list(request: HttpRequest) -> HttpResponse:
    """The list of help pages."""
    return render(request, "library/help.html", {"here": "help", "topics": words.HELP})


@ready
def help_page(request: HttpRequest, topic: str) -> HttpResponse:
    """How a figure is made and read."""
    return _explained(request, f"library/help/{topic}.html")


def _explained(request: HttpRequest, template: str) -> HttpResponse:
    try:
        get_template(template)
    except TemplateDoesNotExist as error:
        raise Http404 from error
    context = {"here": "help", "sources": asking.sources(), "themes": asking.theme_lines()}
    return render(request, template, context)


@ready
def api(request: HttpRequest) -> HttpResponse:
    """How to ask the library from a program."""
    return render(request, "library/api.html", {"here": "api", "host": request.get_host()})


@ready
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every public page, for search engines.

    Single findings are not listed: their words stand whole on the page of their inspection, which is, and a page for each
    sentence beside it would only divide what people find. Their pages can be reached and read by all the same.
    """
    base = f"{request.scheme}://{request.get_host()}"
    rows = "".join(f"<url><loc>{base}{path}</loc></url>" for path in words.public_paths(*asking.public_names()))
    text = f'<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</urlset>'
    return HttpResponse(text, content_type="application/xml; charset=utf-8")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines may read: everything public but endless combinations of filters."""
    address = f"{request.scheme}://{request.get_host()}{reverse('library:sitemap')}"
    text = f"User-agent: *\nDisallow: /sign-in/\nDisallow: /*?*page=\nDisallow: /api/\nSitemap: {address}\n"
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


@require_safe
def healthy(request: HttpRequest) -> HttpResponse:
    """Say that the service and its database answer."""
    queries.library_version()
    return HttpResponse("ok", content_type="text/plain; charset=utf-8")
