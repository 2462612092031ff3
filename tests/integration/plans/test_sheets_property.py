"""Whatever an action holds: its row, written, read and not changed, is no difference; and one changed cell is one difference."""

from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from extramile.core.planning import ACTIVITY
from extramile.core.workbooks import RowIn, SheetOut, read, write
from extramile.web.plans.comparing import Wish, entry
from extramile.web.plans.models import Action, Confidence, Risk
from extramile.web.plans.sheets import SHEET, WHY, Lists, columns, kept_of, row, said

LISTS = Lists({"A, B": 1, "=HYPERLINK()": 2, "@c (3)": 3}, {"Council": 7, "-NHS": 8})
words = st.text(min_size=1, max_size=40) | st.sampled_from(
    ["=1+1", "'=1", "-5", "  two  spaces ", "1/2/2026", "_x0041_"]
)
days = st.dates(date(1950, 1, 1), date(2150, 1, 1)) | st.none()
actions = st.builds(
    Action,
    pk=st.integers(1, 10**6),
    revision=st.integers(1, 50),
    words=words,
    state=st.sampled_from(list(ACTIVITY.states)),
    owner_id=st.sampled_from([None, 1, 2, 3]),
    body_id=st.sampled_from([None, 7, 8]),
    begins=days,
    due=days,
    confidence=st.sampled_from(Confidence.values),
    risk=st.sampled_from(Risk.values),
    risk_words=words | st.just(""),
    cost=st.decimals(0, Decimal("9999999999.99"), places=2) | st.none(),
    cost_words=words | st.just(""),
)


def back(action: Action) -> RowIn:
    content = write("Actions", [SheetOut(SHEET, columns(LISTS), [row(action, ["A theme"], LISTS)])], [])
    found = read(content, SHEET, columns(LISTS))
    assert not found.problems
    return found.rows[0]


@given(actions)
@settings(max_examples=80, deadline=None)
def test_what_is_not_changed_is_no_difference(action: Action) -> None:
    values = said(back(action), LISTS)
    assert entry(Wish(action, kept_of(action), values, "")) is None
    # Also where nobody knows what was read: it says what stands there.
    assert entry(Wish(action, None, values, "")) is None


@given(actions, st.sampled_from([("Owner", "owner"), ("Due", "due"), ("Cost", "cost"), ("Action", "words")]), st.data())
@settings(max_examples=60, deadline=None)
def test_a_cell_that_is_changed_is_one_difference(action: Action, field: tuple[str, str], data: Any) -> None:
    heading, name = field
    new = {
        "Owner": st.sampled_from(list(LISTS.owners)) | st.none(),
        "Due": days,
        "Cost": st.integers(0, 10**9) | st.none(),
        "Action": st.just("Quite another thing is done now"),
    }
    read_back = back(action)
    values: dict[str, Any] = {**read_back.values, heading: data.draw(new[heading])}
    found = entry(Wish(action, kept_of(action), said(RowIn(2, values), LISTS), str(values[WHY] or "")))
    if values[heading] == read_back.values[heading]:
        assert found is None
    else:
        assert found is not None
        assert [each["field"] for each in found["changes"]] == [name]
        assert found["met"] == []
