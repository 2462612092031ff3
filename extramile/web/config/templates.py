"""The Jinja environment of every page."""

from typing import Any

import jinja2
from django.conf import settings
from django.contrib.messages import get_messages
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import json_script
from jinja2.runtime import Undefined
from jinja2.utils import missing

from extramile.web.design import figures
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope


class OwnUndefined(Undefined):
    """Strict for our own names, lenient for what a component may be given.

    The design system's macros ask dictionaries for optional keys, which is fine. A misspelt variable or attribute of
    ours is a mistake, and must not become an empty space on a page.
    """

    def _strict(self) -> bool:
        if self._undefined_obj is missing:
            # A macro may be used with or without a block of its own; the design system's say `undefined`.
            return self._undefined_name not in {"caller", "undefined"}
        return not isinstance(self._undefined_obj, dict)

    def __str__(self) -> str:
        return self._fail_with_undefined_error() if self._strict() else ""

    def __bool__(self) -> bool:
        return self._fail_with_undefined_error() if self._strict() else False

    def __iter__(self) -> Any:
        return self._fail_with_undefined_error() if self._strict() else iter(())


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """Return the address of a page by its name."""
    return reverse(name, args=args or None, kwargs=kwargs or None)


def told(request: HttpRequest) -> list[str]:
    """Return what the last action of a signed-in person has to say, once. Visitors are told nothing, so that pages can be kept."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return []
    return [str(message) for message in get_messages(request)]


def address_of(request: HttpRequest) -> str:
    """Return where a page is, for its printed copy; "" where a request came for a host that is none of ours."""
    try:
        return request.get_host() + request.get_full_path()
    except DisallowedHost:
        return ""


def rooms(scope: Scope) -> list[tuple[str, str, str]]:
    """Return the way around a partnership: the name of each room, its words and its address."""
    plan = [("plan", "Plan", reverse("plans:plans", args=[scope.name]))] if scope.can(Permission.SEE_PLANS) else []
    tell = [("tell", "Tell", reverse("announcements:announcements", args=[scope.name]))]
    returns = []
    if scope.can(Permission.SEE_RETURNS):
        returns = [("returns", "Returns", reverse("returns:home", args=[scope.name]))]
    if scope.can(Permission.SEE_FIGURES):
        returns.append(("figures", "Figures", reverse("returns:released-list", args=[scope.name])))
    return [
        ("today", "Today", reverse("partnerships:today", args=[scope.name])),
        ("know", "Know", reverse("selfevaluation:evaluations", args=[scope.name])),
        ("inspect", "Inspect", reverse("inspections:inspections", args=[scope.name])),
        *plan,
        *(tell if scope.can(Permission.SEE_ANNOUNCEMENTS) else []),
        ("voices", "Voices", reverse("voices:home", args=[scope.name])),
        ("evidence", "Evidence", reverse("evidence:items", args=[scope.name])),
        *returns,
        ("thread", "Thread", reverse("thread:loose", args=[scope.name])),
        ("people", "People", reverse("partnerships:people", args=[scope.name])),
    ]


def in_demonstration() -> bool:
    """Say whether this is a demonstration, in which nothing leaves the machine."""
    return not settings.PRODUCTION


def environment(**options: Any) -> jinja2.Environment:
    """Return the environment: our undefined, our formats, nothing that reads a database."""
    options.update(undefined=OwnUndefined, trim_blocks=True, lstrip_blocks=True, auto_reload=settings.DEBUG)
    # A mail is text: a name with an apostrophe stands in it as it is.
    options.update(autoescape=lambda name: not (name or "").endswith(".txt"))
    env = jinja2.Environment(**options)  # noqa: S701 - pages are escaped, and only mails are not
    env.globals.update(
        url=url,
        static=static,
        told=told,
        address_of=address_of,
        in_demonstration=in_demonstration,
        rooms=rooms,
        json_script=json_script,
        figure=figures.figure,
    )
    env.filters.update(
        day=lambda value: date_format(value, "j F Y") if value else "date not known",
        moment=lambda value: date_format(timezone.localtime(value), "j F Y, H:i"),
        month=lambda value: date_format(value, "F Y") if value else "date not known",
        lower_first=lambda words: words[:1].lower() + words[1:] if words[1:2].islower() else words,
    )
    loader = options["loader"]
    components = jinja2.PrefixLoader({"govuk_frontend_jinja": jinja2.PackageLoader("govuk_frontend_jinja")})
    env.loader = jinja2.ChoiceLoader([loader, components])
    return env
