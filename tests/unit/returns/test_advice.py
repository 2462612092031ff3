"""What a person does about a value that is no code: the rule says which codes there are."""

import pytest

from extramile.core.returns import code_sets
from extramile.core.rules import rules

KNOWN = {each.id: each for name in ("sen2", "annex_a") for each in rules(name)}


def test_a_few_codes_are_named_with_what_they_mean() -> None:
    assert KNOWN["SEN2-P-04"].do.startswith("Use one of: M (male), F (female), U (not known")
    # Not every return of the rule takes this one.
    assert "OTH (somewhere else, 2024 to 2026)" in KNOWN["SEN2-D-02"].do


def test_many_codes_are_named_without() -> None:
    assert KNOWN["SEN2-P-05"].do == f"Use one of: {', '.join(code_sets()['ethnicity'])}."


@pytest.mark.parametrize("rule", [each for each in KNOWN.values() if each.family == "in set"], ids=lambda each: each.id)
def test_nobody_is_told_of_codes_without_being_told_which(rule) -> None:
    vague = "codes of the return" in rule.do or "of the codes" in rule.do
    # Of some sets the codes were not seen: then nothing can be said, and the rule is not run.
    assert vague == (not code_sets()[rule.codes])
