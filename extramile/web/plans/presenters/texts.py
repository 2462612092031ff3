"""Words for how a part of a plan came about."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from extramile.web.plans.models import PartText
from extramile.web.plans.presenters.saying import moment
from extramile.web.selfevaluation.presenters.differences import marked


def history(texts: Sequence[PartText]) -> list[dict[str, Any]]:
    """Return every text of a part, the newest first, each with what it changed."""
    pairs = [("", text) for text in texts[:1]] + [(before.words, text) for before, text in pairwise(texts)]
    return [
        {"who": each.by.name, "when": moment(each.at), "html": marked(before, each.words)}
        for before, each in reversed(pairs)
    ]
