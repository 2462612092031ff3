"""Every address, room by room."""

from django.urls import include, path

from extramile.web.config import errors
from extramile.web.library.api import api

urlpatterns = [
    path("api/v1/", api.urls),
    path("", include("extramile.web.library.urls")),
    path("", include("extramile.web.accounts.urls")),
    path("", include("extramile.web.jobs.urls")),
    path("", include("extramile.web.partnerships.urls")),
    path("", include("extramile.web.thread.urls")),
    path("", include("extramile.web.frameworks.urls")),
    path("", include("extramile.web.selfevaluation.urls")),
    path("", include("extramile.web.evidence.urls")),
    path("", include("extramile.web.voices.urls")),
    path("", include("extramile.web.inspections.urls")),
    path("", include("extramile.web.timetable.urls")),
    path("", include("extramile.web.enquiries.urls")),
    path("", include("extramile.web.findings.urls")),
    path("", include("extramile.web.findings.knowing_urls")),
    path("", include("extramile.web.plans.urls")),
    path("", include("extramile.web.announcements.urls")),
    path("", include("extramile.web.publicpage.urls")),
    path("", include("extramile.web.returns.urls")),
]

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
# The sign-in library looks for it under its name.
handler429 = "extramile.web.config.errors.too_many"
handler500 = errors.broken
