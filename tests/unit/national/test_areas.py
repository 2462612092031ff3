"""Finding an area by whatever a person types."""

import pytest

from extramile.core.national import open_reference, place_code
from extramile.core.vocabulary import NotFoundError

REFERENCE = open_reference()
AREAS = REFERENCE.areas


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Bristol", "801"),
        ("Bristol, City of", "801"),
        ("City of Bristol", "801"),
        ("Durham", "840"),
        ("county durham", "840"),
        ("St Helens", "342"),
        ("St. Helens", "342"),
        ("saint helens", "342"),
        ("bedford borough", "822"),
        ("Bedford", "822"),
        ("Herefordshire", "884"),
        ("Herefordshire, County of", "884"),
        ("Hull", "810"),
        ("Kingston upon Hull, City of", "810"),
        ("Newcastle", "391"),
        ("newcastle on tyne", "391"),
        ("Telford", "894"),
        ("Brighton & Hove", "846"),
        ("BCP", "839"),
        ("London Borough of Barnet", "302"),
        ("Milton Keynes City Council", "826"),
        ("826", "826"),
        (" 826 ", "826"),
        ("E06000042", "826"),
        ("e06000042", "826"),
        ("E10000002", "825"),
        ("E06000060", "825"),
        ("Dorset", "838"),
        ("Dorset (Pre LG)", "835"),
        ("City of London", "201"),
        ("London, City of", "201"),
        ("Cumbria", "909"),
    ],
)
def test_area_is_found_by_name_or_code(text: str, code: str) -> None:
    assert AREAS.find(text).code == code


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("Bristl", "Bristol"),
        ("Yorkshire", "North Yorkshire"),
        ("Cheshire", "Cheshire East"),
        ("Berkshire", "West Berkshire"),
        ("Bedfordshire", "Central Bedfordshire"),
        ("Milten Keynes", "Milton Keynes"),
    ],
)
def test_unclear_or_unknown_area_names_the_nearest(text: str, nearest: str) -> None:
    with pytest.raises(NotFoundError) as refused:
        AREAS.find(text)
    assert nearest in refused.value.nearest


@pytest.mark.parametrize("text", ["", "   ", "989", "970", "England", "South East", "borough council"])
def test_what_is_no_area_is_not_found(text: str) -> None:
    with pytest.raises(NotFoundError):
        AREAS.find(text)


def test_every_name_and_code_finds_its_own_area() -> None:
    for area in AREAS.all():
        for text in (area.code, area.name, *area.also_known_as, area.ons_code):
            assert not text or AREAS.find(text).code == area.code, text


def test_there_are_153_areas_today_and_five_former_ones() -> None:
    assert len(AREAS.current()) == 153
    assert {area.code for area in AREAS.all() if not area.current} == {"835", "836", "837", "909", "928"}


@pytest.mark.parametrize(
    ("former", "successors"),
    [("909", ("942", "943")), ("928", ("940", "941")), ("835", ("838",)), ("836", ("839",)), ("837", ("839",))],
)
def test_former_areas_and_their_successors_name_each_other(former: str, successors: tuple[str, ...]) -> None:
    area = AREAS.get(former)
    assert area.successors == successors
    assert area.to_date is not None
    for code in successors:
        successor = AREAS.get(code)
        assert former in successor.predecessors
        assert successor.from_date is not None
        assert (successor.from_date - area.to_date).days == 1


def test_regions_are_nine_and_london_has_two_parts() -> None:
    assert len(AREAS.regions.all()) == 9
    assert sum(len(AREAS.in_region(region.name)) for region in AREAS.regions.all()) == 153
    assert len(AREAS.in_region("London")) == len(AREAS.in_region("inner london")) + len(AREAS.in_region("Outer London"))
    assert AREAS.get("302").sub_region == "Outer London"


@pytest.mark.parametrize(
    "text", ["Yorkshire & Humber", "YORKSHIRE AND THE HUMBER", "E12000003", "Yorkshire and Humber"]
)
def test_region_is_found_in_its_usual_forms(text: str) -> None:
    assert AREAS.regions.find(text).name == "Yorkshire and the Humber"


def test_unknown_region_names_regions() -> None:
    with pytest.raises(NotFoundError) as refused:
        AREAS.regions.find("South Eest")
    assert "South East" in refused.value.nearest


def test_place_may_be_england_a_region_or_an_area() -> None:
    assert place_code(AREAS, "england") == "E92000001"
    assert place_code(AREAS, "South East") == "E12000008"
    assert place_code(AREAS, "Hull") == "810"


def test_every_area_of_today_has_ten_neighbours_closest_first() -> None:
    for area in AREAS.current():
        neighbours = REFERENCE.neighbours(area.code)
        assert [each.position for each in neighbours] == list(range(1, 11)), area.name
        assert area.code not in {each.code for each in neighbours}


def test_population_of_an_old_area_is_not_given_to_its_successors() -> None:
    assert AREAS.get("942").population_0_25 is None
    assert AREAS.get("943").population_0_25 is None
    assert (AREAS.get("826").population_0_25 or 0) > 50_000
