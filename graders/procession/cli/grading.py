"""For instructors: grading a folder of submissions."""

import contextlib
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from procession import reports
from procession.cache import Cache
from procession.catalog import Exercise, Kit, find_kit
from procession.cli.common import (
    ALL_WELL,
    BOX,
    JOBS,
    KIT,
    MODE,
    OUR_FAULT,
    at_a_time,
    guarded,
    terminal,
)
from procession.cli.gradebook import write_totals
from procession.cli.progress import progress
from procession.cli.reading import Reader, for_reader
from procession.cluster import Cluster
from procession.collecting import Collection, collect
from procession.course_file import find_course_file, read_course_file
from procession.engine.errors import GraderError, SubmissionError
from procession.escaping import clean, one_line
from procession.grade import Grading, same_text
from procession.results import ExerciseResult
from procession.totals import grades_of

_SAMPLED = """\
sampled mode: the hidden checks are weaker here. A race may stay unseen, a hang is not proven, and no
container holds the submissions: they run with your rights. `procession doctor` says what is missing."""

_WEAKER = {
    "bare": "bare: no container held the submissions, they ran with your rights; see `procession doctor`",
    "reduced": "reduced: no container held the submissions, but weaker walls; see `procession doctor`",
}
_NO_CONTAINER = """\
no container can hold the submissions here: {reason}. `procession doctor` says what to do. If need be, ask for weaker \
walls with --box reduced, or, for code that you trust, for none with --box bare"""


def _hold(box: str) -> None:
    """See that the box can be had, and that a container holds what the hidden checks judge: less must be asked for."""
    from procession.engine.box import resolve_kind
    from procession.engine.bubblewrap import why_no_bubblewrap

    if resolve_kind(box) == "bare" and box == "auto":
        raise GraderError(_NO_CONTAINER.format(reason=why_no_bubblewrap()))


@click.command("grade")
@click.argument("submissions", type=click.Path(path_type=Path))
@click.option("--out", required=True, type=click.Path(path_type=Path), help="Folder for the results.")
@click.option("--exercise", "slugs", multiple=True, help="Only this exercise (repeatable).")
@click.option("--student", default="", help="SUBMISSIONS is the work of this one student.")
@click.option(
    "--regrade", multiple=True, metavar="WHAT", help="Judge again: all, a student or an exercise (repeatable)."
)
@click.option("--shard", default="", metavar="I/N", help="Only the I-th of N parts of the class.")
@click.option(
    "--course", "course_path", type=click.Path(path_type=Path), help="Course file: due dates, weights, penalties."
)
@click.option("--cluster", metavar="ADDRESS", help="Judge on the workers of a Dask scheduler, as tcp://HOST:8786.")
@for_reader
@JOBS
@MODE
@BOX
@KIT
@guarded
def grade_command(
    submissions: Path,
    out: Path,
    slugs: tuple[str, ...],
    student: str,
    regrade: tuple[str, ...],
    shard: str,
    course_path: Path | None,
    cluster: str | None,
    reader: Reader,
    jobs: int | None,
    mode: str,
    box: str,
    kit: Path | None,
) -> int:
    """Grade a class with the hidden checks.

    SUBMISSIONS is a folder, or a zip or tar archive, with one folder, clone or archive a student; or what Moodle or
    Canvas gives for download; or with --student the work of one. In it lies MODULE.py or EXERCISE/MODULE.py.
    Exercises that nobody has handed in are left out, unless --exercise names them.
    Writes results.json, grades.csv, class.html and for each student feedback.md and feedback.html into the folder
    given by --out. With the same --out again, after an interruption too, only what has changed since is judged;
    --regrade asks for more.
    With a course file (--course, or course.toml beside SUBMISSIONS) also totals.csv: see `procession grades`.
    """
    from procession.judge import Bench, Terms

    used, console = find_kit(Path.cwd(), kit), terminal()
    exercises = _with_hidden_checks(used, slugs)
    course_path = course_path or (None if student else find_course_file(submissions))
    course = read_course_file(course_path, used.slugs()) if course_path else None
    mode = _possible(mode, box, console)
    terms = Terms(mode=mode, box=_box_kind(mode, box) if cluster else box)
    with contextlib.ExitStack() as stack:
        bench = stack.enter_context(Bench(terms))
        collection = collect(submissions, exercises, bench.folder / "collected", student)
        some = collection.handed_in(exercises)
        nobody = [exercise.slug for exercise in exercises if some and not slugs and exercise.slug not in some]
        exercises = [exercise for exercise in exercises if exercise.slug not in nobody]
        again = _again(regrade, collection, exercises)
        if shard:
            collection = collection.only(_part(list(collection.handed), shard))
        cache = Cache(out, terms, _box_kind(mode, box))
        grading = Grading(submissions, out, exercises, bench, jobs or at_a_time(), cache, collection, again)
        grading.shard, grading.alone = shard, bool(student)
        grading.view = reader.view(used)
        if cluster:
            _use_cluster(grading, stack.enter_context(Cluster(cluster, terms)), jobs)
        todo = set(grading.to_judge())
        with progress(console, len(todo)) as advance:
            grading.done = lambda name: advance(name) if name in todo else None
            found = grading.run()
    _tell(console, grading, found, nobody)
    if course is not None and not shard:
        write_totals(out / "totals.csv", grades_of(found, course))
        where = f"totals by {course_path} in {out / 'totals.csv'}"
        console.print(Text(f"{where}; `procession grades {out} --student NAME` explains one"))
    for fault in grading.faults:
        console.print(Text(clean(fault)))
    code = _end(console, found, len(collection.handed), out)
    return OUR_FAULT if grading.faults else code


def _with_hidden_checks(used: Kit, slugs: Sequence[str]) -> list[Exercise]:
    """The exercises that are asked for, or all; SubmissionError where one can't be graded."""
    exercises = [used.exercise(slug) for slug in (slugs or used.slugs())]
    for exercise in exercises:
        if not exercise.hidden_checks.exists():
            raise SubmissionError(f"{exercise.hidden_checks} is missing: grading needs the hidden checks (--kit DIR)")
    return exercises


def _possible(asked: str, box: str, console: Console) -> str:
    """The mode in which it is judged here; GraderError where less than a container must be asked for."""
    from procession.engine.modes import resolve_mode

    mode = resolve_mode(asked)
    if mode == "controlled":
        _hold(box)
    if mode == "sampled":
        console.print(Text(_SAMPLED))
    return mode


def _use_cluster(grading: Grading, cluster: Cluster, jobs: int | None) -> None:
    grading.judge, grading.stop, grading.jobs = cluster.judge, cluster.stop, jobs or cluster.slots


def _tell(console: Console, grading: Grading, found: Sequence[ExerciseResult], nobody: Sequence[str]) -> None:
    """The table of the class, and what else is to be known."""
    console.print(reports.class_table(found, [exercise.slug for exercise in grading.exercises]))
    if nobody:
        console.print(Text(f"handed in by nobody, so left out (--exercise takes it in): {', '.join(nobody)}"))
    for said in _said(grading, found):
        console.print(Text(one_line(said)))


def _said(grading: Grading, found: Sequence[ExerciseResult]) -> Iterator[str]:
    """What is to be known besides the points, a line each."""
    yield from grading.collection.ignored
    handed = grading.collection.handed.values()
    for one in handed:
        for slug, problem in one.problems.items():
            yield f"{one.student}: {slug} is not graded: {problem}"
    late = [one.student for one in handed if one.late]
    if late:
        yield f"marked as late: {', '.join(late)}"
    for same in same_text(found):
        yield f"{same.exercise}: the same text, apart from comments and spaces: {', '.join(same.students)}"
    if grading.unchanged:
        yield (
            f"{grading.judged} results judged now, {grading.unchanged} unchanged since before "
            "(--regrade all judges them again)"
        )


def _end(console: Console, found: Sequence[ExerciseResult], students: int, out: Path) -> int:
    boxes = sorted({result.box for result in found if result.box})
    console.print(Text(f"{students} students, box: {', '.join(boxes) or 'none used'}; results in {out}"))
    for kind in boxes:
        if kind in _WEAKER:
            console.print(Text(_WEAKER[kind]))
    return OUR_FAULT if any(result.had_error for result in found) else ALL_WELL


def _again(asked: Sequence[str], collection: Collection, exercises: Sequence[Exercise]) -> frozenset[tuple[str, str]]:
    """The pairs of student and exercise that --regrade names."""
    slugs = [exercise.slug for exercise in exercises]
    pairs: set[tuple[str, str]] = set()
    for what in asked:
        chosen = {
            (student, slug) for student in collection.handed for slug in slugs
            if what in ("all", student, slug, f"{student}/{slug}")
        }  # fmt: skip
        if not chosen:
            raise SubmissionError(f"--regrade {what}: neither a student nor an exercise that was handed in, nor `all`")
        pairs |= chosen
    return frozenset(pairs)


def _part(students: Sequence[str], shard: str) -> Sequence[str]:
    """The students of one of several parts; the same for everybody who has the same class."""
    found = re.fullmatch(r"(\d+)/(\d+)", shard)
    if not found or not 1 <= int(found[1]) <= int(found[2]):
        raise SubmissionError(f"--shard {shard}: expected I/N with I from 1 to N, as in 2/4")
    return students[int(found[1]) - 1 :: int(found[2])]


def _box_kind(mode: str, box: str) -> str:
    """The kind of box that submissions will run in."""
    from procession.engine.box import resolve_kind

    if mode == "sampled":
        return "none"
    try:
        return resolve_kind(box)
    except GraderError:  # every check will say so
        return box
