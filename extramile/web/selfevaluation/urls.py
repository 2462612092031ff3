"""Addresses of the self-evaluation: the partnership's room “Know”."""

from django.urls import path

from extramile.web.selfevaluation.views import (
    beside,
    carrying,
    claims,
    coverage,
    documents,
    evaluations,
    parts,
    questions,
    versions,
)

app_name = "selfevaluation"
ROOM = "p/<slug:slug>/know/"
ONE = f"{ROOM}<int:evaluation_id>/"
CRITERION = f"{ONE}criteria/<slug:criterion_id>/"
CLAIM = f"{ONE}claims/<int:claim_id>/"
urlpatterns = [
    path(ROOM, evaluations.evaluations, name="evaluations"),
    path(f"{ROOM}new/", evaluations.new, name="new"),
    path(ONE, evaluations.evaluation, name="evaluation"),
    path(f"{ONE}agree/", evaluations.agree, name="agree"),
    path(f"{ONE}reopen/", evaluations.reopen, name="reopen"),
    path(f"{ONE}put-aside/", evaluations.put_aside, name="put-aside"),
    path(CRITERION, claims.criterion, name="criterion"),
    path(f"{CRITERION}add/", claims.add, name="add"),
    path(f"{CRITERION}draft/drop/", claims.drop_draft, name="drop-draft"),
    path(f"{ONE}claims/", claims.claims, name="claims"),
    path(f"{ONE}claims.csv", claims.claims_csv, name="claims-csv"),
    path(CLAIM, claims.claim, name="claim"),
    path(f"{CLAIM}change/", claims.change, name="change"),
    path(f"{CLAIM}confirm/", claims.confirm, name="confirm"),
    path(f"{CLAIM}take-out/", claims.take_out, name="take-out"),
    path(f"{CLAIM}challenge/", beside.challenge, name="challenge"),
    path(f"{CLAIM}challenges/<int:challenge_id>/answer/", beside.answer_challenge, name="answer-challenge"),
    path(f"{CLAIM}voice/", beside.voice, name="voice"),
    path(f"{CLAIM}theme/", beside.theme, name="theme"),
    path(f"{CLAIM}theme/<int:theme_id>/remove/", beside.drop_theme, name="drop-theme"),
    path(f"{CLAIM}voice/<int:quote_id>/remove/", beside.drop_voice, name="drop-voice"),
    path(f"{CLAIM}evidence/", beside.evidence, name="evidence"),
    path(f"{ONE}parts/<int:part_id>/", parts.part, name="part"),
    path(f"{ONE}parts/<int:part_id>/<slug:way>/", parts.move, name="move-part"),
    path(f"{ONE}coverage/", coverage.coverage, name="coverage"),
    path(f"{ONE}versions/", versions.versions, name="versions"),
    path(f"{ONE}versions/freeze/", versions.freeze, name="freeze"),
    path(f"{ONE}versions/<int:number>/", versions.version, name="version"),
    path(f"{ONE}versions/<int:number>/sign/", versions.sign, name="sign"),
    path(f"{ONE}sign-offs/<int:sign_off_id>/withdraw/", versions.unsign, name="unsign"),
    path(f"{ONE}questions/", questions.questions, name="questions"),
    path(f"{ONE}questions/<int:question_id>/remind/", questions.remind, name="remind"),
    path(f"{CRITERION}ask/", questions.ask, name="ask"),
    path(f"{ONE}answers/<int:asked_id>/", questions.place, name="place"),
    path(f"{ONE}answers/<int:asked_id>/no-longer/", questions.no_longer, name="no-longer"),
    path(f"{ROOM}questions/<int:asked_id>/", questions.answer, name="answer"),
    path("answers/<int:asked_id>/<str:token>/", questions.answer_by_link, name="answer-by-link"),
    path(f"{ONE}statement/", documents.statement, name="statement"),
    path(f"{ONE}statement/<int:line_id>/stand-by/", documents.stand_by, name="stand-by"),
    path(f"{ONE}document/", documents.document, name="document"),
    path(f"{ONE}built/<int:built_id>/", documents.built, name="built"),
    path(f"{ONE}<slug:what>.<slug:form>", documents.download, name="download"),
    path(f"{ONE}carry/", carrying.carry, name="carry"),
    path(f"{ONE}carry/undo/", carrying.undo, name="undo-carry"),
]
