"""Reads the session files that wait, one after the other, as long as there is time."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import closing
from functools import partial

from collectors import flat_record as flat
from collectors.session_progress import Backlog, Transcript
from collectors.sessions.crew import Crew, processors
from collectors.sessions.ownership import Ownership
from collectors.sessions.positions import Positions
from collectors.sessions.reading_list import ReadingList
from collectors.sessions.session_file import SessionFile
from collectors.sessions.tail import Tail

MUCH_BYTES = 16_000_000
"""From here on processes that read side by side save more time than it takes to start them."""


class Reader:
    """Knows how far every file was read, and which are still to be."""

    def __init__(self, known: Mapping[str, Transcript], ownership: Ownership) -> None:
        self._positions = Positions(known)
        self._ownership = ownership
        self._list = ReadingList(self._positions.left)
        self._begun: SessionFile | None = None
        self._foreign: set[str] = set()
        self.refused: set[str] = set()
        """Ids of files that could not be read, or not to their end."""

    @property
    def waiting(self) -> int:
        """How many files are to be read."""
        return len(self._list)

    @property
    def foreign(self) -> int:
        """How many files only looked like the root's."""
        return len(self._foreign)

    def backlog(self) -> Backlog:
        """How much is to be read."""
        return self._list.backlog()

    def plan(self, files: Iterable[SessionFile], now: int) -> None:
        """Read these files next, as far as they are new, in an order that suits `now`."""
        self._list.put(filter(self._positions.wants, files), now)

    def add(self, files: Iterable[SessionFile]) -> None:
        """Read these files too, before all others."""
        for file in filter(self._positions.wants, files):
            self._list.add(file)

    def read(self, *, all_roots: bool, enough: Callable[[], bool]) -> Iterator[flat.Flattened]:
        """Yield what the files tell that wait, until there is no more time."""
        self._set_aside()
        while file := self._list.next():
            self._begun = file
            yield from self._attempt(file, enough, all_roots=all_roots)
            self._begun = None
            if enough():
                return

    def read_together(self, *, all_roots: bool) -> Generator[flat.Rows]:
        """Yield what the files tell that wait, read by several processes, if there is much.

        There must be no other thread. What they could not read waits on.
        """
        if self.backlog().bytes < MUCH_BYTES or processors() == 1:
            return
        files = {file.id: file for file in self._list.files}
        read = partial(self._whole, all_roots=all_roots)
        with closing(Crew([*files.values()], read, size=processors())) as crew:
            for told in crew.told():
                yield told
                for position in told.of(flat.TRANSCRIPT):
                    self._positions.note(position)
                    self._finish(files[position.file])

    def _whole(self, file: SessionFile, *, all_roots: bool) -> Iterator[flat.Row]:
        """What a file tells to its end; nothing of it is noted."""
        if self._is_ours(file, all_roots=all_roots):
            tail = Tail(file, self._positions.of(file))
            yield from tail.read(file, enough=lambda: False)

    def _set_aside(self) -> None:
        """Leave alone what raised an error when it was read last."""
        if self._begun:
            self._refuse(self._begun)
            self._begun = None

    def _attempt(
        self, file: SessionFile, enough: Callable[[], bool], *, all_roots: bool
    ) -> Iterator[flat.Flattened]:
        try:
            if self._is_ours(file, all_roots=all_roots):
                yield from self._read(file, enough)
            else:
                self._foreign.add(file.id)
                self._finish(file)
        except FileNotFoundError:
            self._leave(file)
        except OSError:
            self._refuse(file)

    def _is_ours(self, file: SessionFile, *, all_roots: bool) -> bool:
        return all_roots or self._positions.knows(file) or self._ownership.holds(file)

    def _read(self, file: SessionFile, enough: Callable[[], bool]) -> Iterator[flat.Flattened]:
        tail = self._positions.tail(file)
        yield from map(flat.record, tail.read(file, enough=enough))
        self._positions.note(tail.position)
        self._foreign.discard(file.id)
        self.refused.discard(file.id)
        if tail.at_end:
            self._finish(file)

    def _refuse(self, file: SessionFile) -> None:
        """Leave a file alone until it changes, and then go on where its position says."""
        self.refused.add(file.id)
        self._leave(file)

    def _leave(self, file: SessionFile) -> None:
        self._positions.drop_tail(file)
        self._finish(file)

    def _finish(self, file: SessionFile) -> None:
        self._positions.settle(file)
        self._list.drop(file)
