"""Invented returns from a seed: the only child-level data in the repository. Their names carry a canary."""

from extramile.core.synthetic.sen2 import CANARY, FAULTS, Fault, Made, Record, make, persons_of, upn_of
from extramile.core.synthetic.writing import to_tables, to_xml

__all__ = ["CANARY", "FAULTS", "Fault", "Made", "Record", "make", "persons_of", "to_tables", "to_xml", "upn_of"]
