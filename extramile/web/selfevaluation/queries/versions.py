"""Versions: what is frozen in one, which there are, who signed, and how two differ."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet

from extramile.web.partnerships.models import NO_PARTNERS
from extramile.web.partnerships.queries import organisations
from extramile.web.partnerships.scope import Scope
from extramile.web.selfevaluation import claim_texts
from extramile.web.selfevaluation.models import Evaluation, Quote, SignOff, Version
from extramile.web.selfevaluation.queries.evaluations import claims, framework_of


def content_of(scope: Scope, found: Evaluation) -> dict[str, Any]:
    """Return all that a version freezes, as plain values: every claim with its texts and voices."""
    pack = framework_of(found)
    order = {each.id: number for number, each in enumerate(pack.all_criteria())}
    rows = claims(scope, found).prefetch_related("quotes")
    return {
        "title": found.title,
        "period": found.period,
        "framework": pack.name,
        "claims": [
            {
                "id": claim.pk,
                "criterion": claim.criterion,
                "organisation": claim.organisation.name,
                "author": claim.author.name,
                "confirmed": claim.last_confirmed.isoformat(),
                "texts": claim_texts.texts_of(claim),
                "quotes": [
                    {"words": quote.words, "who": quote.who, "on": quote.said_on.isoformat()}
                    for quote in claim.quotes.all()
                ],
            }
            for claim in sorted(
                rows, key=lambda each: (order.get(each.criterion, 999), each.polarity == "gap", each.pk)
            )
        ],
    }


def versions(scope: Scope, found: Evaluation) -> QuerySet[Version]:
    """Return the versions, latest first, each with its signatures."""
    signed = SignOff.objects.select_related("organisation", "person")
    rows = Version.objects.filter(evaluation=found, evaluation__partnership=scope.partnership)
    return rows.select_related("made_by", "evaluation").prefetch_related(Prefetch("sign_offs", queryset=signed))


def version(scope: Scope, found: Evaluation, number: int) -> Version | None:
    """Return the version with that number, or None."""
    return versions(scope, found).filter(number=number).first()


def signature(scope: Scope, found: Evaluation, sign_off_id: int) -> SignOff | None:
    """Return a signature of this self-evaluation, or None."""
    rows = SignOff.objects.filter(version__evaluation=found, version__evaluation__partnership=scope.partnership)
    return rows.select_related("version", "version__evaluation", "organisation").filter(pk=sign_off_id).first()


def unsigned_organisations(scope: Scope, latest: Version | None) -> list[str]:
    """Return the organisations that have not signed the latest version; those who inspect or review sign nothing."""
    signed = {each.organisation_id for each in latest.sign_offs.all() if not each.withdrawn_at} if latest else set()
    rows = organisations(scope).exclude(kind__in=NO_PARTNERS)
    return [each.name for each in rows if each.pk not in signed]


def quotes(scope: Scope, found: Evaluation) -> QuerySet[Quote]:
    """Return every voice beside the claims that stand."""
    return Quote.objects.filter(
        claim__evaluation=found, claim__evaluation__partnership=scope.partnership, claim__taken_out_at=None
    )


@dataclass(frozen=True, slots=True)
class ClaimDifference:
    """What became of a claim between two versions; a new one has no `before`, one that was taken out no `after`."""

    criterion: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None


def differences(older: Version, newer: Version) -> list[ClaimDifference]:
    """Return the claims that differ, by criterion, in the order of the newer version; what was taken out comes last."""
    before = {each["id"]: each for each in older.content["claims"]}
    after = {each["id"]: each for each in newer.content["claims"]}
    found = [
        ClaimDifference(each["criterion"], before.get(key), each)
        for key, each in after.items()
        if key not in before or _said(before[key]) != _said(each)
    ]
    return found + [ClaimDifference(each["criterion"], each, None) for key, each in before.items() if key not in after]


def _said(claim: dict[str, Any]) -> Any:
    return claim["texts"], claim["quotes"]
