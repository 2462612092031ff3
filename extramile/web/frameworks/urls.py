"""Addresses of the frameworks."""

from django.urls import path

from extramile.web.frameworks import views

app_name = "frameworks"
urlpatterns = [
    path("frameworks/", views.packs, name="packs"),
    path("frameworks/<slug:pack_id>/", views.pack, name="pack"),
    path("p/<slug:slug>/know/deadlines/<slug:pack_id>/", views.deadlines, name="deadlines"),
    path("p/<slug:slug>/know/deadlines/<slug:pack_id>/<slug:deadline_id>/", views.deadline, name="deadline"),
    path("p/<slug:slug>/know/deadlines/<slug:pack_id>/<slug:deadline_id>/back/", views.back, name="back"),
]
