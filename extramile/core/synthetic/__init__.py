"""Invented returns from a seed: the only child-level data in the repository. Their names carry a canary."""

from extramile.core.synthetic.making import Made, make
from extramile.core.synthetic.planting import Fault
from extramile.core.synthetic.record import CANARY, ELSEWHERE, Record, upn_of
from extramile.core.synthetic.sen2 import persons_of
from extramile.core.synthetic.sen2_faults import FAULTS, NOT_PLANTED
from extramile.core.synthetic.writing import to_tables, to_xml

__all__ = [
    "CANARY",
    "ELSEWHERE",
    "FAULTS",
    "NOT_PLANTED",
    "Fault",
    "Made",
    "Record",
    "make",
    "persons_of",
    "to_tables",
    "to_xml",
    "upn_of",
]
