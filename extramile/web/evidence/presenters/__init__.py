"""Words for the evidence room."""

from extramile.web.evidence.presenters.bundles import bundle_about, bundle_name, bundle_row
from extramile.web.evidence.presenters.index import index_flat, index_row, index_sentence
from extramile.web.evidence.presenters.item import differences, item_page, kept_instead, version_row
from extramile.web.evidence.presenters.rows import COLUMNS, flat, freshness, item_row

__all__ = [
    "COLUMNS",
    "bundle_about",
    "bundle_name",
    "bundle_row",
    "differences",
    "flat",
    "freshness",
    "index_flat",
    "index_row",
    "index_sentence",
    "item_page",
    "item_row",
    "kept_instead",
    "version_row",
]
