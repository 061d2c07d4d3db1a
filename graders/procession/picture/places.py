"""Where a guarantee broke: the steps at which a run shows it, as far as the run itself tells.

Each place is a fact of the run, in words. Which of them the check minds is known only from what it
says (`broken`): places of that sort are given if the check quotes what they are about.
"""

from collections.abc import Callable, Sequence

from procession.engine.observation import Observation, Spot, Written
from procession.picture.diagram import Lane, Place
from procession.picture.spans import bars
from procession.words import named


def places(seen: Observation, lanes: Sequence[Lane], broken: str, plain: Callable[[str], str]) -> list[Place]:
    """The places in the order of time, those at the end of the run last."""
    found = _raised(seen, broken) + _ended_badly(seen, broken) + _left(seen, broken) + _torn(seen, broken)
    found += _stuck(seen, lanes)
    if not found and seen.ending not in ("ended", "deadlocked"):
        found.append(Place(None, "main", f"the run was stopped: {seen.reason or seen.ending}"))
    if not found and broken:
        found.append(_result(seen, broken))
    found = [
        Place(place.step, place.lane, plain(place.words), plain(place.file), place.line, place.waits_on)
        for place in found
    ]
    return sorted(found, key=lambda place: len(seen.steps) if place.step is None else place.step)


def _stuck(seen: Observation, lanes: Sequence[Lane]) -> list[Place]:
    """Who waits for ever; helper threads in which no line of the student's is involved, only if nobody else does."""
    if seen.ending != "deadlocked":
        return []
    own = {waiting.thread: waiting.spot for waiting in seen.waiting if waiting.spot is not None}
    stuck = [lane for lane in lanes if lane.stuck and (lane.id in own or not own)]
    return [Place(None, lane.id, lane.stuck, *_at(own.get(lane.id)), _awaited(seen, lane.id)) for lane in stuck]


def _awaited(seen: Observation, who: str) -> str:
    """Whom a stuck lane waits for: the process that it joins, or who holds the lock that it wants; else ""."""
    last = next((one for one in seen.blocked if one.thread == who and one.ended is None), None)
    if last is None or last.op not in ("join", "acquire"):
        return ""
    if last.op == "join":
        return last.key.removeprefix("proc:")
    holders = [bar.lane for bar in bars(seen, str) if bar.end is None and bar.lock == named(last.key, seen)]
    return holders[0] if holders and holders[0] != who else ""


def _at(spot: Spot | None) -> tuple[str, int]:
    return (spot.file, spot.line) if spot is not None else ("", 0)


def _raised(seen: Observation, broken: str) -> list[Place]:
    """The entry, or the import of the module, raised an exception that the check (if any) speaks of."""
    return [
        Place(outcome.step, *_who(seen, outcome.step, f"raises {outcome.error}: {outcome.message}"), *_at(outcome.spot))
        for outcome in seen.outcomes
        if outcome.kind in ("raised", "broken") and (not broken or outcome.error in broken)
    ]


def _ended_badly(seen: Observation, broken: str) -> list[Place]:
    """A process ended with an error, or was killed (which a Pool does to its own workers, and rightly)."""
    if not broken and seen.ending == "ended":
        return []
    found = []
    lasts = {step.thread: step.index for step in seen.steps}
    for process in seen.processes:
        code = process.exit_code
        if not code or (code < 0 and f"{process.label} " not in broken):
            continue
        how = f"exit code {code}" if code > 0 else f"killed by signal {-code}"
        words = f"{process.label} ends with an error after this ({how})"
        found.append(Place(lasts.get(process.id), process.id, words))
    return found


def _left(seen: Observation, broken: str) -> list[Place]:
    """A process was still there when the entry returned, if that is what the check minds."""
    step = seen.outcome.step
    return [
        Place(step, *_who(seen, step, f"returns while {process.label} has not ended, or not been joined"))
        for process in seen.processes
        if f"{process.label} was still" in broken or f"{process.label} had ended when" in broken
    ]


def _torn(seen: Observation, broken: str) -> list[Place]:
    """Where somebody goes on writing after others have written in between, if the check quotes the output."""
    lines = {line for piece in seen.written for line in piece.text.split("\n") if line.strip()}
    if sum(line in broken for line in lines) < min(2, max(1, len(lines))):
        return []
    labels = {process.id: process.label for process in seen.processes}
    latest: dict[str, int] = {}
    found = []
    for number, piece in enumerate(seen.written):
        since = latest.get(piece.process)
        if since is not None and since < number - 1:
            between = _writers(seen.written[since + 1 : number], labels)
            words = f"goes on printing after {between} printed in between"
            found.append(Place(piece.step, *_who(seen, piece.step, words)))
        latest[piece.process] = number
    return found


def _writers(pieces: Sequence[Written], labels: dict[str, str]) -> str:
    names = list(dict.fromkeys(labels.get(piece.process, piece.process) for piece in pieces))
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]


def _result(seen: Observation, broken: str) -> Place:
    """What came out is wrong, and nothing tells at which step it became so."""
    words = broken.strip().splitlines()[0]
    if seen.outcome.kind == "returned":
        return Place(seen.outcome.step, _who(seen, seen.outcome.step)[0], words)
    return Place(None, "main", words)


def _who(seen: Observation, step: int, words: str = "") -> tuple[str, str]:
    """The lane of a step, and a sentence about it."""
    lane = seen.steps[step].thread if 0 <= step < len(seen.steps) else "main"
    return lane, f"{seen.names.get(lane, lane)} {words}"
