"""For instructors: grading a folder of submissions."""

from pathlib import Path

import click
from rich.text import Text

from procession.catalog import find_kit
from procession.cli.common import (
    AFTER_DUE_DATE,
    ALL_WELL,
    BOX,
    JOBS,
    KIT,
    MODE,
    OUR_FAULT,
    VISIBILITY,
    guarded,
    terminal,
    usable,
)
from procession.cli.progress import progress
from procession.engine.errors import SubmissionError

_SAMPLED = """\
sampled mode: the hidden checks are weaker here. A race may stay unseen, a hang is not proven, and no
container holds the submissions: they run with your rights. `procession doctor` says what is missing."""


@click.command("grade")
@click.argument("submissions", type=click.Path(path_type=Path))
@click.option("--out", required=True, type=click.Path(path_type=Path), help="Folder for the results.")
@click.option("--exercise", "slugs", multiple=True, help="Only this exercise (repeatable).")
@VISIBILITY
@AFTER_DUE_DATE
@JOBS
@MODE
@BOX
@KIT
@guarded
def grade_command(
    submissions: Path,
    out: Path,
    slugs: tuple[str, ...],
    visibility: str,
    after_due_date: bool,
    jobs: int | None,
    mode: str,
    box: str,
    kit: Path | None,
) -> int:
    """Grade a folder of submissions with the hidden checks.

    SUBMISSIONS has one folder a student, with STUDENT/MODULE.py or STUDENT/EXERCISE/MODULE.py in it, or the
    archive that `procession submit` has made, as STUDENT.zip.
    Exercises that nobody has handed in are left out, unless --exercise names them.
    Writes results.json, grades.csv, class.html and for each student feedback.md and feedback.html into the
    folder given by --out. After an interruption the same command goes on from where it was.
    """
    from procession import reports
    from procession.engine.modes import resolve_mode
    from procession.escaping import clean
    from procession.grade import Grading
    from procession.judge import Bench, Terms

    used = find_kit(Path.cwd(), kit)
    exercises = [used.exercise(slug) for slug in (slugs or used.slugs())]
    for exercise in exercises:
        if not exercise.hidden_checks.exists():
            raise SubmissionError(f"{exercise.hidden_checks} is missing: grading needs the hidden checks (--kit DIR)")
    console = terminal()
    terms = Terms(mode=resolve_mode(mode), box=box)
    if terms.mode == "sampled":
        console.print(Text(_SAMPLED))
    nobody: list[str] = []
    with Bench(terms) as bench:
        grading = Grading(submissions, out, exercises, bench, jobs or usable())
        grading.view = reports.View(visibility, after_due_date)  # type: ignore[arg-type]
        students = grading.students()
        some = grading.handed_in(students)
        if some and not slugs:
            nobody = [exercise.slug for exercise in exercises if exercise.slug not in some]
            grading.exercises = exercises = [exercise for exercise in exercises if exercise.slug in some]
        grading.resume(students)
        with progress(console, len(students) - len(grading.finished)) as advance:
            grading.done = advance
            whole = grading.run(students)
    console.print(reports.class_table(whole.submissions, [exercise.slug for exercise in exercises]))
    if nobody:
        console.print(Text(f"handed in by nobody, so left out (--exercise takes it in): {', '.join(nobody)}"))
    for name in grading.ignored:
        console.print(Text(f"not a student's folder, left alone: {clean(name)}"))
    boxes = sorted({result.box for result in whole.submissions if result.box})
    console.print(Text(f"{len(students)} students, box: {', '.join(boxes) or 'none used'}; results in {out}"))
    if "bare" in boxes:
        console.print(
            Text("bare: no container held the submissions, they ran with your rights; see `procession doctor`")
        )
    for fault in grading.faults:
        console.print(Text(clean(fault)))
    return OUR_FAULT if grading.faults or any(result.had_error for result in whole.submissions) else ALL_WELL
