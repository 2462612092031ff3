"""Clearing what lies open of children after a job broke off for good."""

from extramile.web.jobs.models import Job
from extramile.web.returns import folders
from extramile.web.returns.actions import loading, measuring


def clear_folders() -> int:
    """Take away the working folders of loads on which no job works or waits to work; return of how many loads."""
    found = folders.old()
    at_work = Job.objects.filter(
        work__in=[loading.WORK, measuring.WORK], state__in=[Job.State.WAITING, Job.State.RUNNING]
    )
    left = found - {each["load_id"] for each in at_work.values_list("arguments", flat=True)}
    for load_id in left:
        folders.clear(load_id)
    return len(left)
