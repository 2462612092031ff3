"""A public page that is open, and somebody who follows it."""

from django.utils import timezone

from extramile.web.jobs.actions import start_daily
from extramile.web.jobs.models import Job
from extramile.web.jobs.work import run
from extramile.web.plans.actions import planning
from extramile.web.publicpage.actions import releasing
from extramile.web.publicpage.models import Page, Subscriber
from tests.integration.plans.making import Ground, make_ground

FOLLOWER = "parent@example.org"


def opened() -> Ground:
    """Return a partnership whose page is open and whose plan is carried out."""
    found = make_ground()
    planning.step(scope=found.lead, plan=found.plan, do="adopt", why="The board adopted it")
    releasing.write(scope=found.lead, introduction="For families", contact="The SEND team", seen=1)
    releasing.open_page(scope=found.lead)
    return found


def tell_follower() -> None:
    """Let somebody follow the page, and do all that is to be done in a day."""
    now = timezone.now()
    Job.objects.all().delete()
    Subscriber.objects.create(page=Page.objects.get(), email=FOLLOWER, asked_at=now, confirmed_at=now)
    start_daily()
    for _ in range(3):
        for job in list(Job.objects.filter(state="waiting")):
            run(str(job.pk))
