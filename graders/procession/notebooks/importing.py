"""`procession nbgrader import`: results of `procession grade` into nbgrader's gradebook."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
from nbgrader.api import Gradebook

from procession import results
from procession.engine.errors import SubmissionError
from procession.escaping import clean
from procession.notebooks.grading import scaled
from procession.notebooks.naming import SOLUTION, cell_name, slug_and_part
from procession.notebooks.settings import open_course
from procession.notebooks.telling import not_run, told
from procession.results import ExerciseResult


@dataclass
class Imported:
    """What an import has done."""

    written: int = 0
    """How many results (of one student's exercise) are in the gradebook now."""
    remarks: list[str] = field(default_factory=list)


def import_results(files: Sequence[Path], course: Path, assignment: str = "") -> Imported:
    """Write the scores of results files into the gradebook of a course, with the feedback as comments.

    Scores that somebody has given by hand stay, and are marked to be looked at, as nbgrader does itself.
    SubmissionError when a file or the course can't be used.
    """
    found = [result for path in files for result in _load(path)]
    done = Imported()
    with open_course(course).gradebook as gradebook:
        where = _places(gradebook, assignment)
        for result in found:
            places = where.get(result.exercise, [])
            student = clean(result.student)
            if len(places) == 1:
                _write(gradebook, result, *places[0], done)
            elif places:
                names = ", ".join(sorted(place[0] for place in places))
                raise SubmissionError(f"{result.exercise} is in several assignments ({names}): say --assignment NAME")
            else:
                done.remarks.append(f"{student}: no assignment in the gradebook has cells of {result.exercise}")
    return done


def _load(path: Path) -> list[ExerciseResult]:
    try:
        whole = results.load(path.read_bytes())
    except OSError as error:
        raise SubmissionError(f"{path}: {error.strerror}") from None
    except msgspec.MsgspecError as error:
        raise SubmissionError(f"{path} is no results file of `procession grade`: {error}") from None
    if not whole.complete:
        raise SubmissionError(f"{path} is not complete: the same `procession grade` command goes on with it")
    return whole.submissions


def _places(gradebook: Gradebook, wanted: str) -> dict[str, list[tuple[str, str]]]:
    """For each exercise, the assignments and notebooks that have its grade cells."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    names = [assignment.name for assignment in gradebook.assignments]
    if wanted and wanted not in names:
        raise SubmissionError(f"the gradebook knows no assignment called {wanted!r}; it has: {', '.join(names)}")
    for assignment in gradebook.assignments:
        for notebook in assignment.notebooks if wanted in ("", assignment.name) else []:
            for slug in {slug_and_part(cell.name)[0] for cell in notebook.grade_cells}:
                found[slug].append((assignment.name, notebook.name))
    return found


def _write(gradebook: Gradebook, result: ExerciseResult, assignment: str, notebook: str, done: Imported) -> None:
    """Write one student's result of one exercise."""
    student = result.student
    gradebook.update_or_create_student(student)
    submission = gradebook.update_or_create_submission(assignment, student)
    of_notebook = next(one for one in submission.notebooks if one.name == notebook)
    checks = {cell_name(result.exercise, check.id): check for check in result.checks}
    lines = [clean(note) for note in (*result.notes, *not_run(result))]
    for grade in of_notebook.grades:
        if slug_and_part(grade.name)[0] != result.exercise:
            continue
        check = checks.get(grade.name)
        if check is None or check.verdict == "grader error":
            grade.auto_score, grade.needs_manual_grade = None, True
            done.remarks.append(f"{clean(student)}: {grade.name} has no result: to be graded by hand")
            continue
        grade.auto_score = scaled(check, grade.max_score)
        grade.needs_manual_grade = grade.manual_score is not None
        lines += told(check, grade.auto_score, grade.max_score)
    for comment in of_notebook.comments:
        if comment.name == cell_name(result.exercise, SOLUTION):
            comment.auto_comment = "\n".join(lines)
    gradebook.db.commit()
    done.written += 1
