"""Making a self-evaluation and moving the whole."""

from django.db import transaction

from extramile.core.vocabulary import InputError
from extramile.web.frameworks.queries import pack_of
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope
from extramile.web.selfevaluation.actions.telling import required, taken, tell
from extramile.web.selfevaluation.models import Evaluation, EvaluationState, Part, PartState, Version


@transaction.atomic
def make_evaluation(
    *, scope: Scope, pack_id: str, title: str, period: str, by_group: bool = False, origin: Evaluation | None = None
) -> Evaluation:
    """Make a self-evaluation under a framework, with a part for each criterion, or for each group of criteria."""
    scope.check(Permission.LEAD_EVALUATION)
    pack = pack_of(pack_id)
    if pack is None:
        raise InputError("There is no such framework.", next_step="Choose one from the list.")
    found = Evaluation.objects.create(
        partnership=scope.partnership,
        pack=pack.id,
        title=required(title, "Enter a title."),
        period=required(period, "Enter the period it is about, such as autumn 2026."),
        origin=origin,
        made_by=scope.person,
    )
    cut = (
        [(group.id, [each.id for each in group.criteria]) for group in pack.criteria]
        if by_group
        else [(each.id, [each.id]) for each in pack.all_criteria()]
    )
    Part.objects.bulk_create(
        Part(evaluation=found, covers=covers, criteria=criteria, position=number)
        for number, (covers, criteria) in enumerate(cut)
    )
    after = {"framework": pack.id, "period": found.period, "parts": len(cut)}
    tell(scope, "self-evaluation made", "self-evaluation", found, found.title, after=after)
    return found


@transaction.atomic
def agree_evaluation(*, scope: Scope, evaluation: Evaluation) -> None:
    """Agree the whole: every part agreed, and a version of exactly this text frozen. Earlier agreed ones give way."""
    scope.check(Permission.LEAD_EVALUATION)
    found = taken(scope, evaluation)
    if found.state != EvaluationState.WRITING:
        raise InputError("This self-evaluation is not being written.")
    open_parts = found.parts.exclude(state=PartState.AGREED).count()
    if open_parts:
        raise InputError(
            f"{open_parts} part{' is' if open_parts == 1 else 's are'} not agreed yet.",
            next_step="Agree each part first.",
        )
    version = Version.objects.filter(evaluation=found).order_by("-number").first()
    if version is None or version.revision != found.revision:
        raise InputError("There is no version of this text.", next_step="Freeze a version, then agree it.")
    _move(scope, found, EvaluationState.AGREED, "self-evaluation agreed", after={"version": version.number})
    for earlier in Evaluation.objects.filter(
        partnership=scope.partnership, state=EvaluationState.AGREED, made_at__lt=found.made_at
    ).exclude(pk=found.pk):
        _move(scope, earlier, EvaluationState.SUPERSEDED, "self-evaluation superseded", after={"by": found.pk})


@transaction.atomic
def reopen_evaluation(*, scope: Scope, evaluation: Evaluation, why: str) -> None:
    """Go on writing a self-evaluation that was agreed."""
    scope.check(Permission.LEAD_EVALUATION)
    found = taken(scope, evaluation)
    if found.state != EvaluationState.AGREED:
        raise InputError("Only an agreed self-evaluation can be opened again.")
    reason = required(why, "Enter why it is opened again.")
    _move(scope, found, EvaluationState.WRITING, "self-evaluation opened again", why=reason)


@transaction.atomic
def supersede_evaluation(*, scope: Scope, evaluation: Evaluation, why: str) -> None:
    """Put a self-evaluation aside: it is kept and can be read, and nobody takes it for the present one."""
    scope.check(Permission.LEAD_EVALUATION)
    found = taken(scope, evaluation)
    if found.state == EvaluationState.SUPERSEDED:
        raise InputError("It was put aside already.")
    reason = required(why, "Enter why it is put aside.")
    _move(scope, found, EvaluationState.SUPERSEDED, "self-evaluation superseded", why=reason)


def _move(
    scope: Scope, found: Evaluation, state: str, verb: str, *, after: dict[str, object] | None = None, why: str = ""
) -> None:
    before = {"state": found.state}
    found.state = state
    found.save(update_fields=["state"])
    after = {"state": str(state), **(after or {})}
    tell(scope, verb, "self-evaluation", found, found.title, before=before, after=after, why=why)
