"""Addresses of the room “Plan”. Apps above add theirs beneath `ONE`."""

from django.urls import path

from extramile.web.plans.views import (
    actions,
    answering,
    board,
    measures,
    overviews,
    pack,
    parts,
    plans,
    readings,
    sheets,
    submission,
    themes,
    versions,
)

app_name = "plans"
ROOM = "p/<slug:slug>/plan/"
ONE = f"{ROOM}<int:plan_id>/"
THEME = f"{ONE}themes/<int:theme_id>/"
ACTION = f"{ONE}actions/<int:action_id>/"
MEASURE = f"{ONE}measures/<int:measure_id>/"
urlpatterns = [
    path(ROOM, plans.plans, name="plans"),
    path(f"{ROOM}new/", plans.new, name="new"),
    path(ONE, plans.plan, name="plan"),
    path(f"{ONE}change/", plans.change, name="change"),
    path(f"{ONE}step/", plans.step, name="step"),
    path(f"{ONE}findings/", answering.findings, name="findings"),
    path(f"{ONE}parts/<slug:part>/", parts.part, name="part"),
    path(f"{ONE}decisions/", board.decisions, name="decisions"),
    path(f"{ONE}decisions/<int:number>/", board.decision, name="decision"),
    path(f"{ONE}decisions/<int:number>/reword/", board.reword, name="reword"),
    path(f"{ONE}checks/", submission.checks, name="checks"),
    path(f"{ONE}submission/", submission.submission, name="submission"),
    path(f"{ONE}re-visit/", submission.revisit, name="revisit"),
    path(f"{ONE}versions/", versions.versions, name="versions"),
    path(f"{ONE}versions/compare/", versions.compare, name="compare"),
    path(f"{ONE}versions/<int:number>/", versions.version, name="version"),
    path(f"{ONE}versions/<int:number>/reply/", versions.reply, name="reply"),
    path(f"{ONE}packs/", pack.packs, name="packs"),
    path(f"{ONE}packs/unbuilt/<int:meeting_id>/", pack.unbuilt, name="unbuilt"),
    path(f"{ONE}packs/<int:number>.<slug:form>", pack.pack, name="pack"),
    path(f"{ONE}document/", pack.build, name="build"),
    path(f"{ONE}document/<int:built_id>/", pack.built, name="built"),
    path(f"{ONE}themes/new/", themes.add, name="add-theme"),
    path(THEME, themes.theme, name="theme"),
    path(f"{THEME}change/", themes.change, name="change-theme"),
    path(f"{THEME}move/", themes.move, name="move-theme"),
    path(f"{THEME}take-out/", themes.take_out, name="take-out-theme"),
    path(f"{THEME}put-back/", themes.put_back, name="put-back-theme"),
    path(f"{THEME}words/", themes.hear, name="hear"),
    path(f"{THEME}words/<int:word_id>/withdraw/", themes.unhear, name="unhear"),
    path(f"{THEME}actions/new/", actions.add, name="add-action"),
    path(f"{THEME}measures/new/", measures.add, name="add-measure"),
    path(f"{ONE}actions/", actions.actions_of, name="actions"),
    path(ACTION, actions.action, name="action"),
    path(f"{ACTION}change/", actions.change, name="change-action"),
    path(f"{ACTION}step/", actions.step, name="step-action"),
    path(f"{ACTION}serve/", actions.serve, name="serve"),
    path(f"{ACTION}milestones/new/", actions.add_milestone, name="add-milestone"),
    path(f"{ACTION}milestones/<int:milestone_id>/", actions.milestone, name="milestone"),
    path(MEASURE, measures.measure, name="measure"),
    path(f"{MEASURE}change/", measures.change, name="change-measure"),
    path(f"{MEASURE}take-out/", measures.take_out, name="take-out-measure"),
    path(f"{MEASURE}put-back/", measures.put_back, name="put-back-measure"),
    path(f"{MEASURE}readings/", readings.enter, name="read"),
    path(f"{MEASURE}readings/offered/", readings.offered, name="offered"),
    # Views of a plan, and what is mine in all of them.
    path(f"{ROOM}mine/", overviews.mine, name="mine"),
    path(f"{ROOM}mine/mail/", overviews.weekly_mail, name="weekly-mail"),
    path(f"{ONE}by-owner/", overviews.by_owner, name="by-owner"),
    path(f"{ONE}by-body/", overviews.by_body, name="by-body"),
    path(f"{ONE}by-date/", overviews.by_date, name="by-date"),
    path(f"{ONE}exceptions/", overviews.exceptions, name="exceptions"),
    # Many actions at once.
    path(f"{ONE}actions.xlsx", sheets.download, name="sheet-out"),
    path(f"{ONE}sheets/", sheets.sheets, name="sheets"),
    path(f"{ONE}sheets/<int:sheet_id>/", sheets.sheet, name="sheet"),
    path(f"{ONE}sheets/<int:sheet_id>/take/", sheets.take, name="take-sheet"),
    path(f"{ONE}sheets/<int:sheet_id>/set-back/", sheets.set_back, name="set-back"),
    path(f"{ONE}many/", sheets.many, name="many"),
]
