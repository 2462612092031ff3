"""Addresses of jobs."""

from django.urls import path

from extramile.web.jobs import views

app_name = "jobs"
urlpatterns = [path("jobs/<uuid:job_id>/", views.job, name="job")]
