"""The way to lines of enquiry within an inspection."""

from extramile.web.enquiries.queries.requests import may_see
from extramile.web.inspections.around import way

way(44, "enquiries:lines", "Lines of enquiry", lambda scope, inspection: may_see(scope))
