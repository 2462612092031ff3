"""Which figures to hide when many tables about the same records leave together.

A figure counts records. Every table parts all of them (by need, by month …), so that its rows add up to the whole; and one figure
can be a part of another (plans in 20 weeks, with and without exceptions). Whoever reads all tables can add and subtract them.

What protects a small count is another world: one or two records that are something else, or stand in another row, so that the small
count is another number while every figure that is shown stays the same. Where there is such a world, no calculation from what is
shown can give the count. For each small count the cheapest such world is looked for, and the figures in which it differs are
hidden. Hiding more later takes no world away, so each is looked for once.

What a record can be at once is said by the kinds of a family: which lines count it. Only kinds that there are make a world, of a
record that is there: so whatever holds between lines for all records holds in each world too, and who knows it gains nothing. Where
all that one line counts is counted by another, or where it is counted by one of two, subtraction gives how many are left: that many
are protected like a figure (`_Sum`).

A reader is taken to know all such relations, all sums of tables, that no count is below zero, that a released count that is hidden
is above zero, and every count that is `fixed`. Where nothing else helps, lines are withheld from a whole table, the least weight
first.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import combinations, islice, permutations, product

# What hiding the whole, or a row that is parted further, costs beside a row that is not: many look at it.
_WHOLE, _PARTED = 200, 4
# How many changes are tried for a small count once there is one that does, and how many ways in which the whole can look like one.
_ENOUGH, _TRIED, _WIDER = 16, 64, 6
# Of how many kinds of records worlds are made, beside the commonest that has each line: fewer worlds hide more, and never less.
_COMMON = 64
# To how many other kinds a record of each is tried to have turned.
_NEAR = 4
# The share of the records of a line that can be mistakes, so that it passes for a part of another.
_MISTAKES = 0.05


@dataclass(frozen=True, slots=True)
class Line:
    """A figure that each row has. One that is not `told` is not released, but can follow from others; a small one of those that are
    `personal` must not be found out. A line with more `weight` is hidden after others. Lines that are `of` the same are withheld
    together; one that `adds` to another is counted with it, too, by whoever subtracts."""

    name: str
    told: bool = True
    personal: bool = True
    weight: int = 1
    of: str = ""
    adds: str = ""


Kind = frozenset[str]


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its counts by line, how many records of each kind are in it, the lines that everybody knows, and the tables that part
    it further. A record of no kind that is said here (because it is a mistake) is counted by its lines, and makes no world."""

    name: str
    counts: Mapping[str, int]
    kinds: Mapping[Kind, int]
    parted: tuple["Parting", ...] = ()
    fixed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Parting:
    """A table whose rows part the one it hangs on. A family is lines that can count one record in the same row.

    Its rows tell which of the `settled` lines count a record, so that none changes in them and stays in its row.
    """

    name: str
    families: tuple[frozenset[str], ...]
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


@dataclass(frozen=True, slots=True)
class _Sum:
    """What somebody gets who adds some lines and subtracts others, as bits; no line is in it twice."""

    plus: int
    minus: int = 0

    def counts(self, kind: int) -> int:
        """Return how often it counts a record of a kind."""
        return (kind & self.plus).bit_count() - (kind & self.minus).bit_count()


class _Family:
    """Lines that can count one record in the same row, and the kinds of records that there are; none of them is a kind as well."""

    def __init__(self, lines: int, counts: Mapping[int, int], told: int, figures: Sequence[int]) -> None:
        self.lines, self.told = lines, told
        self._ordered = _commonest(counts, lines)
        self.kinds = frozenset(self._ordered)
        self._figures = [each for each in figures if each & lines]
        self._from: dict[_Change, int] = {}
        self._changes: dict[_Sum, tuple[_Change, ...]] = {}
        self._wider: dict[tuple[_Change, int], tuple[_Change, ...]] = {}
        self._seen: dict[int, dict[int, list[int]]] = {}
        self.rests = tuple(self._rests(counts))

    def places(self, kinds: frozenset[int]) -> int:
        """Return kinds as bits, by their places; a record of no line can always be elsewhere."""
        return sum(1 << place for place, each in enumerate(self._ordered) if each in kinds or not each)

    def sources(self, change: _Change) -> int:
        """Return from which kinds a record can change so, by their places."""
        if change not in self._from:
            self._from[change] = sum(
                1 << place
                for place, each in enumerate(self._ordered)
                if each & change.less == change.less and not each & change.more and (each ^ change.lines) in self.kinds
            )
        return self._from[change]

    def changes(self, asked: _Sum) -> tuple[_Change, ...]:
        """Return changes of one record that change a sum, those of the fewest figures first: to kinds that are most alike."""
        if asked not in self._changes:
            counts = [asked.counts(each) for each in self._ordered]
            near: set[int] = set()
            moved: set[int] = set()
            for count, alike in zip(counts, self._alike, strict=True):
                # Either can have turned into the other.
                others = (both for other, both in alike if counts[other] != count)
                near.update(*islice(others, _NEAR))
            # In a row of one record nothing else will do than that another one like those beside stands in it too.
            for both in (both for other, both in self._alike[self._ordered.index(0)] if counts[other]):
                moved.update(both)
            first = sorted(near)[:_TRIED]
            self._changes[asked] = tuple(self._ranked[each] for each in (*first, *sorted(moved.difference(first))))
        return self._changes[asked]

    @cached_property
    def _ranked(self) -> list[_Change]:
        """Return all changes of one kind into another, those of the fewest figures first."""
        pairs = product(self._ordered, repeat=2)
        return sorted({_Change(after & ~before, before & ~after) for before, after in pairs}, key=self._size)

    @cached_property
    def _alike(self) -> list[list[tuple[int, tuple[int, int]]]]:
        """Return of each kind the places of all, most alike first, with the places of the changes there and back."""
        ranks = {each: rank for rank, each in enumerate(self._ranked)}
        found = []
        for before in self._ordered:
            changes = [_Change(after & ~before, before & ~after) for after in self._ordered]
            order = sorted(range(len(changes)), key=lambda each: self._told_of(changes[each].lines))
            found.append([(each, (ranks[changes[each]], ranks[changes[each].undone()])) for each in order])
        return found

    def wider(self, change: _Change, mask: int) -> tuple[_Change, ...]:
        """Return changes of one record that look like this one to who sees some lines alone."""
        if (change, mask) not in self._wider:
            found = {
                _Change(after & ~before, before & ~after)
                for before in self._ordered
                if before & change.less == change.less and not before & change.more
                for after in self._seen_as(mask).get((before & mask) ^ change.lines, ())
            }
            self._wider[change, mask] = tuple(sorted(found, key=self._size)[:_WIDER])
        return self._wider[change, mask]

    def _seen_as(self, mask: int) -> Mapping[int, Sequence[int]]:
        """Return the kinds by what is seen of them by who sees some lines alone."""
        if mask not in self._seen:
            found: dict[int, list[int]] = {}
            for each in self._ordered:
                found.setdefault(each & mask, []).append(each)
            self._seen[mask] = found
        return self._seen[mask]

    def _told_of(self, lines: int) -> int:
        return (lines & self.told).bit_count()

    def _size(self, change: _Change) -> tuple[int, int, int]:
        return self._told_of(change.lines), change.more, change.less

    def _rests(self, counts: Mapping[int, int]) -> Iterator[_Sum]:
        """Yield what is left of a line when one or two others are subtracted that are parts of it, each rest once.

        A part is one that counts hardly a record besides: a few mistakes do not keep a reader from subtracting.
        """
        every = sorted(counts)
        among = {
            figure: sum(1 << place for place, each in enumerate(every) if each & figure) for figure in self._figures
        }
        numbers = [counts[each] for each in every]

        @cache
        def size(kinds: int) -> int:
            return sum(count for place, count in enumerate(numbers) if kinds >> place & 1)

        def hardly(some: int, of: int) -> bool:
            return not some or size(some) <= size(of) * _MISTAKES

        # Who is counted by one line alone is protected as that line, if it is to be.
        lines = {bit: sum(1 << place for place, each in enumerate(every) if each & bit) for bit in _single(self.lines)}
        # So is who is in one of those that are told to everybody and not in another.
        open_to_all = [each for bit, each in lines.items() if bit not in self._figures]
        seen = {0, *lines.values(), *(one & ~other for one, other in permutations(open_to_all, 2))}
        for whole, inside in among.items():
            parts = [
                figure
                for figure, these in among.items()
                if these and not figure & whole and hardly(these & ~inside, these)
            ]
            ways: list[tuple[int, ...]] = [(one,) for one in parts]
            ways += [
                (one, other)
                for one, other in combinations(parts, 2)
                if not one & other
                and hardly(among[one] & among[other], min(among[one], among[other], key=int.bit_count))
            ]
            for way in ways:
                left = inside
                for figure in way:
                    left &= ~among[figure]
                if left not in seen:
                    seen.add(left)
                    yield _Sum(whole, sum(way))


@dataclass(slots=True)
class _Place:
    """A row with its state: what may be one more or one less in another world, and what is hidden."""

    parting: str
    name: str
    families: tuple[_Family, ...]
    present: tuple[int, ...]
    counts: Mapping[int, int]
    above: "_Place | None"
    beside: list["_Place"]
    weight: int
    may_more: int
    may_less: int
    fixed: int
    settled: int
    hidden: int = 0
    parted: list[list["_Place"]] = field(default_factory=list)

    def value(self, asked: _Sum) -> int:
        return sum(self.counts.get(bit, 0) for bit in _single(asked.plus)) - sum(
            self.counts.get(bit, 0) for bit in _single(asked.minus)
        )

    def family(self, lines: int) -> _Family:
        return next(each for each in self.families if each.lines & lines)

    def can(self, change: _Change) -> bool:
        """Say whether a record that is here can change so, and nothing that everybody knows speaks against it."""
        if change.more & ~self.may_more or change.less & ~self.may_less:
            return False
        return any(
            each.sources(change) & present
            for each, present in zip(self.families, self.present, strict=True)
            if each.lines & change.lines
        )


_Hiding = list[tuple[_Place, int]]
_Way = tuple[int, _Hiding]


class _Planner:
    def __init__(self, lines: Sequence[Line], whole: Parting, threshold: int) -> None:
        self._names = [each.name for each in lines]
        self._bits = {each.name: 1 << place for place, each in enumerate(lines)}
        self._told = sum(self._bits[each.name] for each in lines if each.told)
        self._personal = [self._bits[each.name] for each in lines if each.personal]
        self._figures = [
            *self._personal,
            *(self._bits[each.name] | self._bits[each.adds] for each in lines if each.adds),
        ]
        self._weights = [each.weight for each in lines]
        self._together = [
            sum(self._bits[other.name] for other in lines if other.of == each.of) if each.of else self._bits[each.name]
            for each in lines
        ]
        self._threshold = threshold
        self._places: list[_Place] = []
        self._made: dict[tuple[int, frozenset[tuple[int, int]]], _Family] = {}
        self._costs: dict[int, int] = {}
        self._withheld: set[tuple[str, str]] = set()
        (self._whole,) = self._placed(whole, None)

    def plan(self, before: Plan) -> Plan:
        small = [(place, asked) for place in self._places for asked in self._small(place)]
        for place, asked in small:
            if not asked.minus:
                place.hidden |= asked.plus & self._told
        at = {(each.parting, each.name): each for each in self._places}
        for table, row, name in sorted(before.hidden):
            at[table, row].hidden |= self._bits[name]
        for table, name in sorted(before.withheld):
            self._withhold(table, self._bits[name])
        for place, asked in small:
            self._protect(place, asked)
        hidden = {
            (each.parting, each.name, self._name(bit))
            for each in self._places
            for bit in _single(each.hidden & self._told)
        }
        return Plan(frozenset(hidden), frozenset(self._withheld))

    def _name(self, bit: int) -> str:
        return self._names[bit.bit_length() - 1]

    def _small(self, place: _Place) -> Iterator[_Sum]:
        """Yield what is small in a row: lines, then what is left of one when others are subtracted."""
        asked = [_Sum(bit) for bit in self._personal if bit in place.counts and not bit & place.fixed]
        for each in (*asked, *(rest for family in place.families for rest in family.rests)):
            if 0 < place.value(each) < self._threshold:
                yield each

    def _placed(self, parting: Parting, above: _Place | None) -> list[_Place]:
        families = self._families(parting)
        settled = sum(self._bits[name] for name in parting.settled)
        made: list[_Place] = []
        for row in parting.rows:
            weight = _WHOLE if above is None else _PARTED if row.parted else 1
            weight *= max(row.counts.values(), default=0).bit_length() + 4
            fixed = sum(self._bits[name] for name in row.fixed)
            kinds = self._kinds(row)
            present = tuple(each.places(frozenset(kind & each.lines for kind in kinds)) for each in families)
            counts = {self._bits[name]: count for name, count in row.counts.items()}
            place = _Place(
                parting.name,
                row.name,
                families,
                present,
                counts,
                above,
                made,
                weight,
                *self._bounds(row),
                fixed,
                settled,
            )
            self._places.append(place)
            made.append(place)
        # The whole first, then what parts it, and so on: what is hidden above is known before it is looked for below.
        for row, place in zip(parting.rows, made, strict=True):
            place.parted = [self._placed(each, place) for each in row.parted]
        return made

    def _kinds(self, row: Row) -> dict[int, int]:
        return {sum(self._bits[name] for name in kind): count for kind, count in row.kinds.items()}

    def _families(self, parting: Parting) -> tuple[_Family, ...]:
        found = []
        for names in parting.families:
            lines = sum(self._bits[name] for name in names)
            counts: dict[int, int] = {0: 0}
            for row in parting.rows:
                for kind, count in self._kinds(row).items():
                    counts[kind & lines] = counts.get(kind & lines, 0) + count
            key = (lines, frozenset(counts.items()))
            if key not in self._made:
                self._made[key] = _Family(lines, counts, self._told, self._figures)
            found.append(self._made[key])
        return tuple(found)

    def _bounds(self, row: Row) -> tuple[int, int]:
        """Return which lines of a row may be one more in another world, and which one less."""
        more = less = 0
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
        return more, less

    def _protect(self, place: _Place, asked: _Sum) -> None:
        way = self._safest(place, asked)
        # Of what is withheld nobody knows anything: what matters least goes first.
        lines = asked.plus | asked.minus
        units = {self._together[bit.bit_length() - 1] for bit in _single(lines)}
        for unit in (*sorted(units, key=self._cost), place.family(lines).lines):
            if way is not None:
                break
            self._withhold(place.parting, unit)
            way = self._safest(place, asked)
        for each, hidden in way[1] if way else ():
            each.hidden |= hidden & self._told

    def _safest(self, place: _Place, asked: _Sum) -> _Way | None:
        """Return the cheapest world in which a sum is another number in a row."""
        best: _Way | None = None
        for number, change in enumerate(place.family(asked.plus | asked.minus).changes(asked)):
            if best is not None and (not best[0] or number > _ENOUGH):
                break
            way = self._world(place, change, None if best is None else best[0])
            if way is not None and (best is None or way[0] < best[0]):
                best = way
        return best

    def _world(self, place: _Place, change: _Change, most: int | None) -> _Way | None:
        """Return the cheapest world in which a row changes so, or None if there is none for less than `most`."""
        below = self._down(place, change)
        if below is None or (most is not None and below[0] >= most):
            return None
        return _joined(below, self._balanced(place, change))

    def _down(self, place: _Place, change: _Change) -> _Way | None:
        """Return what to hide in a row, and in one row of each table that parts it, so that it may change so."""
        if not place.can(change):
            return None
        new = change.lines & self._told & ~place.hidden
        way: _Way | None = (self._cost(new) * place.weight, [(place, change.lines)])
        for rows in place.parted:
            way = _joined(way, self._beneath(rows, change))
        return way

    def _beneath(self, rows: Sequence[_Place], change: _Change, but: int = 0) -> _Way | None:
        way: _Way | None = (0, [])
        for family in rows[0].families if rows else ():
            part = change.within(family.lines & ~but)
            if part.lines:
                one = _cheapest(self._down(each, part) for each in rows)
                if one is None and rows[0].settled & family.lines:
                    one = self._across(rows, part, family.kinds)
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

    def _balanced(self, place: _Place, change: _Change) -> _Way | None:
        """Return what to hide so that what changes in a row is made up for: in a row beside it, or in the one above as well."""
        if place.above is None:
            return 0, []
        beside = _cheapest(self._down(each, change.undone()) for each in place.beside if each is not place)
        if beside is not None:
            return beside
        found = [self._carried(place, change)]
        if place.settled & place.family(change.lines).lines:
            found += self._swapped(place, change)
        return _cheapest(found)

    def _carried(self, place: _Place, change: _Change) -> _Way | None:
        """Return what to hide so that the row above changes as well."""
        above = place.above
        if above is None:
            return 0, []
        mask = place.family(change.lines).lines
        # More lines may hang together in the whole than in a table: there the change is one that looks like this one here.
        wider = above.family(change.lines).wider(change, mask)
        return _cheapest(self._above(place, above, each, mask) for each in wider)

    def _swapped(self, place: _Place, change: _Change) -> Iterator[_Way | None]:
        """Yield ways in which the record that comes or goes here is one that is something else in a row beside."""
        kinds = place.family(change.lines).kinds - {0}
        if change.lines not in kinds:
            return
        for kind in sorted(kinds - {change.lines}):
            comes, goes = change.lines & ~kind, kind & ~change.lines
            turned = _Change(comes, goes) if change.more else _Change(goes, comes)
            back = _Change(0, kind) if change.more else _Change(kind, 0)
            beside = _cheapest(self._down(each, back) for each in place.beside if each is not place)
            if beside is not None:
                yield _joined(beside, self._carried(place, turned))

    def _above(self, place: _Place, above: _Place, change: _Change, mask: int) -> _Way | None:
        if not above.can(change):
            return None
        new = change.lines & self._told & ~above.hidden
        way: _Way | None = (self._cost(new) * above.weight, [(above, change.lines)])
        for rows in above.parted:
            way = _joined(way, self._beneath(rows, change, mask if rows is place.beside else 0))
        return _joined(way, self._balanced(above, change))

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


def _commonest(counts: Mapping[int, int], lines: int) -> list[int]:
    by_count = sorted(counts, key=lambda each: (-counts[each], each))
    chosen = {0, *by_count[:_COMMON]} & counts.keys()
    for bit in _single(lines):
        chosen |= set([each for each in by_count if each & bit][:1])
    return sorted(chosen)


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
