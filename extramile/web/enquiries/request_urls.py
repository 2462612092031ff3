"""Addresses of requests."""

from django.urls import path

from extramile.web.enquiries.views import asking, by_link, entering, requests, working
from extramile.web.inspections.urls import ONE

REQUEST = f"{ONE}requests/<int:request_id>/"
urlpatterns = [
    path(f"{ONE}requests/", requests.requests, name="requests"),
    path(f"{ONE}requests.csv", requests.requests_csv, name="requests-csv"),
    path(f"{ONE}requests/new/", entering.new, name="new-request"),
    path(REQUEST, requests.one, name="request"),
    path(f"{REQUEST}history/", requests.history, name="request-history"),
    path(f"{REQUEST}step/", working.step, name="request-step"),
    path(f"{REQUEST}change/", working.change, name="request-change"),
    path(f"{REQUEST}correct/", working.correct, name="request-correct"),
    path(f"{REQUEST}answer/", working.answer, name="request-answer"),
    path(f"{REQUEST}evidence/", working.evidence_of, name="request-evidence"),
    path(f"{REQUEST}ask/", asking.ask, name="ask-setting"),
    path(f"{REQUEST}asked/<int:asked_id>/", asking.about, name="asked-setting"),
    path("asked/<int:asked_id>/<str:token>/", by_link.answer, name="answer-by-link"),
]
