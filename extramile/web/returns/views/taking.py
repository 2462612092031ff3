"""Problems and the marked workbook, taken away."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from extramile.web.design.downloads import as_csv
from extramile.web.evidence import store
from extramile.web.evidence.views.reading import attachment
from extramile.web.partnerships.doors import room
from extramile.web.partnerships.permissions import Permission
from extramile.web.returns.actions import taking
from extramile.web.returns.presenters import words
from extramile.web.returns.views.within import found_in, unopened


@require_POST
@room(Permission.SEE_RETURNS)
def take(request: HttpRequest, scope, load_id: int, form: str) -> HttpResponse:
    """All problems as CSV, or the workbook with its cells marked. Sent for, not linked: it stands in the trail."""
    found = found_in(scope, load_id)
    if found.state != "checked" or form not in words.FILES:
        raise Http404
    name, media_type = words.FILES[form]
    try:
        if form == "csv":
            return as_csv(f"{name}-{found.pk}", taking.COLUMNS, taking.taken_rows(scope=scope, load=found))
        data = taking.taken_workbook(scope=scope, load=found)
    except store.DamagedError as error:
        return unopened(request, error)
    return attachment(data, f"{name}-{found.pk}.xlsx", media_type)
