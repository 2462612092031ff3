"""Themes, and how each finding is answered: in one of them, or not and why."""

from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from extramile.core.vocabulary import InputError
from extramile.web.evidence import queries as evidence
from extramile.web.findings.models import Finding
from extramile.web.partnerships.scope import Scope
from extramile.web.plans.actions.taking import fits, required, taken, taken_theme
from extramile.web.plans.changing import change, note
from extramile.web.plans.models import FamilyWord, FindingIn, Plan, Theme
from extramile.web.plans.queries import plans as queries
from extramile.web.voices import queries as voices


@transaction.atomic
def add_theme(*, scope: Scope, plan: Plan, title: str, outcome: str = "") -> Theme:
    """Add a theme at the end of a plan."""
    locked = taken(scope, plan)
    last = locked.themes.aggregate(last=Max("position"))["last"] or 0
    made = Theme.objects.create(
        plan=locked,
        title=required(fits(Theme, "title", title), "Enter what the theme is about."),
        outcome=fits(Theme, "outcome", outcome),
        position=last + 1,
    )
    note(scope, made, "made", plan=locked, after={"title": made.title, "outcome": made.outcome})
    return made


@transaction.atomic
def change_theme(*, scope: Scope, theme: Theme, title: str, outcome: str, seen: int, why: str = "") -> Theme:
    """Change what a theme is called and what it wants to be different."""
    locked = taken_theme(scope, theme)
    given = {
        "title": required(fits(Theme, "title", title), "Enter what the theme is about."),
        "outcome": fits(Theme, "outcome", outcome),
    }
    change(scope, locked, given, seen=seen, plan=locked.plan, why=why)
    return locked


@transaction.atomic
def move_theme(*, scope: Scope, theme: Theme, up: bool) -> None:
    """Put a theme before or behind its neighbour. At the end of the list nothing happens."""
    locked = taken_theme(scope, theme)
    rows = list(queries.themes(locked.plan))
    here = rows.index(locked)
    there = here - 1 if up else here + 1
    if not 0 <= there < len(rows):
        return
    rows[here], rows[there] = rows[there], rows[here]
    for number, each in enumerate(rows, 1):
        Theme.objects.filter(pk=each.pk).update(position=number)
    note(scope, locked, "moved", plan=locked.plan, after={"up": up})


@transaction.atomic
def take_out_theme(*, scope: Scope, theme: Theme, why: str) -> Theme:
    """Take a theme out. What it holds stays; findings that it answered must be answered elsewhere first."""
    locked = taken_theme(scope, theme)
    if locked.findings.exists():
        raise InputError(
            "Findings are answered in this theme.", next_step="Put them in another theme, or say why not, first."
        )
    locked.out_at, locked.out_why = timezone.now(), required(why, "Say why it is taken out.")
    locked.save(update_fields=["out_at", "out_why"])
    note(scope, locked, "taken out", plan=locked.plan, why=locked.out_why)
    return locked


@transaction.atomic
def put_back_theme(*, scope: Scope, theme: Theme, why: str) -> Theme:
    """Put back a theme that was taken out, for a reason: its actions and measures count again."""
    plan = taken(scope, theme.plan)
    locked = Theme.objects.select_for_update().get(pk=theme.pk, plan=plan)
    if locked.out_at:
        reason = required(why, "Say why it is put back.")
        locked.out_at, locked.out_why = None, ""
        locked.save(update_fields=["out_at", "out_why"])
        note(scope, locked, "put back", plan=plan, why=reason)
    return locked


def mark_of(answer: FindingIn | None) -> str:
    """Return what tells one answer to a finding from the next; "" where there is none."""
    return answer.at.isoformat() if answer else ""


@transaction.atomic
def answer_finding(
    *,
    scope: Scope,
    plan: Plan,
    finding: Finding,
    theme: Theme | None = None,
    why_not: str = "",
    seen: str | None = None,
) -> FindingIn:
    """Say in which theme a finding is answered, or why in none. `seen` is the mark of the answer that was read, if one was."""
    locked = taken(scope, plan)
    if finding.pk not in {each.pk for each in queries.findings_to_answer(locked)}:
        raise InputError("This finding is not one that the plan answers.", next_step="Choose from the list.")
    if theme is not None and not queries.themes(locked).filter(pk=theme.pk).exists():
        raise InputError("There is no such theme in this plan.", next_step="Choose one from the list.")
    reason = "" if theme else required(why_not, "Choose a theme, or say why the plan does not answer it.")
    before = locked.findings.filter(finding=finding).first()
    if before is not None and (before.theme_id, before.why_not) == (theme.pk if theme else None, reason):
        return before
    if seen is not None and seen != mark_of(before):
        raise InputError(
            "Somebody answered this finding while you did. Nothing was overwritten.",
            next_step="Their answer stands with the finding. Save again if yours should stand.",
        )
    made, _ = FindingIn.objects.update_or_create(
        plan=locked, finding=finding, defaults={"theme": theme, "why_not": reason, "by": scope.person}
    )
    was = {"finding": finding.pk, "theme": before.theme_id if before else None}
    after = {"finding": finding.pk, "theme": theme.pk if theme else None}
    note(scope, locked, "finding answered", plan=locked, before=was, after=after, why=reason)
    return made


@transaction.atomic
def hear(
    *,
    scope: Scope,
    theme: Theme,
    title: str,
    said_on: date,
    words: str = "",
    loop_id: int | None = None,
    evidence_id: int | None = None,
) -> FamilyWord:
    """Note that families said something got better: it counts as a sign for a year, so it says where they said it."""
    locked = taken_theme(scope, theme)
    if said_on > timezone.localdate():
        raise InputError("It cannot have been said on a day to come.", next_step="Correct the day.")
    loop = voices.entry(scope, loop_id) if loop_id else None
    item = evidence.item(scope, evidence_id) if evidence_id else None
    if loop is None and item is None:
        raise InputError(
            "Families' word needs a place where it can be read.", next_step="Choose an entry of the loop or evidence."
        )
    made = FamilyWord.objects.create(
        theme=locked,
        title=required(fits(FamilyWord, "title", title), "Enter what families said, in a few words."),
        words=fits(FamilyWord, "words", words),
        said_on=said_on,
        loop=loop,
        evidence=item,
        by=scope.person,
    )
    after = {"title": made.title, "said_on": said_on}
    note(scope, made, "made", plan=locked.plan, after=after, kind="word")
    return made


@transaction.atomic
def unhear(*, scope: Scope, word: FamilyWord, why: str) -> FamilyWord:
    """Withdraw families' word, for a reason: it no longer counts, and can still be read."""
    theme = taken_theme(scope, word.theme)
    locked = FamilyWord.objects.select_for_update().get(pk=word.pk, theme=theme)
    if not locked.withdrawn_at:
        locked.withdrawn_at, locked.withdrawn_why = timezone.now(), required(why, "Say why it does not count any more.")
        locked.save(update_fields=["withdrawn_at", "withdrawn_why"])
        note(scope, locked, "withdrawn", plan=theme.plan, why=locked.withdrawn_why, kind="word")
    return locked
