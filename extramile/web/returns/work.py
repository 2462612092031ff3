"""Jobs of returns: reading one, working out its measures, and deleting those whose time is over."""

import time

from django.urls import reverse
from django.utils import timezone

from extramile.core.vocabulary import InputError
from extramile.web.evidence import store
from extramile.web.jobs.work import Running, work
from extramile.web.returns import digests, measured, reading, registers, snapshots, weekly_work  # noqa: F401
from extramile.web.returns.actions import clearing, loading, measuring
from extramile.web.returns.models import Load

STEPS = 2
# Of a hundred parts of reading a return, so many are done once its files are read, and once its rules are checked.
READ, WHOLE = 90, 100
# No more often than that the page of a job is told how far a file is read.
TOLD_EACH_SECONDS = 2
_MB = 1024 * 1024
# The page of a job is not a page of returns: what it says names no file and nothing in one.
NOT_READ = "The files could not be read, and nothing was changed. The page of the load says why."
WHICH_YEAR = "The files do not say of which year the return is. Say it on the page of the load, and they are read."
WHICH_HEADINGS = "The files are read, and have headings that nobody knows. The page of the load asks what they are."


@work(loading.WORK, room=("returns:home", "Returns"))
def read(running: Running, load_id: int) -> str:
    """Read and check files that were loaded. Why they were refused may name a child, so that the job does not say it."""
    load = Load.objects.select_related("partnership", "made_by").get(pk=load_id)
    result = reverse("returns:load", args=[load.partnership.slug, load.pk])
    if load.state != Load.State.READING and load.again != Load.Again.READING:
        return result
    running.progress(0, WHOLE, "Reading the files")
    earlier, by, how_far = Earlier(load), running.job.by or load.made_by, HowFar(running)
    try:
        made = reading.make(
            load.pk,
            store.get(load.upload),
            who=load.made_by_id,
            when=load.made_at.isoformat(),
            today=timezone.localdate(),
            before=earlier.snapshot,
            given=reading.Given(
                load.said_year, load.said_day, digests.said_before(load.partnership), registers.at_hand()
            ),
            tell=how_far,
            checking=how_far.checking,
        )
    except InputError as error:
        years = error.years if isinstance(error, reading.NoYearError) else ()
        data = snapshots.refused(load.pk, str(error), years)
        loading.note_coming(load, data)
        with running.commit(result, WHICH_YEAR if years else NOT_READ):
            loading.refuse(load, data, by=by, asks=Load.Asks.YEAR if years else Load.Asks.NOTHING)
    else:
        running.progress(WHOLE - 1, WHOLE, "Keeping the snapshot")
        loading.note_coming(load, made.data)
        with running.commit(result, WHICH_HEADINGS if made.questions else ""):
            loading.finish(load, made, earlier.load, by=by)
    loading.tidy(load)
    return result


class HowFar:
    """Tells the page of a job how far through its files a return is read. What it says names no file."""

    def __init__(self, running: Running) -> None:
        self._running, self._told = running, time.monotonic()

    def __call__(self, done: int, of: int) -> None:
        """Tell it, now and then. Raises LostError if the job was given to another worker."""
        now = time.monotonic()
        if now - self._told < TOLD_EACH_SECONDS:
            return
        self._told = now
        read = min(done, of)
        words = f"Reading the files: {read / _MB:,.0f} of {of / _MB:,.0f} MB. Then every rule is checked."
        self._running.progress(READ * read // max(of, 1), WHOLE, words)

    def checking(self) -> None:
        """Tell it that every file is read; the rules have no count."""
        self._running.progress(READ, WHOLE, "Checking every rule")


class Earlier:
    """The load of the same return before one that is read, once it is known of which return it is."""

    def __init__(self, load: Load) -> None:
        self._loads = Load.objects.filter(partnership=load.partnership, pk__lt=load.pk).standing()
        self.load: Load | None = None

    def snapshot(self, kind: str) -> bytes | None:
        """Return its snapshot, if there is one that can still be opened."""
        found = self._loads.filter(kind=kind).order_by("-pk").first()
        if found is None:
            return None
        try:
            data = snapshots.opened(found.snapshot)
        except store.DamagedError:
            return None
        self.load = found
        return data


@work(measuring.WORK, room=("returns:home", "Returns"))
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
    """Delete loads whose time is over, and what jobs that broke off left lying open."""
    clearing.clear_folders()
    loading.clear_loads(timezone.localdate())
    return ""
