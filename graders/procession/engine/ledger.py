"""What happened in a run, put together from the gates' announcements, in their order."""

from dataclasses import dataclass, field, replace
from typing import Any

from procession.engine.observation import Access, Call, Outcome, QueueUse, Spot, Step, Written
from procession.engine.roster import Process, Roster, Thread
from procession.engine.strategies import LOOKS
from procession.engine.wire import ProtocolError
from procession.inside import values

_KINDS = {
    "Lock": "lock", "RLock": "lock", "Semaphore": "semaphore", "BoundedSemaphore": "semaphore",
    "sock": "pipe", "link": "connection",
}  # fmt: skip


_MOST_EVENTS = 20_000
_MOST_TEXT = 2000


@dataclass
class _OpenCall:
    name: str
    process: str
    arguments: tuple[Any, ...]
    begun: int
    ended: int | None = None
    raised: str = ""


@dataclass
class _OpenUse:
    queue: str
    process: str
    method: str
    begun: int
    ended: int | None = None
    raised: str = ""


@dataclass
class Ledger:
    """Collects the facts of a run; the scheduler feeds it, the observation is read from it."""

    roster: Roster
    steps: list[Step] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)
    calls: dict[str, _OpenCall] = field(default_factory=dict)
    uses: list[_OpenUse] = field(default_factory=list)
    pieces: list[tuple[str, int, int]] = field(default_factory=list)
    ungated: dict[str, None] = field(default_factory=dict)
    """What was used that no gate puts in order, as an ordered set."""
    accesses: list[Access] = field(default_factory=list)
    holders: dict[str, str] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, int] = field(default_factory=dict)
    """How many keys there are of each kind."""
    latest: dict[tuple[str, str], int] = field(default_factory=dict)
    """The last step of each thread on each object."""
    read: dict[str, set[tuple[str, str, Spot | None]]] = field(default_factory=dict)
    """The elements of shared arrays that each thread has read, and where, since it has changed anything."""
    phase: str = "import"
    idle: int = 0
    """Choices in a row that changed nothing."""
    quiet: int = 0
    """Choices in a row that nobody but their own process could notice the effect of for long: what a
    polling loop does, its locks taken and given back included."""
    fired: int = 0
    """Timers among them."""
    misses: int = 0
    """Timers and looks among them."""
    polls: bool = False
    """Somebody was seen to poll: next time it takes less to believe it."""

    @property
    def nothing_new(self) -> bool:
        """Whether those who can go on only seem to wait, by polling, for what somebody else does."""
        most = 200 if self.polls else 2000
        self.polls = self.polls or max(self.idle, self.misses) > 200 or self.fired > 100 or self.quiet > 2000
        idle, fired, quiet = self.idle > most / 10, self.fired > most / 20, self.quiet > most
        return self.polls and (idle or fired or quiet or self.misses > most / 10)

    def doubt(self) -> None:
        """Something may be new: it takes a while again to believe that all only poll."""
        self.quiet = self.fired = self.misses = self.idle = 0

    def canonical(self, key: str) -> str:
        """A shared object's name that is the same in every run: kind and number of appearance."""
        if "|" in key:
            return "|".join(sorted(self.canonical(part) for part in key.split("|")))
        key = self.aliases.get(key, key)
        kind = key.rstrip("0123456789.:")
        if kind == key or key.startswith("file:"):
            return key
        if kind == "proc":
            number = key[4:]
            process = self.roster.processes.get(int(number)) if number.isdecimal() else None
            return f"proc:{process.id}" if process else "proc:?"
        if key not in self.keys:
            self.kinds[kind] = self.kinds.get(kind, 0) + 1
            self.keys[key] = f"{kind}#{self.kinds[kind]}"
        return self.keys[key]

    def labels(self) -> dict[str, str]:
        """What a person is told each lock, semaphore, pipe and socket is called: kind and number."""
        kinds = {step.key: step.detail for step in self.steps if step.op in ("acquire", "try", "release")}
        counts: dict[str, int] = {}
        found = {}
        for key in self.keys.values():
            sort = key.partition("#")[0]
            if sort == "cond":
                continue  # one for each wait: a number would say nothing
            kind = _KINDS.get(kinds.get(key, ""), "lock") if sort == "sem" else _KINDS.get(sort, sort)
            counts[kind] = counts.get(kind, 0) + 1
            found[key] = f"{kind} {counts[kind]}"
        return found

    def let_go(self, thread: Thread, fired: bool) -> Step:
        """Record that a parked thread was let go."""
        at = thread.at
        assert at is not None
        spot = Spot(*at.spot) if at.spot else None
        detail = None if at.op in ("returned", "join", "alive", "signal", "call") else at.detail
        step = Step(
            len(self.steps), thread.id, at.op, self.canonical(at.key), detail, spot, fired, at.key in self.aliases
        )
        self.steps.append(step)
        self.latest[step.thread, step.key] = step.index
        idle = fired or at.op in LOOKS
        self.idle = self.idle + 1 if idle else 0
        quiet = idle or at.op in ("acquire", "release", "wait") or (at.op == "fetch" and self._read_before(step))
        if quiet:
            self.quiet, self.fired, self.misses = self.quiet + 1, self.fired + fired, self.misses + idle
        else:
            self.doubt()
            if at.op != "fetch":
                self.read.pop(thread.id, None)
        if at.op == "print":
            self.pieces.append((self._process(thread).id, int(at.detail), step.index))
        elif at.op == "call":
            self._begin_call(thread, at.detail, at.key, step.index)
        elif at.op in ("enter", "returned", "raised", "broken") and self._process(thread).id == "main":
            self._outcome(at.op, at.detail, step.index)
        return step

    def _read_before(self, step: Step) -> bool:
        """Whether a thread reads again, at the same line, an element that it has read, and has changed nothing between.

        Only then is to read an element to look: otherwise something may be worked out from it.
        """
        what = (step.key, str(step.detail), step.spot)
        read = self.read.setdefault(step.thread, set())
        again = what in read
        read.add(what)
        return again

    def _process(self, thread: Thread) -> Process:
        return self.roster.processes[thread.pid]

    def _outcome(self, op: str, detail: Any, step: int) -> None:
        if op == "enter":
            self.phase = "call"
            return
        if op == "returned":
            try:
                self.outcomes.append(Outcome("returned", values.decode(detail), step=step))
            except ValueError as error:
                raise ProtocolError(str(error)) from None
        else:
            names, message, file, line = detail  # see wire.check
            spot = Spot(file, line, "") if file else None
            bases = tuple(name[:_MOST_TEXT] for name in names)
            self.outcomes.append(Outcome(op, None, bases[0], bases, message[:_MOST_TEXT], spot, step))
        self.phase = "exit"

    def _begin_call(self, thread: Thread, detail: Any, name: str, step: int) -> None:
        try:
            number, arguments = detail
            decoded = tuple(values.decode(argument) for argument in arguments)
        except (TypeError, ValueError) as error:
            raise ProtocolError(str(error)) from None
        self.calls[str(number)] = _OpenCall(name, self._process(thread).id, decoded, step)

    def note(self, thread: Thread, note: list[Any]) -> str | None:
        """Apply one event that came with an announcement; return the key that it touched."""
        now = len(self.steps)
        try:
            match note:
                case ["touch", str(key)]:
                    return key
                case ["got", str(key)]:
                    self.holders[key] = thread.id
                    self.idle = 0
                    return key
                case ["gave", str(key)]:
                    self.holders.pop(key, None)
                    return key
                case ["polled", True]:
                    self.idle = 0
                case ["access", str(key), str(detail), str(guard), bool(alone)]:
                    self._access(thread, self.canonical(key), detail, self.canonical(guard), alone)
                case ["ungated", str(what)]:
                    self.ungated.setdefault(what[:80])
                case ["short", str(key), int(size)]:
                    self._correct(thread, self.canonical(key), size)
                case ["missed", str()] | ["polled", False] | ["child", *_] | ["self", *_] | ["forked", int()]:
                    pass
                case ["pair", str(one), str(other)]:
                    self.aliases[other] = one
                case ["ended", str(number), str(raised)]:
                    call = self.calls[number]
                    call.ended, call.raised = now, raised
                case ["reaped", int(pid), status]:
                    self._reaped(pid, status)
                case ["queue", str(method), str(phase), str(key)]:
                    self._queue_use(thread, method, phase, key, now)
                case _:
                    raise ProtocolError(f"unknown event {note!r:.80}")
        except KeyError:
            raise ProtocolError(f"an event out of order: {note!r:.80}") from None
        return None

    def _access(self, thread: Thread, key: str, detail: str, guard: str, alone: bool) -> None:
        """Somebody who holds the lock of shared memory has used it, after the last time it took that lock."""
        index = self.latest.get((thread.id, guard))
        if index is not None and len(self.accesses) < _MOST_EVENTS:  # else it was forked by one that held the lock
            taken = self.steps[index]
            self.accesses.append(Access.at(taken, key, detail, alone, guard))
            if self.accesses[-1].kind == "store":
                self.doubt()

    def _correct(self, thread: Thread, key: str, size: int) -> None:
        """A read got fewer bytes than it had room for."""
        for index in range(len(self.steps) - 1, -1, -1):
            step = self.steps[index]
            if (step.thread, step.op, step.key) == (thread.id, "recv", key):
                self.steps[index] = replace(step, detail=size)
                return

    def _reaped(self, pid: int, exit_code: Any) -> None:
        process = self.roster.processes.get(pid)
        if process is None:
            return
        process.reaped = True
        if process.status is None and type(exit_code) is int:
            process.status = -exit_code if exit_code < 0 else exit_code << 8

    def _queue_use(self, thread: Thread, method: str, phase: str, key: str, now: int) -> None:
        queue, process = self.canonical(key), self._process(thread).id
        if phase == "begin":
            if len(self.uses) >= _MOST_EVENTS:
                raise ProtocolError(f"more than {_MOST_EVENTS} uses of queues")
            self.uses.append(_OpenUse(queue, process, method, now))
            return
        for use in reversed(self.uses):
            if use.ended is None and (use.queue, use.process, use.method) == (queue, process, method):
                use.ended, use.raised = now, "" if phase == "end" else phase
                return
        raise ProtocolError("a queue method ended that had not begun")

    def written(self, stdout: bytes) -> tuple[Written, ...] | None:
        """Attribute the terminal's bytes to their writers; None if some were not announced."""
        if sum(length for _, length, _ in self.pieces) != len(stdout):
            return None
        found, start = [], 0
        for process, length, step in self.pieces:
            text = stdout[start : start + length].decode("utf-8", "replace")
            found.append(Written(process, text, step))
            start += length
        return tuple(found)

    def frozen_calls(self) -> tuple[Call, ...]:
        """The calls of given functions so far."""
        return tuple(Call(**vars(call)) for call in self.calls.values())

    def frozen_uses(self) -> tuple[QueueUse, ...]:
        """The uses of JoinableQueues so far."""
        return tuple(QueueUse(**vars(use)) for use in self.uses)
