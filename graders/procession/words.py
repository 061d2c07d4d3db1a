"""Steps of a run in words that a student knows."""

from pathlib import Path

from procession.engine.observation import Access, Observation, Spot, Step

_WORDS = {
    "import": "imports the module", "enter": "calls {key}", "start": "starts {child}", "begin": "begins",
    "acquire": "gets {key}", "try": "tries {key}", "release": "gives back {key}", "send": "writes to {key}",
    "recv": "reads from {key}", "wait": "goes on: {key}", "poll": "looks whether {key} has something",
    "join": "joined {key}", "alive": "asks whether {key} has ended", "signal": "sends a signal to {key}",
    "signalled": "has sent a signal to {key}",
    "print": "prints", "look": "looks at {key}", "load": "reads {key}", "fetch": "reads from {key}",
    "store": "writes to {key}", "memory": "uses {key}",
    "file": "opens or changes {key}", "read": "reads from {key}", "write": "writes to {key}", "call": "calls {key}", "sleep": "wakes up", "spin": "reads the clock again and again",
    "returned": "{key} has returned", "raised": "{key} has raised", "broken": "the import failed",
}  # fmt: skip


def words(step: Step, seen: Observation) -> str:
    """One step in words."""
    if step.fired:
        return "its sleep is over" if step.op == "sleep" else f"its time-out ends ({step.op} {step.key})"
    key = seen.names.get(step.key.removeprefix("proc:"), step.key)
    return _WORDS.get(step.op, step.op).format(key=key, child=_child(step, seen))


def _child(step: Step, seen: Observation) -> str:
    """What the process that a start brought forth is called."""
    parent = step.thread.partition("~")[0]
    return next((p.label for p in seen.processes if p.parent == parent and p.begun > step.index), "a process")


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
    if spot is None:
        return None
    try:
        text = (folder / spot.file).read_text(encoding="utf-8", errors="replace").splitlines()
        return text[spot.line - 1].strip()
    except (OSError, IndexError):
        return None
