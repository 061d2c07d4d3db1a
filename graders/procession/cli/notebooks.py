"""For instructors who work with nbgrader."""

from pathlib import Path

import click
from rich.text import Text

from procession.catalog import find_kit
from procession.cli.common import ALL_WELL, JOBS, KIT, LANG, OUR_FAULT, TO_MEND, at_a_time, guarded, terminal
from procession.cli.progress import progress
from procession.engine.errors import SubmissionError

COURSE = click.option(
    "--course", type=click.Path(path_type=Path), default=Path(), help="Folder of the course (default: here)."
)


def needs_nbgrader() -> None:
    """SubmissionError, with the remedy, when nbgrader is not installed."""
    try:
        import nbgrader  # noqa: F401
    except ImportError:
        raise SubmissionError("nbgrader is not installed here: pip install 'procession[nbgrader]'") from None


@click.group("nbgrader")
def nbgrader_command() -> None:
    """Courses for nbgrader, graded by the kit's hidden checks.

    `init` writes a course; then nbgrader's own commands do the rest: generate_assignment, release_assignment,
    collect, autograde, generate_feedback, release_feedback, export, formgrader.
    """


@nbgrader_command.command("init")
@click.argument("course", type=click.Path(path_type=Path))
@click.option("--exercise", "slugs", multiple=True, help="Only this exercise (repeatable).")
@click.option(
    "--layout",
    type=click.Choice(["chapter", "exercise", "notebook"]),
    default="chapter",
    help="An assignment for each chapter, with a notebook for each exercise; an assignment for each exercise; or an "
    "assignment for each chapter, in one notebook.",
)
@click.option("--course-id", default="multiprocessing", show_default=True, help="nbgrader's name of the course.")
@click.option("--force", is_flag=True, help="Write files again that are there already.")
@LANG
@KIT
@guarded
def init_command(
    course: Path, slugs: tuple[str, ...], layout: str, course_id: str, force: bool, lang: str, kit: Path | None
) -> int:
    """Write a course for nbgrader into the folder COURSE."""
    from procession.language import language_code
    from procession.notebooks.course import CourseMaker

    used = find_kit(Path.cwd(), kit)
    exercises = [used.exercise(slug) for slug in (slugs or used.slugs())]
    for exercise in exercises:
        for path in (exercise.hidden_checks, exercise.reference):
            if not path.exists():
                raise SubmissionError(f"{path} is missing: a course needs checks and solutions (--kit DIR)")
    maker = CourseMaker(used, course, course_id, layout, language_code(lang), force)  # type: ignore[arg-type]
    assignments = maker.make(exercises)
    console = terminal()
    for name, notebooks in assignments.items():
        console.print(Text(f"source/{name}: {', '.join(notebooks)}"))
    for path in maker.kept:
        console.print(Text(f"left as it is: {path} (--force writes it again)"))
    console.print(Text(f"next: cd {course} && nbgrader generate_assignment {next(iter(assignments))}"))
    return ALL_WELL


@nbgrader_command.command("autograde")
@click.argument("assignment")
@click.option("--student", default="*", help="Only students of this name (a pattern).")
@click.option("--force", is_flag=True, help="Also those that are graded already.")
@COURSE
@JOBS
@guarded
def autograde_command(assignment: str, student: str, force: bool, course: Path, jobs: int | None) -> int:
    """Grade all submissions of an assignment, on all processors.

    Gives the scores that `nbgrader autograde ASSIGNMENT` gives, sooner.
    """
    needs_nbgrader()
    from procession import reports
    from procession.judge import Bench
    from procession.notebooks.assignments import Autograding

    console = terminal()
    grading = Autograding(course.resolve(), assignment, jobs or at_a_time(), student, force)
    students = grading.students()
    if not students:
        console.print(Text("nothing to grade: nobody has handed in anything new (--force grades all again)"))
        return ALL_WELL
    with Bench(grading.terms()) as bench, progress(console, len(students)) as advance:
        grading.done = advance
        whole = grading.run(bench, students)
    slugs = list(dict.fromkeys(result.exercise for result in whole.submissions))
    if whole.submissions:
        console.print(reports.class_table(whole.submissions, slugs))
    for remark in grading.remarks:
        console.print(Text(remark))
    console.print(Text(f"{len(students) - len(grading.failed)} of {len(students)} submissions are in the gradebook"))
    if any(result.had_error for result in whole.submissions):
        return OUR_FAULT
    return TO_MEND if grading.failed else ALL_WELL


@nbgrader_command.command("import")
@click.argument("results", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--assignment", default="", help="The assignment, if an exercise is in several.")
@COURSE
@guarded
def import_command(results: tuple[Path, ...], assignment: str, course: Path) -> int:
    """Bring results of `procession grade` into the gradebook.

    RESULTS are results.json files. The assignments must have been generated before.
    """
    needs_nbgrader()
    from procession.notebooks.importing import import_results

    done = import_results([path.resolve() for path in results], course.resolve(), assignment)
    console = terminal()
    for remark in done.remarks:
        console.print(Text(remark))
    console.print(Text(f"{done.written} results are in the gradebook"))
    return ALL_WELL
