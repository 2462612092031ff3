"""The daily job that empties cases whose day has come."""

from django.utils import timezone

from extramile.web.enquiries.actions import cases as actions
from extramile.web.enquiries.queries import cases as queries
from extramile.web.jobs.work import Running, work


@work("enquiries.empty_cases", each_day="Empty tracked cases whose day has come")
def empty_cases(running: Running) -> str:
    """Empty all of them, or none if the job is stopped: then the next worker does."""
    with running.commit():
        for each in queries.to_empty(timezone.localdate()):
            actions.empty(case=each)
    return ""
