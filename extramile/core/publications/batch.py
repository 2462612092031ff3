"""Reads many reports at once, on all cores, and survives any of them.

A PDF is a program from a stranger. Each is read in a child process whose memory is limited and which is stopped when
it takes too long; a file that breaks its reader is reported like any other that cannot be read, and the rest goes on.
"""

import contextlib
import faulthandler
import gc
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path

from extramile.core.publications.edition_2023 import Tagger
from extramile.core.publications.pages import MOST_BYTES
from extramile.core.publications.reading import Resolver, located, read_report
from extramile.core.publications.report import Report
from extramile.core.vocabulary import InputError

# A report takes 25 ms and 60 MB. These are for what is no report.
SECONDS_A_FILE = 20.0
MOST_MEMORY = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of one file: a report, or the sentence that says why there is none."""

    file: str
    report: Report | None
    error: InputError | None


@dataclass(frozen=True, slots=True)
class PdfFile:
    """A file to be read: its name in messages and results, and its bytes or where they are."""

    name: str
    content: bytes | Path

    def read(self) -> bytes:
        """Return the bytes. Raises InputError if the file is not there, too large, or may not be opened."""
        if isinstance(self.content, bytes):
            return self.content
        try:
            with self.content.open("rb") as stream:
                return stream.read(MOST_BYTES + 1)  # one more than allowed is refused as too large
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise InputError(f"cannot be opened ({reason}).", where=self.name, next_step="Check the name.") from error


def pdf_files(paths: Sequence[Path]) -> list[PdfFile]:
    """Return the files named and those in the folders named, in order, each once.

    Raises InputError for a folder without any PDF file. A file that is not there is told when it is read, so that it
    does not keep the others from being read.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if not path.is_dir():
            found[path] = None
            continue
        inside = sorted(each for each in path.rglob("*") if each.suffix.lower() == ".pdf" and each.is_file())
        if not inside:
            raise InputError("has no PDF files.", where=str(path), next_step="Give a folder with reports.")
        found.update(dict.fromkeys(inside))
    return [PdfFile(str(path), path) for path in found]


def read_reports(
    files: Sequence[PdfFile],
    *,
    resolve: Resolver | None = None,
    tag: Tagger | None = None,
    workers: int | None = None,
    seconds: float = SECONDS_A_FILE,
) -> Iterator[Reading]:
    """Give what became of each file, in the order given, as soon as it is known.

    `workers` is the number of processes (all cores if None), `seconds` the longest that one file may take. Children are
    forked where that is safe, and otherwise started anew: then `tag` must be a function of a module. `resolve` is
    called here, not in the children, since what it asks may have threads of its own.
    """
    crew = _Crew(tag, min(workers or os.cpu_count() or 1, len(files)), seconds)
    try:
        done: dict[int, Reading] = {}
        due = 0
        for place, reading in crew.work(files):
            report = reading.report
            done[place] = replace(reading, report=located(report, resolve)) if report and resolve else reading
            while due in done:
                yield done.pop(due)
                due += 1
    finally:
        crew.stop()


@dataclass(slots=True)
class _Reader:
    """A child process, and what it is reading until when."""

    process: BaseProcess
    line: Connection
    place: int | None = None
    deadline: float = 0.0

    def stop(self) -> None:
        self.process.kill()
        self.process.join()
        self.line.close()


@dataclass(slots=True)
class _Crew:
    tag: Tagger | None
    size: int
    seconds: float
    readers: list[_Reader] = field(default_factory=list)

    def work(self, files: Sequence[PdfFile]) -> Iterator[tuple[int, Reading]]:
        waiting = iter(range(len(files)))
        self.readers = [self._hire() for _ in range(self.size)]
        for reader in self.readers:
            self._give(reader, waiting, files)
        while busy := [reader for reader in self.readers if reader.place is not None]:
            patience = max(0.0, min(reader.deadline for reader in busy) - time.monotonic())
            ready = wait([reader.line for reader in busy], timeout=patience)
            for reader in busy:
                place = reader.place or 0
                if reader.line in ready:
                    reading = self._hear(reader, files[place])
                elif time.monotonic() >= reader.deadline:
                    reading = self._give_up(reader, files[place], f"took more than {self.seconds:g} seconds to read.")
                else:
                    continue
                yield place, reading
                self._give(reader, waiting, files)

    def stop(self) -> None:
        for reader in self.readers:
            reader.stop()

    def _hire(self) -> _Reader:
        # Forking is quick, and unsafe where other threads may hold a lock at that moment.
        can_fork = "fork" in multiprocessing.get_all_start_methods() and threading.active_count() == 1
        context = multiprocessing.get_context("fork") if can_fork else multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_read_on_request, args=(theirs, self.tag), daemon=True)
        process.start()
        theirs.close()
        return _Reader(process, ours)

    def _give(self, reader: _Reader, waiting: Iterator[int], files: Sequence[PdfFile]) -> None:
        reader.place = next(waiting, None)
        if reader.place is not None:
            reader.deadline = time.monotonic() + self.seconds
            with contextlib.suppress(BrokenPipeError):  # a child that is gone is noticed when it is heard
                reader.line.send(files[reader.place])

    def _hear(self, reader: _Reader, file: PdfFile) -> Reading:
        try:
            answer: Reading = reader.line.recv()
        except (EOFError, ConnectionResetError):
            return self._give_up(reader, file, "broke the reader: it is damaged or needs too much memory.")
        return answer

    def _give_up(self, reader: _Reader, file: PdfFile, why: str) -> Reading:
        reader.stop()
        fresh = self._hire()
        reader.process, reader.line = fresh.process, fresh.line
        step = "Give the PDF as Ofsted published it."
        return Reading(file.name, None, InputError(why, where=file.name, next_step=step))


def _read_on_request(line: Connection, tag: Tagger | None) -> None:
    """Read what is sent until nobody is there; runs in the child."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is told, and stops its children
    faulthandler.disable()  # a child that breaks is told by the parent, in a sentence
    _limit_memory()
    gc.freeze()  # what was loaded before the first file is never garbage, and need not be looked through
    while True:
        try:
            file: PdfFile = line.recv()
        except EOFError:
            return
        try:
            answer = Reading(file.name, read_report(file.read(), file=file.name, tag=tag), None)
        except InputError as error:
            answer = Reading(file.name, None, InputError(str(error)))
        except (MemoryError, RecursionError):
            why = InputError("needs too much memory to read.", where=file.name, next_step="Give the published PDF.")
            answer = Reading(file.name, None, why)
        line.send(answer)


def _limit_memory() -> None:
    """Bound the memory of this process, on systems that can."""
    try:
        import resource
    except ImportError:
        return
    with contextlib.suppress(OSError, ValueError):
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
        most = pages * resource.getpagesize() + MOST_MEMORY
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
