"""Jobs of returns: reading one, working out its measures, and deleting those whose time is over."""

from django.urls import reverse
from django.utils import timezone

from extramile.core.vocabulary import InputError
from extramile.web.evidence import store
from extramile.web.jobs.work import Running, work
from extramile.web.returns import measured, snapshots
from extramile.web.returns.actions import loading, measuring
from extramile.web.returns.models import Load

STEPS = 2


@work("returns.read")
def read(running: Running, load_id: int) -> str:
    """Read and check files that were loaded. Why they were refused may name a child, so that the job does not say it."""
    load = Load.objects.select_related("partnership", "made_by").get(pk=load_id)
    result = reverse("returns:load", args=[load.partnership.slug, load.pk])
    if load.state != Load.State.READING:
        return result
    running.progress(0, STEPS, "Reading the files and checking every rule")
    before, last = last_of(load)
    try:
        made = snapshots.make(
            load.pk,
            store.get(load.upload),
            who=load.made_by_id,
            when=load.made_at.isoformat(),
            today=timezone.localdate(),
            before=last,
        )
    except InputError as error:
        data = snapshots.refused(load.pk, str(error))
        loading.note_snapshot(load, data)
        with running.commit(result):
            loading.refuse(load, data)
    else:
        running.progress(1, STEPS, "Keeping the snapshot")
        loading.note_snapshot(load, made.data)
        with running.commit(result):
            loading.finish(load, made, before)
    loading.forget_upload(load)
    return result


def last_of(load: Load) -> tuple[Load | None, bytes | None]:
    """Return the load before this one and its snapshot, if it can still be opened."""
    loads = Load.objects.filter(partnership=load.partnership, state=Load.State.CHECKED, pk__lt=load.pk)
    before = loads.order_by("-pk").first()
    if before is None:
        return None, None
    try:
        return before, store.get(before.snapshot)
    except store.DamagedError:
        return None, None


@work("returns.measure")
def measure(running: Running, load_id: int) -> str:
    """Work out the measures of a load and seal them; again, where the declarations changed."""
    load = Load.objects.select_related("partnership").get(pk=load_id)
    result = reverse("returns:figures", args=[load.partnership.slug, load.pk])
    if load.state != Load.State.CHECKED:
        return result
    running.progress(0, STEPS, "Working out every measure")
    data = measured.work_out(load.pk, store.get(load.snapshot), load.as_of or timezone.localdate())
    running.progress(1, STEPS, "Keeping the figures")
    measuring.note(load, data)
    with running.commit(result):
        measuring.finish(load, data)
    return result


@work("returns.clear", each_day="Deleting returns whose time is over")
def clear(running: Running) -> str:
    """Delete loads whose time is over."""
    loading.clear_loads(timezone.localdate())
    return ""
