"""Which claim a finding may answer to, and the share of what an area had said itself."""

from hypothesis import given
from hypothesis import strategies as st

from extramile.core.inspecting import Knowledge, SelfKnowledge, Statement, self_knowledge, suggestions

LATE = Statement(
    "late",
    "Annual reviews come late and plans are not amended.",
    False,
    frozenset({"I1"}),
    frozenset({"annual-reviews"}),
)
WAIT = Statement(
    "wait", "Children wait too long for speech therapy.", False, frozenset({"I4"}), frozenset({"therapies"})
)
FORUM = Statement(
    "forum", "The parent carer forum shapes what we do.", True, frozenset({"L2"}), frozenset({"co-production"})
)
CLAIMS = [LATE, WAIT, FORUM]


def test_a_finding_is_given_the_claim_that_says_the_same() -> None:
    finding = Statement(
        "f1", "Too many annual reviews are late, and amended plans do not reach families.", False, themes=LATE.themes
    )

    (found,) = suggestions(CLAIMS, [finding])

    assert (found.claim, found.same_side) == ("late", True)
    assert found.because == "themes in common: 1; words in common: amended, reviews, annual, plans"


def test_a_claim_that_says_the_opposite_is_told_as_a_disagreement() -> None:
    finding = Statement("f1", "Parents do not shape what is done; the forum is not heard.", False, frozenset({"L2"}))

    (found,) = suggestions(CLAIMS, [finding])

    assert (found.claim, found.same_side) == ("forum", False)


def test_nothing_is_suggested_for_what_nobody_claimed() -> None:
    assert suggestions(CLAIMS, [Statement("f1", "Some pupils are on reduced hours.", False, frozenset({"I9"}))]) == []
    assert suggestions([], [LATE]) == []
    assert suggestions(CLAIMS, []) == []


texts = st.text(st.sampled_from("annual reviews late plans wait 12 "), max_size=60)
statements = st.lists(
    st.builds(Statement, st.uuids().map(str), texts, st.booleans(), st.frozensets(st.sampled_from(["I1", "I2"]))),
    max_size=6,
)


@given(statements, statements)
def test_suggestions_are_few_sorted_and_between_nothing_and_one(
    claims: list[Statement], findings: list[Statement]
) -> None:
    found = suggestions(claims, findings, most=2)

    assert all(0.25 <= each.worth <= 1.0001 for each in found)
    for finding in findings:
        worths = [each.worth for each in found if each.finding == finding.id]
        assert worths == sorted(worths, reverse=True)
        assert len(worths) <= 2


def test_the_share_is_of_findings_and_says_how_many() -> None:
    decided = [
        ("I1", Knowledge.AGREED),
        ("I1", Knowledge.PARTLY),
        ("I2", Knowledge.AGREED),
        ("I2", Knowledge.MISSED_BY_US),
        ("I2", Knowledge.MISSED_BY_THEM),
        ("", Knowledge.AGREED),
    ]
    found = self_knowledge(decided)

    assert found[""] == SelfKnowledge(agreed=3, partly=1, missed_by_us=1, missed_by_them=1)
    assert (found[""].share, found[""].findings) == (3 / 5, 5)
    assert found["I2"] == SelfKnowledge(1, 0, 1, 1)


def test_nothing_decided_is_no_share_and_not_none_of_them() -> None:
    assert self_knowledge([]) == {"": SelfKnowledge(0, 0, 0, 0)}
    assert self_knowledge([])[""].share is None
