"""What stands for quiescence where the kernel can't be asked: silence.

A run counts as still as soon as everybody who is known waits at a gate, or when nobody has been heard
of for a moment. That is a guess, and so nothing is ever *proven* by it: it only says when to let the
next one go. A wrong guess costs a right program nothing, since it may be scheduled in any way. Where a
wrong one could cost something (a held caller goes on, a timer of fair time fires, a run is given up)
the silence must be long: `Patience` has the numbers, and a slow machine gets more of each.
"""

import os
from dataclasses import dataclass, fields

from procession.engine.exchange import Exchange
from procession.engine.kernel import Kernel
from procession.engine.ledger import Ledger
from procession.engine.quiescence import LimitReached, Quiescence
from procession.engine.scenario import Limits

START_SECONDS = 0.25
"""How long a new interpreter takes to its first gate on the machine that `Patience` was made for."""
SLOWEST = 20.0
"""More than so many times as slow no machine is taken to be."""


@dataclass(frozen=True)
class Patience:
    """Seconds without a sign of life after which something is taken for granted, on an ordinary machine."""

    settle: float = 0.02
    """Who was let go and is at no gate waits somewhere else, or computes: the next one may go."""
    start: float = 2.0
    """A process that was started but has not come to a gate will not do so soon."""
    timer: float = 0.2
    """Nobody but time can move: a timer of fair time fires."""
    held: float = 0.5
    """Nobody else will come into the held function."""
    hang: float = 5.0
    """Everybody waits at a gate, in vain."""
    busy: float = 15.0
    """Somebody computes for so long, or waits in vain, where we can't see it."""

    def times(self, pace: float) -> "Patience":
        """The patience with a machine that is `pace` times as slow."""
        return Patience(**{field.name: getattr(self, field.name) * pace for field in fields(self)})


class _NoKernel(Kernel):
    """A kernel that tells nothing."""

    def __init__(self) -> None:
        super().__init__(-1, frozenset())

    def exit_status(self, pid: int) -> int | None:
        return None

    def on_its_way(self, pids: list[int]) -> tuple[str, ...]:
        return ()


class Silence(Quiescence):
    """Guesses whether a run is still; remembers who is taken to be alive."""

    def __init__(self, board: Exchange, ledger: Ledger, limits: Limits, patience: Patience) -> None:
        super().__init__(_NoKernel(), frozenset(), limits)
        self.board = board
        self.ledger = ledger
        self.roster = ledger.roster
        self.usual = patience
        self.dozing = True  # who waits in vain can't be told from who will go on
        self.forked: dict[int, float] = {}
        """Processes that os.fork made, with the clock of that word: all else that is known of them."""
        self._announced: dict[int, float] = {}
        self._pieces = 0
        self._announced_bytes = 0

    @property
    def pace(self) -> float:
        """How slow this machine is just now, by how long the interpreter of this run took to start."""
        return min(max(self.board.start_seconds / START_SECONDS, 1.0), SLOWEST)

    @property
    def patience(self) -> Patience:
        """The patience with this machine."""
        return self.usual.times(self.pace)

    def lasts(self) -> float:
        """For how many seconds nobody has come to a gate, come or gone."""
        return self.board.clock - self.board.heard

    def all_parked(self) -> bool:
        """Whether everybody who is known waits at a gate."""
        strangers = any(pid not in self.board.met for pid in self.live)
        return not strangers and all(thread.at is not None for thread in self.roster.threads if not thread.gone)

    def limit(self) -> float:
        """Seconds of silence after which a run is given up."""
        return self.patience.hang if self.all_parked() else self.patience.busy

    # What the scheduler asks of any quiescence.

    def holds(self, parked: set[tuple[int, int]], doze: bool = False) -> bool:
        """Whether the next one may go."""
        self.live = self.alive()
        if not self.board.met:
            return self.board.root_ended
        quiet, patience = self.lasts(), self.patience
        if self._owed() and quiet < patience.busy:
            return False
        if self._on_their_way(patience.start):
            return quiet >= patience.start
        return not self.board.moving() or quiet >= patience.settle

    def alive(self) -> list[int]:
        """Processes that are taken to be alive."""
        heard = {thread.pid for thread in self.roster.threads if not thread.gone}
        for process in self.roster.processes.values():
            if process.ended is not None or process.reaped:
                heard.discard(process.pid)
            elif process.pid not in self.board.met and _exists(process.pid):
                heard.add(process.pid)
        for pid, since in self.forked.items():
            if pid not in self.board.met and self.board.clock - since < self.patience.start and _exists(pid):
                heard.add(pid)
        if not self.board.root_ended:
            heard.add(self.board.process.pid)
        return sorted(heard)

    def _on_their_way(self, seconds: float) -> bool:
        """Whether processes have been started that have had no time yet to come to a gate."""
        for pid in self.live:
            if pid not in self.board.met:
                since = self._announced.setdefault(pid, self.board.clock)
                if self.board.clock - since < seconds:
                    return True
        return False

    def _owed(self) -> bool:
        """Whether something that somebody was let go to print has not come out yet: who wrote it must stay known."""
        for _, length, _ in self.ledger.pieces[self._pieces :]:
            self._announced_bytes += length
            self._pieces += 1
        return len(self.board.output[1]) < self._announced_bytes

    def cpu_seconds(self) -> float:
        """Not known here."""
        return 0.0

    def check_resources(self, output_bytes: int, cpu_seconds: float) -> None:
        """Raise LimitReached when the run uses more than it may, as far as it can be seen."""
        if output_bytes > self.limits.output_bytes:
            raise LimitReached(f"more than {self.limits.output_bytes >> 20} MiB of output")
        if len(self.live) > self.limits.processes:
            raise LimitReached(f"more than {self.limits.processes} processes at once")

    def unknown(self) -> str:
        """What the maintainers are told when nothing comes."""
        return "the interpreter of a sampled run has not come to its first gate"


def _exists(pid: int) -> bool:
    """Whether there is such a process, as far as that can be asked."""
    if os.name == "nt":  # where signal 0 is no question
        return True
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    return True
