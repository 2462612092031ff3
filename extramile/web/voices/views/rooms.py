"""The room's own page."""

from django.http import HttpRequest, HttpResponse

from extramile.web.partnerships.doors import room
from extramile.web.partnerships.permissions import Permission
from extramile.web.voices import queries
from extramile.web.voices.presenters import surveys as words
from extramile.web.voices.views.surveys import page


@room()
def home(request: HttpRequest, scope) -> HttpResponse:
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
        can_run=scope.can(Permission.RUN_SURVEYS),
        can_code=scope.can(Permission.CODE_ANSWERS),
    )
