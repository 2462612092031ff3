"""Addresses of the evidence room."""

from django.urls import path

from extramile.web.evidence.views import bundles, reading, writing

app_name = "evidence"
urlpatterns = [
    path("p/<slug:slug>/evidence/", reading.items, name="items"),
    path("p/<slug:slug>/evidence.csv", reading.items_download, name="items-download"),
    path("p/<slug:slug>/evidence/criteria/", reading.index, name="index"),
    path("p/<slug:slug>/evidence/criteria.csv", reading.index_download, name="index-download"),
    path("p/<slug:slug>/evidence/bundles/", bundles.bundles, name="bundles"),
    path("p/<slug:slug>/evidence/bundles/<int:bundle_id>.zip", bundles.bundle, name="bundle"),
    path("p/<slug:slug>/evidence/add/", writing.add, name="add"),
    path("p/<slug:slug>/evidence/add/<slug:kind>/", writing.add_kind, name="add-kind"),
    path("p/<slug:slug>/evidence/<int:item_id>/", reading.item, name="item"),
    path("p/<slug:slug>/evidence/<int:item_id>/change/", writing.change, name="change"),
    path("p/<slug:slug>/evidence/<int:item_id>/replace/", writing.replace, name="replace"),
    path("p/<slug:slug>/evidence/<int:item_id>/refresh/", writing.refresh, name="refresh"),
    path("p/<slug:slug>/evidence/<int:item_id>/withdraw/", writing.withdraw, name="withdraw"),
    path("p/<slug:slug>/evidence/<int:item_id>/restore/", writing.restore, name="restore"),
    path("p/<slug:slug>/evidence/<int:item_id>/release/", writing.release, name="release"),
    path("p/<slug:slug>/evidence/<int:item_id>/versions/<int:number>/", reading.download, name="download"),
]
