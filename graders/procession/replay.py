"""Running a stored schedule again, and showing it step by step."""

import tempfile
from collections.abc import Callable
from pathlib import Path

import msgspec
from rich.console import Console
from rich.table import Table
from rich.text import Text

from procession.catalog import Exercise
from procession.engine.errors import SubmissionError
from procession.engine.modes import open_engine
from procession.engine.observation import Observation, Schedule, Step
from procession.engine.scenario import Scenario
from procession.engine.strategies.replay import Replay
from procession.escaping import clean
from procession.inside import values
from procession.intake import discard, locate, take_in
from procession.judge import Bench, Terms
from procession.language import Language
from procession.picture import page, perfetto, text
from procession.picture.diagram import Diagram
from procession.picture.draw import draw
from procession.results import CheckResult, ExerciseResult, Results, StoredSchedule, load
from procession.words import source_line, words
from procession.wrapping import wrap


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
        hold_with=tuple(values.decode(value) for value in stored.hold_with),
        terminal=stored.terminal,
        machine=machine,
        time=stored.time,
    )


def find(results_file: Path, student: str, check_id: str) -> tuple[Results, ExerciseResult, CheckResult]:
    """The results in a file, and in them the failed check (ID, or EXERCISE/ID) of a student.

    SubmissionError if the file can't be read, or if there is no such check with a schedule, or more than one.
    """
    try:
        whole = load(results_file.read_bytes())
    except OSError as error:
        raise SubmissionError(f"{results_file}: {error.strerror}") from None
    except msgspec.MsgspecError as error:
        raise SubmissionError(f"{results_file} is not a results file: {error}") from None
    slug, _, wanted = check_id.rpartition("/")
    found = [
        (whole, result, one)
        for result in whole.submissions
        for one in result.checks
        if result.student == student and one.id == wanted and slug in ("", result.exercise) and one.schedule
    ]
    if not found:
        raise SubmissionError(f"{results_file} has no failing schedule of {student} for {check_id}")
    if len(found) > 1:
        names = " or ".join(f"{result.exercise}/{one.id}" for _, result, one in found)
        raise SubmissionError(f"{check_id} is not unique: say --check {names}")
    return found[0]


def replay(
    exercise: Exercise, source: Path, stored: StoredSchedule, mode: str, box: str
) -> tuple[Observation, int | None]:
    """Run a stored schedule; return what was seen and the step at which it diverged, if it did."""
    schedule = Schedule(stored.strategy, stored.seed, tuple(stored.threads), tuple(stored.picks))
    strategy = Replay(schedule)
    parent = Path(tempfile.mkdtemp(prefix="procession-replay-"))
    try:
        found = locate(source, exercise)
        if found is None:
            raise SubmissionError(f"{exercise.module}.py is no longer in {source}")
        folder = parent / "submission"
        take_in(found, folder, exercise.module)
        engine = open_engine(mode, folder, exercise.stub, box)
        try:
            seen = engine.run(scenario_of(stored), strategy)
        finally:
            engine.close()
    finally:
        discard(parent)
    return seen, strategy.diverged


def shrunk(exercise: Exercise, source: Path, found: CheckResult, mode: str, box: str) -> CheckResult:
    """The check once more, with a schedule of few switches that fails in the same way; else as it was found.

    The check may be a hidden or a public one: it is the one that fails with the same scenario.
    """
    for public in (False, True):
        terms = Terms(public, mode, box, shrink=True)
        if not (exercise.public_checks if public else exercise.hidden_checks).exists():
            continue
        with Bench(terms) as bench:
            [result] = bench.judge([exercise], source, "", only=[found.id])
        for check in result.checks:
            if (check.id, check.verdict) == (found.id, found.verdict) and _same_scenario(check, found):
                return check
    return found


def _same_scenario(one: CheckResult, other: CheckResult) -> bool:
    if one.schedule is None or other.schedule is None:
        return False
    return scenario_of(one.schedule) == scenario_of(other.schedule)


def show(
    console: Console, seen: Observation, source: Path, exercise: Exercise, tell: Callable[[str], str] = str
) -> None:
    """Print a run as a table: a line a step, with the source line from which it came."""
    folder = source_folder(source, exercise)
    table = Table(title=tell(f"{len(seen.steps)} steps, start method {seen.start_method}"))
    table.add_column(tell("step"), justify="right")
    for column in ("who", "does", "line"):
        table.add_column(tell(column))
    for step in seen.steps:
        who, does = tell(seen.names.get(step.thread, step.thread)), tell(words(step, seen))
        table.add_row(str(step.index), Text(clean(who)), Text(clean(does)), Text(clean(_line(step, folder))))
    console.print(table)
    console.print(Text(tell(f"ending: {seen.ending}" + (f" ({seen.reason})" if seen.reason else ""))))
    for waiting in seen.waiting:
        for line in wrap(f"- {clean(tell(str(waiting)))}", console.width, "  "):
            console.print(Text(line))


def picture(seen: Observation, source: Path, exercise: Exercise, title: str, broken: str) -> Diagram:
    """The space-time diagram of a run; `broken` says which guarantee it breaks."""
    return draw(seen, source_folder(source, exercise), title, broken)


def show_diagram(console: Console, diagram: Diagram, tell: Callable[[str], str] = str) -> None:
    """Print the diagram as text, in plain ASCII where the terminal has no more."""
    signs = text.UNICODE if "utf" in console.encoding.lower() else text.ASCII
    console.print(Text(text.render(diagram, signs, console.width, tell)), end="", soft_wrap=True)


def write_pictures(diagram: Diagram, html: Path | None, trace: Path | None, language: Language | None = None) -> None:
    """Write the diagram as a page and as a trace, where a file is given; SubmissionError if that fails."""
    told = language or Language()
    renders: list[tuple[Path | None, Callable[[], str]]] = [
        (html, lambda: page.render(diagram, told.told, told.tag)),
        (trace, lambda: perfetto.render(diagram)),
    ]
    for path, render in renders:
        if path is not None:
            try:
                path.write_text(render(), encoding="utf-8")
            except OSError as error:
                raise SubmissionError(f"{path}: {error.strerror}; name a file that can be written") from None


def source_folder(source: Path, exercise: Exercise) -> Path:
    """The folder of the submission's files."""
    found = locate(source, exercise) or source
    return found if found.is_dir() else found.parent


def _line(step: Step, folder: Path) -> str:
    if step.spot is None:
        return ""
    text = source_line(step.spot, folder)
    return str(step.spot) if text is None else f"{step.spot.line:>3} {text}"
