"""Measure snapshots of fictional areas: invented figures that say so, beside England's published ones."""

import pytest
from django.test import Client

from extramile.core.definitions import folder
from extramile.core.vocabulary import InputError
from extramile.web.evidence import actions, invented, queries
from extramile.web.evidence.about import About
from extramile.web.library.national import national
from tests.integration.evidence.scene import make_partnership

pytestmark = pytest.mark.django_db
TIMELY = "SEN_EHC_Excpt_20wks"


def test_a_fictional_area_keeps_invented_figures_beside_englands() -> None:
    lead = make_partnership("wexmoor", area_code="")["lead"]
    item = actions.add_snapshot(scope=lead, about=About(""), indicator=TIMELY)

    data = queries.version(lead, item.pk).data
    assert "(invented)" in item.title
    assert data["rank"] is None
    assert "neighbours" not in data
    england = {each["period"]: each["value"] for each in data["trends"]["england"]}
    series = national().indicators.series(TIMELY)
    assert england == {period: series.figure("E92000001", period).value for period in england}

    client = Client()
    client.force_login(lead.person)
    page = client.get(f"/p/wexmoor/evidence/{item.pk}/").content.decode()
    assert "The area's figures are invented" in page.replace("&#39;", "'")
    assert "no region, no neighbours and no rank" in page

    with pytest.raises(InputError, match="the same figures still"):
        actions.refresh_snapshot(scope=lead, item=item)


def test_the_form_says_which_figures_there_are_and_so_does_the_refusal() -> None:
    lead = make_partnership("wexmoor", area_code="")["lead"]
    client = Client()
    client.force_login(lead.person)
    page = client.get("/p/wexmoor/evidence/add/snapshot/").content.decode()
    assert all(title in page for title in invented.indicators(lead.partnership))

    with pytest.raises(InputError, match="No figures were invented") as refusal:
        actions.add_snapshot(scope=lead, about=About(""), indicator="TotAbs")
    assert "20 weeks" in (refusal.value.next_step or "")
    with pytest.raises(InputError, match="Choose an indicator"):
        actions.add_snapshot(scope=lead, about=About(""), indicator=" ")


def test_a_real_partnership_has_none() -> None:
    lead = make_partnership("wexmoor")["lead"]
    assert invented.indicators(lead.partnership) == []
    item = actions.add_snapshot(scope=lead, about=About(""), indicator=TIMELY)
    assert "invented" not in queries.version(lead, item.pk).data


def test_every_invented_figure_stands_on_a_published_indicator_and_period_and_is_nobodys() -> None:
    assert (folder() / "demonstration" / "figures.yaml").exists()
    for areas in invented._figures().values():
        for code, values in areas.items():
            series = national().indicators.series(code)
            assert set(values) <= set(series.periods), code
            for place in national().areas.all():
                assert [series.figure(place.code, period).value for period in values] != list(values.values()), place
