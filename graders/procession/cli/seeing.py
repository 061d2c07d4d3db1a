"""For students and instructors: looking at a failing schedule, as a picture or step by step."""

import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import click
from rich.text import Text

from procession import replay
from procession.catalog import Exercise, find_kit
from procession.cli.common import ALL_WELL, BOX, KIT, LANG, MODE, TO_MEND, guarded, terminal
from procession.cli.saying import say
from procession.collecting import collect
from procession.engine.errors import SubmissionError
from procession.engine.modes import resolve_mode
from procession.language import Language, language_code, load_language
from procession.results import CheckResult, ExerciseResult
from procession.student.course import find_course
from procession.student.failures import last_failure, write_picture


@click.command("show")
@click.argument("slug", required=False)
@click.option("--check", "check_id", default="", help="The check (default: the first that failed).")
@click.option("--print", "print_only", is_flag=True, help="Only print the path of the page, open nothing.")
@LANG
@MODE
@BOX
@guarded
def show_command(slug: str | None, check_id: str, print_only: bool, lang: str, mode: str, box: str) -> int:
    """Open the picture of the last failure of SLUG in a browser (default: the exercise you are in)."""
    from procession.cli.student import one_exercise

    language = load_language(language_code(lang))
    course = find_course(Path.cwd())
    slug = one_exercise(course, slug, language)
    with terminal().status(language.say("drawing")):
        failure = last_failure(course, slug, check_id)
        own = load_language(language.code, [failure.exercise.folder])
        path = write_picture(course, failure, resolve_mode(mode), box, own)
    say(str(path) if print_only else language.say("the picture is in {path}", path=path))
    if not print_only:
        click.launch(path.as_uri())
    return ALL_WELL


@dataclass(frozen=True)
class _Source:
    """A failing check, and where the work is that failed it."""

    exercise: Exercise
    folder: Path
    check: CheckResult
    title: str
    mode: str = ""
    """How it was run then."""


@click.command("replay")
@click.argument("what", metavar="[SLUG | RESULTS.json]", required=False)
@click.option("--student", help="With a results file: the student's name, as in the results.")
@click.option("--check", "check_id", default="", help="The check that failed: ID, or EXERCISE/ID.")
@click.option("--submissions", type=click.Path(path_type=Path), help="Where the submissions are now, if moved.")
@click.option("--as-recorded", is_flag=True, help="Show the schedule as it was, not reduced to few switches.")
@click.option("--table", is_flag=True, help="Print all steps, instead of stepping through them.")
@click.option("--diagram", is_flag=True, help="Print a diagram, a column a process.")
@click.option("--html", type=click.Path(path_type=Path), help="Write the diagram as a page for a browser.")
@click.option("--trace", type=click.Path(path_type=Path), help="Write a trace that ui.perfetto.dev opens.")
@LANG
@MODE
@BOX
@KIT
@guarded
def replay_command(
    what: str | None,
    student: str | None,
    check_id: str,
    submissions: Path | None,
    as_recorded: bool,
    table: bool,
    diagram: bool,
    html: Path | None,
    trace: Path | None,
    lang: str,
    mode: str,
    box: str,
    kit: Path | None,
) -> int:
    """Run the schedule that made a check fail once more, and step through it.

    Of your own work: the last failure of SLUG (default: the exercise you are in). Of a class: give the
    RESULTS.json that `procession grade` wrote, --student and --check.
    """
    language = load_language(language_code(lang))
    mode = resolve_mode(mode)
    console = terminal()
    if what is not None and (what.endswith(".json") or Path(what).is_file()):
        found = _of_class(Path(what), student, check_id, submissions, kit)
        if not as_recorded and mode == "controlled":
            with console.status(language.say("reducing the schedule to few switches")):
                shrunk = replay.shrunk(found.exercise, found.folder, found.check, mode, box)
            found = _Source(found.exercise, found.folder, shrunk, found.title, found.mode)
    else:
        found = _own(what, check_id, language)
    assert found.check.schedule is not None
    seen, diverged = replay.replay(found.exercise, found.folder, found.check.schedule, mode, box)
    if diagram or html or trace:
        broken = found.check.evidence.seen if found.check.evidence else ""
        picture = replay.picture(seen, found.folder, found.exercise, found.title, broken)
        replay.write_pictures(picture, html, trace, language)
    if diagram:
        replay.show_diagram(console, picture, language.told)
    elif table or html or trace or not (console.is_terminal and sys.stdin.isatty()):
        console.print(Text(found.title, style="bold"))
        replay.show(console, seen, found.folder, found.exercise, language.told)
    else:
        from procession.student.stepping import Stepper, step_through

        folder = replay.source_folder(found.folder, found.exercise)
        step_through(Stepper(seen, folder, found.title, language), console)
    return _diverged(diverged, "sampled" in (found.mode, seen.mode), language)


def _diverged(at: int | None, sampled: bool, language: Language) -> int:
    """Say when the program did something else than then; return the exit code."""
    if at is None:
        return ALL_WELL
    if sampled:
        say(
            language.say(
                "it went another way than then from step {at} on: sampled runs can't be repeated exactly", at=at
            )
        )
        return ALL_WELL
    say(language.say("the program did something else than then, from step {at} on: has it changed?", at=at))
    return TO_MEND


def _own(slug: str | None, check_id: str, language: Language) -> _Source:
    """The last failure of a student's own work; the check has reduced its schedule already."""
    from procession.cli.student import one_exercise

    course = find_course(Path.cwd())
    failure = last_failure(course, one_exercise(course, slug, language), check_id.rpartition("/")[2])
    title = failure.title(load_language(language.code, [failure.exercise.folder]))
    return _Source(failure.exercise, failure.folder, failure.check, title)


def _of_class(path: Path, student: str | None, check_id: str, submissions: Path | None, kit: Path | None) -> _Source:
    """A failure in the results of a class."""
    if student is None or not check_id:
        raise SubmissionError(f"{path}: say whose and which failure: --student NAME --check CHECK")
    whole, result, check = replay.find(path, student, check_id)
    exercise = find_kit(Path.cwd(), kit).exercise(result.exercise)
    room = click.get_current_context().with_resource(tempfile.TemporaryDirectory(prefix="procession-"))
    collection = collect(submissions or Path(whole.source), [exercise], Path(room), student if whole.alone else "")
    handed = collection.handed.get(student)
    folder = handed.places.get(exercise.slug) if handed else None
    if folder is None:
        raise SubmissionError(f"{exercise.module}.py of {student} is no longer in {submissions or whole.source}")
    return _Source(exercise, folder, check, _title(student, result, check), result.mode)


def _title(student: str, result: ExerciseResult, check: CheckResult) -> str:
    return f"{student}: {result.exercise}/{check.id}: {check.verdict}"
