"""The command line: for students (list, check), instructors (grade, replay) and authors (audit).

Exit codes: 0 all is well, 1 something is to be mended in what was judged, 2 the command was given
something that it can't use, 3 the kit itself failed.
"""

import sys
import traceback
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click
import msgspec
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from procession import __version__
from procession.catalog import Exercise, Kit, find_kit
from procession.engine.errors import ExerciseError, GraderError, SubmissionError

ALL_WELL, TO_MEND, BAD_INPUT, OUR_FAULT = 0, 1, 2, 3


def _console(stderr: bool = False) -> Console:
    """Colours and boxes on a terminal, plain text of full width anywhere else."""
    console = Console(stderr=stderr, highlight=False, soft_wrap=False)
    if not console.is_terminal:
        console = Console(stderr=stderr, highlight=False, width=160)
    return console


def _guarded(command: Callable[..., int]) -> Callable[..., None]:
    """Turn the three kinds of fault into one line each and their exit codes."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> None:
        try:
            code = command(*args, **kwargs)
        except SubmissionError as error:
            click.echo(f"procession: {error}", err=True)
            code = BAD_INPUT
        except ExerciseError as error:
            click.echo(f"procession: an exercise is broken: {error}", err=True)
            code = OUR_FAULT
        except GraderError as error:
            click.echo(f"procession: the grader failed (this is not the student's fault): {error}", err=True)
            code = OUR_FAULT
        except KeyboardInterrupt:
            click.echo("procession: interrupted", err=True)
            code = 130
        except Exception:
            traceback.print_exc()
            click.echo("procession: that was our own fault, nobody else's; please report the lines above", err=True)
            code = OUR_FAULT
        sys.exit(code)

    return run


_KIT = click.option("--kit", type=click.Path(path_type=Path), help="Folder of the kit (default: the nearest upwards).")
_BOX = click.option(
    "--box", type=click.Choice(["auto", "bubblewrap", "bare"]), default="auto", help="Where submissions run."
)
_MODE = click.option(
    "--mode",
    type=click.Choice(["auto", "controlled", "sampled"]),
    default="auto",
    help="How runs are made: controlled, or sampled where that can't be had (auto).",
)
_JOBS = click.option("--jobs", "-j", type=click.IntRange(1, 256), default=None, help="How many at a time.")


def _usable() -> int:
    import os

    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="procession")
def main() -> None:
    """Exercises in multiprocessing, with a grader that is never lucky.

    It runs your program in real processes, and decides which of them goes next: a race shows every
    time, and a program that hangs is proven to hang, with the line and the reason.
    """


@main.command("list")
@click.option("--json", "as_json", is_flag=True, help="Machine-readable output.")
@_KIT
@_guarded
def list_command(as_json: bool, kit: Path | None) -> int:
    """List the exercises in the order of the course."""
    used = find_kit(Path.cwd(), kit)
    exercises = [used.exercise(slug) for slug in used.slugs()]
    if as_json:
        rows = [{"slug": e.slug, **msgspec.to_builtins(e.manifest)} for e in exercises]
        click.echo(msgspec.json.format(msgspec.json.encode(rows), indent=2).decode())
        return ALL_WELL
    table = Table(title=f"{len(exercises)} exercises in {used.exercises}")
    for column in ("exercise", "title", "chapter", "level", "minutes"):
        table.add_column(column, justify="right" if column == "minutes" else "left")
    for exercise in exercises:
        manifest = exercise.manifest
        table.add_row(exercise.slug, manifest.title, manifest.chapter, manifest.difficulty, str(manifest.minutes))
    _console().print(table)
    return ALL_WELL


@main.command(short_help="Check your own work with the public checks.")
@click.argument("what", nargs=-1)
@click.option("--json", "json_file", type=click.Path(path_type=Path), help="Also write the results to this file.")
@_MODE
@_BOX
@_KIT
@_guarded
def check(what: tuple[str, ...], json_file: Path | None, mode: str, box: str, kit: Path | None) -> int:
    """Check your own work with the public checks.

    WHAT is the name of an exercise, or the path of a file or folder; without it, all exercises.
    Exit code 0: all public checks passed, 1: some failed, 2: something could not be used, 3: our fault.
    """
    from procession.engine.modes import resolve_mode
    from procession.judge import Bench, Terms
    from procession.report import show_checks
    from procession.results import Results, dump

    used = find_kit(Path.cwd(), kit)
    found = []
    console = _console()
    with Bench(Terms(public=True, mode=resolve_mode(mode), box=box)) as bench:
        for exercise, path in _to_check(what, used):
            result = bench.judge([exercise], path, "")[0]
            show_checks(console, result, public=True)
            found.append(result)
    if json_file:
        json_file.write_bytes(dump(Results(kit_version=__version__, complete=True, submissions=found)))
    verdicts = {check.verdict for result in found for check in result.checks}
    if "grader error" in verdicts:
        return OUR_FAULT
    if "not run" in verdicts:
        return BAD_INPUT
    return ALL_WELL if verdicts <= {"passed"} else TO_MEND


def _to_check(what: tuple[str, ...], kit: Kit) -> list[tuple[Exercise, Path]]:
    """Which exercise each word means, and where the work on it is."""
    slugs = kit.slugs()
    if not what:
        return [(kit.exercise(slug), kit.exercises / slug) for slug in slugs]
    found = []
    for word in what:
        path = Path(word)
        if word in slugs and not path.is_file():
            found.append((kit.exercise(word), kit.exercises / word))
        elif path.exists():
            name = path.stem if path.is_file() else path.resolve().name
            inside = [slug for slug in slugs if path.is_dir() and (path / f"{slug}.py").exists()]
            matching = [name] if name in slugs else inside
            if not matching:
                raise SubmissionError(f"{word}: its name is no exercise's; rename it to one of {', '.join(slugs)}")
            found += [(kit.exercise(slug), path) for slug in matching]
        else:
            raise SubmissionError(f"{word}: neither an exercise nor a file; exercises: {', '.join(slugs)}")
    return found


_SAMPLED = """\
sampled mode: the hidden checks are weaker here. A race may stay unseen, a hang is not proven, and no
container holds the submissions: they run with your rights. `procession doctor` says what is missing."""


@main.command(short_help="Grade a folder of submissions.")
@click.argument("submissions", type=click.Path(path_type=Path))
@click.option("--out", required=True, type=click.Path(path_type=Path), help="Folder for the results.")
@click.option("--exercise", "slugs", multiple=True, help="Only this exercise (repeatable).")
@_JOBS
@_MODE
@_BOX
@_KIT
@_guarded
def grade(
    submissions: Path, out: Path, slugs: tuple[str, ...], jobs: int | None, mode: str, box: str, kit: Path | None
) -> int:
    """Grade a folder of submissions with the hidden checks.

    SUBMISSIONS has one folder a student, with STUDENT/MODULE.py or STUDENT/EXERCISE/MODULE.py in it.
    Exercises that nobody has handed in are left out, unless --exercise names them.
    Writes results.json, grades.csv and STUDENT/feedback.md into the folder given by --out. After an
    interruption the same command goes on from where it was.
    """
    from procession import report
    from procession.engine.modes import resolve_mode
    from procession.grade import Grading
    from procession.judge import Bench, Terms

    used = find_kit(Path.cwd(), kit)
    exercises = [used.exercise(slug) for slug in (slugs or used.slugs())]
    for exercise in exercises:
        if not exercise.hidden_checks.exists():
            raise SubmissionError(f"{exercise.hidden_checks} is missing: grading needs the hidden checks (--kit DIR)")
    console = _console()
    terms = Terms(mode=resolve_mode(mode), box=box)
    if terms.mode == "sampled":
        console.print(Text(_SAMPLED))
    nobody: list[str] = []
    with Bench(terms) as bench:
        grading = Grading(submissions, out, exercises, bench, jobs or _usable())
        students = grading.students()
        some = grading.handed_in(students)
        if some and not slugs:
            nobody = [exercise.slug for exercise in exercises if exercise.slug not in some]
            grading.exercises = exercises = [exercise for exercise in exercises if exercise.slug in some]
        grading.resume(students)
        with _progress(console, len(students) - len(grading.finished)) as advance:
            grading.done = advance
            whole = grading.run(students)
    console.print(report.class_table(whole.submissions, [exercise.slug for exercise in exercises]))
    if nobody:
        console.print(Text(f"handed in by nobody, so left out (--exercise takes it in): {', '.join(nobody)}"))
    for name in grading.ignored:
        console.print(Text(f"not a student's folder, left alone: {report.clean(name)}"))
    boxes = sorted({result.box for result in whole.submissions if result.box})
    console.print(Text(f"{len(students)} students, box: {', '.join(boxes) or 'none used'}; results in {out}"))
    if "bare" in boxes:
        console.print(
            Text("bare: no container held the submissions, they ran with your rights; see `procession doctor`")
        )
    return OUR_FAULT if any(result.had_error for result in whole.submissions) else ALL_WELL


class _progress:
    """A bar on a terminal, nothing elsewhere; entering gives the function that advances it."""

    def __init__(self, console: Console, total: int) -> None:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        self.progress = Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
        self.total = total

    def __enter__(self) -> Callable[[str], None]:
        self.progress.start()
        task = self.progress.add_task("judging", total=self.total)
        return lambda what: self.progress.update(task, advance=1, description=what[:40])

    def __exit__(self, *exc: object) -> None:
        self.progress.stop()


@main.command(short_help="Show a failing schedule once more.")
@click.argument("results_file", metavar="RESULTS.json", type=click.Path(path_type=Path))
@click.option("--student", required=True, help="The student's name, as in the results.")
@click.option("--check", "check_id", required=True, help="The check that failed (ID, or EXERCISE/ID).")
@click.option("--submissions", type=click.Path(path_type=Path), help="Where the submissions are now, if moved.")
@click.option("--as-recorded", is_flag=True, help="Show the schedule as it was, not reduced to few switches.")
@click.option("--diagram", is_flag=True, help="Show a diagram, a column a process, instead of a table.")
@click.option("--html", type=click.Path(path_type=Path), help="Write the diagram as a page for a browser.")
@click.option("--trace", type=click.Path(path_type=Path), help="Write a trace that ui.perfetto.dev opens.")
@_MODE
@_BOX
@_KIT
@_guarded
def replay(
    results_file: Path,
    student: str,
    check_id: str,
    submissions: Path | None,
    as_recorded: bool,
    diagram: bool,
    html: Path | None,
    trace: Path | None,
    mode: str,
    box: str,
    kit: Path | None,
) -> int:
    """Run the schedule that made a check fail once more, and show it step by step."""
    from procession import replay as replaying
    from procession.engine.modes import resolve_mode

    whole, result, one = replaying.find(results_file, student, check_id)
    mode = resolve_mode(mode)
    exercise = find_kit(Path.cwd(), kit).exercise(result.exercise)
    source = (submissions or Path(whole.source)) / student
    console = _console()
    if not as_recorded and mode == "controlled":
        with console.status("reducing the schedule to few switches"):
            one = replaying.shrunk(exercise, source, one, mode, box)
    assert one.schedule is not None
    seen, diverged = replaying.replay(exercise, source, one.schedule, mode, box)
    title = f"{student}: {result.exercise}/{one.id}: {one.verdict}"
    if diagram or html or trace:
        picture = replaying.picture(seen, source, exercise, title, one.evidence.seen if one.evidence else "")
        replaying.write_pictures(picture, html, trace)
    if diagram:
        replaying.show_diagram(console, picture)
    else:
        console.print(Text(title, style="bold"))
        replaying.show(console, seen, source, exercise)
    if diverged is not None and "sampled" in (result.mode, seen.mode):
        console.print(
            Text(f"it went another way than then from step {diverged} on: sampled runs can't be repeated exactly")
        )
    elif diverged is not None:
        console.print(Text(f"the program did something else than then, from step {diverged} on: has it changed?"))
        return TO_MEND
    return ALL_WELL


@main.command(short_help="For authors: prove that the graders judge rightly.")
@click.argument("slugs", nargs=-1)
@click.option("--start-method", "methods", multiple=True, help="Only this start method (repeatable).")
@click.option("--python", default=None, help="Interpreter that runs the answers (default: this one).")
@click.option("--quick", is_flag=True, help="Few schedules for right answers, and a part of the wrong ones.")
@_JOBS
@_MODE
@_BOX
@_KIT
@_guarded
def audit(
    slugs: tuple[str, ...],
    methods: tuple[str, ...],
    python: str | None,
    quick: bool,
    jobs: int | None,
    mode: str,
    box: str,
    kit: Path | None,
) -> int:
    """For authors: prove that the graders of SLUGS (default: all) judge rightly.

    The stub earns nothing, the reference and all accepted answers pass, every known-wrong answer
    fails exactly what it says it fails, and every check is failed by some wrong answer.
    """
    from procession.audit import answers
    from procession.audit import audit as run_audit
    from procession.engine.modes import resolve_mode
    from procession.judge import Bench, Terms

    used = find_kit(Path.cwd(), kit)
    exercises = [used.exercise(slug) for slug in (slugs or used.slugs())]
    console = _console()
    total = sum(len(answers(exercise, quick)) for exercise in exercises)
    terms = Terms(mode=resolve_mode(mode), box=box, python=python, start_methods=methods)
    with Bench(terms) as bench, _progress(console, total) as advance:
        reports = run_audit(exercises, bench, jobs or _usable(), advance, quick)
    table = Table(title="Audit")
    for column in ("exercise", "checks", "accepted", "wrong", "schedules of the reference", "unseen", "problems"):
        table.add_column(column, justify="left" if column == "exercise" else "right")
    for one in reports:
        counts = (one.checks, one.accepted, one.wrong, one.schedules, one.unseen, len(one.problems))
        table.add_row(one.slug, *map(str, counts))
    console.print(table)
    for one in reports:
        for problem in one.problems:
            console.print(Text(f"{one.slug}: {problem}"))
    return TO_MEND if any(one.problems for one in reports) else ALL_WELL


@main.command(short_help="Try what grading needs on this machine.")
@_guarded
def doctor() -> int:
    """Try what grading needs on this machine, and say how to mend what is missing."""
    from procession.doctor import examine
    from procession.engine.modes import resolve_mode

    console = _console()
    findings = examine()
    for finding in findings:
        mark = Text("ok  " if finding.works else "no  ", style="green" if finding.works else "red")
        console.print(mark + Text(f"{finding.what}: {finding.detail}"))
        if not finding.works:
            console.print(Text(f"      remedy: {finding.remedy}"))
    ready = all(finding.works for finding in findings if finding.needed)
    console.print(Text(f"runs are {resolve_mode('auto')} here"))
    console.print(Text("this machine can grade hidden checks" if ready else "this machine can't grade as it should"))
    return ALL_WELL if ready else TO_MEND
