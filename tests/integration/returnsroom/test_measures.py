"""Measures of a load are worked out once, sealed, and looked at by those who may see the records."""

import pytest

from extramile.web.partnerships.permissions import Role
from extramile.web.returns.models import Measured
from tests.integration.returnsroom.loading import measured, xml
from tests.partnership import make_member, make_partnership, scope_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def scope():
    """Return where the data manager stands."""
    return scope_for(make_member(make_partnership("ashcombe"), Role.DATA_MANAGER))


def test_pages(scope, client):
    import time

    t = time.time()
    load = measured(scope, xml())
    print("loaded", time.time() - t)
    client.force_login(scope.person)
    base = f"/p/ashcombe/returns/{load.pk}/"
    from extramile.web.returns import measured as m

    key = m.sealed_cases(Measured.objects.get().sealed)[0].key
    for each in (
        "",
        "measures/",
        "measures/plans-in-20-weeks/",
        "measures/plans-in-20-weeks/rows/",
        "work/",
        f"work/{key}/",
        "forecast/",
    ):
        t = time.time()
        r = client.get(base + each)
        print(each, r.status_code, len(r.content), time.time() - t)
        assert r.status_code == 200
        __import__("pathlib").Path("/tmp/p_" + each.replace("/", "_") + ".html").write_bytes(r.content)
