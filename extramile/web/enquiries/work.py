"""Jobs of this app."""

from extramile.web.enquiries import case_work, request_work  # noqa: F401
