"""Jobs of this app: asking an address whether it wants to follow a page, and telling those who do, once a day, what changed."""

from django.conf import settings
from django.db.models import F, OuterRef, Subquery
from django.template.loader import render_to_string
from django.urls import reverse

from extramile.web.jobs.actions import start
from extramile.web.jobs.work import Running, work
from extramile.web.publicpage.actions import following
from extramile.web.publicpage.actions.following import GOES, token
from extramile.web.publicpage.models import Subscriber, Update
from extramile.web.publicpage.presenters.changes import ChangeRow, listed
from extramile.web.publicpage.queries import released

MOST_LINES = 20


def _leaving(found: Subscriber) -> dict[str, str]:
    """Return what lets a mail program offer to end following with one press (RFC 2369 and RFC 8058)."""
    return {
        "List-Unsubscribe": f"<{_to_leave(found)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def _link(name: str, *arguments: object) -> str:
    return settings.SITE_ADDRESS + reverse(f"publicpage:{name}", args=arguments)


def _to_confirm(found: Subscriber) -> str:
    return _link("confirm", found.pk, token(found, "confirm"))


def _to_leave(found: Subscriber) -> str:
    return _link("leave", found.pk, token(found, "leave"))


@work("publicpage.ask_to_confirm")
def ask_to_confirm(running: Running, subscriber_id: int) -> str:
    """Ask one address. Nothing more is sent to it until it has said yes."""
    # A page that was closed since this was asked for tells nobody anything.
    open_to = Subscriber.objects.filter(left_at=None, page__opened_at__isnull=False)
    found = open_to.select_related("page__partnership").filter(pk=subscriber_id).first()
    if found is None or found.confirmed_at is not None:
        return ""
    partnership = found.page.partnership
    context = {"partnership": partnership, "link": _to_confirm(found), "leave": _to_leave(found), "goes": GOES}
    text = render_to_string("publicpage/mail/confirm.txt", context)
    running.send_mail(f"Do you want to follow {partnership.name}?", text, found.email, _leaving(found))
    return ""


@work("publicpage.remind")
def remind(running: Running, subscriber_id: int) -> str:
    """Send an address that follows, for which somebody asked again, the link that ends it."""
    open_to = Subscriber.objects.filter(left_at=None, confirmed_at__isnull=False, page__opened_at__isnull=False)
    found = open_to.select_related("page__partnership").filter(pk=subscriber_id).first()
    if found is None:
        return ""
    partnership = found.page.partnership
    context = {
        "partnership": partnership,
        "link": _link("page", partnership.slug),
        "leave": _to_leave(found),
        "goes": GOES,
    }
    text = render_to_string("publicpage/mail/follows.txt", context)
    running.send_mail(f"You follow {partnership.name} already", text, found.email, _leaving(found))
    return ""


@work("publicpage.forget_unconfirmed", each_day="Forgetting addresses that nobody confirmed")
def forget_unconfirmed(running: Running) -> str:
    """Forget addresses that nobody confirmed, also of pages that nobody else asks to follow."""
    with running.commit():
        following.forget_unconfirmed()
    return ""


@work("publicpage.tell_followers", each_day="Telling who follows a public page what changed")
def tell_followers(running: Running) -> str:
    """Begin a job for each address to which something is to be told."""
    newest = Update.objects.filter(partnership=OuterRef("page__partnership")).order_by("-pk").values("pk")[:1]
    rows = Subscriber.objects.filter(left_at=None, confirmed_at__isnull=False, page__opened_at__isnull=False)
    behind = rows.annotate(newest=Subquery(newest)).filter(newest__gt=F("told")).order_by("pk")
    for pk, until in behind.values_list("pk", "newest"):
        title = "Telling who follows a public page"
        start(name="publicpage.tell", title=title, by=None, scope="", subscriber_id=pk, until=until)
    return ""


def _line(found: ChangeRow) -> str:
    # What stands on the page itself is read there, by the link below; an announcement has a page of its own.
    if found.on_page:
        return found.words
    return f"{found.words}\n  {settings.SITE_ADDRESS}{found.href}"


@work("publicpage.tell")
def tell(running: Running, subscriber_id: int, until: int) -> str:
    """Tell one address what changed, at most once."""
    # A page that was closed since this was asked for tells nobody anything.
    open_to = Subscriber.objects.filter(left_at=None, page__opened_at__isnull=False)
    found = open_to.select_related("page__partnership").filter(pk=subscriber_id).first()
    if found is None or found.told >= until:
        return ""
    partnership = found.page.partnership
    rows = Update.objects.filter(partnership=partnership, pk__gt=found.told, pk__lte=until).order_by("-pk")
    told = released.changes(found.page, rows[:MOST_LINES])
    context = {
        "partnership": partnership,
        "updates": [_line(each) for each in listed(found.page, told)],
        "more": rows.count() - len(told),
        "all": _link("changes", partnership.slug),
        "link": _link("page", partnership.slug),
        "leave": _to_leave(found),
    }
    # Marked before it is sent: a mail that was lost is better than one that comes twice.
    Subscriber.objects.filter(pk=found.pk, told__lt=until).update(told=until)
    text = render_to_string("publicpage/mail/changed.txt", context)
    running.send_mail(f"What changed: {partnership.name}", text, found.email, _leaving(found))
    return ""
