"""Addresses of the report, its check of facts, how well the area knew itself, reports from outside, and praise."""

from django.urls import path

from extramile.web.findings.views import accuracy, knowledge, outside, recognition, report
from extramile.web.inspections.urls import ONE

app_name = "knowing"
OUTSIDE = f"{ONE}outside/"
PRAISE = f"{ONE}praise/"
POINTS = f"{ONE}accuracy/"
KNOWLEDGE = f"{ONE}self-knowledge/"
urlpatterns = [
    path(f"{ONE}report/", report.report, name="report"),
    path(f"{ONE}report/sections/<slug:section>/", report.section, name="section"),
    path(f"{ONE}report/sections/<slug:section>/history/", report.section_history, name="section-history"),
    path(f"{ONE}files/<slug:what>/", report.build, name="build"),
    path(f"{ONE}files/<int:built_id>/take/", report.built, name="built"),
    path(OUTSIDE, outside.outside, name="outside"),
    path(f"{OUTSIDE}<int:proposal_id>/", outside.settle, name="settle"),
    path(f"{OUTSIDE}take/<slug:what>/", outside.take, name="take"),
    path(PRAISE, recognition.praise, name="praise"),
    path(f"{PRAISE}new/", recognition.add_praise, name="add-praise"),
    path(f"{PRAISE}<int:recognition_id>/", recognition.settle_praise, name="settle-praise"),
    path(POINTS, accuracy.points, name="points"),
    path(f"{ONE}accuracy.csv", accuracy.points_csv, name="points-csv"),
    path(f"{POINTS}new/", accuracy.add_point, name="add-point"),
    path(f"{POINTS}<int:number>/", accuracy.point, name="point"),
    path(f"{POINTS}<int:number>/change/", accuracy.change_point, name="change-point"),
    path(f"{POINTS}<int:number>/answer/", accuracy.answer_point, name="answer-point"),
    path(KNOWLEDGE, knowledge.knowledge, name="knowledge"),
    path(f"{ONE}self-knowledge.csv", knowledge.knowledge_csv, name="knowledge-csv"),
    path(f"{KNOWLEDGE}decide/", knowledge.decide, name="decide"),
    path(f"{KNOWLEDGE}evaluation/", knowledge.evaluation, name="evaluation"),
    path(f"{KNOWLEDGE}<int:pair_id>/take-back/", knowledge.take_back, name="take-back"),
]
