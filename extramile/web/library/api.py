"""The read API: the same facts as the pages, for programs. Its OpenAPI description is made from the types here."""

from datetime import date
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.views.decorators.http import require_safe
from ninja import Field, NinjaAPI, Query, Schema
from ninja.errors import HttpError

from extramile import __version__
from extramile.core.vocabulary import InputError, NotFoundError
from extramile.web.library import asking, queries
from extramile.web.library.presenters.findings import record

api = NinjaAPI(
    title="Extramile library",
    version=__version__,
    description="Inspections, findings, areas and indicators. Read only, no key, no personal data. "
    "Contains public sector information licensed under the Open Government Licence v3.0.",
    docs_url=None,
    docs_decorator=require_safe,  # the description too can only be read
    urls_namespace="api",
)


@api.exception_handler(NotFoundError)
def not_found(request: HttpRequest, error: NotFoundError) -> Any:
    """Answer 404 with the nearest names."""
    return api.create_response(request, {"detail": str(error), "nearest": list(error.nearest)}, status=404)


@api.exception_handler(InputError)
def not_understood(request: HttpRequest, error: InputError) -> Any:
    """Answer 422 with the sentence."""
    return api.create_response(request, {"detail": str(error)}, status=422)


class Wrong(Schema):
    """What was wrong, and for names that do not exist the nearest ones."""

    detail: str
    nearest: list[str] = []


class InspectionFilters(Schema):
    """Which inspections; bounds are inclusive."""

    framework: Literal["2016", "2023"] = "2023"
    started_from: date | None = None
    started_to: date | None = None
    published_from: date | None = None
    published_by: date | None = None
    region: str | None = Field(None, description="A region, or Inner or Outer London", max_length=60)
    outcome: str | None = Field(None, max_length=40)


@api.get(
    "/inspections", response={200: dict[str, Any], 404: Wrong, 422: Wrong}, summary="Inspections and their summary"
)
def inspections(request: HttpRequest, filters: Query[InspectionFilters]) -> Any:
    """Return the inspections that fit, newest first, and the outcomes counted with shares and intervals."""
    used = {key: value for key, value in filters.dict().items() if value is not None}
    selection, summary = asking.inspections(used)
    return {"summary": summary.to_dict(), "inspections": [each.to_dict() for each in selection.inspections]}


@api.get("/inspections/{identifier}", response={200: dict[str, Any], 404: Wrong}, summary="One inspection")
def inspection(request: HttpRequest, identifier: str) -> Any:
    """Return what the register knows, and the reading of the report if there is one."""
    known, report = asking.inspection(identifier), queries.report(identifier)
    if known is None and report is None:
        raise HttpError(404, f"There is no inspection “{identifier}”.")
    return {"register": known.to_dict() if known else None, "report": report.reading if report else None}


class FindingFilters(Schema):
    """Which findings, and which part of the list."""

    words: str = Field("", max_length=200)
    kind: list[Literal["effective", "improve", "priority_action", "area_for_improvement"]] = []
    theme: list[str] = []
    outcome: list[Literal[1, 2, 3]] = []
    region: str = Field("", max_length=60)
    area: str = Field("", max_length=80)
    near: str = Field("", max_length=80, description="An area: findings of its statistical neighbours")
    limit: int = Field(50, ge=1, le=500)
    offset: int = Field(0, ge=0, le=1_000_000)


@api.get("/findings", response={200: dict[str, Any], 404: Wrong, 422: Wrong}, summary="Findings")
def findings(request: HttpRequest, asked: Query[FindingFilters]) -> Any:
    """Return findings that fit, newest inspection first."""
    filters = queries.FindingFilters(
        words=asked.words,
        kinds=tuple(asked.kind),
        themes=tuple(asked.theme),
        outcomes=tuple(asked.outcome),
        region=asked.region,
        area=asking.area_named(asked.area).code if asked.area else "",
        neighbours_of=asking.area_named(asked.near).code if asked.near else "",
    )
    rows = queries.findings(filters)
    return {
        "total": rows.count(),
        "limit": asked.limit,
        "offset": asked.offset,
        "findings": [record(each) for each in queries.in_full(rows)[asked.offset : asked.offset + asked.limit]],
    }


@api.get("/findings/{key}", response={200: dict[str, Any], 404: Wrong}, summary="One finding")
def finding(request: HttpRequest, key: str) -> Any:
    """Return the finding at this permanent address."""
    found = queries.finding(key)
    if found is None:
        raise HttpError(404, f"There is no finding “{key}”.")
    return record(found)


@api.get("/areas", response=list[dict[str, Any]], summary="Local areas")
def areas(request: HttpRequest) -> Any:
    """Return all local areas, former ones included."""
    return [asking.area_record(each) for each in asking.all_areas()]


@api.get("/areas/{name}", response={200: dict[str, Any], 404: Wrong}, summary="One local area")
def area(request: HttpRequest, name: str) -> Any:
    """Return an area by code or name, with its statistical neighbours and inspections."""
    found = asking.area_named(name)
    return {
        **asking.area_record(found),
        "neighbours": [{"code": code, "closeness": near} for code, near in asking.neighbours(found.code).items()],
        "inspections": [each.to_dict() for each in asking.inspections_of(found.code)],
    }


@api.get("/indicators", response=list[dict[str, Any]], summary="Indicators")
def indicators(request: HttpRequest) -> Any:
    """Return every indicator with its definition, unit, polarity, periods and source."""
    return [each.to_dict() for _, infos in asking.topics() for each in infos if each.topic == _]


@api.get("/indicators/values", response={200: list[dict[str, Any]], 404: Wrong}, summary="All areas on one indicator")
def values(
    request: HttpRequest,
    indicator: Annotated[str, Query(max_length=120)],
    region: Annotated[str, Query(max_length=60)] = "",
    period: Annotated[str, Query(max_length=30)] = "",
) -> Any:
    """Return the figures of every area, region and England, or of one region or period."""
    return asking.all_values(indicator, region, period)


@api.get("/compare", response={200: dict[str, Any], 404: Wrong}, summary="One area on one indicator")
def compare(
    request: HttpRequest,
    indicator: str = Query(..., max_length=120),
    area: str = Query(..., max_length=80),
    period: str | None = Query(None, max_length=30),
) -> Any:
    """Return the area beside its neighbours, region, England, all areas and its own past."""
    return asking.comparison(indicator, area, period).to_dict()
