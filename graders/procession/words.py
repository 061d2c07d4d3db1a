"""Steps of a run in words that a student knows."""

from pathlib import Path

from procession.engine.observation import Access, Blocked, Observation, Spot, Step

_WORDS = {
    "import": "imports the module", "enter": "calls {key}", "start": "starts {child}", "begin": "begins",
    "acquire": "gets {key}", "try": "tries {key}", "release": "gives back {key}", "send": "writes to {key}",
    "recv": "reads from {key}", "wait": "goes on: {key} is ready", "poll": "looks whether {key} has something",
    "join": "joined {key}", "alive": "asks whether {key} has ended", "signal": "sends a signal to {key}",
    "signalled": "has sent a signal to {key}", "pause": "begins to wait for a signal", "handler": "sets what a signal does",
    "print": "prints", "look": "looks at {key}", "load": "reads {key}", "fetch": "reads from {key}",
    "store": "writes to {key}", "memory": "uses {key}",
    "file": "opens or changes {key}", "read": "reads from {key}", "write": "writes to {key}", "call": "calls {key}", "sleep": "wakes up", "spin": "reads the clock again and again",
    "returned": "{key} has returned", "raised": "{key} has raised", "broken": "the import failed",
}  # fmt: skip
_WAITS = {
    "acquire": "waits for {key}", "recv": "waits for something to come from {key}", "send": "waits for room in {key}",
    "join": "waits for {key} to end", "wait": "waits for {key}", "sleep": "sleeps", "spin": "reads the clock again and again",
    "kernel": "waits for another thread, or in a system call",
}  # fmt: skip
_MOST_BYTES = 1 << 18  # of a source file that is quoted


def words(step: Step, seen: Observation) -> str:
    """One step in words."""
    if step.fired:
        return "its sleep is over" if step.op == "sleep" else f"its time-out ends, while it {waits(step, seen)}"
    if step.op == "wait" and step.key.startswith("cond"):
        return "has been woken by another thread"
    key = named(step.key, seen)
    return _WORDS.get(step.op, step.op).format(key=key, child=_child(step, seen))


def waits(one: Step | Blocked, seen: Observation) -> str:
    """What somebody waits for who can't go on, in words: "waits for lock 1"."""
    if one.key.startswith("cond"):
        return "waits for another thread to wake it"
    return _WAITS.get(one.op, "waits in " + one.op).format(key=named(one.key, seen))


def named(key: str, seen: Observation) -> str:
    """What a person is told a lock, a pipe or a process is called; of many, how many they are."""
    if key.startswith("file:"):
        return key.removeprefix("file:")
    parts = [seen.names.get(part.removeprefix("proc:"), part) for part in key.split("|")]
    return " or ".join(parts) if len(parts) < 3 else f"one of {len(parts)} pipes"


def _child(step: Step, seen: Observation) -> str:
    """What the process that a start brought forth is called."""
    return next((p.label for p in seen.processes if p.parent == step.process and p.begun > step.index), "a process")


def access_words(access: Access, seen: Observation) -> str:
    """Who reads or changes what, and where."""
    what = access.key.removeprefix("file:")
    if what.startswith("memory"):
        what = "the shared memory"
    verb = {"load": "reads", "store": "writes", "append": "writes to"}.get(access.kind, "uses")
    what = "the terminal" if what == "terminal" else what
    return f"{seen.names.get(access.thread, access.thread)} {verb} {what} ({access.spot})"


def source_line(spot: Spot | None, folder: Path) -> str | None:
    """The text of a line of the submission in `folder`; None when it can't be had."""
    lines = source_lines(spot.file, folder) if spot is not None else ()
    return lines[spot.line - 1].strip() if spot is not None and 0 < spot.line <= len(lines) else None


def source_lines(name: str, folder: Path) -> tuple[str, ...]:
    """The lines of a file of the submission in `folder`; none when they can't be had.

    The name is a claim that came out of the box: whatever it says, no file outside the folder is read.
    """
    try:
        path = (folder / name).resolve()
        if not path.is_relative_to(folder.resolve()) or not path.is_file() or path.stat().st_size > _MOST_BYTES:
            return ()
        return tuple(path.read_text(encoding="utf-8", errors="replace").splitlines())
    except (OSError, ValueError, RuntimeError):
        return ()
