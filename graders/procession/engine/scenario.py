"""What is to be run: plain frozen data, so that it can be stored beside a schedule and run again."""

from dataclasses import dataclass, field
from typing import Any

from procession.engine.wire import At
from procession.inside import values


@dataclass(frozen=True)
class Limits:
    """The last resort, where nothing can be proven. None of them is wall-clock time."""

    steps: int = 20_000
    """Choices of the scheduler in one run."""
    idle_steps: int = 3_000
    """Choices in a row that changed nothing (polls without success, timers)."""
    misses: int = 600
    """Polls and timers with nothing in between that others could notice for long, while all who take part
    go round in circles."""
    virtual_seconds: float = 1e8
    cpu_seconds: float = 5.0
    """Processor seconds that the run may use between two choices."""
    total_cpu_seconds: float = 60.0
    """Processor seconds that the run may use in all, counted where it computes for a while."""
    processes: int = 64
    """Live processes at one time."""
    started: int = 1_000
    """Processes in all."""
    memory_bytes: int = 2 << 30
    """Resident memory of all processes together."""
    output_bytes: int = 32 << 20
    """Terminal output of the run."""


@dataclass(frozen=True)
class Scenario:
    """One way to run a submission; everything but the schedule."""

    module: str
    entry: str
    calls: tuple[tuple[Any, ...], ...]
    """Arguments of each call of the entry, one call after the other."""
    start_method: str = "fork"
    given: tuple[str, ...] = ()
    hold: str = ""
    """Given function whose callers are held until nobody else can move."""
    hold_with: tuple[Any, ...] = ()
    """Of these callers, only those whose arguments begin with these values."""
    terminal: bool = False
    """Whether writes to the terminal are gates."""
    machine: tuple[int, int] | None = None
    """Pretended processors: (of the machine, usable by this process)."""
    time: str = "adversarial"
    """adversarial: a timer may fire at any choice; fair: only when nothing else can happen."""
    limits: Limits = field(default_factory=Limits)

    def holds(self, at: At) -> bool:
        """Whether somebody who is at this gate is to be held there."""
        if at.op != "call" or at.key != self.hold:
            return False
        wanted = [values.encode(value) for value in self.hold_with]
        return not wanted or bool(at.detail[1][: len(wanted)] == wanted)

    def shown(self) -> str:
        """The call as a person would write it."""
        arguments = ", ".join(_short(value) for value in self.calls[0]) if self.calls else ""
        more = f", and {len(self.calls) - 1} more calls" if len(self.calls) > 1 else ""
        return f"{self.entry}({arguments}){more}"


def _short(value: Any, limit: int = 120) -> str:
    text = repr(value)
    return text if len(text) <= limit else f"{text[: limit - 24]}... ({len(text)} characters)"
