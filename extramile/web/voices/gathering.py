"""Writing sessions, quotes, populations, the loop, and what the forum releases of a theme."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from extramile.core.disclosure import PARTNERSHIP
from extramile.core.listening import groups
from extramile.core.vocabulary import InputError
from extramile.web.partnerships.models import Partner
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope
from extramile.web.voices.actions import check_space, newest, tell
from extramile.web.voices.models import (
    LoopEntry,
    Population,
    Quote,
    RosterLine,
    Session,
    ThemeRelease,
)


@transaction.atomic
def write_session(
    *, scope: Scope, session: Session | None = None, version: int | None = None, **content: Any
) -> Session:
    """Note a session, or change what was noted."""
    if session is None:
        check_space(scope, Permission.RUN_SURVEYS, content["space"])
        session = Session(partnership=scope.partnership, made_by=scope.person)
    else:
        session = newest(scope, session, version)
        check_space(scope, Permission.RUN_SURVEYS, session.space)
        content.pop("space", None)
        session.version += 1
    verb = "session changed" if session.pk else "session noted"
    for name, value in content.items():
        setattr(session, name, value)
    session.save()
    # Notes may hold what people said in confidence: the trail says that they changed, not what they say.
    kept = {name: value for name, value in content.items() if name != "notes"}
    tell(scope, verb, "session", session, after=kept)
    return session


@transaction.atomic
def add_roster_line(*, scope: Scope, session: Session, **content: Any) -> RosterLine:
    """Note who was asked, accepted and came, by organisation and role."""
    session = newest(scope, session)
    check_space(scope, Permission.RUN_SURVEYS, session.space)
    _check_roster(scope, content)
    line = RosterLine.objects.create(session=session, **content)
    tell(scope, "roster added to", "session", session, after=_told_of(line))
    return line


def _check_roster(scope: Scope, content: dict[str, Any]) -> None:
    organisation = content["organisation"]
    if organisation and not Partner.objects.filter(partnership=scope.partnership, organisation=organisation).exists():
        raise InputError("Choose an organisation of this partnership.")
    if content["accepted"] > content["invited"]:
        raise InputError("More people accepted than were invited.", next_step="Mend one of the numbers.")


def _told_of(line: RosterLine) -> dict[str, Any]:
    """Return what the trail says of a line: everything but names."""
    return {name: getattr(line, name) for name in ("role", "invited", "accepted", "attended")}


@transaction.atomic
def change_roster_line(*, scope: Scope, line: RosterLine, **content: Any) -> RosterLine:
    """Change a line of the roster: people accept, and come, after they were invited."""
    session = newest(scope, line.session)
    check_space(scope, Permission.RUN_SURVEYS, session.space)
    _check_roster(scope, content)
    line = RosterLine.objects.select_for_update().get(pk=line.pk)
    before = _told_of(line)
    for name, value in content.items():
        setattr(line, name, value)
    line.save()
    tell(scope, "roster changed of", "session", session, before=before, after=_told_of(line))
    return line


@transaction.atomic
def remove_roster_line(*, scope: Scope, line: RosterLine) -> None:
    """Take a line out of the roster."""
    session = newest(scope, line.session)
    check_space(scope, Permission.RUN_SURVEYS, session.space)
    tell(scope, "roster line removed from", "session", session, before=_told_of(line))
    line.delete()


@transaction.atomic
def add_quote(*, scope: Scope, session: Session, **content: Any) -> Quote:
    """Keep words that somebody said, with their consent."""
    session = newest(scope, session)
    check_space(scope, Permission.RUN_SURVEYS, session.space)
    if content["consent"] != Quote.Consent.NONE and not content["consent_until"]:
        raise InputError("Consent has an end.", next_step="Enter its last day.")
    quote = Quote.objects.create(session=session, **content)
    consent = {"consent": content["consent"], "until": content["consent_until"]}
    tell(scope, "quote added to", "session", session, after=consent)
    return quote


@transaction.atomic
def withdraw_consent(*, scope: Scope, quote: Quote) -> None:
    """End the consent to a quote at once; whoever gave it may take it back."""
    session = newest(scope, quote.session)
    check_space(scope, Permission.RUN_SURVEYS, session.space)
    before = {"consent": quote.consent, "until": quote.consent_until}
    quote.consent, quote.consent_until = Quote.Consent.NONE, None
    quote.save(update_fields=["consent", "consent_until"])
    tell(scope, "consent withdrawn", "session", session, before=before)


@transaction.atomic
def set_population(*, scope: Scope, group: str, counts: dict[str, int], source: str, as_of: date) -> Population:
    """Note how many there are in each group, from which source."""
    scope.check(Permission.RUN_SURVEYS)
    known = next((each for each in groups() if each.id == group), None)
    if known is None or not set(counts) <= {option.id for option in known.options}:
        raise InputError("Choose groups from the list.")
    if not any(counts.values()):
        raise InputError("Enter at least one number.")
    made, _ = Population.objects.update_or_create(
        partnership=scope.partnership, group=group, defaults={"counts": counts, "source": source, "as_of": as_of}
    )
    tell(scope, "population entered", "population", made, after={"group": group, "source": source, "as of": as_of})
    return made


@transaction.atomic
def release_theme(*, scope: Scope, theme: str, summary: str, people: int | None) -> ThemeRelease:
    """Let the partnership know what the forum heard of a theme, in the forum's words.

    The number of that day is told as a multiple of five that it reached: beside the partnership's own exact number, another exact
    one would give the difference away, which may be one person.
    """
    scope.check(Permission.RELEASE_FROM_FORUM)
    if not summary.strip():
        raise InputError("Say in a sentence or two what families said.")
    made = ThemeRelease.objects.create(
        partnership=scope.partnership,
        theme=theme,
        summary=summary.strip(),
        people=people // PARTNERSHIP.threshold * PARTNERSHIP.threshold if people else None,
        released_on=timezone.localdate(),
        released_by=scope.person,
    )
    tell(scope, "theme released from the forum's space", "theme release", made, after={"theme": theme})
    return made


STAGES = ("decided", "done", "difference", "not_done")


@transaction.atomic
def write_loop(
    *, scope: Scope, entry: LoopEntry | None = None, version: int | None = None, **content: Any
) -> LoopEntry:
    """Write what was said and what became of it. What everybody reads already is written anew and released anew."""
    if entry is None:
        check_space(scope, Permission.TELL_THE_LOOP, content["space"])
        entry = LoopEntry(partnership=scope.partnership, made_by=scope.person)
    else:
        entry = newest(scope, entry, version)
        check_space(scope, Permission.TELL_THE_LOOP, entry.space)
        content.pop("space", None)
        entry.version += 1
    for stage in STAGES:
        if content[stage] and not content[f"{stage}_on"]:
            raise InputError(f"Enter the day for “{stage.replace('_', ' ')}”.")
    if content["not_done"] and content["done"]:
        raise InputError("It was either done or not done.", next_step="Leave one of the two empty.")
    before = {name: getattr(entry, name) for name, value in content.items() if getattr(entry, name) != value}
    verb = "loop changed" if entry.pk else "loop begun"
    for name, value in content.items():
        setattr(entry, name, value)
    if entry.released_on and before:
        entry.released_on = entry.released_by = None
    entry.save()
    tell(scope, verb, "loop", entry, before=before, after={name: content[name] for name in before})
    return entry


@transaction.atomic
def withdraw_loop(*, scope: Scope, entry: LoopEntry) -> None:
    """Take an entry off the public page."""
    scope.check(Permission.RELEASE_FROM_FORUM)
    entry = newest(scope, entry)
    entry.released_on = entry.released_by = None
    entry.version += 1
    entry.save()
    tell(scope, "taken off the public page", "loop", entry)
