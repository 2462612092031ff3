"""What may become of a thing, as a table: states, the steps between them, who takes each and what it needs."""

from extramile.core.workflow.machine import Machine, State, Step

__all__ = ["Machine", "State", "Step"]
