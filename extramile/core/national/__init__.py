"""The national facts: local areas, the register of inspections, published indicators and EHC plan statistics.

Start with `open_reference()`. It is cheap to call and gives everything else:

    reference = open_reference()
    reference.areas.find("Bristol")
    summarise(select(reference.register, framework="2016", published_by=date(2018, 12, 3)))
    compare(reference, "SEN_EHC_Excpt_20wks", "Milton Keynes")

Nothing here knows today's date, and nothing is changed: the facts are made by `build` and swapped as a whole.
"""

from extramile.core.national.areas import Areas, LocalArea
from extramile.core.national.asking import Headline, headlines, place_code, values
from extramile.core.national.comparing import compare, ranking
from extramile.core.national.comparisons import Comparison, NeighbourFigure, PlaceFigure, TrendPoint
from extramile.core.national.figures import Figure
from extramile.core.national.importing.building import Report, build
from extramile.core.national.indicator_series import IndicatorInfo, Series
from extramile.core.national.indicators import Indicators
from extramile.core.national.inspections import OUTCOMES, Inspection, PreviousVisit, Register, Revisit
from extramile.core.national.periods import years_of
from extramile.core.national.reference import Neighbour, Reference, bundled_folder, open_reference
from extramile.core.national.regions import Region, Regions
from extramile.core.national.saved_questions import Answer, Question, answer, answer_all, questions
from extramile.core.national.shares import PublishedShare
from extramile.core.national.standing import Rank, RankedArea
from extramile.core.national.statistics import Measure, Statistics, StatisticTable
from extramile.core.national.summary import Filters, Selection, Share, Summary, select, summarise, wilson

__all__ = [
    "OUTCOMES",
    "Answer",
    "Areas",
    "Comparison",
    "Figure",
    "Filters",
    "Headline",
    "IndicatorInfo",
    "Indicators",
    "Inspection",
    "LocalArea",
    "Measure",
    "Neighbour",
    "NeighbourFigure",
    "PlaceFigure",
    "PreviousVisit",
    "PublishedShare",
    "Question",
    "Rank",
    "RankedArea",
    "Reference",
    "Region",
    "Regions",
    "Register",
    "Report",
    "Revisit",
    "Selection",
    "Series",
    "Share",
    "StatisticTable",
    "Statistics",
    "Summary",
    "TrendPoint",
    "answer",
    "answer_all",
    "build",
    "bundled_folder",
    "compare",
    "headlines",
    "open_reference",
    "place_code",
    "questions",
    "ranking",
    "select",
    "summarise",
    "values",
    "wilson",
    "years_of",
]
