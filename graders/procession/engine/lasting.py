"""Names of shared objects that are the same in each run of a program."""

import re
from collections.abc import Mapping

from procession.engine.roster import Process

_MADE_BY = re.compile(r"([a-z]+)(\d+)\.(\d+)")
_BY_INODE = re.compile(r"([a-z]+)(\d+)")


class LastingNames:
    """Gives them, from the names at the gates, which hold process numbers and inodes.

    A semaphore or a piece of memory is known by who made it and as the how many-th. A pipe is known by when
    it was first offered to the strategy, which is the same in runs that begin alike.
    """

    def __init__(self, processes: Mapping[int, Process]) -> None:
        self._processes = processes
        self._known: dict[str, str] = {}
        self._pipes = 0

    def of(self, key: str) -> str:
        """The lasting name of `key`; different for different objects of one run."""
        if key not in self._known:
            self._known[key] = "|".join(self._name(part) for part in key.split("|"))
        return self._known[key]

    def _name(self, key: str) -> str:
        if found := _MADE_BY.fullmatch(key):
            maker = self._processes.get(int(found[2]))
            return f"{found[1]}:{maker.id}.{found[3]}" if maker else key
        found = _BY_INODE.fullmatch(key)
        if not found:
            return key
        if found[1] == "proc":
            process = self._processes.get(int(found[2]))
            return f"proc:{process.id}" if process else key
        if key not in self._known:
            self._pipes += 1
            self._known[key] = f"{found[1]}:{self._pipes}"
        return self._known[key]
