"""Which table a sheet is, and which heading is which column: exactly, then forgivingly, else a question with a name."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from itertools import islice

from extramile.core.returns.describing import KEY, PARENT, PERSON, REQUEST, Return, Table, bare, plain
from extramile.core.returns.own import key_of
from extramile.core.returns.sheets import Row, Sheet

# The heading stands within so many rows; above it there may be titles.
HEADING_WITHIN = 25
# Fewer headings than these are no table of a return.
LEAST_HEADINGS = 2
_SURE_BY_NAME = 5.0
# What somebody said of a heading before: which return, which table, the heading → our name of the column, "" to leave it
# out, None where nobody said anything.
Said = Callable[[str, str, str], str | None]
LEFT_OUT = ""
# Residential and work-based learning stand at the plan in the return of 2023, and at the placement in later ones.
LOWERED = ("res", "wbp")
# Where a row stood in the file that a workbook of ours was made from: it says nothing of where it stands now.
_PLACES = {plain(f"{each} in your file") for each in ("Row", "Line")}


@dataclass(frozen=True, slots=True)
class Question:
    """A heading that nobody could match, or a column that nobody could find. Answered by a mapping: heading → column.

    `candidates` are the columns of the table that nothing was matched to, likeliest first; the first `near` are called alike.
    """

    source: str
    table: str
    heading: str
    candidates: tuple[str, ...]
    near: int = 0


@dataclass(frozen=True, slots=True)
class Answered:
    """A heading that was read as somebody said before; no column where it was left out."""

    table: str
    heading: str
    column: str


@dataclass(slots=True)
class Match:
    """What a sheet was matched to: table, row of headings, columns and keys by place, headings by column, what is open."""

    sheet: Sheet
    described: Return
    table: Table
    heading_row: int
    columns: dict[int, str] = field(default_factory=dict)
    keys: dict[int, str] = field(default_factory=dict)
    headings: dict[str, str] = field(default_factory=dict)
    # Columns of an active plan that belong to its main placement, by place.
    lowered: dict[int, str] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    repeated: tuple[str, ...] = ()
    answered: tuple[Answered, ...] = ()
    # Every heading, as headings are compared.
    seen: frozenset[str] = frozenset()
    score: float = 0.0

    @property
    def questions(self) -> tuple[Question, ...]:
        """Return what to ask: headings that nobody knows, while there are columns that nobody found."""
        if not self.missing:
            return ()
        likely = {heading: _likely(heading, self.table, self.missing) for heading in self.unknown}
        return tuple(
            Question(
                self.sheet.name,
                self.table.name,
                heading,
                tuple(dict.fromkeys((*likely[heading], *self.missing))),
                len(likely[heading]),
            )
            for heading in self.unknown
        )


def match(
    sheet: Sheet, candidates: Sequence[Return], mapping: Mapping[str, str] | None = None, said: Said | None = None
) -> Match | None:
    """Return the best match of a sheet among the tables of returns, or None where it is none of them.

    `mapping` are headings that somebody matched by hand: heading → our name of the column. `said` answers for those that are
    not in it and that nobody would know otherwise.
    """
    head = list(islice(sheet.rows(), HEADING_WITHIN))
    best: Match | None = None
    for described in candidates:
        for table in described.tables:
            for number, cells in head:
                found = match_headings(sheet, described, table, (number, cells), mapping or {}, said=said)
                if (
                    len(found.columns) + len(found.keys) >= LEAST_HEADINGS
                    and found.columns
                    and (best is None or found.score > best.score)
                ):
                    best = found
    return best


def match_headings(
    sheet: Sheet, described: Return, table: Table, row: Row, mapping: Mapping[str, str], *, said: Said | None = None
) -> Match:
    """Match the headings of one row with the columns of one table."""
    number, cells = row
    found = Match(sheet, described, table, number)
    exact = {name: column.name for column in reversed(table.columns) for name in column.names()}
    forgiving = {plain(name): column.name for column in reversed(table.columns) for name in column.names()}
    keys = {plain(name): key for name, key in _key_names(described, table).items()}
    by_hand = {plain(heading): forgiving.get(plain(column), column) for heading, column in mapping.items()}
    taken: set[str] = set()
    repeated, unknown, answered, open_ = [], [], [], []
    for place, cell in enumerate(cells):
        heading = cell.strip()
        if not heading:
            continue
        column = by_hand.get(plain(heading)) or exact.get(heading) or forgiving.get(plain(heading))
        if column and table.has(column):
            if column in taken:
                repeated.append(heading)
            else:
                found.columns[place] = column
                found.headings[column] = heading
                taken.add(column)
        elif (key := keys.get(plain(heading)) or key_of(heading, sheet.ours)) and key not in found.keys.values():
            found.keys[place] = key
        elif not (_bookkeeping(heading) or (sheet.ours and plain(heading) in _PLACES)):
            open_.append((place, heading))
    # After all that is known by its name: what somebody said of a heading takes no column from one that is spelt right, and
    # neither does one with a number in front or a note behind.
    loosely = _Loosely(described, table)
    for place, heading in open_:
        column = said(described.id, table.name, heading) if said else None
        if column is None or (column and (column in taken or not table.has(column))):
            column = loosely.place(found, place, heading)
            unknown += [heading] if column is None else []
        else:
            answered.append(Answered(table.name, heading, column))
        if column:
            found.columns[place] = column
            found.headings[column] = heading
            taken.add(column)
    missing = [each.name for each in table.columns if each.name not in taken]
    found.unknown, found.missing = tuple(unknown), tuple(missing)
    found.repeated, found.answered = tuple(repeated), tuple(answered)
    found.seen = frozenset(plain(each) for each in cells)
    sure = _SURE_BY_NAME if _named_so(sheet.name, table) else 0.0
    found.score = len(found.columns) + len(found.keys) - 0.1 * len(missing) - 0.2 * len(unknown) + sure
    return found


class _Loosely:
    """What the headings of a table are without what people put in front of them and behind; what would be two things is none."""

    def __init__(self, described: Return, table: Table) -> None:
        named: dict[str, set[str]] = {}
        for column in table.columns:
            for name in column.names():
                named.setdefault(bare(name), set()).add(column.name)
        self._columns = {name: each.pop() for name, each in named.items() if name and len(each) == 1}
        self._keys = {bare(name): key for name, key in _key_names(described, table).items()}
        below = described.id == "sen2" and table.name == "active_plans"
        lowered = [described.table("placement_detail").column(each) for each in LOWERED] if below else []
        self._lowered = {bare(name): column.name for column in lowered for name in column.names()}

    def place(self, found: Match, place: int, heading: str) -> str | None:
        """Return the column of a heading, "" where it is something else that is known, None where it is nothing."""
        name = bare(heading)
        if (key := self._keys.get(name)) and key not in found.keys.values():
            found.keys[place] = key
            return LEFT_OUT
        if (column := self._lowered.get(name)) and column not in found.lowered.values():
            found.lowered[place] = column
            return LEFT_OUT
        column = self._columns.get(name)
        return LEFT_OUT if _bookkeeping(name) else None if column in found.columns.values() else column


def _key_names(described: Return, table: Table) -> dict[str, str]:
    """Return the names of key columns: those of a COLLECT export, of the template and of a dataset."""
    names = {}
    if table.key:
        names[table.key] = KEY
    if table.parent_key:
        names[table.parent_key] = PARENT
    if table.export:
        names[f"{table.export}tableid"] = KEY
    if table.parent and (export := described.table(table.parent).export):
        names[f"{export}tableid"] = PARENT
    if described.id == "sen2":
        person, request = ("Person ID", "Person record ID"), ("Requests record ID", "Request record ID", "Requests ID")
        names |= dict.fromkeys(person, KEY if table.name == "person" else PERSON)
        names |= dict.fromkeys(request, KEY if table.name == "requests" else REQUEST)
    return names


def _bookkeeping(heading: str) -> bool:
    """Say whether a heading is of COLLECT's own columns, which say nothing of a child."""
    name = plain(heading)
    return name in {"nativeid", "sourceid"} or name.endswith(("orderseqcolumn", "tableid"))


def _likely(heading: str, table: Table, missing: Sequence[str]) -> tuple[str, ...]:
    names = {plain(name): column.name for column in table.columns if column.name in missing for name in column.names()}
    return tuple(dict.fromkeys(names[each] for each in get_close_matches(plain(heading), names, n=5, cutoff=0.5)))


def _named_so(name: str, table: Table) -> bool:
    if plain(name) == plain(table.on_sheet):
        return True
    ends = plain(name.rpartition("/")[2].rpartition(".")[0] if name.lower().endswith((".csv", ".parquet")) else name)
    return any(ends.endswith(plain(each)) for each in (table.export, table.sheet, table.name) if each)
