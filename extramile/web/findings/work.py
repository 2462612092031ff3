"""Jobs of this app: telling those who had a part that an inspection is published."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from extramile.web.findings.queries.publication import told_of
from extramile.web.inspections import embargo
from extramile.web.inspections.models import Inspection
from extramile.web.jobs.work import Running, work


@work("findings.tell_published")
def tell_published(running: Running, inspection_id: int, member_id: int) -> str:
    """Tell one member. The mail holds a link and no finding: what it leads to asks who they are."""
    inspection = Inspection.objects.select_related("partnership").get(pk=inspection_id)
    member = told_of(inspection).filter(pk=member_id).first()
    if member is None or embargo.holds(inspection):
        return ""
    partnership = inspection.partnership
    link = settings.SITE_ADDRESS + reverse("findings:findings", args=[partnership.slug, inspection.pk])
    context = {"name": member.person.name, "inspection": inspection, "partnership": partnership, "link": link}
    text = render_to_string("findings/mail/published.txt", context)
    running.send_mail(f"Published: {inspection.title}", text, member.person.email)
    return ""
