"""Opening the page, releasing a theme or a document, taking it back: each is a person's decision, and is told on the page."""

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils import timezone

from extramile.core.announcing import not_for_everybody
from extramile.core.vocabulary import InputError
from extramile.web.audit.actions import record
from extramile.web.design.secret_links import check_told_to_all
from extramile.web.evidence import queries as evidence
from extramile.web.library.actions import library_changed
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope
from extramile.web.plans.models import Theme
from extramile.web.publicpage.models import Page, ShownDocument, ShownTheme, Update
from extramile.web.publicpage.queries import making

SAVED_MEANWHILE = "Somebody changed the page while you wrote. Nothing was overwritten."
BOTH = "What it says now stands above the form. Put together what both of you wrote, then save again."
CORRECTED = "Corrected"


def _taken(scope: Scope) -> Page:
    scope.check(Permission.PUBLISH)
    return Page.objects.select_for_update().get_or_create(partnership=scope.partnership)[0]


def _tell(scope: Scope, verb: str, thing: Any, words: str, *, part: str = "", why: str = "") -> None:
    """Write the event of the trail; with a part of the page also the sentence that everybody reads."""
    record(
        by=scope.person, verb=verb, kind="public page", thing_id=thing.pk, thing=words[:200], why=why, scope=scope.name
    )
    if part:
        for_everybody(words)
        Update.objects.create(partnership=scope.partnership, words=words[:400], part=part, by=scope.person)


def said(words: str, sentence: str, most: int) -> str:
    """Return words without the space around them. Raises InputError with the sentence if there are none."""
    found = words.replace("\r\n", "\n").strip()
    if not found:
        raise InputError(sentence)
    if len(found) > most:
        raise InputError(f"That is too long: it can have {most:,} characters.")
    return found


def for_everybody(*texts: str, addresses: bool = True) -> None:
    """Let only such words pass as everybody may read. Raises InputError with the first that tells of few or of one person."""
    check_told_to_all(*texts)
    for words in texts:
        for wrong, mend in not_for_everybody(words, addresses=addresses):
            raise InputError(wrong, next_step=mend)


@transaction.atomic
def write(*, scope: Scope, introduction: str, contact: str, seen: int) -> Page:
    """Write what stands at the top of the page and whom to ask."""
    page = _taken(scope)
    given = (introduction.replace("\r\n", "\n").strip(), contact.strip())
    if given == (page.introduction, page.contact):
        return page
    if seen != page.revision:
        raise InputError(SAVED_MEANWHILE, next_step=BOTH)
    if page.opened_at:
        said(contact, "Say whom people can ask: the page is open.", 300)
    if len(given[0]) > 4_000 or len(given[1]) > 300:
        raise InputError("That is too long: the introduction can have 4,000 characters, whom to ask 300.")
    for_everybody(given[0])
    for_everybody(given[1], addresses=False)
    page.introduction, page.contact = given
    page.revision += 1
    page.changed_by = scope.person
    page.save()
    _tell(
        scope, "page written", page, "What the page says of itself was changed", part="about" if page.opened_at else ""
    )
    return page


@transaction.atomic
def open_page(*, scope: Scope) -> Page:
    """Let everybody read the page."""
    page = _taken(scope)
    if page.opened_at is None:
        said(page.contact, "Say first whom people can ask.", 300)
        page.opened_at = timezone.now()
        page.save(update_fields=["opened_at"])
        library_changed()
        _tell(scope, "page opened", page, "This page was opened", part="about")
    return page


@transaction.atomic
def close_page(*, scope: Scope, why: str) -> Page:
    """Let nobody read the page any more. What stood on it is kept, and it can be opened again."""
    page = _taken(scope)
    reason = said(why, "Say why the page is closed.", 500)
    if page.opened_at is not None:
        page.opened_at = None
        page.save(update_fields=["opened_at"])
        library_changed()
        _tell(scope, "page closed", page, "The page was closed", why=reason)
    return page


@transaction.atomic
def release_theme(
    *,
    scope: Scope,
    theme: Theme,
    title: str,
    found: str,
    outcome: str,
    actions: Collection[int],
    measures: Collection[int],
    correction: str = "",
) -> ShownTheme:
    """Show a theme to everybody: these words, these actions in their words of now, the figures of these measures.

    What is shown already is replaced. `correction` says what was wrong before; it is listed on the page.
    """
    _taken(scope)
    if making.theme(scope, theme.pk) is None:
        raise InputError(
            "This theme cannot be shown.", next_step="Its plan must be carried out, and its inspection published."
        )
    places = theme.places.filter(action__in=list(actions)).exclude(action__state="stopped").select_related("action")
    told = [{"id": each.action_id, "words": each.action.words} for each in places.order_by("position", "pk")]
    values = {
        "title": said(title, "Enter a heading that a parent understands.", 200),
        "found": said(found, "Enter what was found, in plain words.", 2_000),
        "outcome": outcome.replace("\r\n", "\n").strip()[:2_000],
        "actions": told,
        "measures": list(
            theme.measures.filter(pk__in=list(measures), out_at=None).order_by("position").values_list("pk", flat=True)
        ),
        "released_at": timezone.now(),
        "released_by": scope.person,
        "taken_back_at": None,
        "taken_back_why": "",
    }
    for_everybody(values["title"], values["found"], values["outcome"], *(each["words"] for each in told))
    before = ShownTheme.objects.filter(theme=theme).first()
    made, _ = ShownTheme.objects.update_or_create(theme=theme, defaults=values)
    words = (
        f"“{made.title}”: {'changed' if before and not before.taken_back_at else 'what was found, and what is done'}"
    )
    if correction.strip():
        words = f"“{made.title}”. {CORRECTED}: {correction.strip()}"
    _tell(scope, "theme released", made, words, part=f"theme-{theme.pk}", why=correction.strip()[:500])
    return made


@transaction.atomic
def take_back_theme(*, scope: Scope, theme: Theme, why: str) -> ShownTheme:
    """Show a theme no more. The page says that it was taken back and why."""
    _taken(scope)
    found = making.shown(scope).select_for_update().filter(theme=theme, taken_back_at=None).first()
    if found is None:
        raise InputError("This theme is not shown.")
    found.taken_back_at, found.taken_back_why = timezone.now(), said(why, "Say why: everybody reads it.", 500)
    found.save(update_fields=["taken_back_at", "taken_back_why"])
    words = f"“{found.title}” was taken back: {found.taken_back_why}"
    _tell(scope, "theme taken back", found, words, part="about", why=found.taken_back_why)
    return found


@transaction.atomic
def show_document(*, scope: Scope, item_id: int, title: str) -> ShownDocument:
    """Put a piece of evidence that is marked public on the page."""
    page = _taken(scope)
    item = evidence.item(scope, item_id)
    if item is None or not evidence.public_versions([item.pk]):
        raise InputError("Only evidence that is marked public can be shown.", next_step="Choose from the list.")
    words = said(title, "Enter what the document is called on the page.", 200)
    made, _ = ShownDocument.objects.update_or_create(
        page=page, item=item, defaults={"title": words, "released_by": scope.person}
    )
    _tell(scope, "document released", made, f"Document: {words}", part="documents")
    return made


@transaction.atomic
def take_back_document(*, scope: Scope, document_id: int) -> None:
    """Take a document off the page."""
    page = _taken(scope)
    found = page.documents.filter(pk=document_id).first()
    if found is not None:
        _tell(scope, "document taken back", found, f"Document taken back: {found.title}", part="documents")
        found.delete()
