"""Addresses of the public pages of partnerships, and of the closed page on which each is made."""

from django.urls import path

from extramile.web.publicpage.views import making, reading, showing

app_name = "publicpage"
urlpatterns = [
    path("demonstration/followers/", reading.tell_now, name="tell-now"),
    path("local/", reading.everywhere, name="everywhere"),
    path("local/following/<int:subscriber_id>/<str:token>/yes/", reading.confirm, name="confirm"),
    path("local/following/<int:subscriber_id>/<str:token>/leave/", reading.leave, name="leave"),
    path("local/<slug:slug>/", reading.page, name="page"),
    path("local/<slug:slug>/progress/<int:theme_id>/", reading.theme, name="theme"),
    path("local/<slug:slug>/changes/", reading.changes, name="changes"),
    path("local/<slug:slug>/changes.atom", reading.feed, name="feed"),
    path("local/<slug:slug>/documents/<int:document_id>/", reading.document, name="document"),
    path("local/<slug:slug>/follow/", reading.follow, name="follow"),
    path("local/<slug:slug>/follow/asked/", reading.asked, name="asked"),
    path("p/<slug:slug>/tell/page/", making.making, name="making"),
    path("p/<slug:slug>/tell/page/open/", making.opening, name="opening"),
    path("p/<slug:slug>/tell/page/changes/", making.lines, name="lines"),
    path("p/<slug:slug>/tell/page/documents/", making.documents, name="documents"),
    path("p/<slug:slug>/tell/page/themes/<int:theme_id>/", showing.theme, name="showing"),
]
