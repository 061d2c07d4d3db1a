"""For instructors: totals by a course's rules, and results of several gradings put together."""

from collections.abc import Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from procession.catalog import find_kit
from procession.cli.common import ALL_WELL, KIT, OUR_FAULT, guarded, terminal
from procession.cli.reading import Reader, for_reader
from procession.course_file import CourseFile, find_course_file, read_course_file
from procession.engine.errors import SubmissionError
from procession.escaping import clean, csv_cell
from procession.reports.spreadsheet import table
from procession.reports.writing import replace
from procession.results import Results
from procession.totals import Grade, grades_of, number


@click.command("grades")
@click.argument("results_file", metavar="RESULTS", type=click.Path(path_type=Path))
@click.option(
    "--course",
    "course_path",
    type=click.Path(path_type=Path),
    help="The course file (default: beside the submissions).",
)
@click.option("--student", help="Explain the grade of this student, step by step.")
@click.option("--csv", "csv_path", type=click.Path(path_type=Path), help="Write the totals into this file.")
@guarded
def grades_command(results_file: Path, course_path: Path | None, student: str | None, csv_path: Path | None) -> int:
    """Compute everybody's total by the rules of a course file; nothing is graded again, and RESULTS stays as it is.

    RESULTS is the results.json (or its folder) that `procession grade` wrote.
    """
    from procession.merging import read_results

    whole = read_results(results_file)
    slugs = list(dict.fromkeys(result.exercise for result in whole.submissions))
    path = course_path or (find_course_file(Path(whole.source)) if whole.source else None)
    course = read_course_file(path, None) if path else CourseFile()
    console = terminal()
    if path is None:
        console.print(Text("no course file (--course FILE): the points as they are"))
    _warn(console, course, whole, slugs)
    found = grades_of(whole.submissions, course)
    if student is not None:
        mine = [grade for grade in found if grade.student == student]
        if not mine:
            raise SubmissionError(f"{results_file} has no student called {student!r}")
        for line in explanation(mine[0]):
            console.print(Text(clean(line)), soft_wrap=True)
    else:
        console.print(_table(found))
    if csv_path:
        write_totals(csv_path, found)
    return ALL_WELL


def explanation(grade: Grade) -> list[str]:
    """How a grade came about, a line a step."""
    lines = [
        f"{grade.student}: {number(grade.total)} of {number(grade.maximum)}{'' if grade.final else ' (not final)'}"
    ]
    for one in grade.counted:
        lines.append(f"  {one.exercise}: {one.said[0]}")
        lines += [f"    {said}" for said in one.said[1:]]
    return lines + [f"  {said}" for said in grade.said]


def write_totals(path: Path, found: Sequence[Grade]) -> None:
    """A line a student: total, maximum, whether it is final, and how it came about."""
    rows = [["student", "total", "max", "final", "explanation"]]
    for grade in found:
        why = "; ".join(line.strip() for line in explanation(grade)[1:])
        row = [grade.student, number(grade.total), number(grade.maximum), "yes" if grade.final else "no", why]
        rows.append([csv_cell(cell) for cell in row])
    try:
        replace(path, table(rows))
    except OSError as error:
        raise SubmissionError(f"{path}: {error.strerror}; name a file that can be written") from None


def _table(found: Sequence[Grade]) -> Table:
    table = Table(title="Totals")
    table.add_column("student", no_wrap=True)
    table.add_column("total", justify="right", style="bold")
    table.add_column("lost or left out")
    for grade in found:
        lost = [one.exercise for one in grade.counted if len(one.said) > 1 and "lost" in " ".join(one.said)]
        lost += [f"{one.exercise} (left out)" for one in grade.counted if one.dropped]
        mark = "" if grade.final else " !"
        table.add_row(
            Text(clean(grade.student)), f"{number(grade.total)}/{number(grade.maximum)}{mark}", ", ".join(lost)
        )
    return table


def _warn(console: Console, course: CourseFile, whole: Results, slugs: Sequence[str]) -> None:
    """Names in the course file that are in no result: not wrong, but maybe misspelt."""
    students = {result.student for result in whole.submissions}
    strange = [name for name in course.students if name not in students]
    strange += [slug for slug in course.exercises if slug not in slugs]
    if strange:
        console.print(Text(clean(f"in the course file, but in no result: {', '.join(strange)}")))
    if not whole.complete:
        console.print(Text("these results are not complete: the grading was interrupted"))


@click.command("merge")
@click.argument("parts", metavar="RESULTS...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--out", required=True, type=click.Path(path_type=Path), help="Folder for the results of all.")
@for_reader
@KIT
@guarded
def merge_command(parts: tuple[Path, ...], out: Path, reader: Reader, kit: Path | None) -> int:
    """Put results together that were graded with --shard, or one exercise at a time.

    Nothing is lost and nothing counted twice: a missing part, an unfinished one, and work with different results
    are named, and then nothing is written.
    """
    from procession import reports
    from procession.grade import write_class
    from procession.merging import merge, read_results

    whole = merge([(path, read_results(path)) for path in parts])
    for path in parts:
        reports.copy_pictures(path if path.is_dir() else path.parent, out)
    used = find_kit(Path.cwd(), kit)
    write_class(out, whole, reader.view(used))
    slugs = list(dict.fromkeys(result.exercise for result in whole.submissions))
    order = [slug for slug in used.slugs() if slug in slugs]
    console = terminal()
    console.print(reports.class_table(whole.submissions, order + [slug for slug in slugs if slug not in order]))
    students = len({result.student for result in whole.submissions})
    console.print(Text(f"{students} students, of {len(parts)} parts; results in {out}"))
    return OUR_FAULT if any(result.had_error for result in whole.submissions) else ALL_WELL
