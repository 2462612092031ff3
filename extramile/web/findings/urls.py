"""Addresses of this app, within an inspection."""

from django.urls import path

from extramile.web.findings.views import findings, outcome, publication, thanks
from extramile.web.inspections.urls import ONE, ROOM

app_name = "findings"
ALL = f"{ONE}findings/"
FINDING = f"{ALL}<int:finding_id>/"
urlpatterns = [
    path(ALL, findings.findings, name="findings"),
    path(f"{ONE}findings.csv", findings.findings_csv, name="findings-csv"),
    path(f"{ALL}new/", findings.add, name="add"),
    path(FINDING, findings.finding, name="finding"),
    path(f"{FINDING}change/", findings.change, name="change"),
    path(f"{FINDING}evidence/", findings.evidence, name="evidence"),
    path(f"{FINDING}step/", findings.step, name="step"),
    path(f"{FINDING}move/", findings.move, name="move"),
    path(f"{FINDING}correct/", publication.correct, name="correct"),
    path(f"{ONE}outcome/", outcome.outcome, name="outcome"),
    path(f"{ONE}outcome/propose/", outcome.propose, name="propose"),
    path(f"{ONE}outcome/step/", outcome.step, name="outcome-step"),
    path(f"{ONE}publish/", publication.publish, name="publish"),
    path(f"{ONE}publish/correct/", publication.correct_publication, name="correct-publication"),
    path(f"{ONE}thanks/", thanks.thanks, name="thanks"),
    path(f"{ONE}thanks/<int:thanks_id>/", thanks.letter, name="letter"),
    path(f"{ONE}thanks/<int:thanks_id>.<slug:form>", thanks.take, name="take-thanks"),
    path(f"{ROOM}history/", publication.history, name="history"),
]
