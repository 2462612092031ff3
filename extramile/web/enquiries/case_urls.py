"""Addresses of tracked cases within an inspection."""

from django.urls import path

from extramile.web.enquiries.views import cases
from extramile.web.inspections.urls import ONE

urlpatterns = [
    path(f"{ONE}cases/", cases.cases, name="cases"),
    path(f"{ONE}cases/new/", cases.new, name="new-case"),
    path(f"{ONE}cases/<int:case_id>/", cases.case, name="case"),
    path(f"{ONE}cases/<int:case_id>/papers/", cases.ask_paper, name="ask-paper"),
    path(f"{ONE}cases/papers/<int:paper_id>/", cases.paper, name="paper"),
]
