"""Jobs that build documents of plans. Beside `work`, as they are many seconds long and need the documents."""

from django.urls import reverse
from django.utils import timezone

from extramile.core.vocabulary import InputError
from extramile.web.jobs.work import Running, work
from extramile.web.partnerships.queries import scope_of
from extramile.web.plans import rendering
from extramile.web.plans.actions.packing import keep_pack
from extramile.web.plans.models import BuiltFile, Meeting
from extramile.web.plans.queries import plans as queries
from extramile.web.plans.queries.versions import PACK, outlived


@work("plans.build", room=("plans:plans", "Plan"))
def build(running: Running, built_id: int) -> str:
    """Build a plan as a document for the person who asked for it, as they may see it now."""
    asked = BuiltFile.objects.select_related("plan__partnership", "person").get(pk=built_id)
    scope = scope_of(asked.person, asked.plan.partnership.slug)
    plan = queries.plan(scope, asked.plan_id) if scope else None
    if scope is None or plan is None:
        return ""
    content = rendering.plan_file(scope, plan, asked.form, timezone.localdate())
    address = reverse("plans:built", args=[scope.name, plan.pk, asked.pk])
    with running.commit(address):
        BuiltFile.objects.filter(pk=asked.pk).update(content=content)
    return address


@work("plans.forget_built", each_day="Forgetting documents of plans that were taken away")
def forget_built(running: Running) -> str:
    """Forget documents of plans a day after they were built, also where nobody has another one built."""
    with running.commit():
        outlived().delete()
    return ""


@work(PACK, room=("plans:packs", "Board packs"), takes=("plan_id",))
def pack(running: Running, meeting_id: int, plan_id: int | None = None) -> str:
    """Build a board pack in every form and keep it with the plan as it stood. `plan_id` is where the page of the job leads back."""
    meeting = Meeting.objects.select_related("plan__partnership", "by").get(pk=meeting_id)
    scope = scope_of(meeting.by, meeting.plan.partnership.slug)
    plan = queries.plan(scope, meeting.plan_id) if scope else None
    if scope is None or plan is None:
        raise InputError("Who asked for it reads this plan no more.", next_step="Somebody else can build it.")
    steps = len(rendering.NAMES) + 1
    running.progress(0, steps, "Counting what stands in the plan")
    found = rendering.pack_content(scope, plan, timezone.localdate(), meeting)
    files = {}
    for number, (form, words) in enumerate(rendering.NAMES.items(), 1):
        running.progress(number, steps, f"Writing it as {words}")
        files[form] = rendering.pack_file(scope, found, form)
    address = f"{reverse('plans:packs', args=[scope.name, plan.pk])}#meeting-{meeting.pk}"
    with running.commit(address):
        keep_pack(scope=scope, meeting=meeting, found=found, files=files)
    return address
