"""Loads for tests of the room of returns: read, and measured where that is wanted."""

import csv
import io
from datetime import UTC, date, datetime

from extramile.core.measures import WHOLE, RawFigure, measures
from extramile.core.returns import describe
from extramile.core.synthetic import make, to_xml
from extramile.web.accounts.models import Person
from extramile.web.jobs import work
from extramile.web.partnerships.models import Partnership
from extramile.web.partnerships.scope import Scope
from extramile.web.returns import released
from extramile.web.returns.actions import loading, releasing
from extramile.web.returns.models import Load, Measured, Release
from extramile.web.returns.queries import released as queries
from tests.unit.measures.apart import apart

TWENTY_WEEKS = "plans-in-20-weeks"


# Rules that an area breaks here: not all, so that most children have nothing wrong.
BROKEN = (
    *(
        "SEN2-P-01",
        "SEN2-P-02",
        "SEN2-P-04",
        "SEN2-P-05",
        "SEN2-P-06",
        "SEN2-P-16",
        "SEN2-R-01b",
        "SEN2-R-02",
        "SEN2-R-07",
    ),
    *(
        "SEN2-R-08",
        "SEN2-R-12",
        "SEN2-A-06",
        "SEN2-N-04",
        "SEN2-N-06",
        "SEN2-S-04",
        "SEN2-S-07",
        "SEN2-D-05",
        "SEN2-L-05",
    ),
    *("SEN2-L-11", "SEN2-V-05", "SEN2-V-15"),
)


def xml(*, children: int = 120, seed: int = 1, faults: int = 2) -> bytes:
    """Return an invented return with planted faults."""
    return "".join(to_xml(make(children, seed, faults=faults, only=BROKEN).persons)).encode()


def loaded(scope, data: bytes, name: str = "return.xml") -> Load:
    """Load files and let the job read them."""
    load = loading.load_files(scope=scope, files=[(name, data)])
    work.run(str(load.job))
    load.refresh_from_db()
    return load


def list_one(*rows: dict[str, str]) -> bytes:
    """Return the first of the child lists as CSV; columns that a row does not name are empty."""
    columns = describe("annex_a").table("list_1").columns
    text = io.StringIO()
    lines = [[row.get(each.name, "") for each in columns] for row in rows]
    csv.writer(text).writerows([[each.heading for each in columns], *lines])
    return text.getvalue().encode()


def measured(scope, data: bytes, name: str = "return.xml") -> Load:
    """Load files, let the job read them and the next one work out the measures."""
    load = loaded(scope, data, name)
    work.run(str(Measured.objects.get(load=load).job))
    load.refresh_from_db()
    return load


def make_release(
    partnership: Partnership,
    person: Person,
    *,
    year: int,
    counted: int,
    of: int,
    left: tuple[int, int] | None = None,
    load: Load | None = None,
) -> Release:
    """Return released figures of a load that was deleted: of the 20 weeks alone, for the year before that of the return.

    `left` is how many of how many the return has left over of the year before that one; `load` is released once more.
    """
    declared = measures()
    found = next(each for each in declared.measures if each.id == TWENTY_WEEKS)
    years = [RawFigure(found, f"{year - 1}", counted, of)]
    years += [RawFigure(found, f"{year - 2}", *left)] if left else []
    whole = RawFigure(found, "", sum(each.counted or 0 for each in years), sum(each.of or 0 for each in years))
    tables = {WHOLE: [whole], "year": years}
    load = load or Load.objects.create(
        partnership=partnership,
        made_by=person,
        state="deleted",
        kind="sen2",
        year=year,
        ends_on=date(2030, 1, 1),
        deleted_at=datetime(year, 6, 1, tzinfo=UTC),
    )
    said = released.content(tables, declared, apart(tables), load=load.pk, year=year, as_of=date(year, 1, 16))
    return Release.objects.create(load=load, content=said, sha256=released.hash_of(said), by=person)


def let_out(scope: Scope, load: Load) -> Release:
    """Let the figures of a load out as they stand."""
    said = queries.preview(scope, load) or {"audiences": ()}
    return releasing.let_out(scope=scope, load=load, seen=released.hash_of(said), audiences=list(said["audiences"]))
