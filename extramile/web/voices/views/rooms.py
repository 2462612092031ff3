"""The room's own page, and its search."""

from django.http import HttpRequest, HttpResponse

from extramile.web.partnerships.doors import room
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope
from extramile.web.voices import queries
from extramile.web.voices.presenters import surveys as words
from extramile.web.voices.views.common import page, words_of


@room()
def home(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Surveys, sessions, themes and the loop."""
    return page(
        request,
        scope,
        "voices/home.html",
        surveys=[words.survey_row(each) for each in queries.surveys(scope)],
        sessions=[(each, words.space_words(each)) for each in queries.sessions(scope)],
        themes=words.theme_rows(scope),
        groups=words.group_choices()[1:],
        entries=queries.loop(scope).count(),
        public=bool(queries.public_loop(scope.name)),
        can_run=scope.can(Permission.RUN_SURVEYS),
        can_code=scope.can(Permission.CODE_ANSWERS),
        can_tell=scope.can(Permission.TELL_THE_LOOP),
    )


@room()
def search(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Everything of this room that has some words in it."""
    wanted = words_of(request)
    found = queries.search(scope, wanted) if wanted else {}
    return page(request, scope, "voices/search.html", words=wanted, found=found, any=any(found.values()))
