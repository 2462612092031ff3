"""Listening to people: how they are asked, who has not been heard, and whether two readers heard the same.

Surveys to begin with and the groups people are asked about are data: `definitions/surveys/`. `agreement` is Cohen's kappa for
answers that speak to several themes at once; `reach` sets those who answered beside the population; `read_table` reads
answers that were collected elsewhere.
"""

from extramile.core.listening.asking import (
    AUDIENCES,
    KINDS,
    SCALE_STEPS,
    Group,
    GroupOption,
    SurveyTemplate,
    TemplateQuestion,
    groups,
    survey_templates,
)
from extramile.core.listening.hearing import Heard, ReachRow, reach
from extramile.core.listening.kappa import Agreement, Counts, agreement
from extramile.core.listening.tables import AnswerTable, read_table

__all__ = [
    "AUDIENCES",
    "KINDS",
    "SCALE_STEPS",
    "Agreement",
    "AnswerTable",
    "Counts",
    "Group",
    "GroupOption",
    "Heard",
    "ReachRow",
    "SurveyTemplate",
    "TemplateQuestion",
    "agreement",
    "groups",
    "reach",
    "read_table",
    "survey_templates",
]
