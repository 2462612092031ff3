"""Having a document built that takes long."""

from django.db import transaction

from extramile.web.jobs.actions import start
from extramile.web.jobs.models import Job
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope
from extramile.web.selfevaluation.models import Built, Evaluation


@transaction.atomic
def have_built(*, scope: Scope, evaluation: Evaluation, name: str, form: str) -> Job:
    """Put the building of a document on the queue. It changes nothing that anybody else sees, so no audit event."""
    scope.check(Permission.SEE_ROOMS)
    Built.objects.filter(evaluation=evaluation, person=scope.person, name=name, form=form).delete()
    built = Built.objects.create(evaluation=evaluation, person=scope.person, name=name, form=form)
    return start(
        name="selfevaluation.build",
        title="Building the document",
        by=scope.person,
        scope=scope.name,
        built_id=built.pk,
    )
