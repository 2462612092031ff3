"""What may become of a line of the checklist. Nothing is final: what was ticked off too early is opened again."""

from extramile.core.workflow import Machine, State, Step

WORKER, LEAD = "who has it, their organisation, or a lead", "a lead"

TASK = Machine(
    "checklist line",
    (
        State("open", "Not begun"),
        State("in-hand", "In hand"),
        State("done", "Done"),
        State("not-needed", "Not needed"),
    ),
    (
        Step("begin", "Begin", ("open",), "in-hand", WORKER),
        Step("settle", "Done", ("open", "in-hand"), "done", WORKER),
        Step("spare", "Not needed", ("open", "in-hand"), "not-needed", WORKER, "a reason"),
        Step("reopen", "Open it again", ("done", "not-needed"), "open", WORKER),
    ),
)
# In these states nothing waits for anybody any more.
DONE_WITH = frozenset({"done", "not-needed"})
