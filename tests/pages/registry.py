"""Every address of the web with an example, and what each kind of person is answered there.

`test_registry` walks the resolver: a named address without an example here fails. An address may have several examples,
one for each of its states that looks different. `queries` is what making the page for a visitor may cost when nothing
is kept ready; raise it only with a reason.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Role = Literal["visitor", "reader", "editor"]
ROLES: tuple[Role, ...] = ("visitor", "reader", "editor")

# What the small library of tests/library.py holds. Milton Keynes and Bexley are in the register, Wexmoor is invented.
INSPECTION = "2023-826-2024-03"
FICTIONAL = "wexmoor-2024-06-03"
# Corrected by an editor in tests/pages/conftest.py, so that its page shows the correction.
CORRECTED = f"{INSPECTION}-improve-1"
PRIORITY = "2023-303-2023-12-priority-action-1"
QUESTION = "statements-since-march-2017"
INDICATOR = "sen-ehc-excpt-20wks"


@dataclass(frozen=True)
class Example:
    """An address, and the answer to GET for each role."""

    name: str
    path: str
    visitor: int = 200
    reader: int = 200
    editor: int = 200
    page: bool = True
    queries: int = 1

    def status(self, role: Role) -> int:
        """Return the status that this role is answered with."""
        return getattr(self, role)


def _file(name: str, path: str, queries: int = 1) -> Example:
    return Example(name, path, page=False, queries=queries)


def _only_posted(name: str, path: str) -> Example:
    return Example(name, path, 405, 405, 405, page=False, queries=0)


EXAMPLES = (
    Example("library:home", "/", queries=4),
    Example("library:inspections", "/inspections/", queries=2),
    Example("library:inspections", "/inspections/?framework=2016&region=London&started_from=2017-03-01", queries=2),
    Example("library:inspections", "/inspections/?started_from=2031-01-01", queries=2),
    Example("library:inspections", "/inspections/?started_from=soon&region=Nowhere", queries=2),
    _file("library:inspections-download", "/inspections.csv"),
    _file("library:inspections-download", "/inspections.json?framework=2016"),
    Example("library:inspection", f"/inspections/{INSPECTION}/", queries=6),
    Example("library:inspection", f"/inspections/{FICTIONAL}/", queries=6),
    Example("library:inspection", "/inspections/2016-826/", queries=2),
    Example("library:correct-report", f"/inspections/{INSPECTION}/correct/", visitor=302, reader=403, queries=0),
    _only_posted("library:undo-report", f"/inspections/{INSPECTION}/corrections/{{correction}}/undo/"),
    _file("library:inspection-json", f"/inspections/{INSPECTION}.json", queries=2),
    Example("library:questions", "/questions/"),
    Example("library:question", f"/questions/{QUESTION}/"),
    Example("library:question", "/questions/outcomes-2024/"),
    Example("library:findings", "/findings/", queries=8),
    Example("library:findings", "/findings/?words=reviews&kind=improve&theme=annual-reviews&near=826", queries=10),
    Example("library:findings", "/findings/?words=zebra&area=Nowhere&started_to=never", queries=8),
    _file("library:findings-download", "/findings.csv", queries=4),
    _file("library:findings-download", "/findings.json?words=reviews", queries=4),
    Example("library:finding", f"/findings/{CORRECTED}/", queries=10),
    Example("library:finding", f"/findings/{PRIORITY}/", queries=10),
    Example("library:finding", f"/findings/{FICTIONAL}-effective-1/", queries=10),
    Example("library:correct", f"/findings/{CORRECTED}/correct/", visitor=302, reader=403, queries=0),
    _only_posted("library:undo", f"/findings/{CORRECTED}/corrections/{{correction}}/undo/"),
    Example("library:areas", "/areas/"),
    Example("library:areas", "/areas/?q=Bristl", 404, 404, 404),
    Example("library:areas", "/areas/?q=Bristol", 302, 302, 302),
    Example("library:area", "/areas/826/", queries=5),
    Example("library:area", "/areas/909/", queries=2),
    Example("library:profile", "/areas/826/profile/"),
    Example("library:profile", "/areas/303/profile/?i=SEN_TotStat&q=absence"),
    Example("library:profile", "/areas/826/profile/?i=unknown&q=zebra"),
    _file("library:profile-download", "/areas/826/profile.csv"),
    _file("library:profile-download", "/areas/826/profile.json"),
    Example("library:indicators", "/indicators/"),
    Example("library:indicators", "/indicators/?q=absence&area=826"),
    Example("library:indicators", "/indicators/?q=zebra"),
    Example("library:indicator", "/indicators/sen-totstat/"),
    Example("library:indicator", f"/indicators/{INDICATOR}/?area=826"),
    Example("library:indicator", f"/indicators/{INDICATOR}/?area=Bristl&period=1066"),
    _file("library:indicator-download", f"/indicators/{INDICATOR}.csv"),
    _file("library:indicator-download", f"/indicators/{INDICATOR}.json"),
    Example("library:read", "/read/", queries=0),
    _only_posted("library:keep", "/read/keep/"),
    Example("library:about", "/about/data/"),
    Example("library:about", "/about/accessibility/"),
    Example("library:about", "/about/privacy/"),
    Example("library:help", "/help/"),
    Example("library:help-page", "/help/outcomes/"),
    Example("library:help-page", "/help/shares/"),
    Example("library:help-page", "/help/comparisons/"),
    Example("library:help-page", "/help/findings/"),
    Example("library:api", "/api/"),
    _file("library:sitemap", "/sitemap.xml"),
    _file("library:robots", "/robots.txt", queries=0),
    _file("library:healthy", "/healthy/", queries=1),
    Example("account_login", "/sign-in/", reader=302, editor=302, queries=0),
    _only_posted("account_logout", "/sign-out/"),
    _file("api:openapi-json", "/api/v1/openapi.json", queries=0),
    # There is no page of documentation that would load scripts from elsewhere: /api/ explains instead.
    Example("api:api-root", "/api/v1/", 404, 404, 404, queries=0),
    _file("api:inspections", "/api/v1/inspections?framework=2016", queries=0),
    _file("api:inspection", f"/api/v1/inspections/{INSPECTION}", queries=1),
    _file("api:findings", "/api/v1/findings?words=reviews", queries=4),
    _file("api:finding", f"/api/v1/findings/{CORRECTED}", queries=3),
    _file("api:areas", "/api/v1/areas", queries=0),
    _file("api:area", "/api/v1/areas/bristol", queries=0),
    _file("api:indicators", "/api/v1/indicators", queries=0),
    _file("api:values", "/api/v1/indicators/values?indicator=SEN_EHC_Excpt_20wks&region=London", queries=0),
    _file("api:compare", "/api/v1/compare?indicator=SEN_EHC_Excpt_20wks&area=826", queries=0),
)


def named_addresses(patterns: list, namespace: str = "") -> Iterator[tuple[str, str]]:
    """Yield every address of the resolver as (name with its namespace, pattern); a nameless one has the name ""."""
    for each in patterns:
        if hasattr(each, "url_patterns"):
            inner = f"{namespace}{each.namespace}:" if each.namespace else namespace
            yield from named_addresses(each.url_patterns, inner)
        else:
            yield f"{namespace}{each.name}" if each.name else "", str(each.pattern)
