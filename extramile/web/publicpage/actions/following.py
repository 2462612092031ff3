"""Following a page by mail: an address counts once whoever reads its mail has said so, and is forgotten when it leaves."""

import secrets
from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from extramile.core.vocabulary import InputError
from extramile.web.jobs.actions import start
from extramile.web.jobs.models import Job
from extramile.web.publicpage.models import Page, Subscriber, Update

# An address that nobody confirmed is forgotten after this time, and not written to again before.
WAITS = timedelta(days=3)
# So many addresses can be entered for a page in a day: nobody lets it write to a thousand people.
MOST_A_DAY = 500
TELLS = "publicpage.tell_followers"
# When the job of the day tells what changed (`jobs.actions.start_daily`).
GOES = "once a day, soon after midnight, if something changed on the day before"


def token(found: Subscriber, purpose: str) -> str:
    """Return the secret part of the link that confirms or ends."""
    return salted_hmac(f"extramile.follow.{purpose}", f"{found.pk}:{found.nonce}", algorithm="sha256").hexdigest()


def by_link(subscriber_id: int, purpose: str, given: str) -> Subscriber | None:
    """Return whom a link belongs to, or None. The one that ends works again for who has left: pressed twice, it says the same."""
    rows = Subscriber.objects.select_related("page__partnership").filter(pk=subscriber_id)
    if purpose == "confirm":
        rows = rows.filter(left_at=None).exclude(pk__in=outlived())
    found = rows.first()
    return found if found and constant_time_compare(token(found, purpose), given) else None


def outlived() -> QuerySet[Subscriber]:
    """Return the addresses that nobody confirmed in time."""
    return Subscriber.objects.filter(confirmed_at=None, left_at=None, asked_at__lt=timezone.now() - WAITS)


@transaction.atomic
def forget_unconfirmed() -> None:
    """Forget the addresses that nobody confirmed in time, as the mail that was sent to them says."""
    outlived().delete()


@transaction.atomic
def ask(*, page: Page, email: str) -> None:
    """Send a mail that asks whether this address wants to follow; to one that does already, the link that ends it.

    Whoever asks is told the same, so that nobody learns who follows.
    """
    now = timezone.now()
    rows = page.subscribers
    # The job of the day forgets them too; here an address may be entered again within that day.
    outlived().filter(page=page).delete()
    if rows.filter(asked_at__gt=now - timedelta(days=1)).count() >= MOST_A_DAY:
        raise InputError("Very many people asked for this today.", next_step="Come back tomorrow, or use the feed.")
    if follows := rows.select_for_update(of=("self",)).filter(email__iexact=email).first():
        _remind(follows)
        return
    newest = Update.objects.filter(partnership=page.partnership).order_by("-pk").values_list("pk", flat=True).first()
    made = rows.create(email=email, nonce=secrets.token_hex(16), asked_at=now, told=newest or 0)
    start(
        name="publicpage.ask_to_confirm",
        title="Asking whether somebody wants to follow a public page",
        by=None,
        scope="",
        subscriber_id=made.pk,
    )


def _remind(found: Subscriber) -> None:
    """Send a locked address that follows the link that ends it, not twice a day: anybody can ask for it."""
    now = timezone.now()
    if found.confirmed_at is None or (found.reminded_at and found.reminded_at > now - timedelta(days=1)):
        return
    found.reminded_at = now
    found.save(update_fields=["reminded_at"])
    title = "Sending somebody who follows a public page the way out"
    start(name="publicpage.remind", title=title, by=None, scope="", subscriber_id=found.pk)


@transaction.atomic
def confirm(*, subscriber: Subscriber) -> None:
    """Say that this address wants to follow."""
    locked = Subscriber.objects.select_for_update(of=("self",)).get(pk=subscriber.pk)
    if locked.confirmed_at is None and locked.left_at is None:
        locked.confirmed_at = timezone.now()
        locked.save(update_fields=["confirmed_at"])


@transaction.atomic
def leave(*, subscriber: Subscriber) -> None:
    """Forget an address."""
    locked = Subscriber.objects.select_for_update(of=("self",)).get(pk=subscriber.pk)
    if locked.left_at is None:
        locked.left_at, locked.email = timezone.now(), ""
        locked.save(update_fields=["left_at", "email"])


@transaction.atomic
@transaction.atomic
def tell_now() -> None:
    """Tell those who follow today already what changed, as the job of the day does: so that a demonstration can show it.

    One that waits or is at work already does it: nobody has to be signed in, and pressing fills no queue.
    """
    # Whoever presses at the same moment waits here.
    list(Page.objects.select_for_update(of=("self",)).order_by("pk")[:1])
    if not Job.objects.filter(work=TELLS, state__in=[Job.State.WAITING, Job.State.RUNNING]).exists():
        start(name=TELLS, title="Telling who follows a public page what changed", by=None, scope="")
