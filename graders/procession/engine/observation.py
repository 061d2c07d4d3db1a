"""The frozen record of one run: everything that a check may judge, and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Spot:
    """A place in the submission."""

    file: str
    line: int
    function: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True)
class Step:
    """One choice of the scheduler: this thread was let go at this gate."""

    index: int
    thread: str
    op: str
    key: str
    detail: Any
    spot: Spot | None
    fired: bool
    """The time-out was fired instead of the operation being done."""
    far: bool = False
    """It was at the second end of a two-way pipe; both ends have the same key."""

    @property
    def process(self) -> str:
        """The process whose thread it was."""
        return self.thread.partition("~")[0]


@dataclass(frozen=True)
class Access:
    """A thread has read or changed a file, shared memory or the terminal."""

    step: int
    thread: str
    key: str
    kind: str
    """load, store or append"""
    spot: Spot | None
    alone: bool = False
    """The lock that was held for it was taken for this one access: between two of them others may come."""
    guard: str = ""
    """That lock."""

    @classmethod
    def at(cls, step: Step, key: str, detail: str, alone: bool = False, guard: str = "") -> "Access":
        """An access at a step, as a gate tells it: "store", or of a part of `key` "store PART"."""
        kind, _, part = detail.partition(" ")
        return cls(step.index, step.thread, f"{key}[{part}]" if part else key, kind, step.spot, alone, guard)


@dataclass(frozen=True)
class Race:
    """Two accesses that nothing puts in order; at least one of them changes something."""

    key: str
    first: Access
    second: Access


@dataclass(frozen=True)
class Call:
    """One call of a given function. Times are indices of steps."""

    name: str
    process: str
    arguments: tuple[Any, ...]
    begun: int
    ended: int | None
    raised: str
    """Type of the exception that it raised, or ""."""


@dataclass(frozen=True)
class Written:
    """A piece of terminal output and the process that wrote it."""

    process: str
    text: str
    step: int


@dataclass(frozen=True)
class ProcessRecord:
    """One process that the program started. Times are indices of steps."""

    id: str
    label: str
    target: str
    kind: str
    parent: str
    daemon: bool
    begun: int
    ended: int | None
    status: int | None
    """Wait status as the kernel gave it, None when it could not be seen."""
    alive_at_return: bool
    """When the entry returned from the call in which the process was started; so for the next two."""
    reaped_at_return: bool
    idle_at_return: bool
    """It was waiting for something to come from others, not working."""

    @property
    def exit_code(self) -> int | None:
        """As `Process.exitcode`: negative for a signal."""
        if self.status is None:
            return None
        return -(self.status & 0x7F) if self.status & 0x7F else self.status >> 8


@dataclass(frozen=True)
class Outcome:
    """How one call of the entry went: "returned", "raised", "broken" (import) or "nothing"."""

    kind: str
    value: Any = None
    error: str = ""
    bases: tuple[str, ...] = ()
    """Names of the exception's class and of those it derives from."""
    message: str = ""
    spot: Spot | None = None
    step: int = 0


@dataclass(frozen=True)
class Waiting:
    """Where one thread was at the end of a run that did not end by itself."""

    who: str
    what: str
    why: str
    spot: Spot | None
    seen: bool = True
    """Whether a gate or a stack dump told us where it was."""
    thread: str = ""
    """The thread's identity, as in `Step.thread`."""

    def __str__(self) -> str:
        place = f" ({self.spot})" if self.spot else ""
        return f"{self.who} {self.what}{place}{': ' + self.why if self.why else ''}"


@dataclass(frozen=True)
class Blocked:
    """A stretch in which a thread could not go on, whatever the scheduler wanted. Times are indices of steps."""

    thread: str
    op: str
    """The operation that it waited to do; "kernel" where it waited at no gate."""
    key: str
    spot: Spot | None
    begun: int
    """The first choice at which it could not go on."""
    ended: int | None
    """The first choice at which it could again; None: never."""


@dataclass(frozen=True)
class QueueUse:
    """One call of a JoinableQueue method. Times are indices of steps."""

    queue: str
    process: str
    method: str
    begun: int
    ended: int | None
    raised: str


@dataclass(frozen=True)
class Schedule:
    """What to run again to see the same: the strategy that chose, and its choices."""

    strategy: str
    seed: int
    threads: tuple[str, ...]
    picks: tuple[int, ...]
    """For each step, the index into `threads`; negative (~index) where a time-out was fired."""

    def choice(self, step: int) -> tuple[str, bool]:
        """Which thread went at a step, and whether its time-out was fired."""
        pick = self.picks[step]
        return self.threads[~pick if pick < 0 else pick], pick < 0


@dataclass(frozen=True)
class Profile:
    """What an earlier run of the same scenario tells about the next one."""

    steps: int = 150
    """How many steps it had."""
    uses: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """How often each thread has used each object."""


@dataclass(frozen=True)
class Observation:
    """One run of a scenario under one schedule."""

    ending: str
    """ended | deadlocked | timed out | crashed | inconclusive"""
    phase: str
    """How far the main process had come: import | call | exit"""
    outcomes: tuple[Outcome, ...]
    processes: tuple[ProcessRecord, ...]
    calls: tuple[Call, ...]
    written: tuple[Written, ...]
    stdout: str
    stderr: str
    queue_uses: tuple[QueueUse, ...]
    waiting: tuple[Waiting, ...]
    reason: str
    leftovers: tuple[str, ...]
    root_status: int | None
    peak_processes: int
    held_together: int
    """The most threads that were held inside the held function at one time."""
    steps: tuple[Step, ...]
    virtual_seconds: float
    schedule: Schedule
    mode: str
    box: str
    start_method: str
    cause: str = ""
    """Of a run that a limit has ended: livelock, busy or limit; else ""."""
    ungated: tuple[str, ...] = ()
    """What the program used that no gate puts in order: a race on it may stay unseen."""
    accesses: tuple[Access, ...] = ()
    """Accesses to shared memory by those who held its lock; all others are steps."""
    names: dict[str, str] = field(default_factory=dict)
    """Process, thread or object (lock, pipe) to the label that a person is shown."""
    blocked: tuple[Blocked, ...] = ()
    profile: Profile = Profile()

    @property
    def outcome(self) -> Outcome:
        """The outcome of the first (mostly only) call of the entry."""
        return self.outcomes[0] if self.outcomes else Outcome("nothing")

    def calls_of(self, name: str) -> tuple[Call, ...]:
        """The calls of one given function, in the order in which they began."""
        return tuple(call for call in self.calls if call.name == name)
