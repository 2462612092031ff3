"""Jobs of the self-evaluation: mails to those who were asked, documents that take long."""

from datetime import timedelta

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from extramile.web.jobs.actions import start
from extramile.web.jobs.work import Running, work
from extramile.web.partnerships.queries import scope_of
from extramile.web.selfevaluation import reminders, rendering
from extramile.web.selfevaluation.models import Asked, Built
from extramile.web.selfevaluation.queries.questions import token

KEPT = timedelta(days=1)


@work("selfevaluation.send_question")
def send_question(running: Running, asked_id: int) -> str:
    """Send a question, or a reminder of it. The link of somebody without an account exists in the mail alone."""
    asked = Asked.objects.select_related("question__evaluation__partnership", "question__asked_by").get(pk=asked_id)
    if asked.answered_at or asked.withdrawn_at:
        return ""
    partnership = asked.question.evaluation.partnership
    path = (
        reverse("selfevaluation:answer", args=[partnership.slug, asked.pk])
        if asked.member_id
        else reverse("selfevaluation:answer-by-link", args=[asked.pk, token(asked)])
    )
    context = {"asked": asked, "partnership": partnership, "link": settings.SITE_ADDRESS + path}
    text = render_to_string("selfevaluation/mail/question.txt", context)
    subject = f"{'A reminder: a' if asked.reminded_at else 'A'} question from {partnership.name}"
    running.send_mail(subject, text, asked.email)
    return ""


@work("selfevaluation.remind", each_day="Reminding people of questions")
def remind(running: Running) -> str:
    """Remind those whom a question waits for, on the days that `reminders` names; whoever answered is left alone."""
    today = timezone.localdate()
    with running.commit():
        for asked in reminders.waiting_on(today).select_for_update(of=("self",)):
            if reminders.is_due(asked, today):
                asked.reminded_at = timezone.now()
                asked.save(update_fields=["reminded_at"])
                start(
                    name="selfevaluation.send_question",
                    title="Sending a reminder",
                    by=None,
                    scope=asked.question.evaluation.partnership.slug,
                    asked_id=asked.pk,
                )
    return ""


@work("selfevaluation.build", room=("selfevaluation:evaluations", "Know"))
def build(running: Running, built_id: int) -> str:
    """Build a document for the person who asked for it, as they may see it now."""
    built = Built.objects.select_related("evaluation__partnership", "person").get(pk=built_id)
    scope = scope_of(built.person, built.evaluation.partnership.slug)
    if scope is None:
        return ""
    content = rendering.rendered(scope, built.evaluation, built.name, built.form)
    address = reverse("selfevaluation:built", args=[scope.name, built.evaluation_id, built.pk])
    with running.commit(address):
        Built.objects.filter(at__lt=timezone.now() - KEPT).delete()
        built.content, built.revision = content, built.evaluation.revision
        built.save(update_fields=["content", "revision"])
    return address
