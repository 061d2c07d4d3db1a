"""Packing what an instructor's `procession grade` reads: SLUG/PROGRAM.py and what belongs to it."""

import zipfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from procession.engine.errors import SubmissionError
from procession.intake import read_submission
from procession.student.course import Course, Standing
from procession.student.keeping import free_path


@dataclass(frozen=True)
class Packed:
    """One exercise on its way to the instructor."""

    slug: str
    standing: Standing
    files: tuple[str, ...]
    left_out: tuple[str, ...]
    problem: str = ""
    """Why it was not packed."""


def pack(course: Course, slugs: list[str], now: datetime) -> tuple[Path, list[Packed]]:
    """Write a new archive with the exercises named; without names, with all that were begun.

    SubmissionError when there is nothing to hand in, or no archive can be written.
    """
    course.must_be_made()
    begun = [slug for slug in course.slugs() if course.standing(slug) not in ("missing", "untouched")]
    packed: list[Packed] = []
    contents: dict[str, bytes] = {}
    for slug in slugs or begun:
        course.exercise(slug)
        try:
            found = read_submission(course.folder(slug), slug)
        except SubmissionError as error:
            packed.append(Packed(slug, course.standing(slug), (), (), str(error)))
            continue
        own = {name: data for name, data in found.files.items() if not _given_out(course, slug, name, data)}
        contents |= {f"{slug}/{name}": data for name, data in own.items()}
        packed.append(Packed(slug, course.standing(slug), tuple(own), tuple(found.left_out)))
    if not contents:
        said = "; ".join(one.problem for one in packed) or "nothing has been changed yet"
        raise SubmissionError(f"there is nothing to hand in: {said}")
    path = free_path(course.root, f"submission-{now:%Y%m%d-%H%M}", ".zip")
    try:
        with zipfile.ZipFile(path, "x", zipfile.ZIP_DEFLATED) as archive:
            for name, data in contents.items():
                archive.writestr(name, data)
    except OSError as error:
        raise SubmissionError(f"{path}: {error.strerror}; make room, or make the folder writable") from None
    return path, packed


def _given_out(course: Course, slug: str, name: str, data: bytes) -> bool:
    """Whether a file is none of the student's: a statement or public check, as it was given out."""
    given = course.kit.exercise(slug).folder / name
    return name != f"{slug}.py" and given.is_file() and given.read_bytes() == data
