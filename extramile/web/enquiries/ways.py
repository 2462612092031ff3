"""The ways of this app within an inspection."""

from extramile.web.enquiries import request_waiting, request_ways  # noqa: F401
