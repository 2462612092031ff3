"""Invented returns from a seed: the only child-level data in the repository. Their names carry a canary."""

from extramile.core.synthetic.annex_a_faults import LIST_FAULTS, NOT_PLANTED_LISTS
from extramile.core.synthetic.making import Made, make, make_lists
from extramile.core.synthetic.planting import Fault
from extramile.core.synthetic.record import CANARY, ELSEWHERE, Record, upn_of
from extramile.core.synthetic.sen2 import persons_of
from extramile.core.synthetic.sen2_faults import FAULTS, NOT_PLANTED
from extramile.core.synthetic.writing import to_tables, to_workbook, to_xml

__all__ = [
    "CANARY",
    "ELSEWHERE",
    "FAULTS",
    "LIST_FAULTS",
    "NOT_PLANTED",
    "NOT_PLANTED_LISTS",
    "Fault",
    "Made",
    "Record",
    "make",
    "make_lists",
    "persons_of",
    "to_tables",
    "to_workbook",
    "to_xml",
    "upn_of",
]
