"""What orders two lanes: messages, starts and joins, and locks that are handed on."""

from collections import deque
from collections.abc import Callable

from procession.engine.observation import Observation, Step
from procession.engine.races import take_bytes
from procession.picture.diagram import Arrow
from procession.words import named


def arrows(seen: Observation, plain: Callable[[str], str]) -> list[Arrow]:
    """All arrows, in the order in which they arrive."""
    found = _messages(seen, plain)[0] + _family(seen) + _locks(seen, plain)
    return sorted(found, key=lambda arrow: (arrow.to_step, arrow.from_step))


def unread(seen: Observation) -> dict[int, int]:
    """The writes of which no whole read was seen until the end: step, and how many bytes lay there then."""
    return _messages(seen, str)[1]


def _messages(seen: Observation, plain: Callable[[str], str]) -> tuple[list[Arrow], dict[int, int]]:
    """An arrow from each write to the read that took its last byte; and what was left unread.

    Bytes come out of a pipe in the order in which they went in, so counting them tells which write
    a read belongs to, whoever reads. What they mean nobody tells us: only their number is known.
    """
    under_way: dict[tuple[str, bool], deque[tuple[Step, int]]] = {}
    found = []
    for step in seen.steps:
        if step.fired or type(step.detail) is not int or not step.key.startswith(("pipe", "sock")):
            continue
        if step.op == "send":  # what is written at one end of a two-way pipe comes out at the other
            under_way.setdefault((step.key, step.far), deque()).append((step, step.detail))
        elif step.op == "recv":
            far = not step.far if step.key.startswith("sock") else step.far
            for sent, whole in take_bytes(under_way.setdefault((step.key, far), deque()), step.detail):
                if not whole:
                    continue
                what = f"{sent.detail} bytes through {plain(named(step.key, seen))}"
                arrow = Arrow("message", sent.thread, sent.index, step.thread, step.index, what, f"{sent.detail} B")
                found.append(arrow)
    return found, {sent.index: left for queue in under_way.values() for sent, left in queue}


def _family(seen: Observation) -> list[Arrow]:
    """Arrows from each start to the new process's first step, and from its last one to who joins it."""
    begins = {step.thread: step for step in reversed(seen.steps)}
    lasts: dict[str, Step] = {}
    found = []
    for process in seen.processes:
        starts = [step for step in seen.steps[: process.begun] if step.op == "start" and step.process == process.parent]
        if starts and process.id in begins:
            found.append(Arrow("start", starts[-1].thread, starts[-1].index, process.id, begins[process.id].index))
    for step in seen.steps:
        child = step.key.removeprefix("proc:") if step.op == "join" and not step.fired else ""
        if child in lasts:
            found.append(Arrow("join", child, lasts[child].index, step.thread, step.index))
        lasts[step.thread] = step
    return found


def _locks(seen: Observation, plain: Callable[[str], str]) -> list[Arrow]:
    """Arrows from giving a lock or semaphore back to getting it, where the getter had waited for it."""
    waited = {(one.thread, one.key, one.ended - 1) for one in seen.blocked if one.op == "acquire" and one.ended}
    freed: dict[tuple[str, str], Step] = {}
    found = []
    for step in seen.steps:
        if step.op == "release":
            freed |= {(who, key): step for who, key, end in waited if key == step.key and end == step.index}
        elif step.op == "acquire" and not step.fired and (step.thread, step.key) in freed:
            gave = freed.pop((step.thread, step.key))
            if gave.thread != step.thread:
                lock = plain(named(step.key, seen))
                found.append(Arrow("lock", gave.thread, gave.index, step.thread, step.index, f"gives {lock} on"))
    return found
