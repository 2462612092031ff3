"""Looking at jobs: a person sees their own."""

from django.db.models import QuerySet

from extramile.web.jobs.models import Job


def job_of(person_id: int, job_id: str) -> Job | None:
    """Return a job that this person started, or None."""
    return Job.objects.filter(pk=job_id, by=person_id).first()


def jobs_in(scope: str, work: str) -> QuerySet[Job]:
    """Return the jobs of one kind in a partnership, whoever started them. Whoever calls has checked that this person may."""
    return Job.objects.filter(scope=scope, work=work)
