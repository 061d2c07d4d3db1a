"""What `procession grade` writes beside its results: tables and pages, for the class and for each student."""

import os
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path

from procession.picture import album
from procession.reports.html import class_page, student_page
from procession.reports.markdown import feedback
from procession.reports.spreadsheet import grades_csv
from procession.reports.view import View
from procession.results import ExerciseResult

OUR_FILES = frozenset({"results.json", "grades.csv", "class.html", "pictures"})
"""Names that no student's folder may have in the folder of results."""


def pictures_of(out: Path, student: str) -> Path:
    """The folder of a student's pictures. Not the student's own folder: some may not be seen by the student."""
    return out / "pictures" / student


def pictures(out: Path, student: str, found: Sequence[ExerciseResult], view: View) -> dict[tuple[str, str], str]:
    """The pictures of what a student may see, by exercise and check."""
    folder, drawn = pictures_of(out, student), {}
    if folder.is_dir():
        for result in found:
            for check in view.allowed(result):
                path = album.path(folder, result.exercise, check.id)
                if check.schedule and path.is_file():
                    drawn[result.exercise, check.id] = path.read_text(encoding="utf-8")
    return drawn


def write_student(out: Path, student: str, found: Sequence[ExerciseResult], view: View | None = None) -> None:
    """feedback.md and feedback.html of one student, with the pictures that were drawn while grading."""
    view = view or View()
    folder = out / student
    folder.mkdir(parents=True, exist_ok=True)
    replace(folder / "feedback.md", feedback(student, found, view))
    replace(folder / "feedback.html", student_page(student, found, view, pictures(out, student, found, view)))


def write_grades(out: Path, found: Sequence[ExerciseResult], slugs: Sequence[str]) -> None:
    """grades.csv."""
    replace(out / "grades.csv", grades_csv(found, slugs))


def write_class_page(out: Path, found: Iterable[ExerciseResult]) -> None:
    """class.html; goes through the results once."""
    replace(out / "class.html", class_page(found))


def copy_pictures(part: Path, out: Path) -> None:
    """Take the pictures of a part of the class over into the results of the whole."""
    if (part / "pictures").is_dir() and part.resolve() != out.resolve():
        shutil.copytree(part / "pictures", out / "pictures", dirs_exist_ok=True)


def replace(path: Path, content: str | bytes) -> None:
    """Write a file in one step, so that no reader sees half of it, unless it is there already as it should be."""
    data = content.encode("utf-8", "backslashreplace") if isinstance(content, str) else content
    if path.is_file() and path.read_bytes() == data:
        return
    part = path.with_name(path.name + ".part")
    part.write_bytes(data)
    os.replace(part, path)
