"""Jobs of this app."""

from extramile.web.enquiries import request_work  # noqa: F401
