"""Starting jobs, and finding again those whose worker died."""

import uuid
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from extramile.web.jobs import work
from extramile.web.jobs.models import Job

# The keys of daily jobs are made within it.
_DAILY_JOBS = uuid.UUID("5d3f3c52-6a0e-4d0c-9d7e-3a1b8c2f4e61")


@task()
def do(job_id: str) -> None:
    """What the queue holds: only a job's id."""
    work.run(job_id)


@transaction.atomic
def start(
    *, name: str, title: str, by: Any, scope: str = "", not_before: datetime | None = None, **arguments: Any
) -> Job:
    """Put work on the queue, in the transaction of whatever asks for it. `arguments` are ids, never content."""
    work.find(name)
    job = Job.objects.create(
        work=name,
        title=title,
        by=by if getattr(by, "pk", None) else None,
        scope=scope,
        arguments=arguments,
        # Until then it waits on purpose: `recover` takes it for forgotten only a while after.
        alive_at=not_before,
    )
    do.using(run_after=not_before).enqueue(str(job.pk))
    return job


def start_daily() -> int:
    """Put on the queue what is done once a day and was not begun today. Returns how much.

    The key of such a job is made from its name and the day, so that of any number of workers one makes it and the others find it.
    """
    begun = 0
    for name, title in work.daily().items():
        key = uuid.uuid5(_DAILY_JOBS, f"{name} {timezone.localdate()}")
        with transaction.atomic():
            job, new = Job.objects.get_or_create(pk=key, defaults={"work": name, "title": title})
            if new:
                do.enqueue(str(job.pk))
        begun += new
    return begun


def recover() -> int:
    """Put jobs back on the queue whose worker died; give up on one that was begun too often. Returns how many."""
    silent = timezone.now() - work.DEAD_AFTER
    lost = Job.objects.filter(state=Job.State.RUNNING, alive_at__lt=silent)
    lost.filter(attempt__gte=work.MOST_ATTEMPTS).update(
        state=Job.State.FAILED,
        problem=f"The work was begun {work.MOST_ATTEMPTS} times and broke off each time. Nothing was changed.",
        ended_at=timezone.now(),
    )
    again = list(lost.filter(attempt__lt=work.MOST_ATTEMPTS).values_list("pk", flat=True))
    # A worker can also die between taking a task off the queue and taking the job: then the job waits for nobody.
    forgotten = Job.objects.filter(state=Job.State.WAITING, made_at__lt=silent).exclude(alive_at__gte=silent)
    again += list(forgotten.values_list("pk", flat=True))
    for job_id in again:
        with transaction.atomic():
            Job.objects.filter(pk=job_id).exclude(state=Job.State.RUNNING).update(alive_at=timezone.now())
            do.enqueue(str(job_id))
    return len(again)
