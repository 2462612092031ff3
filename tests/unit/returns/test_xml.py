"""A return in XML, whatever the namespace, the case, the order. What is hostile or broken is refused, with nothing half loaded."""

from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from extramile.core.engines import open_engine
from extramile.core.returns import Load, read
from extramile.core.rules import check, run_for
from extramile.core.vocabulary import InputError

HEAD = (
    "<Header><CollectionDetails><Year>2026</Year><ReferenceDate>2026-01-15</ReferenceDate></CollectionDetails></Header>"
)


def a_return(person: str, *, head: str = HEAD, before: str = '<?xml version="1.0"?>', root: str = "Message") -> str:
    return f"{before}\n<{root}>{head}<Persons>\n{person}\n</Persons></{root.split(maxsplit=1)[0]}>"


def loaded(text: str | bytes, tmp_path: Path) -> Load:
    path = tmp_path / "return.xml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read([path], tmp_path / "tables")


def rows(load: Load, table: str) -> list[dict]:
    return pq.read_table(load.path(table)).to_pylist()


def test_names_are_matched_in_any_namespace_case_and_order(tmp_path: Path) -> None:
    load = loaded(
        a_return(
            "<d:person><d:UPN> A1 </d:UPN>\n<d:REQUESTS><d:requestoutcome>Y</d:requestoutcome>"
            "<d:ReceivedDate>2025-02-03</d:ReceivedDate></d:REQUESTS><d:surname>Ashdown</d:surname></d:person>",
            root='Message xmlns="urn:a" xmlns:d="urn:b"',
        ),
        tmp_path,
    )

    assert load.counts["person"] == load.counts["requests"] == 1
    assert rows(load, "person")[0]["surname"] == "Ashdown"
    request = rows(load, "requests")[0]
    assert (request["request_outcome"], str(request["received_date"])) == ("Y", "2025-02-03")
    assert (request["_row"], request["_label"], request["_person"], request["_request"]) == (4, "A1", 1, 1)


@pytest.mark.parametrize("spelling", ["WBP", "WPB", "wbp"])
def test_both_spellings_and_both_levels_are_read(tmp_path: Path, spelling: str) -> None:
    load = loaded(
        a_return(
            f"<Person><Requests><Assessment><NamedPlan><PlanWPB>A</PlanWPB></NamedPlan></Assessment><ActivePlans><RES>B</RES>"
            f"<PlacementDetail><PlacementRank>1</PlacementRank><{spelling}>C</{spelling}></PlacementDetail>"
            "<PlacementDetail><PlacementRank>2</PlacementRank></PlacementDetail></ActivePlans></Requests></Person>"
        ),
        tmp_path,
    )

    assert [(each["res"], each["wbp"]) for each in rows(load, "placement_detail")] == [("B", "C"), (None, None)]
    assert rows(load, "named_plan")[0]["plan_wbp"] == "A"


def test_a_line_with_the_month_first_is_called_a_line(tmp_path: Path) -> None:
    people = (f"<Person><PersonBirthDate>{text}</PersonBirthDate></Person>" for text in ("04/05/2010", "05/13/2010"))
    load = loaded(a_return("\n".join(people)), tmp_path)

    said = next(each.message for each in load.problems if each.rule == "READ-either_order")
    assert "line 4 has this date month first" in said


def test_true_and_empty_elements(tmp_path: Path) -> None:
    load = loaded(
        a_return(
            "<Person><Forename/><Requests><RYA>true</RYA><RequestMediation> </RequestMediation></Requests></Person>"
        ),
        tmp_path,
    )

    assert rows(load, "person")[0]["forename"] is None
    assert (rows(load, "requests")[0]["rya"], rows(load, "requests")[0]["request_mediation"]) == ("1", None)


def test_what_cannot_be_read_is_kept_beside(tmp_path: Path) -> None:
    row = rows(loaded(a_return("<Person><PersonBirthDate>31/02/2012</PersonBirthDate></Person>"), tmp_path), "person")[
        0
    ]

    assert (row["birth_date"], row["birth_date__unread"]) == (None, "31/02/2012")


def test_an_unknown_element_is_named_and_a_record_in_the_wrong_place_kept(tmp_path: Path) -> None:
    load = loaded(
        a_return("<Person><Shoe>42</Shoe><Assessment><AssessmentOutcome>Y</AssessmentOutcome></Assessment></Person>"),
        tmp_path,
    )

    assert [(each.rule, each.table, each.field, each.value) for each in load.problems] == [
        ("READ-unknown_element", "person", "Shoe", "")
    ]
    assert rows(load, "assessment")[0]["_parent"] is None


BOMB = '<!DOCTYPE m [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
HOSTILE = {
    "entities that expand": a_return("<Person><Surname>&b;</Surname></Person>", before=BOMB),
    "an entity that names a file": a_return(
        "<Person><Surname>&x;</Surname></Person>", before='<!DOCTYPE m [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    ),
    "a bare document type": a_return("<Person/>", before="<!DOCTYPE Message>"),
    "an entity nobody declared": a_return("<Person><Surname>&boo;</Surname></Person>"),
    "cut off": a_return("<Person><Surname>Ashdown</Surname></Person>" * 3)[:-20],
    "crossed elements": a_return("<Person><Surname></Person></Surname>"),
    "another root": "<html><body>Not here</body></html>",
    "no person": a_return(""),
    "too deep": a_return("<a>" * 60 + "</a>" * 60),
    "a text without end": a_return(f"<Person><Surname>{'x' * 20_000}</Surname></Person>"),
    "records without end": a_return(f"<Person>{'<Requests/>' * 10_001}</Person>"),
    "an encoding that is none": a_return("<Person/>", before='<?xml version="1.0" encoding="martian"?>'),
    "nothing but a head": "<",
}


@pytest.mark.parametrize("what", HOSTILE)
def test_what_is_hostile_or_broken_is_refused_with_a_sentence(tmp_path: Path, what: str) -> None:
    with pytest.raises(InputError) as refused:
        loaded(HOSTILE[what], tmp_path)

    assert str(refused.value).startswith("return.xml ")
    assert str(refused.value).endswith(".")
    assert "Ashdown" not in str(refused.value)
    assert [each.name for each in tmp_path.iterdir()] == ["return.xml"], "nothing is left half loaded"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1", "windows-1252"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    named = encoding.replace("-sig", "")
    text = a_return("<Person><Surname>Zoë Núñez</Surname></Person>", before=f'<?xml version="1.0" encoding="{named}"?>')

    assert rows(loaded(text.encode(encoding), tmp_path), "person")[0]["surname"] == "Zoë Núñez"


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is empty"):
        loaded("", tmp_path)


def test_a_file_that_ends_too_early_says_where_and_in_what(tmp_path: Path) -> None:
    whole = a_return("<Person><UPN>A1</UPN><Surname>Ashdown</Surname></Person>")

    with pytest.raises(InputError) as cut:
        loaded(whole[: whole.index("Ashdown")], tmp_path)
    with pytest.raises(InputError, match=r"^return\.xml is not right as XML at line 3 \(mismatched tag\)"):
        loaded(whole.replace("</UPN>", "</UPX>"), tmp_path)

    assert str(cut.value).startswith(
        "return.xml is not a whole XML file: it ends at line 3, before the end of “Surname”."
    )


def test_what_says_utf_8_and_is_windows_1252_is_read_and_said(tmp_path: Path) -> None:
    text = a_return("<Person><Surname>Zoë</Surname></Person>", before='<?xml version="1.0" encoding="utf-8"?>')
    load = loaded(text.encode("cp1252"), tmp_path)

    assert rows(load, "person")[0]["surname"] == "Zoë"
    assert [each.rule for each in load.problems] == ["READ-encoding"]


def test_items_of_the_council_are_read_wherever_they_stand_and_a_second_header_takes_nothing(tmp_path: Path) -> None:
    load = loaded(
        f"<Message>{HEAD}{HEAD.replace('2026', '2025')}<DMO>1</DMO><Persons><Person/></Persons></Message>", tmp_path
    )

    assert load.counts["header"] == 1
    assert (rows(load, "header")[0]["year"], rows(load, "header")[0]["dmo"]) == ("2026", "1")
    assert {each.rule for each in load.problems} == {"READ-repeated"}


def test_where_there_is_no_header_the_root_lacks_what_it_says(tmp_path: Path) -> None:
    load = loaded(a_return("<Person/>", head="", before="<?xml version='1.0'?>\n"), tmp_path)

    assert [(each["_row"], each["year"]) for each in rows(load, "header")] == [(3, None)]


@pytest.mark.parametrize("year", [2022, 2027])
def test_a_year_that_is_not_known_is_said_and_its_rules_are_not_passed(tmp_path: Path, year: int) -> None:
    load = loaded(a_return("<Person><Sex>X</Sex></Person>", head=HEAD.replace("2026<", f"{year}<")), tmp_path)

    assert [each.rule for each in load.problems] == ["READ-unknown_year"]
    with open_engine("duckdb", {name: [load.path(name)] for name in load.counts}) as engine:
        outcome = check(run_for(load, as_of=date(2027, 1, 21)), engine)
    states = {each.rule.id: each.state for each in outcome.results}
    assert (states["SEN2-P-04"], states["SEN2-R-08b"]) == ("not run", "not run")
    assert year != 2027 or states["SEN2-H-01"] == "failed"
