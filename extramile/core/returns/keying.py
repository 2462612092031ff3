"""How the rows of one file belong to those of another: by the keys that the files say, exactly or but for zeros in front."""

from collections.abc import Mapping

from extramile.core.returns.describing import PARENT, PERSON, REQUEST
from extramile.core.returns.matching import Match
from extramile.core.returns.problems import Noted
from extramile.core.returns.writing import LABEL

# A row by its key: its number, that of its request, that of its person, and what the child is called.
Row = tuple[int, int | None, int | None, str]
# The same of the row above another, which need not be there.
Above = tuple[int | None, int | None, int | None, str]


class Keyed(dict[str, Row]):
    """The rows of a table by their keys."""

    _bare: dict[str, Row | None] | None = None

    def but_for_zeros(self, text: str) -> Row | None:
        """Return the one row whose key is this but for zeros in front, which a spreadsheet takes away; None where several are."""
        if not text.isdigit():
            return None
        if self._bare is None:
            self._bare = {}
            for key, row in self.items():
                if key.isdigit():
                    bare = key.lstrip("0")
                    self._bare[bare] = None if bare in self._bare else row
        return self._bare.get(text.lstrip("0"))


def _looked_up(keys: Mapping[str, Keyed], table: str, text: str, asking: str, noted: Noted) -> Row | None:
    found = keys.get(table)
    if not found:
        return None
    if (exact := found.get(text)) is not None:
        return exact
    near = found.but_for_zeros(text)
    if near is not None:
        noted.once(
            "READ-padded_key",
            "Keys have zeros in front in one table and none in another; they were taken for the same.",
            asking,
        )
    return near


def above_of(
    found: Match,
    told: Mapping[str, str],
    keys: Mapping[str, Keyed],
    by_request: Mapping[str, dict[int, int]],
    noted: Noted,
) -> Above:
    """Return the keys of the row above: parent, request, person, and what the child is called."""
    table, described = found.table, found.described
    parent = table.parent
    if not parent:
        return None, None, None, ""
    if (text := told.get(PARENT)) and (above := _looked_up(keys, parent, text, table.name, noted)):
        return above
    if (
        (text := told.get(REQUEST))
        and described.has("requests")
        and (above := _looked_up(keys, "requests", text, table.name, noted))
    ):
        key, request, person, label = above
        if parent == "requests":
            return key, request, person, label
        return by_request.get(parent, {}).get(key), request, person, label
    if (text := told.get(PERSON)) and (above := _looked_up(keys, "person", text, table.name, noted)):
        key, request, person, label = above
        return (key if parent == "person" else None), request, person, label
    tied = next((told[each] for each in (PARENT, REQUEST, PERSON) if told.get(each)), "")
    # What ties the rows of one file together is no number of a child.
    return None, None, None, f"key {tied}" if tied else ""


def as_tied(parent: str, told: Mapping[str, str], keys: Mapping[str, Keyed]) -> Above:
    """Return the keys of a row of our own workbook: what it was tied to, and no more, so that what hung in the air still does."""
    above, request, person = (
        keys.get(table, Keyed()).get(told.get(key, ""))
        for table, key in ((parent, PARENT), ("requests", REQUEST), ("person", PERSON))
    )
    if above:
        return above
    label = next((each[3] for each in (request, person) if each), told.get(LABEL, ""))
    return None, request and request[0], person and person[0], label
