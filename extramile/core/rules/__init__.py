"""Rules of returns: declared in `definitions/rules`, run by any engine, each with one of four honest states.

`rules("sen2")` are the declarations; `check(run_for(load, as_of=…), engine)` runs them. A rule that cannot run says why, and never
counts as passed.
"""

from extramile.core.rules.declaring import FAMILIES, Rule, RuleFile, rules
from extramile.core.rules.expressing import Ground, Registers, Scope, Values, answered, express, scope
from extramile.core.rules.families import Check, NoCodesError, checks
from extramile.core.rules.grounds import beside, grounds_of, read_by
from extramile.core.rules.language import (
    FUNCTIONS,
    PARAMETERS,
    TRUE,
    Call,
    Compare,
    Constant,
    Name,
    Node,
    Parameter,
    parse,
    reads,
    walk,
)
from extramile.core.rules.registers import Establishments, read_establishments
from extramile.core.rules.reporting import (
    READING,
    empty_column,
    empty_columns,
    empty_words,
    marks,
    problems,
    problems_once,
    shown_day,
    to_dict,
)
from extramile.core.rules.running import Failing, Outcome, RuleResult, Run, State, check, missing, run_for

__all__ = [
    "FAMILIES",
    "FUNCTIONS",
    "PARAMETERS",
    "READING",
    "TRUE",
    "Call",
    "Check",
    "Compare",
    "Constant",
    "Establishments",
    "Failing",
    "Ground",
    "Name",
    "NoCodesError",
    "Node",
    "Outcome",
    "Parameter",
    "Registers",
    "Rule",
    "RuleFile",
    "RuleResult",
    "Run",
    "Scope",
    "State",
    "Values",
    "answered",
    "beside",
    "check",
    "checks",
    "empty_column",
    "empty_columns",
    "empty_words",
    "express",
    "grounds_of",
    "marks",
    "missing",
    "parse",
    "problems",
    "problems_once",
    "read_by",
    "read_establishments",
    "reads",
    "rules",
    "run_for",
    "scope",
    "shown_day",
    "to_dict",
    "walk",
]
