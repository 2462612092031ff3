"""Jobs of the partnership room."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from extramile.web.jobs.work import Running, work
from extramile.web.partnerships.models import Invitation
from extramile.web.partnerships.queries import invitation_token


@work("partnerships.send_invitation")
def send_invitation(running: Running, invitation_id: int) -> str:
    """Send an invitation's mail. Its link exists in the mail alone."""
    invitation = Invitation.objects.select_related("partnership", "organisation", "invited_by").get(pk=invitation_id)
    link = settings.SITE_ADDRESS + reverse(
        "partnerships:invitation", args=[invitation.pk, invitation_token(invitation)]
    )
    text = render_to_string("partnerships/mail/invitation.txt", {"invitation": invitation, "link": link})
    running.send_mail(f"Join {invitation.partnership.name}", text, invitation.email)
    return ""
