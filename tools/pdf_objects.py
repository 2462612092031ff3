"""Reads the objects of a PDF file: enough to look at its catalogue, its tags and its pages. Unencrypted files only.

Our own reading, apart from whatever wrote the file, so that a check by it is a second opinion. Names come as `Name`,
references as `Ref`, dictionaries as dict, strings as bytes, streams as `Stream` with their bytes unpacked.
"""

import re
import zlib
from dataclasses import dataclass
from typing import Any

WHITE = b"\x00\t\n\x0c\r "
DELIMITERS = b"()<>[]{}/%"
TOKEN_END = re.compile(rb"[\x00\t\n\x0c\r ()<>\[\]{}/%]")
ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


class Name(str):
    """A name of PDF, without its slash."""

    __slots__ = ()


class Operator(str):
    """A word that is no value: an operator of a content stream, or a keyword."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Ref:
    """A reference to an object."""

    number: int


@dataclass(slots=True)
class Stream:
    """A stream: its dictionary and its bytes, unpacked."""

    values: dict[str, Any]
    data: bytes


class Scanner:
    """Reads values one after the other."""

    def __init__(self, data: bytes, at: int = 0) -> None:
        self.data, self.at = data, at

    def skip(self) -> None:
        """Go past white space and comments."""
        while self.at < len(self.data):
            if self.data[self.at] in WHITE:
                self.at += 1
            elif self.data[self.at] == ord("%"):
                self.at = min(
                    (i for i in (self.data.find(b"\n", self.at), self.data.find(b"\r", self.at)) if i >= 0),
                    default=len(self.data),
                )
            else:
                return

    def value(self) -> Any:  # noqa: PLR0911 - one return for each kind of value
        """Read a value; an operator comes as `Operator`; None at the end."""
        self.skip()
        rest = self.data[self.at : self.at + 2]
        if not rest:
            return None
        if rest == b"<<":
            return self._dictionary()
        if rest[:1] == b"[":
            return self._array()
        if rest[:1] == b"(":
            return self._string()
        if rest[:1] == b"<":
            end = self.data.index(b">", self.at)
            digits = re.sub(rb"\s", b"", self.data[self.at + 1 : end])
            self.at = end + 1
            return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))
        if rest[:1] == b"/":
            self.at += 1
            raw = self._word()
            return Name(re.sub(rb"#([0-9A-Fa-f]{2})", lambda found: bytes([int(found[1], 16)]), raw).decode("latin-1"))
        if rest[:1] in (b")", b">", b"]", b"{", b"}"):
            self.at += 1
            return Operator(rest[:1].decode("ascii"))
        return self._number_or_word()

    def _word(self) -> bytes:
        found = TOKEN_END.search(self.data, self.at)
        end = found.start() if found else len(self.data)
        word, self.at = self.data[self.at : end], end
        return word

    def _number_or_word(self) -> Any:
        reference = re.compile(rb"(\d+)\s+\d+\s+R(?![A-Za-z])").match(self.data, self.at)
        if reference:
            self.at = reference.end()
            return Ref(int(reference[1]))
        word = self._word().decode("latin-1")
        if re.fullmatch(r"[+-]?\d+", word):
            return int(word)
        if re.fullmatch(r"[+-]?(?:\d+\.\d*|\.\d+)", word):
            return float(word)
        return {"true": True, "false": False, "null": None}.get(word, Operator(word))

    def _array(self) -> list[Any]:
        self.at += 1
        found: list[Any] = []
        while True:
            self.skip()
            if self.at >= len(self.data) or self.data[self.at : self.at + 1] == b"]":
                self.at += 1
                return found
            found.append(self.value())

    def _dictionary(self) -> dict[str, Any]:
        self.at += 2
        found: dict[str, Any] = {}
        while True:
            self.skip()
            if self.at >= len(self.data) or self.data[self.at : self.at + 2] == b">>":
                self.at += 2
                return found
            key = self.value()
            found[str(key)] = self.value()

    def _string(self) -> bytes:
        self.at += 1
        depth, found = 1, bytearray()
        while self.at < len(self.data):
            letter = self.data[self.at : self.at + 1]
            self.at += 1
            if letter == b"\\":
                octal = re.compile(rb"[0-7]{1,3}").match(self.data, self.at)
                if octal:
                    found.append(int(octal[0], 8) & 0xFF)
                    self.at = octal.end()
                    continue
                escaped = self.data[self.at : self.at + 1]
                self.at += 1
                found += b"" if escaped in b"\r\n" else ESCAPES.get(escaped, escaped)
                continue
            depth += {b"(": 1, b")": -1}.get(letter, 0)
            if not depth:
                break
            found += letter
        return bytes(found)


class Pdf:
    """The objects of a file, read when they are asked for."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.places: dict[int, int | tuple[int, int]] = {}
        self.trailer: dict[str, Any] = {}
        self._read: dict[int, Any] = {}
        starts = re.findall(rb"startxref\s+(\d+)", data)
        if not starts:
            raise ValueError("not a PDF file, or its end is missing")
        self._table(int(starts[-1]), set())

    def __getitem__(self, value: Any) -> Any:
        """Return what a reference leads to; any other value is returned as it is."""
        while isinstance(value, Ref):
            value = self._object(value.number)
        return value

    def get(self, holder: Any, *keys: str) -> Any:
        """Follow keys through dictionaries and references; None where one is not there."""
        value = self[holder]
        for key in keys:
            if isinstance(value, Stream):
                value = value.values
            value = self[value.get(key)] if isinstance(value, dict) else None
        return value

    def _table(self, at: int, seen: set[int]) -> None:
        if at in seen:
            return
        seen.add(at)
        scanner = Scanner(self.data, at)
        if self.data[at : at + 4] == b"xref":
            scanner.at += 4
            trailer = self._sections(scanner)
        else:
            stream = self._at(at)
            trailer = stream.values
            self._rows(stream)
        self.trailer = {**trailer, **self.trailer}
        if "XRefStm" in trailer:
            self._table(trailer["XRefStm"], seen)
        if "Prev" in trailer:
            self._table(int(trailer["Prev"]), seen)

    def _sections(self, scanner: Scanner) -> dict[str, Any]:
        while isinstance(first := scanner.value(), int):
            for number in range(first, first + scanner.value()):
                place, _generation, used = scanner.value(), scanner.value(), scanner.value()
                if used == "n":
                    self.places.setdefault(number, place)
        trailer: dict[str, Any] = scanner.value()
        return trailer

    def _rows(self, stream: Stream) -> None:
        widths = stream.values["W"]
        index = stream.values.get("Index") or [0, stream.values["Size"]]
        at = 0
        for first, count in zip(index[::2], index[1::2], strict=True):
            for number in range(first, first + count):
                row = []
                for width in widths:
                    row.append(int.from_bytes(stream.data[at : at + width], "big") if width else 1)
                    at += width
                if row[0] == 1:
                    self.places.setdefault(number, row[1])
                elif row[0] == 2:
                    self.places.setdefault(number, (row[1], row[2]))

    def _object(self, number: int) -> Any:
        if number not in self._read:
            place = self.places.get(number)
            if isinstance(place, tuple):
                self._read[number] = self._packed(*place)
            else:
                self._read[number] = None if place is None else self._at(place)
        return self._read[number]

    def _packed(self, holder: int, index: int) -> Any:
        stream = self._object(holder)
        heads = Scanner(stream.data)
        offsets = [(heads.value(), heads.value())[1] for _ in range(stream.values["N"])]
        return Scanner(stream.data, stream.values["First"] + offsets[index]).value()

    def _at(self, place: int) -> Any:
        scanner = Scanner(self.data, place)
        for _ in range(3):
            scanner.value()
        value = scanner.value()
        scanner.skip()
        if not isinstance(value, dict) or self.data[scanner.at : scanner.at + 6] != b"stream":
            return value
        start = scanner.at + 6
        start += 2 if self.data[start : start + 2] == b"\r\n" else 1
        return Stream(value, self._unpacked(value, self.data[start : start + self[value["Length"]]]))

    def _unpacked(self, values: dict[str, Any], data: bytes) -> bytes:
        filters = self[values.get("Filter")]
        for name in filters if isinstance(filters, list) else [filters] if filters else []:
            if name != "FlateDecode":
                return data
            data = zlib.decompressobj().decompress(data)
        settings = self[values.get("DecodeParms")]
        if isinstance(settings, dict) and settings.get("Predictor", 1) >= 10:
            data = _unpredicted(data, settings.get("Columns", 1))
        return data


def _unpredicted(data: bytes, columns: int) -> bytes:
    """Return rows of a cross-reference stream without the PNG filter that says each by the one above it."""
    above, found = bytes(columns), bytearray()
    for at in range(0, len(data), columns + 1):
        kind, row = data[at], bytearray(data[at + 1 : at + 1 + columns])
        if kind == 2:
            row = bytearray((new + old) & 0xFF for new, old in zip(row, above, strict=False))
        above = bytes(row)
        found += row
    return bytes(found)


def text_of(value: Any) -> str:
    """Return a text string: UTF-16 with a mark, UTF-8 with a mark, or (for what we look at) Latin-1."""
    if not isinstance(value, bytes):
        return ""
    if value.startswith(b"\xfe\xff"):
        return value[2:].decode("utf-16-be", "replace")
    if value.startswith(b"\xef\xbb\xbf"):
        return value[3:].decode("utf-8", "replace")
    return value.decode("latin-1")
