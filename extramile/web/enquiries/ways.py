"""The ways of this app within an inspection."""

from extramile.web.enquiries import case_ways, line_ways, note_ways, request_waiting, request_ways  # noqa: F401
