"""Words for jobs."""

from dataclasses import dataclass

from django.urls import reverse

from extramile.web.jobs.models import Job
from extramile.web.jobs.work import rooms

TONES = {"waiting": "quiet", "running": "info", "done": "strength", "failed": "priority"}


@dataclass(frozen=True, slots=True)
class JobPage:
    """A job in words."""

    title: str
    state: str
    tone: str
    sentence: str
    done: int
    total: int
    result: str
    reload_seconds: int
    # Where it began: the words of the room and its address.
    back: tuple[str, str] | None


def job_page(job: Job) -> JobPage:
    """Return a job in words; `reload_seconds` is 0 when there is nothing more to wait for."""
    state = Job.State(job.state)
    sentence = {
        Job.State.WAITING: "It has not been begun yet. You can leave this page; the work goes on without you.",
        Job.State.RUNNING: job.step or "It is being done. You can leave this page; the work goes on without you.",
        Job.State.DONE: job.step or ("The result is there." if job.result else "It came to its end."),
        Job.State.FAILED: job.problem,
    }[state]
    if state is Job.State.RUNNING and job.total:
        sentence = f"{job.done} of {job.total}: {sentence}"
    return JobPage(
        title=job.title,
        # What was not what one hoped for says so itself.
        state="Ended" if state is Job.State.DONE and job.step else state.label,
        tone="develop" if state is Job.State.DONE and job.step else TONES[job.state],
        sentence=sentence,
        done=job.done,
        total=job.total,
        result=job.result,
        back=_back(job),
        reload_seconds=2 if state in {Job.State.WAITING, Job.State.RUNNING} else 0,
    )


def _back(job: Job) -> tuple[str, str] | None:
    room = rooms().get(job.work)
    # A job from before its room had such an address does not say the arguments.
    if room is None or not job.scope or not job.arguments.keys() >= set(room.takes):
        return None
    return room.words, reverse(room.address, args=[job.scope, *(job.arguments[name] for name in room.takes)])
