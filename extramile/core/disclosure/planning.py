"""Which figures to hide when many tables about the same records leave together.

A figure counts records. Every table parts all of them (by need, by month …), so that its rows add up to the whole; and one figure
can be a part of another (plans in 20 weeks, with and without exceptions). Whoever reads all tables can add and subtract them.

What protects a small count is another world: one or two records that are something else, or stand in another row, so that the small
count is another number while every figure that is shown stays the same. Where there is such a world, no calculation from what is
shown can give the count. For each small count the cheapest such world is looked for, and the figures in which it differs are
hidden. Hiding more later takes no world away, so each is looked for once.

What a record can be at once is said by the kinds of a family: which lines count it. The difference of two kinds is how every line
changes when one record turns from one into the other, and so keeps every sum and every subset between the lines true.

A reader is taken to know all such sums, that no count is below zero, that a released count that is hidden is above zero, and every
count that is `fixed`. Where nothing else helps, a family is withheld from a whole table.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import permutations, product

# What hiding the whole, or a row that is parted further, costs beside a row that is not: many look at it.
_WHOLE, _PARTED = 200, 4


@dataclass(frozen=True, slots=True)
class Line:
    """A figure that each row has. One that is not `told` is not released, but can follow from others; a small one of those that are
    `personal` must not be found out. A line with more `weight` is hidden after others."""

    name: str
    told: bool = True
    personal: bool = True
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its counts by line, those of its lines that everybody knows, and the tables that part it further."""

    name: str
    counts: Mapping[str, int]
    parted: tuple["Parting", ...] = ()
    fixed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Parting:
    """A table whose rows part the one it hangs on. A family is the sets of lines that can count one record at the same time.

    Its rows tell which of the `settled` lines count a record, so that none changes in them and stays in its row.
    """

    name: str
    families: tuple[frozenset[frozenset[str]], ...]
    rows: tuple[Row, ...]
    settled: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Plan:
    """What is hidden, as (table, row, line), and what is withheld of whole tables, as (table, line). The whole is table ""."""

    hidden: frozenset[tuple[str, str, str]] = frozenset()
    withheld: frozenset[tuple[str, str]] = frozenset()


def plan_release(lines: Sequence[Line], whole: Parting, threshold: int, before: Plan | None = None) -> Plan:
    """Return what to hide so that no count above zero and below the threshold can be found out.

    `whole` has one row, which its tables part. `before` is what is hidden from a narrower audience, and so from this one as well.
    """
    return _Planner(lines, whole, threshold).plan(before or Plan())


@dataclass(frozen=True, slots=True)
class _Change:
    """How lines change when a record turns into something else, as bits: one more, one less."""

    more: int
    less: int

    @property
    def lines(self) -> int:
        return self.more | self.less

    def within(self, mask: int) -> "_Change":
        return _Change(self.more & mask, self.less & mask)

    def undone(self) -> "_Change":
        return _Change(self.less, self.more)


@dataclass(slots=True)
class _Place:
    """A row with its state: which lines may be one more or one less in another world, which are hidden."""

    parting: str
    name: str
    families: tuple[int, ...]
    kinds: tuple[frozenset[int], ...]
    above: "_Place | None"
    beside: list["_Place"]
    weight: int
    may_more: int
    may_less: int
    small: int
    fixed: int
    settled: int
    hidden: int = 0
    parted: list[list["_Place"]] = field(default_factory=list)


_Hiding = list[tuple[_Place, int]]
_Way = tuple[int, _Hiding]


class _Planner:
    def __init__(self, lines: Sequence[Line], whole: Parting, threshold: int) -> None:
        self._names = [each.name for each in lines]
        self._bits = {each.name: 1 << place for place, each in enumerate(lines)}
        self._told = sum(self._bits[each.name] for each in lines if each.told)
        self._personal = sum(self._bits[each.name] for each in lines if each.personal)
        self._weights = [each.weight for each in lines]
        self._threshold = threshold
        self._places: list[_Place] = []
        self._costs: dict[int, int] = {}
        self._withheld: set[tuple[str, str]] = set()
        (self._whole,) = self._placed(whole, None)

    def plan(self, before: Plan) -> Plan:
        for place in self._places:
            for bit in _single(place.small & self._told):
                place.hidden |= bit
        at = {(each.parting, each.name): each for each in self._places}
        for table, row, name in sorted(before.hidden):
            at[table, row].hidden |= self._bits[name]
        for table, name in sorted(before.withheld):
            self._withhold(table, self._bits[name])
        for place in self._places:
            for bit in _single(place.small):
                self._protect(place, bit)
        hidden = {
            (each.parting, each.name, self._name(bit))
            for each in self._places
            for bit in _single(each.hidden & self._told)
        }
        return Plan(frozenset(hidden), frozenset(self._withheld))

    def _name(self, bit: int) -> str:
        return self._names[bit.bit_length() - 1]

    def _placed(self, parting: Parting, above: _Place | None) -> list[_Place]:
        kinds = tuple(
            frozenset(sum(self._bits[name] for name in kind) for kind in family) for family in parting.families
        )
        masks = tuple(_union(each) for each in kinds)
        settled = sum(self._bits[name] for name in parting.settled)
        made: list[_Place] = []
        for row in parting.rows:
            weight = _WHOLE if above is None else _PARTED if row.parted else 1
            fixed = sum(self._bits[name] for name in row.fixed)
            place = _Place(
                parting.name, row.name, masks, kinds, above, made, weight, *self._bounds(row), fixed, settled
            )
            place.weight *= max(row.counts.values(), default=0).bit_length() + 4
            self._places.append(place)
            made.append(place)
        # The whole first, then what parts it, and so on: what is hidden above is known before it is looked for below.
        for row, place in zip(parting.rows, made, strict=True):
            place.parted = [self._placed(each, place) for each in row.parted]
        return made

    def _bounds(self, row: Row) -> tuple[int, int, int]:
        """Return which lines of a row may be one more in another world, which one less, and which are small."""
        more = less = small = 0
        for name, count in row.counts.items():
            bit = self._bits[name]
            told = bool(self._told & bit)
            if name in row.fixed:
                continue
            # A released nought is shown, and stays one; a released count that is hidden is known to be above zero.
            if count or not told:
                more |= bit
            if count > (1 if told else 0):
                less |= bit
            if self._personal & bit and 0 < count < self._threshold:
                small |= bit
        return more, less, small

    def _protect(self, place: _Place, bit: int) -> None:
        best: _Way | None = None
        for change in _changes_of(_family(place, bit), bit):
            way = self._world(place, change, bit, None if best is None else best[0])
            if way is not None and (best is None or way[0] < best[0]):
                best = way
                if not best[0]:
                    return
        if best is None:
            self._withhold(place.parting, _union(_family(place, bit)))
            return
        for each, lines in best[1]:
            each.hidden |= lines & self._told

    def _world(self, place: _Place, change: _Change, bit: int, most: int | None) -> _Way | None:
        """Return the cheapest world in which a row changes so, or None if there is none for less than `most`."""
        below = self._down(place, change)
        if below is None or (most is not None and below[0] >= most):
            return None
        return _joined(below, self._balanced(place, change, bit))

    def _down(self, place: _Place, change: _Change) -> _Way | None:
        """Return what to hide in a row, and in one row of each table that parts it, so that it may change so."""
        if change.more & ~place.may_more or change.less & ~place.may_less:
            return None
        new = change.lines & self._told & ~place.hidden
        way: _Way | None = (self._cost(new) * place.weight, [(place, change.lines)])
        for rows in place.parted:
            way = _joined(way, self._beneath(rows, change))
        return way

    def _beneath(self, rows: Sequence[_Place], change: _Change, but: int = 0) -> _Way | None:
        way: _Way | None = (0, [])
        for mask, kinds in zip(rows[0].families, rows[0].kinds, strict=True) if rows else ():
            part = change.within(mask & ~but)
            if part.lines:
                one = _cheapest(self._down(each, part) for each in rows)
                if one is None and rows[0].settled & mask:
                    one = self._across(rows, part, kinds)
                way = _joined(way, one)
        return way

    def _across(self, rows: Sequence[_Place], change: _Change, kinds: frozenset[int]) -> _Way | None:
        """Return what to hide so that a record leaves one row and stands in another as something else."""
        return _cheapest(
            _joined(self._down(one, _Change(0, before)), self._down(other, _Change(after, 0)))
            for before, after in product(sorted(kinds), repeat=2)
            if (after & ~before, before & ~after) == (change.more, change.less)
            for one, other in permutations(rows, 2)
        )

    def _balanced(self, place: _Place, change: _Change, bit: int) -> _Way | None:
        """Return what to hide so that what changes in a row is made up for: in a row beside it, or in the one above as well."""
        if place.above is None:
            return 0, []
        beside = _cheapest(self._down(each, change.undone()) for each in place.beside if each is not place)
        if beside is not None:
            return beside
        found = [self._carried(place, change, bit)]
        if place.settled & _union(_family(place, bit)):
            found += self._swapped(place, change, bit)
        return _cheapest(found)

    def _carried(self, place: _Place, change: _Change, bit: int) -> _Way | None:
        """Return what to hide so that the row above changes as well."""
        above = place.above
        if above is None:
            return 0, []
        kinds, wide = _family(place, bit), _family(above, bit)
        mask = _union(kinds)
        # More lines may hang together in the whole than in a table: there the change is one that looks like this one here.
        wider = [change] if wide == kinds else [each for each in _changes_of(wide, bit) if each.within(mask) == change]
        return _cheapest(self._above(place, above, each, bit, mask) for each in wider)

    def _swapped(self, place: _Place, change: _Change, bit: int) -> Iterator[_Way | None]:
        """Yield ways in which the record that comes or goes here is one that is something else in a row beside."""
        kinds = _family(place, bit)
        if change.lines not in kinds:
            return
        for kind in sorted(kinds - {change.lines}):
            comes, goes = change.lines & ~kind, kind & ~change.lines
            turned = _Change(comes, goes) if change.more else _Change(goes, comes)
            back = _Change(0, kind) if change.more else _Change(kind, 0)
            beside = _cheapest(self._down(each, back) for each in place.beside if each is not place)
            if beside is not None:
                least = bit if bit & turned.lines else turned.lines & -turned.lines
                yield _joined(beside, self._carried(place, turned, least))

    def _above(self, place: _Place, above: _Place, change: _Change, bit: int, mask: int) -> _Way | None:
        if change.more & ~above.may_more or change.less & ~above.may_less:
            return None
        new = change.lines & self._told & ~above.hidden
        way: _Way | None = (self._cost(new) * above.weight, [(above, change.lines)])
        for rows in above.parted:
            way = _joined(way, self._beneath(rows, change, mask if rows is place.beside else 0))
        return _joined(way, self._balanced(above, change, bit))

    def _withhold(self, parting: str, lines: int) -> None:
        """Hide lines from a whole table, noughts as well, and from those that part its rows."""
        for place in self._places:
            above: _Place | None = place
            while above is not None and above.parting != parting:
                above = above.above
            if above is not None:
                place.hidden |= lines & self._told
                place.may_more |= lines & ~place.fixed
                place.may_less |= lines & ~place.fixed
                self._withheld |= {(place.parting, self._name(bit)) for bit in _single(lines & self._told)}

    def _cost(self, lines: int) -> int:
        if lines not in self._costs:
            self._costs[lines] = sum(self._weights[bit.bit_length() - 1] for bit in _single(lines))
        return self._costs[lines]


def _family(place: _Place, bit: int) -> frozenset[int]:
    return next(kinds for mask, kinds in zip(place.families, place.kinds, strict=True) if mask & bit)


def _joined(one: _Way | None, other: _Way | None) -> _Way | None:
    return None if one is None or other is None else (one[0] + other[0], one[1] + other[1])


def _cheapest(ways: "Iterator[_Way | None] | Sequence[_Way | None]") -> _Way | None:
    best: _Way | None = None
    for each in ways:
        if each is not None and (best is None or each[0] < best[0]):
            best = each
    return best


def _single(lines: int) -> Iterator[int]:
    while lines:
        bit = lines & -lines
        yield bit
        lines ^= bit


def _union(kinds: frozenset[int]) -> int:
    found = 0
    for each in kinds:
        found |= each
    return found


@cache
def _changes_of(kinds: frozenset[int], bit: int) -> tuple[_Change, ...]:
    """Return the least changes of one record that change a line: it comes, goes, or turns from one kind into another."""
    every = (0, *kinds)
    found = {(after & ~before, before & ~after) for before in every for after in every if (before ^ after) & bit}
    least: list[_Change] = []
    for more, less in sorted(found, key=lambda each: ((each[0] | each[1]).bit_count(), each)):
        # A change that holds a smaller one of the same line is never needed: the smaller asks for less.
        if not any(each.more & ~more == 0 and each.less & ~less == 0 for each in least):
            least.append(_Change(more, less))
    return tuple(least)
