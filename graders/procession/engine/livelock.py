"""Livelock: everybody who moves goes round in circles, and nothing comes of it.

Not a proof, as a deadlock is: what a program keeps in its variables can't be seen, and it may be counting
its rounds. So going round alone ends no run: it takes a limit on polls or steps as well (scenario.py's Limits),
and then says what kind of run it was. Slow work is told apart by what it does: it computes between two gates, or does something at them that others notice.
"""

from collections.abc import Sequence

from procession.engine.observation import Access, Step

_WINDOW = 1000
_LEAST = 100
_PROGRESS = {
    "send", "recv", "print", "call", "start", "begin", "import", "enter", "returned", "raised", "file", "read", "write", "store",
    "memory", "signal", "join",
}  # fmt: skip


def goes_round(steps: Sequence[Step], accesses: Sequence[Access]) -> tuple[str, ...]:
    """The threads that go round at the end of a run; empty if some of them still get somewhere.

    Two halves of the last steps have the same operations at the same lines, and none that tells anybody
    anything.
    """
    last = steps[-_WINDOW:]
    if len(last) < _LEAST or any(_gets_somewhere(step) for step in last):
        return ()
    if any(access.kind != "load" and access.step >= last[0].index for access in accesses):
        return ()
    half = len(last) // 2
    first, second = ({(s.thread, s.op, s.key, s.spot, s.fired) for s in part} for part in (last[:half], last[half:]))
    return tuple(dict.fromkeys(step.thread for step in last)) if first == second else ()


def _gets_somewhere(step: Step) -> bool:
    return not step.fired and step.op in _PROGRESS and not step.key.startswith("link")
