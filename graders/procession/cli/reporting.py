"""For instructors: results in the form that a platform or a person wants."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
import msgspec

from procession.catalog import find_kit
from procession.cli.common import ALL_WELL, KIT, OUR_FAULT, guarded
from procession.cli.reading import Reader, for_reader
from procession.engine.errors import GraderError, SubmissionError
from procession.escaping import one_line
from procession.reports.common import by_student
from procession.reports.formats import FORMATS, Format, Wish
from procession.reports.roster import Roster, read_roster
from procession.reports.writing import pictures, replace
from procession.results import ExerciseResult, Results, load

_LIST = "\b\n" + "\n".join(f"{name:<20}{one.what}" for name, one in FORMATS.items())


@click.command("report", epilog=f"FORMAT is one of:\n\n{_LIST}")
@click.argument("results", metavar="RESULTS.json", type=click.Path(path_type=Path))
@click.option("--format", "name", required=True, type=click.Choice(list(FORMATS)), metavar="FORMAT", help="See below.")
@click.option("--out", type=click.Path(path_type=Path), help="File to write, or folder for several (default: print).")
@click.option("--student", help="Only this student.")
@click.option("--exercise", "slugs", multiple=True, help="Only this exercise (repeatable).")
@for_reader
@click.option("--roster", type=click.Path(path_type=Path), help="Class list (CSV) that Canvas or Moodle has given out.")
@click.option("--assignment", default="", help="For canvas: all exercises in one column of this name.")
@click.option("--due", default="", help="For nbgrader: the due date, as it is to stand there.")
@KIT
@guarded
def report_command(
    results: Path,
    name: str,
    out: Path | None,
    student: str | None,
    slugs: tuple[str, ...],
    reader: Reader,
    roster: Path | None,
    assignment: str,
    due: str,
    kit: Path | None,
) -> int:
    """Write the results that `procession grade` has stored in another form.

    What a form says of one student (or one exercise) is printed if there is one; with more, --out names a folder, and
    each file goes to OUT/STUDENT/ (or OUT/STUDENT/EXERCISE/). A score that is not final, because the grader itself
    failed, is no zero in any of them: it is left out, or named as what it is.
    """
    if out is None and not FORMATS[name].for_logs and os.environ.get("GITHUB_ACTIONS") == "true":
        raise SubmissionError(f"--format {name} can hold lines that a log of GitHub takes for commands: use --out FILE")
    whole = _read(results)
    found = _chosen(results, whole, student, slugs)
    view = reader.view(find_kit(Path.cwd(), kit))
    listed = read_roster(roster) if roster else None
    wish = Wish(
        view, listed, assignment, due, results.resolve().parent.name or "The class",
        lambda who, mine: pictures(results.parent, who, mine, view),
    )  # fmt: skip
    failed = _write(FORMATS[name], found, wish, out)
    _tell(listed, found)
    for problem in failed:
        click.echo(f"procession: {problem}", err=True)
    return OUR_FAULT if failed else ALL_WELL


def _read(path: Path) -> Results:
    try:
        return load(path.read_bytes())
    except OSError as error:
        raise SubmissionError(f"{path}: {error.strerror}; name the results.json that grade has written") from None
    except msgspec.MsgspecError as error:
        raise SubmissionError(f"{path} is not a results file: {error}") from None


def _chosen(path: Path, whole: Results, student: str | None, slugs: Sequence[str]) -> list[ExerciseResult]:
    found = [
        one for one in whole.submissions
        if student in (None, one.student) and (not slugs or one.exercise in slugs)
    ]  # fmt: skip
    if not found:
        wanted = " and ".join(filter(None, [student or "", ", ".join(slugs)]))
        raise SubmissionError(f"{path} has no results" + (f" of {wanted}" if wanted else ""))
    return found


def _parts(kind: Format, found: Sequence[ExerciseResult]) -> Iterator[tuple[Path, list[ExerciseResult]]]:
    """What goes into one file each, and in which folder of several it is."""
    if kind.scope == "class":
        yield Path(), list(found)
        return
    for student, mine in by_student(found).items():
        if kind.scope == "student":
            yield Path(_folder(student)), list(mine.values())
        else:
            for slug, result in mine.items():
                yield Path(_folder(student), _folder(slug)), [result]


def _folder(name: str) -> str:
    """A name as that of a folder: the results file may have been written by anybody."""
    return "_" if name in ("", ".", "..") else name.replace("/", "_").replace("\\", "_")


def _write(kind: Format, found: Sequence[ExerciseResult], wish: Wish, out: Path | None) -> list[str]:
    """Write or print; return what could not be written by our own fault."""
    parts = list(_parts(kind, found))
    if len(parts) > 1 and (out is None or (out.exists() and not out.is_dir())):
        what = "students" if kind.scope == "student" else "exercises"
        raise SubmissionError(f"there are {len(parts)} {what}, each with a file: name one, or a folder with --out")
    failed = []
    for folder, mine in parts:
        try:
            text = kind.render(mine, wish)
        except GraderError as error:
            failed.append(": ".join(filter(None, [one_line(str(folder)) if len(parts) > 1 else "", str(error)])))
            continue
        if out is None:
            click.echo(text, nl=False)
        elif len(parts) > 1 or out.is_dir():
            _save(out / (folder if len(parts) > 1 else "") / kind.file, text)
        else:
            _save(out, text)
    return failed


def _save(path: Path, text: str) -> None:
    try:
        os.makedirs(path.parent, exist_ok=True)
        replace(path, text)
    except OSError as error:
        raise SubmissionError(f"{path}: {error.strerror}; name a place that can be written") from None


def _tell(roster: Roster | None, found: Sequence[ExerciseResult]) -> None:
    """What the reader should know of what was written."""
    for student in dict.fromkeys(roster.unmatched if roster else []):
        click.echo(f"procession: {one_line(student)} is not in the class list, or twice: left out", err=True)
    for result in found:
        if result.had_error:
            who = f"{one_line(result.student)}/{result.exercise}"
            click.echo(f"procession: {who} is not final, the grader itself failed: grade it again", err=True)
