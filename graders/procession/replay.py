"""Running a stored schedule again, and showing it step by step."""

import tempfile
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from procession.catalog import Exercise, discard, locate, take_in
from procession.engine.box import Box
from procession.engine.errors import SubmissionError
from procession.engine.observation import Observation, Schedule, Step
from procession.engine.run import Runner
from procession.engine.scenario import Scenario
from procession.engine.strategies.replay import Replay
from procession.inside import values
from procession.report import clean
from procession.results import StoredSchedule

_WORDS = {
    "import": "imports the module", "enter": "calls {key}", "start": "starts {child}", "begin": "begins",
    "acquire": "gets {key}", "try": "tries {key}", "release": "gives back {key}", "send": "writes to {key}",
    "recv": "reads from {key}", "wait": "goes on: {key}", "poll": "looks whether {key} has something",
    "join": "joined {key}", "alive": "asks whether {key} has ended", "signal": "sends a signal to {key}",
    "signalled": "has sent a signal to {key}",
    "print": "prints", "look": "looks at {key}", "file": "opens or changes {key}", "call": "calls {key}", "sleep": "wakes up", "spin": "reads the clock again and again",
    "returned": "{key} has returned", "raised": "{key} has raised", "broken": "the import failed",
}  # fmt: skip


def scenario_of(stored: StoredSchedule) -> Scenario:
    """The scenario that was stored beside a schedule."""
    machine = (stored.machine[0], stored.machine[1]) if stored.machine else None
    return Scenario(
        module=stored.module,
        entry=stored.entry,
        calls=tuple(values.decode(arguments) for arguments in stored.calls),
        start_method=stored.start_method,
        given=tuple(stored.given),
        hold=stored.hold,
        terminal=stored.terminal,
        machine=machine,
        time=stored.time,
    )


def replay(exercise: Exercise, source: Path, stored: StoredSchedule, box: str) -> tuple[Observation, int | None]:
    """Run a stored schedule; return what was seen and the step at which it diverged, if it did."""
    schedule = Schedule(stored.strategy, stored.seed, tuple(stored.threads), tuple(stored.picks))
    strategy = Replay(schedule)
    parent = Path(tempfile.mkdtemp(prefix="procession-replay-"))
    try:
        found = locate(source, exercise)
        if found is None:
            raise SubmissionError(f"{exercise.module}.py is no longer in {source}")
        intake = take_in(found, parent / "submission", exercise.module)
        with Box(intake.folder, exercise.stub, box) as made:
            seen = Runner(made).run(scenario_of(stored), strategy)
    finally:
        discard(parent)
    return seen, strategy.diverged


def show(console: Console, seen: Observation, source: Path, exercise: Exercise) -> None:
    """Print a run as a table: a line a step, with the source line from which it came."""
    folder = locate(source, exercise) or source
    table = Table(title=f"{len(seen.steps)} steps, start method {seen.start_method}")
    table.add_column("step", justify="right")
    table.add_column("who")
    table.add_column("does")
    table.add_column("line")
    for step in seen.steps:
        who = seen.names.get(step.thread, step.thread)
        table.add_row(
            str(step.index), Text(clean(who)), Text(clean(words(step, seen))), Text(clean(_line(step, folder)))
        )
    console.print(table)
    console.print(Text(f"ending: {seen.ending}" + (f" ({seen.reason})" if seen.reason else "")))
    for waiting in seen.waiting:
        console.print(Text(f"- {clean(str(waiting))}"))


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


def _line(step: Step, folder: Path) -> str:
    if step.spot is None:
        return ""
    base = folder if folder.is_dir() else folder.parent
    try:
        text = (base / step.spot.file).read_text(encoding="utf-8", errors="replace").splitlines()
        return f"{step.spot.line:>3} {text[step.spot.line - 1].strip()}"
    except (OSError, IndexError):
        return str(step.spot)
