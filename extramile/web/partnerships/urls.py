"""Addresses of the partnership room."""

from django.urls import path

from extramile.web.partnerships.views import people, rooms

app_name = "partnerships"
urlpatterns = [
    path("p/", rooms.mine, name="mine"),
    path("p/<slug:slug>/", rooms.today_page, name="today"),
    path("p/<slug:slug>/people/", people.people, name="people"),
    path("p/<slug:slug>/people/roles/", people.roles, name="roles"),
    path("p/<slug:slug>/people/invite/", people.invite, name="invite"),
    path("p/<slug:slug>/people/organisations/add/", people.add_organisation, name="add-organisation"),
    path("p/<slug:slug>/people/<int:member_id>/", people.member, name="member"),
    path("p/<slug:slug>/people/<int:member_id>/end/", people.end, name="end"),
    path("p/<slug:slug>/people/invitations/<int:invitation_id>/withdraw/", people.withdraw, name="withdraw"),
    path("p/<slug:slug>/people/invitations/<int:invitation_id>/send/", people.send_again, name="send-again"),
    path("p/<slug:slug>/audit/", rooms.audit, name="audit"),
    path("p/<slug:slug>/audit.csv", rooms.audit_download, name="audit-download"),
    path("invitations/<int:invitation_id>/<str:token>/", people.invitation, name="invitation"),
]
