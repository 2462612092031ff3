"""Who uses released figures: measures of plans, pieces of evidence, the public page. Asked before they are taken back."""

from dataclasses import dataclass

from django.urls import reverse

from extramile.web.evidence import queries as evidence
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope
from extramile.web.plans.queries import plans
from extramile.web.publicpage.queries.recalling import rests_on, shown_of
from extramile.web.returns.models import Release


@dataclass(frozen=True, slots=True)
class Use:
    """Something that uses released figures: what it is, where it stands, who looks after it."""

    kind: str
    words: str
    href: str
    who: str


def uses(scope: Scope, found: Release) -> list[Use]:
    """Return what uses the figures of a release, as far as this person may see it."""
    measures = [each for each in plans.measures(scope) if rests_on(each, found.pk)]
    rows = [
        Use(
            "Measure of a plan",
            f"{each.title}, in {each.theme.plan.title}",
            reverse("plans:measure", args=[scope.name, each.theme.plan_id, each.pk]),
            each.owner.person.name if each.owner else "nobody yet; those who lead plans are told",
        )
        for each in measures
    ]
    rows += [
        Use("Evidence", each.title, reverse("evidence:item", args=[scope.name, each.pk]), each.owner.name)
        for each in evidence.of_release(scope, found.pk)
    ]
    here = reverse("publicpage:page", args=[scope.partnership.slug])
    rows += [
        Use(
            "Public page",
            f"{', '.join(titles)}, in {shown.title}",
            reverse("publicpage:showing", args=[scope.name, shown.theme_id])
            if scope.can(Permission.PUBLISH)
            else f"{here}#theme-{shown.theme_id}",
            "those who publish; the page says it by itself",
        )
        for shown, titles in shown_of(scope.partnership, found.pk)
    ]
    return rows
