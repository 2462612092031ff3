"""Opening the page, releasing a theme or a document, taking it back: each is a person's decision, and is told on the page."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction
from django.db.models import Prefetch
from django.utils import timezone

from extramile.core.announcing import not_for_everybody
from extramile.core.disclosure import PUBLIC, Basis, ShownFigure
from extramile.core.vocabulary import InputError
from extramile.web.audit.actions import record
from extramile.web.design.secret_links import check_told_to_all
from extramile.web.evidence import queries as evidence
from extramile.web.library.actions import library_changed
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope
from extramile.web.plans.models import Measure, Reading, Theme
from extramile.web.publicpage.actions import protecting
from extramile.web.publicpage.actions.redacting import redact
from extramile.web.publicpage.models import Page, ShownDocument, ShownTheme, Update, short
from extramile.web.publicpage.presenters import different
from extramile.web.publicpage.presenters.progress import day
from extramile.web.publicpage.queries import acting, making
from extramile.web.publicpage.queries.figures import counts_to_choose, entry

FIXED = ("actions", "measures")
SAVED_MEANWHILE = "Somebody changed the page while you wrote. Nothing was overwritten."
BOTH = "What it says now stands above the form. Put together what both of you wrote, then save again."
CORRECTED = "Corrected"
TAKEN_BACK = "A theme was taken back to protect somebody’s privacy."
TAKEN_OFF = "It was taken off to protect somebody: say how it is known that the document and its title tell of nobody."
WHY_PRIVATE = "Say why: it is kept here, and nobody outside reads it."


def _taken(scope: Scope) -> Page:
    scope.check(Permission.PUBLISH)
    return Page.objects.select_for_update().get_or_create(partnership=scope.partnership)[0]


def _tell(
    scope: Scope,
    verb: str,
    thing: Any,
    words: str,
    *,
    part: str = "",
    about: str = "",
    why: str = "",
    after: Any = None,
) -> None:
    """Write the event of the trail; with a part of the page also the sentence that everybody reads, and what it is about."""
    record(
        by=scope.person,
        verb=verb,
        kind="public page",
        thing_id=thing.pk,
        thing=words[:200],
        after=after,
        why=why,
        scope=scope.name,
    )
    if part:
        for_everybody(words)
        Update.objects.create(
            partnership=scope.partnership, words=short(words), part=part, about=about, by=scope.person
        )


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
    measures: Mapping[int, Basis],
    correction: str = "",
    private: bool = False,
    confirm: str = "",
) -> ShownTheme:
    """Show a theme to everybody: these words, these actions in their words of now, the figures of these measures.

    What is shown already is replaced. `measures` says of each, by its id, what its figures count and of how many they are at least.
    `correction` says what was wrong before; it is listed on the page. `private`: what is left out told of a person; then everybody
    reads only that, and `correction` is kept here. Raises InputError for words that tell of few or of one person, and for a measure
    of which nobody has said of how many its figures are, or no figure can be told; also for words that were taken out to protect
    somebody, unless `confirm` says how it is known that they tell of nobody.
    """
    _taken(scope)
    if making.theme(scope, theme.pk) is None:
        raise InputError(
            "This theme cannot be shown.", next_step="Its plan must be carried out, and its inspection published."
        )
    places = theme.places.filter(action__in=list(actions)).exclude(action__state="stopped").select_related("action")
    told = [acting.entry(each.action) for each in places.order_by("position", "pk")]
    values = {
        "title": said(title, "Enter a heading that a parent understands.", 200),
        "found": said(found, "Enter what was found, in plain words.", 2_000),
        "outcome": outcome.replace("\r\n", "\n").strip()[:2_000],
        "actions": told,
        "measures": _figures(theme, measures),
        "released_at": timezone.now(),
        "released_by": scope.person,
        "taken_back_at": None,
        "taken_back_why": "",
        "for_privacy": False,
    }
    named = (each[name] for each in values["measures"] for name in ("title", "definition", "source"))
    for_everybody(values["title"], values["found"], values["outcome"], *(each["words"] for each in told), *named)
    before = ShownTheme.objects.filter(theme=theme).first()
    private = private and before is not None and before.taken_back_at is None
    if before and private:
        protecting.correct(scope, before, values, said(correction, WHY_PRIVATE, 500))
    if before:
        heard = "" if private else correction.strip()
        protecting.check_again(scope, before, values, heard, confirm.strip()[:500])
    made, _ = ShownTheme.objects.update_or_create(theme=theme, defaults=values)
    said_now = "what was found, and what is done"
    if before and not before.taken_back_at:
        # Every difference that everybody can see has its words in the list.
        said_now = different.theme({name: getattr(before, name) for name in (*different.TEXTS, *FIXED)}, values)
    words = f"“{made.title}”: {said_now}"
    if private:
        words = protecting.CHANGED
    elif correction.strip():
        words = f"“{made.title}”. {CORRECTED}: {correction.strip()}"
        words += "" if said_now == different.SAME else f". Different: {said_now}"
    # Who said of how many the figures are answers for it.
    bases = [{name: each[name] for name in ("id", "counts", "at_least")} for each in made.measures]
    about = protecting.about(made)
    more = {
        "part": "about" if private else about,
        "about": about,
        "why": correction.strip()[:500],
        "after": {"measures": bases},
    }
    _tell(scope, "theme released", made, words, **more)
    return made


@transaction.atomic
def release_again(*, scope: Scope, theme: Theme) -> ShownTheme:
    """Release a theme as it was released, with its actions and measures as they stand now; none is added."""
    found = making.shown(scope).filter(theme=theme, taken_back_at=None).first()
    if found is None:
        raise InputError("This theme is not shown.", next_step="Release it first.")
    return release_theme(
        scope=scope,
        theme=theme,
        title=found.title,
        found=found.found,
        outcome=found.outcome,
        actions=[each["id"] for each in found.actions],
        measures={each["id"]: making.said_of(each) for each in found.measures},
    )


def _figures(theme: Theme, measures: Mapping[int, Basis]) -> list[dict[str, Any]]:
    """Return what is kept of the measures that are released. Raises InputError for one whose figures cannot be told."""
    readings = Prefetch("readings", Reading.objects.order_by("day", "pk"))
    rows = theme.measures.filter(pk__in=list(measures), out_at=None).order_by("position", "pk")
    found = list(rows.prefetch_related(readings))
    for each in found:
        _check_figures(each, measures[each.pk])
    return [entry(each, measures[each.pk]) for each in found]


def _check_figures(found: Measure, basis: Basis) -> None:
    if basis.counts and basis.counts not in counts_to_choose(found):
        raise InputError(f"“{found.title}” cannot count that.", next_step="Choose from the list what it counts.")
    seen = making.preview(found, basis)
    if seen.unsaid:
        raise InputError(
            f"Nobody has said of how many people the figures of “{found.title}” are: some may be of so few that they are known.",
            next_step="Say below what it counts, and of how many at least; enter both numbers with its figures; or leave it out.",
        )
    told = [each for _, each in seen.figures if isinstance(each, ShownFigure)]
    if seen.taken_back and not told:
        raise InputError(
            f"No figure of “{found.title}” can be told: its figures were taken back on {day(seen.taken_back)}.",
            next_step="Leave it out until others take their place in the plan.",
        )
    if seen.withheld and not told:
        raise InputError(
            f"No figure of “{found.title}” can be told: fewer than {PUBLIC.threshold} people may stand behind each, or beside it.",
            next_step="Leave it out, or measure it over a longer time.",
        )


@transaction.atomic
def take_back_theme(
    *, scope: Scope, theme: Theme, why: str, private: bool = False, parts: Collection[str] = (), words: str = ""
) -> ShownTheme:
    """Show a theme no more. The page says that it was taken back and why.

    `private`: because `parts` of it, or these `words` in them, told of a person. Then the page says only that; the lines of the
    list of changes that tell of it are said no more, and the words do not come back by a release (`protecting`).
    """
    _taken(scope)
    found = making.shown(scope).select_for_update(of=("self",)).filter(theme=theme, taken_back_at=None).first()
    if found is None:
        raise InputError("This theme is not shown.")
    sentence = WHY_PRIVATE if private else "Say why: everybody reads it."
    found.taken_back_at, found.taken_back_why = timezone.now(), said(why, sentence, 500)
    found.for_privacy = private
    found.save(update_fields=["taken_back_at", "taken_back_why", "for_privacy"])
    telling = f"“{found.title}” was taken back: {found.taken_back_why}"
    if private:
        telling = TAKEN_BACK
        protecting.name(scope, found, parts, words, found.taken_back_why)
    about = protecting.about(found)
    _tell(scope, "theme taken back", found, telling, part="about", about=about, why=found.taken_back_why)
    return found


def _redact(scope: Scope, about: str, title: str) -> None:
    scope.check(Permission.PROTECT_PEOPLE)
    redact(partnership=scope.partnership, about=about, title=title, by=scope.person)


@transaction.atomic
def show_document(*, scope: Scope, item_id: int, title: str, confirm: str = "") -> ShownDocument:
    """Put a piece of evidence that is marked public on the page.

    What was taken off to protect somebody comes back only with `confirm`: how it is known that document and title tell of nobody.
    """
    page = _taken(scope)
    item = evidence.item(scope, item_id)
    if item is None or not evidence.public_versions([item.pk]):
        raise InputError("Only evidence that is marked public can be shown.", next_step="Choose from the list.")
    words = said(title, "Enter what the document is called on the page.", 200)
    if item.pk in making.protected(scope):
        scope.check(Permission.PROTECT_PEOPLE)
        confirm = said(confirm, TAKEN_OFF, 500)
    made, _ = ShownDocument.objects.update_or_create(
        page=page, item=item, defaults={"title": words, "released_by": scope.person}
    )
    more = {"part": "documents", "about": f"item-{item.pk}", "why": confirm}
    _tell(scope, "document released", made, f"Document: {words}", **more)
    return made


@transaction.atomic
def take_back_document(*, scope: Scope, document_id: int, why: str = "", private: bool = False) -> None:
    """Take a document off the page. `private`: because it, or its title, told of a person; then `why` is kept inside."""
    page = _taken(scope)
    found = page.documents.filter(pk=document_id).first()
    if found is None:
        return
    words, about, reason = f"Document taken back: {found.title}", f"item-{found.item_id}", why.strip()[:500]
    if private:
        words, reason = making.DOCUMENT_TAKEN_BACK, said(why, WHY_PRIVATE, 500)
        _redact(scope, about, found.title)
    _tell(scope, "document taken back", found, words, part="documents", about=about, why=reason)
    found.delete()
