"""Addresses of the library. They are permanent: other sites link to them."""

from django.urls import path, register_converter

from extramile.web.library.views import areas, findings, indicators, inspections, pages, reading


class FileFormat:
    """The end of a download's name."""

    regex = "csv|json"

    def to_python(self, value: str) -> str:
        """Return it as it is."""
        return value

    def to_url(self, value: str) -> str:
        """Return it as it is."""
        return value


register_converter(FileFormat, "format")

app_name = "library"
urlpatterns = [
    path("", pages.home, name="home"),
    path("inspections/", inspections.inspections, name="inspections"),
    path("inspections.<format:format>", inspections.download, name="inspections-download"),
    path("inspections/<slug:slug>/", inspections.inspection, name="inspection"),
    path("inspections/<slug:slug>/correct/", inspections.correct, name="correct-report"),
    path("inspections/<slug:slug>/add/", inspections.add, name="add-finding"),
    path("inspections/<slug:slug>/corrections/<int:correction>/undo/", inspections.undo, name="undo-report"),
    path("inspections/<slug:slug>.json", inspections.inspection_json, name="inspection-json"),
    path("questions/", inspections.questions, name="questions"),
    path("questions/<slug:id>/", inspections.question, name="question"),
    path("findings/", findings.findings, name="findings"),
    path("findings.<format:format>", findings.download, name="findings-download"),
    path("findings/<slug:key>/", findings.finding, name="finding"),
    path("findings/<slug:key>/correct/", findings.correct, name="correct"),
    path("findings/<slug:key>/split/", findings.split, name="split"),
    path("findings/<slug:key>/corrections/<int:correction>/undo/", findings.undo, name="undo"),
    path("areas/", areas.areas, name="areas"),
    path("areas/<slug:code>/", areas.area, name="area"),
    path("areas/<slug:code>/profile/", areas.profile, name="profile"),
    path("areas/<slug:code>/profile.<format:format>", areas.profile_download, name="profile-download"),
    path("indicators/", indicators.indicators, name="indicators"),
    path("indicators/<slug:slug>/", indicators.indicator, name="indicator"),
    path("indicators/<slug:slug>.<format:format>", indicators.download, name="indicator-download"),
    path("read/", reading.read, name="read"),
    path("read/keep/", reading.keep, name="keep"),
    path("about/<slug:page>/", pages.about, name="about"),
    path("help/", pages.help_list, name="help"),
    path("help/<slug:topic>/", pages.help_page, name="help-page"),
    path("api/", pages.api, name="api"),
    path("sitemap.xml", pages.sitemap, name="sitemap"),
    path("robots.txt", pages.robots, name="robots"),
    path("healthy/", pages.healthy, name="healthy"),
]
