"""Addresses of this app: within the partnership, by the link of somebody who is quoted, and for everybody."""

from django.urls import path

from extramile.web.announcements.views import by_link, protecting, public, quoting, working, writing

app_name = "announcements"
TELL = "p/<slug:slug>/tell/"
ONE = f"{TELL}<int:announcement_id>/"
NEWS = "news/<slug:slug>/"
urlpatterns = [
    path(TELL, working.announcements, name="announcements"),
    path(f"{TELL}new/", working.new, name="new"),
    path(ONE, working.page, name="page"),
    path(f"{ONE}write/", writing.write, name="write"),
    path(f"{ONE}preview/", working.preview, name="preview"),
    path(f"{ONE}checks/", working.check_page, name="checks"),
    path(f"{ONE}step/", writing.step, name="step"),
    path(f"{ONE}quotations/", quoting.quotations, name="quotations"),
    path(f"{ONE}quotations/<int:quotation_id>/", quoting.quotation, name="quotation"),
    path(f"{ONE}pictures/", writing.pictures, name="pictures"),
    path(f"{ONE}pictures/<int:picture_id>/", writing.picture, name="picture"),
    path(f"{ONE}correct/<slug:field>/", writing.correct, name="correct"),
    path(f"{ONE}privacy/<slug:part>/", protecting.privacy, name="privacy"),
    path(f"{ONE}history/", working.history, name="history"),
    path(f"{ONE}easy-read/", working.easy_read, name="easy-read"),
    path(f"{TELL}<int:announcement_id>.<slug:form>", working.take, name="take"),
    path("quoted/<int:quotation_id>/<slug:token>/", by_link.quotation, name="quotation-by-link"),
    path(NEWS, public.news, name="news"),
    path(f"{NEWS}feed.atom", public.feed, name="feed"),
    path(f"{NEWS}<slug:name>/", public.announcement, name="announcement-public"),
    path(f"{NEWS}<slug:name>/pictures/<int:picture_id>/", public.picture, name="picture-public"),
]
