"""Freezing versions and signing them off."""

import hashlib
import json

from django.db import transaction
from django.utils import timezone

from extramile.core.vocabulary import InputError
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope
from extramile.web.selfevaluation.actions.telling import required, taken, tell
from extramile.web.selfevaluation.models import Evaluation, EvaluationState, SignOff, Version
from extramile.web.selfevaluation.queries.versions import content_of


@transaction.atomic
def freeze_version(*, scope: Scope, evaluation: Evaluation, note: str = "") -> Version:
    """Freeze the text as it stands, under the next number."""
    scope.check(Permission.LEAD_EVALUATION)
    found = taken(scope, evaluation)
    if found.state == EvaluationState.SUPERSEDED:
        raise InputError("This self-evaluation was put aside.")
    latest = Version.objects.filter(evaluation=found).order_by("-number").first()
    if latest is not None and latest.revision == found.revision:
        raise InputError(f"Nothing changed since version {latest.number}.")
    content = content_of(scope, found)
    if not content["claims"]:
        raise InputError("There is no claim yet.", next_step="Write one, then freeze a version.")
    version = Version.objects.create(
        evaluation=found,
        number=latest.number + 1 if latest else 1,
        revision=found.revision,
        content=content,
        sha256=hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest(),
        note=note.strip(),
        made_by=scope.person,
    )
    after = {"number": version.number, "sha256": version.sha256, "claims": len(content["claims"])}
    tell(scope, "version frozen", "self-evaluation", found, found.title, after=after, why=note)
    return version


@transaction.atomic
def sign_off(*, scope: Scope, version: Version) -> SignOff:
    """Stand by a version, for one's organisation. Only the present text can be signed."""
    scope.check(Permission.SIGN_OFF)
    found = taken(scope, version.evaluation)
    if version.revision != found.revision:
        raise InputError("The text changed since this version.", next_step="Ask a lead to freeze a new one.")
    if SignOff.objects.filter(version=version, organisation=scope.organisation, withdrawn_at=None).exists():
        raise InputError(f"{scope.organisation.name} has signed this version already.")
    made = SignOff.objects.create(version=version, organisation=scope.organisation, person=scope.person)
    after = {"self-evaluation": found.pk, "version": version.number}
    tell(scope, "signed off", "sign-off", made, scope.organisation.name, after=after)
    return made


@transaction.atomic
def withdraw_sign_off(*, scope: Scope, signature: SignOff, why: str) -> None:
    """Take one's organisation's signature back."""
    scope.check(Permission.SIGN_OFF)
    taken(scope, signature.version.evaluation)
    if signature.organisation_id != scope.organisation.pk:
        raise InputError(f"Only people of {signature.organisation.name} can take its signature back.")
    if signature.withdrawn_at:
        raise InputError("This signature no longer stands.")
    signature.withdrawn_at = timezone.now()
    signature.withdrawn_why = required(why, "Enter why the signature is taken back.")[:300]
    signature.save(update_fields=["withdrawn_at", "withdrawn_why"])
    tell(
        scope,
        "sign-off taken back",
        "sign-off",
        signature,
        signature.organisation.name,
        before={"version": signature.version.number},
        why=why,
    )
