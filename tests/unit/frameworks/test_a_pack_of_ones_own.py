"""A third framework is a file and no code; and whatever is wrong in it is told so that its author can mend it."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from extramile.core.frameworks import load_crosswalk, load_pack, load_packs, packs, source_line
from extramile.core.vocabulary import InputError, NotFoundError
from extramile.main import main

PEER = Path(__file__).parent / "peer_challenge.yaml"


def written(folder: Path, content: Any, name: str = "own.yaml") -> Path:
    path = folder / name
    path.write_text(yaml.safe_dump(content, sort_keys=False), encoding="utf-8")
    return path


def changed(where: str, value: Any) -> dict[str, Any]:
    """Return the peer challenge with one place changed: `deadlines.0.anchor`. None takes the field away."""
    content: dict[str, Any] = yaml.safe_load(PEER.read_text("utf-8"))
    *way, last = [int(part) if part.isdigit() else part for part in where.split(".")]
    here: Any = content
    for part in way:
        here = here[part]
    if value is None:
        del here[last]
    else:
        here[last] = value
    return content


def test_the_peer_challenge_is_loaded_by_the_same_code():
    pack = load_pack(PEER)
    assert [each.id for each in pack.all_criteria()] == ["T1", "T1-data", "T2"]
    assert pack.criterion("T1-data").within == "T1"
    assert pack.in_force.since == "2026"
    assert pack.outcome("letter-of-advice").requires("plan")
    assert not pack.outcome("letter-of-advice").requires("statement")
    assert pack.report_for("challenge") is not None
    assert [each.id for each in pack.finding_kinds_for("challenge")] == ["impressed", "advice"]
    assert source_line(pack.criterion("T2"), pack) == "Recalled, not verified"


BROKEN = [
    ("name", None, "name: Field required"),
    ("provenance", None, "provenance: Field required"),
    ("criteria.0.criteria.0.source", None, "criteria.0.criteria.0.source: Field required"),
    ("criteria.0.criteria.0.grade", "D", "criteria.0.criteria.0.grade: Input should be 'A', 'B', 'C' or 'R'"),
    ("deadlines.0.value", "three", "deadlines.0.value: Input should be a valid integer"),
    ("deadlines.0.unit", "fortnights", "deadlines.0.unit: Input should be 'working-days', 'days', 'months' or 'years'"),
    ("deadlines.0.colour", "red", "deadlines.0.colour: Extra inputs are not permitted"),
    (
        "deadlines.0.anchor",
        "invitatoin",
        "deadlines.arrival: anchor “invitatoin” is not among the pack's events; did you mean “invitation”?",
    ),
    ("deadlines.0.who", ["nobody"], "deadlines.arrival: who “nobody” is not among the pack's roles"),
    ("deadlines.0.source", ["ELSEWHERE"], "deadlines.arrival: source “ELSEWHERE” is not among the pack's sources"),
    ("deadlines.0.unit", None, "deadlines.arrival: a value needs a unit, and a unit a value"),
    ("deadlines.0.up_to", 2, "deadlines.arrival: up_to must be more than the value"),
    ("deadlines.3.note", None, "deadlines.lunch: has no value or no anchor; say in its note what is known"),
    ("deadlines.3.open_question", "O2", "open_question “O2” is not among the pack's open questions"),
    ("deadlines.1.event", "fieldwork-start", "the date of “fieldwork-start” is set by another deadline too"),
    ("deadlines.0.anchor", "fieldwork-end", "the date of “fieldwork-start” is counted from itself (challenge)"),
    ("deadlines.0.event", "invitation", "starts with “invitation”, whose date a deadline sets; it must be entered"),
    (
        "deadlines.0.override",
        {"value": 1, "unit": "days", "reason": "Because", "by": "Somebody", "when": "2026-01-01"},
        "deadlines.arrival: an override belongs to an area, not to a pack",
    ),
    ("criteria.0.criteria.2.id", "T1", "Criterion: the id “T1” stands 2 times"),
    ("roles.1.id", "peer_lead", "roles: the id “peer_lead” stands 2 times"),
    ("criteria.0.criteria.2.within", "T1-data", "“T2” is within “T1-data”, which is itself a part"),
    ("criteria.0.criteria.2.grade", "B", "criteria.together.criteria.T2: grade B needs a source that is official or"),
    ("deadlines.2.grade", "A", "deadlines.papers: grade A needs a source that is official"),
    ("requests.0.requests.0.speaks_to", ["T9"], "speaks_to “T9” is not among the pack's criteria"),
    ("outcomes.0.follows.0.phase", "visits", "phase “visits” is not among the pack's phases; did you mean “visit”?"),
    ("outcomes.0.kinds", ["review"], "outcomes.letter-of-advice: kinds “review” is not among the pack's kinds"),
    ("phases.0.activities.0.type", "party", "phases.0.activities.0.type: Input should be 'task', "),
    ("in_force.since", "soon", "in_force.since: String should match pattern"),
]


@pytest.mark.parametrize(("where", "value", "said"), BROKEN, ids=[f"{where}={value}" for where, value, _ in BROKEN])
def test_a_broken_pack_is_refused_with_file_field_and_next_step(tmp_path: Path, where: str, value: Any, said: str):
    with pytest.raises(InputError) as caught:
        load_pack(written(tmp_path, changed(where, value)))
    message = str(caught.value)
    assert said in message
    assert message.startswith("own.yaml: ")
    assert message.endswith("Mend the file and try again.")


def test_all_mistakes_are_told_at_once(tmp_path: Path):
    content = changed("deadlines.0.anchor", "nowhere")
    content["roles"][1]["id"] = "peer_lead"
    with pytest.raises(InputError, match=r"stands 2 times.*“nowhere”"):
        load_pack(written(tmp_path, content))


@pytest.mark.parametrize("text", ["", "- a list", "a: [", "\x00"])
def test_what_is_no_pack_at_all_is_refused(tmp_path: Path, text: str):
    path = tmp_path / "own.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r"own\.yaml"):
        load_pack(path)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path):
    with pytest.raises(InputError, match="cannot be read"):
        load_pack(tmp_path / "none.yaml")


def test_a_folder_of_packs_and_two_with_one_id(tmp_path: Path):
    content = yaml.safe_load(PEER.read_text("utf-8"))
    written(tmp_path, content, "a.yaml")
    assert [pack.id for pack in load_packs(tmp_path)] == ["example-peer-challenge"]
    written(tmp_path, content, "b.yaml")
    with pytest.raises(InputError, match="two packs have the id “example-peer-challenge”"):
        load_packs(tmp_path)


def crosswalk_to_peers() -> dict[str, Any]:
    told = {"source": ["INVENTED"], "grade": "C"}
    return {
        "provenance": {"source": "Invented for the tests", "date": "2026-11-23", "licence": "MIT", "grade": "C"},
        "origin": "send-2016",
        "target": "example-peer-challenge",
        "sources": {"INVENTED": {"kind": "ours", "title": "Invented for the tests"}},
        "lines": [{"id": "2016-A", "to": ["T1"], **told}, {"id": "2016-B", "to": ["T1", "T2"], **told}],
        "left": [{"id": "2016-C", "reason": "Peers do not look at outcomes.", **told}],
        "new": [{"id": "T1-data", "reason": "Nobody asked for figures.", **told}],
    }


def test_a_crosswalk_of_ones_own(tmp_path: Path):
    path = written(tmp_path, crosswalk_to_peers())
    assert load_crosswalk(path, [*packs(), load_pack(PEER)]).homes("2016-B") == ("T1", "T2")
    with pytest.raises(InputError, match="there is no pack “example-peer-challenge”"):
        load_crosswalk(path)


@pytest.mark.parametrize(
    ("part", "entries", "said"),
    [
        ("left", [], "“2016-C” of send-2016 is not named: give it a line, or say why it has none"),
        ("new", [], "“T1-data” of example-peer-challenge is not named"),
        ("new", [{"id": "T9", "reason": "No such thing.", "source": ["INVENTED"], "grade": "C"}], "“T9” is not a"),
        (
            "new",
            [{"id": "T1", "reason": "It is not new.", "source": ["INVENTED"], "grade": "C"}],
            "named in two places",
        ),
        ("left", [{"id": "2016-C", "reason": "Why not.", "source": ["X"], "grade": "C"}], "source “X” is not among"),
        ("lines", [{"id": "2016-A", "to": ["T1", "T1"], "source": ["INVENTED"], "grade": "C"}], "a criterion twice"),
    ],
)
def test_a_broken_crosswalk_is_refused(tmp_path: Path, part: str, entries: list[dict[str, Any]], said: str):
    path = written(tmp_path, {**crosswalk_to_peers(), part: entries})
    with pytest.raises(InputError) as caught:
        load_crosswalk(path, [*packs(), load_pack(PEER)])
    assert said in str(caught.value)


def test_the_commands(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    def run(*arguments: object) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            main(["frameworks", *map(str, arguments)])
        out, err = capsys.readouterr()
        return int(ended.value.code or 0), out, err

    code, out, _ = run("check", PEER, "--crosswalk", written(tmp_path, crosswalk_to_peers()))
    assert code == 0
    assert "Example peer challenge (example-peer-challenge), in order." in out
    assert "from send-2016 to example-peer-challenge, in order." in out
    assert run("check", tmp_path / "none.yaml")[0] == 2
    code, out, _ = run("list", "--format", "json")
    assert [each["id"] for each in json.loads(out)["packs"]] == ["send-2016", "send-2023"]
    assert "send-2016 to send-2023" in run("list")[1]
    code, out, _ = run("show", "send-2023")
    assert code == 0
    assert "Recalled, not verified" in out
    assert json.loads(run("show", "send-2016", "--format", "json")[1])["id"] == "send-2016"
    code, out, _ = run("dates", "send-2023", "full", "--on", "2025-09-08", "--format", "json")
    assert [each["day"] for each in json.loads(out) if each["name"] == "The team arrives"] == ["2025-09-22"]
    assert "unverified" in run("dates", "send-2023", "full", "--on", "2025-09-08")[1]
    assert run("dates", "send-2023", "fall", "--on", "2025-09-08")[0] == 2
    code, _, err = run("show", "send-2032")
    assert code == 2
    assert "Did you mean send-2023" in err


def test_an_unknown_part_is_answered_with_the_nearest():
    pack = load_pack(PEER)
    for look_up in (pack.kind, pack.role, pack.event, pack.deadline, pack.request, pack.plan, pack.outcome):
        with pytest.raises(NotFoundError, match="There is no "):
            look_up("nothing-like-it")
    with pytest.raises(NotFoundError, match="Did you mean T1"):
        pack.criterion("T11")
