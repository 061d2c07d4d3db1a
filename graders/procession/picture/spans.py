"""What lasts: locks that are held, and the times in which a lane does not move."""

import itertools
from collections.abc import Callable, Sequence

from procession.engine.observation import Blocked, Observation
from procession.picture.diagram import Bar, Lane, Stretch
from procession.words import named, waits

_LOCKS = ("Lock", "RLock")
_ASLEEP = ("sleep", "spin")
_LABELS = {"kernel": "thread", "sleep": "sleeps", "spin": "clock"}


def bars(seen: Observation, plain: Callable[[str], str]) -> list[Bar]:
    """The stretches in which a lock was held; semaphores that count are no locks."""
    held: dict[str, Bar] = {}
    times: dict[str, int] = {}  # an RLock may be had more than once
    found = []
    for step in seen.steps:
        if step.fired or step.detail not in _LOCKS:
            continue
        if step.op == "acquire" or (step.op == "try" and step.key not in held and _given_back(seen, step.index)):
            times[step.key] = times.get(step.key, 0) + 1
            depth = sum(bar.lane == step.thread for bar in held.values())
            held.setdefault(step.key, Bar(step.thread, plain(named(step.key, seen)), step.index, None, depth))
        elif step.op == "release" and step.key in held:
            times[step.key] -= 1
            if not times[step.key]:
                bar = held.pop(step.key)
                found.append(Bar(bar.lane, bar.lock, bar.begin, step.index, bar.depth))
    return sorted([*found, *held.values()], key=lambda bar: bar.begin)


def _given_back(seen: Observation, index: int) -> bool:
    """Whether a try was a success, which nobody told us: then the same thread gives back what it tried to get."""
    tried = seen.steps[index]
    for step in seen.steps[index + 1 :]:
        if step.key == tried.key and step.op in ("try", "acquire", "release"):
            return step.op == "release" and step.thread == tried.thread
    return False


def stretches(seen: Observation, lanes: Sequence[Lane], plain: Callable[[str], str]) -> list[Stretch]:
    """The times in which each lane could not go on, and those in which it could but others were chosen."""
    steps: dict[str, list[int]] = {}
    for step in seen.steps:
        steps.setdefault(step.thread, []).append(step.index)
    blocked: dict[str, list[Stretch]] = {}
    for one in seen.blocked:
        blocked.setdefault(one.thread, []).append(_blocked(one, seen, plain))
    found = []
    for lane in lanes:
        mine = blocked.get(lane.id, [])
        found += mine
        end = [len(seen.steps)] if lane.end is None and seen.ending in ("deadlocked", "timed out") else []
        times = [lane.begin, *steps.get(lane.id, []), *end]
        for begin, until in itertools.pairwise(times):
            found += _parked(lane, begin, until, mine, len(seen.steps))
    return sorted(found, key=lambda one: (one.begin, one.lane))


def _blocked(one: Blocked, seen: Observation, plain: Callable[[str], str]) -> Stretch:
    kind = "asleep" if one.op in _ASLEEP else "blocked"
    label = "wake-up" if one.key.startswith("cond") else _LABELS.get(one.op) or named(one.key, seen)
    end = None if one.ended is None else one.ended - 1
    return Stretch(one.thread, kind, one.begun - 1, end, plain(waits(one, seen)), plain(label))


def _parked(lane: Lane, begin: int, until: int, blocked: list[Stretch], length: int) -> list[Stretch]:
    """What is left of the time between two steps of a lane, without that in which it was blocked."""
    found = []
    for one in blocked:
        if begin <= one.begin < until:
            if one.begin > begin:
                found.append((begin, one.begin))
            begin = until if one.end is None else one.end
    if begin < until - 1:
        found.append((begin, until))
    words = "could go on; others were chosen"
    return [Stretch(lane.id, "parked", first, None if last == length else last, words) for first, last in found]
